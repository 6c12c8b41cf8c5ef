"""Answers of the GLEIF API (JSON:API): LEI records, relationship records, reporting exceptions.

Rule: one record or a list of them may come as `data`; a record of a type that says nothing of owners is left alone
with a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pratique.errors import Findings, Place
from pratique.parties.readers.gleif import EntityRecord, ExceptionRecord, Record, RelationRecord


def read_gleif_json(document: dict[str, Any], source: str, findings: Findings) -> Iterator[Record]:
    """The records of one answer, in order."""
    golden = ((document.get("meta") or {}).get("goldenCopy") or {}).get("publishDate")
    data = document.get("data")
    single = isinstance(data, dict)
    for number, row in enumerate([data] if single else data or []):
        place = Place(source, "/data" if single else f"/data/{number}")
        attributes = row.get("attributes") if isinstance(row, dict) else None
        if not isinstance(attributes, dict):
            findings.add("gleif.record", "The record has no attributes.", place, "It cannot be used.")
            continue
        match row.get("type"):
            case "lei-records":
                yield _entity(attributes, place, golden)
            case "relationship-records":
                yield from _relation(attributes, place, findings)
            case "reporting-exceptions":
                category, reason = str(attributes.get("category")), str(attributes.get("reason"))
                yield ExceptionRecord(str(attributes.get("lei")), category, reason, place, golden)
            case other:
                findings.add("gleif.type", f"A record of type {other!r} names no owner.", place, "", "note")


def _entity(attributes: dict[str, Any], place: Place, golden: str | None) -> EntityRecord:
    entity = attributes.get("entity") or {}
    rows = [
        entity.get("legalName"),
        *(entity.get("otherNames") or []),
        *(entity.get("transliteratedOtherNames") or []),
    ]
    authority = (entity.get("registeredAt") or {}).get("id")
    number = entity.get("registeredAs")
    others = [(str(authority), str(number))] if authority and number else []
    others += [
        (scheme, str(attributes[key])) for key, scheme in (("ocid", "OCID"), ("qcc", "QCC")) if attributes.get(key)
    ]
    return EntityRecord(
        lei=str(attributes.get("lei")),
        place=place,
        names=tuple(dict.fromkeys(str(row["name"]) for row in rows if row and row.get("name"))),
        jurisdiction=entity.get("jurisdiction"),
        headquarters=(entity.get("headquartersAddress") or {}).get("country"),
        category=entity.get("category"),
        updated=(attributes.get("registration") or {}).get("lastUpdateDate") or golden,
        others=tuple(others),
    )


def _relation(attributes: dict[str, Any], place: Place, findings: Findings) -> Iterator[Record]:
    relation = attributes.get("relationship") or {}
    child, parent = (str((relation.get(node) or {}).get("id") or "") for node in ("startNode", "endNode"))
    if not child or not parent:
        findings.add("gleif.record", "The relationship lacks a node.", place, "It cannot be used.")
        return
    periods = relation.get("periods") or []
    whole: dict[str, Any] = next((row for row in periods if row.get("type") == "RELATIONSHIP_PERIOD"), {})
    updated = (attributes.get("registration") or {}).get("lastUpdateDate")
    yield RelationRecord(
        child,
        parent,
        str(relation.get("type")),
        place,
        relation.get("status"),
        whole.get("startDate"),
        whole.get("endDate"),
        updated,
    )
