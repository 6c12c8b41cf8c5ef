"""Intervals and regions of exact numbers, each end open or closed.

Rule: ends are `int` or `Fraction`, or an infinity at an open end; a float is taken as the decimal that prints
it (5.92 is 592/100). Interval arithmetic here is outward exact: the result holds every result and no more,
as long as no operand is read twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from pratique.files.numbers import exact_number
from pratique.value_class import dataclass

Number = int | Fraction
End = int | Fraction | float
"""An exact number, or one of the two infinities."""

INFINITY = math.inf


def exact(value: int | float | Decimal | Fraction | str) -> Number:
    """The exact number that `value` prints as.

    Raises ValueError for NaN, infinities, what is no number, and a text whose power of ten is beyond any quantity.
    """
    if isinstance(value, bool):
        raise ValueError(f"{value!r} is a truth value, not a number")
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        fraction = exact_number(value)
    else:
        fraction = value if isinstance(value, Fraction) else Fraction(str(value))
    return fraction.numerator if fraction.denominator == 1 else fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `low` and `high`; each end belongs to it unless it is open."""

    low: End = -INFINITY
    high: End = INFINITY
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low == -INFINITY and not self.low_open:
            object.__setattr__(self, "low_open", True)
        if self.high == INFINITY and not self.high_open:
            object.__setattr__(self, "high_open", True)

    @property
    def is_empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def is_point(self) -> bool:
        return self.low == self.high and not (self.low_open or self.high_open)

    def holds(self, number: End) -> bool:
        """Whether `number` lies in the interval."""
        above = number > self.low or (number == self.low and not self.low_open)
        below = number < self.high or (number == self.high and not self.high_open)
        return above and below

    def meet(self, other: Interval) -> Interval:
        """What both hold; may be empty."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, shut = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not shut)

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval lies in `other`."""
        return self.is_empty or self.meet(other) == self

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, shut_low = min((self.low, self.low_open), (other.low, other.low_open))
        high, shut = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, shut_low, not shut)

    def whole(self) -> Interval:
        """The same integers with closed ends."""
        low, high = self.low, self.high
        if low != -INFINITY:
            low = math.floor(low) + 1 if self.low_open else math.ceil(low)
        if high != INFINITY:
            high = math.ceil(high) - 1 if self.high_open else math.floor(high)
        return Interval(low, high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        corners = [
            _product(a, a_open, b, b_open)
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        low, low_open = min(corners)
        high, shut = max((value, not is_open) for value, is_open in corners)
        return Interval(low, high, low_open, not shut)

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; everything is possible where the divisor can be zero on both sides."""
        if other.holds(0) or (other.low < 0 < other.high):
            return Interval()
        return self * Interval(*_inverse(other))

    def __str__(self) -> str:
        if self.is_point:
            return show_number(self.low)
        left = "(" if self.low_open else "["
        right = ")" if self.high_open else "]"
        return f"{left}{show_number(self.low)}, {show_number(self.high)}{right}"


def _product(a: End, a_open: bool, b: End, b_open: bool) -> tuple[End, bool]:
    # Zero times an end is zero, reached if the zero itself is reached, however far the other end lies.
    if a == 0 or b == 0:
        reached = (a == 0 and not a_open) or (b == 0 and not b_open)
        return 0, not reached
    return a * b, a_open or b_open


def _inverse(interval: Interval) -> tuple[End, End, bool, bool]:
    def flip(end: End, positive: bool) -> End:
        if end in (INFINITY, -INFINITY):
            return 0
        if end == 0:
            return INFINITY if positive else -INFINITY
        return exact(Fraction(1) / Fraction(end))

    low = flip(interval.high, positive=False)
    high = flip(interval.low, positive=True)
    return low, high, interval.high_open, interval.low_open


def show_number(number: End) -> str:
    """A number for people: integers plain, fractions as decimals where they end, else as a ratio."""
    if number in (INFINITY, -INFINITY):
        return "∞" if number > 0 else "-∞"
    if isinstance(number, int):
        return str(number)
    fraction = Fraction(number)
    denominator = fraction.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{fraction.numerator}/{fraction.denominator}"
    return format(Decimal(fraction.numerator) / Decimal(fraction.denominator), "f")


@dataclass(frozen=True, slots=True)
class Region:
    """A union of disjoint intervals in rising order; build it with `region(...)`."""

    intervals: tuple[Interval, ...]

    def holds(self, number: End) -> bool:
        return any(each.holds(number) for each in self.intervals)

    def covers(self, interval: Interval) -> bool:
        """Whether the whole interval lies in the region (one of its intervals must hold it all)."""
        return any(interval.within(each) for each in self.intervals)

    def touches(self, interval: Interval) -> bool:
        """Whether the interval and the region share a number."""
        return any(not interval.meet(each).is_empty for each in self.intervals)

    def complement(self) -> Region:
        gaps: list[Interval] = []
        low: End = -INFINITY
        low_open = True
        for each in self.intervals:
            gaps.append(Interval(low, each.low, low_open, not each.low_open))
            low, low_open = each.high, not each.high_open
        if low != INFINITY:
            gaps.append(Interval(low, INFINITY, low_open, True))
        return region(gaps)

    def meet(self, other: Region) -> Region:
        return region(a.meet(b) for a in self.intervals for b in other.intervals)

    def join(self, other: Region) -> Region:
        return region((*self.intervals, *other.intervals))

    def whole(self) -> Region:
        """The same integers; neighbours grow together."""
        return region((each.whole() for each in self.intervals), step=1)

    @property
    def is_everything(self) -> bool:
        return self.intervals == (Interval(),)

    @property
    def constants(self) -> tuple[End, ...]:
        """The finite ends, in order: where an answer can change."""
        ends = {e for each in self.intervals for e in (each.low, each.high) if abs(e) != INFINITY}
        return tuple(sorted(ends))

    def __str__(self) -> str:
        return " or ".join(str(each) for each in self.intervals) or "nothing"


def region(intervals: Iterable[Interval], step: int = 0) -> Region:
    """The union of `intervals`; with `step=1` integer intervals that are next to each other are joined."""
    merged: list[Interval] = []
    for each in sorted((i for i in intervals if not i.is_empty), key=lambda i: (i.low, i.low_open)):
        if merged and _adjoin(merged[-1], each, step):
            merged[-1] = merged[-1].hull(each)
        else:
            merged.append(each)
    return Region(tuple(merged))


def _adjoin(left: Interval, right: Interval, step: int) -> bool:
    if left.high == right.low:
        return not (left.high_open and right.low_open)
    return right.low < left.high or (step != 0 and right.low - left.high <= step)
