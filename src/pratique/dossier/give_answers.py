"""Answers given to the elements that they are about.

Rule: an answer about "any other source" makes that phantom an element of its own; that there is none closes the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
    told = {str(each["entity"]) for _, each in made.answers if "entity" in each}
    if told:
        giving = _Giving(made, told | set(_in_full(made, told)))
        for case in made.cases:
            giving.walk(case.entity)
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
        self.seen: set[int] = set()
        self.others: dict[str, set[str]] = {}
        self.listed: set[tuple[str, str]] = set()
        self.keys: set[str] = set()
        for text in told:
            for key, kind in Key.read(text).besides:
                self.others.setdefault(key.owner.text, set()).add(kind.name)

    def walk(self, element: Entity) -> None:
        if id(element) in self.seen:
            return
        self.seen.add(id(element))
        self.keys.add(element.key)
        for name in sorted(self.others.get(element.key, ())):
            if KINDS[name].parent is element.kind:
                self._list(element, KINDS[name])
                self.listed.add((element.key, name))
        for listing in element.children.values():
            for each in listing.elements:
                self._give(each)
                self.walk(each)

    def refuse_left(self) -> None:
        """A finding for each answer about an unlisted element of a kind that its owner does not list."""
        findings = self.made.dossier.findings
        for index, entry in self.made.answers:
            entity = str(entry.get("entity", ""))
            if not (besides := Key.read(entity).besides):
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
                    self.made.dossier.place(f"answers/{index}/entity"),
                    f"Use one of {', '.join(name for name, each in KINDS.items() if each.parent is not None)}.",
                )

    def _give(self, element: Entity) -> None:
        carried = carried_by(element)
        if carried is not None and carried.key in self.told:
            element.carried = carried  # a party that nobody named is somebody once it is answered about
        for one in (element, element.carried):
            # Parts and named parties were given theirs when they were read; what is listed below them was not.
            if one is None or one.key not in self.told or one.key in self.made.places or id(one) in self.seen:
                continue
            self._join(one)
            if one is not element:
                self.seen.add(id(one))

    def _join(self, element: Entity) -> None:
        evidence = self.made.evidence
        own = Proof(self.made.places.get(Key.read(element.key).owner.text, element.key), Basis.ATTESTED)
        for name, value in element.values.items():
            evidence.add(element.key, definition_of(name).fact, value, own)
        mine = {name: value for name, value in evidence.values_of(element.key).items() if name in VOCABULARY}
        element.values = {**element.values, **mine}

    def _list(self, owner: Entity, kind: Kind) -> None:
        listing = owner.listing(kind)
        key = other_key(kind, owner.key)
        if listing.closed or any(each.key == key for each in listing.elements):
            return
        found = self.made.evidence.value(key, f"{kind.name}.present")
        present = found if isinstance(found, Truth) else UNKNOWN
        if not listing.elements and (kind.at_least_one or kind.exactly_one):
            present = TRUE
        elements = list(listing.elements)
        if present is not FALSE:
            carried = None if kind.carries is None else Entity(kind.carries, carried_key(kind.carries, key))
            elements.append(Entity(kind, key, carried=carried, present=present, many=not kind.exactly_one))
        owner.children = {**owner.children, kind: Listing(elements, True)}
