"""One instance of an identity: which figures, and what they say about each other.

Rule: an identity compares what a text states with what other figures imply, both as intervals; it breaks only
when the two do not meet. The figures are given, not looked up, so that a repaired figure can be put in the
place of a printed one and the same identity asked again.

The identities, by the letters of the field notes they come from:

    I0  one figure printed twice          I8   percentage points
    I1  whole = sum of parts              I9   a part is no larger than its whole
    I2  growth and last year's base       I10  value / quantity = a price that can be
    I3  growth of a sum                   I11  two currencies, one exchange rate
    I4  share of a whole                  I12  `times` and `percent` of one change
    I5  running totals                    I13  records and thresholds
    I6  growth of running totals          I15  weekday and date
    I7  change on the month before        T1-3 a target against the series

I14 is no identity but the way out of one: `pratique.figures.identities.repair`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import Interval, around, meets
from pratique.value_class import dataclass

Width: TypeAlias = Literal["printed", "narrow", "wide"]
"""`printed`: half of the last printed digit; `narrow`: no wider than half of the publisher's own unit (trailing
zeros are digits); `wide`: no narrower than that."""
Sides: TypeAlias = tuple[Interval, Interval]
"""What is stated, what the other figures imply."""
Compare: TypeAlias = Callable[[tuple[LedgerEntry, ...], Width], "Sides | None"]


@dataclass(frozen=True, slots=True)
class Identity:
    """`compare(figures, width)` gives both sides, or None where the figures do not allow the question."""

    identity: str
    figures: tuple[LedgerEntry, ...]
    compare: Compare
    says: str

    @property
    def has_unit(self) -> bool:
        """Whether some figure prints less finely than its publisher counts, so that `narrow` can differ."""
        return any(each.unit_half is not None and each.unit_half < each.half for each in self.figures)

    def sides(self, width: Width = "printed") -> Sides | None:
        return self.compare(self.figures, width)

    def breaks(self, width: Width = "printed") -> bool:
        sides = self.sides(width)
        return sides is not None and not meets(*sides)

    def with_figure(self, old: LedgerEntry, new: LedgerEntry) -> Identity:
        """The same question with `new` wherever `old` stands."""
        figures = tuple(new if figure is old else figure for figure in self.figures)
        return Identity(self.identity, figures, self.compare, self.says)


def span(entry: LedgerEntry, width: Width = "printed") -> Interval:
    """The interval of a figure read at `width`."""
    unit_half = entry.unit_half
    if width == "printed" or unit_half is None or entry.sense != "exact":
        return entry.interval
    half = min(entry.half, unit_half) if width == "narrow" else max(entry.half, unit_half)
    return around(entry.value, half)


Relations: TypeAlias = Iterator[Identity]
