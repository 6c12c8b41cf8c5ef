"""Sheets of XLS, XLSB and ODS workbooks as texts, through a well-kept reader (python-calamine).

Rule: these formats give the value of a formula as if it were typed, so that one note says so of the whole sheet;
merged cells hold their value in the first cell alone and hidden sheets are named. What could exhaust the machine is
refused before it is unpacked, as for XLSX.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal

from pratique.errors import Findings, Place, missing_extra
from pratique.files import refusal
from pratique.files.workbooks import MAX_CELLS, Cell, check_package, tell_merged
from pratique.items.tables.cells import Row, cell_name
from pratique.items.tables.workbook import text_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

OtherSheets = Literal["XLS", "XLSB", "ODS"]
_OLE = b"\xd0\xcf\x11\xe0"
_Value = str | int | float | bool | date | time | timedelta


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
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        return None  # told where the package is opened


def rows_of_other(
    data: bytes, file: str, kind: OtherSheets, sheet: str | None, findings: Findings
) -> tuple[str, Iterator[Row]]:
    """The name of the sheet and its rows; the first visible sheet where none is named.

    Raises `InvalidInput` where it cannot be read, UsageError where the reader is not installed.
    """
    place = Place(file)
    if kind != "XLS":
        check_package(data, place)
    book = _opened(data, kind, place)
    name = _chosen(book, sheet, place, findings)
    message = f"In {kind} a formula cannot be told from a value: what it came to is read."
    step = "Save the sheet as XLSX or CSV where that matters."
    findings.add("sheet.formulas", message, Place(file, name), step, "note")
    try:
        read = book.get_sheet_by_name(name)
    except Exception as error:
        # The reader raises classes of its own, and whatever a damaged part makes it raise.
        raise refusal(
            "sheet.damaged", f"The sheet {name!r} cannot be read: {error}.", place, "Save it again."
        ) from error
    if read.total_height * max(read.total_width, 1) > MAX_CELLS:
        step = "Take out the cells that hold nothing."
        raise refusal("xlsx.sheet.large", f"The sheet {name!r} is larger than {MAX_CELLS} cells.", place, step)
    _merged(read, name, file, findings)
    return name, _rows(read, name, file, findings)


def _opened(data: bytes, kind: OtherSheets, place: Place) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError as error:
        raise missing_extra(error) or error from error
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except Exception as error:
        message = f"This {kind} workbook cannot be opened: {error}."
        raise refusal("sheet.workbook", message, place, "Save it again, without a password, or as XLSX.") from error


def _chosen(book: CalamineWorkbook, sheet: str | None, place: Place, findings: Findings) -> str:
    """The sheet to read, with what is left out named."""
    names = list(book.sheet_names)
    hidden = [each.name for each in book.sheets_metadata if not str(each.visible).endswith("Visible")]
    if sheet is not None and sheet not in names:
        raise refusal(
            "xlsx.sheet", f"There is no sheet {sheet!r}; there are {', '.join(map(repr, names))}.", place, "Name one."
        )
    seen = [each for each in names if each not in hidden] or names
    if not seen:
        raise refusal("xlsx.workbook", "The workbook has no sheet.", place, "Save it again as XLSX.")
    name = sheet or seen[0]
    if sheet is None and len(names) > 1:
        also = f" ({', '.join(map(repr, hidden))} hidden)" if hidden else ""
        findings.add(
            "xlsx.sheets", f"Only the sheet {name!r} is read, of {len(names)}{also}.", place,
            "Name another with `sheet` in the column mapping.", "warning",
        )  # fmt: skip
    return name


def _merged(read: CalamineSheet, name: str, file: str, findings: Findings) -> None:
    try:
        merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = read.merged_cell_ranges or ()
    except Exception:  # not every format tells them
        merged = ()
    if merged:
        (row, column), _ = merged[0]
        tell_merged(len(merged), Place(file, cell_name(name, column, row + 1)), findings)


def _rows(read: CalamineSheet, name: str, file: str, findings: Findings) -> Iterator[Row]:
    start = read.start or (0, 0)
    for number, values in enumerate(read.iter_rows(), start[0] + 1):
        texts = [
            _text(value, Place(file, cell_name(name, column, number)), findings)
            for column, value in enumerate(values)
        ]
        if any(texts):
            yield Row(number, tuple(texts))


def _text(value: _Value, place: Place, findings: Findings) -> str | None:
    if isinstance(value, timedelta):
        value = str(value)
    return None if value == "" else text_of(Cell(value), place, findings)
