"""SPDX 3.0 JSON-LD, and Catena-X CX-0158-1 and CX-0158-2 on top of it.

Rule: `isCompliant` is written only where a settled verdict was given; else it is left out, the reasoning is
`undefined`, and a finding says why, although the standard demands the key: a false `false` is a statement too.
Covered flags and foreign direction are never derived. What no native field holds stands in the extension that
SPDX has for CycloneDX properties, and so do the keys `compliance.icts.*`: the standard names them as extensions, and
the bindings of SPDX refuse a key that they do not know anywhere else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any
from urllib.parse import quote

import msgspec

from pratique.errors import Findings, Place
from pratique.facts import party as party_facts
from pratique.files.clock import now
from pratique.items.bill import Bill
from pratique.items.details import HASHES, Details, details_of
from pratique.items.lines import Line, PartyRecord
from pratique.items.spdx.words import TYPES, maker_role
from pratique.items.writers.across import RELATIONS_OF_SPDX_2, TYPES_OF_IDENTIFIERS, properties_of, to_spdx3
from pratique.items.writers.kept import KINDS_OF_PACKAGE, of_package
from pratique.items.writers.losses import Losses
from pratique.items.writers.settled import Settled
from pratique.items.writers.statements import case_statements, statements_of
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Members, Value
from pratique.value_class import dataclass

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
RULE = "2025-00592"
"""The Federal Register document of the rule: the value of `compliance.icts.version`."""
KEY = "compliance.icts."
NO_LICENCE = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"
PURPOSES = {
    word: {"operatingsystem": "operatingSystem", "devicedriver": "deviceDriver"}.get(name, name)
    for name, word in TYPES.items()
}

UNNAMED = "urn:pratique:unnamed-0f9d6a8e"
"""What stands for the name of a document until its content is known."""


@dataclass(slots=True)
class Graph:
    """The document being written."""

    bill: Bill
    base: str
    losses: Losses
    settled: Mapping[str, Settled]
    profile: str
    elements: list[dict[str, Any]] = field(default_factory=list)
    agents: dict[str, str] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    open_parts: int = 0

    @property
    def icts(self) -> bool:
        """Whether the keys `compliance.icts.*` are written, and what the standards demand is missed."""
        return self.profile != "spdx-3.0"

    @property
    def standard(self) -> str:
        """What a person calls the target."""
        return {"cx-0158-1": "CX-0158-1", "cx-0158-2": "CX-0158-2"}.get(self.profile, "SPDX 3.0")

    def add(self, kind: str, ref: str, **fields: Any) -> dict[str, Any]:
        given = {name: value for name, value in fields.items() if value not in (None, [])}
        element = {"type": kind, "spdxId": ref, "creationInfo": "_:creationinfo", **given}
        self.elements.append(element)
        return element

    def relate(self, kind: str, source: str, targets: list[str], complete: bool = False) -> None:
        number = f"{self.base}#relationship-{len(self.elements)}"
        completeness = "complete" if complete else None
        self.add(
            "Relationship", number, relationshipType=kind, to=targets, completeness=completeness, **{"from": source}
        )


def write(bill: Bill, findings: Findings, settled: Mapping[str, Settled], *, profile: str) -> bytes:
    """The bill as SPDX 3.0 JSON-LD; `profile` is `spdx-3.0`, `cx-0158-1` or `cx-0158-2`."""
    graph = Graph(bill, _base(bill), Losses(bill, findings), settled, profile)
    _name_lines(graph)
    packages = [_package(graph, index, line) for index, line in enumerate(bill.lines)]
    for index, line in enumerate(bill.lines):
        if line.parent is not None:
            graph.relate("contains", graph.ids[line.parent], [graph.ids[index]])
    _relations(graph)
    _document(graph, packages)
    if profile == "cx-0158-1":
        _say_what_is_open(graph, findings)
    graph.losses.report(graph.standard)
    text = msgspec.json.encode({"@context": CONTEXT, "@graph": graph.elements})
    if graph.base == UNNAMED:
        told = text.replace(graph.elements[0]["created"].encode(), b"")  # not the hour
        text = text.replace(UNNAMED.encode(), f"urn:pratique:{hashlib.sha256(told).hexdigest()[:32]}".encode())
    return msgspec.json.format(text, indent=1)


def _base(bill: Bill) -> str:
    """An IRI that names the document; that of one without a name of its own follows from its content."""
    return bill.serial.partition("#")[0] if bill.serial and ":" in bill.serial else UNNAMED


def _name_lines(graph: Graph) -> None:
    """An IRI for each line: its own where it is one, else its reference below the document's; unique in any case."""
    used: set[str] = set()
    for index, line in enumerate(graph.bill.lines):
        ref = line.ref or ""
        name = ref if ref.startswith(("http:", "https:", "urn:")) else f"{graph.base}#{quote(ref, safe='')}"
        if not ref or name in used:
            name = f"{graph.base}#part-{index}"
        used.add(name)
        graph.ids[index] = name


def _package(graph: Graph, index: int, line: Line) -> dict[str, Any]:
    kind = line.type
    purpose = PURPOSES.get(kind)
    role = maker_role(kind)
    said = statements_of(graph.bill, line, (role, "supplier"), kind)
    graph.losses.unsaid(said.unsaid)
    details = details_of(graph.bill, line)
    record = graph.bill.record(line)
    found = "" if graph.icts else str(record.get("type")) if isinstance(record, dict) else ""
    kept = of_package(graph.bill, record, found)
    carried, names = to_spdx3(graph.bill, record)
    kept = {**carried, **kept}
    names |= kept.keys() | (set() if graph.icts else {"properties"})
    graph.losses.left(name for name in details.left if name.partition(" ")[0] not in names)
    makers = [_agent(graph, said.native[role])] if role in said.native else []
    supplier = _agent(graph, said.native["supplier"]) if "supplier" in said.native else None
    properties = list(said.properties)
    if not graph.icts:
        properties += properties_of(graph.bill, line, record)
    if index == graph.bill.subject:
        properties += case_statements(graph.bill)
    opaque = line.shape.opaque
    package = graph.add(
        found if found in KINDS_OF_PACKAGE else "software_Package",
        graph.ids[index],
        name="Anonymous node" if opaque else line.name,
        software_packageVersion=line.version,
        software_primaryPurpose=purpose,
        originatedBy=makers,
        suppliedBy=supplier,
        description=details.description,
        software_copyrightText=details.copyright,
        software_packageUrl=details.purl,
        builtTime=details.built,
        verifiedUsing=_hashes(details),
        externalIdentifier=_identifiers(details),
        extension=_extension(properties),
        **kept,
    )
    if graph.icts:
        _demands(graph, line, package, details)
    elif details.licence or details.concluded:
        _licence(graph, graph.ids[index], details)
    return package


def _hashes(details: Details) -> list[dict[str, str]]:
    return [{"type": "Hash", "algorithm": HASHES[alg], "hashValue": text} for alg, text in details.hashes]


def _identifiers(details: Details) -> list[dict[str, str]]:
    others = ((TYPES_OF_IDENTIFIERS.get(kind, "other"), text) for kind, text in details.further)
    given = (("cpe23", details.cpe), ("packageUrl", details.purl), *others)
    return [
        {"type": "ExternalIdentifier", "externalIdentifierType": kind, "identifier": text}
        for kind, text in given
        if text
    ]


def _extension(properties: list[tuple[str, str]]) -> list[dict[str, Any]]:
    if not properties:
        return []
    entries = [
        {"type": "extension_CdxPropertyEntry", "extension_cdxPropName": name, "extension_cdxPropValue": text}
        for name, text in properties
    ]
    return [{"type": "extension_CdxPropertiesExtension", "extension_cdxProperty": entries}]


def _keyed(element: dict[str, Any], keys: Mapping[str, Any]) -> None:
    """Give an element keys of its own, as entries of its extension; a truth is written `true` or `false`."""
    texts = [(name, ("true" if v else "false") if isinstance(v, bool) else str(v)) for name, v in keys.items()]
    made = _extension(texts)
    if made and element.get("extension"):
        element["extension"][0]["extension_cdxProperty"] += made[0]["extension_cdxProperty"]
    elif made:
        element["extension"] = made


def _agent(graph: Graph, record: PartyRecord) -> str:
    """The agent of a party, written at its first mention."""
    if record.key in graph.agents:
        return graph.agents[record.key]
    ref = graph.agents[record.key] = f"{graph.base}#agent-{len(graph.agents)}"
    person = record.values.get(party_facts.natural_person.name)
    kind = "Person" if person is TRUE else "Organization" if person is FALSE else "Agent"
    agent = graph.add(kind, ref, name=record.name)
    if graph.icts:
        _keyed(agent, _agent_keys(graph, record, person is TRUE))
    return ref


def _agent_keys(graph: Graph, record: PartyRecord, person: bool) -> dict[str, Any]:
    """The ICTS keys of an agent that the bill can fill; covered flags are nobody's to derive."""
    keys: dict[str, Any] = {KEY + "version": RULE}
    country = _one(record.values.get(party_facts.organised_in.name))
    citizen = _one(record.values.get(party_facts.citizen_of.name))
    if country and not person:
        keys[KEY + "jurisdiction"] = country
    if citizen and person:
        keys[KEY + "nationality"] = citizen
    if record.addresses and record.addresses[0].country:
        keys[KEY + "legalAddress"] = record.addresses[0].country
    if not country and not citizen:
        graph.losses.agents += 1
    return keys


def _one(value: Value | None) -> str | None:
    """The single country that a value surely holds."""
    known = value.possible if isinstance(value, Choice) else value.must if isinstance(value, Members) else frozenset()
    return next(iter(known)) if len(known) == 1 else None


def _demands(graph: Graph, line: Line, package: dict[str, Any], details: Details) -> None:
    """The ICTS keys of a package, and what the standard demands of it."""
    losses = graph.losses
    verdict = graph.settled.get(line.ref or "")
    keys: dict[str, Any] = {KEY + "version": RULE}
    if verdict is not None:
        keys |= {KEY + "isCompliant": verdict.compliant, KEY + "reasoning": verdict.reasoning}
        keys |= {KEY + "signedOffBy": verdict.signed_off_by} if verdict.signed_off_by else {}
    elif graph.profile == "cx-0158-1":
        graph.open_parts += 1
        keys[KEY + "reasoning"] = "undefined"
    _keyed(package, keys)
    missing = {
        "a CPE or package URL": not (details.cpe or details.purl),
        "a time of building": not details.built,
        "a named supplier": "suppliedBy" not in package,
        "a named originator": "originatedBy" not in package,
    }
    if graph.profile == "cx-0158-2":
        missing = {"a CPE": not details.cpe, "a package URL or place to download": not details.purl}
        missing |= {"a copyright text": not details.copyright}
    for what in (what for what, is_missing in missing.items() if is_missing):
        losses.count(f"{what}, which {graph.standard} demands")
    if not details.licence:
        losses.count("a declared licence; written as no assertion")
    _licence(graph, package["spdxId"], details)


def _licence(graph: Graph, ref: str, details: Details) -> None:
    """The declared licence and the concluded one; where nobody concluded yet, CX-0158 gets no assertion."""
    declared = NO_LICENCE
    if details.licence:
        declared = f"{graph.base}#licence-{len(graph.elements)}"
        graph.add(
            "simplelicensing_LicenseExpression", declared, simplelicensing_licenseExpression=parsable(details.licence)
        )
    graph.relate("hasDeclaredLicense", ref, [declared])
    if details.concluded:
        concluded = f"{graph.base}#licence-{len(graph.elements)}"
        text = parsable(details.concluded)
        graph.add("simplelicensing_LicenseExpression", concluded, simplelicensing_licenseExpression=text)
        graph.relate("hasConcludedLicense", ref, [concluded])
    elif graph.icts:
        graph.relate("hasConcludedLicense", ref, [NO_LICENCE])


_OPERATORS = re.compile(r"(\(|\)|\bAND\b|\bOR\b|\bWITH\b)")
_NAMED = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9.-]+\+?")


def parsable(licence: str) -> str:
    """A licence as an expression that parses: a name that is no identifier becomes a reference of its own."""
    parts = [part.strip() for part in _OPERATORS.split(licence)]
    named = [p if not p or _OPERATORS.fullmatch(p) or _NAMED.fullmatch(p) else _reference(p) for p in parts]
    return " ".join(each for each in named if each).replace("( ", "(").replace(" )", ")")


def _reference(name: str) -> str:
    return "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-") or "unnamed")


def _relations(graph: Graph) -> None:
    index = {line.ref: graph.ids[number] for number, line in reversed(list(enumerate(graph.bill.lines))) if line.ref}
    for edge in graph.bill.edges:
        if edge.kind == "depends on" and edge.source in index and edge.target in index:
            graph.relate("dependsOn", index[edge.source], [index[edge.target]])
        elif edge.kind not in ("contains", "depends on"):
            own = edge.kind if graph.bill.format == "SPDX 3 JSON-LD" else RELATIONS_OF_SPDX_2.get(edge.kind)
            if own and edge.source in index and edge.target in index:
                graph.relate(own, index[edge.source], [index[edge.target]])
            else:
                graph.losses.relation(edge.kind)
    for ref, aggregate in graph.bill.aggregates.items():
        if aggregate == "complete" and ref in index:
            number = next(n for n, line in enumerate(graph.bill.lines) if line.ref == ref)
            parts = [graph.ids[n] for n, line in enumerate(graph.bill.lines) if line.parent == number]
            none = "https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"
            graph.relate("contains", index[ref], parts or [none], complete=True)


def _document(graph: Graph, packages: list[dict[str, Any]]) -> None:
    bill = graph.bill
    roots = [graph.ids[bill.subject]] if bill.subject is not None else [package["spdxId"] for package in packages]
    sbom = graph.add(
        "software_Sbom", f"{graph.base}#sbom", rootElement=roots, element=[package["spdxId"] for package in packages]
    )
    profiles = ["core", "software", "simpleLicensing", "extension", *(["lite"] if graph.icts else [])]
    profiles += dict.fromkeys(KINDS_OF_PACKAGE[each["type"]] for each in packages if each["type"] in KINDS_OF_PACKAGE)
    document = graph.add(
        "SpdxDocument",
        graph.base,
        profileConformance=profiles,
        rootElement=[sbom["spdxId"]],
        element=[sbom["spdxId"]],
    )
    creation = {
        "type": "CreationInfo",
        "@id": "_:creationinfo",
        "specVersion": "3.0.1",
        "created": _created(bill.timestamp),
        "createdBy": [f"{graph.base}#pratique"],
    }
    graph.elements.insert(0, creation)
    graph.add("SoftwareAgent", f"{graph.base}#pratique", name="pratique")
    if graph.icts:
        verdicts = [graph.settled.get(line.ref or "") for line in bill.lines]
        for element in (document, sbom):
            _keyed(element, _summary(graph, [verdict for verdict in verdicts if verdict], len(verdicts)))


def _summary(graph: Graph, verdicts: list[Settled], count: int) -> dict[str, Any]:
    """The keys of the whole: a verdict only where every part has one, a reason only where all have the same."""
    keys: dict[str, Any] = {
        "core.profileConformance": f"{KEY}cx" if graph.profile == "cx-0158-1" else "compliance.foss.cx",
        KEY + "version": RULE,
    }
    if graph.profile == "cx-0158-1":
        keys[KEY + "reasoning"] = "undefined"
    if verdicts and len(verdicts) == count:
        reasons = {verdict.reasoning for verdict in verdicts}
        keys[KEY + "isCompliant"] = all(verdict.compliant for verdict in verdicts)
        keys[KEY + "reasoning"] = reasons.pop() if len(reasons) == 1 else "undefined"
    return keys


def _created(timestamp: str | None) -> str:
    """The time the bill was made, in the one form that SPDX takes; now, where it gives none."""
    if timestamp and len(timestamp) >= 19 and timestamp[10] in "Tt":
        return timestamp[:19].upper() + "Z"
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _say_what_is_open(graph: Graph, findings: Findings) -> None:
    place = Place(graph.bill.file)
    if graph.open_parts:
        findings.add(
            "convert.isCompliant",
            f"isCompliant is not stated for {graph.open_parts} of {len(graph.bill.lines)} parts, nor for the whole: "
            "no settled answer was given, and an open one is neither true nor false.",
            place,
            "Decide them with `pratique check` first; the reasoning is written as 'undefined'.",
            "warning",
        )
    if graph.agents:
        findings.add(
            "convert.isCoveredEntity",
            f"isCoveredEntity and underForeignDirection are not stated for {len(graph.agents)} agents, although the "
            "standard demands them: whether a party is covered is an answer and stands in no bill.",
            place,
            "Have each party state it and sign for it.",
            "warning",
        )
