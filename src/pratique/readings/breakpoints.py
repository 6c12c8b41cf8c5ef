"""The reading that finds where a condition turns, while one date or whole number of the case moves alone.

Rule: strong Kleene as in `decide`, over the whole stretch at once; a part that is settled for all of it, or that
another part settles, does not turn. What is left are the constants that a condition names for the fact and, where it
stands in arithmetic, the places at which that arithmetic answers otherwise.
Invariant: between two neighbouring places the truth of the condition, and what is open in it, is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from itertools import product
from typing import NamedTuple, assert_never

from msgspec import structs

from pratique.logic.entities import Entity
from pratique.logic.intervals import INFINITY, End
from pratique.logic.lint import atoms, facts_of
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
    Max,
    MaxOver,
    Min,
    Minus,
    Not,
    NumberFact,
    Numeric,
    Plus,
    SubsetOf,
    SumOver,
    Term,
    TruthFact,
)
from pratique.logic.traverse import expressions
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, fold
from pratique.logic.values import Span, between, point
from pratique.readings.decide import Bound, Joining, amount, bind, members, verdict
from pratique.value_class import dataclass

NOWHERE: frozenset[int] = frozenset()


class Breakpoints(NamedTuple):
    """The truth over the whole stretch, and where it is UNKNOWN the places from which it may be another."""

    truth: Truth
    places: frozenset[int] = NOWHERE


@dataclass(frozen=True, slots=True)
class Sweep:
    """A date (as proleptic ordinals) or whole number of the case that moves from `first` to `last`, both included."""

    fact: DateFact | NumberFact
    first: int
    last: int
    _told: dict[tuple[int, int], tuple[Condition, Bound, Breakpoints]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What joined conditions came to, with what their ids are of, so that these stay theirs."""

    def opened(self, case: Entity) -> Entity:
        """The case with the fact anywhere on the stretch."""
        return structs.replace(case, values={**case.values, self.fact.name: between(self.first, self.last)})

    def turning(self, condition: Condition, bound: Bound) -> Breakpoints:
        """Where a condition (in normal form) turns, if `bound` holds an opened case."""
        match condition:
            case AllOf() | AnyOf() | Exists() | ForAll():
                at = id(condition), id(bound)
                if at not in self._told:
                    self._told[at] = condition, bound, self._joint(condition, bound)
                return self._told[at][2]
            case Not(part):
                truth, places = self.turning(part, bound)
                return Breakpoints(~truth, places)
            case Term(body=body):
                return self.turning(body, bound)
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                return self._atom(condition, bound)
            case _:
                assert_never(condition)

    def _joint(self, condition: Joining, bound: Bound) -> Breakpoints:
        match condition:
            case AllOf(parts):
                return _joined((self.turning(part, bound) for part in parts), FALSE)
            case AnyOf(parts):
                return _joined((self.turning(part, bound) for part in parts), TRUE)
            case Exists(kind, body):
                return _joined((self._there_and(each, body, bound) for each in members(kind, bound)), TRUE)
            case ForAll(kind, body):
                return _joined((self._unless_absent(each, body, bound) for each in members(kind, bound)), FALSE)
            case _:
                assert_never(condition)

    def _there_and(self, element: Entity, body: Condition, bound: Bound) -> Breakpoints:
        inside = self.turning(body, bind(bound, element))
        return _joined((Breakpoints(element.present), inside), FALSE)

    def _unless_absent(self, element: Entity, body: Condition, bound: Bound) -> Breakpoints:
        inside = self.turning(body, bind(bound, element))
        return _joined((Breakpoints(~element.present), inside), TRUE)

    def _atom(self, atom: Condition, bound: Bound) -> Breakpoints:
        found = verdict(atom, bound)
        if found.truth is not UNKNOWN or not isinstance(atom, InRegion) or self.fact.name not in _names(atom):
            return Breakpoints(found.truth)
        places = _named(atom) if atom.number is self.fact else self._in_arithmetic(atom, bound)
        return Breakpoints(UNKNOWN, frozenset(each for each in places if self.first < each <= self.last))

    def _in_arithmetic(self, atom: InRegion, bound: Bound) -> Iterator[int]:
        """Where an atom with the fact in an expression answers otherwise."""
        case = bound[self.fact.kind]

        def span_at(place: int) -> Span:
            moved = structs.replace(case, values={**case.values, self.fact.name: point(place)})
            return amount(atom.number, {**bound, case.kind: moved})[0]

        once = _names(atom).count(self.fact.name) == 1
        search = _crossings if once and _rises(atom.number, self.fact) else _every_change
        return search(span_at, atom, self.first, self.last)


RISING = (Constant, NumberFact, DateFact, Plus, Minus, Min, Max, MaxOver, DateShift)
"""What rises or falls with each of its parts."""


def _rises(number: Numeric, fact: Fact) -> bool:
    """Whether a number that reads a fact once rises or falls with it; what does not read it may be anything.

    What is counted or not by the fact may come and go.
    """
    reading = [each for each in expressions(number) if any(one is fact for one in expressions(each))]
    return bool(reading) and all(isinstance(each, RISING) for each in reading)


def _joined(found: Iterable[Breakpoints], absorbing: Truth) -> Breakpoints:
    whole, deciding = fold(found, absorbing)
    if whole is not UNKNOWN:
        return Breakpoints(whole)
    return Breakpoints(UNKNOWN, NOWHERE.union(*(each.places for each in deciding)))


def _names(atom: InRegion) -> list[str]:
    """The facts that an atom reads, with repeats, those that say what a sum or a maximum counts included."""
    counted = (e.where for e in expressions(atom.number) if isinstance(e, SumOver | MaxOver))
    inside = (fact for where in counted for each in atoms(where) for fact in facts_of(each))
    return [fact.name for fact in (*facts_of(atom), *inside)]


def _named(atom: InRegion) -> Iterator[int]:
    """The first place at and the first after each end."""
    for end in atom.where.constants:
        if abs(end) != INFINITY:
            yield from (int(end), int(end) + 1)


def _crossings(span_at: Callable[[int], Span], atom: InRegion, first: int, last: int) -> Iterator[int]:
    """Where the fact is read once, what it is read in rises or falls with it and crosses a constant once."""
    for constant in atom.where.constants:
        for end, strict in product(("low", "high"), (False, True)):
            low, high = first, last
            before = _is_past(span_at(low), end, constant, strict)
            if _is_past(span_at(high), end, constant, strict) is before:
                continue
            while high - low > 1:
                middle = (low + high) // 2
                same = _is_past(span_at(middle), end, constant, strict) is before
                low, high = (middle, high) if same else (low, middle)
            yield high


def _is_past(span: Span, end: str, constant: End, strict: bool) -> bool:
    at: End = getattr(span.interval, end)
    return at > constant or (at == constant and not strict)


def _every_change(span_at: Callable[[int], Span], atom: InRegion, first: int, last: int) -> Iterator[int]:
    """Place by place, where the fact is read twice in one expression, or in one that need not rise with it."""
    before = None
    for place in range(first, last + 1):
        truth = span_at(place).lies_in(atom.where, atom.none_ok)
        if before is not None and truth is not before:
            yield place
        before = truth
