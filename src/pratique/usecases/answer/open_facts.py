"""What is missing: the open facts that can still matter, and who can settle them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from msgspec import structs

from pratique.deciding.kindred import Kindred, Opened, parties_behind
from pratique.deciding.outcomes import InstrumentOutcome, NodeOutcome
from pratique.dossier.case import Case
from pratique.facts.definition import VOCABULARY, Definition
from pratique.facts.keys import lies_in, upward
from pratique.facts.kinds import CASE, KINDS
from pratique.facts.shown import show_value
from pratique.facts.vocabulary import definition_of
from pratique.logic.alike import like_counts
from pratique.logic.entities import is_known, unknown_value, value_of
from pratique.logic.nodes import ChoiceFact, Fact
from pratique.logic.places import ByPlace
from pratique.usecases.answer.answer import OpenFact
from pratique.usecases.answer.reasons import label_of

FEW = 60
"""Up to so many nodes each open fact is asked of each element; beyond, once for all that say the same."""
Asked: TypeAlias = dict[str, OpenFact]
"""What is asked of a fact by the element, of many in the same words: without its name and label."""


class OpenFacts(ByPlace[OpenFact]):
    """Every open fact once per element, each put in words when it is asked for.

    `asked` has them by fact and then by element, in the order of the answer.
    """

    def __init__(self, asked: Mapping[str, Asked], case: Case | None) -> None:
        self.asked, self._case = asked, case
        self._labels: dict[str, str] = {}

    def __len__(self) -> int:
        return sum(map(len, self.asked.values()))

    def __iter__(self) -> Iterator[OpenFact]:
        return (self.of(name, owner) for name, its in self.asked.items() for owner in its)

    def at(self, place: int) -> OpenFact:
        for name, its in self.asked.items():
            if place < len(its):
                return self.of(name, next(islice(its, place, None)))
            place -= len(its)
        raise IndexError(place)

    def label(self, owner: str) -> str:
        """What people call an element."""
        label = self._labels.get(owner)
        if label is None:
            label = self._labels[owner] = owner if self._case is None else label_of(self._case, owner)
        return label

    def is_legal(self, name: str) -> bool:
        """Whether it is the law that a fact of these asks for."""
        return any(each.legal for each in islice(self.asked[name].values(), 1))

    def of(self, name: str, owner: str) -> OpenFact:
        """What is asked of a fact of one element."""
        its = self.asked[name][owner]
        return OpenFact(
            name=name,
            entity=owner,
            label=self.label(owner),
            meaning=its.meaning,
            known_by=its.known_by,
            proof=its.proof,
            known=its.known,
            change=its.change,
            legal=its.legal,
            instruments=its.instruments,
            reason=its.reason,
            count=its.count,
            constructions=its.constructions,
        )


def known_by(opens: Sequence[OpenFact]) -> Counter[str]:
    """How many open facts each knows of whom they are asked."""
    if not isinstance(opens, OpenFacts):
        return Counter(each.known_by for each in opens)
    counts: Counter[str] = Counter()
    for its in opens.asked.values():
        counts.update({next(iter(its.values())).known_by: len(its)})
    return counts


def open_facts(found: Iterable[tuple[Case, InstrumentOutcome]]) -> OpenFacts:
    """Every open fact once per element, sorted by who knows it, then by name and element.

    Where facts contradict each other only these are asked for: what else is open depends on which of them is right.
    """
    found = list(found)
    asked: dict[str, Asked] = {}
    known: dict[int, tuple[dict[str, int], _Asker]] = {}
    for case, outcome in found:
        if id(case) not in known:
            known[id(case)] = like_counts(case.entity), _Asker(case)
        (counts, asker), instrument = known[id(case)], outcome.instrument.id
        for one, count, node in opens_of(outcome, counts):
            asker.ask(asked.setdefault(one.fact, {}), one, instrument, count, node)
    doubted = doubted_in(case for case, _ in found)
    if any(owner in asked.get(name, ()) for owner, name in doubted):
        asked = {name: {at: one for at, one in its.items() if (at, name) in doubted} for name, its in asked.items()}
    return OpenFacts(_in_order(asked), found[0][0] if found else None)


def _in_order(asked: Mapping[str, Asked]) -> dict[str, Asked]:
    """By who knows it, then by name and element: whoever it is asked of, the same knows a fact."""
    order = {"you": 0, "counsel or agency": 9}
    knows = {name: next(iter(its.values())).known_by for name, its in asked.items() if its}
    names = sorted(knows, key=lambda each: (order.get(knows[each], 5), knows[each], each))
    owners = {name: sorted(asked[name]) for name in names}
    return {name: dict(zip(its, map(asked[name].__getitem__, its), strict=True)) for name, its in owners.items()}


def doubted_in(cases: Iterable[Case]) -> frozenset[tuple[str, str]]:
    """Whose facts, by name, are read as unknown because they contradict each other."""
    return frozenset(
        (case.owner(key, name), name)
        for case in cases
        if case.related is not None
        for key, name in case.related.doubted
    )


def opens_of(outcome: InstrumentOutcome, counts: dict[str, int]) -> Iterator[tuple[Opened, int, NodeOutcome]]:
    """Every open fact with how many elements each of its own stands for, and the node that asks."""
    nodes = list(islice(outcome.mattering(), FEW + 1))
    if len(nodes) <= FEW:
        for node in nodes:
            yield from _counted(node, 1, counts)
        return
    matters = outcome.matters()
    for node, count, kin in outcome.alike():
        if matters(node.range):
            yield from _counted(node, count, counts)
            yield from ((one, 1, node) for one in _of_parties(node, kin))


def asking_nodes(outcome: InstrumentOutcome) -> Iterator[NodeOutcome]:
    """The nodes that `opens_of` asks for."""
    nodes = list(islice(outcome.mattering(), FEW + 1))
    if len(nodes) <= FEW:
        return iter(nodes)
    matters = outcome.matters()
    return (node for node, _, _ in outcome.alike() if matters(node.range))


def _counted(node: NodeOutcome, alike: int, counts: dict[str, int]) -> Iterator[tuple[Opened, int, NodeOutcome]]:
    """What is open at a node, by how many elements those that it is open at stand for."""
    known: dict[int, dict[int, Opened]] = {}
    for one in node.opened:
        if not counts and (alike == 1 or node.kind is CASE):
            yield one, 1, node  # nearly all
            continue
        by_count = known.get(id(one.keys)) if len(one.keys) > 1 else None
        if by_count is None:
            sorted_: dict[int, list[str]] = {}
            for key in one.keys:
                sorted_.setdefault(_count(key, node, alike, counts), []).append(key)
            by_count = known[id(one.keys)] = {count: Opened("", keys) for count, keys in sorted_.items()}
        yield from ((its._replace(fact=one.fact), count, node) for count, its in by_count.items())


def _count(key: str, node: NodeOutcome, alike: int, counts: dict[str, int]) -> int:
    """How many elements one stands for; an element of the condensed case for all that are alike."""
    if node.kind is not CASE and lies_in(key, node.key):
        return alike
    return next((counts[each] for each in upward(key) if each in counts), 1) if counts else 1


def _of_parties(node: NodeOutcome, kin: Collection[Kindred]) -> Iterator[Opened]:
    """What is open at a party behind one element is asked of the parties behind all that came out alike."""
    if not kin:
        return  # of the case itself, whose parts are many
    behind = parties_behind(node.element)
    own = {party.key for source, party in behind if not lies_in(party.key, source.key)}
    names = {one.fact for one in node.opened if not own.isdisjoint(one.keys)}
    asked = [VOCABULARY[name].fact for name in sorted(names)]
    facts = [(fact, not is_known(unknown_value(fact))) for fact in asked]
    for party, keys in [each for its in kin for each in its.parties] if facts else ():
        said, others = party.values, keys if own.isdisjoint(keys) else [key for key in keys if key not in own]
        for fact, is_open in facts if others else ():
            if (not is_known(value_of(party, fact))) if fact.name in said else is_open:
                yield Opened(fact.name, others)


class _Asker:
    """What is asked of the elements of one case; what is told of a fact alone is looked up once."""

    def __init__(self, case: Case) -> None:
        self.case, self._given = case, case.evidence.given
        self._told: dict[str, _Told | None] = {}

    def ask(self, its: Asked, one: Opened, instrument: str, count: int, node: NodeOutcome) -> None:
        """Ask a fact of all elements that it is open at; `its` is what was asked of it before."""
        name, keys = one
        own = {node.element.key, self.case.entity.key}
        if len(keys) > 1 and name.startswith(_OF_PARTS) and own.isdisjoint(keys):
            said = [key for key in keys if (key, name) in self._given] if self.case.evidence.is_given(name) else ()
            apart = frozenset(said)
            self._ask_alike(its, [key for key in keys if key not in apart] if said else keys, name, instrument, count)
            keys = said
        for key in keys:
            owner = key if name.startswith(_OF_PARTS) else self.case.owner(key, name)
            known = self._known_as(key, owner, node, name)
            before = its.get(owner)
            its[owner] = (
                self._asked(name, owner, instrument, count, known)
                if before is None
                else _again(before, instrument, count, known)
            )

    def _ask_alike(self, its: Asked, keys: Sequence[str], name: str, instrument: str, count: int) -> None:
        """Ask a fact of elements of which nobody said anything of it: of all of them in the same words."""
        told = self._fact(name)
        known = "unknown" if told is None else told.unknown
        new = self._asked(name, "", instrument, count, known)
        if its.keys().isdisjoint(keys):
            its.update(dict.fromkeys(keys, new))
            return
        again: dict[int, tuple[OpenFact, OpenFact]] = {}
        for key in keys:
            before = its.setdefault(key, new)
            if before is not new:
                if id(before) not in again:  # what it was before is kept, so that its id stays its own
                    again[id(before)] = before, _again(before, instrument, count, known)
                its[key] = again[id(before)][1]

    def _asked(self, name: str, owner: str, instrument: str, count: int, known: str) -> OpenFact:
        """An open fact that is asked of its owner for the first time."""
        told = self._fact(name)
        if told is None:
            return _presence(name, instrument, count)
        reason = None
        if (owner, name) in self._given:
            reason = next((p.reason for p in self.case.evidence.proofs(owner, name) if p.reason), None)
        return OpenFact(
            name=name,
            entity="",
            label="",
            meaning=told.meaning,
            known_by=told.known_by,
            proof=told.proof,
            known=known,
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

    def _known_as(self, key: str, owner: str, node: NodeOutcome, name: str) -> str:
        told = self._fact(name)
        if told is None:
            return "unknown"
        value = self.case.evidence.value(owner, name) if (owner, name) in self._given else None
        if value is not None:
            return show_value(told.fact, value)
        element = node.element if node.element.key == key else self.case.entity
        return show_value(told.fact, value_of(element, told.fact)) if element.key == key else told.unknown


def _again(before: OpenFact, instrument: str, count: int, known: str) -> OpenFact:
    """The same that was asked `before`, asked by one more node: for what it counts, and as it is known there."""
    if count <= before.count and known == before.known and instrument in before.instruments:
        return before
    instruments = before.instruments if instrument in before.instruments else (*before.instruments, instrument)
    return structs.replace(before, known=known, instruments=instruments, count=max(count, before.count))


_OF_PARTS = ("part.", "party.", "source.")
"""What is asked of what it is read at, in any case."""


def _presence(name: str, instrument: str, count: int) -> OpenFact:
    kind = name.removesuffix(".present")
    return OpenFact(
        name=name,
        entity="",
        label="",
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
