"""A reply that is not what was sent, changed in one place: refused whole, or read as what was asked and answered.

Rule: each way begins from a questionnaire that the command sent and that is answered honestly; through the command
nothing of a changed one reaches the answers, and what only moved or was written otherwise is read as it was meant.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.usecases.missing.reply_cells import FIRST_ROW, HIDDEN, SHEET
from tests.running import KNOWN, SMALL, Ran, run

openpyxl = pytest.importorskip("openpyxl")
Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A dossier with the questionnaire of it that has most questions, and another dossier beside it."""
    folder = tmp_path_factory.mktemp("sent")
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "d.toml").write_text(SMALL + f"# {name}\n")
        assert run("questionnaire", folder / name / "d.toml", *KNOWN, "-o", folder / name / "out").status == 0
    books = [each.read_bytes() for each in (folder / "one" / "out").glob("*.xlsx")]
    return folder, max(books, key=lambda data: len(asked_in(openpyxl.load_workbook(io.BytesIO(data)))))


def asked_in(book: Any) -> list[int]:
    """The rows of the questions that are answered by yes or no."""
    sheet = book[SHEET]
    rows = range(FIRST_ROW, sheet.max_row + 1)
    return [row for row in rows if str(sheet[f"A{row}"].value).startswith("Q-") and not sheet[f"F{row}"].value]


def given(sent: tuple[Path, bytes], change: Change, dossier: str = "one", name: str = "reply.xlsx") -> Ran:
    """An honest reply, changed, as `pratique answers` reads it."""
    folder, data = sent
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[SHEET]["B3"], book[SHEET]["B4"] = "A Supplier", "2026-11-20"
    book[SHEET][f"E{asked_in(book)[0]}"] = "yes"
    change(book)
    path = folder / dossier / name
    book.save(path)
    return run("answers", path, "--dossier", folder / dossier / "d.toml", *KNOWN)


def set_to(column: str, value: object, row: int = 0) -> Change:
    return lambda book: book[SHEET].__setitem__(f"{column}{asked_in(book)[row]}", value)


def below(column: str, value: object) -> Change:
    return lambda book: book[SHEET].__setitem__(f"{column}{book[SHEET].max_row + 2}", value)


def added_to(column: str) -> Change:
    def change(book: Any) -> None:
        cell = book[SHEET][f"{column}{asked_in(book)[0]}"]
        cell.value = f"{cell.value or ''} not"

    return change


def exchanged(*columns: str) -> Change:
    """Two rows of questions with these columns of theirs exchanged."""

    def change(book: Any) -> None:
        one, other = asked_in(book)[:2]
        for column in columns:
            first, second = (book[SHEET][f"{column}{row}"] for row in (one, other))
            first.value, second.value = second.value, first.value

    return change


def doubled(book: Any) -> None:
    sheet, row = book[SHEET], asked_in(book)[0]
    to = sheet.max_row + 1
    for column in "ABCDF":
        sheet[f"{column}{to}"] = sheet[f"{column}{row}"].value
    sheet[f"E{to}"] = "no"


def without_a_row(book: Any) -> None:
    book[SHEET].delete_rows(asked_in(book)[1])


def said_in_hidden(title: str) -> Change:
    """The last digit of what the hidden sheet says under a title, another."""

    def change(book: Any) -> None:
        for row in book[HIDDEN].iter_rows():
            if row[0].value == title:
                row[1].value = f"{str(row[1].value or '')[:-1]}{'1' if str(row[1].value)[-1:] == '0' else '0'}"

    return change


def copied(book: Any) -> None:
    other = book.copy_worksheet(book[SHEET])
    other[f"E{asked_in(book)[0]}"] = "no"


def in_a_hidden_row(book: Any) -> None:
    row = asked_in(book)[0]
    book[SHEET][f"E{row}"] = "no"
    book[SHEET].row_dimensions[row].hidden = True


def in_a_hidden_column(book: Any) -> None:
    book[SHEET][f"E{asked_in(book)[0]}"] = "no"
    book[SHEET].column_dimensions["E"].hidden = True


def a_document_in_a_hidden_column(book: Any) -> None:
    book[SHEET][f"I{asked_in(book)[0]}"] = "letter 7"
    book[SHEET].column_dimensions["I"].hidden = True


def hidden_columns(*names: str) -> Change:
    """Columns that are hidden with no answer in them."""

    def change(book: Any) -> None:
        for each in names:
            book[SHEET].column_dimensions[each].hidden = True

    return change


def merged_over_two_questions(book: Any) -> None:
    one, other = asked_in(book)[:2]
    book[SHEET][f"E{one}"] = "no"
    book[SHEET].merge_cells(f"E{one}:E{other}")


REFUSED: dict[str, Change] = {
    "an answer in a hidden row": in_a_hidden_row,
    "answers in a hidden column": in_a_hidden_column,
    "a document in a hidden column": a_document_in_a_hidden_column,
    "one answer over two questions": merged_over_two_questions,
    "a row with a key that was not sent": below("A", "Q-000000000000"),
    "a row that stands twice and differs": doubled,
    "an answer to nothing": below("E", "yes"),
    "a question without a key": below("C", "Is it free of China?"),
    "a row that was taken out": without_a_row,
    "another key": set_to("A", "Q-000000000000"),
    **{f"another text in column {column}": added_to(column) for column in "BCDF"},
    "two keys exchanged": exchanged("A"),
    "two questions exchanged": exchanged("B", "C", "D", "F"),
    **{
        f"another {title} on the hidden sheet": said_in_hidden(title)
        for title in ("format", "dossier", "law book", "recipient", "identifier", "accepted by", "mark")
    },
    "a second mark": lambda book: book[HIDDEN].append(["mark", "x"]),
    "a second dossier": lambda book: book[HIDDEN].append(["dossier", "x"]),
    "a copy of the sheet that answers otherwise": copied,
    "a formula": set_to("E", '="yes"'),
    **{
        f"the answer {value!r}": set_to("E", value)
        for value in ("Yes, except one", "yes/no", "no?", "yes\nno", "ye\u200bs", "n\u03bf", "maybe", 1, "１")
    },
    "a day that is none": lambda book: book[SHEET].__setitem__("B4", "soon"),
    "an answer and why there is none": set_to("G", "refused"),
}
"""What is done to a reply that then counts for nothing."""
READ: dict[str, tuple[Change, bool]] = {
    "as it was sent": (lambda book: None, True),
    "with the keys and the questions in English hidden": (hidden_columns("A", "C"), True),
    "with empty columns for proofs hidden": (hidden_columns("H", "I", "J", "K"), True),
    "two rows in another order": (exchanged("A", "B", "C", "D", "E", "F"), True),
    "in capitals, with a blank behind": (set_to("E", "YES "), True),
    "as a truth": (set_to("E", True), True),
    "no": (set_to("E", "no"), False),
    "a remark in its column": (set_to("L", "as of our letter"), True),
}
"""What is done to a reply that says what it says nevertheless."""


@pytest.mark.parametrize("how", REFUSED)
def test_a_reply_that_was_changed_is_refused_whole(how: str, sent: tuple[Path, bytes]) -> None:
    ran = given(sent, REFUSED[how])
    assert (ran.status, "[reply." in ran.err, "Internal error" in ran.err) == (4, True, False), ran.err
    assert not (sent[0] / "one" / "d.answers.toml").exists()


def test_a_reply_to_another_dossier_is_refused(sent: tuple[Path, bytes]) -> None:
    ran = given(sent, lambda book: None, dossier="two")
    assert (ran.status, "reply.dossier" in ran.err, "reply.mark" in ran.err) == (4, True, True)


def test_a_reply_of_a_round_before_the_dossier_changed_is_refused(sent: tuple[Path, bytes], tmp_path: Path) -> None:
    import shutil

    shutil.copytree(sent[0] / "one", tmp_path / "one")
    dossier = tmp_path / "one" / "d.toml"
    dossier.write_text(dossier.read_text() + "# and so on\n")
    ran = given((tmp_path, sent[1]), lambda book: None)
    assert (ran.status, "reply.dossier" in ran.err) == (4, True)


@pytest.mark.parametrize("how", READ)
def test_what_was_only_moved_or_written_otherwise_is_read(how: str, sent: tuple[Path, bytes]) -> None:
    change, value = READ[how]
    kept = sent[0] / "one" / "d.answers.toml"
    try:
        ran = given(sent, change)
        assert ran.out.startswith("1 new answers"), ran.err
        assert f"value = {str(value).lower()}" in kept.read_text()
    finally:
        kept.unlink(missing_ok=True)


def test_two_replies_that_differ_leave_it_unknown_with_both_kept(sent: tuple[Path, bytes]) -> None:
    kept = sent[0] / "one" / "d.answers.toml"
    try:
        first = given(sent, lambda book: None)
        again = given(sent, set_to("E", "no"), name="second.xlsx")
        same = given(sent, lambda book: None)
        assert [each.out.split()[0] for each in (first, again, same)] == ["1", "1", "0"]
        assert "Answers differ, so it stays unknown" in again.err
        assert kept.read_text().count("[[answers]]") == 2
    finally:
        kept.unlink(missing_ok=True)
