"""What a raw record says beside the facts: identifiers, hashes, licence, texts; for writing it in another format.

Rule: read from the record when it is needed and kept by nobody. A field that no other format is given here is
named, so that a conversion can say what it leaves behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pratique.items.bill import TABLES, Bill
from pratique.items.interpret.vocabulary import PREFIX
from pratique.items.lines import Line
from pratique.value_class import dataclass

HASHES = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
    "SHA3-256": "sha3_256",
    "SHA3-384": "sha3_384",
    "SHA3-512": "sha3_512",
    "BLAKE2b-256": "blake2b256",
    "BLAKE2b-384": "blake2b384",
    "BLAKE2b-512": "blake2b512",
    "BLAKE3": "blake3",
}
"""Hash algorithms by their CycloneDX name, with the SPDX 3 name of each."""
_BY_LETTERS = {name.lower().replace("-", ""): name for name in HASHES}

_CARRIED = {
    "CycloneDX": frozenset(
        {
            "type",
            "bom-ref",
            "name",
            "version",
            "manufacturer",
            "supplier",
            "components",
            "properties",
            "purl",
            "cpe",
            "hashes",
            "licenses",
            "description",
            "copyright",
        }
    ),
    "SPDX 2": frozenset(
        {
            "SPDXID",
            "name",
            "versionInfo",
            "supplier",
            "originator",
            "primaryPackagePurpose",
            "annotations",
            "externalRefs",
            "checksums",
            "licenseDeclared",
            "description",
            "copyrightText",
            "builtDate",
        }
    ),
    "SPDX 3": frozenset(
        {
            "type",
            "@type",
            "spdxId",
            "@id",
            "name",
            "software_packageVersion",
            "packageVersion",
            "software_primaryPurpose",
            "primaryPurpose",
            "suppliedBy",
            "originatedBy",
            "extension",
            "software_packageUrl",
            "packageUrl",
            "externalIdentifier",
            "verifiedUsing",
            "description",
            "software_copyrightText",
            "copyrightText",
            "builtTime",
            "creationInfo",
        }
    ),
}
"""The fields of a record that a writer carries over."""


@dataclass(frozen=True, slots=True)
class Details:
    """Texts of one record; `hashes` are (CycloneDX algorithm, value); `left` the fields that are not carried."""

    purl: str | None = None
    cpe: str | None = None
    hashes: tuple[tuple[str, str], ...] = ()
    licence: str | None = None
    description: str | None = None
    copyright: str | None = None
    built: str | None = None
    left: tuple[str, ...] = ()
    concluded: str | None = None
    further: tuple[tuple[str, str], ...] = ()
    """Identifiers beside the first of a kind that a field holds, each with its type as SPDX calls it."""


def details_of(bill: Bill, line: Line) -> Details:
    """The details of a line, from its raw record."""
    record = bill.record(line)
    if not isinstance(record, dict):
        return Details()
    if bill.format.startswith("CycloneDX"):
        return _cyclonedx(record)
    if bill.format.startswith("SPDX 2"):
        return _spdx2(record)
    if bill.format in TABLES:
        return Details(description=_text(record.get("description")))
    return (
        _spdx3(record, bill.licences.get(line.ref or ""), bill.concluded.get(line.ref or ""))
        if bill.format in ("SPDX 3 JSON-LD", "CX-0158-1")
        else Details()
    )


def _text(value: Any) -> str | None:
    known = isinstance(value, str) and value.strip() and value.strip().upper() not in ("NOASSERTION", "NONE")
    return value if known else None


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _left(record: Mapping[str, Any], family: str) -> tuple[str, ...]:
    return tuple(
        key for key in record if key not in _CARRIED[family] and not key.startswith(("compliance.icts.", "comment"))
    )


def foreign(properties: object) -> int:
    """How many properties of a record are in the words of another program, which no writer carries over."""
    return sum(map(is_foreign, properties)) if isinstance(properties, list) else 0


def is_foreign(entry: object) -> bool:
    """Whether a property is in the words of another program."""
    name = str(entry.get("name", "")) if isinstance(entry, Mapping) else PREFIX
    return not name.startswith((PREFIX, "cdx:device:certifications:US:FCC:id"))


def _hashes(pairs: list[tuple[Any, Any]]) -> tuple[tuple[str, str], ...]:
    found = []
    for algorithm, text in pairs:
        name = _BY_LETTERS.get(str(algorithm).lower().replace("-", "").replace("_", ""))
        if name and _text(text):
            found.append((name, str(text)))
    return tuple(found)


def _cyclonedx(record: Mapping[str, Any]) -> Details:
    texts: list[str] = []
    concluded: list[str] = []
    for each in _dicts(record.get("licenses")):
        licence = each.get("license")
        inner = licence if isinstance(licence, dict) else {}
        text = _text(each.get("expression")) or _text(inner.get("id")) or _text(inner.get("name"))
        whose = concluded if "concluded" in (each.get("acknowledgement"), inner.get("acknowledgement")) else texts
        whose += [text] if text else []
    return Details(
        purl=_text(record.get("purl")),
        cpe=_text(record.get("cpe")),
        hashes=_hashes([(each.get("alg"), each.get("content")) for each in _dicts(record.get("hashes"))]),
        licence=_together(texts),
        description=_text(record.get("description")),
        copyright=_text(record.get("copyright")),
        built=None,
        left=(
            *_left(record, "CycloneDX"),
            *(("properties of others",) if foreign(record.get("properties")) else ()),
            *(f"{role} (its address)" for role in ("supplier", "manufacturer") if _has_address(record.get(role))),
        ),
        concluded=_together(concluded),
    )


def _has_address(organisation: object) -> bool:
    return isinstance(organisation, dict) and bool(organisation.get("address"))


def _together(licences: list[str]) -> str | None:
    return licences[0] if len(licences) == 1 else " AND ".join(f"({text})" for text in licences) or None


def _spdx2(record: Mapping[str, Any]) -> Details:
    outer, further = _identified(record.get("externalRefs"), "referenceType", "referenceLocator")
    return Details(
        purl=outer.get("purl"),
        cpe=outer.get("cpe23Type"),
        hashes=_hashes(
            [(each.get("algorithm"), each.get("checksumValue")) for each in _dicts(record.get("checksums"))]
        ),
        licence=_text(record.get("licenseDeclared")),
        description=_text(record.get("description")),
        copyright=_text(record.get("copyrightText")),
        built=_text(record.get("builtDate")),
        left=_left(record, "SPDX 2"),
        concluded=_text(record.get("licenseConcluded")),
        further=further,
    )


def _identified(refs: object, kind: str, text: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The first package URL and the first CPE by their types, and every other identifier."""
    first: dict[str, str] = {}
    further: list[tuple[str, str]] = []
    for each in _dicts(refs):
        name, said = str(each.get(kind)), _text(each.get(text))
        if said is None:
            continue
        if name in ("purl", "cpe23Type", "packageUrl", "cpe23") and name not in first:
            first[name] = said
        elif first.get(name) != said:
            further.append((name, said))
    return first, tuple(dict.fromkeys(further))


def _spdx3(record: Mapping[str, Any], licence: str | None, concluded: str | None) -> Details:
    outer, further = _identified(record.get("externalIdentifier"), "externalIdentifierType", "identifier")
    return Details(
        purl=_text(record.get("software_packageUrl")) or _text(record.get("packageUrl")) or outer.get("packageUrl"),
        cpe=outer.get("cpe23"),
        hashes=_hashes(
            [(each.get("algorithm"), each.get("hashValue")) for each in _dicts(record.get("verifiedUsing"))]
        ),
        licence=licence,
        description=_text(record.get("description")),
        copyright=_text(record.get("software_copyrightText")) or _text(record.get("copyrightText")),
        built=_text(record.get("builtTime")),
        left=_left(record, "SPDX 3"),
        concluded=concluded,
        further=further,
    )
