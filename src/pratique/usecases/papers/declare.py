"""The declaration of conformity of 15 CFR 791.305: what goes into it, on what evidence, and whether it may be made.

Rule: a declaration is refused unless the outcome is one outcome that needs nobody's leave, every provision and
exception that decides was read in its official text or signed off, as was every bar that its statement denies, and no
duty was certainly done too late. A draft is made all the same, and says what is open before anything else. What was
told in confidence is named, not shown.
Invariant: the same dossier, evidence, overlays and law book give the same content; no clock of this machine is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pratique.deciding.decision import Decided, decided
from pratique.deciding.outcomes import provision_outcome
from pratique.deciding.signoff import overlay_file
from pratique.dossier.answers import answers_file
from pratique.dossier.document import Dossier
from pratique.dossier.read import read_dossier
from pratique.errors import InvalidInput
from pratique.facts.shown import show_value
from pratique.files import contained, read_bytes
from pratique.law.instrument import Instrument
from pratique.law.outcome import Outcome
from pratique.law.provision import Provision
from pratique.logic.entities import Entity
from pratique.logic.nodes import Kind
from pratique.readings.decide import Bound, bind
from pratique.usecases.answer.answer import Answer, Deciding, FactOut
from pratique.usecases.answer.duties import is_late
from pratique.usecases.answer.provenance import is_own
from pratique.usecases.check import answer_of, applied
from pratique.usecases.missing.ask import may_be_asked
from pratique.usecases.papers.form import STATEMENT, WITHHELD, Field, fields, form_file, stated

CITE = "15 CFR 791.305"
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
class Declaration:
    """All that the papers print; `refused` says why it is not to be made, empty where it may be."""

    answer: Answer
    fields: tuple[Field, ...]
    evidence: tuple[EvidenceHeld, ...]
    files: tuple[tuple[str, int, str], ...]
    signoffs: tuple[Mapping[str, str], ...]
    refused: tuple[str, ...]
    draft: bool

    @property
    def statement(self) -> str:
        return STATEMENT


def declare(dossier: str | Path, *, draft: bool = False, **options: Any) -> Declaration:
    """The declaration for a dossier; `options` are those of `check`. Raises InvalidInput, UsageError."""
    read = read_dossier(dossier)
    found = decided(read, **options)
    answer = _beside(_discreet(_asked(answer_of(found), found), found), read.folder)
    return Declaration(
        answer,
        tuple(fields(found, answer, stated(read))),
        tuple(_evidence(found)),
        tuple(_files(read, options)),
        tuple(_signoffs(found)),
        tuple(_refusals(found, answer)),
        draft,
    )


def _refusals(found: Decided, answer: Answer) -> Iterator[str]:
    whole = found.range
    yield from _untrusted(found)
    if not any(each.cite.startswith(CITE) for each in answer.duties):
        yield f"{CITE} asks for no declaration of what this dossier does."
    if not whole.is_settled:
        yield f"The outcome is not settled: {whole}; {len(answer.open_facts)} facts can still matter."
    elif whole.worst > Outcome.AUTHORIZED:
        yield f"The outcome is {whole}: no declaration of conformity could be true."
    unread = [each.cite for each in answer.decided_by if not (each.text_verified or each.signed_off)]
    unread = list(dict.fromkeys([*unread, *_unread_exceptions(found, answer.decided_by)]))
    for cite in unread:
        yield f"{cite} decides, but its official text was neither read nor signed off."
    for cite in dict.fromkeys(_unread_bars(found)):
        if cite not in unread:
            yield f"The statement denies {cite}, whose official text was neither read nor signed off."
    for duty in answer.duties:
        if is_late(duty):
            yield f"{duty.name} ({duty.cite}) is late: due {duty.due}, done {duty.done}."


def _untrusted(found: Decided) -> Iterator[str]:
    """What the outcome rests on and nobody can check: a foreign law book, a sign-off whose text is not there."""
    if not is_own(applied(found)):
        origin = found.book.origin if found.book else ""
        yield f"The law book {origin} is not the program's own: no declaration is made under it."
    if found.overlay is None:
        return
    signed = found.overlay.signed(found.instruments)
    for each in found.overlay.signoffs:
        settles = any(found.chosen.get(name) == value for name, value in each.constructions.items())
        if not each.text_seen and (settles or signed.get(each.cite) is each):
            yield f"{each.by} signed off {each.cite}, but the text that was read does not lie beside the overlay."


def _unread_exceptions(found: Decided, deciding: Iterable[Deciding]) -> Iterator[str]:
    """The exceptions that carry the outcome and whose text nobody read."""
    signed = {} if found.overlay is None else found.overlay.signed(found.instruments)
    unread = {e.cite for each in found.instruments for e in each.exceptions() if not e.text_verified} - set(signed)
    for each in deciding:
        yield from (lift.cite for lift in each.lifted_by if lift.truth == "yes" and lift.cite in unread)


def _unread_bars(found: Decided) -> Iterator[str]:
    """The bars of the rule declared under whose text nobody read, unless the act itself (its kind, day and place, and
    in what role it is done) rules them out; see docs/adr/0007.
    """
    signed = {} if found.overlay is None else found.overlay.signed(found.instruments)
    for instrument in found.instruments:
        if not any(each.cite.startswith(CITE) for each in instrument.provisions):
            continue
        for each in instrument.provisions:
            unread = not each.text_verified and each.cite not in signed
            if each.severity > Outcome.AUTHORIZED and unread and _may_arise(found, instrument, each):
                yield each.cite


def _may_arise(found: Decided, instrument: Instrument, bar: Provision) -> bool:
    """Whether a bar can apply to an act of these kinds, whatever is true of the parts and parties."""
    return any(
        provision_outcome(instrument, bar, _bare(case.entity, bar.per)).range.worst > Outcome.AUTHORIZED
        for case in found.cases.cases
    )


def _bare(case: Entity, per: Kind) -> Bound:
    """The act with what is said of the act alone, everything else open."""
    act = {name: value for name, value in case.values.items() if name.startswith(("act.", "actor.roles"))}
    bound = bind({}, Entity(case.kind, case.key, act))
    return bound if per is case.kind else bind(bound, Entity(per, f"any {per.name}"))


def _evidence(found: Decided) -> Iterator[EvidenceHeld]:
    evidence, folder = found.cases.evidence, found.cases.dossier.folder
    for (key, name), its in sorted(evidence.given.items()):
        for one in its:
            proof = one.proof
            secret = proof.confidential
            yield EvidenceHeld(
                name,
                key,
                found.cases.labels.get(key, key),
                WITHHELD if secret else show_value(evidence.facts[name], one.value),
                proof.basis.words,
                WITHHELD if secret else _short(proof.source, folder),
                proof.asserted_on.isoformat() if proof.asserted_on else None,
                proof.expires_on.isoformat() if proof.expires_on else None,
                None if proof.document is None or secret else proof.document,
                _document_hash(proof.document, folder),
                secret,
            )


def _document_hash(name: str | None, folder: Path) -> str | None:
    """The hash of a document that lies beside the dossier; None for one that does not."""
    if name is None:
        return None
    try:
        return hashlib.sha256(read_bytes(contained(folder, name), MAX_EVIDENCE)).hexdigest()
    except InvalidInput:
        return None


def _names_of(bill: str | Mapping[str, Any]) -> list[str]:
    """The files of a bill: itself, and the mapping of its columns."""
    return [bill] if isinstance(bill, str) else [bill["file"], *([bill["mapping"]] if "mapping" in bill else [])]


def _files(dossier: Dossier, options: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Every file that was read: its name from the dossier's folder, its size, its SHA-256."""
    data = dossier.data
    bills = [
        bill for kind in ("vehicles", "products") for each in dossier.entries(kind) for bill in each.get("boms", [])
    ]
    names = [name for bill in bills for name in _names_of(bill)]
    names += [name for key in ("answers_files", "overlays", "registries", "lists") for name in data.get(key, [])]
    paths = [Path(dossier.file), *(dossier.folder / name for name in names)]
    paths += [
        path
        for path in (answers_file(dossier.file), overlay_file(dossier.file), form_file(dossier.file))
        if path.is_file()
    ]
    paths += [Path(path) for key in ("registries", "lists", "overlays") for path in options.get(key, ())]
    for path in dict.fromkeys(paths):
        raw = read_bytes(path, MAX_EVIDENCE)
        yield _short(str(path), dossier.folder), len(raw), hashlib.sha256(raw).hexdigest()


def _signoffs(found: Decided) -> Iterator[Mapping[str, str]]:
    if found.overlay is not None:
        for cite, each in sorted(found.overlay.signed(found.instruments).items()):
            kept = {"cite": cite, "by": each.by, "on": each.on, "text_sha256": each.text_sha256, "note": each.note}
            yield {name: value for name, value in kept.items() if value}


def _asked(answer: Answer, found: Decided) -> Answer:
    """The answer with the open facts that can be asked: of what nobody listed, whether there is any."""
    return replace(answer, open_facts=tuple(each for each in answer.open_facts if may_be_asked(each, found)))


def _discreet(answer: Answer, found: Decided) -> Answer:
    """The answer without what was told in confidence."""
    secret = {
        place for place, its in found.cases.evidence.given.items() if any(one.proof.confidential for one in its)
    }
    if not secret:
        return answer

    def shown(fact: FactOut) -> FactOut:
        return replace(fact, value=WITHHELD, source=WITHHELD, chain=()) if fact.confidential else fact

    def discreet(each: Deciding) -> Deciding:
        because = (replace(reason, facts=tuple(map(shown, reason.facts))) for reason in each.because)
        return replace(each, because=tuple(because))

    abouts = {f"{key} {name}" for key, name in secret}
    return replace(
        answer,
        decided_by=tuple(map(discreet, answer.decided_by)),
        conflicts=tuple(replace(n, note=WITHHELD) if n.about in abouts else n for n in answer.conflicts),
        open_facts=tuple(
            replace(f, known=WITHHELD) if (f.entity, f.name) in secret else f for f in answer.open_facts
        ),
    )


def _beside(answer: Answer, folder: Path) -> Answer:
    """The answer with files named from the dossier's folder, so that a pack does not tell where it was made."""
    import msgspec

    plain = _shortened(msgspec.to_builtins(answer), folder)
    return msgspec.convert(plain, Answer)


def _shortened(value: Any, folder: Path) -> Any:
    match value:
        case str():
            return _short(value, folder)
        case dict():
            return {key: _shortened(inner, folder) for key, inner in value.items()}
        case list() | tuple():
            return [_shortened(inner, folder) for inner in value]
        case _:
            return value


def _short(text: str, folder: Path) -> str:
    prefix = f"{folder}/"
    return text if prefix == "./" else text.replace(prefix, "")
