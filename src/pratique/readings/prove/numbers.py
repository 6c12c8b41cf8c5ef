"""Numbers and dates as terms of Z3: exact where they have a form, else a variable within what they can be.

Rule: a quantity is a value with whether there is none; None for the value of one that is known to be absent. A day
moved by months is linear month by month, and is written so where the day is known within a few decades. Products and
quotients of unknowns are left to Z3, which may give up on them and then says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, assert_never

import z3

from pratique.logic.arithmetic import moved_day
from pratique.logic.intervals import INFINITY
from pratique.logic.measure import is_whole
from pratique.logic.nodes import (
    Constant,
    DateFact,
    DateShift,
    Max,
    MaxOver,
    Min,
    Minus,
    NumberFact,
    Numeric,
    Plus,
    Quotient,
    SumOver,
    Times,
)
from pratique.logic.traverse import expressions
from pratique.logic.values import Absence, Span
from pratique.readings.decide import Bound, amount, bind
from pratique.readings.prove.formulas import Formula, both, chosen, constant, either, in_interval, negated
from pratique.readings.prove.worlds import Worlds

LONGEST = 40 * 366
"""Days: within so long a time a moved day is written out month by month."""


class NumericTerm(NamedTuple):
    """A number: its value (a number, a term, None where it is absent) and whether there is none."""

    value: Any
    none: Formula = False


class Numbers:
    """The numeric expressions of some completions."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        self._made: dict[tuple[Numeric | str, ...], NumericTerm] = {}

    def quantity(self, number: Numeric, bound: Bound) -> NumericTerm:
        """An expression where `bound` says which element each kind is."""
        at = (number, *(each.key for each in bound.values()))
        if at not in self._made:
            self._made[at] = self._quantity(number, bound)
        return self._made[at]

    def _quantity(self, number: Numeric, bound: Bound) -> NumericTerm:
        match number:
            case Constant(value):
                return NumericTerm(value)
            case NumberFact() | DateFact():
                found = self.worlds.variable(number, bound[number.kind])
                return NumericTerm(found.term, found.none)
            case Plus(left, right):
                return self._both(lambda a, b: a + b, left, right, bound)
            case Minus(left, right):
                return self._both(lambda a, b: a - b, left, right, bound)
            case Times(left, right):
                return self._both(lambda a, b: a * b, left, right, bound)
            case Quotient(left, right):
                return self._over(left, right, bound)
            case Min(parts):
                return self._extreme([self.quantity(part, bound) for part in parts], lowest=True)
            case Max(parts):
                return self._extreme([self.quantity(part, bound) for part in parts], lowest=False)
            case DateShift():
                return self._shift(number, bound)
            case MaxOver():
                return self._extreme(self._counted(number, bound), lowest=False)
            case SumOver():
                return self._sum(number, bound)
            case _:
                assert_never(number)

    def _both(self, operation: Callable[[Any, Any], Any], left: Numeric, right: Numeric, bound: Bound) -> NumericTerm:
        a, b = self.quantity(left, bound), self.quantity(right, bound)
        if a.value is None or b.value is None:
            return NumericTerm(None, True)
        if z3.is_expr(a.value) or z3.is_expr(b.value):
            return NumericTerm(operation(constant(a.value), constant(b.value)), either((a.none, b.none)))
        return NumericTerm(operation(a.value, b.value), either((a.none, b.none)))

    def _over(self, left: Numeric, right: Numeric, bound: Bound) -> NumericTerm:
        a, b = self.quantity(left, bound), self.quantity(right, bound)
        if a.value is None or b.value is None or (b.value == 0 and not z3.is_expr(b.value)):
            return NumericTerm(None, True)
        none = either((a.none, b.none))
        if not z3.is_expr(b.value):
            part = 1 / Fraction(b.value)
            return NumericTerm(a.value * constant(part) if z3.is_expr(a.value) else a.value * part, none)
        by = z3.ToReal(b.value) if z3.is_int(b.value) else b.value
        return NumericTerm(
            constant(Fraction(a.value) if not z3.is_expr(a.value) else a.value) / by, either((none, by == 0))
        )

    def _extreme(self, parts: Sequence[NumericTerm], lowest: bool) -> NumericTerm:
        there = [part for part in parts if part.value is not None]
        if not there:
            return NumericTerm(None, True)
        value, none = there[0]
        for other, absent in there[1:]:
            plain = not (z3.is_expr(value) or z3.is_expr(other))
            first = (
                (value < other if lowest else value > other)
                if plain
                else (constant(value) < constant(other) if lowest else constant(value) > constant(other))
            )
            value = chosen(none, other, chosen(absent, value, chosen(first, value, other)))
            none = both((none, absent))
        return NumericTerm(value, none)

    def _counted(self, number: SumOver | MaxOver, bound: Bound) -> list[NumericTerm]:
        """What each element of a list adds, none where it does not count."""
        found = []
        for element, there in self.worlds.members(number.kind, bound):
            within = bind(bound, element)
            counts = both((there, self.worlds.formula(number.where, within)))
            if counts is not False:
                value, none = self.quantity(number.body, within)
                found.append(NumericTerm(value, either((none, negated(counts)))))
        return found

    def _sum(self, number: SumOver, bound: Bound) -> NumericTerm:
        if not self.worlds.is_whole(number, bound):
            return self._bounded(number, bound)
        total: Any = 0
        for value, none in self._counted(number, bound):
            if value is not None and none is not True:
                added = chosen(none, 0, value)
                total = constant(total) + constant(added) if z3.is_expr(total) or z3.is_expr(added) else total + added
        return NumericTerm(total)

    def _shift(self, number: DateShift, bound: Bound) -> NumericTerm:
        day = self.quantity(number.day, bound)
        if day.value is None:
            return day
        span, _ = amount(number.day, bound)
        low, high = span.interval.low, span.interval.high
        if not (number.years or number.months):
            return NumericTerm(day.value + number.days, day.none)
        if low == -INFINITY or high == INFINITY or high - low > LONGEST:
            return self._bounded(number, bound)
        pieces = list(_pieces(number, int(low), int(high)))
        value: Any = constant(day.value) + pieces[-1][1]
        for last, offset in reversed(pieces[:-1]):
            value = chosen(day.value <= last, constant(day.value) + offset, value)
        return NumericTerm(value, day.none)

    def _bounded(self, number: Numeric, bound: Bound) -> NumericTerm:
        """A variable for what has no linear form, within what `decide` says that it can be."""
        span, opens = amount(number, bound)
        if span.is_known:
            return NumericTerm(None, True) if span.none is Absence.YES else NumericTerm(span.interval.low)
        self.worlds.exact = False
        self.worlds.loose |= {(self.worlds.owner(one.key, one.fact), one.fact) for one in opens}
        return self._variable(number, span, bound)

    def _variable(self, number: Numeric, span: Span, bound: Bound) -> NumericTerm:
        for each in expressions(number):  # its facts are questions too
            if isinstance(each, NumberFact | DateFact) and each.kind in bound:
                self.worlds.variable(each, bound[each.kind])
        term = z3.FreshConst(z3.IntSort() if is_whole(number) else z3.RealSort())
        none = z3.FreshBool() if span.none is Absence.MAYBE else False
        limit = either((none, in_interval(term, span.interval)))
        if limit is not True:
            self.worlds.limits.append(limit)
        return NumericTerm(term, none)


def _pieces(number: DateShift, low: int, high: int) -> Sequence[tuple[int, int]]:
    """The last day of each stretch in which the move is by the same number of days, and that number."""
    pieces: list[tuple[int, int]] = []
    for ordinal in range(low, high + 1):
        moved = moved_day(date.fromordinal(ordinal), number.years, number.months, number.days)
        offset = moved.toordinal() - ordinal
        if pieces and pieces[-1][1] == offset:
            pieces[-1] = (ordinal, offset)
        else:
            pieces.append((ordinal, offset))
    return pieces
