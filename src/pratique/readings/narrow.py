"""The reading that narrows: what must be so of the facts of a condition that is known to hold, or known not to.

Rule: unit propagation, one step at a time and never a guess: of several ways in which a condition can hold only the
last that is left is required. It narrows facts of elements that are listed and there, never of a phantom, and never
closes a list. What it yields is implied by the condition: no completion that satisfies it is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from pratique.logic.arithmetic import add, divide, multiply, subtract
from pratique.logic.entities import Entity, elements_of, unknown_value, value_of
from pratique.logic.intervals import Interval, Region
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
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
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.traverse import expressions
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value
from pratique.readings.decide import Bound, amount, bind, verdict
from pratique.value_class import dataclass

Said = tuple[str, str]
"""The key of an element and the full name of a fact."""
Because = frozenset[Said]
"""The facts that something rests on."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """That a fact of an element is within `value`, resting on `because`; None where it can be nothing at all."""

    element: Entity
    fact: Fact
    value: Value | None
    because: Because


def narrowings(condition: Condition, bound: Bound, goal: Truth, because: Because) -> Iterator[Narrowing]:
    """What is so of single facts once `condition` is known to be `goal` (TRUE or FALSE).

    `bound` says which element each kind is, `because` what that knowledge rests on. Only narrower values are yielded.
    """
    match condition:
        case Not(part):
            yield from narrowings(part, bound, ~goal, because)
        case Term(body=body):
            yield from narrowings(body, bound, goal, because)
        case AllOf(parts):
            yield from _joined(parts, bound, goal, because, each_is=TRUE)
        case AnyOf(parts):
            yield from _joined(parts, bound, goal, because, each_is=FALSE)
        case Exists(kind, body):
            yield from _quantified(kind, body, bound, goal, because, each_is=FALSE)
        case ForAll(kind, body):
            yield from _quantified(kind, body, bound, goal, because, each_is=TRUE)
        case InRegion(number, where, none_ok):
            if goal is FALSE:
                where, none_ok = where.complement(), not none_ok
            yield from _number(number, where, none_ok, bound, because)
        case TruthFact() | IsOneOf() | Intersects() | SubsetOf():
            fact = condition if isinstance(condition, TruthFact) else condition.fact
            element = bound[fact.kind]
            if is_one(element):
                yield from _narrower(element, fact, _met(condition, value_of(element, fact), goal), because)
        case Const():
            return
        case _:
            assert_never(condition)


def _read_at(fact: NumberFact | DateFact, bound: Bound) -> Iterable[Entity]:
    """The elements at which a number reads a fact: the one that is bound, or those that it sums over."""
    kind = fact.kind
    if kind in bound or kind.parent is None or kind.parent not in bound:
        return (bound[kind],)
    return bound[kind.parent].listing(kind).elements


def support(condition: Condition, bound: Bound, goal: Truth) -> Because:
    """Facts that make `condition` be `goal` (TRUE or FALSE), which it is; a small set, not always the smallest."""
    match condition:
        case Not(part):
            return support(part, bound, ~goal)
        case Term(body=body):
            return support(body, bound, goal)
        case AllOf(parts):
            return _support_of(parts, bound, goal, each_is=TRUE)
        case AnyOf(parts):
            return _support_of(parts, bound, goal, each_is=FALSE)
        case Exists(kind, body):
            return _support_below(kind, body, bound, goal, each_is=FALSE)
        case ForAll(kind, body):
            return _support_below(kind, body, bound, goal, each_is=TRUE)
        case InRegion(number):
            facts = [each for each in expressions(number) if isinstance(each, NumberFact | DateFact)]
            return frozenset((each.key, fact.name) for fact in facts for each in _read_at(fact, bound))
        case TruthFact() as fact:
            return frozenset({(bound[fact.kind].key, fact.name)})
        case IsOneOf(fact) | Intersects(fact) | SubsetOf(fact):
            return frozenset({(bound[fact.kind].key, fact.name)})
        case Const():
            return frozenset()
        case _:
            assert_never(condition)


def is_one(element: Entity) -> bool:
    """Whether an element is certainly there and stands for itself alone: of no other is anything narrowed."""
    return element.present is TRUE and not element.many


def was_said(fact: Fact, bound: Bound) -> bool:
    """Whether anything is known of a fact where it is bound."""
    return value_of(bound[fact.kind], fact) != unknown_value(fact)


# --- several parts ------------------------------------------------------------------------------------------


def _joined(
    parts: tuple[Condition, ...], bound: Bound, goal: Truth, because: Because, each_is: Truth
) -> Iterator[Narrowing]:
    """All of them have to be `goal` where that is `each_is`; else one of them, which is known once it is the last."""
    if goal is each_is:
        for part in parts:
            yield from narrowings(part, bound, goal, because)
    else:
        yield from _last_left(((part, bound) for part in parts), goal, because)


def _quantified(
    kind: Kind, body: Condition, bound: Bound, goal: Truth, because: Because, each_is: Truth
) -> Iterator[Narrowing]:
    assert kind.parent is not None
    listing = bound[kind.parent].listing(kind)
    there = [each for each in listing.elements if is_one(each)]
    if goal is each_is:
        for element in there:
            yield from narrowings(body, bind(bound, element), goal, because)
    elif kind.exactly_one and len(there) == 1:
        yield from narrowings(body, bind(bound, there[0]), goal, because)
    elif listing.closed and len(there) == len(listing.elements):
        yield from _last_left(((body, bind(bound, each)) for each in there), goal, because)


def _last_left(ways: Iterable[tuple[Condition, Bound]], goal: Truth, because: Because) -> Iterator[Narrowing]:
    """What follows for the one way that is left, where one of `ways` has to be `goal`; nothing where two are left."""
    left: tuple[Condition, Bound] | None = None
    for condition, bound in ways:
        found = verdict(condition, bound).truth
        if found is goal or (found is UNKNOWN and left is not None):
            return
        if found is UNKNOWN:
            left = condition, bound
        else:
            because |= support(condition, bound, found)
    if left is not None:
        yield from narrowings(*left, goal, because)


def _support_of(parts: tuple[Condition, ...], bound: Bound, goal: Truth, each_is: Truth) -> Because:
    if goal is each_is:
        return frozenset().union(*(support(part, bound, goal) for part in parts))
    found = [support(part, bound, goal) for part in parts if verdict(part, bound).truth is goal]
    return min(found, key=lambda each: (len(each), sorted(each)), default=frozenset())


def _support_below(kind: Kind, body: Condition, bound: Bound, goal: Truth, each_is: Truth) -> Because:
    assert kind.parent is not None
    inside = [bind(bound, each) for each in elements_of(bound[kind.parent], kind)]
    if goal is each_is:
        return frozenset().union(*(support(body, each, goal) for each in inside))
    found = [support(body, each, goal) for each in inside if verdict(body, each).truth is goal]
    return min(found, key=lambda each: (len(each), sorted(each)), default=frozenset())


# --- single facts -------------------------------------------------------------------------------------------


def _narrower(element: Entity, fact: Fact, value: Value | None, because: Because) -> Iterator[Narrowing]:
    if value is None or value != value_of(element, fact):
        yield Narrowing(element, fact, value, because)


def _met(atom: Condition, value: Value, goal: Truth) -> Value | None:
    """What is left of a value where an atom on it is `goal`; None where nothing is."""
    match atom, value:
        case TruthFact(), Truth():
            return goal if value is UNKNOWN else value if value is goal else None
        case IsOneOf(_, values), Choice(possible):
            left = possible & values if goal is TRUE else possible - values
            return Choice(left) if left else None
        case Intersects(_, values), Members():
            return _meeting(value, values) if goal is TRUE else _without(value, values)
        case SubsetOf(fact, values), Members():
            others = fact.values - values
            return _without(value, others) if goal is TRUE else _meeting(value, others)
        case _:
            raise TypeError(f"{atom!r} asks nothing about {value!r}")


def _meeting(value: Members, values: frozenset[str]) -> Members | None:
    """A set that has a member among `values`: which one is known where only one may be in."""
    candidates = value.may & values
    if not candidates:
        return None
    return Members(value.must | candidates, value.may) if len(candidates) == 1 else value


def _without(value: Members, values: frozenset[str]) -> Members | None:
    return None if value.must & values else Members(value.must, value.may - values)


def _number(number: Numeric, where: Region, none_ok: bool, bound: Bound, because: Because) -> Iterator[Narrowing]:
    """What an expression that lies in a region says of the facts in it."""
    match number:
        case NumberFact() | DateFact() as fact:
            element = bound[fact.kind]
            if is_one(element):
                span = value_of(element, fact)
                assert isinstance(span, Span)
                yield from _narrower(element, fact, _within(fact, span, where, none_ok), because)
        case Plus() | Minus() | Times() | Quotient():
            target = None if none_ok else _hull(amount(number, bound)[0].interval, where)
            if target is not None:
                yield from _operands(number, Span(target), bound, because)
        case Constant() | Min() | Max() | DateShift() | SumOver() | MaxOver():
            return  # nothing is said of the parts of a largest, a sum over a list, a moved day
        case _:
            assert_never(number)


def _operands(
    number: Plus | Minus | Times | Quotient, target: Span, bound: Bound, because: Because
) -> Iterator[Narrowing]:
    left, right = number.left, number.right
    a, b = amount(left, bound)[0], amount(right, bound)[0]
    match number:
        case Plus():
            of_left, of_right = subtract(target, b), subtract(target, a)
        case Minus():
            of_left, of_right = add(target, b), subtract(a, target)
        case Times():
            of_left, of_right = divide(target, b), divide(target, a)
        case Quotient():
            of_left, of_right = multiply(target, b), divide(a, target)
        case _:
            assert_never(number)
    for part, other, span in ((left, right, of_left), (right, left, of_right)):
        if span.none is Absence.NO:
            rests = because | support(InRegion(other, Region(())), bound, TRUE)
            yield from _number(part, Region((span.interval,)), False, bound, rests)


def _hull(interval: Interval, where: Region) -> Interval | None:
    pieces = [piece for each in where.intervals if not (piece := interval.meet(each)).is_empty]
    found = pieces[0] if pieces else None
    for piece in pieces[1:]:
        assert found is not None
        found = found.hull(piece)
    return found


def _within(fact: NumberFact | DateFact, span: Span, where: Region, none_ok: bool) -> Span | None:
    absent = span.none if none_ok else Absence.NO
    if span.none is Absence.YES:
        return span if none_ok else None
    piece = _hull(span.interval, where)
    if piece is not None and (isinstance(fact, DateFact) or fact.whole):
        piece = piece.whole()
    if piece is None or piece.is_empty:
        return NONE if absent is Absence.MAYBE else None
    return Span(piece, absent)
