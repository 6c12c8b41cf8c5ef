"""CycloneDX JSON 1.6 and 1.7 from any bill.

Rule: facts that have a native field are written there, the rest as `pratique:*` properties. A type that CycloneDX
does not have is written as `file`, which says nothing of hardware or software, with a finding.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from typing import Any

import msgspec

from pratique.errors import Findings
from pratique.items.bill import TABLES, Bill
from pratique.items.cyclonedx.schema import SERIAL, TIMESTAMP, TYPES
from pratique.items.details import Details, details_of
from pratique.items.lines import Line, PartyRecord
from pratique.items.writers.across import properties_of, to_cyclonedx
from pratique.items.writers.kept import is_cyclonedx, of_component, of_document, of_properties
from pratique.items.writers.losses import Losses
from pratique.items.writers.spdx3 import parsable
from pratique.items.writers.statements import case_statements, statements_of

NATIVE = ("manufacturer", "supplier")
_NAMESPACE = uuid.UUID("4b0f6b0c-2f1e-5d6a-9d0e-6f0b6c8b7a11")


def write(bill: Bill, version: str, findings: Findings) -> bytes:
    """The bill as CycloneDX JSON of `version`."""
    losses = Losses(bill, findings)
    components = [_component(bill, line, losses, version) for line in bill.lines]
    outer, inner = of_document(bill, version)
    document: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": "",
        "version": max(bill.version, 1),
    }
    metadata: dict[str, Any] = dict(inner)
    if bill.timestamp and TIMESTAMP.fullmatch(bill.timestamp):
        metadata["timestamp"] = bill.timestamp
    if bill.subject is not None:
        metadata["component"] = components[bill.subject]
    properties = [{"name": name, "value": text} for name, text in case_statements(bill)]
    if properties:
        metadata["properties"] = [*metadata.get("properties", ()), *properties]
    if metadata:
        document["metadata"] = metadata
    document["components"] = _nested(bill, components)
    document |= outer
    _unique_refs(components, losses)
    _edges(bill, document, losses)
    losses.report("CycloneDX")
    document["serialNumber"] = _serial(bill, document)
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _serial(bill: Bill, document: dict[str, Any]) -> str:
    """Its own serial number, else one that follows from what it says: the same content the same number, no other."""
    if bill.serial and SERIAL.fullmatch(bill.serial):
        return bill.serial
    content = msgspec.json.encode([bill.serial, document], order="deterministic")
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, hashlib.sha256(content).hexdigest())}"


def _component(bill: Bill, line: Line, losses: Losses, version: str) -> dict[str, Any]:
    kind = line.type if line.type in TYPES else "file"
    if kind != line.type:
        losses.count(f"a type that CycloneDX has ({line.type or 'none given'}); written as 'file'")
    said = statements_of(bill, line, NATIVE, kind)
    losses.unsaid(said.unsaid)
    details = details_of(bill, line)
    record = bill.record(line) if is_cyclonedx(bill) else None
    own = record if isinstance(record, dict) else {}
    kept = of_component(bill, record, version)
    raw = bill.record(line)
    carried, names = to_cyclonedx(bill, raw)
    losses.left(name for name in details.left if name.partition(" ")[0] not in {*kept, *names})
    component: dict[str, Any] = {"type": kind, "name": line.name, **carried, **kept}
    for name, text in (("bom-ref", line.ref), ("version", line.version), ("description", details.description)):
        if text:
            component[name] = text
    component |= {role: _organisation(record, own.get(role)) for role, record in said.native.items()}
    if own.get("hashes"):
        component["hashes"] = own["hashes"]
    elif details.hashes:
        component["hashes"] = [{"alg": alg, "content": text} for alg, text in details.hashes]
    if own.get("licenses"):
        component["licenses"] = own["licenses"]  # as they are: an id stays an id, an expression an expression
    elif licences := _licences(details, expressed=bill.format not in TABLES):
        component["licenses"] = licences
    for name, text in (("copyright", details.copyright), ("purl", details.purl), ("cpe", details.cpe)):
        if text:
            component[name] = text
    others = [] if is_cyclonedx(bill) else properties_of(bill, line, raw)
    others += [(f"spdx:{kind}", text) for kind, text in details.further]
    if said.properties or others:
        mine = [{"name": name, "value": text} for name, text in (*others, *said.properties)]
        component["properties"] = [*of_properties(own.get("properties")), *mine]
    return component


def _licences(details: Details, expressed: bool) -> list[dict[str, Any]]:
    """The licence that was declared, and the one that somebody concluded where it is told apart.

    What SPDX says is an expression (`expressed`), of which a document may hold one; two stand there by name.
    """
    told = {"declared": details.licence, "concluded": details.concluded}
    given = {how: text for how, text in told.items() if text}
    if len(given) == 1 and expressed and all(parsable(text) == text for text in given.values()):
        return [{"expression": text, **_told_apart(how)} for how, text in given.items()]
    apart = bool(details.concluded)
    return [{"license": {"name": text, **({"acknowledgement": how} if apart else {})}} for how, text in given.items()]


def _told_apart(how: str) -> dict[str, str]:
    return {"acknowledgement": how} if how == "concluded" else {}


def _organisation(record: PartyRecord, own: object) -> dict[str, Any]:
    """A party; where the source itself is CycloneDX and names the same, as it stands there."""
    if isinstance(own, dict) and own.get("name") == record.name:
        return dict(own)
    party: dict[str, Any] = {"name": record.name}
    if record.addresses:
        address = record.addresses[0]
        given = {"country": address.country, "streetAddress": address.text or None}
        party["address"] = {name: text for name, text in given.items() if text}
    return party


def _nested(bill: Bill, components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The components at the top, each with its parts below it."""
    top: list[dict[str, Any]] = []
    for index, line in enumerate(bill.lines):
        if line.parent is not None:
            components[line.parent].setdefault("components", []).append(components[index])
        elif index != bill.subject:
            top.append(components[index])
    return top


def _unique_refs(components: list[dict[str, Any]], losses: Losses) -> None:
    for ref, count in Counter(c["bom-ref"] for c in components if "bom-ref" in c).items():
        if count == 1:
            continue
        losses.count("a reference of its own; left out", count - 1)
        for component in [c for c in components if c.get("bom-ref") == ref][1:]:
            del component["bom-ref"]


def _edges(bill: Bill, document: dict[str, Any], losses: Losses) -> None:
    depends: dict[str, list[str]] = {}
    known = {line.ref for line in bill.lines if line.ref}
    for edge in bill.edges:
        if edge.kind == "depends on" and edge.source in known and edge.target in known:
            depends.setdefault(edge.source, []).append(edge.target)
        elif edge.kind == "depends on":
            losses.relation("depends on what is not listed")
        elif edge.kind not in ("contains", "depends on"):
            losses.relation(edge.kind)
    if depends:
        document["dependencies"] = [
            {"ref": ref, "dependsOn": list(dict.fromkeys(targets))} for ref, targets in depends.items()
        ]
    compositions: dict[str, list[str]] = {}
    for ref, aggregate in bill.aggregates.items():
        compositions.setdefault(aggregate, []).append(ref)
    if compositions:
        document["compositions"] = [{"aggregate": a, "assemblies": refs} for a, refs in compositions.items()]


__all__ = ["write"]
