"""GLEIF golden copy in CSV: level 1, level 2 and reporting exceptions, told apart by their header.

Rule: columns are named by dotted paths (`Relationship.StartNode.NodeID`); unknown columns are left alone, a row
without its LEI is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pratique.errors import Findings, Place
from pratique.files import delimiter_of, read_table
from pratique.parties.readers.gleif import (
    EntityRecord,
    ExceptionRecord,
    Quantifier,
    Record,
    RelationRecord,
    period_of,
)

_BESIDE = re.compile(r"AssociatedLEI$|AssociatedEntityName$|(?i:parent|owner|shareholder|controller|consolidat)")
"""Columns of level 1 that name another: of the format, or such as others add to it."""


def read_gleif_csv(text: str, source: str, findings: Findings) -> Iterator[Record]:
    """The records of one file, in order."""
    table = read_table(text, Place(source), findings, delimiter=delimiter_of(text.lstrip("\r\n")))
    header = set(table.header)
    for place, row in table.rows:
        if "Relationship.StartNode.NodeID" in header:
            record = _relation(row, place)
        elif "Exception.Category" in header or "ExceptionCategory" in header:
            record = _exception(row, place)
        else:
            record = _entity(row, place)
        if record is None:
            findings.add("gleif.record", "The row names no LEI.", place, "It cannot be used.")
        else:
            yield record


def _entity(row: Mapping[str, str], place: Place) -> Record | None:
    if not row.get("LEI"):
        return None
    named = ("Entity.LegalName", "OtherEntityName.", "TransliteratedOtherEntityName.")
    names = [
        value
        for column, value in row.items()
        if value and any(part in f"{column}." for part in named) and not column.endswith(("xmllang", "type"))
    ]
    authority = row.get("Entity.RegistrationAuthority.RegistrationAuthorityID")
    number = row.get("Entity.RegistrationAuthority.RegistrationAuthorityEntityID")
    return EntityRecord(
        lei=str(row["LEI"]),
        place=place,
        names=tuple(dict.fromkeys(names)),
        jurisdiction=row.get("Entity.LegalJurisdiction"),
        headquarters=row.get("Entity.HeadquartersAddress.Country"),
        category=row.get("Entity.EntityCategory"),
        updated=row.get("Registration.LastUpdateDate"),
        others=((authority, number),) if authority and number else (),
        status=(row.get("Entity.EntityStatus") or "", row.get("Registration.RegistrationStatus") or ""),
        successors=tuple(value for column, value in row.items() if value and column.endswith("SuccessorLEI")),
        legal_address=row.get("Entity.LegalAddress.Country"),
        associates=tuple(value for column, value in row.items() if value and _BESIDE.search(column)),
    )


def _relation(row: Mapping[str, str], place: Place) -> Record | None:
    child, parent = row.get("Relationship.StartNode.NodeID"), row.get("Relationship.EndNode.NodeID")
    if not child or not parent:
        return None
    start, end = _period(row)
    return RelationRecord(
        child=child,
        parent=parent,
        type=row.get("Relationship.RelationshipType") or "",
        place=place,
        status=row.get("Relationship.RelationshipStatus"),
        start=start,
        end=end,
        updated=row.get("Registration.LastUpdateDate"),
        quantifiers=tuple(_quantifiers(row)),
    )


def _quantifiers(row: Mapping[str, str]) -> Iterator[Quantifier]:
    """How much the parent has, among up to five numbered quantifiers."""
    for number in range(1, 6):
        stem = f"Relationship.Quantifiers.{number}."
        if amount := row.get(f"{stem}quantifierAmount"):
            yield Quantifier(
                row.get(f"{stem}measurementMethod") or "", amount, row.get(f"{stem}quantifierUnits") or ""
            )


def _period(row: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Start and end of the relationship, among up to five numbered periods."""
    stems = (f"Relationship.Period.{number}." for number in range(1, 6))
    return period_of(
        (row.get(f"{stem}startDate") or None, row.get(f"{stem}endDate") or None)
        for stem in stems
        if row.get(f"{stem}periodType") == "RELATIONSHIP_PERIOD"
    )


def _exception(row: Mapping[str, str], place: Place) -> Record | None:
    if not row.get("LEI"):
        return None
    category = row.get("Exception.Category") or row.get("ExceptionCategory") or ""
    stated = [value for column, value in row.items() if value and re.fullmatch(r"Exception\.?Reason(\.\d+)?", column)]
    references = [value for column, value in row.items() if value and re.match(r"Exception\.?Reference", column)]
    return ExceptionRecord(str(row["LEI"]), category, ",".join(stated), place, reference=" ".join(references))
