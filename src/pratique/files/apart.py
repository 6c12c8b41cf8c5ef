"""A sheet of an XLS, XLSB or ODS workbook, read by python-calamine in a process of its own.

Rule: nothing is asked of this process but the rows of one sheet, and it may take so long and so much memory and no
more: a damaged workbook can send the reader of these formats into an endless loop, or end its whole process. Run as
`python -m pratique.files.apart SHEET`, with the workbook on standard input; it answers in MessagePack.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from pratique.files.archives import UNREADABLE

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_SECONDS = 10
"""How long a workbook of any size may be read (seconds)."""
MAX_MEMORY = 2 * 1024**3
"""How much memory that may take (bytes)."""
MAX_CELLS = 20_000_000
SHORTEST_ROW = 40
"""Fewer bytes than a row that holds something takes in the part of an ODS sheet, unless it only repeats another."""
FREE_ROWS = 1_000
"""So many rows may be repeated."""
_Value = str | int | float | bool | date | time | timedelta
Told = str | int | float | bool | tuple[str, str]
"""A value as it is handed on: days, times and spans as their kind and text."""


class SheetApart(msgspec.Struct, frozen=True, kw_only=True):
    """What the process answers: the sheets, and the rows of one; or why there are none, by a code and in words."""

    names: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    first_row: int = 0
    merged: tuple[tuple[int, int, int], ...] = ()
    """Of each merged range the first and the last row and the first column, all from 0."""
    rows: tuple[tuple[Told, ...], ...] = ()
    fault: str = ""
    why: str = ""


def limits(size: int) -> tuple[int, int]:
    """The seconds and the bytes that a workbook of `size` bytes may take: linear in it, and bounded."""
    megabytes = size >> 20
    return min(2 + megabytes, MAX_SECONDS), min((320 + 400 * megabytes) << 20, MAX_MEMORY)


def sheet_of(data: bytes, sheet: str) -> SheetApart:
    """The named sheet of a workbook, the first visible one where no name is given."""
    from python_calamine import CalamineWorkbook

    try:
        book: CalamineWorkbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = tuple(book.sheet_names)
        hidden = tuple(each.name for each in book.sheets_metadata if not str(each.visible).endswith("Visible"))
    except BaseException as error:  # a panic of the reader is no Exception
        return SheetApart(fault="sheet.workbook", why=str(error) or type(error).__name__)
    name = sheet or next((each for each in names if each not in hidden), names[0] if names else "")
    if name not in names:
        return SheetApart(names=names, hidden=hidden)
    try:
        read = _read(book.get_sheet_by_name(name), names, hidden)
        return (
            read
            if read.fault or not _repeats(data, read)
            else SheetApart(
                names=names, hidden=hidden, fault="xlsx.sheet.large", why="it repeats its rows without measure"
            )
        )
    except BaseException as error:
        return SheetApart(names=names, hidden=hidden, fault="sheet.damaged", why=str(error) or type(error).__name__)


def _read(sheet: CalamineSheet, names: tuple[str, ...], hidden: tuple[str, ...]) -> SheetApart:
    if sheet.total_height * max(sheet.total_width, 1) > MAX_CELLS:
        return SheetApart(names=names, hidden=hidden, fault="xlsx.sheet.large", why=f"more than {MAX_CELLS} cells")
    return SheetApart(
        names=names,
        hidden=hidden,
        first_row=(sheet.start or (0, 0))[0],
        merged=_merged(sheet),
        rows=tuple(tuple(map(_told, values)) for values in sheet.iter_rows()),
    )


def _repeats(data: bytes, read: SheetApart) -> bool:
    """Whether an ODS sheet says by a few words that a row stands there again and again."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = next((each.file_size for each in package.infolist() if each.filename == "content.xml"), None)
    except UNREADABLE:
        return False  # told where the package is checked
    filled = sum(any(each != "" for each in row) for row in read.rows)
    return size is not None and filled > FREE_ROWS + size // SHORTEST_ROW


def _merged(sheet: CalamineSheet) -> tuple[tuple[int, int, int], ...]:
    try:
        ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    except Exception:  # not every format tells them
        return ()
    return tuple((first[0], last[0], first[1]) for first, last in ranges)


def _told(value: _Value) -> Told:
    if isinstance(value, datetime | date | time):
        return type(value).__name__, value.isoformat()
    return ("text", str(value)) if isinstance(value, timedelta) else value


def value_of(told: Told) -> str | int | float | bool | date | time:
    """What `told` stands for."""
    if not isinstance(told, tuple):
        return told
    kind, text = told
    match kind:
        case "datetime":
            return datetime.fromisoformat(text)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
    return text


def main() -> None:
    """Answer what stands on standard input."""
    data = sys.stdin.buffer.read()
    with suppress(ImportError, ValueError, OSError):
        import resource

        seconds, memory = limits(len(data))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(msgspec.msgpack.encode(sheet_of(data, sys.argv[1] if len(sys.argv) > 1 else "")))


if __name__ == "__main__":
    main()
