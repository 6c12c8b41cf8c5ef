"""What a clever supplier writes into a bill so that a part crosses: none of it clears, in any format.

One bill is of a bracket, says that it is complete and clears; whatever names a modem beside it must leave it open.
The other is of a modem by a maker who is not linked, says that its sources are complete and clears; whatever names a
linked party beside the maker must not.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from tests.safety.inputs import (
    BRACKET,
    FORMATS,
    KNOWN_ON,
    MODEM,
    SERIAL,
    answers,
    as_spdx2,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
    refs_of,
    table,
)

OWN = f"{SERIAL}0"
COMPLETE = {"aggregate": "complete", "assemblies": [f"urn:cdx:{OWN[9:]}/1"]}
OTHER = "urn:cdx:bbbbbbbb-395b-41f5-a30f-a58921a69b79/1"
FOREIGN = {"name": "Quectel"}
CLEAN = line("m", "EC25-AF LTE modem", "Acme")
Data = dict[str, Any]


def asked(folder: Path, data: bytes, name: str, complete: bool = False) -> Any:
    try:
        refs = refs_of(data)
    except InvalidInput:
        return "refused"
    given = dossier(name, answers=answers(*dict.fromkeys(refs)))
    given["vehicles"][0] |= {"parts_complete": True} if complete else {}
    return outcome(lay(folder, given, {name: data}))


# --- CycloneDX: a part that stands where nobody looks ----------------------------------------------------------


def whole(**fields: Any) -> Data:
    """The complete bill of a bracket, with other fields."""
    return cyclonedx([BRACKET], serialNumber=OWN, **{"compositions": [COMPLETE], **fields})


def modem() -> Data:
    return dict(cyclonedx([MODEM])["components"][0])


def bracket(**fields: Any) -> Data:
    return cyclonedx([BRACKET])["components"][0] | fields


PLACES = {
    "a field in capitals": whole(Components=[modem()]),
    "a field in the singular": whole(component=[modem()]),
    "a field of a vendor": whole(hardware={"components": [modem()]}),
    "a field called parts": whole(parts=[modem()]),
    "metadata in capitals": whole(Metadata={"component": modem()}),
    "nested in capitals": whole(components=[bracket(Components=[modem()])]),
    "nested in the singular": whole(components=[bracket(component=[modem()])]),
    "nested under another name": whole(components=[bracket(subcomponents=[modem()])]),
    "nested as assemblies": whole(components=[bracket(assemblies={"of": modem()})]),
    "in the subject, in capitals": whole(
        metadata={"component": {"type": "platform", "name": "car", "bom-ref": "r", "Components": [modem()]}}
    ),
    "dependencies that are incomplete": whole(
        compositions=[COMPLETE, {"aggregate": "incomplete", "dependencies": ["b"]}]
    ),
    "dependencies of which nothing is known": whole(
        compositions=[COMPLETE, {"aggregate": "unknown", "dependencies": ["b"]}]
    ),
    "an assembly that is incomplete": whole(
        compositions=[COMPLETE, {"aggregate": "incomplete_third_party_only", "assemblies": ["b"]}]
    ),
    "one service and no list": whole(services={"name": "cloud"}),
    "what a weakness affects": whole(vulnerabilities=[{"id": "CVE-1", "affects": [{"ref": "quectel-modem"}]}]),
    "what a weakness affects elsewhere": whole(vulnerabilities=[{"id": "CVE-1", "affects": [{"ref": f"{OTHER}#m"}]}]),
    "what a declaration is about": whole(declarations={"targets": {"components": [modem()]}}),
    "a service that a declaration is about": whole(declarations={"targets": {"services": [{"name": "cloud"}]}}),
    "one target and no list": whole(declarations={"targets": {"components": modem()}}),
    "a claim of what is nowhere": whole(declarations={"claims": [{"target": "quectel-modem", "predicate": "safe"}]}),
    "what a note is about": whole(annotations=[{"subjects": ["quectel-modem"], "text": "a modem"}]),
    "a link whose type is in capitals": whole(
        components=[bracket(externalReferences=[{"type": "BOM", "url": OTHER}])]
    ),
    "a link of another type": whole(components=[bracket(externalReferences=[{"type": "other", "url": OTHER}])]),
    "one link and no list": whole(components=[bracket(externalReferences={"type": "bom", "url": OTHER})]),
    "a dependency under another name": whole(dependencies=[{"ref": "b", "contains": ["quectel-modem"]}]),
    "a dependency in capitals": whole(dependencies=[{"ref": "b", "DependsOn": ["quectel-modem"]}]),
    "who supplied what is not listed": whole(metadata={"supplier": FOREIGN}),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_part_in_an_unusual_place_leaves_a_bill_open(place: str, indent: int | None, tmp_path: Path) -> None:
    data = json.dumps(PLACES[place], indent=indent).encode()
    assert not clears(asked(tmp_path, data, "bom.json"))
    if "nothing is known" not in place:  # of which its owner may know more
        assert not clears(asked(tmp_path / "own", data, "bom.json", complete=True))
    assert clears(asked(tmp_path / "without", json.dumps(whole(), indent=indent).encode(), "bom.json"))


def test_a_declaration_about_a_line_or_its_maker_leaves_a_bill_as_it_is(tmp_path: Path) -> None:
    told = bracket()
    targets = {"components": [told], "organizations": [{"bom-ref": "maker", "name": "Acme"}]}
    claims = [{"target": each, "predicate": "made with care"} for each in (told["bom-ref"], "maker")]
    data = json.dumps(whole(declarations={"targets": targets, "claims": claims})).encode()
    assert clears(asked(tmp_path, data, "bom.json"))


XML_PLACES = {
    "parts": "<parts><part><name>EC25</name></part></parts>",
    "component": '<component type="device"><name>EC25</name></component>',
    "Components": '<Components><component type="device"><name>EC25</name></component></Components>',
    "affects": "<vulnerabilities><vulnerability><affects><target><ref>quectel-modem</ref></target></affects>"
    "</vulnerability></vulnerabilities>",
    "targets": '<declarations><targets><components><component type="device"><name>EC25</name></component>'
    "</components></targets></declarations>",
    "claims": "<declarations><claims><claim><target>quectel-modem</target></claim></claims></declarations>",
    "annotations": '<annotations><annotation><subjects><subject ref="quectel-modem"/></subjects></annotation>'
    "</annotations>",
    "incomplete": "<compositions><composition><aggregate>incomplete</aggregate><dependencies>"
    '<dependency ref="b"/></dependencies></composition></compositions>',
}


@pytest.mark.parametrize("place", XML_PLACES)
def test_nor_in_xml(place: str, tmp_path: Path) -> None:
    text = as_xml([BRACKET]).decode()
    data = text.replace("</components></bom>", f"</components>{XML_PLACES[place]}</bom>").encode()
    assert clears(asked(tmp_path / "without", text.encode(), "bom.xml", complete=True))
    assert not clears(asked(tmp_path, data, "bom.xml", complete=True))


def spdx2(lines: list[Any], package: Data | None = None, **fields: Any) -> bytes:
    data: Data = json.loads(as_spdx2(lines)) | fields
    data["packages"][0] |= package or {}
    return json.dumps(data).encode()


GONE = {"SPDXID": "SPDXRef-x", "name": "EC25"}
SPDX2_PLACES = {
    "Packages": spdx2([BRACKET], Packages=[GONE]), "package": spdx2([BRACKET], package=None, elements=[GONE]),
    "in a package": spdx2([BRACKET], {"packages": [GONE]}), "hasFiles": spdx2([BRACKET], {"hasFiles": ["SPDXRef-x"]}),
    "Relationships": spdx2([BRACKET], Relationships=[{"relatedSpdxElement": "SPDXRef-x"}]),
}  # fmt: skip


@pytest.mark.parametrize("place", SPDX2_PLACES)
def test_nor_in_spdx_2(place: str, tmp_path: Path) -> None:
    assert clears(asked(tmp_path / "without", spdx2([BRACKET]), "bom.json", complete=True))
    assert not clears(asked(tmp_path, SPDX2_PLACES[place], "bom.json", complete=True))


def spdx3(*more: Data, line: Any = CLEAN, package: Data | None = None, **top: Any) -> bytes:
    data = json.loads(FORMATS["spdx3"][1]([line]))
    found = next(each for each in data["@graph"] if each["type"] == "software_Package")
    found |= package or {}
    info = {"creationInfo": "_:creationinfo"}
    data["@graph"] += [{**info, **each, **({"from": found["spdxId"]} if "to" in each else {})} for each in more]
    return json.dumps(data | top).encode()


def edge(kind: str, to: str, **fields: Any) -> Data:
    return {"type": "Relationship", "spdxId": "urn:x:edge", "relationshipType": kind, "to": [to], **fields}


AGENT = {"type": "Organization", "spdxId": "urn:x:q", "name": "Quectel"}
SPDX3_PLACES = {
    "another graph": spdx3(**{"@Graph": [GONE]}), "graph": spdx3(graph=[GONE]),
    "an abstract class": spdx3({"type": "Artifact", "spdxId": "urn:x:h", "name": "EC25"}),
    "an element that is not there": json.dumps(
        {**(all_of := json.loads(spdx3())), "@graph": [
            each | ({"element": ["urn:x:gone"]} if each["type"] == "SpdxDocument" else {})
            for each in all_of["@graph"]]}
    ).encode(),
    "incomplete": spdx3(edge("contains", "NoneElement", completeness="incomplete")),
    "incomplete dependencies": spdx3(edge("dependsOn", "NoneElement", completeness="incomplete")),
    **{kind: spdx3(AGENT, edge(kind, "urn:x:q")) for kind in ("publishedBy", "availableFrom", "other")},
}  # fmt: skip


@pytest.mark.parametrize("place", SPDX3_PLACES)
def test_nor_in_spdx_3(place: str, tmp_path: Path) -> None:
    assert clears(asked(tmp_path / "without", spdx3(), "bom.json", complete=True))
    assert not clears(asked(tmp_path, SPDX3_PLACES[place], "bom.json", complete=True))


# --- a party beside the maker ----------------------------------------------------------------------------------


def made(*properties: tuple[str, str], **fields: Any) -> bytes:
    component = cyclonedx([CLEAN])["components"][0] | fields
    component["properties"] = [*component["properties"], *({"name": n, "value": v} for n, v in properties)]
    return json.dumps(cyclonedx([], serialNumber=OWN, compositions=[COMPLETE]) | {"components": [component]}).encode()


NAME = "pratique:party:supplier:1:name"
PARTIES = {
    "Supplier": made(Supplier=FOREIGN), "manufacture": made(manufacture=FOREIGN), "Author": made(Author="Quectel"),
    "an ancestor": made(pedigree={"ancestors": [{"type": "device", "name": "EC25", "manufacturer": FOREIGN}]}),
    "an ancestor's ancestor": made(pedigree={"ancestors": [
        {"type": "device", "name": "x", "pedigree": {"ancestors": [{"type": "device", "supplier": FOREIGN}]}}]}),
    "a second word on the sources": made(("pratique:sources", "incomplete")),
    "capitals": made((NAME.upper(), "Quectel")), "one capital": made((NAME.title(), "Quectel")),
    "dots": made((NAME.replace(":", "."), "Quectel")), "a blank": made((f" {NAME}", "Quectel")),
    "another role in capitals": made(("pratique:party:Supplier:1:name", "Quectel")),
}  # fmt: skip


@pytest.mark.parametrize("kind", PARTIES)
def test_a_party_in_an_unusual_place_is_heard(kind: str, tmp_path: Path) -> None:
    assert clears(asked(tmp_path / "without", made(), "bom.json"))
    assert not clears(asked(tmp_path, PARTIES[kind], "bom.json"))


@pytest.mark.parametrize("comment", ["pratique:sources=incomplete", "Pratique:party:supplier:name=Quectel"])
def test_nor_is_an_annotation_of_spdx_2_passed_over(comment: str, tmp_path: Path) -> None:
    told = {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "OTHER"}
    listed = json.loads(as_spdx2([CLEAN]))["packages"][0]["annotations"]
    for extra, expected in ((None, True), (comment, False)):
        more = [{**told, "comment": extra}] if extra else []
        data = spdx2([CLEAN], {"annotations": [*listed, *more]})
        assert clears(asked(tmp_path / str(expected), data, "bom.json", complete=True)) is expected
    assert not clears(asked(tmp_path, spdx2([CLEAN], {"Originator": "Organization: Quectel"}), "bom.json", True))


HEADERS = [
    "vendor", "Alternate manufacturer", "MFR 2", "designer", "Zweithersteller", "Zulieferer", "Fabrikant", "OEM",
    "brand", "Producer", "Second supplier", "代工厂", "供货厂家", "Developed by", "Equivalent part of",
]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_a_column_that_is_not_read_and_may_name_a_party_leaves_the_sources_open(header: str, tmp_path: Path) -> None:
    rows = table([CLEAN])
    for name, added, expected in (("with", [header, "Quectel"], False), ("empty", [header, ""], True)):
        text = io.StringIO()
        csv.writer(text).writerows([[*row, cell] for row, cell in zip(rows, added, strict=True)])
        assert clears(asked(tmp_path / name, text.getvalue().encode(), "bom.csv", complete=True)) is expected


def test_comments_on_cells_are_told() -> None:
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    book, data = load_workbook(io.BytesIO(FORMATS["xlsx"][1]([CLEAN]))), io.BytesIO()
    book.worksheets[0]["E2"].comment = Comment("Quectel since 2026", "a person")
    book.save(data)
    assert any(each.code == "xlsx.comments" for each in read_bill(data.getvalue()).findings)


# --- evidence of another day -----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["vehicles", "answers"])
def test_what_was_asserted_only_later_settles_nothing(table: str, tmp_path: Path) -> None:
    data = dossier("bom.json", answers=answers("b"))
    for day, expected in (("2026-11-01", True), ("2099-01-01", False)):
        told = {"value": False, "asserted_on": day, "source": "a mail", "basis": "asserted"}
        given = json.loads(json.dumps(data))
        if table == "vehicles":
            given["vehicles"][0]["mechanical_power"] = told
        else:
            del given["vehicles"][0]["mechanical_power"]
            given["answers"].append({"entity": "car", "fact": "vehicle.mechanical_power", **told})
        bill = {"bom.json": json.dumps(cyclonedx([MODEM])).encode()}
        given["answers"] += [each | {"entity": "m"} for each in answers("m")]
        given["answers"] = [each for each in given["answers"] if each["entity"] != "b"]
        found = check(lay(tmp_path / day, given, bill), known_on=KNOWN_ON)
        assert (Outcome.named(found.verdict.worst) <= Outcome.AUTHORIZED) is expected
        assert any("settles nothing" in each.note for each in found.conflicts) is not expected


# --- documents that are no bill --------------------------------------------------------------------------------

NO_BILLS: dict[str, Data] = {
    "syft": {"artifacts": [], "source": {}, "descriptor": {}}, "CSAF": {"document": {}, "product_tree": {}},
    "Catena-X": {"catenaXId": "urn:uuid:1", "childItems": []}, "trivy": {"SchemaVersion": 2, "ArtifactName": "x"},
    "OpenVEX": {"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}, "npm": {"lockfileVersion": 3},
}  # fmt: skip


def in_envelope(data: Data) -> Data:
    statement = {"_type": "s", "predicateType": "p", "predicate": data}
    payload = base64.b64encode(json.dumps(statement).encode()).decode()
    return {"payloadType": "application/vnd.in-toto+json", "payload": payload, "signatures": []}


@pytest.mark.parametrize("name", NO_BILLS)
@pytest.mark.parametrize("wrapped", [dict, lambda it: {"sbom": it}, in_envelope], ids=["bare", "host", "envelope"])
def test_a_document_that_is_no_bill_is_named(name: str, wrapped: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_bill(json.dumps(wrapped(NO_BILLS[name])).encode())
    (finding,) = refused.value.findings
    assert name in finding.message
    assert finding.next_step
