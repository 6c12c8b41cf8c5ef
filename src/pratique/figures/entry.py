"""One published figure, and what is known about it.

Rule: a figure without publisher and scope enters no identity, and figures of different publishers or scopes
are never put into one sum. Values are exact (`int` or `Fraction`), never floats; what is not known is None.
Observations are kept apart from forecasts, targets and quotas by `kind`.

In SDMX words: `indicator` is INDICATOR, `product` PRODUCT, `geography` REF_AREA (with `->`
COUNTERPART_AREA), `period` TIME_PERIOD, `value` OBS_VALUE, `unit` UNIT_MEASURE, `kind` goes to OBS_STATUS.
The code lists are in `pratique.figures.codes`.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from pratique.figures.interval import INFINITY, Interval, Number, around, exact
from pratique.figures.period import Period
from pratique.value_class import dataclass

__all__ = [
    "Confidence",
    "Interval",
    "Kind",
    "LedgerEntry",
    "Measure",
    "Number",
    "Over",
    "Period",
    "PrintedChange",
    "Sense",
    "SeriesKey",
]

Kind = Literal["observation", "forecast", "target", "quota", "proposal"]
Confidence = Literal[
    "confirmed", "cross_checked", "single_source", "derived", "derived_memory", "memory", "contradicted"
]
Sense = Literal["exact", "about", "under", "over"]
"""How the words bound the number: `nearly` is under, `more than` is over, `some` is about."""
Over = Literal["year", "month", "growth"]
"""Against what a change is counted: the same period a year earlier; the month before; for points only, the
growth rate of the running total one month shorter ("growth slowed by 0.4 points against January-October")."""
Measure = Literal["percent", "points", "times", "bare"]
"""`percent`: (new/old - 1) x 100; `points`: new - old, both percentages; `times`: new/old ("8.4 times that of");
`bare`: the text lost the unit ("up 100 on the year")."""


@dataclass(frozen=True, slots=True)
class PrintedChange:
    """A printed change: `amount` plus or minus `half`, in the unit of `measure`. A decline is negative.

    `sense` bounds its size: "more than doubled" is over 100, "fell over 6 percent" over -6 (that much or more).
    """

    amount: Number
    half: Number
    over: Over = "year"
    measure: Measure = "percent"
    sense: Sense = "exact"
    factor: Interval | None = field(init=False, repr=False, compare=False)
    """new / old, never below zero; None for a change in points. A number that lost its unit is taken at its word,
    as so many times the base, which rarely fits: then the unit is asked for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "factor", _factor(self))

    @property
    def interval(self) -> Interval:
        """What digits and words allow; `over` has no end on the side away from zero."""
        amount, half = Fraction(self.amount), Fraction(self.half)
        falls = amount < 0
        match self.sense:
            case "exact":
                return around(exact(amount), exact(half))
            case "about":
                return around(exact(amount), exact(2 * half))
            case "over":
                return Interval(-INFINITY, exact(amount)) if falls else Interval(exact(amount), INFINITY)
            case "under":
                near = exact(amount + 2 * half if falls else amount - 2 * half)
                return Interval(exact(amount), near) if falls else Interval(near, exact(amount))


def _factor(change: PrintedChange) -> Interval | None:
    if change.measure == "points":
        return None
    span = change.interval
    ends = [end if isinstance(end, float) else Fraction(end) for end in (span.low, span.high)]
    if change.measure == "percent":
        ends = [end if isinstance(end, float) else 1 + end / 100 for end in ends]
    low, high = (end if isinstance(end, float) and end > 0 else max(end, Fraction(0)) for end in ends)
    return Interval(low, high)


class SeriesKey(NamedTuple):
    """What one identity may add up: same publisher, same scope, same kind, same unit."""

    publisher: str
    scope: str
    kind: Kind
    indicator: str
    product: str
    geography: str
    unit: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.indicator}:{self.product}:{self.geography}"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One figure as one publisher printed it once.

    `half` is half of the last printed digit in `unit` (1.42 million vehicles: 5,000); `unit_half` half of the
    unit in which the publisher counts (0.1 wan: 500), None if unknown. `of` names, for a share, the whole as
    `indicator:product[:geography]` (`sales:vehicle`). `actor` is whose forecast, target or quota it is.
    `vintage` orders re-publications of one figure (default: `published_on`). `claims` are words that the text
    adds and that can be checked: `record`, `first_above=700000`, `majority`. `source` is an http(s) address
    or a bulletin's own name, with the reader's `span` (start, end) in characters of the text it came from.
    """

    indicator: str
    product: str
    geography: str
    period: Period
    value: Number
    unit: str
    half: Number
    unit_half: Number | None = None
    changes: tuple[PrintedChange, ...] = ()
    of: str = ""
    sense: Sense = "exact"
    kind: Kind = "observation"
    publisher: str = ""
    scope: str = ""
    published_on: date | None = None
    source: str = ""
    vintage: str = ""
    confidence: Confidence = "single_source"
    actor: str = ""
    claims: tuple[str, ...] = ()
    note: str = ""
    span: tuple[int, int] | None = None
    line: int | None = None
    interval: Interval = field(init=False, repr=False, compare=False)
    """What the printed digits and words allow; worked out once, since every identity reads it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "interval", _bounded(self.value, self.half, self.sense))

    @property
    def series(self) -> str:
        """`indicator:product:geography`."""
        return f"{self.indicator}:{self.product}:{self.geography}"

    @property
    def key(self) -> SeriesKey:
        return SeriesKey(
            publisher=self.publisher,
            scope=self.scope,
            kind=self.kind,
            indicator=self.indicator,
            product=self.product,
            geography=self.geography,
            unit=self.unit,
            of=self.of,
        )

    @property
    def growth(self) -> PrintedChange | None:
        """The year-on-year change in percent or times, if one is printed."""
        return self.change("year")

    def change(self, over: Over, points: bool = False) -> PrintedChange | None:
        """The first printed change against `over`, in points or not."""
        for change in self.changes:
            if change.over == over and (change.measure == "points") is points:
                return change
        return None

    @property
    def may_enter_identity(self) -> bool:
        """Only a figure with publisher and scope is compared with others."""
        return bool(self.publisher and self.scope)

    @property
    def label(self) -> str:
        """How a person finds it: series, period and publisher."""
        return f"{self.series} {self.period} ({self.publisher or 'publisher unknown'})"


def _bounded(value: Number, half: Number, sense: Sense) -> Interval:
    match sense:
        case "exact":
            return around(value, half)
        case "about":
            return around(value, 2 * half)
        case "under":
            return Interval(value - 2 * half, value)
        case "over":
            return Interval(value, value + 2 * half)
