"""Numbers and dates with what is not known in them, one a row, and exact arithmetic on them.

Rule: the ends of a span are whole multiples of 1/scale, held as float64 below 2^53, where sums and differences are
exact and infinities are themselves; what would leave that range is refused, never rounded. Products and quotients
are read by the arithmetic of `logic`, once for each combination of operands that occurs.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pratique.errors import UsageError
from pratique.logic.arithmetic import move
from pratique.logic.intervals import INFINITY, End, Interval, Region, exact
from pratique.logic.nodes import DateFact, NumberFact
from pratique.logic.values import NONE, Absence, Span, point
from pratique.readings.columns.forms import Codes, Forms, codes_of
from pratique.readings.columns.tables import Index
from pratique.value_class import dataclass

Ends = NDArray[np.float64]
Flags = NDArray[np.bool_]

EXACT = 2.0**53
_EPOCH = date(1970, 1, 1).toordinal()
_MOST_DECIMALS = 9
_ABSENCE = {Absence.NO: 0, Absence.MAYBE: 1, Absence.YES: 3}
_ABSENT = {code: absence for absence, code in _ABSENCE.items()}


@dataclass(frozen=True, slots=True)
class Spans:
    """One span a row (or one for all rows): ends times `scale`, whether they are open, and absence as 0, 1, 3."""

    low: Ends
    high: Ends
    low_open: Flags
    high_open: Flags
    none: Codes
    scale: int = 1

    def __len__(self) -> int:
        return len(self.low)

    def taken(self, index: Index | None) -> Spans:
        """The spans at `index`."""
        return self if index is None else self._at(index)

    def _at(self, index: Index) -> Spans:
        return Spans(
            self.low[index],
            self.high[index],
            self.low_open[index],
            self.high_open[index],
            self.none[index],
            self.scale,
        )

    def appended(self, other: Spans) -> Spans:
        """These rows and then those."""
        a, b = _aligned(self, other)
        return Spans(
            np.append(a.low, b.low),
            np.append(a.high, b.high),
            np.append(a.low_open, b.low_open),
            np.append(a.high_open, b.high_open),
            np.append(a.none, b.none),
            a.scale,
        )

    def repeated(self, size: int) -> Spans:
        """These spans for `size` rows."""
        return self if len(self) == size else self._at(np.zeros(size, np.int64))

    def span(self, row: int) -> Span:
        """One row as the value that `logic` computes with."""
        none = _ABSENT[int(self.none[row])]
        if none is Absence.YES:
            return NONE
        low, high = (_end(float(ends[row]), self.scale) for ends in (self.low, self.high))
        return Span(Interval(low, high, bool(self.low_open[row]), bool(self.high_open[row])), none)


def _end(value: float, scale: int) -> End:
    if math.isinf(value):
        return value
    if scale == 0:
        return exact(value)
    fraction = Fraction(int(value), scale)
    return fraction.numerator if fraction.denominator == 1 else fraction


def of_span(span: Span, node: object) -> Spans:
    """One span for all rows."""
    return of_spans([span], node)


def of_spans(spans: list[Span], node: object) -> Spans:
    """Spans from values. Raises UsageError where their ends have no common scale that is exact."""
    there = [span.interval if span.none is not Absence.YES else Interval(0, 0) for span in spans]
    ends = [Fraction(end) for each in there for end in (each.low, each.high) if abs(end) != INFINITY]
    scale = math.lcm(*(end.denominator for end in ends))
    if scale >= EXACT or any(abs(end * scale) >= EXACT for end in ends):
        raise inexact(node)
    scaled = [(float(each.low * scale), float(each.high * scale)) for each in there]
    return Spans(
        np.array([low for low, _ in scaled]),
        np.array([high for _, high in scaled]),
        np.array([each.low_open for each in there]),
        np.array([each.high_open for each in there]),
        np.array([_ABSENCE[span.none] for span in spans], np.uint8),
        scale,
    )


def of_columns(forms: Forms, table: str, fact: NumberFact | DateFact) -> Spans | None:
    """The spans of a fact, from `x` or from `x.lo` and `x.hi`, with `x.none`; None where no column says anything."""
    exactly = forms.exactly(table, fact)
    if exactly is not None:
        column, none = exactly
        absent = column.is_null().cast(pl.UInt8).to_numpy() if none is None else codes_of(none)
        closed = np.zeros(column.len(), np.bool_)
        return _narrowed((column, column), (closed, closed), absent, fact)
    is_day, name = isinstance(fact, DateFact), fact.name
    low, high = (forms.number(table, f"{name}.{end}", is_day=is_day) for end in ("lo", "hi"))
    none = forms.truth(table, f"{name}.none")
    if low is None and high is None and none is None:
        return None
    size = forms.frames[table].height
    flags = [forms.truth(table, f"{name}.{end}_open") for end in ("lo", "hi")]
    opens = [np.zeros(size, np.bool_) if f is None else f.fill_null(False).to_numpy() for f in flags]
    absent = _unsaid(low, size) & _unsaid(high, size) if none is None else codes_of(none)
    return _narrowed((low, high), (opens[0], opens[1]), absent, fact)


def _unsaid(column: pl.Series | None, size: int) -> Codes:
    return np.ones(size, np.uint8) if column is None else column.is_null().cast(pl.UInt8).to_numpy()


def _narrowed(
    columns: tuple[pl.Series | None, pl.Series | None],
    opens: tuple[Flags, Flags],
    none: Codes,
    fact: NumberFact | DateFact,
) -> Spans:
    """Spans cut down to what the fact can be; what it cannot be at all says nothing."""
    size = len(none)
    ends = [_ends(column, size, sign * INFINITY, fact.name) for column, sign in zip(columns, (-1, 1), strict=True)]
    domain = fact.domain if isinstance(fact, NumberFact) else Interval()
    bounds = np.array([float(end) for end in (domain.low, domain.high)])
    scale = scale_of(np.concatenate((*ends, bounds)))
    low, high, *limits = (np.rint(each * scale) if scale else each for each in (*ends, bounds))
    spans = Spans(low, high, *opens, none if fact.may_be_none else np.where(none == 3, none, np.uint8(0)), scale)
    least, most = limits[0]
    below = (spans.low < least) | ((spans.low == least) & domain.low_open)
    above = (spans.high > most) | ((spans.high == most) & domain.high_open)
    spans.low[below], spans.high[above] = least, most
    spans.low_open[below], spans.high_open[above] = domain.low_open, domain.high_open
    if isinstance(fact, DateFact) or fact.whole:
        spans = wholed(spans)
    empty = (spans.low > spans.high) | ((spans.low == spans.high) & (spans.low_open | spans.high_open))
    if not fact.may_be_none:
        empty |= spans.none == 3
    whole_domain = of_span(Span(domain, Absence.MAYBE if fact.may_be_none else Absence.NO), fact.name)
    return _replaced(spans, empty, whole_domain)


def _replaced(spans: Spans, where: Flags, other: Spans) -> Spans:
    if not where.any():
        return spans
    both = spans.appended(other)
    return both.taken(np.where(where, len(spans), np.arange(len(spans))))


def wholed(spans: Spans) -> Spans:
    """The whole numbers of each span, with closed ends."""
    if spans.scale == 0:
        low = np.where(spans.low_open, np.floor(spans.low) + 1, np.ceil(spans.low))
        high = np.where(spans.high_open, np.ceil(spans.high) - 1, np.floor(spans.high))
    else:
        low = np.where(spans.low_open, np.floor(spans.low / spans.scale) + 1, np.ceil(spans.low / spans.scale))
        high = np.where(spans.high_open, np.ceil(spans.high / spans.scale) - 1, np.floor(spans.high / spans.scale))
    closed = np.zeros(len(spans), np.bool_)
    return Spans(low, high, closed, closed, spans.none, 1)


def _ends(column: pl.Series | None, size: int, unbounded: float, name: str) -> Ends:
    """One end of each span; null is no bound."""
    if column is None:
        return np.full(size, unbounded)
    if column.dtype == pl.Date:
        column = column.cast(pl.Int32).cast(pl.Float64) + _EPOCH
    ends: Ends = column.cast(pl.Float64).fill_null(unbounded).to_numpy().copy()
    if column.dtype.is_integer() and np.any(np.isfinite(ends) & (np.abs(ends) >= EXACT)):
        raise inexact(name)
    return ends


def inexact(node: object) -> UsageError:
    """The refusal of arithmetic that columns cannot do exactly."""
    return UsageError(
        f"columns cannot compute {node} exactly: its numbers have too many digits. Decide these cases one by one."
    )


def scale_of(values: Ends) -> int:
    """The smallest power of ten that makes all numbers whole; 0 (compare only) where they have too many digits."""
    finite = values[np.isfinite(values)]
    for decimals in range(_MOST_DECIMALS + 1):
        whole = np.rint(finite * 10**decimals)
        if np.any(np.abs(whole) >= EXACT):
            break
        if np.array_equal(whole / 10**decimals, finite):
            return int(10**decimals)
    return 0


def compared(spans: Spans, where: Region, none_ok: bool) -> Codes:
    """Whether each span lies in `where`; the same reading as `Span.lies_in`."""
    covered = np.zeros(len(spans), np.bool_)
    touched = np.zeros(len(spans), np.bool_)
    for interval in where.intervals:
        covered |= _above(spans, interval) & _below(spans, interval)
        touched |= _reaches(spans, interval)
    inside = covered.astype(np.uint8) * 2 + touched
    if not spans.none.any():
        return inside
    absent = np.uint8(3 if none_ok else 0)
    perhaps = np.where(inside == absent, inside, np.uint8(1))
    return np.where(spans.none == 0, inside, np.where(spans.none == 3, absent, perhaps))


def _above(spans: Spans, interval: Interval) -> Flags:
    if interval.low == -INFINITY:
        return np.ones(len(spans), np.bool_)
    floor, is_whole = _scaled_constant(interval.low, spans.scale)
    above = spans.low > floor
    return above if not is_whole else above | ((spans.low == floor) & (spans.low_open | (not interval.low_open)))


def _below(spans: Spans, interval: Interval) -> Flags:
    if interval.high == INFINITY:
        return np.ones(len(spans), np.bool_)
    floor, is_whole = _scaled_constant(interval.high, spans.scale)
    if not is_whole:
        return np.less_equal(spans.high, floor)
    below: Flags = (spans.high < floor) | ((spans.high == floor) & (spans.high_open | (not interval.high_open)))
    return below


def _reaches(spans: Spans, interval: Interval) -> Flags:
    """Whether span and interval share a number."""
    result = np.ones(len(spans), np.bool_)
    if interval.high != INFINITY:
        floor, is_whole = _scaled_constant(interval.high, spans.scale)
        meets = is_whole and not interval.high_open
        result &= (spans.low < floor) | ((spans.low == floor) & (~spans.low_open if meets else not is_whole))
    if interval.low != -INFINITY:
        floor, is_whole = _scaled_constant(interval.low, spans.scale)
        meets = is_whole and not interval.low_open
        result &= (spans.high > floor) | ((spans.high == floor) & (~spans.high_open if meets else False))
    return result


def _scaled_constant(end: End, scale: int) -> tuple[float, bool]:
    """The largest whole number not above `end` times scale, and whether it is that.

    With scale 0 the ends are as given, so that equal means printed alike: rounding never reverses an order.
    """
    if scale == 0:
        return float(end), True
    constant = Fraction(end) * scale
    floor = math.floor(constant)
    return max(min(float(floor), EXACT), -EXACT), floor == constant


# --- arithmetic -------------------------------------------------------------------------------------------


def _aligned(a: Spans, b: Spans) -> tuple[Spans, Spans]:
    scale = math.lcm(a.scale, b.scale)
    if scale == 0:
        raise inexact("a sum or difference")
    return _rescaled(a, scale), _rescaled(b, scale)


def _rescaled(spans: Spans, scale: int) -> Spans:
    factor = scale // spans.scale
    if factor == 1:
        return spans
    return replace(spans, low=_checked(spans.low * factor), high=_checked(spans.high * factor), scale=scale)


def _checked(ends: Ends) -> Ends:
    if np.any(np.isfinite(ends) & (np.abs(ends) >= EXACT)):
        raise inexact("a sum or difference")
    return ends


def added(a: Spans, b: Spans) -> Spans:
    """The sum of two spans a row; absent where one is."""
    a, b = _aligned(a, b)
    low, high = _checked(a.low + b.low), _checked(a.high + b.high)
    return Spans(low, high, a.low_open | b.low_open, a.high_open | b.high_open, a.none | b.none, a.scale)


def negated(spans: Spans) -> Spans:
    return replace(spans, low=-spans.high, high=-spans.low, low_open=spans.high_open, high_open=spans.low_open)


def larger(a: Spans, b: Spans) -> Spans:
    """The larger of two spans a row, of those that are there; as `logic.arithmetic.largest`."""
    a, b = _aligned(a, b)
    sure_low, sure_low_open = _extreme(a.low, a.low_open, b.low, b.low_open, np.greater, open_wins=True)
    least_low, least_low_open = _extreme(a.low, a.low_open, b.low, b.low_open, np.less, open_wins=False)
    high, high_open = _extreme(a.high, a.high_open, b.high, b.high_open, np.greater, open_wins=False)
    only_a, only_b = (b.none == 3), (a.none == 3)
    low_a = only_a | ((a.none == 0) & (b.none == 1))
    low_b = only_b | ((a.none == 1) & (b.none == 0))
    both_sure = (a.none == 0) & (b.none == 0)
    return Spans(
        _chosen(low_a, a.low, low_b, b.low, np.where(both_sure, sure_low, least_low)),
        _chosen(only_a, a.high, only_b, b.high, high),
        _chosen(low_a, a.low_open, low_b, b.low_open, np.where(both_sure, sure_low_open, least_low_open)),
        _chosen(only_a, a.high_open, only_b, b.high_open, high_open),
        a.none & b.none,
        a.scale,
    )


def smaller(a: Spans, b: Spans) -> Spans:
    return negated(larger(negated(a), negated(b)))


def _chosen(first: Flags, a: NDArray, second: Flags, b: NDArray, other: NDArray) -> NDArray:  # type: ignore[type-arg]
    return np.where(first, a, np.where(second, b, other))


def _extreme(
    a: Ends, a_open: Flags, b: Ends, b_open: Flags, beats: np.ufunc, *, open_wins: bool
) -> tuple[Ends, Flags]:
    tie = (a_open | b_open) if open_wins else (a_open & b_open)
    return np.where(beats(a, b), a, b), np.where(a == b, tie, np.where(beats(a, b), a_open, b_open))


def moved(spans: Spans, years: int, months: int, days: int) -> Spans:
    """Days moved by the calendar; as `logic.arithmetic.move`."""
    spans = wholed(spans)

    def shift(ends: Ends) -> Ends:
        distinct, place = np.unique(ends, return_inverse=True)
        return np.array([_moved(float(end), years, months, days) for end in distinct])[place]

    closed = np.zeros(len(spans), np.bool_)
    return Spans(shift(spans.low), shift(spans.high), closed, closed, spans.none)


def _moved(end: float, years: int, months: int, days: int) -> float:
    return end if math.isinf(end) else float(move(point(int(end)), years, months, days).interval.low)
