"""What a compiled program reads: the slots of each kind, and which results are worth keeping.

Rule: every atom on a single fact gets its two slots before any source is written; a result is kept in a record
where that saves more work than a call and a look-up cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never

from pratique.logic.lint import atoms, facts_of
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
from pratique.readings.compiled.records import FactSlots, Layout

KEPT = 8
"""A result is kept where it saves more than so many atoms: a call and a look-up cost about as much."""


class SlotPlan:
    """The layouts of one program, and how often it reads what."""

    def __init__(self, conditions: tuple[Condition, ...], path: tuple[Kind, ...]) -> None:
        self.path = path
        self.layouts: dict[Kind, Layout] = {}
        self.bits: dict[str, int] = {}
        self.uses: Counter[Condition] = Counter()
        self.atoms: dict[Condition, None] = {}
        self.efforts: dict[Condition, int] = {}
        for kind in path:
            self.layout(kind)
        for condition in conditions:
            self._count(condition)
        self._allot()

    def layout(self, kind: Kind) -> Layout:
        """The layout of a kind, linked to the kind that lists it and the kind that it carries."""
        found = self.layouts.get(kind)
        if found is None:
            found = self.layouts[kind] = Layout(kind, _identifier(kind.name), self.bit(f"{kind.name}.present"))
            if kind.carries is not None:
                found.carries = self.layout(kind.carries)
            if kind.parent is not None:
                above = self.layout(kind.parent)
                above.lists[kind] = (above.take(2), found)
        return found

    def bit(self, name: str) -> int:
        return self.bits.setdefault(name, 1 << len(self.bits))

    def _allot(self) -> None:
        """Slots for each fact: two for each atom on it alone, two more where arithmetic reads it."""
        asked: dict[Fact, dict[Condition, None]] = {}
        calculated: set[Fact] = set()
        for atom in self.atoms:
            for fact in facts_of(atom):
                own = asked.setdefault(fact, {})
                if isinstance(atom, InRegion) and atom.number is not fact:
                    calculated.add(fact)
                else:
                    own[fact if isinstance(fact, TruthFact) else atom] = None
        for fact, own in asked.items():
            layout = self.layout(fact.kind)
            start = layout.take(2 * len(own) + 2 * (fact in calculated))
            quantity = start + 2 * len(own) if fact in calculated else None
            layout.facts[fact] = FactSlots(fact, self.bit(fact.name), start, tuple(own), quantity)

    def _count(self, condition: Condition) -> None:
        """Count how often each connective and quantifier is read; what is shared is looked into once."""
        self.uses[condition] += 1
        if self.uses[condition] > 1:
            return
        match condition:
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    self._count(part)
            case Exists(kind, body) | ForAll(kind, body):
                self.layout(kind)
                self._count(body)
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
                self.atoms.update(dict.fromkeys(atoms(condition)))
            case _:
                assert_never(condition)

    def needs(self, kinds: Iterable[Kind]) -> tuple[Kind, ...]:
        wanted = set(kinds)
        for kind in wanted:
            self.layout(kind)
        return tuple(kind for kind in self.layouts if kind in wanted)

    def is_costly(self, node: Condition) -> bool:
        return (self.uses[node] - 1) * self._effort(node) > KEPT

    def _effort(self, node: Condition) -> int:
        """About how much work a node is, in atoms, where what is kept is only looked up."""
        known = self.efforts.get(node)
        if known is None:
            match node:
                case AllOf(parts) | AnyOf(parts):
                    known = sum(2 if self.is_costly(part) else self._effort(part) for part in parts)
                case Exists(_, body) | ForAll(_, body):
                    known = 10 + 4 * self._effort(body)
                case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
                    known = size(node)
                case _:
                    assert_never(node)
            self.efforts[node] = known
        return known


def is_atomic(node: Condition) -> bool:
    match node:
        case InRegion(number):
            return isinstance(number, NumberFact | DateFact)
        case AllOf() | AnyOf() | Exists() | ForAll():
            return False
        case Const() | TruthFact() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
            return True
        case _:
            assert_never(node)


@lru_cache(maxsize=16384)
def size(node: Condition) -> int:
    """About how much work a node is, in atoms."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            return sum(map(size, parts))
        case Exists(_, body) | ForAll(_, body):
            return 10 + 4 * size(body)
        case InRegion() if not is_atomic(node):
            return 20
        case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
            return 1
        case _:
            assert_never(node)


def _identifier(name: str) -> str:
    return "".join(each if each.isalnum() else "_" for each in name) + "_"
