"""Replies to questionnaires: from the cells of a workbook to answers with their provenance.

Rule: a workbook is taken as a whole or not at all, and so are several given together: every cell that is not what was
sent out, every formula, every value that does not fit is a finding with its sheet and cell, and nothing is kept. An
answer's source is its file, sheet and cell; its basis is attested unless a document is named.
Invariant: the identifier is computed again from the hidden sheet and must fit dossier, law book and every key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pratique.errors import Findings, InvalidInput, Place
from pratique.facts.authority import refusal
from pratique.facts.proof import GIVEN_REASONS
from pratique.facts.reading import BadValue, read_value
from pratique.files import read_bytes
from pratique.files.outward import for_json
from pratique.files.secrets import is_marked
from pratique.files.workbooks import SheetRow, cell_name, open_workbook
from pratique.logic.nodes import SetFact
from pratique.usecases.missing.ask import typed
from pratique.usecases.missing.questionnaire import identifier_of, key_of, reply_counts, shown_as
from pratique.value_class import dataclass

SHEET = "Questions"
HIDDEN = "pratique"
FORMAT = "pratique questionnaire 3"
FIRST_ROW = 6
"""The row of the first question."""
BY, ON = "B3", "B4"
"""Where the respondent writes name and day."""
COLUMNS = (
    "key",
    "about",
    "question",
    "问题",
    "answer 答复",
    "unit 单位",
    "if not known 如未知",
    "basis 依据",
    "document 文件",
    "valid until 有效期至",
    "confidential 保密",
    "remark 备注",
)
KEY, SHOWN, ANSWER, REASON, BASIS, DOCUMENT, UNTIL, SECRET = "A", ("B", "C", "D", "F"), "E", "G", "H", "I", "J", "K"
REPLIED = (ANSWER, REASON, BASIS, DOCUMENT, UNTIL, SECRET)
GIVEN_BASES = ("attested", "documented")
Sent = tuple[str, str, bytes | None]
"""What replies are held against: the hashes of dossier and law book, and the sender's key."""
MOST = 64 * 1024**2
"""Largest workbook (bytes)."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What the hidden sheet of a workbook says: what it is for, and for each key element, fact, text and part."""

    dossier: str
    law_book: str
    recipient: str
    identifier: str
    accepted_by: str
    mark: str
    keys: Mapping[str, tuple[str, str, str, str, str]]


def read_replies(
    files: Sequence[str | Path], *, dossier: str, law_book: str, key: bytes | None = None
) -> list[dict[str, Any]]:
    """The answers in the replies `files` to questionnaires of this dossier and law book (hashes).

    With the sender's `key` (`pratique.files.secrets.kept_key`) a reply counts only if its questions are the very ones
    that were sent; without it whoever calls must know where the files come from. Raises InvalidInput with every
    finding of all files.
    """
    findings = Findings()
    sent = (dossier, law_book, key)
    entries = [entry for file in files for entry in _reply(Path(file), sent, findings)]
    findings.refuse()
    return entries


def _reply(file: Path, sent: Sent, findings: Findings) -> list[dict[str, Any]]:
    place = Place(str(file))
    book = _workbook(file, place, findings)
    if book is None:
        return []
    sheet, hidden = book
    issued = _issued(hidden, place, findings)
    if issued is None:
        return []
    if not _is_ours(issued, sent, place, findings):
        return []
    if not _has_its_columns(sheet, place, findings):
        return []
    by, on = _respondent(sheet, place, findings)
    left = dict(issued.keys)
    entries = []
    for row in (number for number in sheet.numbers if number >= FIRST_ROW):
        cells = {column: sheet[f"{column}{row}"] for column in (KEY, *SHOWN, *REPLIED)}
        if all(cell.value is None for cell in cells.values()):
            continue
        asked = left.pop(str(cells[KEY].value), None)
        if asked is None:
            what = f"{cells[KEY].value!r} is not the key of a question that was asked, or stands here twice."
            findings.add("reply.key", what, _at(place, cells[KEY]), "Restore column A; write answers in column E.")
            continue
        if shown_as(*("" if cells[each].value is None else str(cells[each].value) for each in SHOWN)) != asked[2]:
            findings.add(
                "reply.question",
                "This is not what was asked under this key.",
                _at(place, cells[SHOWN[1]]),
                "Restore columns A to D and F of the row as they were sent; write remarks in column L.",
            )
            continue
        entry = _entry(asked[:2], cells, place, findings)
        if not reply_counts(asked[1]):
            findings.add(
                "reply.authority",
                refusal("reply to a questionnaire", asked[1]),
                _at(place, cells[KEY]),
                "Leave the row out; who acts states it in the dossier.",
            )
        elif entry is not None:
            entry |= {"part": json.loads(asked[3])} if asked[3] else {}
            source = f"{file.name} {SHEET}!{ANSWER}{row}"
            if issued.accepted_by:
                source += f" (asked under the note on the conflict of laws, accepted by {issued.accepted_by})"
            said = entry | {"source": source} | ({"by": by} if by else {}) | ({"asserted_on": on} if on else {})
            entries += [said, *_of_like_parts(said, asked[4])]
    for key in left:
        findings.add("reply.missing", f"The question {key} is missing.", _sheet(place), "Restore its row.")
    return entries


def _of_like_parts(entry: Mapping[str, object], also: str) -> Iterator[dict[str, object]]:
    """The same answer of every other part that its row names."""
    own = {name: value for name, value in entry.items() if name != "part"}
    for entity, part in json.loads(also) if also else ():
        yield own | {"entity": entity} | ({"part": json.loads(part)} if part else {})


def _has_its_columns(sheet: _Sheet, place: Place, findings: Findings) -> bool:
    """Whether the columns stand where they stood; a finding for each that does not."""
    before = len(findings)
    for index, title in enumerate(COLUMNS):
        cell = sheet[cell_name(index, FIRST_ROW - 1)]
        if shown_as(str(cell.value)) != shown_as(title):
            what = f"The column {title!r} is not here, but {cell.value!r}."
            findings.add("reply.column", what, _at(place, cell), "Restore the columns as sent.")
    return len(findings) == before


def _workbook(file: Path, place: Place, findings: Findings) -> tuple[_Sheet, _Sheet] | None:
    """The sheet that is answered and the hidden one; None with findings where the file is no questionnaire."""
    mine = Findings()
    try:
        book = open_workbook(read_bytes(file, MOST), place)
        for name in (SHEET, HIDDEN):
            if name not in book.names:
                what = f"The workbook has no sheet {name!r}: it is not a questionnaire of this program."
                findings.add("reply.foreign", what, place, "Answer in the file that was sent.")
                return None
        made = _Sheet(book.rows(SHEET, mine)), _Sheet(book.rows(HIDDEN, mine))
    except InvalidInput as error:
        findings.extend(error.findings)
        return None
    findings.extend(mine)
    return None if mine.errors else made


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell by its name: what stands in it, and whether that is a value, a formula or an error."""

    name: str
    value: Any
    kind: str


class _Sheet:
    """A sheet by the names of its cells; a cell that is not there is empty."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self.numbers = [row.number for row in rows]
        self._cells = {cell_name(column, row.number): cell for row in rows for column, cell in row.cells.items()}

    def __getitem__(self, name: str) -> _Cell:
        cell = self._cells.get(name)
        return _Cell(name, None, "value") if cell is None else _Cell(name, cell.value, cell.kind)


def _issued(sheet: _Sheet, place: Place, findings: Findings) -> Issued | None:
    rows = {number: [unescaped(sheet[f"{column}{number}"].value) for column in "ABCDEF"] for number in sheet.numbers}
    head = {row[0]: row[1] for row in rows.values() if row[0] and not row[0].startswith("Q-")}
    if head.get("format") != FORMAT:
        findings.add(
            "reply.format",
            f"The questionnaire's format is {head.get('format')!r}, not {FORMAT!r}.",
            Place(place.file, f"{HIDDEN}!B1"),
            "Send the questionnaire again.",
        )
        return None
    keys: dict[str, tuple[str, str, str, str, str]] = {}
    for number, row in rows.items():
        if row[0].startswith("Q-"):
            keys[row[0]] = (row[1], row[2], row[3], row[4], row[5])
            if key_of(row[1], row[2]) != row[0]:
                findings.add(
                    "reply.identifier",
                    f"The key {row[0]} does not stand for {row[2]} of {row[1]}.",
                    Place(place.file, f"{HIDDEN}!A{number}"),
                    "Send the questionnaire again.",
                )
    issued = Issued(
        head.get("dossier", ""),
        head.get("law book", ""),
        head.get("recipient", ""),
        head.get("identifier", ""),
        head.get("accepted by", ""),
        head.get("mark", ""),
        keys,
    )
    asked = ((key, *its) for key, its in keys.items())
    to = (issued.dossier, issued.law_book, issued.recipient, issued.accepted_by)
    if identifier_of(to, asked) != issued.identifier:
        findings.add(
            "reply.identifier",
            "The identifier of the questionnaire was changed.",
            Place(place.file, f"{HIDDEN}!B5"),
            "Send the questionnaire again.",
        )
    return issued


def escaped(text: str) -> str:
    """Text as a cell can hold it: control characters as escapes."""
    return for_json(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")).decode()[1:-1]


def unescaped(value: Any) -> str:
    text = "" if value is None else str(value)
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _is_ours(issued: Issued, sent: Sent, place: Place, findings: Findings) -> bool:
    """Whether the questions are those that were sent for this dossier under this law book; findings where not."""
    dossier, law_book, key = sent
    before = len(findings)
    if key is not None and not is_marked(key, issued.mark, issued.identifier):
        findings.add(
            "reply.mark",
            "These are not the questions that were sent from here: the mark does not fit them.",
            Place(place.file, HIDDEN),
            "Answer in the file that was sent; nothing else is read.",
        )
    if issued.dossier != dossier:
        findings.add(
            "reply.dossier",
            "The reply belongs to another dossier, or the dossier was changed since.",
            Place(place.file, f"{HIDDEN}!B2"),
            "Name its dossier with --dossier, or ask again.",
        )
    if issued.law_book != law_book:
        findings.add(
            "reply.law-book",
            f"The questions were asked under another law book ({issued.law_book[:16]}).",
            Place(place.file, f"{HIDDEN}!B3"),
            "Ask again under this law book.",
        )
    return len(findings) == before


def _respondent(sheet: _Sheet, place: Place, findings: Findings) -> tuple[str | None, str | None]:
    for cell in (sheet[BY], sheet[ON]):
        _refuse_formula(cell, place, findings)
    by = sheet[BY].value
    return (None if by is None else str(by)), _day(sheet[ON], place, findings)


def _entry(
    asked: tuple[str, str], cells: Mapping[str, _Cell], place: Place, findings: Findings
) -> dict[str, Any] | None:
    """What one row answers; None where it answers nothing or with a finding."""
    before = len(findings)
    for column in REPLIED:
        _refuse_formula(cells[column], place, findings)
    if len(findings) > before:
        return None
    entity, name = asked
    answer, reason = cells[ANSWER].value, cells[REASON].value
    if answer is None and reason is None:
        return None
    if answer is not None and reason is not None:
        what = f"There is an answer ({answer!r}) and a reason for none ({reason!r})."
        findings.add("reply.both", what, _at(place, cells[ANSWER]), "Leave one of the two empty.")
        return None
    value = _value(name, cells, place, findings)
    proof = _proof(cells, place, findings)
    return None if len(findings) > before else {"entity": entity, "fact": name, "value": value, **proof}


def _value(name: str, cells: Mapping[str, _Cell], place: Place, findings: Findings) -> Any:
    reason = cells[REASON].value
    if reason is not None:
        if not isinstance(reason, str) or reason not in GIVEN_REASONS:
            what = f"{reason!r} is no reason code."
            findings.add("reply.reason", what, _at(place, cells[REASON]), f"Use one of {', '.join(GIVEN_REASONS)}.")
        return {"unknown": str(reason)}
    raw = _written(cells[ANSWER].value)
    fact = typed(name)
    if isinstance(fact, SetFact):
        raw = [each.strip() for each in re.split(r"[,;，；]", str(raw)) if each.strip() not in ("", "none")]
    try:
        read_value(fact, raw)
    except BadValue as error:
        findings.add(
            "reply.value", f"{name}: {error}.", _at(place, cells[ANSWER]), "Correct the cell.", value=str(raw)
        )
    return raw


def _written(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    words = {"yes": True, "no": False, "是": True, "否": False}
    return words.get(value.strip().lower(), value.strip()) if isinstance(value, str) else value


def _proof(cells: Mapping[str, _Cell], place: Place, findings: Findings) -> dict[str, Any]:
    basis, document = cells[BASIS].value, cells[DOCUMENT].value
    proof: dict[str, Any] = {"basis": basis or "attested"}
    if str(proof["basis"]) not in GIVEN_BASES:
        what = f"{basis!r} is no basis that a supplier can give."
        findings.add("reply.basis", what, _at(place, cells[BASIS]), f"Use {' or '.join(GIVEN_BASES)}.")
    if basis == "documented" and document is None:
        what = "The answer is documented, but names no document."
        findings.add("reply.document", what, _at(place, cells[DOCUMENT]), "Name the document, or choose attested.")
    if document is not None:
        proof["document"] = str(document)
    if until := _day(cells[UNTIL], place, findings):
        proof["expires_on"] = until
    secret = cells[SECRET].value
    if secret is not None and secret not in ("yes", "no", True, False):
        findings.add(
            "reply.confidential", f"{secret!r} is neither yes nor no.", _at(place, cells[SECRET]), "Correct it."
        )
    return proof | ({"confidential": True} if secret in ("yes", True) else {})


def _day(cell: _Cell, place: Place, findings: Findings) -> str | None:
    value = cell.value
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        findings.add("reply.day", f"{value!r} is no calendar day.", _at(place, cell), "Write it as 2026-11-22.")
        return None


def _refuse_formula(cell: _Cell, place: Place, findings: Findings) -> None:
    if cell.kind != "value":
        word = "a formula" if cell.kind == "formula" else "an error"
        findings.add(
            "reply.formula",
            f"The cell holds {word}, not a value.",
            _at(place, cell),
            "Write the value itself.",
            value=str(cell.value),
        )


def _at(place: Place, cell: _Cell) -> Place:
    return Place(place.file, f"{SHEET}!{cell.name}")


def _sheet(place: Place) -> Place:
    return Place(place.file, SHEET)
