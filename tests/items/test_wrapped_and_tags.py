"""SPDX as tags, bills inside other documents, and files that are named for what they are."""

from __future__ import annotations

import base64
import json

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill

from .bills import codes

TAGS = """SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: build
DocumentNamespace: http://spdx.org/spdxdocs/build-1
Creator: Tool: made up
Created: 2026-11-22T00:00:00Z

##### Package: app

PackageName: app
SPDXID: SPDXRef-app
PackageVersion: 1.2
PackageSupplier: Organization: Acme GmbH
PrimaryPackagePurpose: APPLICATION
PackageComment: <text>two
lines: of comment</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app

FileName: ./main.c
SPDXID: SPDXRef-file

PackageName: zephyr
SPDXID: SPDXRef-zephyr
PackageOriginator: Organization: Zephyr Project
Relationship: SPDXRef-app CONTAINS SPDXRef-zephyr
Annotator: Tool: pratique
AnnotationDate: 2026-11-22T00:00:00Z
AnnotationType: OTHER
SPDXREF: SPDXRef-zephyr
AnnotationComment: <text>pratique:fact:part.programmable=true</text>
"""
CYCLONEDX = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "device", "name": "unit"}]}
SPDX = {
    "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "documentNamespace": "urn:x:1",
    "packages": [{"SPDXID": "SPDXRef-unit", "name": "unit"}],
}  # fmt: skip


def test_tags_say_what_the_json_form_says():
    bill = read_bill(TAGS.encode(), name="app.spdx")
    assert bill.format == "SPDX 2 tag-value"
    assert [(line.ref, line.name, line.version) for line in bill.lines] == [
        ("SPDXRef-app", "app", "1.2"), ("SPDXRef-zephyr", "zephyr", None),
    ]  # fmt: skip
    assert bill.lines[1].parent == 0
    assert {party.name for party in bill.parties.values()} == {"Acme GmbH", "Zephyr Project"}
    assert "part.programmable" in bill.lines[1].entity.values
    assert not [code for code in codes(bill) if code == "spdx.tag"]


def test_a_line_that_is_no_tag_is_told_and_the_rest_counts():
    bill = read_bill(TAGS.replace("PackageVersion: 1.2", "what is this").encode(), name="app.spdx")
    assert len(bill.lines) == 2
    assert "spdx.tag" in codes(bill)


def wrapped(kind: str, inner: object) -> bytes:
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "predicateType": "https://cyclonedx.org/bom",
        "predicate": inner,
    }
    match kind:
        case "code host":
            return json.dumps({"sbom": inner}).encode()
        case "statement":
            return json.dumps(statement).encode()
    payload = base64.b64encode(json.dumps(statement).encode()).decode()
    return json.dumps({"payloadType": "application/vnd.in-toto+json", "payload": payload, "signatures": []}).encode()


@pytest.mark.parametrize("kind", ["code host", "statement", "envelope"])
@pytest.mark.parametrize("inner", [CYCLONEDX, SPDX], ids=["CycloneDX", "SPDX"])
def test_a_bill_inside_something_else_is_read_and_the_wrapper_is_named(kind, inner):
    bill = read_bill(wrapped(kind, inner), name="b.json")
    assert [line.name for line in bill.lines] == ["unit"]
    assert "bill.wrapped" in codes(bill)
    told = next(each.message for each in bill.findings if each.code == "bill.wrapped")
    assert ("not verified" in told) == (kind == "envelope")


NAMED = {
    "gzip": (b"\x1f\x8b\x08\x00" + b"\0" * 30, "gzip"),
    "PDF": (b"%PDF-1.7\n", "PDF"),
    "nothing": (b"  \n", "empty"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_read_is_named_for_what_it_is(name):
    data, word = NAMED[name]
    with pytest.raises(InvalidInput) as refused:
        read_bill(data, name="x")
    (finding,) = refused.value.findings
    assert finding.code == "bill.format"
    assert word in finding.message
