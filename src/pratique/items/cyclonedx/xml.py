"""CycloneDX XML, versions 1.2 to 1.7, by way of the JSON form of the same model.

Rule: each element becomes the JSON field that the specification makes of it; what the JSON reader then finds is
reported at the path of the element. An element that may stand once and stands twice is a finding, as a repeated
key is in JSON.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import load_xml, local_name, whole_text
from pratique.items.bill import Bill
from pratique.items.cyclonedx import read as cyclonedx
from pratique.items.cyclonedx.xml_beside import keep_beside
from pratique.items.doubt.lines import doubts_of
from pratique.items.lines import Spot

NAMESPACE = re.compile(r"\{http://cyclonedx\.org/schema/bom/(\d+\.\d+)\}bom")
_STEP = re.compile(r"/(components|properties|dependencies|compositions|services)/(\d+)")
_SINGULAR = {
    "components": "component",
    "properties": "property",
    "dependencies": "dependency",
    "compositions": "composition",
    "services": "service",
}
_PARTS_OF_BOM = """
    metadata components services externalReferences dependencies compositions properties vulnerabilities
    annotations formulation declarations definitions citations Signature
"""
PARTS_OF_BOM = frozenset(_PARTS_OF_BOM.split())
_PARTS_OF_COMPONENT = """
    supplier manufacturer authors author publisher group name version versionRange description scope hashes
    licenses copyright patentAssertions cpe purl omniborId swhid swid modified pedigree externalReferences
    properties components evidence releaseNotes modelCard data cryptoProperties tags Signature signature
    mime-type
"""
PARTS_OF_COMPONENT = frozenset(_PARTS_OF_COMPONENT.split())
"""The elements that a document and a component hold in one of the versions of the schema."""
ONCE = ("name", "version", "supplier", "manufacturer", "properties", "components", "purl", "group", "description")
"""Children that a component has at most once."""


def read(data: bytes, file: str) -> Bill:
    """The bill that a CycloneDX XML document holds. Raises `InvalidInput` where it is none."""
    place = Place(file)
    root = load_xml(data, place)
    found = NAMESPACE.fullmatch(root.tag)
    if not found:
        raise InvalidInput([_no_bill(root.tag, place)])
    findings = Findings()
    document = _document(root, found[1], findings, place)
    bill = cyclonedx.read(msgspec.json.encode(document), file)
    bill.format = "CycloneDX XML"
    keep_beside(data, root, bill)
    bill.doubts = tuple(replace(each, pointer=xml_path(each.pointer)) for each in doubts_of(bill))
    _relabel(bill, findings)
    return bill


def _relabel(bill: Bill, findings: Findings) -> None:
    """Pointers become XML paths; records are kept, since offsets lead into a text that is no file."""
    for line in bill.lines:
        record = bill.record(line)
        line.where = Spot(xml_path(line.pointer))
        bill.records[line.pointer] = record
    bill.data = b""
    for finding in bill.findings:
        place = Place(finding.place.file, xml_path(finding.place.pointer or ""))
        findings.items.append(replace(finding, place=place))
    bill.findings.items[:] = findings.items


def xml_path(pointer: str) -> str:
    """The XML path of a JSON pointer: elements are counted from one."""
    return "/bom" + _STEP.sub(lambda m: f"/{m[1]}/{_SINGULAR[m[1]]}[{int(m[2]) + 1}]", pointer)


def _children(element: Element | None, name: str) -> list[Element]:
    return [] if element is None else [child for child in element if local_name(child) == name]


def _child(element: Element | None, name: str) -> Element | None:
    return next(iter(_children(element, name)), None)


def _text(element: Element | None, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else whole_text(child)


def _document(root: Element, version: str, findings: Findings, place: Place) -> dict[str, Any]:
    metadata = _child(root, "metadata")
    document: dict[str, Any] = {"bomFormat": "CycloneDX", "specVersion": version}
    _once(root, sorted(PARTS_OF_BOM), findings, place, "/bom")
    for plural in ("dependencies", "compositions", "services"):
        _only(_SINGULAR[plural], root, plural, findings, place, "/bom")
    if "serialNumber" in root.attrib:
        document["serialNumber"] = root.attrib["serialNumber"]
    number = root.attrib.get("version", "1")
    document["version"] = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else number
    subject = _child(metadata, "component")
    document["metadata"] = _present(
        timestamp=_text(metadata, "timestamp"),
        component=None if subject is None else _component(subject, findings, place, "/bom/metadata/component"),
        supplier=_organisation(_child(metadata, "supplier")),
        manufacturer=_organisation(_child(metadata, "manufacturer")),
        manufacture=_organisation(_child(metadata, "manufacture")),
        properties=_properties(metadata),
        lifecycles=_plain(_child(metadata, "lifecycles")),
        tools=_plain(_child(metadata, "tools")),
        authors=_authors(metadata),
    )
    document["properties"] = _properties(root)
    document["formulation"] = _plain(_child(root, "formulation"))
    document["components"] = _components(root, findings, place, "/bom")
    document["dependencies"] = [_dependency(each) for each in _children(_child(root, "dependencies"), "dependency")]
    document["services"] = _services(root)
    document["externalReferences"] = _references(root)
    compositions = _children(_child(root, "compositions"), "composition")
    document["compositions"] = [_composition(each) for each in compositions]
    document["vulnerabilities"] = _affected(root)
    document["annotations"] = _annotated(root)
    document["declarations"] = _declared(root)
    return document | _unknown(root, PARTS_OF_BOM)


def _no_bill(tag: str, place: Place) -> Finding:
    """What an XML document is instead of a bill, as far as its root tells."""
    from pratique.items.foreign import foreign_element

    if (found := foreign_element(tag)) is not None:
        message = f"This is {found[0]} (its root is {tag[:120]!r}), and no bill of materials that is read here."
        return Finding("bill.format", message, place, found[1])
    message = f"The XML element {tag[:120]!r} is no CycloneDX bill of materials."
    return Finding("cyclonedx.namespace", message, place, "Check the namespace; version 1.0 is not read.")


def _unknown(element: Element, known: frozenset[str]) -> dict[str, Any]:
    """The elements that CycloneDX does not have here, so that they are told and open the list as fields do.

    An element of another namespace is an extension, which the schema allows.
    """
    own = element.tag.rpartition("}")[0]
    found: dict[str, Any] = {}
    for child in element:
        name = local_name(child)
        if name and name not in known and child.tag.rpartition("}")[0] == own:
            found[name] = [_party(each) for each in child] or _party(child) if len(child) else (child.text or "")
    return found


def _party(element: Element) -> dict[str, Any]:
    party = _present(name=_text(element, "name"))
    return party | ({"type": element.attrib["type"]} if "type" in element.attrib else {})


def _affected(root: Element) -> list[dict[str, Any]]:
    listed = _children(_child(root, "vulnerabilities"), "vulnerability")
    targets = ([_text(one, "ref") for one in _children(_child(each, "affects"), "target")] for each in listed)
    return [{"affects": [{"ref": ref} for ref in refs if ref]} for refs in targets]


def _annotated(root: Element) -> list[dict[str, Any]]:
    listed = _children(_child(root, "annotations"), "annotation")
    subjects = (_children(_child(each, "subjects"), "subject") for each in listed)
    refs = ([one.attrib["ref"] for one in its if "ref" in one.attrib] for its in subjects)
    return [{"subjects": its, "text": _text(each, "text") or ""} for its, each in zip(refs, listed, strict=True)]


def _declared(root: Element) -> dict[str, Any]:
    """What declarations are about: their targets by name and reference, and the targets and words of their claims."""
    declarations = _child(root, "declarations")
    targets = _child(declarations, "targets")
    named = {
        kind: [_present(**{"bom-ref": each.attrib.get("bom-ref"), "name": _text(each, "name")}) for each in its]
        for kind in ("organizations", "components", "services")
        if (its := _children(_child(targets, kind), kind.removesuffix("s")))
    }
    said = ("target", "predicate", "reasoning")
    listed = _children(_child(declarations, "claims"), "claim")
    claims = [_present(**{name: _text(each, name) for name in said}) for each in listed]
    return _present(targets=named or None, claims=claims)


def _present(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _components(parent: Element, findings: Findings, place: Place, path: str) -> list[dict[str, Any]]:
    listed = [each for one in _children(parent, "components") for each in _children(one, "component")]
    _only("component", parent, "components", findings, place, path)
    return [
        _component(each, findings, place, f"{path}/components/component[{index}]")
        for index, each in enumerate(listed, 1)
    ]


def _only(singular: str, parent: Element, plural: str, findings: Findings, place: Place, path: str) -> None:
    """Say what stands in a list of one kind and is not of it: nothing of it is read. Extensions may stand there."""
    strange = dict.fromkeys(
        local_name(child)
        for one in _children(parent, plural)
        for child in one
        if local_name(child) not in (singular, "") and child.tag.rpartition("}")[0] == one.tag.rpartition("}")[0]
    )
    for name in strange:
        findings.add(
            "xml.misplaced",
            f"The element <{name[:80]}> has no place in <{plural}>; what it holds was not read.",
            Place(place.file, f"{path}/{plural}"),
            f"Move it to where it belongs, or write it as <{singular}>.",
            value=name[:80],
        )


def _once(element: Element, names: Iterable[str], findings: Findings, place: Place, path: str) -> None:
    """Say what stands several times where it may stand once."""
    found = Counter(local_name(child) for child in element)
    for name in names:
        if found[name] > 1:
            findings.add(
                "xml.repeated-element",
                f"There is <{name}> {found[name]} times, not once.",
                Place(place.file, path),
                "Keep one of them.",
                value=name,
            )


def _component(element: Element, findings: Findings, place: Place, path: str) -> dict[str, Any]:
    _once(element, ONCE, findings, place, path)
    record = _present(
        type=element.attrib.get("type"),
        name=_text(element, "name"),
        version=_text(element, "version"),
        group=_text(element, "group"),
        publisher=_text(element, "publisher"),
        author=_text(element, "author"),
        authors=_authors(element),
        description=_text(element, "description"),
        scope=_text(element, "scope"),
        purl=_text(element, "purl"),
        cpe=_text(element, "cpe"),
        manufacturer=_organisation(_child(element, "manufacturer")),
        supplier=_organisation(_child(element, "supplier")),
        hashes=_hashes(element),
        licenses=_licences(element),
        properties=_properties(element),
        externalReferences=_references(element),
        components=_components(element, findings, place, path),
        pedigree=_pedigree(element, findings, place, path),
        copyright=_text(element, "copyright"),
        evidence=_evidence(element),
        swid=_present(name=element_name(_child(element, "swid"))) or None,
        releaseNotes=_present(description=_text(_child(element, "releaseNotes"), "description")) or None,
    ) | _unknown(element, PARTS_OF_COMPONENT)
    record |= _present(**{each: _texts(element, each) for each in ("data", "tags", "modelCard", "cryptoProperties")})
    return record | {name: element.attrib[name] for name in ("bom-ref", "mime-type") if name in element.attrib}


def _texts(element: Element, name: str) -> list[str] | None:
    """Every text within the children of a name, where nothing but their words is read."""
    found = [text for child in _children(element, name) for each in child.itertext() if (text := each.strip())]
    return found or None


def _pedigree(element: Element, findings: Findings, place: Place, path: str) -> dict[str, Any] | None:
    """What a component was made from, with whoever made that."""
    pedigree = _child(element, "pedigree")
    found: dict[str, Any] = _present(notes=_text(pedigree, "notes"))
    for kind in ("ancestors", "descendants", "variants"):
        listed = _children(_child(pedigree, kind), "component")
        found |= {kind: [_component(each, findings, place, path) for each in listed]} if listed else {}
    return found or None


def _evidence(element: Element) -> dict[str, Any] | None:
    """As what a component was identified, by each field."""
    listed = _children(_child(element, "evidence"), "identity")
    fields = ("field", "concludedValue")
    told = [_present(**{name: _text(each, name) for name in fields}) for each in listed]
    return {"identity": told} if told else None


def element_name(element: Element | None) -> str | None:
    """The attribute `name` of an element, where there is one."""
    return None if element is None else element.attrib.get("name")


def _plain(element: Element | None) -> list[dict[str, Any]] | None:
    """What an element holds, every element in it as a table of its texts and attributes."""
    if element is None:
        return None
    found = []
    for each in element:
        told: dict[str, Any] = {**each.attrib, **{local_name(one): whole_text(one) for one in each}}
        inner = _plain(each) if len(each) else None
        found.append(told | ({"within": inner} if inner else {}))
    return found


def _organisation(element: Element | None) -> dict[str, Any] | None:
    if element is None:
        return None
    address = _child(element, "address")
    party = _present(name=_text(element, "name"))
    if address is not None:
        fields = ("country", "region", "locality", "streetAddress", "postalCode")
        party["address"] = _present(**{name: _text(address, name) for name in fields})
    if "bom-ref" in element.attrib:
        party["bom-ref"] = element.attrib["bom-ref"]
    reached = [
        _present(phone=_text(each, "phone"), email=_text(each, "email")) for each in _children(element, "contact")
    ]
    return party | _present(url=[whole_text(each) for each in _children(element, "url")], contact=reached)


def _authors(element: Element | None) -> list[dict[str, Any]]:
    listed = _children(_child(element, "authors"), "author")
    return [_present(name=_text(each, "name")) for each in listed]


def _properties(element: Element | None) -> list[dict[str, str]]:
    listed = _children(_child(element, "properties"), "property")
    return [
        _present(name=each.attrib.get("name"), value=whole_text(each) or each.attrib.get("value", ""))
        for each in listed
    ]


def _references(element: Element) -> list[dict[str, Any]]:
    """External references as JSON has them."""
    listed = _children(_child(element, "externalReferences"), "reference")
    told = ("url", "comment")
    return [
        _present(type=each.attrib.get("type"), hashes=_hashes(each), **{name: _text(each, name) for name in told})
        for each in listed
    ]


def _services(element: Element) -> list[dict[str, Any]]:
    listed = _children(_child(element, "services"), "service")
    made = [
        _present(name=_text(each, "name"), provider=_organisation(_child(each, "provider")), services=_services(each))
        for each in listed
    ]
    for each, service in zip(listed, made, strict=True):
        if "bom-ref" in each.attrib:
            service["bom-ref"] = each.attrib["bom-ref"]
    return made


def _hashes(element: Element) -> list[dict[str, str]]:
    listed = _children(_child(element, "hashes"), "hash")
    return [{"alg": each.attrib.get("alg", ""), "content": whole_text(each)} for each in listed]


def _licences(element: Element) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for each in _child(element, "licenses") or ():
        if local_name(each) == "expression":
            found.append({"expression": whole_text(each)})
        elif local_name(each) == "license":
            found.append({"license": _present(**{name: _text(each, name) for name in ("id", "name", "url")})})
    return found


def _dependency(element: Element) -> dict[str, Any]:
    targets = [each.attrib.get("ref", "") for each in _children(element, "dependency")]
    return _present(ref=element.attrib.get("ref"), dependsOn=targets)


def _composition(element: Element) -> dict[str, Any]:
    assemblies = [each.attrib.get("ref", "") for each in _children(_child(element, "assemblies"), "assembly")]
    depending = [each.attrib.get("ref", "") for each in _children(_child(element, "dependencies"), "dependency")]
    weak = [each.attrib.get("ref", "") for each in _children(_child(element, "vulnerabilities"), "vulnerability")]
    told = {"assemblies": assemblies, "dependencies": depending, "vulnerabilities": weak or None}
    return _present(aggregate=_text(element, "aggregate"), **told)
