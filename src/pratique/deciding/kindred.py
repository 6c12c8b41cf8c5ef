"""Elements that say the same but for whose they are: what is worked out of one holds of all, under their own keys.

Rule: two elements are of a kind where they and all below them, in order, have the same values and lists, and where
the same keys stand for the same elements in both: their names, and those of the parties behind them, may differ. No
condition compares elements with each other, so what is read of one differs from what is read of the other in keys
alone. (`alike` is narrower: there the parties have to be the same ones, for what is counted.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from msgspec import structs

from pratique.logic.alike import MANY, classes
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Kind
from pratique.logic.values import Value
from pratique.readings.decide import Open
from pratique.readings.explain import WITNESSES
from pratique.value_class import dataclass

Shape: TypeAlias = tuple[object, ...]
_MARK = "\0"
"""What the key of an element that stands for others begins with: no key of a document holds it."""


@dataclass(slots=True)
class Shapes:
    """What elements say, without their keys; the same values are looked at once."""

    _known: dict[int, tuple[int, Mapping[str, Value]]] = field(default_factory=dict)
    _tokens: dict[frozenset[tuple[str, Value]], int] = field(default_factory=dict)

    def of(self, element: Entity) -> tuple[Shape, dict[str, int]]:
        """The shape of an element, and the keys in it, each with its place."""
        said: list[object] = []
        places: dict[str, int] = {}
        self._add(element, said, places)
        return tuple(said), places

    def _add(self, element: Entity, said: list[object], places: dict[str, int]) -> None:
        said += (
            id(element.kind),
            places.setdefault(element.key, len(places)),
            self._values(element.values),
            element.present,
            element.many,
        )
        if element.carried is None:
            said.append(None)
        else:
            self._add(element.carried, said, places)
        for kind, listing in element.children.items():
            said += (id(kind), listing.closed, len(listing.elements))
            for each in listing.elements:
                self._add(each, said, places)
        said.append(None)

    def _values(self, values: Mapping[str, Value]) -> int:
        known = self._known.get(id(values))
        if known is None:  # the mapping is kept, so that its id stays its own
            token = self._tokens.setdefault(frozenset(values.items()), len(self._tokens))
            known = self._known[id(values)] = token, values
        return known[0]


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """A case with one element of each kind under a key of its own, and the keys of all that it stands for."""

    case: Entity
    keys: Mapping[str, tuple[tuple[str, ...], ...]]
    """By the mark of each kind of elements: of each of them the keys, in the order of their places."""

    def everywhere(self, opens: Iterable[Open]) -> frozenset[Open]:
        """What is open at elements that stand for others, at each of these."""
        found: set[Open] = set()
        for one in opens:
            if not one.key.startswith(_MARK):
                found.add(one)
                continue
            head, slash, rest = one.key.partition("/")
            mark, _, place = head.rpartition(".")
            at, below, fact = int(place), slash + rest, one.fact
            found.update([Open(keys[at] + below, fact) for keys in self.keys[mark]])
        return frozenset(found)


class Sorted(NamedTuple):
    """A large list of a case: its elements, and of each its shape and the keys in it."""

    kind: Kind
    elements: Sequence[Entity]
    shapes: list[tuple[Shape, dict[str, int]]]


class Family:
    """A case with what is worked out of it whatever instrument reads it: its elements sorted by what they say.

    For a case that nobody changes as long as it lasts: made otherwise, it is another one.
    """

    def __init__(self, case: Entity) -> None:
        self.case = case
        self._classes: dict[Kind, tuple[Sequence[Entity], Sequence[int]]] = {}

    @cached_property
    def condensed(self) -> Entity:
        """The case with one element of each class of those that are alike, as `alike.condensed` has it."""
        large = {kind: each for kind, each in self.case.children.items() if len(each.elements) > MANY}
        fewer = {kind: Listing(self.classes_of(kind)[0], each.closed) for kind, each in large.items()}
        return structs.replace(self.case, children={**self.case.children, **fewer}) if fewer else self.case

    def classes_of(self, kind: Kind) -> tuple[Sequence[Entity], Sequence[int]]:
        """The classes of the elements of one kind that are alike, sorted once."""
        found = self._classes.get(kind)
        if found is None:
            found = self._classes[kind] = classes(self.case.listing(kind).elements)
        return found

    @cached_property
    def _sorted(self) -> list[Sorted]:
        shapes = Shapes()
        return [
            Sorted(kind, each.elements, [shapes.of(element) for element in each.elements])
            for kind, each in self.condensed.children.items()
            if len(each.elements) > MANY
        ]

    @cached_property
    def glance(self) -> Entity:
        """The case with the first few elements of each kind of its large lists: any other says what these say."""
        fewer = {}
        for kind, elements, shapes in self._sorted:
            count = Counter[Shape]()
            kept = []
            for element, (shape, _) in zip(elements, shapes, strict=True):
                count[shape] += 1
                if count[shape] <= WITNESSES:
                    kept.append(element)
            fewer[kind] = Listing(kept, self.case.children[kind].closed)
        if not fewer:
            return self.condensed
        return structs.replace(self.condensed, children={**self.condensed.children, **fewer})

    @cached_property
    def once(self) -> ToldOnce | None:
        """The case with one element of each kind of its large lists; None where that would save little."""
        fewer: dict[Kind, Listing] = {}
        keys: dict[str, tuple[tuple[str, ...], ...]] = {}
        for kind, elements, shapes in self._sorted:
            members: dict[Shape, list[tuple[str, ...]]] = {}
            firsts: dict[Shape, Entity] = {}
            for element, (shape, places) in zip(elements, shapes, strict=True):
                firsts.setdefault(shape, element)
                members.setdefault(shape, []).append(tuple(places))
            if 2 * len(members) > len(elements):
                continue
            kept = []
            for number, (shape, its) in enumerate(members.items()):
                mark = f"{_MARK}{kind.name}.{number}"
                keys[mark] = tuple(its)
                kept.append(_renamed(firsts[shape], {key: f"{mark}.{place}" for place, key in enumerate(its[0])}))
            fewer[kind] = Listing(kept, self.case.children[kind].closed)
        if not fewer:
            return None
        return ToldOnce(structs.replace(self.condensed, children={**self.condensed.children, **fewer}), keys)


def _renamed(element: Entity, names: Mapping[str, str]) -> Entity:
    return structs.replace(
        element,
        key=names[element.key],
        carried=None if element.carried is None else _renamed(element.carried, names),
        children={
            kind: Listing([_renamed(each, names) for each in listing.elements], listing.closed)
            for kind, listing in element.children.items()
        },
    )
