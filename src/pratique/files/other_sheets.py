"""Sheets of XLS, XLSB and ODS workbooks, through a well-kept reader (python-calamine).

Rule: these formats give the value of a formula as if it were typed, so that one note says so of the whole sheet;
merged cells are read as those of XLSX. What could exhaust the machine is refused before it is unpacked, as for XLSX;
the reader itself runs apart, within a time and a memory.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from typing import Literal

import msgspec

from pratique.errors import Findings, Place, named_extras
from pratique.files import apart, refusal
from pratique.files.apart import SheetApart
from pratique.files.archives import UNREADABLE
from pratique.files.workbooks import Cell, Merged, cell_name, check_package, filled_down, tell_merged

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


def opened(data: bytes, kind: OtherSheets, sheet: str, place: Place) -> SheetApart:
    """The named sheet, the first visible one for no name, read in a process of its own.

    Raises `InvalidInput` where the workbook cannot be read, UsageError where the reader is not installed.
    """
    if kind != "XLS":
        check_package(data, place)
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


def told_of(read: SheetApart, kind: OtherSheets, name: str, file: str, findings: Findings) -> None:
    """Say of a sheet what its format hides. Raises `InvalidInput` where it cannot be read."""
    message = f"In {kind} a formula cannot be told from a value: what it came to is read."
    step = "Save the sheet as XLSX or CSV where that matters."
    findings.add("sheet.formulas", message, Place(file, name), step, "note")
    if read.fault:
        message = f"The sheet {name!r} cannot be read: {read.why}."
        raise refusal(read.fault, message, Place(file), "Save it again, without cells that hold nothing.")
    if read.merged:
        row, _, column = read.merged[0]
        tell_merged(len(read.merged), Place(file, f"{name}!{cell_name(column, row + 1)}"), findings)


def merged_of(read: SheetApart) -> tuple[Merged, ...]:
    """The merged ranges of a sheet."""
    return tuple(Merged(first + 1, last + 1, column) for first, last, column in read.merged)


def cells_of(read: SheetApart, place: Place) -> dict[int, dict[int, Cell]]:
    """The cells that hold something, by row from 1 and by column from 0."""
    cells: dict[int, dict[int, Cell]] = {}
    for number, values in enumerate(read.rows, read.first_row + 1):
        its = {column: Cell(apart.value_of(value)) for column, value in enumerate(values) if value != ""}
        if its:
            cells[number] = its
    filled_down(cells, merged_of(read), place)
    return cells
