"""SPDX 3.0 in its JSON-LD form, and Catena-X CX-0158-1 on top of it: one line a package, of any profile.

Rule: only the official context is taken, since another could give every word another meaning, and none is
fetched. Files are contents of packages and are no lines, but for those that the document is about. An anonymised
node is a line of which nothing is known; the supplier's verdict on it is kept as a claim. An agent that is referred
to and not there is a party of whom nothing is known, not a clean one.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from pratique.errors import Findings, Place
from pratique.files import decoded
from pratique.items import icts
from pratique.items.bill import Bill, Edge
from pratique.items.interpret.record import PACKAGE, LineRecord, PartyMention
from pratique.items.interpret.shapes import Interpreter
from pratique.items.interpret.vocabulary import NAMED
from pratique.items.json.arrays import find, split
from pratique.items.json.records import ABSENT, RecordReading, frame, report_skeleton, settle, value, words
from pratique.items.lines import Spot
from pratique.items.spdx.elements import (
    AGENTS,
    RELATIONSHIPS,
    Element,
    Met,
    People,
    agents_of,
    id_of,
    modifiers_of,
    others_of,
    refs_of,
    targets,
    unread_ends,
)
from pratique.items.spdx.licences import keep_licences, licences
from pratique.items.spdx.unread import name_unread
from pratique.items.spdx.words import NO_ASSERTION, NO_ONE, is_software, maker_role, type_of
from pratique.items.structure import dangling, name_unknown, nest, report_outside

CONTEXT = re.compile(r"https?://spdx\.(?:org|github\.io)/\S*spdx-context\.jsonld")
PACKAGES = frozenset({"Package", "AIPackage", "DatasetPackage"})
DOCUMENTS = ("SpdxDocument", "Sbom", "Bom")
NO_PARTS = frozenset(
    {
        "hasDeclaredLicense",
        "hasConcludedLicense",
        "modifiedBy",
        "hasAssociatedVulnerability",
        "affects",
        "doesNotAffect",
        "fixedIn",
        "foundBy",
        "publishedBy",
        "reportedBy",
        "republishedBy",
        "underInvestigationFor",
        "hasAssessmentFor",
        "exploitCreatedBy",
        "coordinatedBy",
        "delegatedTo",
        "invokedBy",
        "describes",
    }
)
"""Relationships that lead to licences, people and weaknesses and to no part; roots are looked at by themselves."""
WORDS = (
    "name",
    "software_packageVersion",
    "packageVersion",
    "software_primaryPurpose",
    "primaryPurpose",
    "created",
)
"""Fields from which nothing follows in law where they are of another type: what they would say stays unknown."""
INLINE = ("creationInfo", "rootElement", "element")
"""Fields in which a document that is one element may hold others."""
KINDS = {"contains": "contains", "dependsOn": "depends on", "DEPENDS_ON": "depends on", "CONTAINS": "contains"}


class Spdx3Document(Struct, rename={"context": "@context", "graph": "@graph", "at_type": "@type"}):
    """The top of a document: a graph of elements, or one element with what stands inside it."""

    context: Raw = ABSENT
    graph: Raw = ABSENT
    type: Raw = ABSENT
    at_type: Raw = ABSENT
    creationInfo: Raw = ABSENT
    rootElement: Raw = ABSENT
    element: Raw = ABSENT


TOP = frozenset({"@context", "@graph", "@id", "@type", "type", "spdxId"})
"""The fields of a document that is a graph."""
_element = msgspec.json.Decoder(Element)


def read(data: bytes, file: str) -> Bill:
    """The bill that an SPDX 3 JSON-LD document holds; `data` is valid JSON in UTF-8."""
    top = msgspec.json.decode(data, type=Spdx3Document)
    findings = Findings()
    is_icts = b"compliance.icts" in data or b'"icts"' in data
    bill = Bill(file, "CX-0158-1" if is_icts else "SPDX 3 JSON-LD", "", findings=findings, data=data)
    _check_context(top.context, bill)
    reading = RecordReading(data, bill, Interpreter.of(bill))
    graph = _single(top, reading) or _graph(top.graph, reading)
    _head(graph, bill)
    reading.interpreter.directory.identity = bill.lines.document = bill.identity
    agents = agents_of(graph)
    people = agents, modifiers_of(graph), others_of(graph, agents)
    roots = _roots(graph)
    for met in graph:
        element = met[0]
        is_root = element.kind == "File" and element.ref in roots
        if (
            element.kind in PACKAGES
            or is_root
            or (element.kind not in AGENTS and icts.is_anonymous(element.name, element.ref))
        ):
            _line(met, people, reading)
    settle(bill)
    _relationships(graph, bill)
    _outside(graph, top, bill)
    report_skeleton(reading, top.graph, b'"@graph"')
    bill.parties = reading.interpreter.directory.records
    bill.values, bill.disputed = reading.interpreter.case, reading.interpreter.hearer.disputed
    return bill


def _check_context(raw: Raw, bill: Bill) -> None:
    try:
        context = decoded(raw) if raw is not ABSENT else None
    except msgspec.DecodeError:
        context = None
    for each in context if isinstance(context, list) else [context]:
        if not isinstance(each, str) or not CONTEXT.fullmatch(each):
            bill.findings.add(
                "spdx.context",
                f"The context {str(each)[:120]!r} is not that of SPDX 3.",
                Place(bill.file, "/@context"),
                "Use the official context alone; no other is read or fetched.",
                value=str(each),
            )


def _graph(raw: Raw, reading: RecordReading) -> list[Met]:
    array = frame(reading, raw, "/@graph", b'"@graph"')
    if array is None:
        if raw is ABSENT:
            reading.findings.add(
                "spdx.graph",
                "The document has no @graph.",
                reading.place("/@graph"),
                "Write its elements as an array under @graph.",
            )
        return []
    met: list[Met] = []
    for index, (raw_element, offset) in enumerate(zip(array.elements, array.offsets, strict=True)):
        met.append(_met(raw_element, f"/@graph/{index}", offset, reading))
    return met


def _met(raw: Raw, pointer: str, offset: int, reading: RecordReading) -> Met:
    """An element as far as it can be read."""
    try:
        element = _element.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        element = _mended(raw, pointer, reading)
    if not element.kind:
        reading.findings.add(
            "spdx.type", "The element has no type.", reading.place(pointer, offset), "State what it is."
        )
    return element, raw, pointer, offset


def _single(top: Spdx3Document, reading: RecordReading) -> list[Met]:
    """The one element that a document without a graph is, and those written inside it; else none."""
    if top.graph is not ABSENT or (top.type is ABSENT and top.at_type is ABSENT):
        return []
    offset = reading.data.index(b"{")
    raws = [(Raw(reading.data), "", offset)]
    for name in INLINE:
        raw = getattr(top, name)
        try:
            many = (
                msgspec.json.decode(raw, type=list[Raw] | str | dict[str, Raw] | None) if raw is not ABSENT else None
            )
        except msgspec.DecodeError:
            continue
        if isinstance(many, dict):
            raws.append((raw, f"/{name}", find(reading.data, raw, f'"{name}"'.encode(), offset)))
        elif isinstance(many, list):
            begin = find(reading.data, raw, f'"{name}"'.encode(), offset)
            offsets = split(bytes(raw), many, begin)
            raws += [(each, f"/{name}/{n}", offsets[n]) for n, each in enumerate(many) if bytes(each)[:1] == b"{"]
    return [_met(*each, reading) for each in raws]


def _mended(raw: Raw, pointer: str, reading: RecordReading) -> Element:
    """An element read field by field; a field of another type is a finding and is left out."""
    fields = value(raw, dict[str, Raw], pointer, reading.bill) or {}
    told: dict[str, Any] = {}
    for info in msgspec.structs.fields(Element):
        if info.encode_name not in fields:
            continue
        text = fields[info.encode_name]
        is_raw = info.default is ABSENT
        at = f"{pointer}/{info.encode_name}"
        if is_raw:
            found: Any = text
        else:
            found = words(text, at, reading.bill) if info.name in WORDS else value(text, str, at, reading.bill)
        if found is not None:
            told[info.name] = found
    return Element(**told)


def _head(graph: list[Met], bill: Bill) -> None:
    """Version, identity and date of the document; where two documents stand in one graph, the first of each."""
    for element, *_ in graph:
        if element.kind == "CreationInfo" and not bill.spec_version:
            bill.spec_version, bill.timestamp = element.specVersion or "", element.created
        if element.kind == "SpdxDocument" and bill.serial is None:
            bill.serial = element.ref
    if bill.spec_version and not bill.spec_version.startswith("3."):
        bill.findings.add(
            "spdx.specVersion",
            f"The specVersion {bill.spec_version!r} is not 3.0 or later.",
            Place(bill.file),
            "Export the document as SPDX 3.0.",
            value=bill.spec_version,
        )


def _line(met: Met, people: People, reading: RecordReading) -> None:
    agents, modifiers, others = people
    element, raw, pointer, offset = met
    text = bytes(raw)
    kind = type_of(element.software_primaryPurpose or element.primaryPurpose) or _type_by_profile(element.kind)
    opaque = icts.is_anonymous(element.name, element.ref)
    extended = decoded(raw) if b"compliance" in text or b"pratique" in text.lower() else {}
    namings: list[PartyMention] = []
    notes: list[tuple[str, str]] = []
    modified = modifiers.get(element.ref or "", [])
    roles = ((maker_role(kind), element.originatedBy), ("supplier", element.suppliedBy))
    told = [(role, target) for role, field in roles for target in targets(field)]
    beside = [(NAMED, each) for each in others.get(element.ref or "", []) if each in agents]
    for role, target in [*told, *(("maintainer", each) for each in modified), *beside]:
        naming, note = _naming(role, target, agents, pointer, reading)
        namings += [naming] if naming else []
        notes += [note] if note else []
    claims = icts.claims_of(icts.keys_of(extended), pointer)
    properties = () if opaque else icts.properties_of(extended)
    heard = LineRecord(
        "" if opaque else PACKAGE if _is_software(kind, element) else kind,
        tuple(namings),
        properties,
        claims,
        tuple(notes),
        opaque,
    )
    shape = reading.interpreter.shape(heard, pointer)
    version = element.software_packageVersion or element.packageVersion
    reading.line(element.ref, element.name or "", version, kind, shape, None, Spot(pointer, offset))
    if element.ref is None or (element.name is None and not opaque):
        missing = "spdxId" if element.ref is None else "name"
        reading.findings.add(
            f"spdx.package.{missing}",
            f"The package has no {missing}.",
            reading.place(pointer, offset),
            f"State its {missing}.",
            "warning",
        )


def _is_software(kind: str, element: Element) -> bool:
    addresses = (element.software_packageUrl, element.packageUrl, element.externalIdentifier)
    return is_software(kind, b" ".join(map(bytes, addresses)))


def _type_by_profile(kind: str) -> str:
    return {"AIPackage": "machine-learning-model", "DatasetPackage": "data"}.get(kind, "")


def _naming(
    role: str, target: Any, agents: dict[str, PartyMention], pointer: str, reading: RecordReading
) -> tuple[PartyMention | None, tuple[str, str] | None]:
    """The party that a reference names, or the note that stands instead of one."""
    if isinstance(target, dict) and isinstance(target.get("name"), str):
        kind = re.split(r"[_:/#]", str(target.get("type", "")))[-1]
        return icts.agent(role, target["name"], id_of(target), AGENTS.get(kind), target, pointer), None
    ref = target if isinstance(target, str) else id_of(target)
    if ref is None or NO_ASSERTION.fullmatch(ref):
        return None, (role, "?")
    if NO_ONE.fullmatch(ref):
        return None, (role, "none")
    if ref in agents:
        return replace(agents[ref], role=role), None
    reading.findings.add(
        "spdx.agent.missing",
        f"The {role} {ref!r} is not in the document.",
        reading.place(pointer),
        "Ask for the agent; nothing is known of it from this file.",
        "warning",
        ref,
    )
    return PartyMention(role, ref=ref), None


def _relationships(graph: list[Met], bill: Bill) -> None:
    """What the relationships of a graph say: licences, what consists of what, and which lists are all there is."""
    named = dict(licences(((e.kind, e.ref, raw) for e, raw, *_ in graph), RELATIONSHIPS))
    for element, _, pointer, _ in graph:
        if element.kind in RELATIONSHIPS:
            if unread := unread_ends(element):
                _report_ends(element, unread, pointer, bill)
            if not keep_licences(element, named, bill):
                _connect(element, bill)
    nest(bill, _roots(graph))
    bill.closed = bool(bill.lines) and all(bill.aggregates.get(ref or "") == "complete" for ref in bill.lines.refs)


def _connect(element: Element, bill: Bill) -> None:
    """Keep an edge for each end of a relationship, and whether it says that these are all."""
    kind = KINDS.get(element.relationshipType or "", element.relationshipType or "")
    ends = [ref for ref in refs_of(element.to) if not (NO_ASSERTION.fullmatch(ref) or NO_ONE.fullmatch(ref))]
    for source in refs_of(element.from_):
        bill.edges += [Edge(kind, source, target) for target in ends]
        if kind == "contains" and element.completeness == "complete":
            bill.aggregates.setdefault(source, "complete")
        elif kind in ("contains", "depends on") and element.completeness == "incomplete":
            bill.aggregates[source] = "incomplete"
            bill.names(source, "an assembly that the document itself calls incomplete", "")


def _report_ends(element: Element, unread: list[str], pointer: str, bill: Bill) -> None:
    """A relationship to what nobody can find: of a part it may be one more, so that the list is open."""
    kind = (element.relationshipType or "a relationship")[:60]
    told = f"An end of {kind} is no reference: {unread[0]}."
    bill.findings.add("spdx.relationship", told, Place(bill.file, pointer), "Write the spdxId.", "warning")
    if KINDS.get(kind, kind) in ("contains", "depends on"):
        bill.names(unread[0], "a part that is not named by a reference", pointer)


def _roots(graph: list[Met]) -> list[str]:
    """What the documents and bills of the graph are about, themselves left out."""
    documents = [element for element, *_ in graph if element.kind in DOCUMENTS]
    own = {element.ref for element in documents}
    roots = [ref for element in documents for ref in refs_of(element.rootElement)]
    described = (each for each, *_ in graph if each.kind in RELATIONSHIPS and each.relationshipType == "describes")
    roots += [ref for each in described if own.intersection(refs_of(each.from_)) for ref in refs_of(each.to)]
    return [ref for ref in roots if ref not in own]


def _outside(graph: list[Met], top: Spdx3Document, bill: Bill) -> None:
    """Keep what the document names and does not hold: what it imports, and references that lead nowhere."""
    inside = frozenset(element.ref for element, *_ in graph if element.ref)
    for element, _, pointer, _ in graph:
        for each in targets(element.import_):
            external = each.get("externalSpdxId") if isinstance(each, dict) else each
            if external not in bill.lines.refs:
                bill.names(str(external), "an element of another document", f"{pointer}/import")
        if element.externalSpdxId and element.externalSpdxId not in bill.lines.refs:
            bill.names(element.externalSpdxId, "an element of another document", pointer)
        for ref in refs_of(element.element) if element.kind in DOCUMENTS else ():
            if ref not in inside:
                bill.names(ref, "an element that the document lists", f"{pointer}/element")
    roots = set(_roots(graph))
    for root in sorted(roots - inside):
        bill.names(root, "what the document is about", "")
    files = {element.ref: pointer for element, _, pointer, _ in graph if element.kind in ("File", "Snippet")}
    for edge in bill.edges:
        if edge.kind == "contains" and edge.source in roots and edge.target in files:
            bill.names(edge.target, "a file, which is no line of the bill", files[edge.target])
    others = inside - frozenset(bill.lines.refs) - files.keys()
    for edge in bill.edges:
        if edge.kind == "contains" and edge.target in others:
            bill.names(edge.target, "an element that something contains and that is no part", "")
    for element, _, pointer, _ in graph:
        if element.kind in DOCUMENTS and element.element is not ABSENT:
            for ref in sorted({each for each in targets(element.element) if isinstance(each, str)} - inside):
                bill.names(ref, "an element of the document that is not in it", pointer)
    name_unread(graph, bill)
    if any(bytes(text)[:1] == b"[" for text in (top.graph,)):
        name_unknown(bill, msgspec.json.decode(bill.data, type=dict[str, Raw]), TOP, "")
    dangling(bill, inside, lambda kind: kind not in NO_PARTS)
    report_outside(bill)
