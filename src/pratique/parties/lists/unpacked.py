"""A list as a file holds it: text of its own, text packed with gzip, UTF-16, or the sheets of a workbook.

Rule: however a list is packed, what its readers see is text, and what could not be seen of it leaves it incomplete: a
file that is cut, a sheet that is no list and holds a table.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, read_records, wide_encoding, wide_refusal
from pratique.files.gzipped import GZIPPED, unpack
from pratique.files.sheets import is_workbook, sheet_texts
from pratique.parties.lists.listing import PACKED_AS, ScreeningList

Reader = Callable[[bytes, Path, "date | None"], list[ScreeningList]]
_DECLARED = re.compile(r"\s*<\?xml[^>]*?(\s+encoding\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))")
"""Where a document in XML says its encoding."""
_TABLE = 2
"""A row with so many filled cells is one of a table; text in one column is a remark."""


def read_unpacked(data: bytes, file: Path, as_of: date | None, read: Reader) -> list[ScreeningList]:
    """The lists that `read` finds in what `data` holds, each with the digest of its file.

    Raises `InvalidInput` where it cannot be unpacked, or nothing in it is a list.
    """
    text, shown, added = data, file, Findings()
    if text[:2] == GZIPPED:
        text, whole = unpack(text, Place(file.name))
        if text[:1].isdigit() and file.suffix.casefold() in PACKED_AS:  # OFAC's: what belongs to it lies beside it
            shown = file.with_suffix("")
        if not whole:
            message = "The file ends before what is packed in it does."
            added.add("list.cut", message, Place(file.name), "Download it again; what is there was read.")
    if is_workbook(text):
        lists = _of_sheets(text, shown, as_of, read, added)
    else:
        text = _narrow(text, Place(file.name))
        lists = read(text, shown, as_of)
    if text is data and not is_workbook(data):
        return lists
    reasons = tuple(each.message.rstrip(".") for each in added.errors)
    digest = hashlib.sha256(data).hexdigest()
    return [
        replace(
            one,
            digest=digest,
            findings=(*one.findings, *added),
            incomplete=(*one.incomplete, *reasons),
        )
        for one in lists
    ]


def _narrow(data: bytes, place: Place) -> bytes:
    """Text in UTF-16 as UTF-8, XML without what it says of its encoding; everything else as it is."""
    wide = wide_encoding(data)
    if wide in ("UTF-16-LE", "UTF-16-BE") and data.replace(b"\0", b"").lstrip().startswith(b"<"):
        text = decode_text(data, place, (wide,))
    elif wide is not None:
        raise wide_refusal(wide, place)
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = decode_text(data, place)
    else:
        return data
    declared = _DECLARED.match(text)
    text = text if declared is None else text[: declared.start(1)] + text[declared.end(1) :]
    return text.encode("utf-8", "replace")


def _of_sheets(data: bytes, file: Path, as_of: date | None, read: Reader, added: Findings) -> list[ScreeningList]:
    sheets = list(sheet_texts(data, Place(file.name), added))
    lists: list[ScreeningList] = []
    refused: list[Finding] = []
    for name, text in sheets:
        try:
            lists += read(text.encode(), file if len(sheets) == 1 else _sheet_of(file, name), as_of)
        except InvalidInput as error:
            refused += error.findings
            if _is_table(text):
                message = f"The sheet {name!r} of {file.name} holds a table that is no list known here."
                added.add("list.sheet", message, Place(file.name), "Take it out if it is no part of the list.")
    if not lists:
        if not refused:
            refused = [Finding("list.empty", f"{file.name} is empty.", Place(file.name), "Download the list again.")]
        raise InvalidInput(refused)
    return lists


def _sheet_of(file: Path, sheet: str) -> Path:
    return file.with_name(f"{file.stem}!{sheet.replace('/', '-')}{file.suffix}")


def _is_table(text: str) -> bool:
    rows = read_records(text, Place(""), Findings())
    return any(sum(bool(cell.strip()) for cell in row.cells) >= _TABLE for row in rows)
