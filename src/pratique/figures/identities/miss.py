"""A broken identity, graded and explained.

Rule: a miss never accuses more than it can show. The grades, from the most harmless:
`rounding` (it meets in the publisher's own unit), `revision` (a later bulletin builds on a changed figure),
`scope` (both right, of different populations), `wording` (sign, fold, points, label words), `misprint` (a small
slip mends it), `unsupported` (nothing here supports the figure as printed).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.repair import Repair
from pratique.figures.identities.words import WEEKDAYS
from pratique.figures.interval import Interval, print_interval
from pratique.value_class import dataclass

Grade: TypeAlias = Literal["rounding", "revision", "scope", "wording", "misprint", "unsupported"]
GRADES: tuple[Grade, ...] = ("rounding", "revision", "scope", "wording", "misprint", "unsupported")
DEFECTS: tuple[Grade, ...] = ("scope", "wording", "misprint", "unsupported")
"""The grades that call for a correction; rounding and revision explain themselves."""


@dataclass(frozen=True, slots=True)
class Miss:
    """`identity` broken between `figures`; `missing_fact` is what would settle between several repairs."""

    identity: str
    grade: Grade
    says: str
    stated: Interval
    implied: Interval
    figures: tuple[LedgerEntry, ...]
    explanation: str
    repairs: tuple[Repair, ...] = ()
    missing_fact: str | None = None

    @property
    def repair(self) -> str | None:
        """The repairs in words, joined by `or`; None if there is none."""
        return " or ".join(repair.says for repair in self.repairs) or None

    @property
    def sides(self) -> str:
        """`stated against implied`, in plain numbers or weekdays."""
        if self.identity == "I15":
            return " against ".join(WEEKDAYS[int(side.low)] for side in (self.stated, self.implied))
        return f"{print_interval(self.stated)} against {print_interval(self.implied)}"
