"""What a reply says beside its answers: remarks, comments on cells, sheets of its own.

Rule: an answer counts for what it says alone, so that words by which it may hold for some parts, versions, markets or
times only, or of another part, are put right before any of it is read; where a document is named as proof is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase, digits

from pratique.errors import Findings, Place
from pratique.files.workbook_notes import BookNote
from pratique.files.workbooks import Workbook
from pratique.items.doubt.texts import ANOTHER, HOLDS, LIMITED, MADE, WITHDRAWN, InDocument, said_in
from pratique.items.excerpt import EXCERPT, says_excerpt
from pratique.usecases.missing.reply_cells import ANSWER, COLUMNS, FIRST_ROW, KEY, REMARK, SENT, SHEET, ReplySheet

_NOUNS = r"the|our|test|data|technical|datenblatt|report|data ?sheet|certificate|document|doc|spec\w*|page|p|no|rev"
_LIMITS = (ANOTHER, HOLDS, LIMITED, MADE, WITHDRAWN, EXCERPT)
"""What a text may say that limits an answer; a place or a name of a maker is no news of whoever replies."""
_SHOWN_BY = re.compile(
    r"(?:\b(?:see|siehe|s\.|voir|cf|as per|per|acc\.? to|according to|laut|gemäß)\b|见|参见|按)[\s.:]*"
    rf"(?:(?:{_NOUNS})[\s.:]+|[报告数据手册规格书证文件第]+[\s.:]*)*[\w./-]*\d[\w./-]*",
    re.IGNORECASE,
)
"""What shows an answer, by its number."""
LONGEST_QUOTE = 120


def refuse_remarks(
    sheet: ReplySheet, others: dict[str, list[str]], notes: tuple[BookNote, ...], findings: Findings, file: str
) -> None:
    """A finding for each text beside the answers that may limit one of them; `others` are those of other sheets."""
    for where, said in _texts(sheet, others, notes):
        if limits(said):
            told = " ".join(said.split())[:LONGEST_QUOTE]
            step = "Ask what is meant, write it into the answers, and empty it."
            findings.add(
                "reply.remark", f"{told!r} may limit what is answered.", Place(file, where), step, value=told
            )


def limits(said: str) -> bool:
    """Whether a text beside an answer may limit it, or speaks of another part."""
    rest = _SHOWN_BY.sub(" ", said)
    return says_excerpt(rest) or said_in(rest, "remark", InDocument(makers={rest.casefold()})) in _LIMITS


def texts_of_others(book: Workbook) -> dict[str, list[str]]:
    """The texts in the sheets of a workbook that were not sent."""
    found: dict[str, list[str]] = {}
    for name in book.names:
        if name not in SENT:
            rows = book.rows(name, Findings())
            found[name] = [cell.value for row in rows for cell in row.cells.values() if isinstance(cell.value, str)]
    return found


def _texts(sheet: ReplySheet, others: dict[str, list[str]], notes: tuple[BookNote, ...]) -> Iterator[tuple[str, str]]:
    yield from _beside(sheet)
    for note in notes:
        if note.kind == "comment":
            yield SHEET if note.row is None else f"{SHEET}!{note.row}", note.text
    for name, texts in others.items():
        yield from ((name, said) for said in texts)


def _beside(sheet: ReplySheet) -> Iterator[tuple[str, str]]:
    """The texts of the sheet that are no answer and were not sent; of a question without an answer none counts."""
    for cell in sheet.cells():
        if not isinstance(cell.value, str) or cell.value in COLUMNS:
            continue
        column, row = cell.name.rstrip(digits), int(cell.name.lstrip(ascii_uppercase))
        if row < FIRST_ROW:
            told = cell.name not in _SENT_ABOVE and (row < FIRST_ROW - 1 or column not in _COLUMNS)
        elif column == REMARK:
            is_question = str(sheet[f"{KEY}{row}"].value).startswith("Q-")
            told = not is_question or sheet[f"{ANSWER}{row}"].value is not None
        else:
            told = column not in _COLUMNS
        if told:
            yield f"{SHEET}!{cell.name}", cell.value


_COLUMNS = frozenset(ascii_uppercase[: len(COLUMNS)])
_SENT_ABOVE = frozenset({"A1", "A2", "A3", "A4", "C3", "C4"})
"""The cells of the head in which stands what was sent."""
