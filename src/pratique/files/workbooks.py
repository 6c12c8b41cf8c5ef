"""XLSX workbooks read without trust: no bomb is unpacked, no entity resolved, no declared size and no order believed.

Rule: the cells that are there are the sheet. The `<dimension>` that a file declares is not looked at, rows and cells
may stand in any order, a cell that stands twice is a finding, and no empty cell is made up to fill a gap. What a
package unpacks to is counted while it is unpacked, since the sizes it declares may lie.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
import tempfile
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pratique.errors import Findings, InvalidInput, Place, named_extras
from pratique.files.regular import refusal
from pratique.files.strict_workbooks import transitional
from pratique.files.writing import unwritable
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from openpyxl import Workbook as Made

MAX_UNPACKED = 512 * 1024**2
"""Largest size of all parts of a workbook together, unpacked (bytes)."""
MAX_RATIO = 200
"""A part that unpacks to more than this times its packed size, and is large, is taken for a bomb."""
MAX_PARTS = 10_000
MAX_CELLS = 20_000_000
"""Most cells of one sheet, those included that a gap in a row leaves between two."""
_LARGE = 8 * 1024**2
_WINDOW = 1 << 20
_MARKS = (b"<!DOCTYPE", b"<!ENTITY")
_BOMB = "The workbook unpacks to more than a table of parts or answers can need."

Content = TypeVar("Content")
CellKind = Literal["value", "formula", "error", "struck"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value (text, number, truth, day or time), or what a formula or an error says of itself.

    `struck`: its value is struck out, beside cells of its row that are not. `percent`: it is shown with a percent
    sign, 0.6 as 60 %.
    """

    value: Any
    kind: CellKind = "value"
    percent: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that has a cell: its number from 1, its cells by column from 0, and which of them a hidden row or column
    keeps out of sight."""

    number: int
    cells: Mapping[int, Cell]
    unseen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of merged cells: its first and last row from 1, and its first column from 0."""

    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook by name; `rows` reads one."""

    names: tuple[str, ...]
    place: Place
    _book: Any

    def rows(self, name: str, findings: Findings) -> list[SheetRow]:
        """Every row of a sheet that has a cell, by number. Raises `InvalidInput` where the part is damaged."""
        place = Place(self.place.file, name)
        found: dict[int, dict[int, Cell]] = {}
        count = 0
        try:
            merged: list[Merged] = []
            hidden: set[int] = set()
            columns: list[range] = []
            for number, cells in self._parsed(name, findings, merged, hidden, columns):
                if number < 1 and cells:
                    message = f"A row of the sheet is numbered {number}; rows are numbered from 1."
                    findings.add("xlsx.row", message, place, "Save it again.")
                row = found.setdefault(number, {})
                for column, cell in cells:
                    if column in row:
                        spot = Place(self.place.file, f"{name}!{cell_name(column, number)}")
                        findings.add("xlsx.cell.twice", "The cell stands twice in the sheet.", spot, "Save it again.")
                    row[column] = cell
                count += max(row, default=0) + 1
                if count > MAX_CELLS:
                    message = f"The sheet {name!r} is wider and longer than {MAX_CELLS} cells."
                    raise refusal("xlsx.sheet.large", message, place, "Take out the cells that hold nothing.")
            filled_down(found, merged, place)
            _tell_struck(found, place, findings)
        except InvalidInput:
            raise
        except Exception as error:
            # The parser raises whatever a damaged part makes it raise: KeyError, ValueError, ParseError, ...
            message = f"The sheet {name!r} cannot be read to its end: {_said(error)}."
            raise refusal("xlsx.sheet.damaged", message, place, "Save it again.") from error
        return [
            SheetRow(
                number,
                cells,
                frozenset(at for at in cells if number in hidden or any(at in each for each in columns)),
            )
            for number, cells in sorted(found.items())
            if cells
        ]

    def _parsed(
        self, name: str, findings: Findings, ranges: list[Merged], rows: set[int], columns: list[range]
    ) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
        """The rows as they stand in the part of the sheet, in its order.

        At the end `ranges` gets what is merged, and `rows` and `columns` what is hidden: rows from 1, columns from 0.
        """
        from openpyxl.worksheet._reader import WorkSheetParser

        sheet = self._book[name]
        book = self._book
        with book._archive.open(sheet._worksheet_path) as source:
            parser = WorkSheetParser(
                source,
                sheet._shared_strings,
                data_only=False,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            percent, struck = _percent_styles(book), _struck_styles(book)
            for number, cells in parser.parse():
                yield (
                    int(number),
                    [(each["column"] - 1, _cell(each, percent, struck)) for each in cells if _says(each)],
                )
        place = Place(self.place.file, name)
        if merged := getattr(parser.merged_cells, "mergeCell", None):
            ranges += [Merged(each.min_row, each.max_row, each.min_col - 1) for each in merged]
            tell_merged(len(merged), place, findings)
        if any("comments" in each.lower() for each in book._archive.namelist()):
            message = "The workbook has comments on cells, and no value is read from them."
            findings.add("xlsx.comments", message, place, "Write what counts into a cell.", "warning")
        rows.update(int(number) for number, each in parser.row_dimensions.items() if _hidden(each))
        columns += [
            range(int(each["min"]) - 1, int(each["max"]))
            for each in parser.column_dimensions.values()
            if _hidden(each)
        ]
        for what, its in (("row", parser.row_dimensions), ("column", parser.column_dimensions)):
            hidden = sum(_hidden(each) for each in its.values())
            if hidden:
                are = f"{what}s are" if hidden > 1 else f"{what} is"
                message = f"{hidden} {are} hidden in the sheet, and read as the others."
                findings.add("xlsx.hidden", message, place, "Take out what does not belong to it.", "note")


def _hidden(dimension: Mapping[str, str]) -> int:
    """How many rows or columns of an entry of dimensions are hidden."""
    if dimension.get("hidden") not in ("1", "true"):
        return 0
    first, last = dimension.get("min", ""), dimension.get("max", "")
    return int(last) - int(first) + 1 if first.isdecimal() and last.isdecimal() else 1


def tell_merged(count: int, place: Place, findings: Findings) -> None:
    """That cells are merged: downwards the value counts for each row, across for the first column alone."""
    ranges = "1 range of cells is" if count == 1 else f"{count} ranges of cells are"
    message = f"{ranges} merged; the value counts for every row of a range, and for its first column alone."
    findings.add("xlsx.merged", message, place, "Split them where that is not meant.", "warning")


def filled_down(rows: Mapping[int, dict[int, Content]], merged: Iterable[Merged], place: Place) -> None:
    """Give each row of a merged range the value of its first cell; a row that holds nothing stays empty.

    Raises `InvalidInput` (`xlsx.sheet.large`) where the ranges lie over each other without measure.
    """
    numbers, count = sorted(rows), 0
    for each in merged:
        value = rows.get(each.first, {}).get(each.column)
        if value is None:
            continue
        below = numbers[bisect_right(numbers, each.first) : bisect_right(numbers, each.last)]
        count += len(below)
        if count > MAX_CELLS:
            message = f"More than {MAX_CELLS} cells are merged."
            raise refusal("xlsx.sheet.large", message, place, "Split them.")
        for number in below:
            if rows[number]:
                rows[number].setdefault(each.column, value)


def _says(cell: Mapping[str, Any]) -> bool:
    return cell["value"] is not None and cell["value"] != ""


def _percent_styles(book: Any) -> frozenset[int]:
    """The numbers of the styles that show a percent sign (built-in formats 9 and 10, or one with the sign in it)."""
    own = book._number_formats
    formats = ((place, style.numFmtId) for place, style in enumerate(book._cell_styles))
    return frozenset(
        place
        for place, number in formats
        if number in (9, 10) or (164 <= number < 164 + len(own) and "%" in own[number - 164])
    )


def _struck_styles(book: Any) -> frozenset[int]:
    """The numbers of the styles whose text is struck out."""
    struck = {number for number, font in enumerate(book._fonts) if font.strike}
    return (
        frozenset(place for place, style in enumerate(book._cell_styles) if style.fontId in struck)
        if struck
        else frozenset()
    )


def _tell_struck(rows: dict[int, dict[int, Cell]], place: Place, findings: Findings) -> None:
    """Say which rows are struck out as a whole: what was there is read as the others are, since it may still be."""
    for number, cells in rows.items():
        if cells and all(each.kind == "struck" for each in cells.values()):
            cells |= {column: replace(each, kind="value") for column, each in cells.items()}
            message = f"Row {number} is struck out, and read as the others."
            findings.add("xlsx.struck.row", message, place, "Take it out if nothing of it is there.", "warning")


def _cell(cell: Mapping[str, Any], percent: frozenset[int], struck: frozenset[int]) -> Cell:
    from datetime import date, datetime, time

    value, style = cell["value"], int(cell.get("style_id") or 0)
    if cell["data_type"] == "e":
        return Cell(str(value), "error")
    if cell["data_type"] == "f" or not isinstance(value, str | int | float | bool | datetime | date | time):
        return Cell(str(value), "formula")
    return Cell(value, "struck" if style in struck else "value", percent=style in percent)


def cell_name(column: int, row: int) -> str:
    """`B7`; `column` counts from 0, `row` from 1."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def open_workbook(data: bytes, place: Place) -> Workbook:
    """The workbook in `data`. Raises `InvalidInput` where it is none, or could exhaust the machine."""
    check_package(data, place)
    with named_extras():
        from openpyxl import load_workbook
    try:
        book = load_workbook(io.BytesIO(transitional(data)), read_only=True, data_only=False, keep_links=False)
        names = tuple(each for each in book.sheetnames if hasattr(book[each], "_worksheet_path"))
    except Exception as error:
        message = f"This is no workbook: {_said(error)}."
        raise refusal("xlsx.workbook", message, place, "Save it again as XLSX.") from error
    if not names:
        raise refusal("xlsx.workbook", "The workbook has no sheet.", place, "Save it again as XLSX.")
    return Workbook(names, place, book)


def filled_in(data: bytes, cells: Mapping[tuple[str, str], str | int]) -> bytes:
    """The workbook with texts and numbers in cells, by sheet and name, that were empty; all else as it was.

    A text stays text: none becomes a formula.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(transitional(data)))
    for (sheet, name), value in cells.items():
        cell = book[sheet][name]
        if cell.value not in (None, ""):
            continue
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
            if value[:1] in ("=", "+", "-", "@"):
                cell.quotePrefix = True
    return saved(book)


def saved(book: Made) -> bytes:
    """A workbook that was made -> its bytes. Raises InvalidInput (`file.unwritable`): sheets are made on the disk."""
    out, refused = io.BytesIO(), None
    try:
        book.save(out)
    except Exception as error:
        refused = _no_room(error)
        if refused is None:
            raise
    if refused is None:
        return out.getvalue()
    told, sys.unraisablehook = sys.unraisablehook, _said_already
    gc.collect()
    sys.unraisablehook = told
    raise refused


def _said_already(_: object) -> None:
    """What a sheet that was not finished says once more when it is thrown away."""


def _no_room(error: Exception) -> InvalidInput | None:
    """The refusal of a disk that is full; the writer of XML says so by a name ("IO_ENOSPC") that is no OSError."""
    if isinstance(error, OSError):
        return unwritable(tempfile.gettempdir(), error)
    number = errno.EIO if str(error) == "IO_WRITE" else getattr(errno, str(error).removeprefix("IO_"), None)
    return None if number is None else unwritable(tempfile.gettempdir(), OSError(number, os.strerror(number)))


def _said(error: Exception) -> str:
    return str(error).rstrip(".")[:300] or type(error).__name__


def check_package(data: bytes, place: Place) -> None:
    """Raise `InvalidInput` where the package is broken, would unpack without measure, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            names = [part.filename for part in parts]
            large = [p for p in parts if p.file_size > _LARGE and p.file_size > MAX_RATIO * max(p.compress_size, 1)]
            if large or sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > MAX_PARTS:
                raise refusal("xlsx.bomb", _BOMB, place, "Export the sheet as CSV.")
            if len(set(names)) != len(names):
                message = "The workbook holds two parts of one name; which of them is meant cannot be known."
                raise refusal("xlsx.package", message, place, "Save it again with a spreadsheet program.")
            left = MAX_UNPACKED
            for part in parts:
                left -= _check_part(package, part, left, place)
    except InvalidInput:
        raise
    except Exception as error:
        # zipfile and zlib report a damaged package by many classes: BadZipFile, zlib.error, EOFError, ...
        message = f"The workbook cannot be unpacked: {_said(error)}."
        raise refusal("xlsx.package", message, place, "The file may be cut short; save it again.") from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, place: Place) -> int:
    """How many bytes a part has; refused where it unpacks to more than `left`, or is XML that declares entities."""
    count, tail, xml = 0, b"", False
    with package.open(part) as stream:
        while window := stream.read(_WINDOW):
            if not count:
                xml = _is_xml(window)
                if xml and _hides(window):
                    message = f"The part {part.filename!r} is XML in an encoding that can hide what it declares."
                    step = "Save the workbook again with a spreadsheet program."
                    raise refusal("xml.encoding", message, place, step)
            if xml and any(mark in tail + window for mark in _MARKS):
                message = f"The part {part.filename!r} declares a DTD or entities, which are refused."
                raise refusal("xml.entities", message, place, "Save the workbook again with a spreadsheet program.")
            tail = window[-16:]
            count += len(window)
            if count > left:
                raise refusal("xlsx.bomb", _BOMB, place, "Export the sheet as CSV.")
    return count


def _is_xml(head: bytes) -> bool:
    return head.translate(None, b"\0\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def _hides(head: bytes) -> bool:
    """Whether a part is in an encoding, or says so, in which the marks of a document type look otherwise."""
    if b"\0" in head[:64]:
        return True
    declaration = head[:1024].partition(b"?>")[0].lower()
    if b"encoding" not in declaration or not declaration.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"):
        return False
    return not any(each in declaration for each in (b"utf-8", b"us-ascii", b"iso-8859-1", b"windows-1252"))
