"""Answers of the GLEIF API (JSON:API): LEI records, relationship records, reporting exceptions.

Rule: one record or a list of them may come as `data`; a record of a type that says nothing of owners is left alone
with a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pratique.errors import Findings, Place
from pratique.files.shapes import Shape
from pratique.parties.readers.gleif import (
    EntityRecord,
    ExceptionRecord,
    Quantifier,
    Record,
    RelationRecord,
    period_of,
)

_NO_OWNERS = frozenset(
    (
        *("lei-issuers", "isins", "bics", "countries", "jurisdictions", "regions", "entity-legal-forms", "fields"),
        *("official-organizational-roles", "registration-authorities", "registration-agents", "autocompletions"),
        *("fuzzycompletions", "field-modifications", "vlei-issuers", "mappings"),
    )
)
"""Other records of the interface, in which nobody owns anybody."""


def read_gleif_json(document: dict[str, Any], source: str, findings: Findings) -> Iterator[Record]:
    """The records of one answer, in order."""
    whole = Shape(document, Place(source), findings, "gleif")
    golden = whole.object("meta").object("goldenCopy").text("publishDate") or None
    rows = [whole.object("data")] if isinstance(document.get("data"), dict) else whole.objects("data")
    pages = whole.object("meta").object("pagination").fields
    page, last = pages.get("currentPage"), pages.get("lastPage")
    if isinstance(page, int) and isinstance(last, int) and last > 1:
        step = "Give every page; until then nobody's owners are all here."
        text = f"This is page {page} of {last} of an answer."
        findings.add("gleif.page", text, Place(source), step, "warning", f"{page}/{last}")
    if not rows and golden:
        findings.add("gleif.none", "The answer says that there is no such record.", Place(source), "", "note")
    for row in rows:
        if not isinstance(row.raw("attributes"), dict):
            findings.add("gleif.record", "The record has no attributes.", row.place, "It cannot be used.")
            continue
        # A record is named by where it stands, and its fields by where they stand in it.
        attributes = Shape(row.fields["attributes"], row.place, findings, "gleif")
        yield from _record(row.text("type"), attributes, golden)


def _record(kind: str, attributes: Shape, golden: str | None) -> Iterator[Record]:
    place, findings = attributes.place, attributes.findings
    lei = attributes.text("lei")
    if kind in ("lei-records", "reporting-exceptions") and not lei:
        findings.add("gleif.record", "The record names no LEI.", place, "It cannot be used.")
    elif kind == "lei-records":
        yield _entity(lei, attributes, golden)
    elif kind == "relationship-records":
        yield from _relation(attributes)
    elif kind == "reporting-exceptions":
        reasons = ",".join(attributes.texts("reason") or attributes.texts("reasons"))
        references = " ".join(attributes.texts("reference") or attributes.texts("references"))
        yield ExceptionRecord(lei, attributes.text("category"), reasons, place, golden, references)
    elif not kind:
        findings.add("gleif.record", "The record names no type.", place, "It cannot be used.")
    elif kind in _NO_OWNERS:
        findings.add("gleif.type", f"A record of type {kind!r} names no owner.", place, "", "note")
    else:
        step = "Correct it; until then it may tie anybody to anybody."
        findings.add("gleif.record", f"There is no record of type {kind or None!r}.", place, step, value=kind)


def _entity(lei: str, attributes: Shape, golden: str | None) -> EntityRecord:
    entity = attributes.object("entity")
    rows = [entity.object("legalName"), *entity.objects("otherNames"), *entity.objects("transliteratedOtherNames")]
    authority, number = entity.object("registeredAt").text("id"), entity.text("registeredAs")
    others = [(authority, number)] if authority and number else []
    others += [(scheme, text) for key, scheme in (("ocid", "OCID"), ("qcc", "QCC")) if (text := attributes.text(key))]
    return EntityRecord(
        lei=lei,
        place=attributes.place,
        names=tuple(dict.fromkeys(text for row in rows if (text := row.text("name")))),
        jurisdiction=entity.text("jurisdiction") or None,
        headquarters=entity.object("headquartersAddress").text("country") or None,
        category=entity.text("category") or None,
        updated=attributes.object("registration").text("lastUpdateDate") or golden,
        others=tuple(others),
        status=(entity.text("status"), attributes.object("registration").text("status")),
        successors=tuple(
            lei
            for row in (entity.object("successorEntity"), *entity.objects("successorEntities"))
            if (lei := row.text("lei"))
        ),
        legal_address=entity.object("legalAddress").text("country") or None,
        associates=tuple(text for key in ("lei", "name") if (text := entity.object("associatedEntity").text(key))),
    )


def _relation(attributes: Shape) -> Iterator[Record]:
    relation = attributes.object("relationship")
    child, parent = (relation.object(node).text("id") for node in ("startNode", "endNode"))
    if not child or not parent:
        step = "It cannot be used."
        attributes.findings.add("gleif.record", "The relationship lacks a node.", attributes.place, step)
        return
    start, end = period_of(
        (row.text("startDate") or None, row.text("endDate") or None)
        for row in relation.objects("periods")
        if row.text("type") == "RELATIONSHIP_PERIOD"
    )
    yield RelationRecord(
        child=child,
        parent=parent,
        type=relation.text("type"),
        place=attributes.place,
        status=relation.text("status") or None,
        start=start,
        end=end,
        updated=attributes.object("registration").text("lastUpdateDate") or None,
        quantifiers=tuple(
            Quantifier(row.text("measurementMethod"), row.text("quantifierAmount"), row.text("quantifierUnits"))
            for row in relation.objects("quantifiers")
        ),
    )
