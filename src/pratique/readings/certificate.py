"""The reading that plans: the fewest open facts by which a condition can be made certain, one way or the other.

Rule: to make all parts hold every one must be learnt, to make them fail one is enough, and the other way round; of
several ways the one with the fewest facts is kept, a fact that several parts read counted once. What a list may hold
beside what it names is learnt by asking whether there is anything.
Invariant: a plan names open facts alone, and one of nothing says that the condition is certain already. It is a
hope, not a proof: two parts may want the same fact to turn out differently (`prove` finds what is truly smallest).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, assert_never

from pratique.logic.entities import Entity
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Not,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.readings.decide import Bound, Open, Remembered, bind, members, verdict
from pratique.value_class import dataclass

Facts = frozenset[Open] | None
"""What is to be learnt; None where nothing that can be learnt leads there."""
NOTHING: frozenset[Open] = frozenset()


@dataclass(frozen=True, slots=True)
class Certificates:
    """What to learn for a condition to hold for certain, and for it to fail for certain."""

    holds: Facts
    fails: Facts


HOLDS = Certificates(NOTHING, None)
FAILS = Certificates(None, NOTHING)


class Like(Protocol):
    """An element that says the same as one before it, but for whose it is."""

    @property
    def first(self) -> Entity:
        """The one before it."""

    def told(self, facts: frozenset[Open]) -> frozenset[Open] | None:
        """What is to be learnt of the first, as it is to be learnt of this one; None where that is not to be said."""


def plans(
    conditions: Iterable[Condition],
    bound: Bound,
    like: Callable[[Entity], Like | None] | None = None,
    few: Bound | None = None,
) -> list[Certificates]:
    """The plan for each condition where `bound` says which element each kind is; what they share is planned once.

    `like` tells of an element which says the same, so that it is planned for by that; `few` are the same elements,
    one of each that say the same: a condition is as true of them.
    """
    planner = _Planner(bound if isinstance(bound, Remembered) else Remembered(bound), like, few)
    return [planner.plan(condition) for condition in conditions]


class _Planner:
    """The plans for conditions under one binding, each worked out once: the levels of a law share most of theirs."""

    def __init__(
        self, bound: Remembered, like: Callable[[Entity], Like | None] | None = None, few: Bound | None = None
    ) -> None:
        self.bound = bound
        self._like, self._few = like, bound if few is None else few
        self._plans: dict[int, tuple[Condition, Certificates]] = {}
        self._inside: dict[int, tuple[Entity, _Planner]] = {}

    def plan(self, condition: Condition) -> Certificates:
        """The plan for a condition; the condition is kept too, so that no other gets its id."""
        found = self._plans.get(id(condition))
        if found is None:
            found = self._plans[id(condition)] = condition, self._planned(condition)
        return found[1]

    def _planned(self, condition: Condition) -> Certificates:
        match condition:
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                return _atom(condition, self.bound)
            case AllOf() | AnyOf() | Exists() | ForAll() if (
                sure := verdict(condition, self._few).truth
            ) is not UNKNOWN:
                return HOLDS if sure is TRUE else FAILS  # what is certain is not looked into: it is most of a law
            case AllOf(parts):
                return _all(map(self.plan, parts))
            case AnyOf(parts):
                return _any(map(self.plan, parts))
            case Not(part):
                return _not(self.plan(part))
            case Exists(kind, body):
                return _any(self._there_and(each, body, True) for each in members(kind, self.bound))
            case ForAll(kind, body):
                return _not(_any(self._there_and(each, body, False) for each in members(kind, self.bound)))
            case Term(body=body):
                return self.plan(body)
            case _:
                assert_never(condition)

    def _there_and(self, element: Entity, body: Condition, holds: bool) -> Certificates:
        """That an element is there and the body holds of it, or fails; of one that may not be there nothing else."""
        if element.present is FALSE:
            return FAILS
        inside = self._of(element, body)
        if not holds:
            inside = _not(inside)
        if element.present is TRUE or inside.fails == NOTHING:
            return inside
        there = frozenset({Open(element.key, f"{element.kind.name}.present")})
        return Certificates(_together((there, inside.holds)), there)

    def _of(self, element: Entity, body: Condition) -> Certificates:
        """The plan for a body at an element, by that of another that says the same where there is one."""
        like = None if self._like is None else self._like(element)
        if like is not None:
            plan = self._at(like.first).plan(body)
            holds, fails = (None if each is None else like.told(each) for each in (plan.holds, plan.fails))
            if (holds is None) is (plan.holds is None) and (fails is None) is (plan.fails is None):
                return Certificates(holds, fails)
        return self._at(element).plan(body)

    def _at(self, element: Entity) -> _Planner:
        found = self._inside.get(id(element))
        if found is None:
            found = self._inside[id(element)] = element, _Planner(Remembered(bind(self.bound, element)))
        return found[1]


def _atom(atom: Condition, bound: Bound) -> Certificates:
    found = verdict(atom, bound)
    if found.truth is TRUE:
        return HOLDS
    return FAILS if found.truth is FALSE else Certificates(found.open, found.open)


def _all(parts: Iterable[Certificates]) -> Certificates:
    its = list(parts)
    return Certificates(_together(each.holds for each in its), _fewest(each.fails for each in its))


def _any(parts: Iterable[Certificates]) -> Certificates:
    return _not(_all(_not(each) for each in parts))


def _not(part: Certificates) -> Certificates:
    return Certificates(part.fails, part.holds)


def _together(parts: Iterable[Facts]) -> Facts:
    """All of it; None where one part is out of reach."""
    found = NOTHING
    for each in parts:
        if each is None:
            return None
        found |= each
    return found


def _fewest(parts: Iterable[Facts]) -> Facts:
    """The way with the fewest facts, the law's own counted as many: they are counsel's to settle."""
    ways = [each for each in parts if each is not None]
    return min(ways, key=_cost, default=None)


def _cost(facts: frozenset[Open]) -> tuple[int, int]:
    return sum(each.fact.startswith("legal.") for each in facts), len(facts)
