"""The oracle: every way the unknowns of a case can turn out, and what a condition says of a case without any.

Rule: this shares nothing with the readings. A completion is a case in which every fact is known, every list
closed, every element there or not; `holds` reads it with Python's own bool, int and set. `all_runs` tries every
completion, a Hypothesis draw tries one.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import Interval
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Condition,
    Const,
    Constant,
    DateFact,
    DateShift,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Max,
    MaxOver,
    Min,
    Minus,
    Not,
    NumberFact,
    Numeric,
    Plus,
    Quotient,
    SetFact,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.simplify import free_kinds
from pratique.logic.traverse import expressions
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point

T = TypeVar("T")
SOME_DAY = date(2026, 6, 30).toordinal()
"""The first day on which a date falls: late enough to be moved, and to be told from the small numbers tried."""
Pick = Callable[[Sequence[T]], T]
"""Chooses one of several ways to go on."""


# --- what a condition says of a case without unknowns -----------------------------------------------------


def holds(condition: Condition, bound: Mapping[Kind, Entity]) -> bool:
    """Whether the condition holds where nothing is unknown."""
    match condition:
        case Const(value):
            return value
        case TruthFact():
            return _value(condition, bound) is TRUE
        case InRegion(number, where, none_ok):
            result = count(number, bound)
            return none_ok if result is None else where.holds(result)
        case IsOneOf(fact, values):
            return _value(fact, bound).possible <= values
        case Intersects(fact, values):
            return bool(_value(fact, bound).must & values)
        case SubsetOf(fact, values):
            return _value(fact, bound).must <= values
        case AllOf(parts):
            return all(holds(part, bound) for part in parts)
        case AnyOf(parts):
            return any(holds(part, bound) for part in parts)
        case Not(part):
            return not holds(part, bound)
        case Exists(kind, body):
            return any(holds(body, inner) for inner in _each(kind, bound))
        case ForAll(kind, body):
            return all(holds(body, inner) for inner in _each(kind, bound))
        case Term(body=body):
            return holds(body, bound)
    raise AssertionError(condition)


def count(number: Numeric, bound: Mapping[Kind, Entity]) -> int | Fraction | None:
    """The number, None where there is none."""
    match number:
        case Constant(value):
            return value
        case NumberFact() | DateFact():
            span = _value(number, bound)
            return None if span.none is Absence.YES else span.interval.low
        case Plus(left, right):
            return _both(lambda x, y: x + y, left, right, bound)
        case Minus(left, right):
            return _both(lambda x, y: x - y, left, right, bound)
        case Times(left, right):
            return _both(lambda x, y: x * y, left, right, bound)
        case Quotient(left, right):
            return _both(lambda x, y: None if y == 0 else Fraction(x) / y, left, right, bound)
        case Min(parts):
            return min(_there(count(part, bound) for part in parts), default=None)
        case Max(parts):
            return max(_there(count(part, bound) for part in parts), default=None)
        case DateShift(day, years, months, days):
            start = count(day, bound)
            return None if start is None else _moved(start, years, months, days)
        case SumOver(kind, body, where):
            return sum(_there(count(body, inner) for inner in _each(kind, bound) if holds(where, inner)))
        case MaxOver(kind, body, where):
            return max(
                _there(count(body, inner) for inner in _each(kind, bound) if holds(where, inner)), default=None
            )
    raise AssertionError(number)


def _moved(ordinal: int, years: int, months: int, days: int) -> int:
    start = date.fromordinal(ordinal)
    year, month = divmod((start.year + years) * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal() + days


def _both(
    operation: Callable[..., int | Fraction | None], left: Numeric, right: Numeric, bound: Mapping[Kind, Entity]
) -> int | Fraction | None:
    x, y = count(left, bound), count(right, bound)
    return None if x is None or y is None else operation(x, y)


def _there(numbers: Iterable[int | Fraction | None]) -> Iterator[int | Fraction]:
    return (number for number in numbers if number is not None)


def _value(fact: Fact, bound: Mapping[Kind, Entity]) -> Value:
    return bound[fact.kind].values[fact.name]


def _each(kind: Kind, bound: Mapping[Kind, Entity]) -> Iterator[Mapping[Kind, Entity]]:
    for element in bound[kind.parent].children[kind].elements:
        carried = {} if kind.carries is None else {kind.carries: element.carried}
        yield {**bound, kind: element, **carried}


# --- completions ------------------------------------------------------------------------------------------


def complete(
    case: Entity,
    facts: Mapping[Kind, Sequence[Fact]],
    points: Sequence[int | Fraction],
    pick: Pick,
    extra: int = 2,
) -> Entity:
    """One way the unknowns of `case` can turn out, as `pick` chooses it.

    `facts` says which facts to settle, by kind; `points` are the constants at which an answer can change; an
    open list gets up to `extra` more elements.
    """
    kinds = list(facts)
    done: dict[str, Entity] = {}

    def element(entity: Entity) -> Entity:
        if entity.key in done:
            return done[entity.key]
        values = {
            fact.name: pick(ways(fact, entity.values.get(fact.name), points)) for fact in facts.get(entity.kind, ())
        }
        carries, carried = entity.kind.carries, None
        if carries is not None:
            carried = element(entity.carried or Entity(carries, f"{entity.key}/{carries.name}"))
        below = {kind: Listing(members(entity, kind), closed=True) for kind in kinds if kind.parent is entity.kind}
        done[entity.key] = Entity(entity.kind, entity.key, values, below, carried)
        return done[entity.key]

    def members(entity: Entity, kind: Kind) -> list[Entity]:
        listing = entity.children.get(kind, Listing())
        there = [
            one
            for each in listing.elements
            if each.present is TRUE or (each.present is UNKNOWN and pick((True, False)))
            for one in (crowd(each, pick((1, 2))) if each.many else [each])
        ]
        more = 0 if listing.closed or kind.exactly_one else pick(range(extra + 1))
        if not there and more == 0 and (kind.exactly_one or kind.at_least_one):
            forced = listing.elements[-1:] or [Entity(kind, f"{entity.key}/more {kind.name}")]
            return [element(each) for each in forced]
        others = [Entity(kind, f"{entity.key}/more {kind.name} {i}") for i in range(more)]
        return [element(each) for each in there + others]

    return element(case)


def crowd(entity: Entity, size: int) -> list[Entity]:
    """The elements that one element may stand for: the same is known of each, and each may turn out its own way."""

    def named(element: Entity, number: int) -> Entity:
        below = {
            kind: Listing([named(each, number) for each in listing.elements], listing.closed)
            for kind, listing in element.children.items()
        }
        key = f"{element.key} of {number}"
        return Entity(element.kind, key, element.values, below, element.carried, element.present, element.many)

    return [entity, *(named(entity, number) for number in range(1, size))]


def ways(fact: Fact, value: Value | None, points: Sequence[int | Fraction]) -> list[Value]:
    """The values that a fact can turn out to have: one for each cell that `points` can tell apart."""
    match fact:
        case TruthFact():
            return [TRUE, FALSE] if value in (None, UNKNOWN) else [value]
        case NumberFact() | DateFact():
            return _numbers(fact, value, points)
        case ChoiceFact(values=values):
            return [Choice(frozenset({one})) for one in sorted(value.possible if value else values)]
        case SetFact(values=values):
            sets = _subsets(value.must, value.may) if value else _subsets(frozenset(), values)
            return [Members(each, each) for each in sets]


def _subsets(must: frozenset[str], may: frozenset[str]) -> Iterator[frozenset[str]]:
    free = sorted(may - must)
    for bits in range(2 ** len(free)):
        yield must | {each for i, each in enumerate(free) if bits >> i & 1}


def _numbers(fact: NumberFact | DateFact, value: Span | None, points: Sequence[int | Fraction]) -> list[Value]:
    domain = fact.domain if isinstance(fact, NumberFact) else Interval()
    span = value or Span(domain, Absence.MAYBE if fact.may_be_none else Absence.NO)
    absent = [NONE] if span.none is not Absence.NO else []
    if span.none is Absence.YES:
        return absent
    marks = [*points, *(end for end in (span.interval.low, span.interval.high) if abs(end) != float("inf"))]
    if isinstance(fact, DateFact):
        tried = _steps([mark for mark in marks if mark >= SOME_DAY] or [SOME_DAY])
    else:
        tried = _steps(marks or [0]) if fact.whole else _cells(marks)
    inside = [each for each in tried if span.interval.holds(each) and domain.holds(each)]
    assert inside or absent, f"{fact.name} in {span.interval} can turn out no way: a case that says so is none"
    return [point(each) for each in inside] + absent


def _steps(marks: Sequence[int | Fraction]) -> list[int]:
    return sorted({int(each) + step for each in marks for step in (-1, 0, 1)})


def _cells(points: Sequence[int | Fraction]) -> list[int | Fraction]:
    marks = sorted({*points, 0})
    between = [Fraction(low + high) / 2 for low, high in pairwise(marks)]
    return sorted({marks[0] - 1, *marks, *between, marks[-1] + 1})


def constants(condition: Condition) -> list[int | Fraction]:
    """The numbers at which the condition tests a number or a date."""
    found = {end for atom in atoms(condition) if isinstance(atom, InRegion) for end in atom.where.constants}
    return sorted(found)


def facts_read(*conditions: Condition) -> dict[Kind, list[Fact]]:
    """The facts that the conditions read, and every kind that they name, by kind."""
    found: dict[Kind, list[Fact]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            for fact in facts_of(atom):
                its = found.setdefault(fact.kind, [])
                its.extend([] if fact in its else [fact])
        for kind in free_kinds(condition) | _bound(condition):
            found.setdefault(kind, [])
            if kind.carries:
                found.setdefault(kind.carries, [])
    return found


def _bound(condition: Condition) -> set[Kind]:
    match condition:
        case Exists(kind, body) | ForAll(kind, body):
            return {kind} | _bound(body)
        case AllOf(parts) | AnyOf(parts):
            return set().union(*(_bound(part) for part in parts))
        case Not(part) | Term(body=part):
            return _bound(part)
        case InRegion(number):
            folds = [each for each in expressions(number) if isinstance(each, SumOver | MaxOver)]
            return {each.kind for each in folds}.union(*(_bound(each.where) for each in folds))
        case _:
            return set()


def all_runs(run: Callable[[Pick], T], most: int) -> Iterator[T]:
    """The result of `run` for every way to pick, at most `most`; raises OverflowError where more are."""
    path: list[list[int]] = []
    for _ in range(most):
        depth = 0

        def pick(options: Sequence[T]) -> T:
            nonlocal depth
            if depth == len(path):
                path.append([0, len(options)])
            depth += 1
            return options[path[depth - 1][0]]

        yield run(pick)
        while path and path[-1][0] + 1 == path[-1][1]:
            path.pop()
        if not path:
            return
        path[-1][0] += 1
    raise OverflowError(f"more than {most} completions")
