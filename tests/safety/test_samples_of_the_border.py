"""Documents in the shape of the public samples on which records were counted: none is dropped in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pratique.items.bill import Bill
from pratique.items.readers import read_bill
from pratique.items.writers import TARGETS, convert
from pratique.parties.registries import Registries

Data = dict[str, Any]


def read(document: Data, name: str) -> Bill:
    return read_bill(json.dumps(document).encode(), name=name)


def told(bill: Bill, target: str) -> tuple[str, str]:
    """What is written, and what is said of it, as texts."""
    data, findings = convert(bill, target)
    return data.decode(), " ".join(each.message for each in findings.items)


CYCLONEDX_12: Data = {
    "bomFormat": "CycloneDX", "specVersion": "1.2", "version": 3,
    "metadata": {"component": {"type": "application", "name": "root", "bom-ref": "r"}, "tools": [{"name": "t"}]},
    "components": [
        {"type": "library", "name": f"c{i}", "bom-ref": f"c{i}", "licenses": [{"license": {"id": "MIT"}}]}
        for i in range(43)
    ],
}  # fmt: skip
CPE = {"referenceCategory": "SECURITY", "referenceType": "cpe23Type"}
OUTER = [{**CPE, "referenceLocator": f"cpe:2.3:a:acme:p{k}" + ":*" * 8} for k in range(4)]
OTHER = {"referenceCategory": "OTHER", "referenceType": "BlackDuck", "referenceLocator": "https://bd.example/1"}
LICENCE = {"licenseId": "LicenseRef-x", "extractedText": "the text", "name": "X"}
SPDX_23: Data = {
    "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "dataLicense": "CC0-1.0",
    "documentNamespace": "https://example.org/d",
    "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: t"]},
    "packages": [
        {
            "SPDXID": f"SPDXRef-p{i}", "name": f"p{i}", "versionInfo": "1", "downloadLocation": "NOASSERTION",
            "originator": "Organization: Acme" if i else "NOASSERTION", "externalRefs": [*OUTER, OTHER],
            "licenseDeclared": "LicenseRef-x" if i == 1 else "MIT",
        }
        for i in range(5)
    ],
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-p0"},
        *({"spdxElementId": "SPDXRef-p0", "relationshipType": "DYNAMIC_LINK", "relatedSpdxElement": f"SPDXRef-p{i}"}
          for i in range(1, 5)),
    ],
    "hasExtractedLicensingInfos": [LICENCE],
}  # fmt: skip
MADE = {
    "type": "CreationInfo",
    "@id": "_:c",
    "specVersion": "3.0.1",
    "created": "2026-01-01T00:00:00Z",
    "createdBy": ["urn:a"],
}
SPDX_30: Data = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        MADE, {"type": "Organization", "spdxId": "urn:a", "name": "Acme", "creationInfo": "_:c"},
        *({"type": "software_Package", "spdxId": f"urn:p{i}", "name": f"p{i}"} for i in range(4)),
        {"type": "software_File", "spdxId": "urn:f", "name": "built", "creationInfo": "_:c"},
        {"type": "SpdxDocument", "spdxId": "urn:d", "creationInfo": "_:c", "rootElement": ["urn:f"]},
    ],
}  # fmt: skip


def test_43_components_and_their_root_are_44_lines_of_an_open_list() -> None:
    bill = read(CYCLONEDX_12, "b.cdx.json")
    assert len(bill.lines) == 44
    assert not bill.is_complete


def test_five_packages_are_five_lines_and_what_is_not_asserted_is_no_party() -> None:
    bill = read(SPDX_23, "b.spdx.json")
    assert len(bill.lines) == 5
    assert {each.name for each in bill.parties.values()} == {"Acme"}
    assert not bill.is_complete


def test_a_file_that_a_document_is_about_is_a_line() -> None:
    bill = read(SPDX_30, "b.spdx3.json")
    assert "built" in {line.name for line in bill.lines}
    assert len(bill.lines) == 5


@pytest.mark.parametrize("target", TARGETS)
def test_every_licence_survives(target: str) -> None:
    written = told(read(CYCLONEDX_12, "b.cdx.json"), target)[0]
    back = convert(read_bill(written.encode(), name="b.json"), "cyclonedx-1.6")[0].decode()
    document = json.loads(back)
    named = [each for part in document["components"] for each in part.get("licenses", [])]
    texts = [{each.get("expression"), *each.get("license", {}).values()} for each in named]
    assert sum("MIT" in each for each in texts) == 43


@pytest.mark.parametrize("target", TARGETS)
def test_every_identifier_survives_and_what_does_not_is_told(target: str) -> None:
    written, said = told(read(SPDX_23, "b.spdx.json"), target)
    assert written.count("cpe:2.3:a:acme") == 20
    assert written.count("https://bd.example/1") == 5
    assert "the text" in written or "hasExtractedLicensingInfos" in said
    assert "ynamicLink" in written or "dynamic link" in said


@pytest.mark.parametrize("target", TARGETS)
def test_the_seat_of_a_supplier_survives_or_is_told(target: str) -> None:
    part = {"type": "device", "name": "x", "bom-ref": "x", "supplier": {"name": "P", "address": {"country": "DE"}}}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [part]}
    written, said = told(read(document, "b.cdx.json"), target)
    assert '"DE"' in written or "supplier (its address)" in said


@pytest.mark.parametrize("target", TARGETS)
def test_a_service_its_provider_and_what_is_said_of_the_document_are_told(target: str) -> None:
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [{"type": "device", "name": "x"}],
        "services": [{"bom-ref": "s", "name": "cloud", "provider": {"name": "P Ltd"}}],
        "vulnerabilities": [{"id": "CVE-1"}], "properties": [{"name": "theirs", "value": "1"}],
    }  # fmt: skip
    bill = read(document, "b.cdx.json")
    assert "cloud" in {each.ref for each in bill.outside} | {line.name for line in bill.lines} | {
        word for each in bill.outside for word in each.ref.split()
    }
    written, said = told(bill, target)
    for word, name in (("P Ltd", "services"), ("CVE-1", "vulnerabilities"), ("theirs", "properties")):
        assert word in written or name in said, (word, said)


@pytest.mark.parametrize(("records", "whole"), [(407_916, False), (1, True)])
def test_a_fragment_of_a_register_is_no_whole(records: int, whole: bool, tmp_path: Any) -> None:
    path = tmp_path / "rr.xml"
    path.write_text(
        '<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:Header>'
        f"<rr:RecordCount>{records}</rr:RecordCount></rr:Header><rr:RelationshipRecords><rr:RelationshipRecord>"
        "<rr:Relationship><rr:StartNode><rr:NodeID>5299000J2N45DDNE4Y28</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType>"
        "</rr:StartNode><rr:EndNode><rr:NodeID>300300C1040833000032</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType>"
        "</rr:EndNode><rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType><rr:RelationshipStatus>ACTIVE"
        "</rr:RelationshipStatus></rr:Relationship><rr:Registration><rr:RegistrationStatus>PUBLISHED"
        "</rr:RegistrationStatus></rr:Registration></rr:RelationshipRecord></rr:RelationshipRecords></rr:RelationshipData>"
    )
    texts = " ".join(each.message for each in Registries([path]).findings)
    assert ("407" in texts) is not whole
