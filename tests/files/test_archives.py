"""Every byte of a small archive is bent in turn: whoever opens one tells it, and none ends in an internal error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pratique.errors import InvalidInput, Place
from pratique.figures.reader.text.word import is_word
from pratique.files.archives import members_of
from pratique.files.other_sheets import kind_of
from pratique.files.workbooks import check_package
from pratique.items.foreign import foreign_bytes

PLACE = Place("x.xlsx")


def archive(method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        package.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("xl/workbook.xml", b"<workbook/>")
    return made.getvalue()


def bent(data: bytes) -> list[bytes]:
    ways: tuple[Callable[[int], int], ...] = (lambda each: each ^ 0xFF, lambda each: each ^ 1, lambda each: 0x7F)
    return [data[:at] + bytes([way(data[at])]) + data[at + 1 :] for at in range(len(data)) for way in ways]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_any_byte_bent_is_told_or_read(method: int) -> None:
    whole = archive(method)
    assert members_of(whole) == ("mimetype", "xl/workbook.xml")
    unopened = 0
    for data in (*bent(whole), *(whole[:at] for at in range(len(whole)))):
        unopened += members_of(data) is None
        is_word(data)
        kind_of(data)
        foreign_bytes(data)
        with suppress(InvalidInput):
            check_package(data, PLACE)
    assert unopened > len(whole)


def test_what_opens_archives_catches_what_they_may_raise() -> None:
    """Each module that opens an archive to read names `UNREADABLE`, or checks the whole package itself."""
    root = Path(__file__).parent.parent.parent / "src" / "pratique"
    texts = {path.name: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    opening = {name for name, text in texts.items() if any(map(_opens, text.splitlines()))}
    assert {"word.py", "archives.py", "workbooks.py"} <= opening
    assert {name for name in opening if "UNREADABLE" not in texts[name]} == {"workbooks.py"}


def _opens(line: str) -> bool:
    return "zipfile.ZipFile(" in line and '"w"' not in line and "package: " not in line
