"""Elements that say the same but for whose they are: what is worked out of one holds of all, under their own keys.

Rule: two elements are of a kind where they and all below them, in order, have the same values and lists, and where
the same keys stand for the same elements in both: their names, and those of the parties behind them, may differ. No
condition compares elements with each other, so what is read of one differs from what is read of the other in keys
alone. (`alike` is narrower: there the parties have to be the same ones, for what is counted.)
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from msgspec import structs

from pratique.facts.keys import lies_in
from pratique.logic.alike import MANY, classes
from pratique.logic.entities import Entity, Listing, Repeating
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


def keys_in(element: Entity) -> Iterator[str]:
    """The keys of an element and of all below it."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each.key
        if each.carried is not None:
            waiting.append(each.carried)
        for listing in each.children.values():
            waiting += listing.elements


def parties_behind(element: Entity) -> Iterator[tuple[Entity, Entity]]:
    """The sources of an element that lead to a party, each with this."""
    for listing in element.children.values():
        yield from ((each, each.carried) for each in listing.elements if each.carried is not None)


@dataclass(frozen=True)
class Kindred:
    """Elements of a list that say the same but for whose they are: the first few, and the keys in each of them."""

    shown: list[Entity]
    own: tuple[str, ...]
    """The keys in the first, in the order of their places."""
    keys: list[tuple[str, ...]]
    """The keys in each of them."""

    @property
    def first(self) -> Entity:
        """The element that stands for all."""
        return self.shown[0]

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The keys at each place, each once."""
        return tuple([tuple(dict.fromkeys(column)) for column in zip(*self.keys, strict=True)])

    def those(self, which: Iterable[int]) -> Kindred:
        """Some of them, by their places among all; the first stays the one that stands for them."""
        return Kindred(self.shown, self.own, [self.keys[each] for each in which])

    @cached_property
    def parties(self) -> list[tuple[Entity, tuple[str, ...]]]:
        """The parties behind the first that others may share with it, each with the keys of those behind all."""
        places = {key: place for place, key in enumerate(self.own)}
        found = []
        for source, party in parties_behind(self.first):
            at, behind = places[source.key], places[party.key]
            named = {keys[behind]: None for keys in self.keys if not lies_in(keys[behind], keys[at])}
            found.append((party, tuple(named)))
        return found


class Opened(NamedTuple):
    """A fact that is open, and the keys of the elements that it is open at."""

    fact: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """A case with one element of each kind under a key of its own, and the elements that each stands for."""

    case: Entity
    kin: Mapping[str, Kindred]
    """By the mark of each kind of elements: these."""
    _below: dict[tuple[str, str], Sequence[str]] = field(default_factory=dict)

    def everywhere(self, opens: Iterable[Open]) -> Iterator[Opened]:
        """What is open at elements that stand for others, at each of these."""
        for one in opens:
            if not one.key.startswith(_MARK):
                yield Opened(one.fact, (one.key,))
                continue
            head, slash, rest = one.key.partition("/")
            yield Opened(one.fact, self._column(head, slash + rest))

    def _column(self, head: str, below: str) -> Sequence[str]:
        """The keys at one place of elements of a kind, or of what stands below them."""
        found = self._below.get((head, below))
        if found is None:
            mark, _, place = head.rpartition(".")
            column = self.kin[mark].columns[int(place)]
            found = self._below[head, below] = tuple([key + below for key in column]) if below else column
        return found


@dataclass(frozen=True)
class Sorting:
    """The classes of kindred elements of a list, and for each element the number of its class."""

    classes: list[Kindred]
    which: list[int]

    @cached_property
    def place(self) -> list[int]:
        """For each element its place among those of its class."""
        counts = [0] * len(self.classes)
        found = []
        for number in self.which:
            found.append(counts[number])
            counts[number] += 1
        return found

    def of(self, number: int, members: Collection[int]) -> Kindred:
        """A class, or those elements of it that are among the `members` of the list."""
        its = self.classes[number]
        return its if len(members) == len(its.keys) else its.those(self.place[each] for each in members)

    def shown(self) -> list[Entity]:
        """The first few of each class, in the order of the list."""
        left = [iter(each.shown) for each in self.classes]
        found = (next(left[number], None) for number in self.which)
        return [each for each in found if each is not None]


class SortedAlready(Repeating):
    """Elements whose kindred are known."""

    @property
    @abstractmethod
    def sorting(self) -> Sorting:
        """One of each class of those that are alike, by what else they say."""


class Family:
    """A case with what is worked out of it whatever instrument reads it: its elements sorted by what they say.

    For a case that nobody changes as long as it lasts: made otherwise, it is another one.
    """

    def __init__(self, case: Entity) -> None:
        self.case = case
        self._classes: dict[Kind, tuple[Sequence[Entity], Sequence[int]]] = {}
        self._kin: dict[Kind, Sorting] = {}

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

    def kin_of(self, kind: Kind) -> Sorting:
        """The elements of one kind, one of each class of those that are alike, by what else they say."""
        found = self._kin.get(kind)
        if found is None:
            elements = self.case.listing(kind).elements
            found = elements.sorting if isinstance(elements, SortedAlready) else _kin(self.classes_of(kind)[0])
            self._kin[kind] = found
        return found

    def sorting(self, kind: Kind) -> tuple[Sorting, Sequence[int]]:
        """The same, and for each element of the case the number of the one there that is alike."""
        return self.kin_of(kind), self.classes_of(kind)[1]

    @cached_property
    def _large(self) -> dict[Kind, Sorting]:
        its = self.condensed.children.items()
        return {kind: self.kin_of(kind) for kind, each in its if len(each.elements) > MANY}

    @cached_property
    def glance(self) -> Entity:
        """The case with the first few elements of each kind of its large lists: any other says what these say."""
        return self._with({kind: kin.shown() for kind, kin in self._large.items()})

    @cached_property
    def once(self) -> ToldOnce | None:
        """The case with one element of each kind of its large lists; None where that would save little."""
        fewer: dict[Kind, list[Entity]] = {}
        stands: dict[str, Kindred] = {}
        for kind, kin in self._large.items():
            if 2 * len(kin.classes) > len(kin.which):
                continue
            fewer[kind] = kept = []
            for number, its in enumerate(kin.classes):
                mark = f"{_MARK}{kind.name}.{number}"
                stands[mark] = its
                kept.append(_renamed(its.first, {key: f"{mark}.{place}" for place, key in enumerate(its.own)}))
        return ToldOnce(self._with(fewer), stands) if fewer else None

    def _with(self, fewer: Mapping[Kind, list[Entity]]) -> Entity:
        """The condensed case with fewer elements in its large lists."""
        if not fewer:
            return self.condensed
        lists = {kind: Listing(its, self.case.children[kind].closed) for kind, its in fewer.items()}
        return structs.replace(self.condensed, children={**self.condensed.children, **lists})


def _kin(elements: Sequence[Entity]) -> Sorting:
    shapes, numbers = Shapes(), dict[Shape, int]()
    found: list[Kindred] = []
    which: list[int] = []
    for element in elements:
        shape, places = shapes.of(element)
        number = numbers.setdefault(shape, len(found))
        if number == len(found):
            found.append(Kindred([], tuple(places), []))
        its = found[number]
        its.keys.append(tuple(places))
        if len(its.shown) < WITNESSES:
            its.shown.append(element)
        which.append(number)
    return Sorting(found, which)


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
