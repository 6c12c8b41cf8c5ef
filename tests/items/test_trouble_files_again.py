"""Further files that made trouble in the field: workbooks as other programs write them, and bills that broke readers.

Each input is our own and minimal; the source names the thread in which such a file was reported.
"""

from __future__ import annotations

import io
import zipfile

import pytest

from pratique.items.readers import read_bill

from .test_trouble_files import cdx, listed, spdx, tags, unit, xml

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEETS = '<sheets><sheet name="BOM" sheetId="1" r:id="rId1"/></sheets>'
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{SHEETS}</workbook>'
ROWS = (("Designator", "MPN", "Manufacturer"), ("U1", "EC25", "Quectel"), ("U2", "NORA-W366", "u-blox"))


def cells(rows: tuple[tuple[str, ...], ...] = ROWS, *, named: bool = True) -> str:
    """The rows of a sheet; without their names the cells stand in order, as some programs leave them."""
    made = ""
    for number, row in enumerate(rows, 1):
        inside = "".join(
            f"<c{f' r={chr(34)}{chr(65 + at)}{number}{chr(34)}' if named else ''} t='inlineStr'>"
            f"<is><t>{text}</t></is></c>"
            for at, text in enumerate(row)
        )
        made += f"<row{f' r={chr(34)}{number}{chr(34)}' if named else ''}>{inside}</row>"
    return f"<sheetData>{made}</sheetData>"


def book(before: str = "", after: str = "", rows: str = "") -> bytes:
    """A workbook of one sheet with something before and after its rows."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}{rows or cells()}{after}</worksheet>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, text in {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELS.format(f"{REL}/officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": RELS.format(f"{REL}/worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return data.getvalue()


BOTH = ["EC25", "NORA-W366"]
READ: dict[str, tuple[bytes, list[str]]] = {
    "python-excel/xlrd#127 a dimension of rows alone": (book('<dimension ref="1:3"/>'), BOTH),
    "tafia/calamine#285 a dimension that begins in row 0": (book('<dimension ref="A0:C3"/>'), BOTH),
    "langgenius/dify#1039 a dimension of the first cell alone": (book('<dimension ref="A1:A1"/>'), BOTH),
    "python-excel/xlrd#89 a merged range of one cell": (
        book(after='<mergeCells count="1"><mergeCell ref="B3"/></mergeCells>'),
        BOTH,
    ),
    "python-excel/xlrd#167 a merged range beyond the last column": (
        book(after='<mergeCells count="1"><mergeCell ref="D1:F1"/></mergeCells>'),
        BOTH,
    ),
    "PHPOffice/PhpSpreadsheet#2501 cells and rows without their names": (book(rows=cells(named=False)), BOTH),
    "INTI-CMNB/KiBot#456 quotes around some cells": (
        b'Designator,MPN,Footprint,Qty\n"U1","EC25","LCC[52]",1\n"U2","NORA-W366","LGA[80]",1\n',
        BOTH,
    ),
    "CycloneDX/cyclonedx-core-java#447 components below the subject, in XML": (
        xml(
            '<metadata><component type="application" bom-ref="a"><name>app</name><components>'
            '<component type="library" bom-ref="b"><name>dep</name></component></components></component></metadata>'
        ),
        ["app", "dep"],
    ),
    "CycloneDX/cyclonedx-python-lib#746 a dependency on what is not there": (
        cdx(unit("a"), dependencies=[{"ref": "a", "dependsOn": ["@mui/system@npm:5.16.7 [c1a0d]"]}]),
        ["a"],
    ),
    "chainguard-dev/melange#1767 a text of a line break": (
        spdx(packages=[{"name": "unit", "SPDXID": "SPDXRef-unit", "copyrightText": "\n"}]),
        ["unit"],
    ),
    "anchore/syft#3346 no word on copyright, in tags": (tags("PackageDownloadLocation: NONE"), ["unit"]),
}  # fmt: skip


@pytest.mark.parametrize("source", READ)
def test_it_is_read_and_no_part_is_lost(source: str) -> None:
    data, names = READ[source]
    bill = read_bill(data)
    assert [line.name for line in bill.lines] == names
    assert not bill.findings.errors


def test_lines_of_the_tool_below_a_table_are_no_parts() -> None:
    """inventree/InvenTree#1404: KiBoM ends a table with what it counted and from what."""
    table = "References,Value,MPN,Quantity Per PCB\nU1,modem,EC25,1\n"
    tail = "\n\nComponent Count:,1\nComponent Groups:,1\nSchematic Version:,A\nBoM Date:,2021-03-15\n"
    bill = read_bill((table + tail).encode())
    assert [line.name for line in bill.lines] == ["EC25"]
    assert len([each for each in bill.findings if each.code == "table.tool"]) == 4
    for odd in (
        "Source,1,LTE",
        "Source:,modem,LTE",
        "Schematic Version A",
        "U2:,EC25",
    ):  # what may be a part stays one
        assert len(read_bill(f"{table}{odd}\n".encode()).lines) == 2


def test_references_in_the_column_of_numbers_are_told() -> None:
    """amchagas/Flypi#29: a reference stands where the quantity should; the part counts, its number is not known."""
    bill = read_bill(b"References,Qty,MPN\nU1,1,EC25\nC1,C2 C3,GRM188\n")
    assert [line.name for line in bill.lines] == ["EC25", "GRM188"]
    assert [each for each in bill.findings if each.severity != "note" and "C2 C3" in each.message]


def test_a_list_in_a_list_loses_no_component() -> None:
    """CycloneDX/cyclonedx-node-module#41: a merge put one element of components into the other."""
    inner = listed("<name>bugsnag</name>").removesuffix("</components>")
    bill = read_bill(xml(f"{inner}{listed('<name>jackson</name>')}</components>", "1.1"))
    names = [line.name for line in bill.lines]
    assert names == ["bugsnag", "jackson"] or (names == ["bugsnag"] and bill.findings.errors)
