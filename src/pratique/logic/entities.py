"""What a condition is read against: elements with values, listed by kind, open or closed.

Rule: a fact that is not among an element's values is unknown. A list that is not closed may have more members
than it names; readings add one phantom element of unknowns for them. Nothing here is derived or defaulted. An element
never changes: what is told more of it makes another.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property

import msgspec

from pratique.logic.intervals import Interval
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, Kind, NumberFact, SetFact, TruthFact
from pratique.logic.places import ByPlace
from pratique.logic.truth import TRUE, UNKNOWN, Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.value_class import dataclass

NO_VALUES: Mapping[str, Value] = {}


FEW_CLASSES = 16
"""Up to so many classes are not looked through for those that differ in names alone."""


class Repeating(ByPlace["Entity"]):
    """Elements many of which say the same but for their own keys, each made when it is asked for."""

    @property
    @abstractmethod
    def firsts(self) -> Sequence[Entity]:
        """One element of each class of those that say the same, in order."""

    @property
    @abstractmethod
    def which(self) -> Sequence[int]:
        """For each element the place of its class among `firsts`."""

    def key(self, place: int) -> str:
        """The key of one of them, which may be known before it is made."""
        return self.at(place).key

    @cached_property
    def nameless(self) -> tuple[Sequence[Entity], Sequence[int]]:
        """The same of those that say the same whoever stands behind them: what a truth is read of, names apart."""
        if len(self.firsts) <= FEW_CLASSES:
            return self.firsts, self.which
        kept: list[Entity] = []
        places: dict[object, int] = {}
        at = []
        for first in self.firsts:
            place = places.setdefault(_nameless(first), len(kept))
            if place == len(kept):
                kept.append(first)
            at.append(place)
        return kept, [at[each] for each in self.which]


def key_at(elements: Sequence[Entity], place: int) -> str:
    """The key of one of some elements."""
    return elements.key(place) if isinstance(elements, Repeating) else elements[place].key


@dataclass(frozen=True, slots=True)
class Listing:
    """The elements of one kind below an element; `closed` says that there are no others."""

    elements: Sequence[Entity] = field(default_factory=list)
    closed: bool = False


class Entity(msgspec.Struct, frozen=True):
    """One element: a case, a part, a source, a party.

    `key` identifies it across the whole case: an unknown is keyed by (key, fact name), so the same party behind a
    hundred sources is one question. `values` holds the known or partly known facts by full name. `present` is
    UNKNOWN for a phantom that may stand for nothing. `carried` is the element of the kind that this kind carries (a
    source's party). `many` says that it stands for any number of elements, as the phantom of an open list does.
    A msgspec structure: an element is made for every line of a bill, and this one is made three times faster.
    """

    kind: Kind
    key: str
    values: Mapping[str, Value] = msgspec.field(default_factory=dict)
    children: Mapping[Kind, Listing] = msgspec.field(default_factory=dict)
    carried: Entity | None = None
    present: Truth = TRUE
    many: bool = False

    def listing(self, kind: Kind) -> Listing:
        """The elements of `kind` below this one; an open, empty list where nothing was said."""
        return self.children.get(kind) or Listing()


def _nameless(element: Entity) -> object:
    """What an element says but for keys: the same value objects say the same, and live as long as the element."""
    values = element.values
    return (
        element.kind.name,
        element.present,
        element.many,
        None if element.carried is None else _nameless(element.carried),
        *[
            (kind.name, listing.closed, *map(_nameless, listing.elements))
            for kind, listing in element.children.items()
        ],
        *values,
        *map(id, values.values()),
    )


OTHER = "/other "
"""What separates an element's key from the kind of those it may have beside the listed ones."""


def other_key(kind: Kind, owner: str, index: int = 0) -> str:
    """The key of an element of `kind` that the list of `owner` (a key) may hold beside those that it names.

    The first is the phantom of the readings that need one; a proof may need further ones, of the second `index` 1.
    """
    return f"{owner}{OTHER}{kind.name}" + (f" {index + 1}" if index else "")


def carried_key(kind: Kind, owner: str) -> str:
    """The key of the element of `kind` that the element of `owner` (a key) leads to."""
    return f"{owner}/{kind.name}"


def phantom(kind: Kind, parent: Entity, present: Truth = UNKNOWN, many: bool = True) -> Entity:
    """The element that stands for all that an open list may still hold: everything about it is unknown."""
    return Entity(kind, other_key(kind, parent.key), NO_VALUES, present=present, many=many)


def carried_by(element: Entity) -> Entity | None:
    """The element that `element` leads to; one of unknowns where its kind carries one and none was given."""
    carries = element.kind.carries
    if carries is None or element.carried is not None:
        return element.carried
    return Entity(carries, carried_key(carries, element.key), NO_VALUES)


def elements_of(entity: Entity, kind: Kind) -> Iterator[Entity]:
    """The elements to read for `kind` below `entity`, the phantom last where the list is open.

    A closed list of a kind that has at least one member, but names none, gets one member of unknowns; so does a
    kind with exactly one.
    """
    listing = entity.listing(kind)
    yield from listing.elements
    if kind.exactly_one:
        if not listing.elements:
            yield phantom(kind, entity, TRUE, many=False)
    elif kind.at_least_one and not listing.elements:
        yield phantom(kind, entity, TRUE)
    elif not listing.closed:
        yield phantom(kind, entity)


@cache
def unknown_value(fact: Fact) -> Value:
    """The value of a fact of which nothing is known."""
    match fact:
        case TruthFact():
            return UNKNOWN
        case NumberFact(domain=domain, may_be_none=may_be_none):
            return Span(domain, Absence.MAYBE if may_be_none else Absence.NO)
        case DateFact(may_be_none=may_be_none):
            return Span(Interval(), Absence.MAYBE if may_be_none else Absence.NO)
        case ChoiceFact(values=values, unstated=unstated):
            return Choice(values if unstated is None else frozenset({unstated}))
        case SetFact(values=values):
            return Members(frozenset(), values)


def open_value(fact: Fact) -> Value:
    """The value of a fact of which something was said that nobody can rely on: all that it can be said to be."""
    if isinstance(fact, ChoiceFact) and fact.unstated is not None:
        return Choice(fact.values - {fact.unstated})
    return unknown_value(fact)


def value_of(entity: Entity, fact: Fact) -> Value:
    """What is known of `fact` at `entity`."""
    value = entity.values.get(fact.name)
    return unknown_value(fact) if value is None else narrowed(fact, value)


def narrowed(fact: Fact, value: Value) -> Value:
    """`value` cut down to what the fact can be at all; what it cannot be at all says nothing: unknown."""
    match fact:
        case TruthFact() if isinstance(value, Truth):
            return value
        case ChoiceFact() if isinstance(value, Choice):
            possible = value.possible
            if possible and possible <= fact.values:
                return value
            return Choice(possible & fact.values or fact.values)
        case SetFact() if isinstance(value, Members):
            return value if value.may <= fact.values else Members(value.must & fact.values, value.may & fact.values)
        case NumberFact() | DateFact() if isinstance(value, Span):
            return _narrowed_span(fact, value)
        case _:
            raise TypeError(f"{fact.name} cannot have the value {value!r}")


def _narrowed_span(fact: NumberFact | DateFact, value: Span) -> Value:
    if value.none is Absence.YES:
        return value if fact.may_be_none else unknown_value(fact)
    known = value.point
    if isinstance(known, int):  # nothing is narrower
        return value if isinstance(fact, DateFact) or fact.domain.holds(known) else unknown_value(fact)
    interval = value.interval if isinstance(fact, DateFact) else value.interval.meet(fact.domain)
    if isinstance(fact, DateFact) or fact.whole:
        interval = interval.whole()
    if interval.is_empty:
        return unknown_value(fact)
    return Span(interval, value.none if fact.may_be_none else Absence.NO)


def is_known(value: Value) -> bool:
    """Whether a value is settled."""
    return value is not UNKNOWN if isinstance(value, Truth) else value.is_known
