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
    DateFact,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    MaxOver,
    Not,
    NumberFact,
    SubsetOf,
    SumOver,
    Term,
    TruthFact,
)
from pratique.logic.simplify import simplify
from pratique.logic.traverse import children, expressions


def atoms(*conditions: Condition) -> Iterator[Condition]:
    """The atoms of conditions in their order, those inside sums and maxima included.

    A node that conditions share is entered once: the levels of a law are many paths through few nodes.
    """
    entered = set[int]()
    ahead = list(reversed(conditions))
    while ahead:
        condition = ahead.pop()
        if id(condition) in entered:
            continue
        entered.add(id(condition))
        match condition:
            case Not(TruthFact()):
                yield condition
            case AllOf() | AnyOf() | Not() | Exists() | ForAll() | Term():
                ahead += reversed(children(condition))
            case InRegion():
                yield condition
                ahead += reversed(children(condition))
            case TruthFact() | IsOneOf() | Intersects() | SubsetOf():
                yield condition
            case Const():
                pass
            case _:
                assert_never(condition)


def facts_of(atom: Condition) -> tuple[Fact, ...]:
    """The facts that one atom reads, with repeats."""
    match atom:
        case TruthFact():
            return (atom,)
        case Not(TruthFact() as fact):
            return (fact,)
        case IsOneOf(fact) | Intersects(fact) | SubsetOf(fact):
            return (fact,)
        case InRegion(NumberFact() | DateFact() as fact):
            return (fact,)
        case InRegion(number):
            return tuple(e for e in expressions(number) if isinstance(e, NumberFact | DateFact))
        case Const() | AllOf() | AnyOf() | Not() | Exists() | ForAll() | Term():
            return ()
        case _:
            assert_never(atom)


def facts_in(*conditions: Condition) -> set[Fact]:
    """The facts that conditions read, taken together."""
    return {fact for atom in atoms(*conditions) for fact in facts_of(atom)}


def binate(*conditions: Condition) -> frozenset[Fact]:
    """The facts that the conditions, taken together, read in more than one direction."""
    return read_both_ways(*map(simplify, conditions))


def read_both_ways(*normal: Condition) -> frozenset[Fact]:
    """The facts that conditions in normal form, taken together, read in more than one direction."""
    read: dict[Fact, list[Condition]] = {}
    twice: set[Fact] = set()
    for atom in set(atoms(*normal)):
        facts = facts_of(atom)
        twice.update(fact for fact in facts if facts.count(fact) > 1)
        for fact in set(facts):
            read.setdefault(fact, []).append(atom)
    return frozenset(twice | {fact for fact, its in read.items() if not _nested(its)})


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
    found: list[str] = []
    if isinstance(condition, Exists | ForAll):
        found = [_bound_again(condition.kind)] if condition.kind in bound else []
        bound = bound | {condition.kind}
    if isinstance(condition, InRegion):
        sums = [each for each in expressions(condition.number) if isinstance(each, SumOver | MaxOver)]
        return [_bound_again(each.kind) for each in sums if each.kind in bound]
    return found + [defect for part in children(condition) for defect in bound_twice(part, bound)]


def _bound_again(kind: Kind) -> str:
    return f"{kind.name} is bound twice on one path"


def repeated_clock(exception: Condition, clock: Condition) -> bool:
    """Whether an exception repeats the clock of the provision it lifts (which loses answers on undated cases)."""
    its = {atom for atom in atoms(simplify(exception)) if isinstance(atom, InRegion)}
    return any(atom in its for atom in atoms(simplify(clock)))
