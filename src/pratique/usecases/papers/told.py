"""What is told in one cell of a customer's sheet, and in a row that asks the same of several parts.

Rule: a row is answered for the parts of which the same is told, on the same proof; every other part is left out of it
by its number, and where the sheet has no place for that the row stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pratique.value_class import dataclass

Shown = str | int


@dataclass(frozen=True, slots=True)
class Told:
    """One cell of a customer's sheet: what goes in, on what basis, or why nothing does."""

    sheet: str
    cell: str
    about: str
    fact: str
    value: Shown | None
    basis: str = ""
    document: str | None = None
    expires_on: str | None = None
    source: str = ""
    why_open: str = ""
    ours: bool = False
    answered: bool = False
    """Whether somebody had answered it when the workbook came."""
    not_for: tuple[int, ...] = ()
    """The numbers of the parts of its row of which this does not hold, or is not known to."""

    @property
    def is_open(self) -> bool:
        """Whether nothing is told."""
        return self.value is None


def told_together(each: Sequence[Told], may_leave_out: bool) -> Told:
    """What is told of each part of a row -> what the row says: one answer, and the parts that it is not for."""
    given = next((one for one in each if not one.is_open), None)
    if given is None:
        return each[0]
    apart = tuple(number for number, one in enumerate(each, 1) if _said(one) != _said(given))
    if apart and not may_leave_out:
        return replace(each[0], value=None, why_open="the parts that the row names differ, or not all are known")
    return replace(given, not_for=apart)


def _said(told: Told) -> tuple[object, ...]:
    return told.value, told.basis, told.document, told.expires_on
