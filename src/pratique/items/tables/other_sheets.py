"""Sheets of XLS, XLSB and ODS workbooks as texts, through a well-kept reader (python-calamine).

Rule: these formats give the value of a formula as if it were typed, so that one note says so of the whole sheet;
merged cells are read as those of XLSX, and hidden sheets are named. What could exhaust the machine is refused before
it is unpacked, as for XLSX; the reader itself runs apart, within a time and a memory.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from typing import Literal

import msgspec

from pratique.errors import Findings, Place, named_extras
from pratique.files import refusal
from pratique.files.archives import UNREADABLE
from pratique.files.workbooks import Cell, Merged, check_package, filled_down, tell_merged
from pratique.items.tables import apart
from pratique.items.tables.apart import SheetApart, Told
from pratique.items.tables.cells import TableRow, cell_name
from pratique.items.tables.workbook import text_of

OtherSheets = Literal["XLS", "XLSB", "ODS"]
_OLE = b"\xd0\xcf\x11\xe0"


def kind_of(data: bytes) -> OtherSheets | None:
    """Which of these workbooks a file is, by its content; None for XLSX and for what is no workbook."""
    if data.startswith(_OLE):
        return "XLS"
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "xl/workbook.bin" in names:
                return "XLSB"
            is_ods = "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")[:100]
            return "ODS" if is_ods else None
    except UNREADABLE:
        return None  # told where the package is opened


def rows_of_other(
    data: bytes, file: str, kind: OtherSheets, sheet: str | None, findings: Findings
) -> tuple[str, Iterator[TableRow]]:
    """The name of the sheet and its rows; the first visible sheet where none is named.

    Raises `InvalidInput` where it cannot be read, UsageError where the reader is not installed.
    """
    place = Place(file)
    if kind != "XLS":
        check_package(data, place)
    read = _opened(data, kind, sheet or "", place)
    name = _chosen(read, sheet, place, findings)
    message = f"In {kind} a formula cannot be told from a value: what it came to is read."
    step = "Save the sheet as XLSX or CSV where that matters."
    findings.add("sheet.formulas", message, Place(file, name), step, "note")
    if read.fault:
        message = f"The sheet {name!r} cannot be read: {read.why}."
        raise refusal(read.fault, message, place, "Save it again, without cells that hold nothing.")
    if read.merged:
        row, _, column = read.merged[0]
        tell_merged(len(read.merged), Place(file, cell_name(name, column, row + 1)), findings)
    return name, _rows(read, name, file, findings)


def _opened(data: bytes, kind: OtherSheets, sheet: str, place: Place) -> SheetApart:
    """The sheet, read in a process of its own."""
    with named_extras():
        import python_calamine  # noqa: F401
    asked = [sys.executable, "-m", apart.__name__, sheet]
    seconds, memory = apart.limits(len(data))
    try:
        ran = subprocess.run(asked, input=data, capture_output=True, timeout=20 + 3 * seconds, check=False)
        read = msgspec.msgpack.decode(ran.stdout, type=SheetApart)
    except (subprocess.TimeoutExpired, ValueError) as error:
        message = (
            f"This {kind} workbook cannot be read within {seconds} s and {memory >> 20} MB; "
            "it is damaged, or made to stop its reader."
        )
        raise refusal("sheet.workbook", message, place, "Save it again, as XLSX or CSV.") from error
    if read.fault == "sheet.workbook":
        message = f"This {kind} workbook cannot be opened: {read.why}."
        raise refusal("sheet.workbook", message, place, "Save it again, without a password, or as XLSX.")
    return read


def _chosen(read: SheetApart, sheet: str | None, place: Place, findings: Findings) -> str:
    """The sheet to read, with what is left out named."""
    if sheet is not None and sheet not in read.names:
        raise refusal(
            "xlsx.sheet",
            f"There is no sheet {sheet!r}; there are {', '.join(map(repr, read.names))}.",
            place,
            "Name one.",
        )
    seen = [each for each in read.names if each not in read.hidden] or read.names
    if not seen:
        raise refusal("xlsx.workbook", "The workbook has no sheet.", place, "Save it again as XLSX.")
    name = sheet or seen[0]
    if sheet is None and len(read.names) > 1:
        also = f" ({', '.join(map(repr, read.hidden))} hidden)" if read.hidden else ""
        findings.add(
            "xlsx.sheets",
            f"Only the sheet {name!r} is read, of {len(read.names)}{also}.",
            place,
            "Name another with `sheet` in the column mapping.",
            "warning",
        )
    return name


def _rows(read: SheetApart, name: str, file: str, findings: Findings) -> Iterator[TableRow]:
    cells: dict[int, dict[int, str | None]] = {}
    for number, values in enumerate(read.rows, read.first_row + 1):
        its = {
            column: _text(value, Place(file, cell_name(name, column, number)), findings)
            for column, value in enumerate(values)
            if value != ""
        }
        if any(its.values()):
            cells[number] = its
    ranges = (Merged(first + 1, last + 1, column) for first, last, column in read.merged)
    filled_down(cells, ranges, Place(file, name))
    for number, filled in cells.items():
        yield TableRow(number, tuple(filled.get(column) for column in range(max(filled) + 1)))


def _text(told: Told, place: Place, findings: Findings) -> str | None:
    return None if told == "" else text_of(Cell(apart.value_of(told)), place, findings)
