"""A working copy of a case, whose values can be narrowed, and the case that it comes to.

Rule: of many elements that say the same one stands for all; elements that several lead to are one copy. What was not
narrowed comes back as the very object it was, so that elements that are alike stay alike and cost nothing. The values
that are narrowed are a table of the working copy, and its elements look into that table; none of them leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from msgspec import structs

from pratique.facts.kinds import KINDS
from pratique.logic.alike import MANY, classes
from pratique.logic.entities import Entity, Listing, Repeating, carried_key, other_key
from pratique.logic.nodes import Kind
from pratique.logic.values import Value
from pratique.value_class import dataclass

At = tuple[str, str]
"""The kind and the key of an element: a source and its party may share a key."""


@dataclass(slots=True)
class Working:
    """The copy of `whole`: `entity` is its case, `changed` the elements whose values are no longer those given."""

    whole: Entity
    entity: Entity = field(init=False)
    copies: dict[At, Entity] = field(default_factory=dict)
    above: dict[At, list[Entity]] = field(default_factory=dict)
    """For each copy, the copies from the case down to it that list it or lead to it, itself last (one such path)."""
    changed: set[At] = field(default_factory=set)
    _values: dict[At, dict[str, Value]] = field(default_factory=dict)
    """The values of each copy, which its element reads."""
    _sorted: dict[str, list[Entity]] = field(default_factory=dict)
    _dirty: dict[At, bool] = field(default_factory=dict)
    _done: dict[At, Entity] = field(default_factory=dict)
    _same: dict[frozenset[tuple[str, Value]], dict[str, Value]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entity = self._copy(self.whole)
        self._place(self.entity, [])

    def of_kind(self, kind: Kind) -> Iterator[Entity]:
        """The copies of one kind, in the order of their keys."""
        if kind.name not in self._sorted:
            self._sorted[kind.name] = [
                self.copies[at] for at in sorted(at for at in self.copies if at[0] == kind.name)
            ]
        yield from self._sorted[kind.name]

    def set(self, element: Entity, name: str, value: Value) -> None:
        """Give a copy another value."""
        at = (element.kind.name, element.key)
        self._values[at][name] = value
        self.changed.add(at)

    def known_anywhere(self) -> dict[Kind, Entity]:
        """For each kind an element that knows whatever is known of any."""
        found = {kind: Entity(kind, "", {}) for kind in KINDS.values()}
        for copy in self.copies.values():
            found[copy.kind].values.update(copy.values)  # type: ignore[attr-defined]  # a table of its own
        return found

    def result(self) -> Entity:
        """The case with what was narrowed; the one given where nothing was."""
        self._dirty.clear()
        self._done.clear()
        return self._back(self.whole, self.entity)

    # --- there ----------------------------------------------------------------------------------------------

    def _copy(self, element: Entity) -> Entity:
        at = (element.kind.name, element.key)
        if at in self.copies:
            return self.copies[at]
        carries, carried = element.kind.carries, element.carried
        if carries is not None:
            carried = self._copy(carried or Entity(carries, carried_key(carries, element.key)))
        below: dict[Kind, Listing] = {}
        for kind, listing in element.children.items():
            firsts = classes(listing.elements)[0] if len(listing.elements) > MANY else listing.elements
            below[kind] = Listing([self._copy(each) for each in firsts], listing.closed)
        for kind in KINDS.values():
            if kind.exactly_one and kind.parent is element.kind and not (kind in below and below[kind].elements):
                below[kind] = Listing([self._copy(Entity(kind, other_key(kind, element.key)))], True)
        values = self._values[at] = dict(element.values)
        copy = self.copies[at] = structs.replace(element, values=values, children=below, carried=carried)
        return copy

    def _place(self, copy: Entity, path: list[Entity]) -> None:
        """Keep the way down to a copy, the first that is found."""
        at = (copy.kind.name, copy.key)
        if at in self.above:
            return
        self.above[at] = path = [*path, copy]
        if copy.carried is not None:
            self._place(copy.carried, path)
        for listing in copy.children.values():
            for each in listing.elements:
                self._place(each, path)

    # --- and back -------------------------------------------------------------------------------------------

    def _is_dirty(self, copy: Entity) -> bool:
        """Whether something was narrowed of a copy, of what it leads to or of what it lists."""
        at = (copy.kind.name, copy.key)
        if at not in self._dirty:
            self._dirty[at] = (
                at in self.changed
                or (copy.carried is not None and self._is_dirty(copy.carried))
                or any(self._is_dirty(each) for listing in copy.children.values() for each in listing.elements)
            )
        return self._dirty[at]

    def _back(self, given: Entity, copy: Entity) -> Entity:
        """`given` with the values of `copy`; a copy of another element that says the same serves as well."""
        at = (given.kind.name, given.key)
        if at in self._done:
            return self._done[at]
        if not self._is_dirty(copy):
            self._done[at] = given
            return given
        values = self._alone(copy.values) if (copy.kind.name, copy.key) in self.changed else given.values
        carried, below = given.carried, dict[Kind, Listing]()
        if copy.carried is not None and self._is_dirty(copy.carried):
            carries = copy.carried.kind
            carried = self._back(carried or Entity(carries, carried_key(carries, given.key)), copy.carried)
        for kind, listing in copy.children.items():
            if (back := self._listing(given, kind, listing)) is not None:
                below[kind] = back
        made = self._done[at] = structs.replace(given, values=values, children=below, carried=carried)
        return made

    def _alone(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values out of the table of the copy: of elements that say the same one mapping, so that they stay alike."""
        said = frozenset(values.items())
        if said not in self._same:
            self._same[said] = dict(values)
        return self._same[said]

    def _listing(self, given: Entity, kind: Kind, copies: Listing) -> Listing | None:
        its = given.children.get(kind)
        dirty = any(self._is_dirty(each) for each in copies.elements)
        if its is None or (kind.exactly_one and not its.elements):
            (one,) = copies.elements
            return Listing([self._back(Entity(kind, one.key), one)], True) if dirty else its
        if not dirty:
            return its
        if len(its.elements) > MANY:
            firsts, which = classes(its.elements)
            pairs = zip(firsts, copies.elements, strict=True)
            return Listing(
                Narrowed(its.elements, [self._back(a, b) for a, b in pairs], list(which), self), its.closed
            )
        pairs = zip(its.elements, copies.elements, strict=True)
        return Listing([self._back(a, b) for a, b in pairs], its.closed)

    def alike(self, given: Entity, first: Entity) -> Entity:
        """An element with the values that were found for the first of those that say the same."""
        return self._back(given, self.copies[first.kind.name, first.key])


class Narrowed(Repeating):
    """The elements of a long list, each narrowed as the first of its class was and made when it is asked for."""

    def __init__(self, given: Sequence[Entity], firsts: list[Entity], which: list[int], working: Working) -> None:
        self._given, self._firsts, self._which, self._working = given, firsts, which, working
        self._made: dict[int, Entity] = {}
        seen: set[int] = set()
        for place, each in enumerate(which):
            if each not in seen:
                seen.add(each)
                self._made[place] = firsts[each]

    def __len__(self) -> int:
        return len(self._which)

    def at(self, place: int) -> Entity:
        if place not in self._made:
            self._made[place] = self._working.alike(self._given[place], self._firsts[self._which[place]])
        return self._made[place]

    @property
    def firsts(self) -> Sequence[Entity]:
        return self._firsts

    @property
    def which(self) -> Sequence[int]:
        return self._which
