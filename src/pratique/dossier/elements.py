"""From what was said of parties, parts and lines to their elements: each made once, when all was heard.

Rule: until then a part is a `StatedPart`, a party a key, a line its record. Who names a party leads to one element.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from msgspec import structs

from pratique.dossier.bill_parts import Parts, subject_of
from pratique.dossier.case import Cases
from pratique.facts.kinds import PART, PARTY, SOURCE
from pratique.logic.entities import Entity, Listing
from pratique.logic.values import Value
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.items.bill import Bill
    from pratique.items.lines import Line, PartyRecord


@dataclass(frozen=True, slots=True)
class StatedSource:
    """A source that a table lists; `party` is the key of who it is."""

    key: str
    party: str | None


@dataclass(frozen=True, slots=True)
class StatedPart:
    """A part that a table lists, with its sources."""

    key: str
    sources: tuple[StatedSource, ...]
    sources_complete: bool


@dataclass(frozen=True, slots=True)
class StatedParts:
    """The parts of a vehicle, a product or a dossier: those of its table and the lines of its bills."""

    named: list[StatedPart]
    bills: list[Bill]
    closed: bool

    def __len__(self) -> int:
        return len(self.named) + sum(len(bill.lines) - (subject_of(bill) is not None) for bill in self.bills)


@dataclass(slots=True)
class Elements:
    """The elements of `made`, of all that its evidence holds."""

    made: Cases
    _listed: dict[int, Sequence[Entity]] = field(default_factory=dict)

    def begin(self, records: Iterable[PartyRecord], lines: Iterable[Line]) -> None:
        """Make the parties, those of bills too, and the lines of which more is said than they say themselves."""
        parties, values_of = self.made.parties, self.made.evidence.values_of
        said: dict[frozenset[tuple[str, Value]], dict[str, Value]] = {}
        for key in self.made.party_keys:
            values = values_of(key)  # those that say the same share it, so that they are seen to at once
            parties[key] = Entity(PARTY, key, said.setdefault(frozenset(values.items()), values))
        for record in records:
            record.made = parties[record.element_key]
        for line in lines:
            element = line.entity
            line.made = structs.replace(element, values={**element.values, **values_of(element.key)})

    def party(self, key: str | None) -> Entity | None:
        """The element of a party, None for nobody."""
        return None if key is None else self.made.parties[key]

    def part(self, stated: StatedPart) -> Entity:
        """The element of a part, with its sources and their parties."""
        values_of = self.made.evidence.values_of
        sources = [
            Entity(SOURCE, each.key, values_of(each.key), carried=self.party(each.party)) for each in stated.sources
        ]
        below = {SOURCE: Listing(sources, stated.sources_complete)}
        return Entity(PART, stated.key, values_of(stated.key), below)

    def listing(self, stated: StatedParts) -> Listing:
        """The list of some parts; what is lent to several vehicles is one sequence for all of them."""
        at = id(stated.named)
        if at not in self._listed:
            named = [self.part(each) for each in stated.named]
            self._listed[at] = Parts(named, stated.bills) if stated.bills else named
        return Listing(self._listed[at], stated.closed)
