"""Workbooks other than XLSX, and SPDX as YAML: the same parts as from a CSV or JSON, and what is odd is told."""

from __future__ import annotations

import io
import json
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from pratique.cli import commands
from pratique.errors import InvalidInput, UsageError
from pratique.items.bill import Bill
from pratique.items.readers import read_bill
from tests.running import invoked

TABLE = [
    ["Reference", "Value", "Manufacturer", "MPN"],
    ["U5", "modem", "Quectel", "EC25"],
    ["R1", "10k", "Yageo", "RC0402"],
]


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<manifest:file-entry "
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)


def xls(*sheets: tuple[str, list[list[str]]], hidden: str = "", merged: bool = False) -> bytes:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    for name, table in sheets:
        sheet = book.add_sheet(name)
        sheet.visibility = int(name == hidden)
        for row, texts in enumerate(table):
            for column, text in enumerate(texts):
                sheet.write(row, column, text)
        if merged:
            sheet.merge(5, 6, 0, 0)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(table: list[list[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in table
    )
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="BOM">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


def _record(number: int, data: bytes = b"") -> bytes:
    """One record of BIFF12: its number and length in groups of seven bits, the lowest first."""
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    assert len(data) < 128 * 128
    return head + bytes([len(data) & 127 | 128, len(data) >> 7]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(table: list[list[str]], hidden: bool = False) -> bytes:
    """A table as a binary workbook ([MS-XLSB] 2.4): the strings stand in their cells."""
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, len(table) - 1, 0, len(table[0]) - 1)) + _record(145)
    for row, texts in enumerate(table):
        sheet += _record(0, struct.pack("<I", row) + b"\0" * 13)
        for column, text in enumerate(texts):
            sheet += _record(6, struct.pack("<2I", column, 0) + _wide(text))
    sheet += _record(146) + _record(130)
    named = struct.pack("<2I", int(hidden), 1) + _wide("rId1") + _wide("BOM")
    book = _record(131) + _record(143) + _record(156, named) + _record(144) + _record(132)
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", types)
        for place, what, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.bin"),
            ("xl/_rels/workbook.bin.rels", "worksheet", "worksheets/sheet1.bin"),
        ):
            one = f'<Relationship Id="rId1" Type="{kind}/{what}" Target="{target}"/>'
            package.writestr(place, f'<Relationships xmlns="{links}">{one}</Relationships>')
        package.writestr("xl/workbook.bin", book)
        package.writestr("xl/worksheets/sheet1.bin", sheet)
    return out.getvalue()


def heard(bill: Bill) -> list[tuple[str, str | None, list[str | None]]]:
    return [(line.name, line.ref, [source.name for source in line.shape.sources]) for line in bill.lines]


@pytest.fixture(scope="module")
def csv_bill() -> Bill:
    return read_bill("\n".join(",".join(row) for row in TABLE).encode())


def test_an_old_workbook_holds_the_same_parts(csv_bill: Bill) -> None:
    bill = read_bill(xls(("BOM", TABLE)))
    assert bill.format == "XLS"
    assert heard(bill) == heard(csv_bill)
    assert "sheet.formulas" in {each.code for each in bill.findings}


def test_an_open_document_holds_the_same_parts(csv_bill: Bill) -> None:
    bill = read_bill(ods(TABLE))
    assert bill.format == "ODS"
    assert heard(bill) == heard(csv_bill)


def test_a_binary_workbook_holds_the_same_parts(csv_bill: Bill) -> None:
    bill = read_bill(xlsb(TABLE))
    assert bill.format == "XLSB"
    assert heard(bill) == heard(csv_bill)
    assert heard(read_bill(xlsb([*TABLE, ["U6", "通信模块", "移远", "EC25-量产"]])))[-1][0] == "EC25-量产"


def test_a_binary_workbook_that_ends_early_is_refused_wherever_it_ends() -> None:
    whole = xlsb(TABLE)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for cut in range(0, len(parts["xl/worksheets/sheet1.bin"]), 23):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data[:cut] if name.endswith("sheet1.bin") else data)
        with pytest.raises(InvalidInput):
            read_bill(out.getvalue()).refuse()
    with pytest.raises(InvalidInput):
        read_bill(whole[:600])


def test_hidden_sheets_and_merged_cells_are_told(csv_bill: Bill) -> None:
    bill = read_bill(xls(("notes", [["x"]]), ("BOM", TABLE), hidden="notes", merged=True))
    assert heard(bill) == heard(csv_bill)
    told = {each.code: each.message for each in bill.findings}
    assert "'notes' hidden" in told["xlsx.sheets"]
    assert "merged" in told["xlsx.merged"]


def test_hidden_rows_and_merged_cells_of_xlsx_are_told(csv_bill: Bill) -> None:
    book = Workbook()
    for row in TABLE:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.merge_cells("F1:F3")
    out = io.BytesIO()
    book.save(out)
    bill = read_bill(out.getvalue())
    assert heard(bill) == heard(csv_bill)
    assert {"xlsx.hidden", "xlsx.merged"} <= {each.code for each in bill.findings}


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0" + b"\0" * 600, xls(("BOM", TABLE))[:900], ods(TABLE)[:-200]])
def test_a_damaged_one_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_bill(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with zipfile.ZipFile(io.BytesIO(ods(TABLE))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
        target.writestr("big.bin", b"\0" * (16 * 1024**2))
    with pytest.raises(InvalidInput, match="unpacks to more"):
        read_bill(out.getvalue())


def test_without_the_extra_the_command_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bom.ods"
    path.write_bytes(ods(TABLE))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    ran = invoked(commands, ["check", str(path), "--into", "US", "--act", "import", "--on", "2027-06-01"])
    assert isinstance(ran.exception, UsageError)
    assert "pratique[office]" in str(ran.exception)


SPDX = {
    "spdxVersion": "SPDX-2.3",
    "SPDXID": "SPDXRef-DOCUMENT",
    "name": "board",
    "packages": [
        {
            "SPDXID": "SPDXRef-a",
            "name": "NO",
            "versionInfo": "1.10",
            "supplier": "Organization: Acme",
            "filesAnalyzed": False,
        }
    ],
}
YAML = """# SPDX
spdxVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
name: board
packages:
- SPDXID: SPDXRef-a
  name: NO
  versionInfo: 1.10
  supplier: "Organization: Acme"
  filesAnalyzed: false
"""


def test_yaml_says_what_json_says_and_no_word_is_made_a_truth() -> None:
    bill = read_bill(YAML.encode())
    assert bill.format == "SPDX 2 YAML"
    assert heard(bill) == heard(read_bill(json.dumps(SPDX).encode()))
    assert [(line.name, line.version) for line in bill.lines] == [("NO", "1.10")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (YAML + "comment: &a x\nother: *a\n", "alias"),
        (YAML + "bad: [\n", "no YAML"),
        (YAML + "packages: []\n", "stands twice"),
        (YAML + '  supplier: "Organization: Beta"\n', "stands twice|no YAML"),
        (YAML.replace("versionInfo", "supplier"), "stands twice"),
        (YAML + "? [a, b]\n: c\n", "no text"),
        (YAML + 'comment: "\\ud800"\n', "surrogate"),
        (YAML + "deep: " + "[" * 500 + "]" * 500 + "\n", "deep|no YAML"),
    ],
)
def test_yaml_that_cannot_be_trusted_is_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        read_bill(text.encode())


def test_an_object_of_yaml_is_never_made() -> None:
    bill = read_bill((YAML + 'comment: !!python/object/apply:os.system ["true"]\n').encode())
    assert len(bill.lines) == 1


def test_a_cover_before_the_one_table_is_not_taken_for_the_bill(csv_bill: Bill) -> None:
    cover = [["Supplier declaration"], ["Supplier", "Acme GmbH"]]
    book = Workbook()
    book.active.title = "Cover"
    for row in cover:
        book.active.append(row)
    parts, other = book.create_sheet("Parts"), book.create_sheet("Changes")
    for row in TABLE:
        parts.append(row)
    for row in [["Date", "Who", "What"], ["2026-01-01", "A", "first"]]:
        other.append(row)
    out = io.BytesIO()
    book.save(out)
    for data in (out.getvalue(), xls(("Cover", cover), ("Parts", TABLE))):
        bill = read_bill(data)
        assert heard(bill) == heard(csv_bill)
        (told,) = [each.message for each in bill.findings if each.code == "xlsx.sheets"]
        assert told.startswith("Only the sheet 'Parts' is read, not 'Cover'")
    two = xls(("BOM", TABLE), ("Parts", TABLE))
    (told,) = [each.message for each in read_bill(two).findings if each.code == "xlsx.sheets"]
    assert told == "Only the sheet 'BOM' is read, not 'Parts'.", "the first that is a table is read as before"
