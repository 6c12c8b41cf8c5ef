"""The cells of a reply: where what stands, a value told from a formula, a day, and what is said of a proof.

Rule: nothing is guessed from a cell; what does not fit is a finding with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pratique.errors import Findings, Place
from pratique.files.clock import iso_day
from pratique.files.workbooks import SheetRow, cell_name
from pratique.value_class import dataclass

SHEET = "Questions"
HIDDEN = "pratique"
LISTS = "lists"
NOTE_SHEET = "Read first 请先阅读"
SENT = (SHEET, HIDDEN, LISTS, NOTE_SHEET)
"""The sheets of a questionnaire as it is sent."""
FORMAT = "pratique questionnaire 4"
OLDER = "pratique questionnaire 3"
"""As it was before headings and exceptions; replies in it are still read."""
FIRST_ROW = 6
"""The row of the first question or heading."""
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
    "not for (numbers) 不适用于（序号）",
)
KEY, SHOWN, ANSWER, REASON = "A", ("B", "C", "D", "F"), "E", "G"
BASIS, DOCUMENT, UNTIL, SECRET, REMARK, EXCEPT = "H", "I", "J", "K", "L", "M"
PROVING = (BASIS, DOCUMENT, UNTIL, SECRET)
"""Where it is said what shows an answer; in the row of a heading, what shows all of those below it."""
REPLIED = (ANSWER, REASON, *PROVING, EXCEPT)
GIVEN_BASES = ("attested", "documented")


@dataclass(frozen=True, slots=True)
class ReplyCell:
    """A cell by its name: what stands in it, and whether that is a value, a formula or an error."""

    name: str
    value: Any
    kind: str


class ReplySheet:
    """A sheet by the names of its cells; a cell that is not there is empty."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self.numbers = [row.number for row in rows]
        self._cells = {cell_name(column, row.number): cell for row in rows for column, cell in row.cells.items()}

    def cells(self) -> Iterator[ReplyCell]:
        """The cells in which something stands."""
        return (self[name] for name in self._cells)

    def __getitem__(self, name: str) -> ReplyCell:
        cell = self._cells.get(name)
        return ReplyCell(name, None, "value") if cell is None else ReplyCell(name, cell.value, cell.kind)


def refuse_unseen(rows: Sequence[SheetRow], findings: Findings, place: Place) -> None:
    """A finding for each answer that stands where its writer did not see it, or in several rows at once.

    `findings` are those of the sheet: it was sent without merged cells. What only helps to read it, as the question
    in the other language, may be hidden.
    """
    for told in list(findings):
        if told.code == "xlsx.merged":
            step = "Split them, and write each answer into its own cell."
            findings.add("reply.merged", told.message, told.place, step)
    for row in rows:
        given = [cell_name(at, row.number) for at in sorted(row.unseen) if row.cells[at].value is not None]
        answers = [each for each in given if each.rstrip("0123456789") in REPLIED]
        if row.number >= FIRST_ROW and answers:
            step = "Show the row or column, or take off the filter, see what it says, and save it again."
            where = Place(place.file, f"{SHEET}!{answers[0]}")
            findings.add("reply.hidden", "An answer stands in a row or column that is hidden.", where, step)


def proof_in(
    cells: Mapping[str, ReplyCell], place: Place, findings: Findings, heading: Mapping[str, Any]
) -> dict[str, Any]:
    """What a row says of the proof, under a `heading` that says it of several: what stands in the row goes before.

    A row that names a document of its own, or why it has no answer, takes from its heading only that it is
    confidential; of two ends of validity the earlier counts.
    """
    basis, secret = cells[BASIS].value, cells[SECRET].value
    document = None if _names_nothing(cells[DOCUMENT].value) else cells[DOCUMENT].value
    above = heading if document is None and cells[REASON].value is None else {}
    proof: dict[str, Any] = {"basis": basis or above.get("basis") or "attested"}
    if str(proof["basis"]) not in GIVEN_BASES:
        what = f"{basis!r} is no basis that a supplier can give."
        findings.add("reply.basis", what, cell_at(place, cells[BASIS]), f"Use {' or '.join(GIVEN_BASES)}.")
    shown = above.get("document") if document is None else str(document)
    if proof["basis"] == "documented" and shown is None:
        what = "The answer is documented, but names no document."
        findings.add(
            "reply.document", what, cell_at(place, cells[DOCUMENT]), "Name the document, or choose attested."
        )
    if shown is not None:
        proof["document"] = shown
    until = [day for day in (day_in(cells[UNTIL], place, findings), above.get("expires_on")) if day]
    if until:
        proof["expires_on"] = min(until)
    if secret is not None and secret not in ("yes", "no", True, False):
        what = f"{secret!r} is neither yes nor no."
        findings.add("reply.confidential", what, cell_at(place, cells[SECRET]), "Correct it.")
    hidden = secret in ("yes", True) if secret is not None else bool(heading.get("confidential"))
    return proof | ({"confidential": True} if hidden else {})


def _names_nothing(document: object) -> bool:
    """Whether the cell of a document says that there is none."""
    return isinstance(document, str) and document.strip().casefold() in _NO_DOCUMENT


_NO_DOCUMENT = frozenset(("", "-", "--", "–", "—", "/", "?", "n/a", "na", "n.a.", "none", "no", "tbd", "无", "没有"))


def day_in(cell: ReplyCell, place: Place, findings: Findings) -> str | None:
    value = cell.value
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if (day := iso_day(str(value).strip())) is None:
        findings.add("reply.day", f"{value!r} is no calendar day.", cell_at(place, cell), "Write it as 2026-11-22.")
        return None
    return day.isoformat()


def refuse_formula(cell: ReplyCell, place: Place, findings: Findings) -> None:
    if cell.kind != "value":
        word = {"formula": "a formula", "struck": "what is struck out"}.get(cell.kind, "an error")
        findings.add(
            "reply.formula",
            f"The cell holds {word}, not a value.",
            cell_at(place, cell),
            "Write the value itself.",
            value=str(cell.value),
        )


def cell_at(place: Place, cell: ReplyCell) -> Place:
    return Place(place.file, f"{SHEET}!{cell.name}")


def sheet_at(place: Place) -> Place:
    return Place(place.file, SHEET)
