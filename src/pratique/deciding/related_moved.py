"""What relations make of acts that say the same but for whose they are: read once, told of each by its own keys.

Rule: as `moved` has it of outcomes. Of several sets of facts that would do, a relation names the one whose keys come
first; so what was made of one act holds of another only where the keys of both stand in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgspec import structs

from pratique.deciding.applicable import Moved, Together
from pratique.deciding.own_keys import Keys, Places
from pratique.deciding.related_kin import related_by_kin
from pratique.dossier.related import Related
from pratique.logic.entities import Entity, Listing
from pratique.logic.relations import Relation
from pratique.value_class import dataclass


@dataclass(frozen=True)
class _First:
    """What relations made of the first of several acts that say the same."""

    told: Entity
    found: Related
    places: Places
    order: list[int]


class RelatedTogether:
    """What relations make of acts of many elements that are asked of together: of those that say the same, once."""

    def __init__(self, acts: Iterable[Entity]) -> None:
        self._together = Together(acts)
        self._before: dict[object, _First] = {}
        self.moved: dict[int, Moved] = {}

    def of(self, told: Entity, relations: tuple[Relation, ...]) -> Related:
        """What relations make of an act of which nothing is in dispute and nothing is presumed."""
        content, own = self._together.said(told)
        if content is None:
            return related_by_kin(told, relations)
        order = sorted(range(len(own)), key=own.__getitem__)
        first = self._before.get((content, relations))
        if first is not None and first.order == order:
            keys = Keys(own, first.places)
            moved = _Moving(keys, first.told, told).related(first.found)
            self.moved[id(moved.entity)] = Moved(moved.entity, first.found.entity, keys)
            return moved
        found = related_by_kin(told, relations)
        if first is None:
            self._before[content, relations] = _First(told, found, Places(own), order)
        return found


class _Moving:
    """From the elements of one act to those of another that says the same."""

    def __init__(self, keys: Keys, first: Entity, own: Entity) -> None:
        self._keys = keys
        self._own = {id(one): other for one, other in zip(_elements(first), _elements(own), strict=True)}

    def related(self, found: Related) -> Related:
        keys = self._keys
        return Related(
            self._element(found.entity),
            {
                (keys.of(key), name): tuple(
                    [replace(each, key=keys.of(key), because=keys.facts(each.because)) for each in its]
                )
                for (key, name), its in found.derived.items()
            },
            tuple(
                replace(
                    each,
                    key=keys.of(each.key),
                    members=keys.facts(each.members),
                    because=keys.facts(each.because),
                )
                for each in found.contradictions
            ),
            (),
            tuple((relation, keys.of(key)) for relation, key in found.remarks),
            tuple(self._element(each) for each in found.rounds),
        )

    def _element(self, element: Entity) -> Entity:
        """What relations left alone is the element of the other act; what they changed is changed as they did."""
        own = self._own.get(id(element))
        if own is None:
            children = {
                kind: Listing([self._element(each) for each in listing.elements], listing.closed)
                for kind, listing in element.children.items()
            }
            carried = None if element.carried is None else self._element(element.carried)
            key = self._keys.of(element.key)
            own = structs.replace(element, key=key, carried=carried, children=children)
            self._own[id(element)] = own
        return own


def _elements(element: Entity) -> Iterator[Entity]:
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        if each.carried is not None:
            waiting.append(each.carried)
        for listing in each.children.values():
            waiting += listing.elements
