"""Values with what is not known in them: spans, choices, sets with members that must and may be in.

Rule: a value stands for the set of ways it can turn out; the larger the set, the less is known. "None" (a part
without a model year) is one of the ways, apart from not knowing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from pratique.logic.intervals import End, Interval, Region, exact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.value_class import dataclass

Writable = int | float | Decimal | Fraction | date | str
"""What an author may type where a number or a date is meant; a string is an ISO date."""


class Absence(Enum):
    """Whether a number or date is absent ("there is none")."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


def number_of(value: Writable) -> int | Fraction:
    """An exact number; a date, or a string as an ISO date, becomes its proleptic ordinal (days)."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, str):
        return date.fromisoformat(value).toordinal()
    return exact(value)


@dataclass(frozen=True, slots=True)
class Span:
    """What a number or date can be: anywhere in `interval`, and absent as `none` says.

    With `none` YES the interval is empty. Dates are proleptic ordinals.
    """

    interval: Interval = Interval()
    none: Absence = Absence.NO

    def lies_in(self, region: Region, none_ok: bool) -> Truth:
        """Whether it lies in `region`; `none_ok` says what the answer is where there is none."""
        if self.none is Absence.YES:
            return TRUE if none_ok else FALSE
        known = self.point
        if known is not None:
            return TRUE if region.holds(known) else FALSE
        inside = _inside(self.interval, region)
        if inside is UNKNOWN:
            return UNKNOWN
        if self.none is Absence.MAYBE and none_ok is not (inside is TRUE):
            return UNKNOWN
        return inside

    @property
    def point(self) -> End | None:
        """The number itself, where it is known that there is one and which."""
        interval = self.interval
        return interval.low if self.none is Absence.NO and interval.is_point else None

    @property
    def is_known(self) -> bool:
        return self.none is Absence.YES or self.point is not None

    def holds(self, other: Span) -> bool:
        """Whether every way `other` can turn out is a way that this one can."""
        if other.none is Absence.YES:
            return self.none is not Absence.NO
        if self.none is Absence.YES or (other.none is Absence.MAYBE and self.none is Absence.NO):
            return False
        return other.interval.within(self.interval)


@lru_cache(maxsize=8_192)
def _inside(interval: Interval, region: Region) -> Truth:
    """Whether a number somewhere in `interval` lies in `region`; few of either are asked again and again."""
    if region.covers(interval):
        return TRUE
    return UNKNOWN if region.touches(interval) else FALSE


NONE = Span(Interval(1, 0), Absence.YES)
"""There is no such number or date, and that is known."""
ANYTHING = Span(Interval(), Absence.NO)
"""Some number, nothing known of it."""
ANYTHING_OR_NONE = Span(Interval(), Absence.MAYBE)
"""Nothing known, not even whether there is one."""


def point(value: Writable) -> Span:
    """A number or date that is known."""
    number = number_of(value)
    return Span(Interval(number, number))


def between(low: Writable | None, high: Writable | None, low_open: bool = False, high_open: bool = False) -> Span:
    """A number or date between two ends; None is no bound on that side."""
    return Span(
        Interval(
            float("-inf") if low is None else number_of(low),
            float("inf") if high is None else number_of(high),
            low_open,
            high_open,
        )
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `possible`; known when one is left."""

    possible: frozenset[str]

    def among(self, values: frozenset[str]) -> Truth:
        if self.possible <= values:
            return TRUE
        return FALSE if self.possible.isdisjoint(values) else UNKNOWN

    @property
    def is_known(self) -> bool:
        return len(self.possible) == 1

    def holds(self, other: Choice) -> bool:
        return other.possible <= self.possible


@dataclass(frozen=True, slots=True)
class Members:
    """A set that has all of `must` and nothing outside `may`; known when the two are equal."""

    must: frozenset[str]
    may: frozenset[str]

    def __post_init__(self) -> None:
        if not self.must <= self.may:
            raise ValueError(f"members that must be in but may not: {sorted(self.must - self.may)}")

    def meets(self, values: frozenset[str]) -> Truth:
        """Whether it has a member among `values`."""
        if not self.must.isdisjoint(values):
            return TRUE
        return FALSE if self.may.isdisjoint(values) else UNKNOWN

    def inside(self, values: frozenset[str]) -> Truth:
        """Whether all its members are among `values`; TRUE of the empty set."""
        if self.may <= values:
            return TRUE
        return UNKNOWN if self.must <= values else FALSE

    @property
    def is_known(self) -> bool:
        return self.must == self.may

    def holds(self, other: Members) -> bool:
        return self.must <= other.must and other.may <= self.may


Value = Truth | Span | Choice | Members


def one_of(*values: str) -> Choice:
    """One of the named choices."""
    return Choice(frozenset(values))


def members(*values: str) -> Members:
    """A set whose members are all known."""
    return Members(frozenset(values), frozenset(values))
