"""How one provision reads on every node of a dossier.

Rule: the tree is the one that the author wrote, with the truth of every node and the values it read; where the
normal form is sharper than the tree, the outcome says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeAlias, Unpack

import msgspec

from pratique.deciding.decision import Decided, decided
from pratique.deciding.outcomes import provision_outcome
from pratique.dossier.case import Case
from pratique.dossier.document import Dossier
from pratique.errors import UsageError
from pratique.facts.keys import Key
from pratique.facts.kinds import CASE, PART
from pratique.files.plain import Plain
from pratique.ids.near import near_names
from pratique.items.tables.meanings import designators_in
from pratique.law.book import Book
from pratique.law.instrument import Instrument
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.law.provision import Confidence, LegalException, Provision, plain_cite
from pratique.logic.entities import Entity, elements_of
from pratique.logic.nodes import AllOf, AnyOf, Condition, Exists, ForAll, Kind, Not, Term
from pratique.logic.truth import TRUE
from pratique.readings.decide import bind
from pratique.readings.explain import Trace, Viewpoint
from pratique.usecases.answer.answer import FactOut, Lift, Note, VerdictOut, verdict_out
from pratique.usecases.answer.looks import looks
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.answer.reasons import MOST_LOOKED_AT, deciding, fact_out, label_of, lift_out, said, scope_cite
from pratique.usecases.questions import SaidBeside, asked_beside
from pratique.value_class import dataclass

CLOCKS = (
    "proposed",
    "comments_close",
    "published",
    "in_force",
    "compliance_due",
    "enforced",
    "enforced_until",
    "lapses",
)
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


class Explanation(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """One provision on every node of a dossier; `nodes_left_out` counts those not shown."""

    rows_are: ClassVar[str] = "nodes"

    cite: str
    instrument: str
    summary: str
    confidence: str
    text_verified: bool
    clocks: tuple[str, ...]
    nodes: tuple[NodeReading, ...]
    nodes_left_out: int = 0
    law_book: str = ""
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def explain(
    dossier: str | Path | Mapping[str, Any] | Dossier,
    cite: str | None = None,
    *,
    at: str | None = None,
    **options: Unpack[SaidBeside],
) -> Explanation:
    """A dossier and a citation (None: what decides) -> why it holds or not, down to the facts and their proofs.

    `options` are those of `check`. The nodes that decide stand first; with `at` only those of one part are shown: its
    reference, a designator, its key or its name. Raises UsageError where `cite` names no provision that was read, or
    `at` no node.

    >>> pratique.explain("shanghai-app/dossier.toml", "15 CFR 791.303(b)", known_on=day).cite
    '15 CFR 791.303(b)'
    """
    asked, beside = asked_beside(dossier, options)
    found = decided(asked, **beside)
    cite = cite or _decisive(found)
    instrument, subjects = _named([outcome.instrument for _, outcome in found.outcomes], cite)
    places = list(_places(instrument, subjects, found.cases.cases))
    chosen = [(subject, its if at is None else _called(at, its, found)) for subject, its in places]
    nodes = [(subject, place) for subject, its in chosen for place in _weightiest(instrument, subject, its, found)]
    if not nodes:
        raise UsageError(_nowhere(at or "", [place for _, its in places for place in its], found))
    first = subjects[0]
    return Explanation(
        cite=first.cite,
        instrument=instrument.id,
        summary=" ".join(dict.fromkeys(each.summary for each in subjects)),
        confidence=first.confidence.value,
        text_verified=all(each.text_verified for each in subjects),
        clocks=tuple(_clocks(first)) if isinstance(first, Provision) else (),
        nodes=tuple(_read(instrument, subject, *place, found) for subject, place in nodes[:MOST_NODES]),
        nodes_left_out=max(len(nodes) - MOST_NODES, 0),
        law_book=Book((instrument,)).hash,
        provenance=whose_word(found),
    )


def _named(instruments: list[Instrument], cite: str) -> tuple[Instrument, tuple[Subject, ...]]:
    """The instrument and all of it that is called so: one paragraph may exempt a vehicle and the parts of others."""
    wanted = plain_cite(cite)
    every: list[tuple[Instrument, Subject]] = []
    for instrument in dict.fromkeys(instruments):
        every += [(instrument, provision) for provision in instrument.provisions]
        every += [(instrument, exception) for exception in instrument.every_exception()]
    scopes = [(instrument, ScopeRead(instrument)) for instrument in dict.fromkeys(instruments) if instrument.scope]
    exact = [pair for pair in (*every, *scopes) if plain_cite(pair[1].cite) == wanted]
    near = [pair for pair in every if wanted in plain_cite(pair[1].cite)]
    if exact or len({pair[1].cite for pair in near}) == 1:
        first = (exact or near)[0][0]
        return first, tuple(subject for instrument, subject in exact or near if instrument is first)
    offered = "; ".join(dict.fromkeys(pair[1].cite for pair in (near or every)))
    raise UsageError(
        f"{cite!r} names {'several provisions' if near else 'no provision'} that concern this dossier: {offered}."
    )


def _decisive(found: Decided) -> str:
    """The citation of the provision that decides, the worst and most certain first. Raises UsageError for none."""
    because = [each for case, outcome in found.outcomes for each in deciding(outcome, case, found.cases.prints)]
    if not because:
        raise UsageError("No provision of the instruments examined decides this; name one with its citation.")
    return min(because, key=lambda each: (-Outcome.named(each.worst), not each.certain)).cite


Places = list[tuple[Case, Entity]]


@dataclass(frozen=True, slots=True)
class ScopeRead:
    """The scope of an instrument, named as an answer names it where nothing else decides."""

    instrument: Instrument

    @property
    def cite(self) -> str:
        return scope_cite(self.instrument)

    summary = "What the instrument concerns: outside of it none of its provisions is read."
    confidence = Confidence.CONFIRMED
    text_verified = False


Subject: TypeAlias = Provision | LegalException | ScopeRead


def _called(at: str, places: Places, found: Decided) -> Places:
    """The elements that a person calls `at`; where none is called so, those whose reference ends in it, else those
    whose label has its words.
    """
    wanted = at.strip().casefold()
    named = [(place, _own_name(place[1].key, found)) for place in places]
    exact = [place for place, own in named if wanted in _names(*place, own, found)]
    ending = (f"/{wanted}", f"#{wanted}")
    return (
        exact
        or [place for place, own in named if own.casefold().endswith(ending)]
        or [place for place in places if f" {wanted} " in f" {label_of(place[0], place[1].key).casefold()} "]
    )


def _names(case: Case, element: Entity, own: str, found: Decided) -> set[str]:
    """All that an element is called, in lower case; the row of a table by each of its designators too."""
    key = element.key
    names = [key, Key.read(key).name, own, label_of(case, key)]
    is_line = element.kind is PART and key not in found.cases.prints.listed
    return {each.casefold() for each in (*names, *(designators_in(own) if is_line else ()))}


def _own_name(key: str, found: Decided) -> str:
    """What an element is called by itself: a part its reference, what stands below one its last step."""
    at = Key.read(key)
    return at.steps[-1].words if at.steps else found.cases.prints.ref_of(key)


def _nowhere(at: str, places: Places, found: Decided) -> str:
    names = dict.fromkeys(
        name for case, each in places for name in (_own_name(each.key, found), label_of(case, each.key))
    )
    likest = near_names(at, names, 3, cutoff=0.4)
    labels = [label_of(case, each.key) for case, each in places]
    more = f" and {len(labels) - 5} more" if len(labels) > 5 else ""
    near = f"nearest: {', '.join(likest)}" if likest else f"they are called {', '.join(labels[:5])}{more}"
    return f"No part is called {at!r} among {len(places)}; {near}."


def _weightiest(instrument: Instrument, subject: Subject, places: Places, found: Decided) -> Places:
    """The places where the provision bites hardest first, in the order in which an answer shows them."""
    if isinstance(subject, ScopeRead):
        return sorted(places, key=lambda place: -_range_at(instrument, place[0], place[1], found).worst)
    if not isinstance(subject, Provision):
        return places
    whole = {id(case): bind({}, case.entity) for case, _ in places}

    look = looks(found.cases.prints) if len(places) <= MOST_LOOKED_AT else None

    def weight(place: tuple[Case, Entity]) -> tuple[int, bool, bool, int, int]:
        case, element = place
        bound = whole[id(case)] if element is case.entity else bind(whole[id(case)], element)
        outcome = provision_outcome(instrument, subject, bound)
        unheard = element.present is not TRUE
        looked = 1 if look is None else look(element)
        return -outcome.range.worst, not outcome.range.is_settled, unheard, looked, len(outcome.open)

    return sorted(places, key=weight)


def _read(instrument: Instrument, subject: Subject, case: Case, element: Entity, found: Decided) -> NodeReading:
    whole = Viewpoint(bind({}, case.entity))
    view = whole if element is case.entity else whole.at(element)
    if isinstance(subject, Provision):
        outcome = provision_outcome(instrument, subject, view.bound)
        told, lifts = verdict_out(outcome.range), outcome.lifted_by
    elif isinstance(subject, ScopeRead):
        told, lifts = verdict_out(_range_at(instrument, case, element, found)), ()
    else:
        told, lifts = VerdictOut(best=subject.leaves.words, worst=subject.leaves.words), ()
    return NodeReading(
        transaction=case.id,
        node=element.key,
        label=label_of(case, element.key),
        place=case.places.get(element.key),
        verdict=told,
        tree=_branch(view.trace(_condition(instrument, subject, element)), case),
        lifted_by=tuple(lift_out(exception, truth) for exception, truth in lifts),
    )


def _condition(instrument: Instrument, subject: Subject, element: Entity) -> Condition:
    return instrument.scope[element.kind] if isinstance(subject, ScopeRead) else subject.when


def _range_at(instrument: Instrument, case: Case, element: Entity, found: Decided) -> Range:
    """What the instrument says of an element as a whole."""
    its = (outcome for each, outcome in found.outcomes if each is case and outcome.instrument is instrument)
    return next((node.range for outcome in its for node in outcome.nodes if node.key == element.key), OUT_OF_SCOPE)


def _places(
    instrument: Instrument, subjects: Iterable[Subject], cases: Sequence[Case]
) -> Iterator[tuple[Subject, Places]]:
    """For each subject the elements that it is read at and no other before it."""
    read = set[Kind]()
    for subject in subjects:
        kinds = [each for each in _kinds_of(instrument, subject) if each not in read]
        read.update(kinds)
        its = [
            (case, each)
            for case in cases
            for kind in kinds
            for each in ([case.entity] if kind is CASE else elements_of(case.entity, kind))
        ]
        if its:
            yield subject, its


def _kinds_of(instrument: Instrument, subject: Subject) -> tuple[Kind, ...]:
    """The kinds of what a provision is read at, or an exception lifts or exempts as a whole."""
    if isinstance(subject, ScopeRead):
        return tuple(instrument.scope)
    if isinstance(subject, Provision):
        return (subject.per,)
    lifted = [each.per for each in instrument.provisions if subject in each.lifted_by]
    exempt = [kind for kind, its in instrument.exempt.items() if subject in its]
    return tuple(dict.fromkeys((*lifted, *exempt))) or (CASE,)


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
