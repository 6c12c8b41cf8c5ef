"""Nodes of one act that say the same but for whose they are: what is open at the first is told of each by its keys.

Rule: as `kindred` has it, what is read of one element differs from what is read of another of the same shape in keys
alone. Here the rest of the act is read beside it, so the keys that stand there too have to be the same ones, and
nothing may be open at another element of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pratique.deciding.kindred import Shapes, keys_in
from pratique.deciding.outcomes import NodeOutcome
from pratique.deciding.own_keys import Keys, Places
from pratique.dossier.case import Case
from pratique.facts.keys import upward
from pratique.facts.kinds import CASE
from pratique.law.outcome import Range
from pratique.logic.entities import Entity
from pratique.logic.nodes import Kind
from pratique.readings.decide import Open
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Kinsman:
    """An element that says what the first of its kind does, and how what is open there is told of it."""

    first: Entity
    keys: Keys
    listed: frozenset[str]

    def told(self, facts: frozenset[Open]) -> frozenset[Open] | None:
        """What is open at the first, as it is open here; None where something is open at another element."""
        return self.keys.opens(facts) if is_alone(facts, self.keys.first, self.listed) else None


def is_alone(facts: Iterable[Open], places: Places, listed: frozenset[str]) -> bool:
    """Whether nothing is open at another element of the list."""
    return all(places.of(one.key)[0] is not None or listed.isdisjoint(upward(one.key)) for one in facts)


class Kin:
    """The elements of one act, each told by the first that says the same."""

    def __init__(self, case: Case) -> None:
        self._case, self._shapes = case.entity, Shapes()
        self._outside: dict[Kind, frozenset[str]] = {}
        self._listed: dict[Kind, frozenset[str]] = {}
        self._firsts: dict[object, tuple[Entity, Places]] = {}
        self._known: dict[int, tuple[Entity, Kinsman | None]] = {}
        self._nodes: dict[tuple[str, Range, int], NodeOutcome] = {}

    def nodes(self, nodes: Iterable[NodeOutcome]) -> Iterator[NodeOutcome]:
        """The same nodes, those moved of which another that says the same came before."""
        for node in nodes:
            like = None if node.kind is CASE or node.moved is not None else self.like(node.element)
            first = self._nodes.get(
                (node.instrument.id, node.range, id(node.element if like is None else like.first))
            )
            if first is None or like is None:
                self._nodes[node.instrument.id, node.range, id(node.element)] = node
                yield node
            else:
                yield replace(node, moved=(first, like.keys)) if like.told(first.open) is not None else node

    def like(self, element: Entity) -> Kinsman | None:
        """By which element it is told; None where it is the first of its kind, or none that the act lists."""
        if id(element) not in self._known:  # the element is kept, so that its id stays its own
            self._known[id(element)] = element, self._like(element)
        return self._known[id(element)][1]

    def _like(self, element: Entity) -> Kinsman | None:
        listing = self._case.children.get(element.kind)
        if listing is None or len(listing.elements) < 2:
            return None
        shape, places = self._shapes.of(element)
        outside = self._keys_outside(element.kind)
        shared = tuple([(place, key) for key, place in places.items() if key in outside])
        first, its = self._firsts.setdefault((shape, shared), (element, Places(places)))
        return None if first is element else Kinsman(first, Keys(tuple(places), its), self._keys_listed(element.kind))

    def _keys_outside(self, kind: Kind) -> frozenset[str]:
        if kind not in self._outside:
            children = {each: listing for each, listing in self._case.children.items() if each is not kind}
            carried = () if self._case.carried is None else keys_in(self._case.carried)
            below = (key for listing in children.values() for each in listing.elements for key in keys_in(each))
            self._outside[kind] = frozenset([self._case.key, *carried, *below])
        return self._outside[kind]

    def _keys_listed(self, kind: Kind) -> frozenset[str]:
        if kind not in self._listed:
            elements = self._case.children[kind].elements
            found = frozenset(key for each in elements for key in keys_in(each))
            self._listed[kind] = found - self._keys_outside(kind)
        return self._listed[kind]
