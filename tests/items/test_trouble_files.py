"""Files that made trouble in the field: read right, or refused for the right reason.

Each input is our own and minimal; the source names the thread in which such a file was reported.
"""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill


def cdx(*components: dict[str, Any], **fields: Any) -> bytes:
    whole = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": list(components), **fields}
    return json.dumps(whole).encode()


def unit(name: str = "unit", **fields: Any) -> dict[str, Any]:
    return {"type": "library", "name": name, "bom-ref": name, **fields}


XML = '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/{}" version="1"><components>{}</components>'
PURCHASER = {"licensing": {"purchaser": {"organization": {"contact": [{"name": ""}]}}}}
CYCLE = [{"ref": "a", "dependsOn": ["b"]}, {"ref": "b", "dependsOn": ["a"]}]
SUPPLIED = '<component type="library"><supplier>Acme</supplier><name>unit</name></component>'
WRAPPED = {
    "_type": "https://in-toto.io/Statement/v0.1",
    "predicateType": "https://cyclonedx.org/bom",
    "predicate": json.loads(cdx(unit())),
}
READ: dict[str, tuple[bytes, list[str]]] = {
    "anthonyharrison/lib4sbom#12 a serial number without urn": (cdx(unit(), serialNumber="1a2b"), ["unit"]),
    "anthonyharrison/lib4sbom#12 a version in quotes": (cdx(unit(), version="1"), ["unit"]),
    "aboutcode-org/scancode.io#1185 an empty supplier": (cdx(unit(supplier={"name": ""})), ["unit"]),
    "sbom-tool/sbom-tools#314 a supplier without a name": (cdx(unit(supplier={"url": ["https://a.b"]})), ["unit"]),
    "sbom-tool/sbom-tools#314 an assembly in an assembly": (
        cdx(unit("outer", components=[unit("inner", components=[unit("core")])])),
        ["outer", "inner", "core"],
    ),
    "DependencyTrack/dependency-track#4144 a purchaser without a name": (
        cdx(unit(licenses=[{"license": {"id": "MIT", **PURCHASER}}])),
        ["unit"],
    ),
    "CycloneDX/Sunshine#18 inside an in-toto statement": (json.dumps(WRAPPED).encode(), ["unit"]),
    "CycloneDX/Sunshine#18 inside a signed envelope": (
        json.dumps(
            {
                "payloadType": "application/vnd.in-toto+json",
                "signatures": [],
                "payload": base64.b64encode(json.dumps(WRAPPED).encode()).decode(),
            }
        ).encode(),
        ["unit"],
    ),
    "devonfw/solicitor#305 no group, version or address": (cdx({"type": "library", "name": "unit"}), ["unit"]),
    "l3montree-dev/devguard#1640 a type of its own": (cdx(unit(), unit("odd", type="golang")), ["unit", "odd"]),
    "CycloneDX/cyclonedx-dotnet#770 nobody named": (cdx(unit(), unit("two")), ["unit", "two"]),
    "bomly-dev/bomly-cli#361 no serial number, a cycle of edges": (
        cdx(unit("a"), unit("b"), dependencies=CYCLE),
        ["a", "b"],
    ),
    "CERTCC/SBOM#4 text where a supplier has elements": (
        f"{XML.format('1.4', SUPPLIED)}</bom>".encode(),
        ["unit"],
    ),
    "LibrePCB/LibrePCB#630 semicolons between cells": (b"Designators;Value;MPN\nU1;modem;EC25\n", ["EC25"]),
    "kitspace/bom-builder#42 a semicolon in the references": (b'References,MPN\n"U1;U2",EC25\n', ["EC25"]),
    "Ryzee119/tinyogx360#1 tabs, and a maker with an umlaut in cp1252": (
        "Reference\tManufacturer\tMPN\nL1\tWürth\t744\n".encode("cp1252"),
        ["744"],
    ),
    "Dokuly-PLM/dokuly#149 commas in cells between semicolons": (
        b"Designator;MPN;Description\nU1;EC25;modem, LTE\n",
        ["EC25"],
    ),
}


@pytest.mark.parametrize("source", READ)
def test_it_is_read_and_no_part_is_lost(source: str) -> None:
    data, names = READ[source]
    bill = read_bill(data)
    assert [line.name for line in bill.lines] == names
    assert not [each for each in bill.findings.errors if each.code in ("json.syntax", "bill.format")]


def test_a_cell_too_many_is_told_with_its_row() -> None:
    """VoronDesign/Voron-2#457: commas in cells that are not quoted."""
    bill = read_bill(b"Category,Name,Qty\nCables,Nylon ties, Small (.07-.10, 1.8 mm wide),42\n")
    assert [line.name for line in bill.lines] == ["Nylon ties"]
    assert any(
        "cell" in each.message or "column" in each.message for each in bill.findings if each.severity != "note"
    )


def test_a_page_in_the_place_of_a_bill_is_refused() -> None:
    """A portal that answers with its sign-in page: what arrives under the name of the bill is HTML."""
    with pytest.raises(InvalidInput, match=r"CycloneDX|bill"):
        read_bill(b"<html><body>Sign in</body></html>").refuse()
