"""A workbook is read wherever a table is, whether XLSX or what other programs save."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import pratique
from pratique.errors import Findings, InvalidInput, Place
from pratique.files.sheets import is_workbook, sheet_texts
from pratique.parties.lists import read_list
from pratique.parties.screening.queries import read_queries
from tests.items.test_other_sheets import ods

xlwt = pytest.importorskip("xlwt")
Rows = Sequence[Sequence[str]]
DAY = date(2026, 11, 22)


def xls(rows: Rows) -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("S")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell:
                sheet.write(row, column, cell)
    book.save(out)
    return out.getvalue()


def xlsx(rows: Rows) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "S"
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(out)
    return out.getvalue()


def as_ods(rows: Rows) -> bytes:
    return ods([list(row) for row in rows])


WRITERS: dict[str, Callable[[Rows], bytes]] = {"xls": xls, "xlsx": xlsx, "ods": as_ods}
STAKES = [
    ["kind", "subject", "holder", "share", "name", "type", "organised"],
    ["party", "buyer", "", "", "Buyer Co", "company", "DE"],
    ["party", "a", "", "", "Listed A", "company", "CN"],
    ["capital", "buyer", "a", "60", "", "", ""],
]
CHIPS = [["name", "tops", "nonplanar_mm2"], ["H100", "1979@8", "814"], ["?", "zwölf", ""]]


@pytest.mark.parametrize("ending", WRITERS)
def test_rows_are_lines_and_what_is_no_workbook_is_none(ending: str) -> None:
    data = WRITERS[ending](STAKES)
    assert is_workbook(data)
    ((_, text),) = sheet_texts(data, Place("a"), Findings())
    assert [line.split(",") for line in text.splitlines()] == STAKES
    assert not is_workbook(text.encode())
    with pytest.raises(InvalidInput):
        list(sheet_texts(data[: len(data) // 3], Place("a"), Findings()))


@pytest.mark.parametrize("ending", WRITERS)
def test_owners_parties_lists_and_chips_are_read_as_from_a_table(ending: str, tmp_path: Path) -> None:
    def written(name: str, rows: Rows) -> tuple[Path, Path]:
        plain, book = tmp_path / f"{name}.csv", tmp_path / f"{name}.{ending}"
        plain.write_text("\n".join(",".join(row) for row in rows), "utf-8")
        book.write_bytes(WRITERS[ending](rows))
        return plain, book

    plain, book = written("stakes", STAKES)
    asking = [pratique.OwnQuestion(registries=[each], on=DAY) for each in (plain, book)]
    ours, theirs = ({to: one.linked for to, one in pratique.own("buyer", each).facts.items()} for each in asking)
    assert ours == theirs
    (asked, sheet), (listed, of_list) = (
        written("suppliers", [["name", "country"], ["Harbour Optics", "CN"], ["Bosch", "DE"]]),
        written("list", [["name", "country"], ["Harbour Optics Co Ltd", "CN"]]),
    )
    names = [[(each.name, each.countries) for each in read_queries(path)[0]] for path in (asked, sheet)]
    assert names[0] == names[1] != []
    entries = [[each.names for one in read_list(path) for each in one.listings] for path in (listed, of_list)]
    assert entries[0] == entries[1] != []
    chips = [pratique.classify_chips(each, on=DAY).chips for each in written("chips", CHIPS)]
    assert [each.classes for each in chips[0]] == [each.classes for each in chips[1]]
