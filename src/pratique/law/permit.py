"""Permits that cities give, and the law of a city: what the table of a market holds.

Rule: a row is a fact, not a rule. From `possible_from` it may hold, from `since` it certainly does (None: only
remembered), from `doubt_from` it may have ended, at `until` it did. Paid and with nobody on board are two things.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pratique.law.provision import Confidence
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Permit:
    """One permit as reported; `area_km2` and `cars` as printed, empty where nobody said."""

    city: str
    district: str
    holder: str
    partner: str
    service: str
    possible_from: date
    since: date | None
    doubt_from: date | None
    until: date | None
    stage: str
    paid: bool
    on_board: str
    hours: str
    area_km2: str
    cars: str
    confidence: Confidence
    source: str
    note: str

    def held(self, on: date) -> Truth:
        """Whether it was held on a day."""
        if on < self.possible_from or (self.until is not None and on >= self.until):
            return FALSE
        if self.since is None or on < self.since or (self.doubt_from is not None and on >= self.doubt_from):
            return UNKNOWN
        return TRUE

    @property
    def driverless(self) -> Truth:
        """Whether nobody at all is on board."""
        return UNKNOWN if self.on_board == "unknown" else TRUE if self.on_board == "none" else FALSE


@dataclass(frozen=True, slots=True)
class LocalLaw:
    """A city's instrument; `regulation` for a local or special-zone regulation, `notice` for anything lesser."""

    id: str
    city: str
    title: str
    cite: str
    signed: date | None
    effective: date
    kind: str
    reaches_unmanned: Truth
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class PermitTable:
    """The permits and the local law of a market, each read when it is asked for, and the day they were checked on."""

    permits: Callable[[], tuple[Permit, ...]]
    local_law: Callable[[], tuple[LocalLaw, ...]]
    checked_on: date
