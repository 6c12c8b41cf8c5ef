"""Which elements of a case say the same, so that what is said of one holds of all of them.

Rule: two elements are alike where they differ in nothing but their own keys and the keys below these: not in a
value, not in what is listed below them (as often, in any order), not in the party behind them. A party that has a
name of its own is that party; one that has not is what is known of it. This is the one definition: what `check`
counts, `needs` asks together and `what-if` changes together are the same elements. What is shared costs nothing to
compare: a bill of materials has many lines and says few different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from msgspec import structs

from pratique.logic.entities import Entity, Listing, Repeating, carried_key
from pratique.logic.nodes import Condition, InRegion, Kind, SumOver
from pratique.logic.traverse import expressions
from pratique.logic.values import Value
from pratique.value_class import dataclass

MANY = 24
"""From more elements than this, details are worked out on one of each class."""


@dataclass(slots=True)
class Contents:
    """What elements say, as values that are equal for elements that are alike; what is shared is looked at once."""

    _known: dict[int, tuple[frozenset[tuple[str, Value]], Mapping[str, Value]]] = field(default_factory=dict)

    def of(self, element: Entity) -> object:
        """Equal for elements that differ in their keys alone."""
        return (
            element.kind.name,
            self._values(element.values),
            element.present,
            element.many,
            None if element.carried is None else self._party(element.carried, element.key),
            frozenset(
                [
                    (kind.name, listing.closed, self._listed(listing.elements))
                    for kind, listing in element.children.items()
                ]
            ),
        )

    def _listed(self, elements: Sequence[Entity]) -> frozenset[tuple[object, int]]:
        if len(elements) == 1:  # nearly all
            return frozenset(((self.of(elements[0]), 1),))
        return frozenset(Counter([self.of(each) for each in elements]).items())

    def _party(self, party: Entity, key: str) -> object:
        # A party without a name has the key of what leads to it, or the one below that.
        own = party.key.startswith(key) and party.key in (key, carried_key(party.kind, key))
        return (party.key[len(key) :], own) if own else party.key, self._values(party.values)

    def _values(self, values: Mapping[str, Value]) -> frozenset[tuple[str, Value]]:
        known = self._known.get(id(values))
        if known is None:  # the mapping is kept, so that its id stays its own
            known = self._known[id(values)] = frozenset(values.items()), values
        return known[0]


def classes(elements: Sequence[Entity]) -> tuple[Sequence[Entity], Sequence[int]]:
    """The first element of each class of those that are alike, and for each element the place of its first."""
    if isinstance(elements, Repeating):
        return elements.firsts, elements.which
    firsts: list[Entity] = []
    places: dict[object, int] = {}
    which = []
    contents = Contents()
    for element in elements:
        place = places.setdefault(contents.of(element), len(firsts))
        if place == len(firsts):
            firsts.append(element)
        which.append(place)
    return firsts, which


def condensed(case: Entity) -> Entity:
    """The case with one element of each class, where it lists many.

    Whether some or every element satisfies a condition does not depend on how often the same is said; so details
    are worked out on few elements. `like_counts` says how many each stands for.
    """
    large = {kind: each for kind, each in case.children.items() if len(each.elements) > MANY}
    if not large:
        return case
    fewer = {kind: Listing(classes(each.elements)[0], each.closed) for kind, each in large.items()}
    return structs.replace(case, children={**case.children, **fewer})


def like_counts(case: Entity) -> dict[str, int]:
    """For each element that stands for others in the condensed case: how many there are of it."""
    counts: dict[str, int] = {}
    for listing in case.children.values():
        if len(listing.elements) > MANY:
            firsts, which = classes(listing.elements)
            counts |= {firsts[place].key: count for place, count in Counter(which).items() if count > 1}
    return counts


@dataclass(slots=True)
class Twins:
    """For the first of some elements that are alike the keys of `all`; for each other that is kept the `first`.

    `elements` are the keys of all that were looked at.
    """

    all: dict[str, dict[str, None]] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    elements: set[str] = field(default_factory=set)

    def of(self, key: str) -> list[str]:
        """The keys of everything that stands where `key` does, its own first: an element, or something below one."""
        at = self._element(key)
        return [other + key[len(at) :] for other in self.all[at]] if at in self.all else [key]

    def asked_as(self, key: str) -> str:
        """The key under which it is asked."""
        at = self._element(key)
        return self.first.get(at, at) + key[len(at) :]

    def _element(self, key: str) -> str:
        """The element in which a key lies, the longest that is one: `v/kit/b` may be listed beside `v/kit`."""
        at = key
        while at and at not in self.elements:
            at = at.rpartition("/")[0]
        return at


def representatives(case: Entity, twins: Twins, most: Mapping[Kind, int] | None = None) -> Entity:
    """The case with at most so many elements of each class as `most` says for their kind (one where it does not).

    Whatever some or every element of a list must be, is shown by as many elements as the conditions can need
    witnesses. `twins` takes the keys of those that each stands for. Where something is added up, keep all.
    """
    children = {}
    for kind, listing in case.children.items():
        firsts, which = classes(listing.elements)
        kept: list[Entity] = []
        count: Counter[int] = Counter()
        for element, place in zip(listing.elements, which, strict=True):
            first = firsts[place].key
            count[place] += 1
            twins.elements.add(element.key)
            twins.all.setdefault(first, {})[element.key] = None
            if count[place] <= (1 if most is None else most.get(kind, 1)):
                kept.append(element)
                if count[place] > 1:
                    twins.first[element.key] = first
        children[kind] = Listing(kept, listing.closed)
    return structs.replace(case, children=children)


def added_up(atoms: Iterable[Condition]) -> frozenset[Kind]:
    """The kinds over which something is added up."""
    numbers = (atom.number for atom in atoms if isinstance(atom, InRegion))
    return frozenset(each.kind for number in numbers for each in expressions(number) if isinstance(each, SumOver))
