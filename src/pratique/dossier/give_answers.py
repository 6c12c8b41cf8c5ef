"""Answers given to the elements that they are about.

Rule: an answer about "any other source" makes that phantom an element of its own; that there is none closes the list.
What nothing was answered of stays the very object it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from pratique.dossier.bill_parts import Parts
from pratique.facts.definition import VOCABULARY
from pratique.facts.keys import Key, key_of_name
from pratique.facts.kinds import KINDS
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.logic.entities import Entity, Listing, carried_by, carried_key, other_key
from pratique.logic.nodes import Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth

if TYPE_CHECKING:
    from pratique.dossier.case import Cases


def apply_answers(made: Cases) -> None:
    """Give the answers to the elements below the cases that were not named in the dossier itself."""
    told = {each.entity for each in made.answers if each.entity is not None}
    if told:
        giving = _Giving(made, told | set(_in_full(made, told)))
        made.cases = [replace(case, entity=giving.told_of(case.entity)) for case in made.cases]
        giving.refuse_left()


def _in_full(made: Cases, told: set[str]) -> Iterator[str]:
    """The full keys of what is told of unlisted elements of a part that is named by its reference alone."""
    roots: dict[str, list[Key]] = {}
    for key in map(Key.read, sorted(told)):
        if key.besides:
            roots.setdefault(key.name, []).append(key)
    for root in sorted(roots):
        parts = [] if made.prints.is_key(key_of_name(root)) else made.prints.called(root)
        for part in (Key.read(each.key) for each in parts):
            for key in roots[root]:
                full = part.followed_by(*key.steps)
                made.evidence.copy(key.text, full.text)
                yield full.text


class _Giving:
    """Gives each element its answers once, however many cases share it."""

    def __init__(self, made: Cases, told: set[str]) -> None:
        self.made = made
        self.told = told
        self.made_of: dict[int, tuple[Entity, Entity]] = {}
        """For each element what became of it; the element is kept, so that its id stays its own."""
        self.carried: dict[int, tuple[Entity, Entity]] = {}
        self.others: dict[str, set[str]] = {}
        self.listed: set[tuple[str, str]] = set()
        self.keys: set[str] = set()
        for text in told:
            for key, kind in Key.read(text).besides:
                self.others.setdefault(key.owner.text, set()).add(kind.name)

    def told_of(self, element: Entity) -> Entity:
        """An element with what was answered of it, of what it leads to and of what it lists."""
        at = id(element)
        if at not in self.made_of:
            own = self._joined(element)
            carried = self._carried(element)
            below = self._below(element)
            changed = own is not element or carried is not element.carried or below is not element.children
            told = structs.replace(own, children=below, carried=carried) if changed else element
            self.made_of[at] = element, told
        return self.made_of[at][1]

    def refuse_left(self) -> None:
        """A finding for each answer about an unlisted element of a kind that its owner does not list."""
        findings = self.made.dossier.findings
        for entry in self.made.answers:
            if entry.key is None or not (besides := entry.key.besides):
                continue
            owner, kind = besides[0][0].owner, besides[0][1].name
            meant = {owner.text}
            if not owner.steps:
                meant |= {each.key for each in self.made.prints.called(owner.name)}
            named = meant & self.keys
            if named and not any((key, kind) in self.listed for key in named):
                findings.add(
                    "dossier.answer.entity",
                    f"{owner.text!r} lists no {kind}.",
                    self.made.dossier.place(f"{entry.pointer}/entity"),
                    f"Use one of {', '.join(name for name, each in KINDS.items() if each.parent is not None)}.",
                )

    def _carried(self, element: Entity) -> Entity | None:
        """What an element leads to; a party that nobody named is somebody once it is answered about."""
        carried = carried_by(element)
        if carried is None or carried.key not in self.told:
            return element.carried
        at = id(carried)
        if at not in self.carried:
            self.carried[at] = carried, self._joined(carried)
        return self.carried[at][1]

    def _below(self, element: Entity) -> Mapping[Kind, Listing]:
        """What an element lists, with what was answered of it; the very same where nothing was."""
        self.keys.add(element.key)
        listings = dict(element.children)
        for name in sorted(self.others.get(element.key, ())):
            if (kind := KINDS[name]).parent is element.kind:
                listings[kind] = self._with_others(element, kind)
                self.listed.add((element.key, name))
        told = {kind: self._listing(each) for kind, each in listings.items()}
        same = told.keys() == element.children.keys() and all(
            each is element.children[kind] for kind, each in told.items()
        )
        return element.children if same else told

    def _listing(self, listing: Listing) -> Listing:
        elements = listing.elements
        changed = {place: told for place, each in enumerate(elements) if (told := self.told_of(each)) is not each}
        if not changed:
            return listing
        if isinstance(elements, Parts):
            return Listing(elements.with_told(changed), listing.closed)
        return Listing([changed.get(place, each) for place, each in enumerate(elements)], listing.closed)

    def _joined(self, element: Entity) -> Entity:
        """An element with what was answered of it: named parts and parties had theirs when they were made."""
        if element.key not in self.told or element.key in self.made.places:
            return element
        evidence = self.made.evidence
        own = Proof(self.made.places.get(Key.read(element.key).owner.text, element.key), Basis.ATTESTED)
        for name, value in element.values.items():
            evidence.add(element.key, definition_of(name).fact, value, own)
        mine = {name: value for name, value in evidence.values_of(element.key).items() if name in VOCABULARY}
        return structs.replace(element, values={**element.values, **mine})

    def _with_others(self, owner: Entity, kind: Kind) -> Listing:
        """The list of a kind with the element that stands for those not listed, as far as there may be any."""
        listing = owner.listing(kind)
        key = other_key(kind, owner.key)
        if listing.closed or any(each.key == key for each in listing.elements):
            return listing
        found = self.made.evidence.value(key, f"{kind.name}.present")
        present = found if isinstance(found, Truth) else UNKNOWN
        if not listing.elements and (kind.at_least_one or kind.exactly_one):
            present = TRUE
        elements = list(listing.elements)
        if present is not FALSE:
            carried = None if kind.carries is None else Entity(kind.carries, carried_key(kind.carries, key))
            elements.append(Entity(kind, key, carried=carried, present=present, many=not kind.exactly_one))
        return Listing(elements, True)
