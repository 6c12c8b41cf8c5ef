"""The rows of an XLSX sheet as texts: no formula is believed, and what a spreadsheet made of a text is reported.

Rule: what a spreadsheet made of a text (a part number turned into a number or a date) cannot be undone, so it is
reported with its cell and taken as it stands. How a workbook is opened is `pratique.files.workbooks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import refusal
from pratique.files.workbooks import Cell, SheetRow, Workbook, open_workbook
from pratique.items.tables.cells import LONGEST_CELL, TableRow, cell_name
from pratique.items.tables.sheet_choice import Texts, begun, chosen


def rows_of(data: bytes, file: str, sheet: str | None, findings: Findings) -> tuple[str, Iterator[TableRow]]:
    """The name of the sheet and its rows; where none is named that which `chosen` takes. Raises `InvalidInput`."""
    place = Place(file)
    book = open_workbook(data, place)
    if sheet is not None and sheet not in book.names:
        message = f"There is no sheet {sheet!r}; there are {', '.join(map(repr, book.names))}."
        raise refusal("xlsx.sheet", message, place, "Name one.")
    name = sheet or chosen(book.names, lambda each: _first_rows(book, each), place, findings)
    return name, (_row(row, name, file, findings) for row in book.rows(name, findings))


def _first_rows(book: Workbook, sheet: str) -> Texts:
    try:
        return begun(
            [str(cell.value) for cell in row.cells.values() if cell.value not in (None, "")]
            for row in book.rows(sheet, Findings())
        )
    except InvalidInput:
        return ()


def _row(row: SheetRow, sheet: str, file: str, findings: Findings) -> TableRow:
    cells: list[str | None] = [None] * (max(row.cells) + 1)
    for column in sorted(row.cells):
        cells[column] = text_of(row.cells[column], Place(file, cell_name(sheet, column, row.number)), findings)
    return TableRow(row.number, tuple(cells))


def text_of(cell: Cell, place: Place, findings: Findings) -> str | None:
    """The cell as text; None where it is empty, holds a formula or an error, or is struck out."""
    value = cell.value
    if cell.kind == "struck":
        message = "The cell is struck out, and states nothing."
        findings.add("xlsx.struck", message, place, "Empty it, or write what holds.", "warning", str(value))
        return None
    if cell.kind != "value":
        what = "an error" if cell.kind == "error" else "a formula"
        findings.add(
            "xlsx.formula",
            f"The cell holds {what}, which states nothing.",
            place,
            "Paste it as a value.",
            "warning",
            value,
        )
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            findings.add("xlsx.cell.long", f"The cell holds {len(value)} characters.", place, "Shorten it.")
            return None
        return value.strip() or None
    if isinstance(value, date | time):
        findings.add(
            "xlsx.date",
            "The spreadsheet holds a date here; a part number or version may have been turned into it.",
            place,
            "Format the column as text and enter the original.",
            "warning",
            value.isoformat(),
        )
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else repr(value)
