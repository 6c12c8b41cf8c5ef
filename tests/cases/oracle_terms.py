"""Truths and numbers of the oracle as terms of Z3, folded where all is known; nothing here is the program's."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from pratique.logic.intervals import INFINITY
from pratique.logic.nodes import DateShift

DAYS = (date(1990, 1, 1).toordinal(), date(2060, 1, 1).toordinal())
"""Between which days an open date is looked for."""
Found = tuple[Any, Any]
"""A number and whether there is none."""


def all_hold(formulas: Iterable[Any]) -> Any:
    kept = []
    for each in formulas:
        if each is False:
            return False
        if each is not True:
            kept.append(each)
    return z3.And(kept) if kept else True


def some_holds(formulas: Iterable[Any]) -> Any:
    return not_so(all_hold(not_so(each) for each in formulas))


def not_so(formula: Any) -> Any:
    return not formula if isinstance(formula, bool) else z3.Not(formula)


def term_of(value: Any) -> Any:
    if z3.is_expr(value):
        return value
    if isinstance(value, bool):
        return z3.BoolVal(value)
    return z3.Q(value.numerator, value.denominator) if isinstance(value, Fraction) else z3.IntVal(value)


def lies_between(value: Any, interval: Any) -> Any:
    if not z3.is_expr(value):
        return interval.holds(value)
    low, high = interval.low, interval.high
    over = low == -INFINITY or (value > term_of(low) if interval.low_open else value >= term_of(low))
    under = high == INFINITY or (value < term_of(high) if interval.high_open else value <= term_of(high))
    return all_hold([over, under])


def where(condition: Any, first: Any, second: Any) -> Any:
    if isinstance(condition, bool):
        return first if condition else second
    return z3.If(condition, term_of(first), term_of(second))


def extreme(its: Sequence[Found], least: bool) -> Found:
    best: Found = (None, True)
    for value, none in its:
        if value is None or none is True:
            continue
        if best[0] is None:
            best = (value, none)
            continue
        a, b = term_of(best[0]), term_of(value)
        first = z3.And(term_of(not_so(best[1])), z3.Or(term_of(none), a <= b if least else a >= b))
        best = (z3.If(first, a, b), all_hold([best[1], none]))
    return best


def added(its: Sequence[Found]) -> Found:
    total: Any = 0
    for value, none in its:
        if value is not None and none is not True:
            total = term_of(total) + term_of(where(none, 0, value))
    return total, False


def shifted(value: Any, shift: DateShift) -> Any:
    if not z3.is_expr(value):
        return _moved(value, shift)
    if not (shift.years or shift.months):
        return value + shift.days
    table, start = value + (_moved(DAYS[0], shift) - DAYS[0]), DAYS[0]
    for day in range(*DAYS):
        if _moved(day, shift) - day != _moved(start, shift) - start:
            table, start = z3.If(value >= day, value + (_moved(day, shift) - day), table), day
    return table


def _moved(ordinal: int, shift: DateShift) -> int:
    start = date.fromordinal(int(ordinal))
    year, month = divmod((start.year + shift.years) * 12 + start.month - 1 + shift.months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal() + shift.days
