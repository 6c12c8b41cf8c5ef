"""How one provision reads on every node of a dossier.

Rule: the tree is the one that the author wrote, with the truth of every node and the values it read; where the
normal form is sharper than the tree, the outcome says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from pratique.deciding.decision import decided
from pratique.deciding.outcomes import provision_outcome
from pratique.dossier.case import Case
from pratique.dossier.document import Dossier
from pratique.errors import UsageError
from pratique.facts.kinds import CASE
from pratique.law.book import Book
from pratique.law.instrument import Instrument
from pratique.law.provision import LegalException, Provision
from pratique.logic.entities import Entity, elements_of
from pratique.logic.nodes import AllOf, AnyOf, Exists, ForAll, Not, Term
from pratique.readings.decide import bind
from pratique.readings.explain import Trace, Viewpoint
from pratique.usecases.answer.answer import FactOut, Lift, VerdictOut, verdict_out
from pratique.usecases.answer.reasons import fact_out, label_of, lift_out, said

CLOCKS = (
    "proposed", "comments_close", "published", "in_force", "compliance_due", "enforced", "enforced_until", "lapses",
)  # fmt: skip
MOST_NODES = 25
"""How many nodes one explanation shows."""


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """One node of the authored condition with its truth."""

    text: str
    truth: str
    cite: str | None = None
    at: str | None = None
    facts: tuple[FactOut, ...] = ()
    parts: tuple[Branch, ...] = ()
    left_out: int = 0


class NodeReading(msgspec.Struct, frozen=True, kw_only=True):
    """How the provision reads at one node."""

    transaction: str
    node: str
    label: str
    place: str | None
    verdict: VerdictOut
    tree: Branch
    lifted_by: tuple[Lift, ...] = ()


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """One provision on every node of a dossier; `nodes_left_out` counts those not shown."""

    cite: str
    instrument: str
    summary: str
    confidence: str
    text_verified: bool
    clocks: tuple[str, ...]
    nodes: tuple[NodeReading, ...]
    nodes_left_out: int = 0
    law_book: str = ""


def explain(
    dossier: str | Path | Mapping[str, Any] | Dossier,
    cite: str,
    **options: Any,
) -> Explanation:
    """The explanation of a provision or exception; `options` are those of `check`.

    Raises UsageError where `cite` names none that was read.
    """
    found = decided(dossier, **options)
    instrument, subject = _named([outcome.instrument for _, outcome in found.outcomes], cite)
    reads = (read for case in found.cases.cases for read in _reads(instrument, subject, case))
    nodes = tuple(islice(reads, MOST_NODES))
    every = sum(1 for case in found.cases.cases for _ in _elements(instrument, subject, case))
    provision = subject if isinstance(subject, Provision) else None
    return Explanation(
        cite=subject.cite,
        instrument=instrument.id,
        summary=subject.summary,
        confidence=subject.confidence.value,
        text_verified=subject.text_verified,
        clocks=tuple(_clocks(provision)) if provision else (),
        nodes=nodes,
        nodes_left_out=every - len(nodes),
        law_book=Book((instrument,)).hash,
    )


def _named(instruments: list[Instrument], cite: str) -> tuple[Instrument, Provision | LegalException]:
    wanted = _plain(cite)
    every: list[tuple[Instrument, Provision | LegalException]] = []
    for instrument in dict.fromkeys(instruments):
        every += [(instrument, provision) for provision in instrument.provisions]
        every += [(instrument, exception) for exception in instrument.exceptions()]
    exact = [pair for pair in every if _plain(pair[1].cite) == wanted]
    near = [pair for pair in every if wanted in _plain(pair[1].cite)]
    if exact or len(near) == 1:
        return (exact or near)[0]
    offered = "; ".join(pair[1].cite for pair in (near or every))
    raise UsageError(
        f"{cite!r} names {'several provisions' if near else 'no provision'} that concern this dossier: {offered}."
    )


def _plain(cite: str) -> str:
    return "".join(cite.casefold().replace("§", "").split())


def _reads(instrument: Instrument, subject: Provision | LegalException, case: Case) -> Iterator[NodeReading]:
    whole = Viewpoint(bind({}, case.entity))
    for element in _elements(instrument, subject, case):
        view = whole if element is case.entity else whole.at(element)
        tree = _branch(view.trace(subject.when), case)
        if isinstance(subject, Provision):
            outcome = provision_outcome(instrument, subject, view.bound)
            found, lifts = verdict_out(outcome.range), outcome.lifted_by
        else:
            found, lifts = VerdictOut(best=subject.leaves.words, worst=subject.leaves.words), ()
        yield NodeReading(
            transaction=case.id,
            node=element.key,
            label=label_of(case, element.key),
            place=case.places.get(element.key),
            verdict=found,
            tree=tree,
            lifted_by=tuple(lift_out(exception, truth) for exception, truth in lifts),
        )


def _elements(instrument: Instrument, subject: Provision | LegalException, case: Case) -> Iterable[Entity]:
    """The elements that a provision, or the provision that an exception lifts, is read at."""
    kind = subject.per if isinstance(subject, Provision) else _kind_of(instrument, subject)
    return [case.entity] if kind is CASE else elements_of(case.entity, kind)


def _kind_of(instrument: Instrument, exception: LegalException) -> Any:
    return next((p.per for p in instrument.provisions if exception in p.lifted_by), CASE)


def _branch(node: Trace, case: Case) -> Branch:
    words = {"TRUE": "yes", "FALSE": "no", "UNKNOWN": "unknown"}[node.truth.name]
    heads = {AllOf: "all of", AnyOf: "any of", Not: "not", Exists: "some", ForAll: "every"}
    condition = node.condition
    text = heads.get(type(condition)) or said(condition)
    if isinstance(condition, Exists | ForAll):
        text = f"{text} {condition.kind.name}"
    return Branch(
        text=text,
        truth=words,
        cite=condition.cite if isinstance(condition, Term) else None,
        at=label_of(case, node.element) if node.element else None,
        facts=tuple(fact_out(seen, case) for seen in node.seen),
        parts=tuple(_branch(part, case) for part in node.parts),
        left_out=node.left_out,
    )


def _clocks(provision: Provision) -> Iterator[str]:
    clocks = provision.clocks
    for name in CLOCKS:
        day = getattr(clocks, name)
        if day is not None:
            yield f"{name.replace('_', ' ')} {day.isoformat()}"
    for each in clocks.suspended:
        end = each.end.isoformat() if each.end else "an open date"
        yield f"suspended from {each.start.isoformat()} to {end} ({each.cite})"
