"""Numeric expressions over row spaces: the spans of facts, of arithmetic on them, of sums and maxima over lists.

Rule: as `decide.amount`, a row at a time becomes a column at a time. A sum counts an element that may not count as
perhaps nothing, and the phantom of an open list as any number of elements.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import assert_never

import numpy as np

from pratique.errors import UsageError
from pratique.logic.arithmetic import add, divide, largest, move, multiply, smallest, subtract
from pratique.logic.entities import unknown_value
from pratique.logic.nodes import (
    Condition,
    Constant,
    DateFact,
    DateShift,
    InRegion,
    Kind,
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
from pratique.logic.truth import Truth
from pratique.logic.values import Span, point
from pratique.readings.columns.asked import Env, Run
from pratique.readings.columns.folds import by_combination, candidates, maximum_of, summands, summed
from pratique.readings.columns.forms import Codes
from pratique.readings.columns.rows import Answer, Rows, Truths, codes, phantoms
from pratique.readings.columns.spans import (
    Spans,
    added,
    compared,
    larger,
    moved,
    negated,
    of_columns,
    of_span,
    of_spans,
    smaller,
)


def lies(reading: Run, atom: InRegion, env: Env, rows: Rows) -> Answer:
    """Whether a numeric expression lies in a region, on each of `rows`."""
    if not _has_product(atom.number):
        spans = amounts(reading, atom.number, env, rows)
        found = compared(spans, atom.where, atom.none_ok)
        # The one row of a table speaks for itself alone: of a row that is not there nothing is known.
        same_on_all = len(spans) == 1 and rows.size != 1
        return Truth(int(found[0])) if same_on_all else Truths(found)
    operands = _operands(atom.number)

    def answer(values: list[Span]) -> int:
        number = _computed(atom.number, dict(zip(operands, values, strict=True)))
        return number.lies_in(atom.where, atom.none_ok).value

    known = [amounts(reading, operand, env, rows) for operand in operands]
    results, which = by_combination(known, rows.size, answer)
    return Truths(np.array(results, np.uint8)[which])


def amounts(reading: Run, number: Numeric, env: Env, rows: Rows) -> Spans:
    """What an expression can be on each of `rows`; one span where it is the same on all."""
    match number:
        case Constant(value):
            return of_span(point(value), number)
        case NumberFact() | DateFact():
            return _fact(reading, number, env, rows)
        case Plus(left, right):
            return added(amounts(reading, left, env, rows), amounts(reading, right, env, rows))
        case Minus(left, right):
            return added(amounts(reading, left, env, rows), negated(amounts(reading, right, env, rows)))
        case Min(parts):
            return reduce(smaller, (amounts(reading, part, env, rows) for part in parts))
        case Max(parts):
            return reduce(larger, (amounts(reading, part, env, rows) for part in parts))
        case DateShift(day, years, months, days):
            return moved(amounts(reading, day, env, rows), years, months, days)
        case Times() | Quotient():
            return _product(reading, number, env, rows)
        case SumOver(kind, body, where) | MaxOver(kind, body, where):
            return _folded(reading, isinstance(number, SumOver), kind, body, where, env, rows)
        case _:
            assert_never(number)


def _fact(reading: Run, fact: NumberFact | DateFact, env: Env, rows: Rows) -> Spans:
    value = unknown_value(fact)
    assert isinstance(value, Span)
    unknown, binder = of_span(value, fact.name), env[fact.kind]
    if not binder.known:
        return unknown
    spans = of_columns(reading.tables.forms, reading.tables.home(binder), fact)
    if spans is None:
        return unknown
    index = rows.at(binder)
    return spans if index is None else spans.appended(unknown).taken(index)


def _folded(reading: Run, is_sum: bool, kind: Kind, body: Numeric, where: Condition, env: Env, rows: Rows) -> Spans:
    """A sum or maximum over what the bound parent lists, its phantom included."""
    binder = reading.listed(kind, env)
    if binder.how == "same" or not binder.known:
        sure = kind.exactly_one or kind.at_least_one
        present = np.full(rows.size, 3 if sure else 1, np.uint8)
        many = not kind.exactly_one
        return _offered(reading, is_sum, body, where, reading.bound(env, binder), rows, present, many=many)
    below, listed = rows.below(binder), reading.tables.listed(binder)
    present = np.full(below.size, 3, np.uint8)
    if listed.present is not None:
        present = listed.present if below.listed is None else listed.present[below.listed]
    inner = _offered(reading, is_sum, body, where, reading.bound(env, binder), below, present)
    assert below.offsets is not None
    named = summed(inner, below.offsets) if is_sum else maximum_of(inner, below.offsets)
    unknown = reading.bound(env, reading.listed(kind, env, known=False))
    other = _offered(reading, is_sum, body, where, unknown, rows, phantoms(binder, rows), many=True)
    return added(named, other) if is_sum else larger(named, other)


def _offered(
    reading: Run,
    is_sum: bool,
    body: Numeric,
    where: Condition,
    env: Env,
    rows: Rows,
    present: Codes,
    *,
    many: bool = False,
) -> Spans:
    """What each of `rows` gives to a sum or maximum."""
    (answer,) = reading.truths([(where, env)], rows)
    counts = codes(answer, rows.size) & present
    spans = amounts(reading, body, env, rows).repeated(rows.size)
    return summands(spans, counts, many) if is_sum else candidates(spans, counts)


# --- products and quotients -------------------------------------------------------------------------------


def _product(reading: Run, number: Numeric, env: Env, rows: Rows) -> Spans:
    operands = _operands(number)
    known = [amounts(reading, operand, env, rows) for operand in operands]
    results, which = by_combination(
        known, rows.size, lambda values: _computed(number, dict(zip(operands, values, strict=True)))
    )
    return of_spans(results, number).taken(which)


def _parts(number: Numeric) -> tuple[Numeric, ...]:
    """The operands of one operation; none for a fact, a constant or a fold over a list."""
    match number:
        case Constant() | NumberFact() | DateFact() | SumOver() | MaxOver():
            return ()
        case Plus(left, right) | Minus(left, right) | Times(left, right) | Quotient(left, right):
            return (left, right)
        case Min(parts) | Max(parts):
            return parts
        case DateShift(day):
            return (day,)
        case _:
            assert_never(number)


def _has_product(number: Numeric) -> bool:
    return isinstance(number, Times | Quotient) or any(_has_product(part) for part in _parts(number))


def _operands(number: Numeric) -> list[Numeric]:
    """The largest parts without a product in them."""
    if not _has_product(number):
        return [number]
    return list(dict.fromkeys(operand for part in _parts(number) for operand in _operands(part)))


def _computed(number: Numeric, values: Mapping[Numeric, Span]) -> Span:
    """The expression where its operands have `values`; the arithmetic of `logic`."""
    if number in values:
        return values[number]
    spans = [_computed(part, values) for part in _parts(number)]
    match number:
        case Plus():
            return add(*spans)
        case Minus():
            return subtract(*spans)
        case Times():
            return multiply(*spans)
        case Quotient():
            return divide(*spans)
        case Min():
            return smallest(*spans)
        case Max():
            return largest(*spans)
        case DateShift(_, years, months, days):
            return move(spans[0], years, months, days)
        case _:
            raise UsageError(f"columns cannot compute {number}")
