"""What a CycloneDX document names and does not hold: other bills, services, references that lead nowhere.

Rule: whatever is named as part of what the document describes and is no line of it leaves its list open, whatever the
document says of its completeness. A link to another bill may be resolved where that bill is given too (`join`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pratique.items.bill import Bill, document_identity
from pratique.items.cyclonedx.schema import DEPENDENCY_FIELDS, BomDocument, strict_dependencies
from pratique.items.json.records import ABSENT
from pratique.items.structure import dangling, name_unknown, report_outside

_BILL_LINK = re.compile(rb'"type"\s*:\s*"(?i:bom|\\u)|urn:cdx:|\\u00')
"""Whether a reference to a bill may stand in a text, plainly or written with escapes."""
_TOP = """
    $schema bomFormat specVersion serialNumber version metadata components services externalReferences
    dependencies compositions vulnerabilities annotations formulation declarations definitions citations
    properties signature
"""
TOP = frozenset(_TOP.split())
_METADATA = """
    timestamp lifecycles tools authors component manufacture manufacturer supplier licenses properties
    distributionConstraints
"""
METADATA = frozenset(_METADATA.split())
"""The fields that a document and its metadata have in one of the versions of the schema."""
MOST_NESTED = 64


def name_outside(bill: Bill, top: BomDocument, data: bytes) -> None:
    """Keep what the document names and does not hold, with one finding for each kind of thing."""
    listed = _plain(top.services)
    services = list(_services([listed] if isinstance(listed, dict) else listed, "/services", 0))
    for pointer, service in services:
        provider = service.get("provider")
        by = f" by {provider['name']}" if isinstance(provider, Mapping) and provider.get("name") else ""
        bill.names(f"{service.get('name', '?')}{by}", "a service, which is no line of the bill", pointer)
    if b'"externalReferences"' in data and _BILL_LINK.search(data):
        for pointer, url in _bill_links(_plain(msgspec.Raw(data)), "", 0):
            bill.names(url, "a link to another bill", pointer)
    _parts_elsewhere(bill, top, data)
    of_services = (service.get("bom-ref") for _, service in services)
    dangling(bill, frozenset(ref for ref in of_services if isinstance(ref, str)))
    report_outside(bill)


def _parts_elsewhere(bill: Bill, top: BomDocument, data: bytes) -> None:
    """Keep what a composition says is complete and no component is, and a list of parts under a name that is none."""
    known = {*bill.lines.refs, bill.identity, document_identity(bill.file, bill.serial, bill.version)}
    for ref in sorted(ref for ref in bill.aggregates if ref not in known and f"{bill.identity}#{ref}" not in known):
        bill.names(ref, "named in a composition", "/compositions")
    for pointer, known_fields, raw in (("", TOP, msgspec.Raw(data)), ("/metadata", METADATA, top.metadata)):
        name_unknown(bill, _fields(raw), known_fields, pointer)
    if not _is_strict(top.dependencies):
        for index, each in enumerate(_plain(top.dependencies) or ()):
            told = {key: msgspec.Raw(msgspec.json.encode(value)) for key, value in each.items()} if each else {}
            name_unknown(bill, told, DEPENDENCY_FIELDS, f"/dependencies/{index}")
    for ref, aggregate in bill.aggregates.items():
        if aggregate.startswith("incomplete"):
            bill.names(ref, "an assembly that the document itself calls incomplete", "/compositions")
    for pointer, ref in _refs_beside(top):
        if ref not in known and f"{bill.identity}#{ref}" not in known and ref != bill.serial:
            bill.names(ref, "spoken of as if it were a part", pointer)
    for pointer, name in _declared(bill, top, frozenset(each for each in known if each is not None)):
        bill.names(name, "declared about as if it were a part", pointer)


def _declared(bill: Bill, top: BomDocument, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What declarations are about: targets that are no line by reference or name, and claims of what is nowhere."""
    declarations = _plain(top.declarations)
    targets = declarations.get("targets") if isinstance(declarations, dict) else None
    there = set(known)
    for kind in ("organizations", "components", "services"):
        listed = targets.get(kind) if isinstance(targets, dict) else None
        for index, each in enumerate(listed if isinstance(listed, list) else [listed] if listed else ()):
            one = each if isinstance(each, dict) else {"name": each}
            ref, name = str(one.get("bom-ref") or ""), str(one.get("name") or "?")
            if kind != "organizations" and ref not in known and name not in {line.name for line in bill.lines}:
                yield f"/declarations/targets/{kind}/{index}", name
            there.add(ref)
    claims = declarations.get("claims") if isinstance(declarations, dict) else None
    for index, claim in enumerate(claims if isinstance(claims, list) else ()):
        about = claim.get("target") if isinstance(claim, dict) else None
        if isinstance(about, str) and about and about not in there:
            yield f"/declarations/claims/{index}", about


def _is_strict(raw: msgspec.Raw) -> bool:
    try:
        return raw is ABSENT or strict_dependencies.decode(raw) is not None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return not isinstance(_plain(raw), list) or not all(isinstance(each, dict) for each in _plain(raw))


def _fields(raw: msgspec.Raw) -> dict[str, msgspec.Raw]:
    try:
        return {} if raw is ABSENT else msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return {}


def _refs_beside(top: BomDocument) -> Iterator[tuple[str, str]]:
    """What vulnerabilities affect and what annotations are about, by reference; what stands elsewhere has a `#`."""
    for name, key in (("vulnerabilities", "affects"), ("annotations", "subjects")):
        told = _plain(getattr(top, name))
        for index, each in enumerate(told if isinstance(told, list) else ()):
            listed = each.get(key) if isinstance(each, Mapping) else None
            for one in listed if isinstance(listed, list) else ():
                ref = one.get("ref") if isinstance(one, Mapping) else one
                if isinstance(ref, str) and ref:
                    yield f"/{name}/{index}", ref


def _plain(raw: msgspec.Raw) -> Any:
    try:
        return None if raw is ABSENT else msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return None


def _services(node: Any, pointer: str, depth: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every service with its pointer, nested ones too."""
    for index, each in enumerate(node) if isinstance(node, list) and depth < MOST_NESTED else ():
        here = f"{pointer}/{index}"
        yield here, each if isinstance(each, Mapping) else {}
        if isinstance(each, Mapping):
            yield from _services(each.get("services"), f"{here}/services", depth + 1)


def _bill_links(node: Any, pointer: str, depth: int) -> Iterator[tuple[str, str]]:
    """Every external reference of the type `bom`: of the document, its subject, and its components at any depth."""
    if not isinstance(node, Mapping) or depth > MOST_NESTED:
        return
    references = node.get("externalReferences")
    for index, each in enumerate(references if isinstance(references, list) else [references]):
        if isinstance(each, Mapping) and _leads_to_a_bill(each):
            yield f"{pointer}/externalReferences/{index}", str(each.get("url", "?"))
    metadata = node.get("metadata")
    if depth == 0 and isinstance(metadata, Mapping):
        yield from _bill_links(metadata.get("component"), "/metadata/component", depth + 1)
    components = node.get("components")
    for index, each in enumerate(components if isinstance(components, list) else ()):
        yield from _bill_links(each, f"{pointer}/components/{index}", depth + 1)


def _leads_to_a_bill(reference: Mapping[str, Any]) -> bool:
    """Whether an external reference is one to a bill: by its type, or by the address that only bills have."""
    kind, url = str(reference.get("type", "")), str(reference.get("url", ""))
    return kind.casefold().strip() == "bom" or url.casefold().startswith("urn:cdx:")
