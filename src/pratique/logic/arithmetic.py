"""Arithmetic on spans: what a sum, a quotient, a later day can be when its parts are not known.

Rule: the result holds every way the operands can turn out. Where an operand is absent the result is absent,
except for the smallest and the largest, which pass over what is not there. A quotient by zero is absent.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.values import NONE, Absence, Span

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def add(left: Span, right: Span) -> Span:
    return _both(lambda a, b: a + b, left, right)


def subtract(left: Span, right: Span) -> Span:
    return _both(lambda a, b: a - b, left, right)


def multiply(left: Span, right: Span) -> Span:
    return _both(lambda a, b: a * b, left, right)


def divide(left: Span, right: Span) -> Span:
    """Quotient; there is none where the divisor is zero, and anything is possible where it can be."""
    divisor = right.interval
    if divisor.is_point and divisor.low == 0:
        return NONE
    quotient = _both(lambda a, b: a / b, left, right)
    if quotient.none is Absence.NO and divisor.holds(0):
        return Span(quotient.interval, Absence.MAYBE)
    return quotient


def smallest(*spans: Span) -> Span:
    """The smallest of those that are there."""
    return _extreme(spans, _lower)


def largest(*spans: Span) -> Span:
    """The largest of those that are there."""
    return _extreme(spans, _higher)


def move(span: Span, years: int, months: int, days: int) -> Span:
    """A day moved by years and months (kept inside the month), then by days; monotone, so ends move."""
    if span.none is Absence.YES:
        return NONE
    interval = span.interval.whole()
    return Span(
        Interval(_moved(interval.low, years, months, days), _moved(interval.high, years, months, days)),
        span.none,
    )


def moved_day(day: date, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The calendar day `day` moved; the last day of the month where the month is too short."""
    return date.fromordinal(int(_moved(day.toordinal(), years, months, days)))


def _moved(end: End, years: int, months: int, days: int) -> End:
    if end in (INFINITY, -INFINITY):
        return end
    day = date.fromordinal(min(max(int(end), _FIRST), _LAST))
    index = day.year * 12 + day.month - 1 + years * 12 + months
    # The calendar has 9,999 years: what would leave it stays at its end.
    year, month = divmod(min(max(index, 12), 9999 * 12 + 11), 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal() + days


def _both(operation: Callable[[Interval, Interval], Interval], left: Span, right: Span) -> Span:
    if Absence.YES in (left.none, right.none):
        return NONE
    none = Absence.MAYBE if Absence.MAYBE in (left.none, right.none) else Absence.NO
    return Span(operation(left.interval, right.interval), none)


def _extreme(spans: tuple[Span, ...], join: Callable[[Interval, Interval], Interval]) -> Span:
    there = [span for span in spans if span.none is not Absence.YES]
    if not there:
        return NONE
    sure = [span.interval for span in there if span.none is Absence.NO]
    maybe = [span.interval for span in there if span.none is Absence.MAYBE]
    result = sure[0] if sure else maybe[0]
    for interval in sure[1:]:
        result = join(result, interval)
    for interval in maybe if sure else maybe[1:]:
        # One that may be missing leaves the rest as it was, or takes part.
        result = result.hull(join(result, interval)) if sure else result.hull(interval).hull(join(result, interval))
    return Span(result, Absence.NO if sure else Absence.MAYBE)


def _lower(a: Interval, b: Interval) -> Interval:
    low, low_open = min((a.low, a.low_open), (b.low, b.low_open))
    high, shut = min((a.high, not a.high_open), (b.high, not b.high_open))
    return Interval(low, high, low_open, not shut)


def _higher(a: Interval, b: Interval) -> Interval:
    low, low_open = max((a.low, a.low_open), (b.low, b.low_open))
    high, shut = max((a.high, not a.high_open), (b.high, not b.high_open))
    return Interval(low, high, low_open, not shut)
