"""Law that is about to come: bills, announced rules, proposals, and suspensions that end by themselves.

Rule: nothing here decides. Each item has its stage with dates and, where its text could be read, an instrument written
as if it were law, which is asked beside the book and never joined to it.
"""

from __future__ import annotations

from pratique.law.pending.item import Milestone, Pending
from pratique.law.pending.others import OTHERS
from pratique.law.pending.us import UNITED_STATES

PENDING: tuple[Pending, ...] = (*UNITED_STATES, *OTHERS)
"""Every item of the book, by market."""


def pending_in(market: str | None = None) -> tuple[Pending, ...]:
    """The items of a market (ISO 3166-1 alpha-2, EU for the Union), all of them by default."""
    return tuple(each for each in PENDING if market is None or each.jurisdiction == market.upper())


__all__ = ["PENDING", "Milestone", "Pending", "pending_in"]
