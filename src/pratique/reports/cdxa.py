"""A declaration as CycloneDX attestations (CDXA, 1.6 and 1.7).

Rule: each provision that decides is a requirement, what was found of it a claim, each proof behind it evidence. An
outcome that is not settled has no conformance score: unknown is no number between 0 and 1.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, Literal

import msgspec

from pratique.law.outcome import range_words
from pratique.reports.text import clean
from pratique.usecases.answer.answer import Deciding
from pratique.usecases.papers.declare import Declaration
from pratique.usecases.papers.form import WITHHELD
from pratique.usecases.papers.paper import EvidenceHeld
from pratique.version import __version__

Version = Literal["1.6", "1.7"]
VERSIONS: tuple[Version, ...] = ("1.6", "1.7")


def cdxa(made: Declaration, version: Version = "1.7") -> bytes:
    """The document; its serial number comes from its content."""
    body = {
        "metadata": _metadata(made),
        "declarations": _declarations(made),
        "definitions": {"standards": [_standard(made)]},
    }
    mark = hashlib.sha256(msgspec.json.encode(body, order="deterministic")).hexdigest()
    document = {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{version} {mark}')}",
        "version": 1,
        **body,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _metadata(made: Declaration) -> dict[str, Any]:
    state = "draft" if made.draft else "declaration"
    return {
        "timestamp": f"{made.answer.known_on}T00:00:00Z",
        "tools": {"components": [{"type": "application", "name": "pratique", "version": __version__}]},
        "component": {"type": "device", "bom-ref": "subject", "name": clean(made.answer.title)},
        "properties": [
            {"name": "pratique:state", "value": state},
            {"name": "pratique:law-book", "value": made.answer.law_book.hash},
            {"name": "pratique:outcome", "value": str(made.answer.verdict)},
            *(
                {"name": "pratique:provenance", "value": clean(f"{each.about}: {each.note}")}
                for each in made.answer.provenance
            ),
        ],
    }


def _standard(made: Declaration) -> dict[str, Any]:
    cites = {each.cite: each for each in made.answer.decided_by}
    return {
        "bom-ref": "law-book",
        "name": ", ".join(made.answer.law_book.instruments),
        "version": made.answer.law_book.hash,
        "description": "The provisions that decide, as encoded; the official text governs.",
        "requirements": [
            {"bom-ref": _requirement(cite), "identifier": cite, "title": cite, "text": each.summary}
            for cite, each in cites.items()
        ],
    }


def _requirement(cite: str) -> str:
    return f"requirement:{cite}"


def _declarations(made: Declaration) -> dict[str, Any]:
    deciding = made.answer.decided_by
    declarant = next((each.value for each in made.fields if each.name == "name" and each.value), "not named")
    evidence = {_mark(held): held for held in made.evidence}
    return {
        "assessors": [{"bom-ref": "assessor", "thirdParty": False, "organization": {"name": clean(declarant)}}],
        "attestations": [
            {
                "summary": f"{'DRAFT. ' if made.draft else ''}Outcome: {made.answer.verdict}.",
                "assessor": "assessor",
                "map": [
                    _mapped(cite, [(i, d) for i, d in enumerate(deciding) if d.cite == cite], made)
                    for cite in dict.fromkeys(each.cite for each in deciding)
                ],
            }
        ],
        "claims": [_claim(index, each, made) for index, each in enumerate(deciding)],
        "evidence": [_evidence(mark, held) for mark, held in evidence.items()],
        "targets": {"components": [_target(node, label) for node, label in _nodes(made).items()]},
        "affirmation": {"statement": f"{'DRAFT, not affirmed. ' if made.draft else ''}{made.statement}"},
    }


def _nodes(made: Declaration) -> dict[str, str]:
    return {each.node: each.label for each in made.answer.decided_by}


def _target(node: str, label: str) -> dict[str, Any]:
    return {"type": "application", "bom-ref": f"target:{node}", "name": clean(label)}


def _mapped(cite: str, its: list[tuple[int, Deciding]], made: Declaration) -> dict[str, Any]:
    mapped: dict[str, Any] = {"requirement": _requirement(cite), "claims": [f"claim:{index}" for index, _ in its]}
    if not made.draft and not made.refused:
        mapped["conformance"] = {"score": 1, "rationale": "; ".join(sorted({each.outcome for _, each in its}))}
        basis = made.answer.weakest_basis or "none"
        mapped["confidence"] = {"rationale": f"Weakest basis of what decides: {basis}."}
    return mapped


def _claim(index: int, each: Deciding, made: Declaration) -> dict[str, Any]:
    used = {(fact.entity, fact.name) for reason in each.because for fact in reason.facts}
    proofs = [_mark(held) for held in made.evidence if (held.entity, held.fact) in used]
    claim: dict[str, Any] = {
        "bom-ref": f"claim:{index}",
        "target": f"target:{each.node}",
        "predicate": f"{each.cite}: {range_words(each.best, each.worst)}",
        "reasoning": "; ".join(f"{reason.truth}: {clean(reason.text)}" for reason in each.because),
    }
    return claim | ({"evidence": list(dict.fromkeys(proofs))} if proofs else {})


def _mark(held: EvidenceHeld) -> str:
    text = f"{held.entity}\0{held.fact}\0{held.source}\0{held.value}"
    return f"evidence:{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def _evidence(mark: str, held: EvidenceHeld) -> dict[str, Any]:
    secret = held.confidential
    data: dict[str, Any] = {
        "name": held.fact,
        "contents": {"attachment": {"contentType": "text/plain", "content": WITHHELD if secret else held.value}},
        "classification": "confidential" if secret else "unclassified",
    }
    found: dict[str, Any] = {
        "bom-ref": mark,
        "description": f"{held.fact} of {clean(held.label)}, {held.basis}: {clean(held.source)}",
        "data": [data],
    }
    if held.asserted_on:
        found["created"] = f"{held.asserted_on}T00:00:00Z"
    if held.expires_on:
        found["expires"] = f"{held.expires_on}T00:00:00Z"
    return found
