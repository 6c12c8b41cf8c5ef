"""What is missing: the open facts that can still matter, and who can settle them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratique.facts.definition import VOCABULARY, definition_of
from pratique.facts.kinds import CASE, KINDS
from pratique.logic.entities import unknown_value, value_of
from pratique.logic.nodes import ChoiceFact
from pratique.readings.decide import Open
from pratique.usecases.answer import OpenFact
from pratique.usecases.cases import Case
from pratique.usecases.outcomes import InstrumentOutcome, NodeOutcome, like_counts
from pratique.usecases.reasons import label_of
from pratique.usecases.show import show_value

FEW = 60
"""Up to so many nodes each open fact is asked of each element; beyond, once for all that say the same."""


def open_facts(found: Iterable[tuple[Case, InstrumentOutcome]]) -> tuple[OpenFact, ...]:
    """Every open fact once per element, sorted by who knows it, then by name and element."""
    asked: dict[tuple[str, str], OpenFact] = {}
    for case, outcome in found:
        for one, count, node in _opens(outcome, like_counts(case.entity)):
            owner = case.owner(one.key, one.fact)
            known = asked.get((owner, one.fact))
            asked[(owner, one.fact)] = _asked(one, owner, case, outcome.instrument.id, known, count, node)
    order = {"you": 0, "counsel or agency": 9}
    return tuple(sorted(asked.values(), key=lambda f: (order.get(f.known_by, 5), f.known_by, f.name, f.entity)))


def _opens(outcome: InstrumentOutcome, counts: dict[str, int]) -> Iterator[tuple[Open, int, NodeOutcome]]:
    """Every open fact with how many elements it is asked of and the node that asks."""
    groups: dict[str, list[NodeOutcome]] = {}
    nodes = list(outcome.mattering())
    for node in nodes:
        groups.setdefault((node.like or node.key) if len(nodes) > FEW else node.key, []).append(node)
    for members in groups.values():
        for one in members[0].open:
            own = one.key.startswith(members[0].key) and members[0].kind is not CASE
            yield one, len(members) if own else _count(one.key, counts), members[0]


def _count(key: str, counts: dict[str, int]) -> int:
    """How many elements one of the condensed case stands for; its sources and their parties count with it."""
    while key:
        if key in counts:
            return counts[key]
        key = key.rpartition("/")[0]
    return 1


def _asked(
    one: Open, owner: str, case: Case, instrument: str, known: OpenFact | None, count: int, node: NodeOutcome
) -> OpenFact:
    instruments = (instrument,) if known is None else tuple(dict.fromkeys((*known.instruments, instrument)))
    count = count if known is None else max(count, known.count)
    if one.fact.endswith(".present") and one.fact not in VOCABULARY:
        kind = one.fact.removesuffix(".present")
        return OpenFact(
            name=one.fact, entity=owner, label=label_of(case, owner),
            meaning=f"Whether there is any {kind} that is not listed.",
            known_by="vehicle maker" if kind in KINDS and kind == "part" else "part supplier",
            proof="a bill that says it is complete", known="unknown", change=None, legal=False,
            instruments=instruments, count=count,
        )  # fmt: skip
    definition = definition_of(one.fact)
    proofs = case.evidence.proofs(owner, one.fact)
    fact = definition.fact
    value = case.evidence.value(owner, one.fact)
    if value is None:
        element = next((each for each in (case.entity, node.element) if each and each.key == one.key), None)
        value = unknown_value(fact) if element is None else value_of(element, fact)
    return OpenFact(
        name=one.fact, entity=owner, label=label_of(case, owner), meaning=definition.meaning,
        known_by=definition.known_by, proof=definition.proof, known=show_value(fact, value),
        change=definition.change, legal=definition.is_legal, instruments=instruments,
        reason=next((p.reason for p in proofs if p.reason), None), count=count,
        constructions=tuple(sorted(fact.values)) if definition.is_legal and isinstance(fact, ChoiceFact) else (),
    )  # fmt: skip
