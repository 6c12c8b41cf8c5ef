"""The reading that looks for a way out: which changes a condition would need before it holds, or no longer holds.

Rule: strong Kleene as in `decide`, read towards a goal. Where one part suffices, what any of them needs is a way;
where all are needed, one that still lacks is looked at, since every way must change something there too. So whatever
set of changes reaches the goal holds one of the steps named here: nothing is missed, and few are tried.
Invariant: `need` is never more than the fewest changes that reach the goal; no steps means that none do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple, assert_never

from pratique.logic.entities import Entity, elements_of
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    MaxOver,
    Not,
    SubsetOf,
    SumOver,
    Term,
    TruthFact,
)
from pratique.logic.simplify import free_kinds
from pratique.logic.traverse import expressions
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Span
from pratique.readings.decide import Bound, amount, bind, members, verdict
from pratique.value_class import dataclass

Step = tuple[tuple[str, str], int]
"""Whose fact and its name, and which of the ways that it can be made."""
Means = Callable[[Entity, Fact, Condition | None, Truth], frozenset[Step]]
"""The steps that make a fact of an element so that an atom on it (None: one that reads others too) says the goal."""


class ChangesNeeded(NamedTuple):
    """How many changes are needed at least, and steps of which any way to the goal takes one."""

    need: int
    steps: frozenset[Step] = frozenset()


THERE = ChangesNeeded(0)
HOPELESS = ChangesNeeded(1_000)


@dataclass(frozen=True, slots=True)
class ChangeSearch:
    """What can be changed, and by at most how many changes.

    What was found is kept by the elements that were read for it, and these with it, so that no other takes the place
    of one: a search asked of many elements of a case works out once what is the same for all of them.
    """

    means: Means
    budget: int
    _spans: dict[object, tuple[Span, Bound]] = field(default_factory=dict)
    _known: dict[object, tuple[ChangesNeeded, Bound]] = field(default_factory=dict)

    def levers(self, condition: Condition, bound: Bound, goal: Truth) -> ChangesNeeded:
        """What a condition (in normal form) needs before its truth is `goal`."""
        at = (condition, goal, *_read_of(condition, bound))
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self._levers(condition, bound, goal), bound
        return known[0]

    def _levers(self, condition: Condition, bound: Bound, goal: Truth) -> ChangesNeeded:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                found = (self.levers(part, bound, goal) for part in parts)
                alone = (goal is FALSE) == isinstance(condition, AllOf)
                return self.one_of(found) if alone else self.all_of(found)
            case Not(part):
                return self.levers(part, bound, ~goal)
            case Exists(kind, body) | ForAll(kind, body):
                found = (self._inside(condition, each, body, bound, goal) for each in members(kind, bound))
                alone = (goal is FALSE) == isinstance(condition, ForAll)
                return self.one_of(found) if alone else self.all_of(found)
            case Term(body=body):
                return self.levers(body, bound, goal)
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                return self._atom(condition, bound, goal)
            case _:
                assert_never(condition)

    def one_of(self, found: Iterable[ChangesNeeded]) -> ChangesNeeded:
        """What is needed where one of them suffices."""
        need, steps = HOPELESS.need, set[Step]()
        for each in found:
            if each.need == 0:
                return THERE
            if each.need <= self.budget:
                need = min(need, each.need)
                steps |= each.steps
        return ChangesNeeded(need, frozenset(steps))

    def all_of(self, found: Iterable[ChangesNeeded]) -> ChangesNeeded:
        """What is needed where all of them are: the one that leaves the fewest steps is looked at."""
        need, best = 0, None
        single: set[tuple[str, str]] = set()
        for each in found:
            if each.need == 0:
                continue
            facts = {question for question, _ in each.steps}
            single |= facts if len(facts) == 1 else set()
            need = max(need, each.need, len(single))
            if need > self.budget:
                return HOPELESS
            if best is None or len(each.steps) < len(best.steps):
                best = each
        return THERE if best is None else ChangesNeeded(need, best.steps)

    def _inside(
        self, node: Exists | ForAll, element: Entity, body: Condition, bound: Bound, goal: Truth
    ) -> ChangesNeeded:
        """One element of a list; that it may not be there is nothing to change."""
        counts = TRUE if isinstance(node, Exists) else FALSE
        if element.present is FALSE:
            return HOPELESS if goal is counts else THERE
        if element.present is UNKNOWN and goal is counts:
            return HOPELESS
        return self.levers(body, bind(bound, element), goal)

    def _atom(self, atom: Condition, bound: Bound, goal: Truth) -> ChangesNeeded:
        if self._truth(atom, bound) is goal:
            return THERE
        if self.budget == 0:
            return HOPELESS
        steps = frozenset[Step]()
        for element, fact, alone in self._read(atom, bound):
            steps |= self.means(element, fact, atom if alone else None, goal)
        return ChangesNeeded(1, steps) if steps else HOPELESS

    def _truth(self, atom: Condition, bound: Bound) -> Truth:
        """What an atom says; a number that many atoms ask about is worked out once."""
        if not isinstance(atom, InRegion):
            return verdict(atom, bound).truth
        at = (atom.number, *_read_of(atom, bound))
        if at not in self._spans:
            self._spans[at] = amount(atom.number, bound)[0], bound
        return self._spans[at][0].lies_in(atom.where, atom.none_ok)

    def _read(self, atom: Condition, bound: Bound) -> Iterator[tuple[Entity, Fact, bool]]:
        """The facts that an atom reads, where it reads them, and whether it reads nothing else."""
        facts, alone = _facts_read(atom)
        for fact in facts:
            for element in [bound[fact.kind]] if fact.kind in bound else _every(fact.kind, bound):
                yield element, fact, alone


def _read_of(condition: Condition, bound: Bound) -> list[int]:
    """Which of the elements that are bound a condition reads."""
    return [id(bound[kind]) for kind in free_kinds(condition) if kind in bound]


@lru_cache(maxsize=4096)
def _facts_read(atom: Condition) -> tuple[tuple[Fact, ...], bool]:
    """The facts that an atom reads, those that its sums count by among them, and whether it is one alone."""
    facts = list(facts_of(atom))
    folds = [
        each
        for each in (expressions(atom.number) if isinstance(atom, InRegion) else ())
        if isinstance(each, SumOver | MaxOver)
    ]
    facts += [fact for each in folds for inner in atoms(each.where) for fact in facts_of(inner)]
    alone = not isinstance(atom, InRegion) or atom.number is facts[0]
    return tuple(dict.fromkeys(facts)), alone


def _every(kind: Kind, bound: Bound) -> Iterator[Entity]:
    """Every element of a kind that a sum may count, below what is bound."""
    parent = kind.parent
    if parent is None:
        return  # what a counted element leads to is not looked for
    for above in [bound[parent]] if parent in bound else _every(parent, bound):
        yield from elements_of(above, kind)
