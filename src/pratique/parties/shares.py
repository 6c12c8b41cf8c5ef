"""A share of votes or of capital: an interval of exact fractions, each end open or closed.

Rule: a share is a part of one (37 % is 37/100), never a float; what a source leaves open stays an interval, and
"more than 50 to 75 percent" keeps its open end, since a majority hangs on it.
Invariant: 0 <= low <= high <= 1, and an interval with low == high has both ends closed (it is never empty).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from fractions import Fraction
from functools import reduce

from pratique.logic.intervals import Interval, Region
from pratique.logic.truth import Truth
from pratique.logic.values import Span
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Share(Interval):
    """Somewhere from `low` to `high`, parts of one; an open end does not belong to it.

    `bare`: a decimal of at most one that was written without a unit, which some write for a part of one.
    """

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False
    bare: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(
                f"A share runs from 0 to 100 percent, not {_percent(self.low)} to {_percent(self.high)}."
            )
        if self.is_empty:
            raise ValueError(f"A share of exactly {_percent(self.low)} cannot have an open end.")

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known about it."""
        return self.low == 0 and self.high == 1 and not self.low_open and not self.high_open

    def exceeds(self, threshold: Fraction, at_least: bool = False) -> Truth:
        """Whether the share is more than (or at least) `threshold`."""
        return Span(self).lies_in(Region((Interval(threshold, low_open=not at_least),)), none_ok=False)

    def __str__(self) -> str:
        low, high = _percent(self.low), _percent(self.high)
        if self.is_exact:
            return high
        if self.is_unknown:
            return "unknown share"
        if self.low == 0 and not self.low_open:
            return f"less than {high}" if self.high_open else f"up to {high}"
        if self.high == 1 and not self.high_open:
            return f"more than {low}" if self.low_open else f"{low} or more"
        return f"{'more than ' if self.low_open else ''}{low} to {'less than ' if self.high_open else ''}{high}"


UNKNOWN = Share(Fraction(0), Fraction(1))
"""Nothing is known about it."""
ALL = Share(Fraction(1), Fraction(1))
NOTHING = Share(Fraction(0), Fraction(0))


def exactly(percent: int | str | Fraction) -> Share:
    """The share of exactly so many percent: `exactly("37.5")`."""
    part = Fraction(percent) / 100
    return Share(part, part)


def between(
    low: int | str | Fraction, high: int | str | Fraction, low_open: bool = False, high_open: bool = False
) -> Share:
    """The share from `low` to `high` percent."""
    return Share(Fraction(low) / 100, Fraction(high) / 100, low_open, high_open)


def meet(shares: Iterable[Share]) -> Share | None:
    """What all of the intervals have in common; None if they contradict each other."""
    parts: Iterable[Interval] = shares
    common = reduce(Interval.meet, parts)
    return None if common.is_empty else _share_of(common)


def hull(shares: Iterable[Share]) -> Share:
    """The least interval that holds all of the intervals."""
    parts: Iterable[Interval] = shares
    return _share_of(reduce(Interval.hull, parts))


def _share_of(interval: Interval) -> Share:
    return Share(Fraction(interval.low), Fraction(interval.high), interval.low_open, interval.high_open)


def add_shares(shares: Iterable[Share]) -> Share:
    """What several parts make together, at most the whole."""
    parts = list(shares)
    if len(parts) < 2:  # of most companies nothing is held by itself, nothing rests, nothing goes round
        return parts[0] if parts else NOTHING
    low, high = sum((part.low for part in parts), Fraction(0)), sum((part.high for part in parts), Fraction(0))
    if low >= 1 or low == high:
        return Share(min(low, Fraction(1)), min(high, Fraction(1)))
    low_open = any(part.low_open for part in parts)
    return Share(low, min(high, Fraction(1)), low_open, high <= 1 and any(part.high_open for part in parts))


def at_most(share: Share) -> Share:
    """From nothing up to the high end of `share`."""
    return Share(Fraction(0), share.high, False, share.high_open and share.high > 0)


def _percent(part: Fraction) -> str:
    percent = part * 100
    if percent.denominator == 1:
        return f"{percent.numerator} %"
    rounded = f"{float(percent):.4f}".rstrip("0").rstrip(".")
    return f"{rounded} %" if Fraction(rounded) == percent else f"about {rounded} %"
