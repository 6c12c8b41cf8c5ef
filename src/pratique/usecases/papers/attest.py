"""The supplier's side: what a dossier holds, told to customers in their own workbooks and in CX-0158-1 and -2.

Rule: only what is known is told, with its basis; what is not known, known in part, presumed, expired or told in
confidence stays empty, and each such cell is listed with why. A part is the customer's part where its number, or its
name and version, are the same; a near name is no match. A verdict is stated of a part only where the rule's outcome
for it is settled.
Invariant: the customer's file keeps every cell that it had; nothing that was filled in is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Unpack

from pratique.deciding.asked import Options
from pratique.deciding.decision import Decided, decided
from pratique.dossier.document import Dossier
from pratique.dossier.read import read_dossier
from pratique.errors import Finding, UsageError
from pratique.facts.keys import Behind, Other, is_unnamed, lies_beside, presence_of
from pratique.facts.kinds import SOURCE
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.files.plain import Data, Plain, builtin
from pratique.items.interpret.vocabulary import ROLE_WORDS
from pratique.items.writers.settled import Settled
from pratique.logic.entities import Entity, is_known
from pratique.logic.intervals import End, show_number
from pratique.logic.nodes import DateFact, Fact
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.usecases.answer.answer import Note
from pratique.usecases.check import answer_of
from pratique.usecases.missing.as_typed import chosen
from pratique.usecases.papers.attest_bills import documents_of
from pratique.usecases.papers.customer import REASONING, VERDICT, AskedCell, Customer, read_customer
from pratique.usecases.papers.customer_words import said_in_unit
from pratique.usecases.papers.matched import Ours, folded, match, match_party, ours_of
from pratique.usecases.papers.paper import untrusted
from pratique.usecases.papers.told import Shown, Told, told_together
from pratique.usecases.papers.verdicts import RULE, verdicts_of
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Filled:
    """A customer's workbook with what is told in it."""

    file: str
    data: bytes
    told: tuple[Told, ...]
    not_understood: tuple[str, ...]
    mapping: tuple[str, ...] = ()


STATEMENT = (
    "What stands in these papers is stated as known on the day named, on the basis named for each. What is not "
    "stated is not known, or not told; it is neither a yes nor a no."
)


@dataclass(frozen=True, slots=True)
class Attestation(Plain):
    """Everything that a supplier can state to its customers; `verdicts` are by the supplier's own reference."""

    title: str
    program: str
    law_book: str
    known_on: str
    by: str | None
    workbooks: tuple[Filled, ...]
    verdicts: Mapping[str, Settled]
    open_verdicts: tuple[tuple[str, str], ...]
    documents: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    unverified: tuple[str, ...]
    constructions: Mapping[str, str] = field(default_factory=dict)
    provenance: tuple[Note, ...] = ()

    @property
    def gaps(self) -> tuple[Told, ...]:
        """The cells that stay empty."""
        return tuple(each for book in self.workbooks for each in book.told if each.is_open)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked is told."""
        return not (self.gaps or self.open_verdicts or any(each.not_understood for each in self.workbooks))

    def to_dict(self) -> Data:
        """The same as JSON values, without the documents themselves."""
        plain: Data = builtin(
            {
                "title": self.title,
                "statement": STATEMENT,
                "known_on": self.known_on,
                "by": self.by,
                "program": self.program,
                "law_book": self.law_book,
                "constructions": dict(self.constructions),
                "unverified": self.unverified,
                "workbooks": [
                    {
                        "file": Path(book.file).name,
                        "told": book.told,
                        "not_understood": book.not_understood,
                        "mapping": book.mapping,
                    }
                    for book in self.workbooks
                ],
                "verdicts": dict(self.verdicts),
                "provenance": self.provenance,
                "open_verdicts": [{"part": part, "why": why} for part, why in self.open_verdicts],
                "documents": sorted(self.documents),
                "findings": [{"code": each.code, "message": each.message} for each in self.findings],
            }
        )
        return plain


def attest(
    dossier: str | Path | Dossier,
    customers: Sequence[str | Path] = (),
    *,
    columns: str | Path | None = None,
    by: str | None = None,
    **options: Unpack[Options],
) -> Attestation:
    """A supplier's dossier and customers' workbooks -> what it can state in them, and as CX-0158-1 and CX-0158-2.

    `columns` is a mapping for a workbook that is not of this program, `by` who states it; the other options are those
    of `check`. Raises InvalidInput, UsageError.

    >>> pratique.attest("shanghai-app/dossier.toml", known_on=day).is_whole
    True
    """
    if columns is not None and not customers:
        raise UsageError("--columns says what a customer's workbook asks: name the workbook with --for.")
    read = dossier if isinstance(dossier, Dossier) else read_dossier(dossier)
    asked = [read_customer(each, columns) for each in customers]
    found = decided(read, **options)
    answer = answer_of(found)
    verdicts, open_verdicts = verdicts_of(found, by)
    if reasons := "; ".join(untrusted(found)):
        open_verdicts += [(key, f"nothing is stated on a word that nobody can check: {reasons}") for key in verdicts]
        verdicts = {}
    here = _Here(found)
    documents, findings = documents_of(found, verdicts)
    return Attestation(
        title=answer.title,
        program=answer.program,
        law_book=answer.law_book.hash,
        known_on=answer.known_on,
        by=by,
        workbooks=tuple(_filled(each, here, verdicts) for each in asked),
        verdicts={here.names.get(key, key): each for key, each in verdicts.items()},
        open_verdicts=tuple((here.names.get(key, key), why) for key, why in open_verdicts),
        documents=documents,
        findings=tuple(findings),
        unverified=tuple(dict.fromkeys(each.about for each in answer.unverified)),
        constructions=answer.constructions,
        provenance=answer.provenance,
    )


class _Here:
    """What the dossier holds of each element."""

    def __init__(self, found: Decided) -> None:
        self.found = found
        self.ours = ours_of(found)
        self.names = {each.key: each.ref or each.key for each in self.ours}
        self.elements: dict[str, Entity] = {}
        self.presumed: set[tuple[str, str]] = set()
        for case in found.cases.cases:
            self._walk(case.entity)
            if case.related is not None:
                self.presumed |= {(each.key, each.fact.name) for each in case.related.presumed}

    def _walk(self, element: Entity) -> None:
        if not element.many:
            self.elements.setdefault(element.key, element)
        for listing in element.children.values():
            for each in listing.elements:
                self._walk(each)
        if element.carried is not None:
            self._walk(element.carried)

    def party(self, name: str, declared: Mapping[str, str]) -> tuple[Entity | None, str]:
        """The party of that name, if the dossier has one of it; None with the reason."""
        labels, parties = self.found.cases.labels, self.found.cases.parties
        key, why = match_party(name, {key: labels.get(key, key) for key in parties}, declared)
        return (None, why) if key is None else (self.elements.get(parties[key].key, parties[key]), "")


def _filled(customer: Customer, here: _Here, verdicts: Mapping[str, Settled]) -> Filled:
    told = tuple(
        told_together([_told(each, customer, here, verdicts) for each in (cell, *cell.others)], cell.may_leave_out)
        for cell in customer.wanted
    )
    return Filled(customer.file, customer.data, told, tuple(customer.not_understood), tuple(customer.mapping))


def _told(wanted: AskedCell, customer: Customer, here: _Here, verdicts: Mapping[str, Settled]) -> Told:
    """What is told in one cell."""
    about = wanted.party or _called(wanted.part)

    def open_(why: str) -> Told:
        return Told(
            wanted.sheet,
            wanted.cell,
            about,
            wanted.fact,
            None,
            why_open=why,
            ours=wanted.ours,
            answered=wanted.answered,
        )

    part: Ours | None = None
    if wanted.part:
        part, why = match(wanted.part, here.ours, customer.parts)
        if part is None:
            return open_(why)
    if wanted.fact in (VERDICT, REASONING):
        settled = verdicts.get(part.key) if part else None
        if settled is None:
            return open_(f"the outcome under {RULE} is not settled for it")
        value = ("yes" if settled.compliant else "no") if wanted.fact == VERDICT else settled.reasoning
        return Told(wanted.sheet, wanted.cell, about, wanted.fact, value, "attested", source=RULE)
    element, why = _element(wanted, part, here, customer.parties)
    if element is None:
        return open_(why)
    if isinstance(element, str):
        return Told(
            wanted.sheet,
            wanted.cell,
            about,
            wanted.fact,
            element,
            "attested",
            source=why,
            ours=wanted.ours,
            answered=wanted.answered,
        )
    return _value(wanted, about, element, here)


def _called(part: Mapping[str, str]) -> str:
    number = part.get("part-number") or part.get("identifier") or part.get("internal-number")
    return " ".join(each for each in (number, part.get("name"), part.get("version")) if each) or "; ".join(
        part.values()
    )


def _element(
    wanted: AskedCell, part: Ours | None, here: _Here, declared: Mapping[str, str]
) -> tuple[Entity | str | None, str]:
    """Whose fact is asked for; where it is whether there are others, the answer itself; None with the reason."""
    if part is None:
        return here.party(wanted.party, declared) if wanted.party else (None, "it is asked of no part and no party")
    element = here.elements.get(part.key)
    if element is None:
        return None, "the part takes no part in what the dossier asks"
    if presence_of(wanted.fact) is not None:
        return _others(wanted, element, here)
    if wanted.fact.startswith("part."):
        return element, ""
    return _source(wanted, element, here)


def _others(wanted: AskedCell, part: Entity, here: _Here) -> tuple[str | None, str]:
    """Whether the part has sources beside those that the customer names."""
    listing = part.listing(SOURCE)
    mine = {_maker(each, here) for each in listing.elements}
    named = {folded(each) for each in wanted.part.get("maker", "").split(";")}
    if "?" in named or not wanted.fact.startswith("source."):
        return None, "the customer names a maker without a name: say who it is first"
    if any(each not in named for each in mine if each != "?"):
        return "yes", "the sources listed here"
    if listing.closed and "?" not in mine:
        return "no", "the sources listed here, which are all"
    return None, "the list of sources here is not said to be complete"


def _maker(source: Entity, here: _Here) -> str:
    """The name of a source's party as it is compared; `?` where it has none."""
    party = source.carried
    if party is None or is_unnamed(party.key) or lies_beside(party.key):
        return "?"
    return folded(here.found.cases.labels.get(party.key, "?"))


def _source(wanted: AskedCell, part: Entity, here: _Here) -> tuple[Entity | None, str]:
    """The one source (or the party behind it) that a question is about."""
    listing = part.listing(SOURCE)
    step = wanted.below[0] if wanted.below else None
    role = wanted.role or (isinstance(step, Behind) and step.role) or ""
    its = list(listing.elements)
    if isinstance(step, Behind) and step.party is not None:
        its = [each for each in its if _maker(each, here) == folded(step.party)]
    elif isinstance(step, Other):
        return None, "whether there are other sources is to be answered first"
    if role:
        member = ROLE_WORDS.get(role, role)
        its = [e for e in its if isinstance(r := e.values.get("source.roles"), Members) and member in r.must]
    behind = {each.carried.key if each.carried else each.key for each in its}
    if len(behind) != 1:
        whose = f" as {role}" if role else ""
        return None, f"{len(behind) or 'no'} parties{whose} are listed behind it: the question is about one"
    if wanted.fact.startswith("party."):
        return its[0].carried, "the party behind it is not named"
    return its[0], ""


def _value(wanted: AskedCell, about: str, element: Entity, here: _Here) -> Told:
    """What the dossier holds of a fact of an element, with its proof; why nothing is told where it is not known."""
    fact = definition_of(wanted.fact).fact
    value = element.values.get(wanted.fact)
    proofs = here.found.cases.evidence.proofs(element.key, wanted.fact)

    def told(value: Shown | None, why: str = "", proof: Proof | None = None) -> Told:
        kept = proof or Proof("")
        documented = kept.basis >= Basis.DOCUMENTED and kept.document is not None
        return Told(
            sheet=wanted.sheet,
            cell=wanted.cell,
            about=about,
            fact=wanted.fact,
            value=value,
            basis="documented" if documented else "attested",
            document=kept.document if documented else None,
            expires_on=kept.expires_on.isoformat() if kept.expires_on else None,
            source=kept.source or ("follows from other facts" if value is not None else ""),
            why_open=why,
            ours=wanted.ours,
            answered=wanted.answered,
        )

    if any(each.confidential for each in proofs):
        return told(None, "withheld-by-supplier")
    if (element.key, wanted.fact) in here.presumed:
        return told(None, "it is taken for granted here, and nobody stated it")
    if value is None or not is_known(value):
        return told(None, _why(proofs, here.found.asked.known_on))
    shown = plain_value(fact, value) if wanted.ours else said_in_unit(fact, value, wanted.words)
    return told(plain_value(fact, value) if shown is None else shown, proof=proofs[0] if proofs else None)


def _why(proofs: Sequence[Proof], known_on: date) -> str:
    """Why a fact of which something was said is not known: the reason given, its age, or that it says too little."""
    if reason := next((each.reason for each in proofs if each.reason), None):
        return reason
    if proofs and all(each.has_expired(known_on) for each in proofs):
        return "expired"
    return "known only in part, or said in two ways" if proofs else "not known here"


def plain_value(fact: Fact, value: Value) -> Shown:
    """A known value as a cell of a sheet says it, in the unit of its fact."""
    match value:
        case Truth():
            return "yes" if value is TRUE else "no" if value is FALSE else ""
        case Choice():
            return chosen(fact, next(iter(value.possible)))
        case Members():
            return ", ".join(chosen(fact, each) for each in sorted(value.must)) or "none"
        case Span():
            return "none" if value.none is Absence.YES else _point(fact, value.interval.low)


def _point(fact: Fact, end: End) -> Shown:
    if isinstance(fact, DateFact):
        from pratique.facts.shown import show_day

        return show_day(end)
    return end if isinstance(end, int) else show_number(end)
