"""The rows of an XLSX sheet, read without trust: no bomb is unpacked, no entity resolved, no formula believed.

Rule: what a spreadsheet made of a text (a part number turned into a number or a date) cannot be undone, so it is
reported with its cell and taken as it stands.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.items.tables.cells import LONGEST_CELL, Row, cell_name

MAX_UNPACKED = 512 * 1024**2
"""Largest size of all parts of a workbook together, unpacked (bytes)."""
MAX_RATIO = 200
"""A part that unpacks to more than this times its packed size, and is large, is taken for a bomb."""
_LARGE = 8 * 1024**2


def _refusal(code: str, message: str, place: Place, next_step: str) -> InvalidInput:
    return InvalidInput([Finding(code, message, place, next_step)])


def check_package(data: bytes, place: Place) -> None:
    """Raise `InvalidInput` where the package is broken, would unpack without measure, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            large = [p for p in parts if p.file_size > _LARGE and p.file_size > MAX_RATIO * max(p.compress_size, 1)]
            if large or sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 10_000:
                raise _refusal(
                    "xlsx.bomb", "The workbook unpacks to more than a bill of materials can need.", place,
                    "Export the sheet as CSV.",
                )  # fmt: skip
            for part in parts:
                with package.open(part) as stream:
                    head = stream.read(1 << 16)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise _refusal(
                        "xml.entities", f"The part {part.filename!r} declares a DTD or entities, which are refused.",
                        place, "Save the workbook again with a spreadsheet program.",
                    )  # fmt: skip
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise _refusal(
            "xlsx.package", f"The workbook cannot be unpacked: {error}.", place,
            "The file may be cut short; save it again.",
        ) from error  # fmt: skip
    except Exception as error:
        if isinstance(error, InvalidInput):
            raise
        # zlib reports a damaged stream by an error class of its own.
        raise _refusal(
            "xlsx.package", f"The workbook is damaged: {error}.", place, "Save it again."
        ) from error  # fmt: skip


def rows_of(data: bytes, file: str, sheet: str | None, findings: Findings) -> tuple[str, Iterator[Row]]:
    """The name of the sheet and its rows; the first sheet where none is named. Raises `InvalidInput`."""
    place = Place(file)
    check_package(data, place)
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise _refusal(
            "xlsx.extra", "Reading XLSX needs the extra 'office'.", place,
            "pip install 'pratique[office]', or use CSV.",
        ) from error  # fmt: skip
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        names = book.sheetnames
    except Exception as error:
        # openpyxl raises whatever its parts raise on a damaged workbook: KeyError, ValueError, ParseError, ...
        raise _refusal("xlsx.workbook", f"This is no workbook: {error}.", place, "Save it again as XLSX.") from error
    if not names or (sheet is not None and sheet not in names):
        raise _refusal(
            "xlsx.sheet", f"There is no sheet {sheet!r}; there are {', '.join(map(repr, names))}.", place, "Name one."
        )  # fmt: skip
    name = sheet or names[0]
    if sheet is None and len(names) > 1:
        findings.add(
            "xlsx.sheets", f"Only the sheet {name!r} is read, of {len(names)}.", place,
            "Name another with `sheet` in the column mapping.", "warning",
        )  # fmt: skip
    return name, _rows(book[name], name, file, findings)


def _rows(sheet: Any, name: str, file: str, findings: Findings) -> Iterator[Row]:
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield Row(
                number, tuple(_text(cell, name, index, number, file, findings) for index, cell in enumerate(cells))
            )
    except InvalidInput:
        raise
    except Exception as error:
        raise _refusal(
            "xlsx.sheet.damaged", f"The sheet {name!r} cannot be read to its end: {error}.", Place(file, name),
            "Save it again.",
        ) from error  # fmt: skip


def _text(cell: Any, sheet: str, column: int, row: int, file: str, findings: Findings) -> str | None:
    """The cell as text; None where it is empty or holds a formula or an error."""
    value = cell.value
    if value is None or value == "":
        return None
    place = Place(file, cell_name(sheet, column, row))
    if cell.data_type in ("f", "e") or not isinstance(value, str | int | float | bool | datetime | date | time):
        what = "an error" if cell.data_type == "e" else "a formula"
        findings.add(
            "xlsx.formula", f"The cell holds {what}, which states nothing.", place, "Paste it as a value.", "warning",
            str(value),
        )  # fmt: skip
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
            "xlsx.date", "The spreadsheet holds a date here; a part number or version may have been turned into it.",
            place, "Format the column as text and enter the original.", "warning", value.isoformat(),
        )  # fmt: skip
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else repr(value)
