"""Records: a case laid out in slots, so that the compiled reading only has to combine integers.

Rule: a record is a list. Every atom on a single fact is answered when the value is written, never when it is
read, and costs one patch per fact that is known: what is unknown stands in the template already. A truth is an
integer: 0 is neutral and -1 decides, and anything above is UNKNOWN, the mask of the facts that keep it open. So
`|` joins both conjunctions (0 true, -1 false) and disjunctions (0 false, -1 true), and each atom has both forms.

    slot 0        whether the element is there, as part of a conjunction
    slot 1        LISTED, ONE_PHANTOM or MANY_PHANTOM
    slot 2        the record of the element that it carries
    then          for each kind it lists: its distinct records, and all of them in order
    then          for each fact: its atoms twice (in a conjunction, in a disjunction), its number and its mask
    then          room for results that several conditions share (None until they are asked for)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Any

from pratique.logic.entities import Entity, Listing, Repeating, is_known, narrowed, unknown_value
from pratique.logic.nodes import (
    ChoiceFact,
    Condition,
    DateFact,
    Fact,
    Kind,
    NumberFact,
    SetFact,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.readings.decide import answer_of
from pratique.value_class import dataclass

Record = list[Any]
"""The slots of one element; what stands where is said above."""
Patch = Callable[[Record, Any], None]
"""Writes the value of one fact into a record."""
Quantity = int | Fraction | Span | None
"""A number for arithmetic: itself where it is known, None where there is none, else what it can be."""

PRESENT, ORIGIN, CARRIED, FIRST_FREE = 0, 1, 2, 3
LISTED, ONE_PHANTOM, MANY_PHANTOM = 0, 1, 2
MOST_REMEMBERED = 4096
"""How many values of one fact are kept with their answers before they are forgotten."""
FEW = 16
"""Lists longer than this may be searched for elements that are the same."""


@dataclass(slots=True)
class FactSlots:
    """Where one fact stands: its atoms from `start` on, two slots each, and its quantity if `quantity` is set."""

    fact: Fact
    bit: int
    start: int
    atoms: tuple[Condition, ...]
    quantity: int | None

    def codes(self, value: Value) -> list[Any]:
        """What stands in the slots for `value`."""
        known_as = narrowed(self.fact, value)
        found: list[Any] = []
        for atom in self.atoms:
            answer = answer_of(atom, known_as)
            found += CODES.get(answer) or (self.bit, self.bit)
        if self.quantity is not None:
            assert isinstance(known_as, Span)
            found += [quantity_of(known_as), 0 if is_known(known_as) else self.bit]
        return found


CODES: Mapping[Truth, tuple[int, int]] = {TRUE: (0, -1), FALSE: (-1, 0)}


def quantity_of(span: Span) -> Quantity:
    """The number itself, where a span leaves no doubt about it."""
    if span.none is Absence.YES:
        return None
    if span.none is Absence.NO and span.interval.is_point:
        return span.interval.low  # type: ignore[return-value]  # a point is finite
    return span


def patch_of(slots: FactSlots) -> Patch:
    """How a value of the fact is written."""
    if isinstance(slots.fact, TruthFact):
        return _truth_patch(slots)
    key, table = KEYS[type(slots.fact)], dict[Hashable, list[Any]]()
    start, stop = slots.start, slots.start + len(slots.codes(unknown_value(slots.fact)))

    def patch(record: Record, value: Value) -> None:
        known_by = key(value)
        codes = table.get(known_by)
        if codes is None:
            if len(table) >= MOST_REMEMBERED:
                table.clear()
            codes = table[known_by] = slots.codes(value)
        record[start:stop] = codes

    return patch


def _truth_patch(slots: FactSlots) -> Patch:
    both, either = slots.start, slots.start + 1

    def patch(record: Record, value: Truth) -> None:
        if value is TRUE:
            record[both], record[either] = 0, -1
        elif value is FALSE:
            record[both], record[either] = -1, 0
        elif value is not UNKNOWN:
            narrowed(slots.fact, value)  # raises TypeError

    return patch


def _span_key(value: Span) -> Hashable:
    interval = value.interval
    return interval.low if value.none is Absence.NO and interval.low == interval.high else value


def _choice_key(value: Choice) -> Hashable:
    return value.possible


def _members_key(value: Members) -> Hashable:
    return value.must, value.may


KEYS: Mapping[type, Callable[[Any], Hashable]] = {
    NumberFact: _span_key,
    DateFact: _span_key,
    ChoiceFact: _choice_key,
    SetFact: _members_key,
}


@dataclass(slots=True)
class Layout:
    """The slots of a kind; `freeze` settles them once all that reads them is known."""

    kind: Kind
    name: str
    present_bit: int = 0
    carries: Layout | None = None
    lists: dict[Kind, tuple[int, Layout]] = field(default_factory=dict)
    facts: dict[Fact, FactSlots] = field(default_factory=dict)
    width: int = FIRST_FREE
    template: Record = field(default_factory=list)
    patches: dict[str, Patch] = field(default_factory=dict)

    def take(self, count: int) -> int:
        """Reserve slots and say where they start."""
        start, self.width = self.width, self.width + count
        return start

    def freeze(self) -> None:
        """Write the template of an element of which nothing is known."""
        self.template = [None] * self.width
        self.template[PRESENT], self.template[ORIGIN] = 0, LISTED
        for start, _ in self.lists.values():
            self.template[start : start + 2] = (), ()
        for fact, slots in self.facts.items():
            codes = slots.codes(unknown_value(fact))
            self.template[slots.start : slots.start + len(codes)] = codes
            self.patches[fact.name] = patch_of(slots)


@dataclass(slots=True)
class Encoder:
    """Lays out one case; what occurs more than once in it is laid out once."""

    same: dict[Hashable, Record] = field(default_factory=dict)
    told: dict[Hashable, Record] = field(default_factory=dict)
    carried: dict[tuple[int, str], Record] = field(default_factory=dict)
    phantoms: dict[tuple[str, int, int], Record] = field(default_factory=dict)
    merging: bool = False

    def encode(self, entity: Entity, layout: Layout, origin: int = LISTED) -> Record:
        """The record of an element with all that it lists and carries."""
        carried = None if layout.carries is None else self._carried(entity, layout.carries)
        lists = [self._listed(entity.children.get(kind), below) for kind, (_, below) in layout.lists.items()]
        if not self.merging or type(entity.values) is not dict:
            return self._merged(self._written(entity, layout, origin, carried, lists), layout)
        # The same value objects say the same; they live as long as the case does, so their ids are theirs.
        links = [id(row) for rows in lists for row in rows]
        told = (layout.name, entity.present.value, origin, entity.many, id(carried), *links, *entity.values)
        key = (*told, *map(id, entity.values.values()))
        record = self.told.get(key)
        if record is None:
            record = self.told[key] = self._merged(self._written(entity, layout, origin, carried, lists), layout)
        return record

    def _written(
        self,
        entity: Entity,
        layout: Layout,
        origin: int,
        carried: Record | None,
        lists: list[tuple[Record, ...]],
    ) -> Record:
        record = layout.template[:]
        patches = layout.patches
        for name, value in entity.values.items():
            patch = patches.get(name)
            if patch is not None:
                patch(record, value)
        if entity.present is not TRUE:
            record[PRESENT] = layout.present_bit if entity.present is UNKNOWN else -1
        if origin or entity.many:
            record[ORIGIN] = origin or MANY_PHANTOM
        record[CARRIED] = carried
        for (start, _), rows in zip(layout.lists.values(), lists, strict=True):
            record[start + 1] = rows
            record[start] = rows if len(rows) <= FEW else distinct(rows)
        return record

    def _carried(self, entity: Entity, layout: Layout) -> Record:
        if entity.carried is None:
            return self._phantom(layout, ONE_PHANTOM, TRUE)
        key = (id(entity.carried), layout.name)
        record = self.carried.get(key)
        if record is None:
            record = self.carried[key] = self.encode(entity.carried, layout)
        return record

    def _listed(self, listing: Listing | None, layout: Layout) -> tuple[Record, ...]:
        kind = layout.kind
        elements = listing.elements if listing else ()
        self.merging = self.merging or repeats(elements)
        if isinstance(elements, Repeating):
            nameless, which = elements.nameless
            firsts = [self.encode(element, layout) for element in nameless]
            rows = [firsts[place] for place in which]
        else:
            rows = [self.encode(element, layout) for element in elements]
        if kind.exactly_one:
            return tuple(rows) if rows else (self._phantom(layout, ONE_PHANTOM, TRUE),)
        if kind.at_least_one and not rows:
            return (self._phantom(layout, MANY_PHANTOM, TRUE),)
        if listing is None or not listing.closed:
            rows.append(self._phantom(layout, MANY_PHANTOM, UNKNOWN))
        return tuple(rows)

    def _phantom(self, layout: Layout, origin: int, present: Truth) -> Record:
        key = (layout.name, origin, present.value)
        record = self.phantoms.get(key)
        if record is None:
            unknown = Entity(layout.kind, "", present=present)
            record = self.phantoms[key] = self.encode(unknown, layout, origin)
        return record

    def _merged(self, record: Record, layout: Layout) -> Record:
        """The first record that says the same: sources and parties are merged before the parts that list them."""
        if not self.merging:
            return record
        links = [id(record[CARRIED])]
        copy = record[FIRST_FREE:]
        for start, _ in layout.lists.values():
            links += map(id, record[start + 1])
            copy[start - FIRST_FREE : start - FIRST_FREE + 2] = (len(links), 0)
        key = (layout.name, record[PRESENT], record[ORIGIN], *links, *copy)
        return self.same.setdefault(key, record)


def repeats(elements: Sequence[Entity]) -> bool:
    """Whether it pays to look for elements that are the same: they are many, and the first of them share values."""
    if len(elements) <= FEW or isinstance(elements, Repeating):
        return False
    some = elements[: 2 * FEW]
    return 2 * len({tuple(map(id, each.values.values())) for each in some}) < len(some)


def distinct(records: Iterable[Record]) -> tuple[Record, ...]:
    """Each record once, by identity, in order."""
    return tuple({id(record): record for record in records}.values())
