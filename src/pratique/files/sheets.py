"""The sheets of a workbook as delimited text, so that a reader of tables reads them as it reads a file.

Rule: row n of a sheet is line n of its text. A number is written as its digits, with a percent sign where its cell
shows one; a day as ISO 8601; a formula as its text, which no reader takes for a value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from pratique.errors import Findings, Place

if TYPE_CHECKING:
    from pratique.files.other_sheets import OtherSheets
    from pratique.files.workbooks import Cell, SheetRow

_PACKED, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""The first bytes of a workbook: XLSX, XLSB and ODS are packed, XLS is not."""


def is_workbook(data: bytes) -> bool:
    """Whether the first bytes are those of a workbook."""
    return data[:4] in (_PACKED, _OLE)


def sheet_texts(data: bytes, place: Place, findings: Findings) -> Iterator[tuple[str, str]]:
    """The name and the text of each sheet that holds something. Raises `InvalidInput` where `data` is no workbook."""
    from pratique.files.other_sheets import kind_of  # loads archives, of which most commands read none
    from pratique.files.workbooks import open_workbook

    if (kind := kind_of(data)) is not None:
        yield from _of_other(data, kind, place, findings)
        return
    book = open_workbook(data, place)
    for name in book.names:
        rows = book.rows(name, findings)
        if rows:
            _tell_struck(rows, Place(place.file, name), findings)
            yield name, _text(rows)


def _tell_struck(rows: Sequence[SheetRow], place: Place, findings: Findings) -> None:
    """Say in how many rows some of the cells are struck out: a text has no way to show it."""
    struck = [row.number for row in rows if any(each.kind == "struck" for each in row.cells.values())]
    if struck:
        message = f"In {len(struck)} {'rows' if len(struck) > 1 else 'row'} ({struck[0]} first) cells are struck out."
        findings.add("xlsx.struck", message, place, "Take out what is not there, or its line.", "warning")


def _of_other(data: bytes, kind: OtherSheets, place: Place, findings: Findings) -> Iterator[tuple[str, str]]:
    from pratique.files.other_sheets import cells_of, opened, told_of
    from pratique.files.workbooks import SheetRow

    first = opened(data, kind, "", place)
    for at, name in enumerate(first.names):
        read = opened(data, kind, name, place)
        told_of(read, kind, name, place.file, findings if at == 0 else Findings())
        cells = cells_of(read, Place(place.file, name))
        if cells:
            yield name, _text([SheetRow(number, its) for number, its in cells.items()])


def _text(rows: Sequence[SheetRow]) -> str:
    width = max(max(row.cells) for row in rows) + 1
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\n")
    line = 1
    for row in rows:
        out.write("\n" * (row.number - line))
        written.writerow([cell_text(row.cells.get(column)) for column in range(width)])
        line = row.number + 1
    return out.getvalue()


def cell_text(cell: Cell | None) -> str:
    """What a cell says, on one line."""
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if not value.time().isoformat().strip("0:.") else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and cell.percent:
        return f"{round(value * 100, 9):.12g} %"
    if isinstance(value, float):
        return f"{value:.15g}"
    return " ".join(str(value).split())
