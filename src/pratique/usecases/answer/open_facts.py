"""What is missing: the open facts that can still matter, and who can settle them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from msgspec import structs

from pratique.deciding.outcomes import InstrumentOutcome, NodeOutcome
from pratique.dossier.case import Case
from pratique.facts.definition import VOCABULARY, Definition
from pratique.facts.keys import lies_in, upward
from pratique.facts.kinds import CASE, KINDS
from pratique.facts.shown import show_value
from pratique.facts.vocabulary import definition_of
from pratique.logic.alike import like_counts
from pratique.logic.entities import Entity, is_known, unknown_value, value_of
from pratique.logic.nodes import ChoiceFact, Fact
from pratique.readings.decide import Open
from pratique.usecases.answer.answer import OpenFact
from pratique.usecases.answer.reasons import label_of

FEW = 60
"""Up to so many nodes each open fact is asked of each element; beyond, once for all that say the same."""


def open_facts(found: Iterable[tuple[Case, InstrumentOutcome]]) -> tuple[OpenFact, ...]:
    """Every open fact once per element, sorted by who knows it, then by name and element.

    Where facts contradict each other only these are asked for: what else is open depends on which of them is right.
    """
    found = list(found)
    asked: dict[str, dict[str, OpenFact]] = {}
    """By fact, then by element: a large bill asks few facts of many elements."""
    known: dict[int, tuple[dict[str, int], _Asker]] = {}
    for case, outcome in found:
        if id(case) not in known:
            known[id(case)] = like_counts(case.entity), _Asker(case)
        (counts, asker), instrument = known[id(case)], outcome.instrument.id
        for one, count, node in opens_of(outcome, counts):
            its = asked.get(one.fact)
            if its is None:
                its = asked[one.fact] = {}
            owner = asker.owner(one)
            before = its.get(owner)
            if before is None:
                its[owner] = asker.asked(one, owner, instrument, count, node)
            else:
                its[owner] = asker.again(before, one, instrument, count, node)
    doubted = doubted_in(case for case, _ in found)
    if any(owner in asked.get(name, ()) for owner, name in doubted):
        asked = {name: {at: one for at, one in its.items() if (at, name) in doubted} for name, its in asked.items()}
    return tuple(_in_order(asked))


def _in_order(asked: Mapping[str, Mapping[str, OpenFact]]) -> Iterator[OpenFact]:
    """By who knows it, then by name and element: whoever it is asked of, the same knows a fact."""
    order = {"you": 0, "counsel or agency": 9}
    knows = {name: next(iter(its.values())).known_by for name, its in asked.items() if its}
    for name in sorted(knows, key=lambda each: (order.get(knows[each], 5), knows[each], each)):
        yield from sorted(asked[name].values(), key=attrgetter("entity"))


def doubted_in(cases: Iterable[Case]) -> frozenset[tuple[str, str]]:
    """Whose facts, by name, are read as unknown because they contradict each other."""
    return frozenset(
        (case.owner(key, name), name)
        for case in cases
        if case.related is not None
        for key, name in case.related.doubted
    )


def opens_of(outcome: InstrumentOutcome, counts: dict[str, int]) -> Iterator[tuple[Open, int, NodeOutcome]]:
    """Every open fact with how many elements it is asked of and the node that asks."""
    nodes = list(islice(outcome.mattering(), FEW + 1))
    if len(nodes) <= FEW:
        for node in nodes:
            yield from ((one, _count(one, node, 1, counts), node) for one in node.open)
        return
    matters = outcome.matters()
    for node, count, elements in outcome.alike():
        if matters(node.range):
            for one in node.open:
                yield one, _count(one, node, count, counts), node
            yield from ((one, 1, node) for one in _of_parties(node, elements))


def asking_nodes(outcome: InstrumentOutcome) -> Iterator[NodeOutcome]:
    """The nodes that `opens_of` asks for."""
    nodes = list(islice(outcome.mattering(), FEW + 1))
    if len(nodes) <= FEW:
        return iter(nodes)
    matters = outcome.matters()
    return (node for node, _, _ in outcome.alike() if matters(node.range))


def _count(one: Open, node: NodeOutcome, alike: int, counts: dict[str, int]) -> int:
    """How many elements a fact is open at; an element of the condensed case counts for all that it stands for."""
    if not counts and (alike == 1 or node.kind is CASE):
        return 1  # nearly all
    if node.kind is not CASE and lies_in(one.key, node.key):
        return alike
    for key in upward(one.key) if counts else ():
        if key in counts:
            return counts[key]
    return 1


def _of_parties(node: NodeOutcome, elements: Iterable[Entity]) -> Iterator[Open]:
    """What is open at a party behind one element is asked of the parties behind all that came out alike."""
    own = {party.key for party in _parties(node.element)}
    asked = [VOCABULARY[name].fact for name in sorted({one.fact for one in node.open if one.key in own})]
    facts = [(fact, not is_known(unknown_value(fact))) for fact in asked]
    for party in {id(each): each for element in elements for each in _parties(element)}.values():
        key, said = party.key, party.values
        for fact, is_open in facts if key not in own else ():
            if (not is_known(value_of(party, fact))) if fact.name in said else is_open:
                yield Open(key, fact.name)


def _parties(element: Entity) -> Iterator[Entity]:
    """The parties behind an element that others may share with it."""
    for listing in element.children.values():
        for source in listing.elements:
            if source.carried is not None and not lies_in(source.carried.key, source.key):
                yield source.carried


class _Asker:
    """What is told of the open facts of one case; what is told of a fact or an element alone is looked up once."""

    def __init__(self, case: Case) -> None:
        self.case, self._given = case, case.evidence.given
        self._told: dict[str, _Told | None] = {}
        self._labels: dict[str, str] = {}

    def owner(self, one: Open) -> str:
        """Whose fact it is."""
        return one.key if one.fact.startswith(_OF_PARTS) else self.case.owner(one.key, one.fact)

    def asked(self, one: Open, owner: str, instrument: str, count: int, node: NodeOutcome) -> OpenFact:
        """An open fact that is asked of its owner for the first time."""
        name = one.fact
        told, label = self._fact(name), self._labels.get(owner)
        if label is None:
            label = self._labels[owner] = label_of(self.case, owner)
        if told is None:
            return _presence(one, owner, label, instrument, count)
        reason, at = None, (owner, name)
        if at in self._given:
            reason = next((p.reason for p in self.case.evidence.proofs(owner, name) if p.reason), None)
        return OpenFact(
            name=name,
            entity=owner,
            label=label,
            meaning=told.meaning,
            known_by=told.known_by,
            proof=told.proof,
            known=self._known_as(one, owner, node, told),
            change=told.change,
            legal=told.legal,
            instruments=(instrument,),
            reason=reason,
            count=count,
            constructions=told.constructions,
        )

    def _fact(self, name: str) -> _Told | None:
        """What is told of a fact; None where it is whether there is any element that is not listed."""
        if name not in self._told:
            self._told[name] = None if name.endswith(".present") and name not in VOCABULARY else _told(name)
        return self._told[name]

    def again(self, before: OpenFact, one: Open, instrument: str, count: int, node: NodeOutcome) -> OpenFact:
        """The same that was asked `before`, asked by one more node: for what it counts, and as it is known there."""
        told = self._fact(one.fact)
        known = before.known if told is None else self._known_as(one, before.entity, node, told)
        if count <= before.count and known == before.known and instrument in before.instruments:
            return before
        instruments = before.instruments if instrument in before.instruments else (*before.instruments, instrument)
        return structs.replace(before, known=known, instruments=instruments, count=max(count, before.count))

    def _known_as(self, one: Open, owner: str, node: NodeOutcome, told: _Told) -> str:
        value = self.case.evidence.value(owner, one.fact) if (owner, one.fact) in self._given else None
        if value is not None:
            return show_value(told.fact, value)
        element = node.element if node.element.key == one.key else self.case.entity
        return show_value(told.fact, value_of(element, told.fact)) if element.key == one.key else told.unknown


_OF_PARTS = ("part.", "party.", "source.")
"""What is asked of what it is read at, in any case."""


def _presence(one: Open, owner: str, label: str, instrument: str, count: int) -> OpenFact:
    kind = one.fact.removesuffix(".present")
    return OpenFact(
        name=one.fact,
        entity=owner,
        label=label,
        meaning=f"Whether there is any {kind} that is not listed.",
        known_by="vehicle maker" if kind in KINDS and kind == "part" else "part supplier",
        proof="a bill that says it is complete",
        known="unknown",
        change=None,
        legal=False,
        instruments=(instrument,),
        count=count,
    )


class _Told(NamedTuple):
    """What is told of a fact whoever it is asked of."""

    fact: Fact
    meaning: str
    known_by: str
    proof: str
    unknown: str
    change: str | None
    legal: bool
    constructions: tuple[str, ...]


_TOLD: dict[str, tuple[Definition, _Told]] = {}


def _told(name: str) -> _Told:
    one = definition_of(name)
    known = _TOLD.get(name)
    if known is None or known[0] is not one:
        fact = one.fact
        ways = tuple(sorted(fact.values)) if one.is_legal and isinstance(fact, ChoiceFact) else ()
        nothing = show_value(fact, unknown_value(fact))
        told = _Told(
            fact=fact,
            meaning=one.meaning,
            known_by=one.known_by,
            proof=one.proof,
            unknown=nothing,
            change=one.change,
            legal=one.is_legal,
            constructions=ways,
        )
        known = _TOLD[name] = one, told
    return known[1]
