"""Proofs about the law book itself, over every case that there can be.

Rule: each claim is tried on a case of which nothing is known, so that what holds there holds of every dossier. A
claim that does not hold comes with a counter-example: a dossier that `pratique check` reads.

- An exception defeats something: there is a case in which its provision (or the scope) applies and it lifts it.
- A nexus never improves: whatever burdens or bars an act still does once a party is linked or a role is added (an
  exempt act and a clear one are equally free, and not told apart here).
- Exemption and prohibition do not contradict: what is exempt as a whole is not barred by a provision that does not
  name the exemption.
- Versions have no gap and no overlap: where a provision lapses a successor begins on that day, and never two of one
  citation hold at once.
- Relations fit together and take no case away (see `prove_relations`).
- Every fact is used: nothing is asked that no condition, duty or classification reads.
- Faults that were found once cannot come back (see `prove_guards`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from pratique.errors import UsageError, named_extras
from pratique.facts import act
from pratique.facts.definition import VOCABULARY
from pratique.facts.gaps import unexamined
from pratique.facts.kinds import CASE
from pratique.facts.part import ONE_DAY_FOR_ALL
from pratique.files.plain import Plain
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.instrument import LEVELS, Instrument, applies, at_least, conditions_of, levels
from pratique.law.outcome import Outcome
from pratique.law.provision import LegalException, Provision
from pratique.logic.author import all_of
from pratique.logic.entities import Entity
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition, DateFact, Kind, NumberFact
from pratique.logic.simplify import simplify
from pratique.logic.traverse import expressions
from pratique.logic.truth import TRUE
from pratique.logic.values import Choice, Members, Value
from pratique.usecases.answer.answer import Note
from pratique.usecases.answer.provenance import of_book
from pratique.usecases.book.claim import ClaimProof
from pratique.usecases.book.prove_example import dossier_of_model
from pratique.usecases.book.prove_guards import proofs_of_guards
from pratique.usecases.book.prove_relations import proofs_of_relations
from pratique.usecases.book.prove_tables import proofs_of_tables

if TYPE_CHECKING:
    from pratique.readings.prove.completions import Completions

NEXUS: dict[str, Value] = {
    "party.acts_for_prc_or_russia": TRUE,
    "party.controlled_from_prc_or_russia": TRUE,
    "party.organised_in": Choice(frozenset({"CN"})),
    "party.headquartered_in": Choice(frozenset({"CN"})),
    "party.principal_place_of_business": Choice(frozenset({"CN"})),
    "party.citizen_of": Members(frozenset({"CN"}), frozenset({"CN"})),
    "party.resident_in": Members(frozenset({"CN"}), frozenset({"CN"})),
    "source.roles": Members(frozenset({"designed", "updates"}), frozenset({"designed", "updates"})),
}
"""What makes a link closer: each fact with the value that does."""
LINKED_LAW = ("us.cfr15_791d",)
"""Instruments that turn on the nexus of a party; in the others a country is a destination."""


class Proofs(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """All claims; the exit status is 1 if one fails."""

    rows_are: ClassVar[str] = "proofs"

    schema_version: str = "1"
    law_book: str
    proofs: tuple[ClaimProof, ...]
    exit_status: int
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def prove_book(cite: str | None = None, book: Book | None = None) -> Proofs:
    """A citation or how one begins (None: all) -> the claims on the law, each proved or with a counter-example.

    Needs the extra `prove`. Raises UsageError where there is none such.

    >>> all(each.holds for each in pratique.prove("15 CFR 791").proofs)
    True
    """
    with named_extras():
        import z3  # noqa: F401
    read = book or law_book.load()
    found = [proof for instrument in read for proof in _of_instrument(instrument, cite)]
    if cite is None:
        found += list(_facts_used(read))
        found += list(proofs_of_guards(read))
        found += list(proofs_of_tables(read))
    if not found:
        raise UsageError(f"No claim to prove is on {cite!r}: give how a citation begins, or none for all of them.")
    return Proofs(
        law_book=read.hash,
        proofs=tuple(found),
        exit_status=int(not all(each.holds for each in found)),
        provenance=of_book(read),
    )


def _of_instrument(instrument: Instrument, cite: str | None) -> Iterator[ClaimProof]:
    def wanted(each: str) -> bool:
        return cite is None or each.startswith(cite)

    for exception in instrument.exceptions():
        if wanted(exception.cite):
            yield _defeats(instrument, exception)
    for kind, exempt in instrument.exempt.items():
        for exception in exempt:
            if wanted(exception.cite):
                yield from _contradictions(instrument, kind, exception)
    if instrument.id in LINKED_LAW and wanted(instrument.cite):
        yield from _nexus(instrument)
    yield from (proof for proof in _versions(instrument) if wanted(proof.cite))
    if wanted(instrument.cite):
        yield from proofs_of_relations(instrument)


# --- any case -----------------------------------------------------------------------------------------------


class AnyCase:
    """A case of which nothing is known, with one node of a kind in it, and what conditions say of that node."""

    def __init__(self, kind: Kind, conditions: Iterable[Condition]) -> None:
        from pratique.readings.decide import bind
        from pratique.readings.prove.completions import Completions
        from pratique.readings.prove.formulas import both
        from pratique.readings.prove.solver import Solver
        from pratique.readings.prove.witnesses import witnesses

        self.case = Entity(CASE, "act")
        normal = [simplify(condition) for condition in conditions]
        counts = witnesses(normal, self.case)
        if kind is not CASE:
            counts[kind] = counts.get(kind, 0) + 1
        self.worlds: Completions = Completions(normal, counts)
        bound, there = bind({}, self.case), True
        if kind is not CASE:
            element, there = self.worlds.members(kind, bound)[0]
            bound = bind(bound, element)
        self.formulas = [both((there, self.worlds.formula(each, bound))) for each in normal]
        self.solver = Solver(self.worlds)

    def possible(self, *formulas: Any) -> bool:
        """Whether some case makes them all true."""
        return self.solver.possible(*formulas)

    def dossier(self, title: str) -> dict[str, Any]:
        """The last case that was possible."""
        return dossier_of_model(self.worlds, self.solver.model(), title)


def _defeats(instrument: Instrument, exception: LegalException) -> ClaimProof:
    claim = "the exception defeats something"
    lifted = [p for p in instrument.provisions if any(e.cite == exception.cite for e in p.lifted_by)]
    for provision in lifted:
        mine = next(each for each in provision.lifted_by if each.cite == exception.cite)
        found = AnyCase(provision.per, [all_of(instrument.reach, applies(provision), mine.when)])
        if found.possible(*found.formulas):
            return ClaimProof(claim=claim, cite=exception.cite, holds=True, note=provision.cite)
    for kind, exempt in instrument.exempt.items():
        for each in exempt:
            if each.cite == exception.cite and kind in instrument.scope:
                found = AnyCase(kind, [all_of(instrument.reach, instrument.scope[kind], each.when)])
                if found.possible(*found.formulas):
                    return ClaimProof(claim=claim, cite=exception.cite, holds=True, note=f"the scope of {kind.name}")
    return ClaimProof(
        claim=claim, cite=exception.cite, holds=False, note="It never applies together with what it lifts."
    )


def _contradictions(instrument: Instrument, kind: Kind, exemption: LegalException) -> Iterator[ClaimProof]:
    for provision in instrument.provisions:
        named = any(each.cite == exemption.cite for each in provision.lifted_by)
        if provision.per is not kind or named or provision.severity < Outcome.LICENCE_REQUIRED:
            continue
        barred = all_of(instrument.reach, at_least(provision, provision.severity), exemption.when)
        found = AnyCase(kind, [barred])
        contradicts = found.possible(*found.formulas)
        yield ClaimProof(
            claim=f"what it exempts is not barred by {provision.cite}",
            cite=exemption.cite,
            holds=not contradicts,
            note="The provision does not name this exemption, and one case meets both." if contradicts else "",
            counter_example=found.dossier(f"{exemption.cite} and {provision.cite}") if contradicts else None,
        )


def _nexus(instrument: Instrument) -> Iterator[ClaimProof]:
    burdens = [level for level in LEVELS if level >= Outcome.CLEAR_WITH_DUTIES]
    for kind in instrument.kinds:
        conditions = [levels(instrument, kind)[level - 1] for level in burdens]
        found = AnyCase(kind, conditions)
        for name, value in NEXUS.items():
            yield _never_improves(instrument, kind, found, burdens, name, value)


def _never_improves(
    instrument: Instrument, kind: Kind, found: AnyCase, burdens: list[Outcome], name: str, value: Value
) -> ClaimProof:
    claim = f"{name} never improves what is said of a {kind.name}"
    for question in [each for each in found.worlds.variables if each[1] == name]:
        for level, formula in zip(burdens, found.formulas, strict=True):
            if found.solver.can_fall(question, value, formula):
                return ClaimProof(
                    claim=claim,
                    cite=instrument.cite,
                    holds=False,
                    note=f"Once {name} of {question[0]} is so, it is no longer at least {level.words}.",
                    counter_example=found.dossier(claim),
                )
    return ClaimProof(claim=claim, cite=instrument.cite, holds=True)


# --- time and facts -----------------------------------------------------------------------------------------


def _versions(instrument: Instrument) -> Iterator[ClaimProof]:
    """No gap after what lapses, no two provisions of one citation at once."""
    for provision in instrument.provisions:
        window = _window(provision)
        if window is None:
            continue
        if window[1] is not None and provision.kind != "rate":  # a duty may end; a rule that ends leaves a gap
            next_ = [
                p.cite
                for p in instrument.provisions
                if (w := _window(p)) and w[0] <= window[1] and _outlasts(w, window)
                if p.per is provision.per and p.severity >= provision.severity
            ]
            yield ClaimProof(
                claim="a successor holds on the day it lapses",
                cite=provision.cite,
                holds=bool(next_),
                note=f"{window[1]}: {next_[0]}" if next_ else f"Nothing of its weight holds on {window[1]}.",
            )
        twins = [p for p in instrument.provisions if p.cite == provision.cite and p is not provision]
        overlaps = [p for p in twins if p.per is provision.per and (w := _window(p)) and _overlap(w, window)]
        if twins:
            yield ClaimProof(claim="no other version holds with it", cite=provision.cite, holds=not overlaps)


Window = tuple[date, date | None]


def _window(provision: Provision) -> Window | None:
    clocks = provision.clocks
    start = clocks.compliance_due or clocks.in_force
    return None if start is None else (start, clocks.lapses)


def _outlasts(one: Window, other: Window) -> bool:
    return other[1] is not None and (one[1] is None or one[1] > other[1])


def _overlap(one: Window, other: Window) -> bool:
    return (one[1] is None or other[0] < one[1]) and (other[1] is None or one[0] < other[1])


FOR_PAPERS = frozenset({"part.has_fcc_id"})
"""Facts that no condition reads, because they are fields of a filing."""


def _facts_used(book: Book) -> Iterator[ClaimProof]:
    """Facts of the vocabulary that belong to the book and that nothing in it reads."""
    read = {fact.name for instrument in book for _, each in conditions_of(instrument) for fact in _facts(each)}
    for instrument in book:
        duties = [d for p in instrument.provisions for d in p.duties]
        duties += [d for e in instrument.exceptions() for d in e.duties]
        for duty in duties:
            for number in (duty.due, duty.done, duty.earliest_act, duty.keep_until):
                if number is not None:
                    read |= {e.name for e in expressions(number) if isinstance(e, NumberFact | DateFact)}
    read |= _read_beside_the_book() | FOR_PAPERS | _read_by_relations(book)
    read |= {name for name, its in ONE_DAY_FOR_ALL.items() if read.issuperset(its)}  # stated once, read as four
    rooms = {name.partition(".")[0] for name in read}
    for name in sorted(VOCABULARY):
        if name.partition(".")[0] in rooms and name not in read and not name.startswith("legal."):
            yield ClaimProof(
                claim="the fact is read by the book", cite=name, holds=False, note="Nothing asks for it."
            )
    yield ClaimProof(claim="facts read by the book", cite="vocabulary", holds=True, note=f"{len(read)} facts")


def _read_by_relations(book: Book) -> set[str]:
    conditions = [
        part
        for each in book
        for relation in each.relations
        for part in (relation.when, relation.then, relation.unless)
    ]
    return {fact.name for each in conditions for fact in _facts(each)}


def _read_beside_the_book() -> set[str]:
    """What the review policies of an export answer and the rates of duty read: no provisions, but law."""
    from pratique.law.pending import PENDING
    from pratique.law.rate import SCHEDULES, schedule_of
    from pratique.law.registered import every_registration

    layers = [layer for market in SCHEDULES for layer in schedule_of(market).layers]
    conditions = [each for one in every_registration() for each in one.read]
    conditions += [each for item in PENDING if item.instrument for _, each in conditions_of(item.instrument)]
    for layer in layers:
        conditions += [layer.when, *layer.keys.values()]
    values = [number for layer in layers for number in (layer.value, *layer.shares.values()) if number is not None]
    read = {fact.name for each in conditions for fact in _facts(each)} | {number.name for number in values}
    # Screening, and what no instrument examined, stand beside the law as a firm's own policy does.
    return read | {act.party_listed.name, unexamined.name}


def _facts(condition: Condition) -> Iterator[Any]:
    for atom in atoms(condition):
        yield from facts_of(atom)
