"""What every paper that leaves here holds: answer, fields, evidence with hashes, and why it is not to be made.

Rule: what was told in confidence is named and not shown; files are named from the dossier's folder, so that a paper
does not tell where it was made. The same dossier, evidence and law give the same content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pratique.deciding.decision import Decided
from pratique.deciding.signoff import overlay_file
from pratique.dossier.answers import answers_file
from pratique.dossier.document import Dossier
from pratique.errors import InvalidInput
from pratique.facts.shown import show_value
from pratique.files import contained, is_called, read_bytes
from pratique.files.plain import Plain
from pratique.logic.values import Span
from pratique.usecases.answer.answer import Answer, Deciding, FactOut
from pratique.usecases.answer.beside import short
from pratique.usecases.answer.provenance import applied, is_own
from pratique.usecases.missing.left import may_be_asked
from pratique.usecases.papers.form import WITHHELD, Field, form_file
from pratique.value_class import dataclass

MAX_EVIDENCE = 512 * 1024**2
"""Largest file of evidence that is hashed (bytes)."""


@dataclass(frozen=True, slots=True)
class EvidenceHeld:
    """One piece of evidence: who says what of which element, and the document behind it with its SHA-256."""

    fact: str
    entity: str
    label: str
    value: str
    basis: str
    source: str
    asserted_on: str | None
    expires_on: str | None
    document: str | None
    document_sha256: str | None
    confidential: bool


@dataclass(frozen=True, slots=True)
class Paper(Plain):
    """All that a paper prints; `refused` says why it is not to be made, empty where it may be."""

    cite: str
    name: str
    word: str
    """What it is, with its article: `a declaration`."""
    answer: Answer
    fields: tuple[Field, ...]
    evidence: tuple[EvidenceHeld, ...]
    files: tuple[tuple[str, int, str], ...]
    signoffs: tuple[Mapping[str, str], ...]
    refused: tuple[str, ...]
    draft: bool

    @property
    def stamp(self) -> str:
        """What every page of a draft says."""
        return f"DRAFT - not {self.word}"


def untrusted(found: Decided) -> Iterator[str]:
    """What the outcome rests on and no paper may.

    A foreign law book, what nobody stated, law that is no more, a sign-off whose text is not there.
    """
    if not is_own(applied(found)):
        origin = found.asked.book.origin if found.asked.book else ""
        yield f"The law book {origin} is not the program's own: no declaration is made under it."
    granted = sorted({each.fact.name for case in found.cases.cases if case.related for each in case.related.presumed})
    if granted:
        yield f"Nobody stated what was taken for granted ({', '.join(granted)}): state it, or ask without --presume."
    yield from _under_older_law(found)
    if found.asked.overlay is None:
        return
    signed = found.asked.overlay.signed(found.instruments)
    for each in found.asked.overlay.signoffs:
        settles = any(found.asked.chosen.get(name) == value for name, value in each.constructions.items())
        if not each.text_seen and (settles or signed.get(each.cite) is each):
            yield f"{each.by} signed off {each.cite}, but the text that was read does not lie beside the overlay."


def _under_older_law(found: Decided) -> Iterator[str]:
    """A state of the law that is neither that of the act nor that of today."""
    law = found.asked.law_on
    if law is None or law >= found.asked.known_on:
        return
    for case in found.cases.cases:
        day = case.entity.values.get("act.date")
        if not isinstance(day, Span) or day.interval.high > law.toordinal():
            yield f"The law was read as it stood on {law}; the act of {case.id} is later: ask without --law-on."


def evidence_of(found: Decided) -> Iterator[EvidenceHeld]:
    evidence, folder = found.cases.evidence, found.cases.dossier.folder
    for (key, name), its in sorted(evidence.given.items()):
        for one in its:
            proof = one.proof
            secret = proof.confidential
            yield EvidenceHeld(
                fact=name,
                entity=key,
                label=found.cases.labels.get(key, key),
                value=WITHHELD if secret else show_value(evidence.facts[name], one.value),
                basis=proof.basis.words,
                source=WITHHELD if secret else short(proof.source, folder),
                asserted_on=proof.asserted_on.isoformat() if proof.asserted_on else None,
                expires_on=proof.expires_on.isoformat() if proof.expires_on else None,
                document=None if proof.document is None or secret else proof.document,
                document_sha256=_document_hash(proof.document, folder),
                confidential=secret,
            )


def _document_hash(name: str | None, folder: Path) -> str | None:
    """The hash of a document that lies beside the dossier; None for one that does not."""
    if name is None:
        return None
    try:
        return hashlib.sha256(read_bytes(contained(folder, name), MAX_EVIDENCE)).hexdigest()
    except InvalidInput:
        return None


def files_of(dossier: Dossier, options: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Every file that was read: its name from the dossier's folder, its size, its SHA-256."""
    own = dossier.settings
    bills = [bill for each in (*dossier.vehicles, *dossier.products) for bill in each.boms]
    names = [name for bill in bills for name in (bill.file, bill.mapping) if name is not None]
    names += [*own.answers_files, *own.overlays, *own.registries, *own.lists]
    paths = [Path(dossier.file), *(dossier.folder / name for name in names)]
    paths += [
        path
        for path in (answers_file(dossier.file), overlay_file(dossier.file), form_file(dossier.file))
        if is_called(path)
    ]
    paths += [Path(path) for key in ("registries", "lists", "overlays") for path in options.get(key, ())]
    for path in dict.fromkeys(paths):
        raw = read_bytes(path, MAX_EVIDENCE)
        yield short(str(path), dossier.folder), len(raw), hashlib.sha256(raw).hexdigest()


def signoffs_of(found: Decided) -> Iterator[Mapping[str, str]]:
    if found.asked.overlay is not None:
        for cite, each in sorted(found.asked.overlay.signed(found.instruments).items()):
            kept = {"cite": cite, "by": each.by, "on": each.on, "text_sha256": each.text_sha256, "note": each.note}
            yield {name: value for name, value in kept.items() if value}


def askable(answer: Answer, found: Decided) -> Answer:
    """The answer with the open facts that can be asked: of what nobody listed, whether there is any."""
    return replace(
        answer, open_facts=tuple(each for each in answer.open_facts if may_be_asked(each.name, each.entity, found))
    )


def discreet(answer: Answer, found: Decided) -> Answer:
    """The answer without what was told in confidence."""
    secret = {
        place for place, its in found.cases.evidence.given.items() if any(one.proof.confidential for one in its)
    }
    if not secret:
        return answer

    def shown(fact: FactOut) -> FactOut:
        return replace(fact, value=WITHHELD, source=WITHHELD, chain=()) if fact.confidential else fact

    def hidden(each: Deciding) -> Deciding:
        because = (replace(reason, facts=tuple(map(shown, reason.facts))) for reason in each.because)
        return replace(each, because=tuple(because))

    abouts = {f"{key} {name}" for key, name in secret}
    return replace(
        answer,
        decided_by=tuple(map(hidden, answer.decided_by)),
        conflicts=tuple(replace(n, note=WITHHELD) if n.about in abouts else n for n in answer.conflicts),
        open_facts=tuple(
            replace(f, known=WITHHELD) if (f.entity, f.name) in secret else f for f in answer.open_facts
        ),
    )
