"""BODS 0.2 and 0.3 statements in the shape of 0.4.

Rule: names and nesting change, meanings do not. A statement that replaces another belongs to the same record, so the
record is named after the first statement of its line; what 0.4 lacks is dropped only where no claim reads it.
"""

from __future__ import annotations

import re
from typing import Any

from pratique.errors import Findings, Place

_TYPES = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
}
_INTERESTS = {
    "influenceOrControl": "otherInfluenceOrControl",
    "settlorOfTrust": "settlor",
    "trusteeOfTrust": "trustee",
    "protectorOfTrust": "protector",
    "beneficiaryOfTrust": "beneficiaryOfLegalArrangement",
    "otherInfluenceOrControlOfTrust": "otherInfluenceOrControl",
    "rightsToSurplusAssets": "rightsToSurplusAssetsOnDissolution",
}


def upgrade(statements: list[Any], source: str, findings: Findings) -> list[Any]:
    """The statements, those of older versions rewritten; statements of 0.4 are passed through."""
    older = [row for row in statements if isinstance(row, dict) and str(row.get("statementType")) in _TYPES]
    if not older:
        return statements
    note = f"{len(older)} statements of an older version are read as BODS 0.4."
    findings.add("bods.version", note, Place(source), "", "note")
    record = _records(older)
    return [
        _statement(row, record) if isinstance(row, dict) and str(row.get("statementType")) in _TYPES else row
        for row in statements
    ]


def _records(statements: list[dict[str, Any]]) -> dict[str, str]:
    """Each statement id to the id of the first statement of its line."""
    replaced = {
        str(row.get("statementID")): [str(i) for i in _listed(row.get("replacesStatements"))] for row in statements
    }
    found: dict[str, str] = {}
    for start in replaced:
        name, seen = start, {start}
        while older := [i for i in replaced.get(name, []) if i not in seen]:
            name = min(older)
            seen.add(name)
        found[start] = name
    return found


def _statement(row: dict[str, Any], record: dict[str, str]) -> dict[str, Any]:
    number = str(row.get("statementID"))
    kind = _TYPES[row["statementType"]]
    make = {"entity": _entity, "person": _person, "relationship": _relationship}[kind]
    return {
        "statementId": number,
        "statementDate": row.get("statementDate"),
        "publicationDetails": row.get("publicationDetails"),
        "recordId": record.get(number, number),
        "recordType": kind,
        "recordStatus": "updated" if row.get("replacesStatements") else "new",
        "recordDetails": make(row, record),
    }


def _entity(row: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
    kind = row.get("entityType")
    return {
        **row,
        "entityType": kind if isinstance(kind, dict) else {"type": _camel(str(kind))},
        "jurisdiction": row.get("jurisdiction") or row.get("incorporatedInJurisdiction"),
        "unspecifiedEntityDetails": _reason(row.get("unspecifiedEntityDetails")),
    }


def _person(row: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
    said = {"names": [{"fullName": row["name"]}]} if row.get("name") and not row.get("names") else {}
    return {
        **row,
        **said,
        "personType": _camel(str(row.get("personType"))),
        "unspecifiedPersonDetails": _reason(row.get("unspecifiedPersonDetails")),
    }


def _relationship(row: dict[str, Any], record: dict[str, str]) -> dict[str, Any]:
    return {
        **row,
        "subject": _reference(row.get("subject"), record),
        "interestedParty": _reference(row.get("interestedParty"), record),
        "componentRecords": [record.get(str(i), str(i)) for i in _listed(row.get("componentStatementIDs"))],
        "interests": _interests(row.get("interests")),
    }


def _reference(reference: Any, record: dict[str, str]) -> Any:
    if not isinstance(reference, dict):
        return reference
    for key in ("describedByEntityStatement", "describedByPersonStatement"):
        if reference.get(key):
            return record.get(str(reference[key]), str(reference[key]))
    return _reason(reference.get("unspecified")) or {"reason": "unknown"}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _interests(value: Any) -> Any:
    """Each interest in the words of 0.4; whatever is none is left as it is, for the reader to report."""
    if not isinstance(value, list):
        return value or []
    return [_interest(interest) if isinstance(interest, dict) else interest for interest in value]


def _interest(interest: dict[str, Any]) -> dict[str, Any]:
    kind = _camel(str(interest.get("type") or "unknownInterest"))
    level = interest.get("directOrIndirect") or interest.get("interestLevel") or "unknown"
    return {**interest, "type": _INTERESTS.get(kind, kind), "directOrIndirect": level}


def _reason(details: Any) -> dict[str, Any] | None:
    if not isinstance(details, dict):
        return None
    return {**details, "reason": _camel(str(details.get("reason") or "unknown"))}


def _camel(code: str) -> str:
    """`voting-rights` as `votingRights`; camel case stays."""
    return re.sub(r"-(\w)", lambda found: found[1].upper(), code)
