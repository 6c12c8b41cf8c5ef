"""Bills of which a record once vanished: it is read, or told and its list is open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def spdx3(*elements: dict[str, Any], listed: list[Any] | None = None) -> str:
    made = {
        "type": "CreationInfo",
        "@id": "_:c",
        "specVersion": "3.0.1",
        "created": "2026-01-01T00:00:00Z",
        "createdBy": ["urn:x:me"],
    }
    head = [
        made,
        {"type": "Person", "spdxId": "urn:x:me", "creationInfo": "_:c", "name": "me"},
        {"type": "SpdxDocument", "spdxId": "urn:x:doc", "creationInfo": "_:c", "rootElement": ["urn:x:car"], "element": listed or ["urn:x:car"]},
        {"type": "software_Package", "spdxId": "urn:x:car", "creationInfo": "_:c", "name": "car", "software_primaryPurpose": "device"},
    ]  # fmt: skip
    return json.dumps({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [*head, *elements]})


HOLDS = {
    "type": "Relationship",
    "spdxId": "urn:x:r",
    "creationInfo": "_:c",
    "relationshipType": "contains",
    "from": "urn:x:car",
    "to": ["urn:x:app"],
    "completeness": "complete",
}
CDX = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": {"type": "device", "bom-ref": "car", "name": "car"}}, '
VANISHED: dict[str, str] = {
    **{
        f"an element of the type {kind}": spdx3(
            {"type": kind, "spdxId": "urn:x:app", "creationInfo": "_:c", "name": "app"}, HOLDS
        )
        for kind in ("software_package", "software_File", "hardware_Hardware", "Pakage", "")
    },
    "a relationship that leads nowhere": spdx3(HOLDS),
    "an element written in the document": spdx3(
        HOLDS, listed=["urn:x:car", {"type": "software_Package", "spdxId": "urn:x:app", "name": "app"}]
    ),
    "a composition of what is not there": CDX
    + '"components": [{"type": "device", "bom-ref": "w", "name": "w"}], "compositions": [{"aggregate": "complete", "assemblies": ["car", "w", "app"]}]}',
    "components in capitals": CDX + '"Components": [{"type": "device", "bom-ref": "w", "name": "w"}]}',
    "a service": CDX + '"components": [], "services": [{"name": "s", "bom-ref": "s"}]}',
}


@pytest.mark.parametrize("name", VANISHED)
def test_a_record_that_cannot_be_read_is_named_and_opens_the_list(name: str) -> None:
    from pratique.items.readers import read_bill

    bill = read_bill(VANISHED[name].encode(), name="b.json")
    assert not bill.is_complete
    assert "bill.outside" in [finding.code for finding in bill.findings]


UNIT = '<component type="device" bom-ref="u"><name>Unit</name></component>'
MISPLACED = {
    "a second list of components": f"<components/><components>{UNIT}</components>",
    "a list in a list": f"<components><components>{UNIT}</components></components>",
    "the head in a list": f"<components><metadata>{UNIT}</metadata></components>",
    "a second head": f"<metadata/><metadata>{UNIT}</metadata><components/>",
    "a component among compositions": f"<components/><compositions>{UNIT}</compositions>",
    "a component among dependencies": f"<components/><dependencies>{UNIT}</dependencies>",
    "a component among services": f"<components/><services>{UNIT}</services>",
    "a component that stands alone": f"<components/>{UNIT}",
}


@pytest.mark.parametrize("name", MISPLACED)
def test_an_element_in_the_wrong_place_is_read_or_told(name: str) -> None:
    from pratique.items.readers import read_bill

    text = f'<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">{MISPLACED[name]}</bom>'
    bill = read_bill(text.encode(), name="b.xml")
    told = {each.code for each in bill.findings if each.severity != "note"}
    assert told & {"xml.misplaced", "xml.repeated-element", "bill.outside"}


@pytest.mark.parametrize("to", [[[[]]], [{}], 5, True, [None, "urn:x:app"], [5]], ids=repr)
def test_an_end_of_a_relationship_that_is_none_opens_the_list(to: Any, tmp_path: Path) -> None:
    from pratique.items.readers import read_bill

    corpus = json.loads((Path(__file__).parent / "corpus" / "bill.spdx3.json").read_text())
    for element in corpus["@graph"]:
        if element.get("relationshipType") == "contains":
            element["to"] = to
    (tmp_path / "b.json").write_text(json.dumps(corpus))
    bill = read_bill(tmp_path / "b.json")
    assert "spdx.relationship" in {each.code for each in bill.findings if each.severity == "warning"}
    assert any("not named by a reference" in each.what for each in bill.outside)


def test_a_tag_of_a_package_that_stands_in_none_opens_the_list(tmp_path: Path) -> None:
    from pratique.items.readers import read_bill

    text = (Path(__file__).parent / "corpus" / "bill.tags.spdx").read_text()
    assert "PackageName: zephyr" in text
    (tmp_path / "b.spdx").write_text(text.replace("PackageName: zephyr", "FileName: zephyr"))
    bill = read_bill(tmp_path / "b.spdx")
    assert any("stands in none" in each.message for each in bill.findings)
    assert bill.outside


def test_what_stands_below_no_title_is_told(tmp_path: Path) -> None:
    from pratique.items.readers import read_bill

    (tmp_path / "b.csv").write_text(",,name,version\nunit-1,Unit,1,device\n")
    told = [each.message for each in read_bill(tmp_path / "b.csv").findings]
    assert [each for each in told if "A1, B1" in each and "states nothing" in each]
    (tmp_path / "b.csv").write_text("ref,name,,version\nunit-1,Unit,,1\n")
    assert not [each for each in read_bill(tmp_path / "b.csv").findings if "without a title" in each.message]
