"""A remark, a comment or a sheet that may limit an answer is put right before the reply is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.reports.workbook import workbook
from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, key_of
from pratique.usecases.missing.replies import read_replies
from pratique.usecases.missing.reply_cells import ANSWER, BASIS, BY, DOCUMENT, FIRST_ROW, ON, REMARK, SENT, SHEET
from pratique.usecases.missing.reply_remarks import limits

KEY = b"k" * 32
LINE = AskedLine(
    key_of("unit", "part.programmable"), "unit", "part.programmable", "unit", "Is it?", "是吗？", "yes/no", "",
    ("yes", "no"),
)  # fmt: skip
LIMITING = (
    "only for variant A", "仅用于A型", "from 2027 with EC25 modem", "alt. EC25", "not for the China version",
    "until 31.12.2026", "modem to be added", "nur für Variante B", "second source: another maker", "incl. LTE modem",
    "Quectel EC25 only for variant A",
)  # fmt: skip
HARMLESS = (
    "checked", "see data sheet p. 4", "see test report TR-4711 rev 2", "Best regards, Li Wei", "tested in Shanghai",
    "siehe Datenblatt 12", "参见报告 TR-12", "as per spec. 12-34", "Quectel Wireless Solutions", "OK",
)  # fmt: skip


def comment(book: Any, said: str) -> None:
    from openpyxl.comments import Comment

    book[SHEET][f"{ANSWER}{FIRST_ROW}"].comment = Comment(said, "A. Supplier")


def remark(book: Any, said: str) -> None:
    book[SHEET][f"{REMARK}{FIRST_ROW}"] = said


def sheet(book: Any, said: str) -> None:
    book.create_sheet("notes").append([said])


def beside(where: str) -> Callable[[Any, str], None]:
    def put(book: Any, said: str) -> None:
        book[SHEET][where] = said

    return put


BESIDE = ("N6", "AB6", "L7", "L20", "H2", "O30", BY)
"""Beside the table, in a row without a question, above the table, and with the name of whoever answers."""
PLACES: dict[str, Callable[[Any, str], None]] = {"remark": remark, "comment": comment, "sheet": sheet} | {
    where: beside(where) for where in BESIDE
}


def reply(folder: Path, place: str, said: str) -> list[dict[str, Any]]:
    from openpyxl import load_workbook

    asked = Questionnaire("Acme", "0" * 64, "1" * 64, (LINE,), key=KEY)
    book = load_workbook(io.BytesIO(workbook(asked)))
    assert set(book.sheetnames) <= set(SENT)
    book[SHEET][BY], book[SHEET][ON], book[SHEET][f"{ANSWER}{FIRST_ROW}"] = "A. Supplier", "2026-11-20", "no"
    if said:
        PLACES[place](book, said)
    path = folder / "reply.xlsx"
    book.save(path)
    return read_replies([path], dossier="0" * 64, law_book="1" * 64, key=KEY)


@pytest.mark.parametrize("place", PLACES)
def test_what_may_limit_an_answer_is_told_with_its_place(place: str, tmp_path: Path) -> None:
    for said in LIMITING if place == "remark" else LIMITING[::4]:
        with pytest.raises(InvalidInput) as caught:
            reply(tmp_path, place, said)
        (found,) = [each for each in caught.value.findings if each.severity == "error"]
        assert (found.code, found.value) == ("reply.remark", said)


@pytest.mark.parametrize("place", PLACES)
def test_what_says_nothing_of_the_kind_is_read(place: str, tmp_path: Path) -> None:
    for said in ("", *(HARMLESS if place == "remark" else HARMLESS[::4])):
        assert [each["value"] for each in reply(tmp_path, place, said)] == [False], said


def test_a_text_is_one_or_the_other() -> None:
    assert not [each for each in LIMITING if not limits(each)]
    assert not [each for each in HARMLESS if limits(each)]


@pytest.mark.parametrize("said", ["n/a", "-", "none", " ", "无"])
def test_a_document_that_is_none_documents_nothing(said: str, tmp_path: Path) -> None:
    def documented(book: Any, said: str) -> None:
        book[SHEET][f"{BASIS}{FIRST_ROW}"], book[SHEET][f"{DOCUMENT}{FIRST_ROW}"] = "documented", said

    PLACES["document"] = documented
    try:
        with pytest.raises(InvalidInput) as caught:
            reply(tmp_path, "document", said)
    finally:
        del PLACES["document"]
    assert [each.code for each in caught.value.findings] == ["reply.document"]
