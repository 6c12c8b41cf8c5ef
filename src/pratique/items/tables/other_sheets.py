"""The rows of one sheet of an XLS, XLSB or ODS workbook as texts; hidden sheets are named.

Rule: how a workbook is opened, and what its format hides, is `pratique.files.other_sheets`; a value is read as
that of XLSX is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pratique.errors import Findings, Place
from pratique.files import apart, refusal
from pratique.files.apart import SheetApart, Told
from pratique.files.other_sheets import OtherSheets, merged_of, opened, told_of
from pratique.files.workbooks import Cell, filled_down
from pratique.items.tables.cells import TableRow, cell_name
from pratique.items.tables.sheet_choice import Texts, begun, chosen
from pratique.items.tables.workbook import text_of


def rows_of_other(
    data: bytes, file: str, kind: OtherSheets, sheet: str | None, findings: Findings
) -> tuple[str, Iterator[TableRow]]:
    """The name of the sheet and its rows; the first visible sheet where none is named.

    Raises `InvalidInput` where it cannot be read, UsageError where the reader is not installed.
    """
    place = Place(file)
    read = opened(data, kind, sheet or "", place)
    name = _chosen(read, sheet, place, findings, lambda each: opened(data, kind, each, place))
    if sheet is None and name != _visible(read)[0]:
        read = opened(data, kind, name, place)
    told_of(read, kind, name, file, findings)
    return name, _rows(read, name, file, findings)


def _visible(read: SheetApart) -> list[str]:
    return [each for each in read.names if each not in read.hidden] or list(read.names)


def _chosen(
    read: SheetApart, sheet: str | None, place: Place, findings: Findings, open_it: Callable[[str], SheetApart]
) -> str:
    """The sheet to read, with what is left out named."""
    if sheet is not None and sheet not in read.names:
        raise refusal(
            "xlsx.sheet",
            f"There is no sheet {sheet!r}; there are {', '.join(map(repr, read.names))}.",
            place,
            "Name one.",
        )
    seen = _visible(read)
    if not seen:
        raise refusal("xlsx.workbook", "The workbook has no sheet.", place, "Save it again as XLSX.")
    if sheet is not None:
        return sheet
    hidden = [each for each in read.names if each not in seen]

    def first_rows(name: str) -> Texts:
        if name in hidden:
            return ()
        its = read if name == seen[0] else open_it(name)
        return begun([str(value) for value in row if value != ""] for row in its.rows)

    return chosen([*seen, *hidden], first_rows, place, findings, hidden)


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
    filled_down(cells, merged_of(read), Place(file, name))
    for number, filled in cells.items():
        yield TableRow(number, tuple(filled.get(column) for column in range(max(filled) + 1)))


def _text(told: Told, place: Place, findings: Findings) -> str | None:
    return None if told == "" else text_of(Cell(apart.value_of(told)), place, findings)
