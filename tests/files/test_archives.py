"""Every byte of a small archive is bent in turn: whoever opens one tells it, and none ends in an internal error."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pratique.errors import InvalidInput, Place
from pratique.figures.reader.text.word import _W, is_word, word_text
from pratique.files.archives import members_of
from pratique.files.other_sheets import kind_of
from pratique.files.workbooks import check_package
from pratique.items.foreign import foreign_bytes
from pratique.records.archive import FREE, bag_of

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
    assert {name for name in opening if "UNREADABLE" not in texts[name]} == {"workbooks.py", "strict_workbooks.py"}
    through = {name for name, text in texts.items() if "files.strict_workbooks import" in text}
    assert through == {"workbooks.py"}, "a strict workbook is opened once its package is checked, and by nobody else"


def _opens(line: str) -> bool:
    return (
        any(each in line for each in ("zipfile.ZipFile(", " unpacking("))
        and '"w"' not in line
        and "package: " not in line
    )


def test_of_two_members_of_one_name_neither_is_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as package:
        warnings.simplefilter("ignore")
        for number in (1, 9):
            package.writestr("word/document.xml", f"<w:p xmlns:w='{_W[1:-1]}'><w:r><w:t>{number}</w:t></w:r></w:p>")
    with pytest.raises(InvalidInput, match="holds two texts"):
        word_text(made.getvalue(), PLACE)


@pytest.mark.parametrize("names", [
    ("a/data/records.jsonl", "b/data/records.jsonl"), ("a/data/records.jsonl", "data/records.jsonl"),
    ("a/data/records.jsonl", "/data/records.jsonl"), ("a/data/records.jsonl", "../data/records.jsonl"),
], ids=" ".join)  # fmt: skip
def test_an_archive_of_records_is_one_folder(names: tuple[str, ...], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as package:
        for name in names:
            package.writestr(name, b"{}")
    with pytest.raises(InvalidInput, match="more than the one folder"):
        bag_of(tmp_path / "r.zip")


def test_an_archive_of_records_that_swells_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a/data/records.jsonl", bytes(FREE + 1))
    with pytest.raises(InvalidInput, match="more than can be read"):
        bag_of(tmp_path / "r.zip")
