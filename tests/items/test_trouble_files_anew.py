"""Files that made trouble in the field, a third time: newer formats, and workbooks whose texts stand apart.

Each input is our own and minimal; the source names the thread in which such a file was reported.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from pratique.items.readers import read_bill

from .test_trouble_files import cdx, listed, unit, xml
from .test_trouble_files_again import BOOK, BOTH, MAIN, REL, RELS, TYPES

SCHEMA = "http://www.w3.org/2001/XMLSchema"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
PLAIN = ("Designator", "MPN", "Manufacturer", "U1", "EC25", "Quectel", "U2", "NORA-W366", "u-blox")


def shared(texts: list[str], *, part: str = "sharedStrings.xml", strict: bool = False) -> bytes:
    """A workbook of three columns whose texts, each an `si`, stand in a part of their own."""
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{"ABC"[at]}{row}" t="s"><v>{(row - 1) * 3 + at}</v></c>' for at in range(3))
        + "</row>"
        for row in range(1, len(texts) // 3 + 1)
    )
    told = "".join(f"<si>{text}</si>" for text in texts)
    links = RELS.format(f"{REL}/worksheet", "worksheets/sheet1.xml").replace(
        "</Relationships>", f'<Relationship Id="rId2" Type="{REL}/sharedStrings" Target="{part}"/></Relationships>'
    )
    strings = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = TYPES.replace("</Types>", f'<Override PartName="/xl/{part}" ContentType="{strings}"/></Types>')
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": RELS.format(f"{REL}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": links,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        f"xl/{part}": f'<sst xmlns="{MAIN}">{told}</sst>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, text in parts.items():
            if strict:
                text = text.replace(MAIN, STRICT).replace(
                    REL, "http://purl.oclc.org/ooxml/officeDocument/relationships"
                )
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return data.getvalue()


def with_text(text: str) -> list[str]:
    """The texts of the table, that of the first module written otherwise."""
    return [text if each == "EC25" else f"<t>{each}</t>" for each in PLAIN]


def spdx3(*elements: dict[str, Any]) -> bytes:
    info = {"type": "CreationInfo", "@id": "_:ci", "specVersion": "3.0.1", "created": "2026-07-10T15:23:05Z"}
    graph = [
        {**info, "createdBy": ["urn:a:creator"]},
        {"type": "Organization", "spdxId": "urn:a:creator", "creationInfo": "_:ci", "name": "Acme"},
        *elements,
    ]
    context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
    return json.dumps({"@context": context, "@graph": graph}).encode()


def package(mark: str, name: str) -> dict[str, Any]:
    return {"type": "software_Package", "spdxId": mark, "creationInfo": "_:ci", "name": name}


METHODS = [{"technique": "manifest-analysis", "confidence": 1}]
FOUND = "<evidence><occurrences><occurrence><location>lib/a.jar</location></occurrence></occurrences></evidence>"
READ: dict[str, tuple[bytes, list[str]]] = {
    "snyk/parlay#100 what identifies a component as a list": (
        cdx(
            unit(evidence={"identity": [{"field": "purl", "confidence": 1, "methods": METHODS}]}), specVersion="1.6"
        ),
        ["unit"],
    ),
    "CycloneDX/sbom-utility#118 definitions of standards as an object": (
        cdx(unit(), specVersion="1.6", definitions={"standards": []}),
        ["unit"],
    ),
    "CycloneDX/cyclonedx-core-java#938 where a component was found, in XML": (
        xml(listed(f"<name>unit</name>{FOUND}"), "1.6"),
        ["unit"],
    ),
    "DependencyTrack/dependency-track#3107 tools as components, in XML": (
        xml(
            "<metadata><tools><components><component type='application'><name>scanner</name></component></components>"
            f"</tools></metadata>{listed('<name>unit</name>')}",
            "1.5",
        ),
        ["unit"],
    ),
    "DependencyTrack/dependency-track#7006 other namespaces before that of version 1.7": (
        xml(listed("<name>unit</name>"), "1.7").replace(
            b"<bom ",
            f'<bom xmlns:xsi="{SCHEMA}-instance" xmlns:xsd="{SCHEMA}" '.encode(),
        ),
        ["unit"],
    ),
    "python-excel/xlrd#169 texts in a part with a capital": (
        shared(with_text("<t>EC25</t>"), part="SharedStrings.xml"),
        BOTH,
    ),
    "tafia/calamine#9 a text in pieces of two looks": (
        shared(with_text("<r><t>EC</t></r><r><rPr><b/></rPr><t>25</t></r>")),
        BOTH,
    ),
    "exceljs/exceljs#3079 a bare text before pieces": (
        shared(with_text("<t></t><r><rPr><u/></rPr><t>EC25</t></r>")),
        BOTH,
    ),
    "python-excel/xlrd#92 a workbook of the strict kind": (shared(with_text("<t>EC25</t>"), strict=True), BOTH),
    "sbom-tool/sbom-tools#305 who made it told by reference alone": (spdx3(package("urn:a:unit", "unit")), ["unit"]),
    "elisa-tech/Safety_Architecture_WG#19 names under a prefix of the context": (
        spdx3(package("spdx:package:a", "unit"), package("spdx:package:b", "two")),
        ["unit", "two"],
    ),
    "hildogjr/KiCost#584 the number of a house under its name": (
        b"References,Value,digikey#,MPN\nU1,modem,F10717CT-ND,EC25\nU2,radio,,NORA-W366\n",
        BOTH,
    ),
    "bennymeg/Fabrication-Toolkit#57 an empty column for the number of a house": (
        b"Designator,Footprint,Quantity,Value,LCSC Part #\nU1,LCC,1,EC25,\nU2,LGA,1,NORA-W366,\n",
        BOTH,
    ),
}  # fmt: skip


def test_a_strict_workbook_says_all_that_the_other_kind_says() -> None:
    """What stands outside its cells too: the two are one bill."""
    one, other = (read_bill(shared(with_text("<t>EC25</t>"), strict=each)) for each in (False, True))
    assert [line.name for line in one.lines] == [line.name for line in other.lines]
    assert one.beside == other.beside
    assert [each.code for each in one.findings] == [each.code for each in other.findings]


@pytest.mark.parametrize("source", READ)
def test_it_is_read_and_no_part_is_lost(source: str) -> None:
    data, names = READ[source]
    bill = read_bill(data)
    assert [line.name for line in bill.lines] == names
    assert not bill.findings.errors
