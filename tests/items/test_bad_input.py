"""Bad input: every finding at once where there is something to read, and else a refusal; never anything else."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.items.tables.read import Columns

from .bills import codes, component, document, read


def refusal(data: bytes, columns: Columns | None = None) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_bill(data, columns, name="bom")
    return refused.value.findings[0].code


GOOD = json.dumps(document(component(name="a"), component(name="b"))).encode()


def test_truncated_json_says_where_it_ends():
    for cut in (1, len(GOOD) // 2, len(GOOD) - 1):
        with pytest.raises(InvalidInput) as refused:
            read_bill(GOOD[:cut])
        finding = refused.value.findings[0]
        assert finding.code == "json.syntax"
        assert finding.place.line == 1
        assert finding.place.offset is not None
        assert finding.place.offset <= cut


def test_a_missing_file_and_a_directory_are_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InvalidInput) as refused:
            read_bill(path)
        assert refused.value.findings[0].code in ("file.missing", "file.not-regular")


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"\0\1\2\3", b"null", b'"text"', b"[]", b"[1,2]", b"{", b"\x89PNG\r\n"]
)
def test_what_is_no_bill_is_refused(data):
    refusal(data)


def test_wrong_encodings():
    latin = (
        '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"device","name":"Stra\xdfe"}]}'.encode(
            "latin-1"
        )
    )
    assert refusal(latin) == "file.encoding"
    assert refusal(GOOD.replace(b'"a"', b'"a", "copyright": "\xa9"')) == "file.encoding"
    for encoding in ("utf-8-sig", "utf-16"):
        text = json.dumps(document(component(name="上海")), ensure_ascii=False)
        assert read_bill(text.encode(encoding)).lines[0].name == "上海"
    assert refusal("Name;Wert\n上海;1".encode("gbk") + b"\xff") == "file.encoding"


XML = b"""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="device"><name>b</name>
</component></components></bom>"""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD.replace(b'"a"', b'"@"'), "bill.text.long"),
        (GOOD.replace(b'"a"', b'"a", "version": "@"'), "bill.text.long"),
        (GOOD.replace(b'"a"', b'"a", "description": "@"'), "bill.record.large"),
        (GOOD.replace(b'"a"', b'"a", "supplier": {"name": "@"}'), "bill.record.large"),
        (b'{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"b","name":"@"}]}', "bill.text.long"),
        (XML.replace(b">b<", b">@<"), "bill.text.long"),
    ],
)
def test_one_endless_string_is_refused_and_carried_no_further(data, code):
    bill = read_bill(data.replace(b"@", b"x" * 20_000_000))
    assert code in codes(bill)
    assert all(len(line.name) <= 1 << 17 for line in bill.lines)
    assert len(str(bill.findings.items)) < 10_000
    with pytest.raises(InvalidInput):
        bill.refuse()


def test_a_hundred_megabytes_in_one_cell_are_refused():
    assert refusal(b"name,type\n" + b"x" * 100_000_000 + b",device\n") == "csv.syntax"


def test_deep_nesting_is_refused_or_cut_with_a_finding():
    for depth in (250, 100_000):
        assert refusal(XML.replace(b">b<", b">b" + b"<a>" * depth + b"</a>" * depth + b"<")) == "xml.depth"
    assert refusal(b'{"bomFormat":"CycloneDX","components":' + b"[" * 100_000 + b"]" * 100_000 + b"}") == "json.depth"
    nested = b'{"type":"device","name":"n","components":[' * 300 + b"]}" * 300
    bill = read_bill(GOOD.replace(b'"components": [', b'"components": [' + nested + b","))
    assert "cyclonedx.depth" in codes(bill)
    assert len(bill.lines) > 200


HEAD = '{"bomFormat":"CycloneDX","specVersion":"1.6",'


@pytest.mark.parametrize(
    "text",
    [
        HEAD + '"specVersion":"1.5","components":[]}',
        HEAD + '"components":[{"type":"device","name":"a","name":"b"}]}',
        HEAD + '"components":[{"type":"device","name":"a"  ,\n "n\\u0061me"\t:"b"}]}',
        HEAD + '"components":[{"type":"device","name":"a","supplier":{"name":"x","name":"y"}}]}',
        HEAD
        + '"components":[{"type":"device","name":"a","components":[{"type":"file","type":"device","name":"c"}]}]}',
        HEAD + '"components":[],"metadata":{"timestamp":"2026-01-01T00:00:00Z","timestamp":"2026-01-02T00:00:00Z"}}',
        '{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"a","name":"a","supplier":"NONE","supplier":"Tool: x"}]}',
        '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"Tool","type":"Tool"}]}',
    ],
)
def test_a_repeated_key_is_found_wherever_it_is_read(text):
    assert "json.duplicate-key" in codes(read_bill(text.encode()))


def test_keys_are_counted_right_where_strings_look_like_keys():
    tricky = component(name='":', version='a":b', description='{"name":"x","name":"y"}', **{"bom-ref": "\\"})
    assert codes(read(tricky, tricky | {"bom-ref": ' " :'}, {"type": "device", "name": ":"})) == []


def test_duplicate_components_are_kept():
    bill = read(component(name="a", **{"bom-ref": "r"}), component(name="a", **{"bom-ref": "r"}))
    assert [line.ref for line in bill.lines] == ["r", "r"]
    assert codes(bill) == ["bill.ref.repeated"]
    assert len({line.entity.key for line in bill.lines}) == 2


def test_every_fault_is_found_at_once():
    bill = read(
        {"name": "no type"}, {"type": "device"}, {"type": 7, "name": "n"}, "no object", component(type="gadget"),
        component(supplier={"name": 3}), component(components={"a": 1}), component(name="fine"),
        specVersion="9.9", serialNumber="x", metadata={"timestamp": "yesterday"},
    )  # fmt: skip
    assert len(bill.lines) == 8
    assert {
        "cyclonedx.component.type", "cyclonedx.component.name", "json.type", "cyclonedx.organisation", "json.array",
        "cyclonedx.specVersion", "cyclonedx.serialNumber", "cyclonedx.timestamp",
    } <= set(codes(bill))  # fmt: skip
    pointers = [finding.place.pointer or "" for finding in bill.findings]
    assert all(any(p.startswith(f"/components/{n}") for p in pointers) for n in range(7))
    assert not any(p.startswith("/components/7") for p in pointers)


BOMB = """<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="device"><name>&b;</name></component>
</components></bom>"""


def test_xml_entities_foreign_namespaces_and_stumps_are_refused():
    assert refusal(BOMB.encode()) == "xml.entities"
    assert refusal(b"<html><body/></html>") == "bill.format"
    assert refusal(b"<strange/>") == "cyclonedx.namespace"
    assert refusal(b'<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>') == "xml.syntax"


def test_xml_that_says_a_thing_twice_is_found():
    text = """<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
      <component type="device"><name>a</name><name>b</name></component><component><name>c</name></component>
      </components></bom>"""
    bill = read_bill(text.encode())
    assert [line.name for line in bill.lines] == ["a", "c"]
    assert sorted(codes(bill)) == ["cyclonedx.component.type", "xml.repeated-element"]
    assert bill.findings.items[1].place.pointer == "/bom/components/component[2]"


def workbook(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def test_bombs_stumps_and_entities_in_workbooks_are_refused():
    assert refusal(workbook({"xl/worksheets/sheet1.xml": b"0" * 50_000_000})) == "xlsx.bomb"
    assert refusal(workbook({"xl/workbook.xml": BOMB.encode()})) == "xml.entities"
    assert refusal(workbook({"a": b"b"})) == "bill.format"
    assert refusal(workbook({"xl/a": b"b"})) == "xlsx.workbook"
    assert refusal(workbook({"a": b"b"})[:20]) == "xlsx.package"


def test_a_circle_of_assemblies_is_found_and_every_line_kept():
    packages = [{"SPDXID": ref, "name": ref} for ref in "abc"]
    contains = [
        {"spdxElementId": whole, "relationshipType": "CONTAINS", "relatedSpdxElement": part}
        for whole, part in ("ab", "bc", "ca")
    ]
    bill = read_bill(
        json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages, "relationships": contains}).encode()
    )
    assert codes(bill) == ["bill.assembly.cycle"]
    assert [line.parent for line in bill.lines] == [None, 0, 1]
    table = read_bill(b"ref,name,parent\na,x,b\nb,y,a\n")
    assert codes(table) == ["bill.assembly.cycle"]
    assert len(table.lines) == 2


def test_a_foreign_context_is_not_read_as_spdx():
    text = {"@context": "https://evil.example/context.jsonld", "@graph": []}
    assert codes(read_bill(json.dumps(text).encode())) == ["spdx.context"]


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", " JaVaScRiPt:x", "data:text/html,x", "file:///x", "https://a'b", "//x"]
)
def test_only_web_addresses_become_links(scheme):
    from pratique.items.lines import link_of

    assert link_of(scheme) is None
    assert link_of("https://example.org/a") == "https://example.org/a"
