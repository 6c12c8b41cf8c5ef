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


def xml(body: str, version: str = "1.4", head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<bom xmlns="http://cyclonedx.org/schema/bom/{version}" version="1">{body}</bom>'.encode()


def listed(*inside: str) -> str:
    each = "".join(f"<component type='library'>{one}</component>" for one in inside)
    return f"<components>{each}</components>"


def tags(*lines: str) -> bytes:
    head = (
        "SPDXVersion: SPDX-2.3",
        "SPDXID: SPDXRef-DOCUMENT",
        "DocumentName: d",
        "DocumentNamespace: https://a.b/d",
    )
    return "\n".join((*head, "PackageName: unit", "SPDXID: SPDXRef-unit", *lines, "")).encode()


def spdx(**fields: Any) -> bytes:
    package = {"name": "unit", "SPDXID": "SPDXRef-unit"}
    whole = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "packages": [package], **fields}
    return json.dumps(whole).encode()


NS0 = (
    '<?xml version="1.0"?><ns0:bom xmlns:ns0="http://cyclonedx.org/schema/bom/1.4" version="1"><ns0:components>'
    '<ns0:component type="library"><ns0:name>unit</ns0:name></ns0:component></ns0:components></ns0:bom>'
)
V = 'xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"'
NESTED_URL = (
    "<externalReferences><reference type='website'><url><url>https://a.b</url></url></reference></externalReferences>"
)
TWICE = '<component type="library" bom-ref="a"><name>{}</name></component>'
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
    "anchore/syft#895 nothing that it is about": (cdx(unit(), metadata={}), ["unit"]),
    "anchore/syft#2127 no components": (
        json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.4", "version": 1}).encode(),
        [],
    ),
    "anchore/syft#1346 an empty list in XML": (xml("<components></components>"), []),
    "anchore/syft#2241 a name of a blank": (
        cdx(unit(), {"type": "library", "name": " ", "bom-ref": "u"}),
        ["unit", " "],
    ),
    "anthonyharrison/lib4sbom#8 no version": (cdx({"type": "library", "name": "unit", "bom-ref": "u"}), ["unit"]),
    "eclipse-sw360/sw360#2451 an address that is none": (cdx(unit(purl="pkg:/@"), unit("two")), ["unit", "two"]),
    "CycloneDX/cyclonedx-ruby-gem#92 the same entry twice": (
        cdx({"type": "library", "name": "ffi", "version": "1"}, {"type": "library", "name": "ffi", "version": "1"}),
        ["ffi", "ffi"],
    ),
    "DependencyTrack/dependency-track#6240 nothing to refer to them by": (
        cdx({"type": "library", "name": "a"}, {"type": "library", "name": "b"}),
        ["a", "b"],
    ),
    "DependencyTrack/dependency-track#4455 an edge twice": (
        cdx(unit("a"), unit("b"), dependencies=[{"ref": "a", "dependsOn": ["b", "b"]}]),
        ["a", "b"],
    ),
    "puzzle/okr#1235 one reference for two": (
        xml(f"<components>{TWICE.format('a')}{TWICE.format('b')}</components>"),
        ["a", "b"],
    ),
    "cdxgen/cdxgen#664 a licence with a type": (cdx(unit(licenses=[{"license": {"type": "MIT"}}])), ["unit"]),
    "CycloneDX/cyclonedx-dotnet#757 a licence that nobody asserts": (
        cdx(unit(licenses=[{"license": {"id": "NOASSERTION"}}])),
        ["unit"],
    ),
    "cdxgen/cdxgen#69 an address inside an address": (xml(listed(f"<name>unit</name>{NESTED_URL}"), "1.2"), ["unit"]),
    "CycloneDX/cyclonedx-maven-plugin#579 an address with a word for its port": (
        cdx(unit(externalReferences=[{"type": "vcs", "url": "https://a.b:c/d.git"}])),
        ["unit"],
    ),
    "cdxgen/cdxgen#4326 keys of the tool itself": (
        cdx(unit(homepage={"url": "https://a.b"}, repository={}, components=[unit("inner")])),
        ["unit", "inner"],
    ),
    "scm-rs/csaf-walker#57 an edge of what it is about": (
        cdx(
            unit(),
            metadata={"component": {"type": "application", "name": ".", "bom-ref": "m"}},
            dependencies=[{"ref": "m", "dependsOn": ["unit"]}],
        ),
        [".", "unit"],
    ),
    "conan-io/conan-extensions#88 a prefix for every element": (NS0.encode(), ["unit"]),
    "CycloneDX/cyclonedx-cli#113 version 1.1 with an extension": (
        xml(listed("<name>unit</name><v:vulnerabilities/>"), "1.1").replace(b"<bom ", f"<bom {V} ".encode()),
        ["unit"],
    ),
    "CycloneDX/cyclonedx-cli#351 null as a type": (cdx(unit(type="null")), ["unit"]),
    "CycloneDX/cyclonedx-web-tool#117 XML under a name of JSON": (xml(listed("<name>unit</name>")), ["unit"]),
    "DependencyTrack/dependency-track#286 a mark before the prolog": (
        b"\xef\xbb\xbf" + xml(listed("<name>unit</name>")),
        ["unit"],
    ),
    "aquasecurity/trivy#3601 nowhere to download it from": (spdx(), ["unit"]),
    "aquasecurity/trivy#2139 no relationships": (spdx(relationships=[]), ["unit"]),
    "aquasecurity/trivy#10367 no licence said": (spdx(documentDescribes=["SPDXRef-unit"]), ["unit"]),
    "spdx/tools-python#479 a colon in a version": (tags("PackageVersion: 1:2.36.1-8"), ["unit"]),
    "spdx/tools-python#299 text on one line": (tags("PackageCopyrightText: somebody"), ["unit"]),
    "spdx/tools-python#816 a source that nobody asserts": (tags("PackageSourceInfo: NOASSERTION"), ["unit"]),
    "spdx/tools-python#39 no word on copyright": (tags("PackageCopyrightText: NOASSERTION"), ["unit"]),
    "spdx/tools-java#166 two suppliers": (
        tags("PackageSupplier: Person: A B", "PackageSupplier: Organization: Acme"),
        ["unit"],
    ),
    "spdx/spdx-online-tools#373 text that says none": (tags("PackageCopyrightText: <text>NONE</text>"), ["unit"]),
    "anchore/syft#1641 extracted text without its marks": (
        tags("LicenseID: LicenseRef-a", "ExtractedText: NONE"),
        ["unit"],
    ),
    "spdx/tools-java#104 a licence without a text": (tags("LicenseID: LicenseRef-a", "LicenseName: a"), ["unit"]),
    "INTI-CMNB/KiBot#334 a comma at every end": (b"References,MPN,Value,\nC4 C6,GRM188,100n,\n", ["GRM188"]),
    "HashDefineElectronics/KiCad_BOM_Wizard#12 a blank within a reference": (
        b"Ref,MPN\nRX 100 RX 101,EC25\n",
        ["EC25"],
    ),
    "FreeCAD/FreeCAD#16940 tabs in a file of commas": (
        b"Part Number\tDescription\tQty\nEC25\tmodem, LTE\t1\n",
        ["modem, LTE"],
    ),
    "Dokuly-PLM/dokuly#149 commas in cells between semicolons": (
        b"Designator;MPN;Description\nU1;EC25;modem, LTE\n",
        ["EC25"],
    ),
    "mixelpixx/Konnect#441 designators as a range": (
        b'Comment,Designator,Footprint,LCSC Part #\n100nF,"C1,C3-C18",0402,C1525\nESP32-C3,U5,QFN,C2838502\n',
        ["100nF", "ESP32-C3"],
    ),
    "bennymeg/Fabrication-Toolkit#189 a part number that the form calls optional": (
        "Comment,Designator,Footprint,JLCPCB Part #（optional）\nESP32-C3,U5,QFN,C2838502\n".encode(),
        ["ESP32-C3"],
    ),
    "matthewlai/JLCKicadTools#93 the part number of the house in full": (
        b"Comment,Designator,Footprint,LCSC Part Number\nESP32-C3,U5,QFN,C2838502\n",
        ["ESP32-C3"],
    ),
    "eez-open/modular-psu#65 a dash where a shop has none": (
        b"References,Qty,Farnell,Digikey,MPN\nC1,1,-,-,GRM188\nU5,1,-,1965-1,ESP32-C3\n",
        ["GRM188", "ESP32-C3"],
    ),
    "L-A-Marchetti/BOMulus#5 lines of a title and a value above the header": (
        b"Project: BMS\nRevision: B\nDate: 2026-01-01\n\nDesignator,Qty,MPN\nU5,1,ESP32-C3\n",
        ["ESP32-C3"],
    ),
    "Part-DB/Part-DB-server#778 what a part is stands under designation": (
        b'"Id";"Designator";"Footprint";"Quantity";"Designation";"Supplier and ref";\n4;"U5";"QFN";1;"ESP32-C3";;;\n',
        ["ESP32-C3"],
    ),
    "hildogjr/KiCost#421 units of one package": (
        b'Refs,Value,MPN\n"U1#1,U2#1",gate,74AUP1G98GW\n',
        ["74AUP1G98GW"],
    ),
    "murkkot/gost-bom-from-excel columns of a Russian list of elements": (
        "Позиционное обозначение;Наименование;Кол.;Примечание\nDD1;ESP32-C3;1;\n".encode(),
        ["ESP32-C3"],
    ),
    "npm/cli#6967 an address that is none, and a dependency told twice": (
        cdx(
            unit("a", externalReferences=[{"type": "vcs", "url": "git@x:y z/a.git#main|dev"}]),
            unit("b"),
            dependencies=[{"ref": "a", "dependsOn": ["b"]}, {"ref": "a", "dependsOn": ["b"]}],
        ),
        ["a", "b"],
    ),
    "aquasecurity/trivy#3260 the same dependency twice in one": (
        cdx(unit("a"), unit("b"), dependencies=[{"ref": "a", "dependsOn": ["b", "b"]}]),
        ["a", "b"],
    ),
    "cdxgen/cdxgen#366 tools as an object": (
        cdx(unit(), metadata={"tools": {"components": [{"type": "application", "name": "gen"}]}}),
        ["unit"],
    ),
    "aquasecurity/trivy#10072 one reference for three components": (
        cdx(unit("a"), unit("a"), {**unit("other"), "bom-ref": "a"}),
        ["a", "a", "other"],
    ),
    "CycloneDX/cyclonedx-cli#419 the subject listed again": (
        xml(
            '<metadata><component type="application" bom-ref="s"><name>s</name></component></metadata>'
            '<components><component type="application" bom-ref="s"><name>s</name></component></components>'
        ),
        ["s", "s"],
    ),
    "spdx/tools-python#160 a document of 2.1 with blanks after the colon": (
        tags("PackageSupplier: Organization:    Acme", "ExternalRef: PACKAGE-MANAGER purl pkg:supplier/a@1").replace(
            b"SPDX-2.3", b"SPDX-2.1"
        ),
        ["unit"],
    ),
    "spdx/tools#263 no blank after the colon, and fields left out": (
        tags("PackageSupplier: Person:A B ", "", "PackageName:other ", "SPDXID: SPDXRef-other "),
        ["unit", "other"],
    ),
    "guacsec/trustify#762 a relationship to nobody": (
        spdx(
            relationships=[
                {
                    "spdxElementId": "SPDXRef-unit",
                    "relationshipType": "GENERATED_FROM",
                    "relatedSpdxElement": "NOASSERTION",
                }
            ]
        ),
        ["unit"],
    ),
    "spdx/tools-python#788 a source of which nothing is asserted": (tags("PackageSourceInfo: NOASSERTION"), ["unit"]),
    "spdx/spdx-maven-plugin#147 no address at all": (
        spdx(packages=[{"name": "unit", "SPDXID": "SPDXRef-unit", "downloadLocation": None}]),
        ["unit"],
    ),
}


@pytest.mark.parametrize("source", READ)
def test_it_is_read_and_no_part_is_lost(source: str) -> None:
    data, names = READ[source]
    bill = read_bill(data)
    assert [line.name for line in bill.lines] == names
    assert not [each for each in bill.findings.errors if each.code in ("json.syntax", "bill.format")]


def test_what_a_form_calls_optional_opens_no_list() -> None:
    """bennymeg/Fabrication-Toolkit#189: the part number of JLCPCB is optional, the part is not."""
    head = "Comment,Designator,Footprint,JLCPCB Part #{}\nESP32-C3,U5,QFN,C2838502\n"
    for word in ("", " (optional)", "（optional）", "(Required)", "（选填）"):
        bill = read_bill(head.format(word).encode())
        assert not [each for each in bill.findings if each.code in ("bill.outside", "table.column")], word
    for word in (" for optional trim", " (option B)"):  # what is another thing stays one
        bill = read_bill(head.format(word).encode())
        assert [each for each in bill.findings if each.code in ("bill.outside", "table.column")], word


@pytest.mark.parametrize("rows", ["- a, b, c\n", "key: value\n", "  nested: 1\n"])
def test_what_is_yaml_and_no_table_is_called_so(rows: str) -> None:
    with pytest.raises(InvalidInput, match="YAML"):
        read_bill(f"title: BOM\nauthor: x\n{rows}".encode())


def test_a_cell_too_many_is_told_with_its_row() -> None:
    """VoronDesign/Voron-2#457: commas in cells that are not quoted."""
    bill = read_bill(b"Category,Name,Qty\nCables,Nylon ties, Small (.07-.10, 1.8 mm wide),42\n")
    assert [line.name for line in bill.lines] == ["Nylon ties"]
    assert any(
        "cell" in each.message or "column" in each.message for each in bill.findings if each.severity != "note"
    )


def test_a_part_without_a_name_is_a_line_with_what_it_has() -> None:
    """aquasecurity/trivy#5153: an address and no name."""
    bill = read_bill(cdx({"type": "library", "bom-ref": "u", "purl": "pkg:nuget/a@3.1"}))
    assert [line.key.rpartition("#")[2] for line in bill.lines] == ["u"]
    assert [each for each in bill.findings if "name" in each.message]


def test_references_that_are_not_quoted_are_told_with_their_row() -> None:
    """bancika/diy-layout-creator#673: C1, C2, C3 without quotes push the other cells to the right."""
    bill = read_bill(b"Designator,MPN,Qty\nC1, C2, C3,GRM188,3\n")
    assert len(bill.lines) == 1
    assert any(each.code == "table.row.long" for each in bill.findings)


def test_a_page_in_the_place_of_a_bill_is_refused() -> None:
    """A portal that answers with its sign-in page: what arrives under the name of the bill is HTML."""
    with pytest.raises(InvalidInput, match=r"CycloneDX|bill"):
        read_bill(b"<html><body>Sign in</body></html>").refuse()
