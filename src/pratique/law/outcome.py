"""What an instrument can say of an act or a thing, from best to worst."""

from __future__ import annotations

from enum import IntEnum

from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.value_class import dataclass


class Outcome(IntEnum):
    """One outcome; a larger one is worse."""

    OUT_OF_SCOPE = 0
    EXEMPT = 1
    CLEAR = 2
    CLEAR_WITH_DUTIES = 3
    AUTHORIZED = 4
    LICENCE_REQUIRED = 5
    PROHIBITED = 6

    @property
    def words(self) -> str:
        """The outcome as people write it: `clear with duties`."""
        return self.name.lower().replace("_", " ")

    @staticmethod
    def named(words: str) -> Outcome:
        """The outcome of these words. Raises KeyError."""
        return Outcome[words.upper().replace(" ", "_")]


@dataclass(frozen=True, slots=True)
class Range:
    """All outcomes that the unknowns leave, from `best` to `worst`."""

    best: Outcome
    worst: Outcome

    @property
    def is_settled(self) -> bool:
        return self.best is self.worst

    @property
    def is_undetermined(self) -> bool:
        """Whether it lies on both sides of what may be done without asking anybody."""
        return self.best <= Outcome.AUTHORIZED < self.worst

    @property
    def exit_status(self) -> int:
        if self.worst <= Outcome.AUTHORIZED:
            return EXIT_CLEAR
        return EXIT_UNDETERMINED if self.is_undetermined else EXIT_BARRED

    def holds(self, other: Range) -> bool:
        """Whether every outcome of `other` is one of this range."""
        return self.best <= other.best and other.worst <= self.worst

    def worse_of(self, *others: Range) -> Range:
        """The range of the worst of this outcome and others."""
        every = (self, *others)
        return Range(max(each.best for each in every), max(each.worst for each in every))

    def __str__(self) -> str:
        return range_words(self.best.words, self.worst.words)


def range_words(best: str, worst: str) -> str:
    """The best and the worst outcome in words -> `clear .. prohibited`, or the one that both are."""
    return best if best == worst else f"{best} .. {worst}"


OUT_OF_SCOPE = Range(Outcome.OUT_OF_SCOPE, Outcome.OUT_OF_SCOPE)
ANY_OUTCOME = Range(Outcome.OUT_OF_SCOPE, Outcome.PROHIBITED)
