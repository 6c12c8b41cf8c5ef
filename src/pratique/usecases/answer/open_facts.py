"""What is missing: the open facts that can still matter, and who can settle them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

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
    asked: dict[tuple[str, str], OpenFact] = {}
    counts: dict[int, dict[str, int]] = {}
    for case, outcome in found:
        if id(case) not in counts:
            counts[id(case)] = like_counts(case.entity)
        for one, count, node in opens_of(outcome, counts[id(case)]):
            owner = case.owner(one.key, one.fact)
            known = asked.get((owner, one.fact))
            asked[(owner, one.fact)] = _asked(one, owner, case, outcome.instrument.id, known, count, node)
    if doubted := doubted_in(case for case, _ in found) & asked.keys():
        asked = {at: one for at, one in asked.items() if at in doubted}
    order = {"you": 0, "counsel or agency": 9}
    return tuple(sorted(asked.values(), key=lambda f: (order.get(f.known_by, 5), f.known_by, f.name, f.entity)))


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
    names = {one.fact for one in node.open if one.key in own}
    for party in {id(each): each for element in elements for each in _parties(element)}.values():
        for name in sorted(names) if party.key not in own else ():
            if not is_known(value_of(party, VOCABULARY[name].fact)):
                yield Open(party.key, name)


def _parties(element: Entity) -> Iterator[Entity]:
    """The parties behind an element that others may share with it."""
    for listing in element.children.values():
        for source in listing.elements:
            if source.carried is not None and not lies_in(source.carried.key, source.key):
                yield source.carried


def _asked(
    one: Open, owner: str, case: Case, instrument: str, known: OpenFact | None, count: int, node: NodeOutcome
) -> OpenFact:
    if known is None:
        instruments: tuple[str, ...] = (instrument,)
    else:
        instruments = known.instruments if instrument in known.instruments else (*known.instruments, instrument)
    count = count if known is None else max(count, known.count)
    if one.fact.endswith(".present") and one.fact not in VOCABULARY:
        kind = one.fact.removesuffix(".present")
        return OpenFact(
            name=one.fact,
            entity=owner,
            label=label_of(case, owner),
            meaning=f"Whether there is any {kind} that is not listed.",
            known_by="vehicle maker" if kind in KINDS and kind == "part" else "part supplier",
            proof="a bill that says it is complete",
            known="unknown",
            change=None,
            legal=False,
            instruments=instruments,
            count=count,
        )
    told = _told(one.fact)
    fact = told.fact
    if (owner, one.fact) in case.evidence.given:
        value = case.evidence.value(owner, one.fact)
        reason = next((p.reason for p in case.evidence.proofs(owner, one.fact) if p.reason), None)
    else:
        value = reason = None
    if value is None:
        element = case.entity if case.entity.key == one.key else node.element if node.element.key == one.key else None
        known_as = told.unknown if element is None else show_value(fact, value_of(element, fact))
    else:
        known_as = show_value(fact, value)
    return OpenFact(
        name=one.fact,
        entity=owner,
        label=label_of(case, owner),
        meaning=told.meaning,
        known_by=told.known_by,
        proof=told.proof,
        known=known_as,
        change=told.change,
        legal=told.legal,
        instruments=instruments,
        reason=reason,
        count=count,
        constructions=told.constructions,
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
