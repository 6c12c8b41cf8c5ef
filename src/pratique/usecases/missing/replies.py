"""Replies to questionnaires: from the cells of a workbook to answers with their provenance.

Rule: a workbook is taken as a whole or not at all, and so are several given together: every cell that is not what was
sent out, every formula, every value that does not fit is a finding with its sheet and cell, and nothing is kept. An
answer's source is its file, sheet and cell; its basis is attested unless another is chosen. A document that is named
once for several answers is the proof of each that was given, and of nothing that was not.
Invariant: the identifier is computed again from the hidden sheet and must fit dossier, law book and every key.
"""

from __future__ import annotations

import json
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
from pratique.files.workbook_notes import notes_of
from pratique.files.workbooks import cell_name, open_workbook
from pratique.logic.nodes import SetFact
from pratique.usecases.missing.as_typed import refuse_doubtful, set_of, takes_countries
from pratique.usecases.missing.ask import typed
from pratique.usecases.missing.questionnaire import identifier_of, key_of, shown_as
from pratique.usecases.missing.recipients import reply_counts
from pratique.usecases.missing.reply_cells import (
    ANSWER,
    BY,
    COLUMNS,
    DOCUMENT,
    EXCEPT,
    FIRST_ROW,
    FORMAT,
    HIDDEN,
    KEY,
    OLDER,
    ON,
    REASON,
    REPLIED,
    SHEET,
    SHOWN,
    ReplyCell,
    ReplySheet,
    cell_at,
    day_in,
    proof_in,
    refuse_formula,
    refuse_unseen,
    sheet_at,
)
from pratique.usecases.missing.reply_headings import Headed, NamedOnce, left_out, named_once
from pratique.usecases.missing.reply_remarks import refuse_remarks, texts_of_others
from pratique.value_class import dataclass

Sent = tuple[str, str, bytes | None]
"""What replies are held against: the hashes of dossier and law book, and the sender's key."""
MOST = 64 * 1024**2
"""Largest workbook (bytes)."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What the hidden sheet of a workbook says: what it is for, its groups, and for each key what is asked."""

    dossier: str
    law_book: str
    recipient: str
    identifier: str
    accepted_by: str
    mark: str
    keys: Mapping[str, tuple[str, str, str, str, str]]
    groups: Mapping[str, Headed]
    is_older: bool


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
    if not _has_its_columns(sheet, issued, place, findings):
        return []
    by, on = _respondent(sheet, place, findings)
    left = dict(issued.keys)
    entries = []
    rows = [number for number in sheet.numbers if number >= FIRST_ROW]
    above = named_once(sheet, rows, issued.groups, place, findings)
    for row in rows:
        cells = _cells(sheet, row, issued)
        if str(cells[KEY].value) in issued.groups or all(cell.value is None for cell in cells.values()):
            continue
        key = str(cells[KEY].value)
        asked = left.pop(key, None)
        if not _is_asked(asked, cells, place, findings):
            continue
        assert asked is not None
        heading = above.get(key)
        entry = _entry(asked[:2], cells, place, findings, heading)
        if not reply_counts(asked[1]):
            findings.add(
                "reply.authority",
                refusal("reply to a questionnaire", asked[1]),
                cell_at(place, cells[KEY]),
                "Leave the row out; who acts states it in the dossier.",
            )
        elif entry is not None:
            source = _source(file, row, cells, heading)
            if issued.accepted_by:
                source += f" (asked under the note on the conflict of laws, accepted by {issued.accepted_by})"
            said = entry | {"source": source} | ({"by": by} if by else {}) | ({"asserted_on": on} if on else {})
            each = list(_of_each_part(said, asked[3], asked[4]))
            dropped = left_out(cells[EXCEPT], len(each), place, findings)
            entries += [one for number, one in enumerate(each, 1) if number not in dropped]
    for key in left:
        findings.add("reply.missing", f"The question {key} is missing.", sheet_at(place), "Restore its row.")
    return entries


def _cells(sheet: ReplySheet, row: int, issued: Issued) -> dict[str, ReplyCell]:
    """The cells of a row that are read; an older form has no column for what is left out."""
    cells = {column: sheet[f"{column}{row}"] for column in (KEY, *SHOWN, *REPLIED)}
    return cells | ({EXCEPT: ReplyCell(f"{EXCEPT}{row}", None, "value")} if issued.is_older else {})


def _source(file: Path, row: int, cells: Mapping[str, ReplyCell], heading: NamedOnce | None) -> str:
    """Where an answer stands, and the cell of its document where that is named once for several."""
    source = f"{file.name} {SHEET}!{ANSWER}{row}"
    if heading is None or "document" not in heading.proof or any(cells[each].value for each in (REASON, DOCUMENT)):
        return source
    return f"{source}, shown by the document in {heading.cell}"


def _is_asked(
    asked: tuple[str, str, str, str, str] | None, cells: Mapping[str, ReplyCell], place: Place, findings: Findings
) -> bool:
    """Whether a row is a question that was asked, as it was asked; a finding where it is not."""
    if asked is None:
        what = f"{cells[KEY].value!r} is not the key of a question that was asked, or stands here twice."
        step = "Restore column A; write answers in column E."
        findings.add("reply.key", what, cell_at(place, cells[KEY]), step)
        return False
    if shown_as(*("" if cells[each].value is None else str(cells[each].value) for each in SHOWN)) != asked[2]:
        findings.add(
            "reply.question",
            "This is not what was asked under this key.",
            cell_at(place, cells[SHOWN[1]]),
            "Restore columns A to D and F of the row as they were sent; write remarks in column L.",
        )
        return False
    return True


def _of_each_part(entry: Mapping[str, object], part: str, also: str) -> Iterator[dict[str, object]]:
    """The answer of the part that a row asks of, and the same of every other part that it names."""
    yield {**entry} | ({"part": json.loads(part)} if part else {})
    for entity, other in json.loads(also) if also else ():
        yield {**entry, "entity": entity} | ({"part": json.loads(other)} if other else {})


def _has_its_columns(sheet: ReplySheet, issued: Issued, place: Place, findings: Findings) -> bool:
    """Whether the columns stand where they stood; a finding for each that does not."""
    before = len(findings)
    titles = COLUMNS[:-1] if issued.is_older else COLUMNS
    for index, title in enumerate(titles):
        cell = sheet[cell_name(index, FIRST_ROW - 1)]
        if shown_as(str(cell.value)) != shown_as(title):
            what = f"The column {title!r} is not here, but {cell.value!r}."
            findings.add("reply.column", what, cell_at(place, cell), "Restore the columns as sent.")
    return len(findings) == before


def _workbook(file: Path, place: Place, findings: Findings) -> tuple[ReplySheet, ReplySheet] | None:
    """The sheet that is answered and the hidden one; None with findings where the file is no questionnaire."""
    mine = Findings()
    try:
        data = read_bytes(file, MOST)
        book = open_workbook(data, place)
        for name in (SHEET, HIDDEN):
            if name not in book.names:
                what = f"The workbook has no sheet {name!r}: it is not a questionnaire of this program."
                findings.add("reply.foreign", what, place, "Answer in the file that was sent.")
                return None
        rows = book.rows(SHEET, mine)
        refuse_unseen(rows, mine, place)
        made = ReplySheet(rows), ReplySheet(book.rows(HIDDEN, mine))
        refuse_remarks(made[0], texts_of_others(book), notes_of(data), mine, place.file)
    except InvalidInput as error:
        findings.extend(error.findings)
        return None
    findings.extend(mine)
    return None if mine.errors else made


def _issued(sheet: ReplySheet, place: Place, findings: Findings) -> Issued | None:
    rows = {number: [unescaped(sheet[f"{column}{number}"].value) for column in "ABCDEF"] for number in sheet.numbers}
    head = {row[0]: row[1] for row in rows.values() if row[0] and row[0][:2] not in ("Q-", "D-")}
    if head.get("format") not in (FORMAT, OLDER):
        findings.add(
            "reply.format",
            f"The questionnaire's format is {head.get('format')!r}, not {FORMAT!r}.",
            Place(place.file, f"{HIDDEN}!B1"),
            "Send the questionnaire again.",
        )
        return None
    keys: dict[str, tuple[str, str, str, str, str]] = {}
    headings = [row for row in rows.values() if row[0].startswith("D-")]
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
        dossier=head.get("dossier", ""),
        law_book=head.get("law book", ""),
        recipient=head.get("recipient", ""),
        identifier=head.get("identifier", ""),
        accepted_by=head.get("accepted by", ""),
        mark=head.get("mark", ""),
        keys=keys,
        groups={row[0]: Headed(_questions_in(row[4]), row[3]) for row in headings},
        is_older=head["format"] == OLDER,
    )
    asked = [*((key, *its) for key, its in keys.items()), *(tuple(row[:5]) for row in headings)]
    to = (issued.dossier, issued.law_book, issued.recipient, issued.accepted_by)
    if identifier_of(to, asked) != issued.identifier:
        findings.add(
            "reply.identifier",
            "The identifier of the questionnaire was changed.",
            Place(place.file, f"{HIDDEN}!B5"),
            "Send the questionnaire again.",
        )
    return issued


def _questions_in(text: str) -> tuple[str, ...]:
    """The keys of a group's questions as the hidden sheet has them; none where they cannot be read."""
    try:
        read = json.loads(text)
    except ValueError:
        return ()
    return tuple(str(each) for each in read) if isinstance(read, list) else ()


def escaped(text: str) -> str:
    """Text as a cell can hold it: control characters as escapes."""
    return for_json(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")).decode()[1:-1]


def unescaped(value: Any) -> str:
    text = "" if value is None else str(value)
    try:
        said = str(json.loads(f'"{text}"'))
        said.encode()  # half a character is no text: then the cell is what was written in it
    except ValueError:
        return text
    return said


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


def _respondent(sheet: ReplySheet, place: Place, findings: Findings) -> tuple[str | None, str | None]:
    for cell in (sheet[BY], sheet[ON]):
        refuse_formula(cell, place, findings)
    by = sheet[BY].value
    return (None if by is None else str(by)), day_in(sheet[ON], place, findings)


def _entry(
    asked: tuple[str, str],
    cells: Mapping[str, ReplyCell],
    place: Place,
    findings: Findings,
    heading: NamedOnce | None,
) -> dict[str, Any] | None:
    """What one row answers; None where it answers nothing or with a finding."""
    before = len(findings)
    for column in REPLIED:
        refuse_formula(cells[column], place, findings)
    if len(findings) > before:
        return None
    entity, name = asked
    answer, reason = cells[ANSWER].value, cells[REASON].value
    if answer is None and reason is None:
        return None
    if answer is not None and reason is not None:
        what = f"There is an answer ({answer!r}) and a reason for none ({reason!r})."
        findings.add("reply.both", what, cell_at(place, cells[ANSWER]), "Leave one of the two empty.")
        return None
    value = _value(name, cells, place, findings)
    proof = proof_in(cells, place, findings, {} if heading is None else heading.proof)
    return None if len(findings) > before else {"entity": entity, "fact": name, "value": value, **proof}


def _value(name: str, cells: Mapping[str, ReplyCell], place: Place, findings: Findings) -> Any:
    reason = cells[REASON].value
    if reason is not None:
        if not isinstance(reason, str) or reason not in GIVEN_REASONS:
            what = f"{reason!r} is no reason code."
            findings.add(
                "reply.reason", what, cell_at(place, cells[REASON]), f"Use one of {', '.join(GIVEN_REASONS)}."
            )
        return {"unknown": str(reason)}
    raw, fact = cells[ANSWER].value, typed(name)
    try:
        if isinstance(raw, str) and takes_countries(fact):
            refuse_doubtful(raw)
        raw = _written(raw)
        if isinstance(fact, SetFact):
            raw = set_of(str(raw))
        read_value(fact, raw)
    except BadValue as error:
        findings.add(
            "reply.value", f"{name}: {error}.", cell_at(place, cells[ANSWER]), "Correct the cell.", value=str(raw)
        )
    return raw


def _written(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    words = {"yes": True, "no": False, "是": True, "否": False}
    return words.get(value.strip().lower(), value.strip()) if isinstance(value, str) else value
