"""Levels of driving automation: what a law that has standards of them registers.

Rule: the questions come in order; the first that is answered no gives the level, one that is open leaves every level
that the later answers still allow.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pratique.logic.nodes import Condition
from pratique.value_class import dataclass

OUT = "out of taxonomy"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a standard: its name there, and when a feature has it."""

    number: int | None
    name: str
    when: Condition

    @property
    def label(self) -> str:
        """`0` to `5`, or what the standard leaves out."""
        return OUT if self.number is None else str(self.number)


@dataclass(frozen=True, slots=True)
class LevelTable:
    """The levels of each standard by its name, the law's own first, and the questions with the facts that answer them.

    `in_force` is the first day of the law's own standard; `differences` are where the standards part.
    """

    standards: Mapping[str, tuple[Level, ...]]
    steps: tuple[tuple[Condition, tuple[str, ...]], ...]
    in_force: date
    differences: tuple[str, ...]

    @property
    def own(self) -> str:
        """The name of the law's own standard."""
        return next(iter(self.standards))
