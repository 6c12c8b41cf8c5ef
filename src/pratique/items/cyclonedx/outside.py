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
from pratique.items.cyclonedx.schema import BomDocument
from pratique.items.json.records import ABSENT
from pratique.items.structure import dangling, report_outside

_BILL_LINK = re.compile(rb'"type"\s*:\s*"(?:bom|\\u)|\\u00')
"""Whether a reference of the type `bom` may stand in a text, plainly or written with escapes."""
_NEARLY = re.compile(rb'"(?=[^"]*[A-Z])(?i:components|services|compositions|dependencies)"')
"""Whether a field may be called like a list of parts but for its capitals."""
MOST_NESTED = 64


def name_outside(bill: Bill, top: BomDocument, data: bytes) -> None:
    """Keep what the document names and does not hold, with one finding for each kind of thing."""
    services = list(_services(_plain(top.services), "/services", 0))
    for pointer, service in services:
        provider = service.get("provider")
        by = f" by {provider['name']}" if isinstance(provider, Mapping) and provider.get("name") else ""
        bill.names(f"{service.get('name', '?')}{by}", "a service, which is no line of the bill", pointer)
    if b'"externalReferences"' in data and _BILL_LINK.search(data):
        for pointer, url in _bill_links(_plain(msgspec.Raw(data)), "", 0):
            bill.names(url, "a link to another bill", pointer)
    _parts_elsewhere(bill, data)
    of_services = (service.get("bom-ref") for _, service in services)
    dangling(bill, frozenset(ref for ref in of_services if isinstance(ref, str)))
    report_outside(bill)


def _parts_elsewhere(bill: Bill, data: bytes) -> None:
    """Keep what a composition says is complete and no component is, and a list of parts under a name that is none."""
    known = {*bill.lines.refs, bill.identity, document_identity(bill.file, bill.serial, bill.version)}
    for ref in sorted(ref for ref in bill.aggregates if ref not in known and f"{bill.identity}#{ref}" not in known):
        bill.names(ref, "named in a composition", "/compositions")
    if _NEARLY.search(data):
        for key in _plain(msgspec.Raw(data)) or {}:
            if key != key.lower() and key.lower() in ("components", "services", "compositions", "dependencies"):
                bill.names(key, "a field that CycloneDX does not have", f"/{key}")


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
    for index, each in enumerate(references if isinstance(references, list) else ()):
        if isinstance(each, Mapping) and each.get("type") == "bom":
            yield f"{pointer}/externalReferences/{index}", str(each.get("url", "?"))
    metadata = node.get("metadata")
    if depth == 0 and isinstance(metadata, Mapping):
        yield from _bill_links(metadata.get("component"), "/metadata/component", depth + 1)
    components = node.get("components")
    for index, each in enumerate(components if isinstance(components, list) else ()):
        yield from _bill_links(each, f"{pointer}/components/{index}", depth + 1)
