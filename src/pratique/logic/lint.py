"""What can be wrong with a condition that is well typed.

Rule: a lint names the defect and the fact or kind. `binate` is not a defect but an index: three-valued reading
is exact for every fact that is read in one direction (all its atoms, in normal form, nested in each other); the
facts named here are those for which it is only sound, and which `decide` splits into cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import assert_never

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
    Node,
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
from pratique.logic.simplify import simplify


def atoms(condition: Condition) -> Iterator[Condition]:
    """The atoms of a condition, with repeats, those inside sums and maxima included."""
    node: Node = condition  # type: ignore[assignment]
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Not(TruthFact()):
            yield node
        case Not(part) | Exists(_, part) | ForAll(_, part) | Term(body=part):
            yield from atoms(part)
        case InRegion(number):
            yield node
            yield from _inner(number)
        case TruthFact() | IsOneOf() | Intersects() | SubsetOf():
            yield node
        case Const():
            return
        case _:
            assert_never(node)


def _inner(number: Numeric) -> Iterator[Condition]:
    for expression in expressions(number):
        if isinstance(expression, SumOver | MaxOver):
            yield from atoms(expression.where)


def expressions(number: Numeric) -> Iterator[Numeric]:
    """An expression and all expressions inside it, with repeats."""
    yield number
    match number:
        case Constant() | NumberFact() | DateFact():
            return
        case Plus(left, right) | Minus(left, right) | Times(left, right) | Quotient(left, right):
            yield from expressions(left)
            yield from expressions(right)
        case Min(parts) | Max(parts):
            for part in parts:
                yield from expressions(part)
        case DateShift(day):
            yield from expressions(day)
        case SumOver(_, body) | MaxOver(_, body):
            yield from expressions(body)
        case _:
            assert_never(number)


def facts_of(atom: Condition) -> tuple[Fact, ...]:
    """The facts that one atom reads, with repeats."""
    match atom:
        case TruthFact():
            return (atom,)
        case Not(TruthFact() as fact):
            return (fact,)
        case IsOneOf(fact) | Intersects(fact) | SubsetOf(fact):
            return (fact,)
        case InRegion(number):
            return tuple(e for e in expressions(number) if isinstance(e, NumberFact | DateFact))
        case _:
            return ()


def binate(*conditions: Condition) -> frozenset[Fact]:
    """The facts that the conditions, taken together, read in more than one direction."""
    read: dict[Fact, list[Condition]] = {}
    twice: set[Fact] = set()
    for condition in conditions:
        for atom in set(atoms(simplify(condition))):
            facts = facts_of(atom)
            twice.update(fact for fact in facts if facts.count(fact) > 1)
            for fact in set(facts):
                read.setdefault(fact, []).append(atom)
    return frozenset(twice | {fact for fact, its in read.items() if not _nested(list(dict.fromkeys(its)))})


def _nested(its: list[Condition]) -> bool:
    """Whether the atoms on one fact form a chain: each implies the next."""
    if len(its) == 1 or all(isinstance(a, Intersects) for a in its) or all(isinstance(a, SubsetOf) for a in its):
        # More members make every `meets` true, fewer every `inside`: one way for all of them.
        return True
    return all(_implies(a, b) or _implies(b, a) for a, b in combinations(its, 2))


def _implies(narrow: Condition, wide: Condition) -> bool:
    """Whether one atom on a single fact implies another, as far as their regions or values tell."""
    match narrow, wide:
        case InRegion((NumberFact() | DateFact()), inner, a_none), InRegion(
            (NumberFact() | DateFact()), outer, b_none
        ):
            return a_none <= b_none and all(outer.covers(each) for each in inner.intervals)
        case IsOneOf(_, inner), IsOneOf(_, outer):
            return inner <= outer
        case _:
            return False


def bound_twice(condition: Condition, bound: frozenset[Kind] = frozenset()) -> list[str]:
    """Every kind that is bound again on a path where it is bound already."""
    node: Node = condition  # type: ignore[assignment]
    match node:
        case Exists(kind, body) | ForAll(kind, body):
            found = [f"{kind.name} is bound twice on one path"] if kind in bound else []
            return found + bound_twice(body, bound | {kind})
        case AllOf(parts) | AnyOf(parts):
            return [defect for part in parts for defect in bound_twice(part, bound)]
        case Not(part) | Term(body=part):
            return bound_twice(part, bound)
        case InRegion(number):
            sums = [e for e in expressions(number) if isinstance(e, SumOver | MaxOver)]
            return [f"{e.kind.name} is bound twice on one path" for e in sums if e.kind in bound]
        case Const() | TruthFact() | IsOneOf() | Intersects() | SubsetOf():
            return []
        case _:
            assert_never(node)


def repeated_clock(exception: Condition, clock: Condition) -> bool:
    """Whether an exception repeats the clock of the provision it lifts (which loses answers on undated cases)."""
    its = {atom for atom in atoms(simplify(exception)) if isinstance(atom, InRegion)}
    return any(atom in its for atom in atoms(simplify(clock)))
