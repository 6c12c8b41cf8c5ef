"""The reading that lists what a condition asks for: each fact, in which direction, at which constants.

Rule: only facts of the normal form are listed, so a fact that cannot matter (it cancels out) is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import assert_never

from pratique.errors import UsageError
from pratique.logic.intervals import INFINITY, End, Region
from pratique.logic.lint import atoms, binate, facts_of
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
    Not,
    NumberFact,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.simplify import free_kinds, simplify
from pratique.value_class import dataclass


class Monotonicity(Enum):
    """How the condition depends on a fact."""

    FOR = "for"
    """Holding, a larger number, a later day, one more member can only make the condition true."""
    AGAINST = "against"
    """Holding, a larger number, a later day, one more member can only make the condition false."""
    WITHIN = "within"
    """Certain values make the condition true, or the fact stands in an arithmetic expression."""
    BOTH = "both"
    """Read in more than one direction: three-valued readings are sound for this fact, but not always exact."""


@dataclass(frozen=True, slots=True)
class Use:
    """How one fact is read.

    `constants` are the numbers (dates as proleptic ordinals) or the names of values at which the answer can change,
    in order; empty where the fact is a truth or stands only in arithmetic. `none_matters` says that being absent
    is asked about, `arithmetic` that the fact stands in an expression.
    """

    fact: Fact
    direction: Monotonicity
    constants: tuple[End, ...] | tuple[str, ...] = ()
    none_matters: bool = False
    arithmetic: bool = False


@lru_cache(maxsize=4096)
def facts_used(*conditions: Condition) -> tuple[Use, ...]:
    """The facts that `conditions`, taken together, read, in the order of their names.

    Many answers of one process ask the same of the law: it is looked through once.
    """
    read: dict[Fact, list[Condition]] = {}
    for atom in dict.fromkeys(atoms(*map(simplify, conditions))):
        for fact in dict.fromkeys(facts_of(atom)):
            read.setdefault(fact, []).append(atom)
    both = binate(*conditions)
    uses = (_use(fact, its, fact in both) for fact, its in read.items())
    return tuple(sorted(uses, key=lambda use: use.fact.name))


def _use(fact: Fact, its: list[Condition], both: bool) -> Use:
    directions = {_direction(atom) for atom in its}
    direction = Monotonicity.BOTH if both else directions.pop() if len(directions) == 1 else Monotonicity.WITHIN
    direct = [atom for atom in its if isinstance(atom, InRegion) and atom.number is fact]
    none_matters = isinstance(fact, NumberFact | DateFact) and fact.may_be_none and any(a.none_ok for a in direct)
    arithmetic = any(isinstance(atom, InRegion) and atom.number is not fact for atom in its)
    return Use(fact, direction, _constants(its, direct), none_matters, arithmetic)


def _constants(its: list[Condition], direct: list[InRegion]) -> tuple[End, ...] | tuple[str, ...]:
    names = {value for atom in its if isinstance(atom, IsOneOf | Intersects | SubsetOf) for value in atom.values}
    if names:
        return tuple(sorted(names))
    return tuple(sorted({end for atom in direct for end in atom.where.constants}))


def _direction(atom: Condition) -> Monotonicity:
    match atom:
        case TruthFact() | Intersects():
            return Monotonicity.FOR
        case Not() | SubsetOf():
            return Monotonicity.AGAINST
        case InRegion(NumberFact() | DateFact(), where):
            return _direction_of(where)
        case InRegion() | IsOneOf() | Const() | AllOf() | AnyOf() | Exists() | ForAll() | Term():
            return Monotonicity.WITHIN
        case _:
            assert_never(atom)


def _direction_of(where: Region) -> Monotonicity:
    if len(where.intervals) != 1:
        return Monotonicity.WITHIN
    (interval,) = where.intervals
    if interval.high == INFINITY:
        return Monotonicity.FOR
    return Monotonicity.AGAINST if interval.low == -INFINITY else Monotonicity.WITHIN


def root_of(conditions: Iterable[Condition], per: Kind | None) -> Kind:
    """Conditions and the kind that is told of apart -> the kind that nothing lists and that all of them are about.

    Raises UsageError where they read one that no quantifier binds.
    """
    read = {kind for condition in conditions for kind in free_kinds(condition)}
    inner = set() if per is None else {per, per.carries}
    outer = {kind for kind in read if kind not in inner} | ({per.parent} if per and per.parent else set())
    if len(outer) > 1 or any(kind.parent is not None for kind in outer):
        names = ", ".join(sorted(kind.name for kind in outer))
        raise UsageError(f"the conditions read {names} outside any some() or every(): bind all but the case.")
    return outer.pop() if outer else Kind("case")
