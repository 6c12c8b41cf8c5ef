"""A blemish in a foreign bill from which nothing follows in law is told with its place, and the rest counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.items.bill import Bill
from pratique.items.join import join_bills
from pratique.items.readers import read_bill
from tests.running import run

from .bills import codes, component, document

MODEM = component(name="EC25", manufacturer={"name": "Quectel"}, **{"bom-ref": "m"})
CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
SPDX3: dict[str, Any] = {"type": "software_Package", "spdxId": "https://e.org/m", "name": "EC25"}


def cyclonedx(*components: Any, **fields: Any) -> bytes:
    return json.dumps(document(*components, MODEM, **fields)).encode()


def xml(head: str = 'version="1"', inside: str = "", parts: str = "", declaration: str = "") -> str:
    return (
        f'{declaration}<bom xmlns="http://cyclonedx.org/schema/bom/1.6" {head}>{inside}<components>{parts}'
        '<component type="device" bom-ref="m"><name>EC25</name></component></components></bom>'
    )


def spdx2(*packages: Any, relations: tuple[tuple[str, str, str], ...] = (), **fields: Any) -> bytes:
    modem = {"SPDXID": "SPDXRef-m", "name": "EC25", "originator": "Organization: Quectel"}
    names = ("spdxElementId", "relationshipType", "relatedSpdxElement")
    related = [dict(zip(names, relation, strict=True)) for relation in relations]
    made = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "packages": [*packages, modem]}
    return json.dumps({**made, "relationships": related, **fields}).encode()


def spdx3(*elements: Any) -> bytes:
    return json.dumps({"@context": CONTEXT, "@graph": [*elements, SPDX3]}).encode()


A = {"SPDXID": "SPDXRef-a", "name": "a"}
SELF = {
    "type": "Relationship",
    "spdxId": "https://e.org/r",
    "relationshipType": "contains",
    "from": "https://e.org/m",
    "to": ["https://e.org/m"],
}
BLEMISHES: dict[str, tuple[bytes, str, str]] = {
    "a timestamp with words": (
        cyclonedx(metadata={"timestamp": "2022-04-18 21:15:00 +0000 UTC"}),
        "cyclonedx.timestamp",
        "/metadata/timestamp",
    ),
    "a day for a timestamp": (
        cyclonedx(metadata={"timestamp": "2026-01-01"}),
        "cyclonedx.timestamp",
        "/metadata/timestamp",
    ),
    "a number for a timestamp": (cyclonedx(metadata={"timestamp": 1650000000}), "json.type", "/metadata/timestamp"),
    "no text for a timestamp": (cyclonedx(metadata={"timestamp": ["2026"]}), "json.type", "/metadata/timestamp"),
    "a serial number of its own": (cyclonedx(serialNumber="bom-17"), "cyclonedx.serialNumber", "/serialNumber"),
    "a version of the bill in quotes": (cyclonedx(version="1"), "cyclonedx.version", "/version"),
    "a version of the bill with a point": (cyclonedx(version=1.2), "cyclonedx.version", "/version"),
    "a numeric version": (cyclonedx(component(version=1.2)), "json.type", "/components/0/version"),
    "a list for a version": (cyclonedx(component(version=[1, 2])), "json.type", "/components/0/version"),
    "a numeric name": (cyclonedx({"type": "device", "name": 7400}), "json.type", "/components/0/name"),
    "no name": (cyclonedx({"type": "device"}), "cyclonedx.component.name", "/components/0"),
    "no type": (cyclonedx({"name": "a"}), "cyclonedx.component.type", "/components/0"),
    "a type of its own": (cyclonedx(component(type="gadget")), "cyclonedx.component.type", "/components/0/type"),
    "an empty reference": (
        cyclonedx(component(**{"bom-ref": ""})),
        "cyclonedx.component.bom-ref",
        "/components/0/bom-ref",
    ),
    "XML: a timestamp": (
        xml(inside="<metadata><timestamp>yesterday</timestamp></metadata>").encode(),
        "cyclonedx.timestamp",
        "/bom/metadata/timestamp",
    ),
    "XML: a version": (xml('version="1.0"').encode(), "cyclonedx.version", "/bom/version"),
    "XML: no name": (
        xml(parts='<component type="device"/>').encode(),
        "cyclonedx.component.name",
        "/bom/components/component[1]",
    ),
    "SPDX 2: a numeric version": (spdx2({**A, "versionInfo": 1.2}), "json.type", "/packages/0/versionInfo"),
    "SPDX 2: no name": (spdx2({"SPDXID": "SPDXRef-a"}), "spdx.package.name", "/packages/0"),
    "SPDX 2: no identifier": (spdx2({"name": "a"}), "spdx.package.SPDXID", "/packages/0"),
    "SPDX 2: created, a number": (spdx2(creationInfo={"created": 2022}), "json.type", "/creationInfo/created"),
    "SPDX 2: contains itself": (
        spdx2(relations=(("SPDXRef-m", "CONTAINS", "SPDXRef-m"),)),
        "bill.assembly.cycle",
        "/packages/0",
    ),
    "SPDX 2: contained in itself": (
        spdx2(relations=(("SPDXRef-m", "CONTAINED_BY", "SPDXRef-m"),)),
        "bill.assembly.cycle",
        "/packages/0",
    ),
    "SPDX 2: contain each other": (
        spdx2(A, relations=(("SPDXRef-m", "CONTAINS", "SPDXRef-a"), ("SPDXRef-a", "CONTAINS", "SPDXRef-m"))),
        "bill.assembly.cycle",
        "/packages/1",
    ),
    "SPDX 3: a numeric version": (
        spdx3({**SPDX3, "spdxId": "https://e.org/a", "software_packageVersion": 2}),
        "json.type",
        "/@graph/0/software_packageVersion",
    ),
    "SPDX 3: no name": (
        spdx3({"type": "software_Package", "spdxId": "https://e.org/a"}),
        "spdx.package.name",
        "/@graph/0",
    ),
    "SPDX 3: contains itself": (spdx3(SELF), "bill.assembly.cycle", "/@graph/1"),
    "CSV: a level that skips": (
        b"level,name,type,manufacturer\n1,TCU,device,\n3,EC25,device,Quectel\n",
        "table.level.gap",
        "row 3",
    ),
    "CSV: a level that is none": (
        b"level,name,type,manufacturer\nx,TCU,device,\n1,EC25,device,Quectel\n",
        "table.level",
        "row 2",
    ),
    "CSV: a position without its assembly": (
        b"level,name,type,manufacturer\n1,TCU,device,\n2.1,EC25,device,Quectel\n",
        "table.level.gap",
        "row 3",
    ),
    "CSV: holds itself": (b"ref,name,parent\nm,EC25,m\n", "bill.assembly.cycle", "row 2"),
}


@pytest.mark.parametrize("name", BLEMISHES)
def test_a_blemish_is_a_warning_with_its_place_and_the_rest_counts(name: str) -> None:
    content, code, place = BLEMISHES[name]
    bill = read_bill(content, name="bom")
    assert "EC25" in [line.name for line in bill.lines]
    assert {finding.severity for finding in bill.findings} <= {"warning", "note"}
    found = next(finding for finding in bill.findings if finding.code == code)
    assert found.severity == "warning"
    assert found.place.pointer == place
    bill.refuse()


@pytest.mark.parametrize("name", ["a timestamp with words", "no name", "XML: no name", "SPDX 2: contains itself"])
def test_check_answers_over_a_blemish_and_says_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "bill").write_bytes(BLEMISHES[name][0])
    ran = run("check", tmp_path / "bill", "--into", "US", "--act", "sale", "--on", "2026-11-22", "--format", "json")
    assert ran.status == 3
    _, code, place = BLEMISHES[name]
    told = [each["about"] for each in json.loads(ran.raw)["findings"]]
    assert [each for each in told if each.endswith(place)], (code, told)


def test_a_part_without_name_or_type_is_a_part_of_which_nothing_is_known() -> None:
    bill = read_bill(cyclonedx({"bom-ref": "x"}))
    assert [line.ref for line in bill.lines] == ["x", "m"]
    assert not bill.lines[0].shape.values
    assert len(bill.parts.elements) == 2


def test_a_number_keeps_the_text_it_has() -> None:
    bill = read_bill(cyclonedx(component(version=1.5)).replace(b"1.5", b"1.10"))
    assert bill.lines[0].version == "1.10"


@pytest.mark.parametrize("fault", [{"supplier": {"name": 3}}, {"manufacturer": []}, {"components": {"a": 1}}])
def test_what_may_hide_a_party_or_a_part_stays_an_error(fault: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        read_bill(cyclonedx(component(**fault))).refuse()


def test_a_bill_whose_version_cannot_be_counted_is_never_set_aside() -> None:
    serial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
    subject = {"component": component(type="device", name="TCU")}

    def bill(version: Any) -> Bill:
        return read_bill(cyclonedx(metadata=subject, serialNumber=serial, version=version), name=f"{version}")

    assert len(join_bills([bill(1), bill(2)]).bills) == 1
    assert len(join_bills([bill("latest"), bill(2)]).bills) == 2
    assert len(join_bills([bill("1"), bill(2.0)]).bills) == 1


# --- encodings --------------------------------------------------------------------------------------------------

DECLARED = '<?xml version="1.0" encoding="{}"?>\n'


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("said", ["utf-16", "UTF-16", "Unicode"])
def test_xml_is_read_in_the_encoding_it_is_in(codec: str, said: str) -> None:
    text = xml(declaration=DECLARED.format(said)).replace("EC25", "上海 EC25")
    bill = read_bill(text.encode(codec))
    assert [line.name for line in bill.lines] == ["上海 EC25"]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_xml_with_a_mark_of_either_order(mark: bytes) -> None:
    text = xml(declaration=DECLARED.format("utf-16"))
    data = mark + text.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be")
    assert read_bill(data).lines[0].name == "EC25"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", [cyclonedx().decode(), spdx2().decode(), spdx3().decode(), "ref,name,type\nU1,EC25,device\n"]
)
def test_a_wide_encoding_that_nothing_announces_is_named(codec: str, text: str) -> None:
    if text.startswith("ref") and "16" in codec:  # a table is read, and says so
        bill = read_bill(text.encode(codec))
        assert ([line.name for line in bill.lines], codes(bill)) == (["EC25"], ["table.encoding"])
        return
    with pytest.raises(InvalidInput) as refused:
        read_bill(text.encode(codec))
    (finding,) = refused.value.findings
    assert finding.code == "file.encoding"
    assert ("UTF-32" if "32" in codec else "UTF-16") in finding.message
    assert "Save it as UTF-8" in finding.next_step


# --- SPDX 3 without a graph -------------------------------------------------------------------------------------

CREATED = {
    "type": "CreationInfo",
    "specVersion": "3.0.1",
    "created": "2024-01-01T00:00:00Z",
    "createdBy": ["https://e.org/p"],
}


def test_an_spdx_3_document_may_be_one_element() -> None:
    maker = {"type": "Organization", "spdxId": "https://e.org/q", "name": "Quectel"}
    one = {"@context": CONTEXT, **SPDX3, "creationInfo": CREATED, "originatedBy": [maker]}
    bill = read_bill(json.dumps(one, indent=2).encode())
    assert [line.name for line in bill.lines] == ["EC25"]
    assert [source.name for source in bill.lines[0].shape.sources] == ["Quectel"]
    assert (bill.spec_version, bill.closed) == ("3.0.1", False)
    assert bill.record(bill.lines[0])["name"] == "EC25"
    bill.refuse()


@pytest.mark.parametrize("indent", [None, 1])
def test_what_stands_inside_the_one_element_is_read_too(indent: int | None) -> None:
    one = {
        "@context": CONTEXT,
        "type": "SpdxDocument",
        "spdxId": "https://e.org/d",
        "creationInfo": CREATED,
        "rootElement": ["https://e.org/m"],
        "element": [SPDX3, {**SPDX3, "spdxId": "https://e.org/n", "name": "n"}],
    }
    bill = read_bill(json.dumps(one, indent=indent).encode())
    assert [line.name for line in bill.lines] == ["EC25", "n"]
    assert [bill.record(line)["name"] for line in bill.lines] == ["EC25", "n"]
    assert (bill.subject, bill.outside) == (0, [])


def test_an_spdx_3_document_without_graph_and_element_is_refused() -> None:
    assert [f.code for f in read_bill(json.dumps({"@context": CONTEXT}).encode()).findings] == ["spdx.graph"]
