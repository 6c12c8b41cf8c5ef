"""What relations make of a large case, read of one element of each kind of its lists and told of all of that kind.

Rule: as `kindred` has it, what is read of one element differs from what is read of another of its kind in keys alone.
That holds of what a relation tells of the element that it was read at, of parties that no other element shares, and
of nothing else: where anything else was told, or anything contradicts anything, each element is read by itself.
Invariant: what comes out is what `related` makes of the whole case, in the same order.
(tests/agreement/test_related_kin.py holds it against that.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, zip_longest

from msgspec import structs

from pratique.deciding.kindred import Family, Kindred, SortedAlready, Sorting, keys_in
from pratique.deciding.own_keys import Keys, Places
from pratique.dossier.related import Derived, Related, related
from pratique.facts.keys import upward
from pratique.logic.alike import MANY, added_up, classes
from pratique.logic.entities import Entity, Listing, key_at
from pratique.logic.lint import atoms
from pratique.logic.nodes import Kind
from pratique.logic.places import MadeByPlace
from pratique.logic.relations import Relation
from pratique.readings.narrow import Said


def related_by_kin(told: Entity, relations: tuple[Relation, ...]) -> Related:
    """What relations make of a case of which nothing is in dispute and nothing is presumed."""
    lists = _lists(told, relations)
    if lists:
        firsts = {kind: [each.first for each in its.classes] for kind, its in lists}
        few = {kind: Listing(its, told.children[kind].closed) for kind, its in firsts.items()}
        fewer = structs.replace(told, children={**told.children, **few})
        found = related(fewer, relations)
        whole = None if found.contradictions else _Whole(told, fewer, dict(lists), found).related()
        if whole is not None:
            return whole
    return related(told, relations)


def _lists(told: Entity, relations: Iterable[Relation]) -> list[tuple[Kind, Sorting]]:
    """The large lists that say few different things, sorted; none where something is added up over them."""
    large = [kind for kind, each in told.children.items() if len(each.elements) > MANY]
    if not large:
        return []
    summed = added_up(atoms(*(part for each in relations for part in (each.when, each.then, each.unless))))
    family = Family(told)
    lists = [(kind, family.kin_of(kind)) for kind in large if kind not in summed]
    return [(kind, its) for kind, its in lists if 2 * len(its.classes) <= len(its.which)]


class _Class:
    """The elements of one kind of a list, and what was told of the first of them."""

    def __init__(self, its: Kindred) -> None:
        self.its, self.places = its, Places(its.own)
        self.derived: dict[Said, tuple[Derived, ...]] = {}

    @property
    def is_in_one_order(self) -> bool:
        """Whether the keys in all stand in the order of those in the first: of several facts that would do, the one
        whose key comes first is told."""
        places = range(len(self.its.own))
        order = sorted(places, key=self.its.own.__getitem__)
        return all(sorted(places, key=keys.__getitem__) == order for keys in self.its.keys)

    def everywhere(self) -> Iterator[tuple[Said, tuple[Keys, tuple[Derived, ...]]]]:
        """Of what something follows in each, with the keys there and what follows for the first."""
        if self.derived:
            at = [(self.places.of(key), name, its) for (key, name), its in self.derived.items()]
            for row in self.its.keys:
                keys = Keys(row, self.places)
                for (place, below), name, its in at:
                    assert place is not None  # it lies in the first
                    yield (row[place] + below, name), (keys, its)


class DerivedByKin(Mapping[Said, tuple[Derived, ...]]):
    """What follows of each element of large lists, told of it by its keys when it is asked for."""

    def __init__(
        self, outside: Mapping[Said, tuple[Derived, ...]], inside: Mapping[Said, tuple[Keys, tuple[Derived, ...]]]
    ) -> None:
        self._made, self._inside = dict(outside), inside

    def __len__(self) -> int:
        return len(self._made.keys() | self._inside.keys())

    def __iter__(self) -> Iterator[Said]:
        return iter({**self._made, **self._inside})

    def __contains__(self, at: object) -> bool:
        return at in self._inside or at in self._made

    def __getitem__(self, at: Said) -> tuple[Derived, ...]:
        found = self._made.get(at)
        if found is None:
            keys, its = self._inside[at]
            found = self._made[at] = tuple(
                [replace(each, key=at[0], because=keys.facts(each.because)) for each in its]
            )
        return found


class _Whole:
    """What was made of a case with one element of each kind, told of the whole case."""

    def __init__(self, told: Entity, fewer: Entity, lists: Mapping[Kind, Sorting], found: Related) -> None:
        self._told, self._fewer, self._lists, self._found = told, fewer, lists, found
        self._classes = [_Class(each) for its in lists.values() for each in its.classes]
        self._of: dict[str, list[_Class]] = {}
        for each in self._classes:
            for key in each.its.own:
                self._of.setdefault(key, []).append(each)

    def related(self) -> Related | None:
        """None where something was told that may not hold of each element by itself."""
        outside: dict[Said, tuple[Derived, ...]] = {}
        for (key, name), its in self._found.derived.items():
            mine = self._classes_of(key)
            for each in its:
                if each.relation.per is not each.fact.kind and not self._is_alone(key, mine):
                    return None
                if not all(self._is_told_of_each(one, mine) for one, _ in each.because):
                    return None
            for kin in mine:
                kin.derived[key, name] = its
            if not mine:
                outside[key, name] = its
        if not all(each.is_in_one_order for each in self._classes if each.derived):
            return None
        inside = (one for each in self._classes for one in each.everywhere())
        return Related(self._entity(), DerivedByKin(outside, dict(inside)), (), (), tuple(self._remarks()))

    def _classes_of(self, key: str) -> list[_Class]:
        """The kinds in whose first element a key is or lies."""
        return next((self._of[each] for each in upward(key) if each in self._of), [])

    def _is_told_of_each(self, key: str, mine: list[_Class]) -> bool:
        """Whether what rests on a fact of a key rests on that of each element, or is outside of the lists."""
        its = self._classes_of(key)
        return not its or (bool(mine) and all(each in its for each in mine))

    def _is_alone(self, key: str, mine: list[_Class]) -> bool:
        """Whether nothing else leads to what a key stands for, in any element of its kind."""
        if len(mine) != 1:
            return False
        place, _ = mine[0].places.of(key)
        return place is not None and self._shared.isdisjoint(mine[0].its.columns[place])

    @cached_property
    def _shared(self) -> set[str]:
        """The keys that several elements hold, or that stand outside of the lists as well."""
        counts = Counter(key for each in self._classes for row in each.its.keys for key in row)
        below = [
            each for kind, its in self._told.children.items() if kind not in self._lists for each in its.elements
        ]
        return {key for key, number in counts.items() if number > 1}.union(*(keys_in(each) for each in below))

    def _remarks(self) -> Iterator[tuple[Relation, str]]:
        """What is remarked of the first of each kind, remarked of each, in the order of their keys."""
        for relation, its in groupby(self._found.remarks, lambda each: each[0]):
            keys = {one for _, key in its for one in self._everywhere(key)}
            yield from ((relation, key) for key in sorted(keys))

    def _everywhere(self, key: str) -> Iterator[str]:
        """The keys of all that stand where a key does."""
        mine = self._classes_of(key)
        yield from (Keys(row, each.places).of(key) for each in mine for row in each.its.keys)
        if not mine:
            yield key

    def _entity(self) -> Entity:
        found, below = self._found.entity, dict[Kind, Listing]()
        if found is self._fewer:
            return self._told
        for kind, listing in found.children.items():
            below[kind] = listing
            if kind in self._lists:
                given, before = self._told.children[kind], self._fewer.children[kind].elements
                pairs = list(zip(before, listing.elements, strict=True))
                same = all(one is other for one, other in pairs)
                its = given.elements if same else NarrowedByKin(given.elements, self._lists[kind], pairs)
                below[kind] = Listing(its, listing.closed)
        return structs.replace(found, children=below)


class NarrowedByKin(SortedAlready):
    """The elements of a long list, each narrowed as the first of its kind was and made when it is asked for.

    `pairs` are the first elements of each kind, as they were given and as they were narrowed.
    """

    def __init__(self, given: Sequence[Entity], sorting: Sorting, pairs: Sequence[tuple[Entity, Entity]]) -> None:
        self._given, self._kin, self._pairs = given, sorting, pairs
        self._firsts, self._which = classes(given)
        self._made: dict[int, tuple[Entity, Entity]] = {}

    def __len__(self) -> int:
        return len(self._given)

    def at(self, place: int) -> Entity:
        return self._narrowed(self._given[place], self._kin.which[self._which[place]])

    def key(self, place: int) -> str:
        return key_at(self._given, place)

    def _narrowed(self, given: Entity, number: int) -> Entity:
        return self._as(given, *self._pairs[number])

    @cached_property
    def firsts(self) -> Sequence[Entity]:
        return MadeByPlace(self._firsts, self._kin.which, self._narrowed)

    @property
    def which(self) -> Sequence[int]:
        return self._which

    @cached_property
    def nameless(self) -> tuple[Sequence[Entity], Sequence[int]]:
        return [after for _, after in self._pairs], [self._kin.which[each] for each in self._which]

    @cached_property
    def sorting(self) -> Sorting:
        found = [
            Kindred([self._narrowed(each, number) for each in its.shown], its.own, its.keys)
            for number, its in enumerate(self._kin.classes)
        ]
        return Sorting(found, self._kin.which)

    def _as(self, given: Entity, before: Entity, after: Entity) -> Entity:
        """An element as another that says the same came to be."""
        if before is after:
            return given
        made = self._made.get(id(given))
        if made is None:  # the element is kept, so that its id stays its own
            carried = given.carried
            if after.carried is not None and after.carried is not before.carried:
                carried = self._part(carried, before.carried, after.carried, given.key, before.key)
            below = {kind: self._list(given, before, kind, listing) for kind, listing in after.children.items()}
            values = given.values if after.values is before.values else after.values
            made = given, structs.replace(given, values=values, carried=carried, children=below)
            self._made[id(given)] = made
        return made[1]

    def _list(self, given: Entity, before: Entity, kind: Kind, after: Listing) -> Listing:
        was, its = before.children.get(kind), given.children.get(kind)
        if its is not None and was is after:
            return its
        theirs, mine = (was.elements, its.elements) if was is not None and its is not None else ((), ())
        elements = [
            self._part(one, first, narrowed, given.key, before.key)
            for one, first, narrowed in zip_longest(mine, theirs, after.elements)
        ]
        return Listing(elements, after.closed)

    def _part(self, given: Entity | None, before: Entity | None, after: Entity, own: str, key: str) -> Entity:
        """What stands below an element of the key `own`; what nobody listed stands below another of `key`."""
        return under(after, key, own) if given is None or before is None else self._as(given, before, after)


def under(element: Entity, key: str, own: str) -> Entity:
    """An element that was made below another of `key`, below one of the key `own`."""
    return structs.replace(
        element,
        key=own + element.key[len(key) :],
        carried=None if element.carried is None else under(element.carried, key, own),
        children={
            kind: Listing([under(each, key, own) for each in listing.elements], listing.closed)
            for kind, listing in element.children.items()
        },
    )
