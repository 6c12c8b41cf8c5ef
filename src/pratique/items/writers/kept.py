"""What a document says and this program does not read, kept as it stands when its format is written again.

Rule: a field is kept where the version that is written has it; what this program writes itself stands over it. A
signature is never kept, whatever of the document it is of, since it is of other bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from pratique.files import decoded
from pratique.items.bill import Bill
from pratique.items.details import is_foreign
from pratique.items.writers.leaves import Plain

Record: TypeAlias = "Mapping[str, Plain]"


def _since(fields: str) -> dict[str, str]:
    """Fields by the version that brought them, as `version: names; version: names`."""
    parts = (part.partition(":") for part in fields.split(";"))
    return {name: version.strip() for version, _, names in parts for name in names.split()}


COMPONENT = _since(
    "1.2: mime-type author publisher group scope swid modified pedigree externalReferences; 1.3: evidence;"
    "1.4: releaseNotes; 1.5: modelCard data; 1.6: authors cryptoProperties omniborId swhid tags;"
    "1.7: versionRange isExternal patentAssertions"
)
FROM_XML = frozenset({"mime-type", "author", "publisher", "group", "scope", "externalReferences"})
"""Of these, what the reader of XML gives in the shape that JSON has."""
METADATA = _since(
    "1.2: tools authors manufacture supplier; 1.3: licenses; 1.5: lifecycles; 1.6: manufacturer;"
    "1.7: distributionConstraints"
)
OUTERMOST = _since(
    "1.2: services externalReferences; 1.3: properties; 1.4: vulnerabilities; 1.5: annotations formulation;"
    "1.6: declarations definitions; 1.7: citations"
)


PACKAGE = frozenset(
    {
        *("comment", "summary", "releaseTime", "validUntilTime", "standardName", "supportLevel", "externalRef"),
        *("software_downloadLocation", "software_homePage", "software_sourceInfo", "software_additionalPurpose"),
        *("software_attributionText", "software_contentIdentifier"),
    }
)
"""Fields that every package of SPDX 3.0.1 may have, of Element, Artifact and SoftwareArtifact too, and that this
program writes none of itself."""


KINDS_OF_PACKAGE = {"ai_AIPackage": "ai", "dataset_DatasetPackage": "dataset"}
"""Packages of SPDX 3 that have fields of their own, and how the names of these begin."""


def of_package(bill: Bill, record: object, kind: str) -> dict[str, Plain]:
    """The fields of a package of SPDX 3 that are kept where SPDX 3 is written again, as a package of this `kind`.

    A value that names another element is not: what it names may not be written.
    """
    if bill.format not in ("SPDX 3 JSON-LD", "CX-0158-1") or not isinstance(record, Mapping):
        return {}
    kept = {name: value for name, value in record.items() if name in PACKAGE and _stands_alone(name, value)}
    own = f"{KINDS_OF_PACKAGE[kind]}_" if kind in KINDS_OF_PACKAGE else None
    return kept | {n: v for n, v in record.items() if own and n.startswith(own) and not _names_another(v)}


def _names_another(value: object) -> bool:
    """Whether something in a value is an element with a name of its own, or the name of one without."""
    if isinstance(value, Mapping):
        return "spdxId" in value or "@id" in value or any(map(_names_another, value.values()))
    if isinstance(value, list):
        return any(map(_names_another, value))
    return isinstance(value, str) and value.startswith("_:")


def _stands_alone(name: str, value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    inner = [part for each in values if isinstance(each, Mapping) for part in each.items()]
    if name in ("externalRef", "software_contentIdentifier"):
        return bool(values) and all(isinstance(each, Mapping) and "spdxId" not in each for each in values)
    return bool(values) and not inner and all(isinstance(each, str) and each for each in values)


def is_cyclonedx_json(bill: Bill) -> bool:
    """Whether records can be kept as they stand."""
    return bill.format == "CycloneDX JSON"


def is_cyclonedx(bill: Bill) -> bool:
    """Whether records are those of CycloneDX, from JSON or from XML."""
    return bill.format.startswith("CycloneDX")


def of_component(bill: Bill, record: object, version: str) -> dict[str, Plain]:
    """The fields of a component that are kept, the properties of other programs among them."""
    if not isinstance(record, Mapping):
        return {}
    known = COMPONENT if is_cyclonedx_json(bill) else {name: COMPONENT[name] for name in FROM_XML}
    kept = _fields(record, known, version)
    others = of_properties(record.get("properties"))
    return kept | ({"properties": others} if others else {})


def of_document(bill: Bill, version: str) -> tuple[dict[str, Plain], dict[str, Plain]]:
    """The fields of the document that are kept, and those of its metadata."""
    try:
        whole = decoded(bill.data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}, {}
    if not is_cyclonedx_json(bill) or not isinstance(whole, Mapping):
        return {}, {}
    metadata = whole.get("metadata")
    inner = _fields(metadata, METADATA, version) if isinstance(metadata, Mapping) else {}
    others = of_properties(metadata.get("properties")) if isinstance(metadata, Mapping) else []
    return _fields(whole, OUTERMOST, version), inner | ({"properties": others} if others else {})


def of_properties(properties: object) -> list[Plain]:
    """The properties that are in the words of another program."""
    return [each for each in properties if is_foreign(each)] if isinstance(properties, list) else []


def _fields(record: Record, known: Mapping[str, str], version: str) -> dict[str, Plain]:
    kept = {name: value for name, value in record.items() if known.get(name, "9") <= version and value is not None}
    return {name: unsigned(value) for name, value in kept.items()}


def unsigned(value: Plain) -> Plain:
    """The same without the signatures in it, at any depth, and without signatories of whom nothing else is left."""
    if isinstance(value, dict):
        told = {name: inner for name, inner in value.items() if name != "signature"}
        if isinstance(signed := told.get("signatories"), list):
            told["signatories"] = [each for each in signed if not isinstance(each, dict) or "organization" in each]
        return {name: unsigned(inner) for name, inner in told.items()}
    return [unsigned(inner) for inner in value] if isinstance(value, list) else value
