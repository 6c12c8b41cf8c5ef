"""What a customer's workbook asks: of which part or party, which fact, and into which cell the answer goes.

Rule: a questionnaire of this program says it itself. Of any other sheet a column is what its header says: the exact
text of a question, the full name of a fact, or what a mapping declares; what nobody can tell is listed as not
understood and its cells stay as they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache
from pathlib import Path

import msgspec

from pratique.dossier.document import load_toml_or_json
from pratique.dossier.prints import AT
from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.keys import Key, Step
from pratique.facts.wording import texts
from pratique.files import read_bytes, refusal
from pratique.files.workbooks import SheetRow, Workbook, cell_name, open_workbook
from pratique.items.tables.guess import guess, header_row
from pratique.usecases.missing.questionnaire import shown_as
from pratique.usecases.missing.replies import MOST, unescaped
from pratique.usecases.missing.reply_cells import FIRST_ROW, FORMAT, HIDDEN, SHEET
from pratique.usecases.papers.customer_words import hint_for, mapping_lines, question_columns
from pratique.value_class import dataclass

VERDICT, REASONING = "isCompliant", "reasoning"
"""What may be asked beside facts: the words of CX-0158-1 for an outcome."""
MOST_CELLS = 5_000_000
"""How many cells of a sheet, empty ones counted, are looked at: one cell far to the right makes every row wide."""
_IDENTITY = ("part-number", "internal-number", "ref", "designators", "name", "version", "manufacturer")


class CustomerMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a mapping says of a customer's sheet: its columns by title, its questions, and what it calls our parts."""

    sheet: str | None = None
    header_row: int | None = None
    part: str | None = None
    name: str | None = None
    version: str | None = None
    maker: str | None = None
    question: str | None = None
    answer: str | None = None
    fill: dict[str, str] = {}
    questions: dict[str, str] = {}
    parts: dict[str, str] = {}
    parties: dict[str, str] = {}

    @property
    def is_of_rows(self) -> bool:
        """Whether each row is a question."""
        return self.question is not None and self.answer is not None


@dataclass(frozen=True, slots=True)
class AskedCell:
    """One cell that waits for an answer.

    `part` is what the customer calls the part (number, reference, name, version, maker), empty for a party;
    `below` are the steps from the part to the element in the customer's dossier, `party` is the name of a party.
    """

    sheet: str
    cell: str
    fact: str
    part: Mapping[str, str]
    below: tuple[Step, ...] = ()
    party: str = ""
    role: str = ""
    ours: bool = False
    """Whether the sheet is a questionnaire of this program, whose columns and words are known."""
    answered: bool = False
    others: tuple[AskedCell, ...] = ()
    """The same question of each other part that a row of ours names."""
    may_leave_out: bool = False
    """Whether such a row has a cell for the numbers of the parts of which its answer does not hold."""
    words: str = ""
    """The words that ask, in a sheet of the customer's own: they may name a unit."""


@dataclass(slots=True)
class Customer:
    """A customer's workbook: what it asks in the order of the sheet, and what of it was not understood."""

    file: str
    data: bytes
    wanted: list[AskedCell] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    mapping: list[str] = field(default_factory=list)
    """The lines of a mapping that says what was not understood, as far as it can be guessed."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """The supplier's own reference for what the customer calls a part, where a mapping says it."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """The same for a party: its id or its name here."""


def read_customer(file: str | Path, mapping: str | Path | None = None) -> Customer:
    """What the workbook asks. Raises `InvalidInput` where it is no workbook or the mapping does not fit."""
    data = read_bytes(file, MOST)
    place = Place(str(file))
    book = open_workbook(data, place)
    found = Customer(str(file), data)
    findings = Findings()
    said = CustomerMapping() if mapping is None else _mapping(mapping, findings)
    found.parts, found.parties = said.parts, said.parties
    if SHEET in book.names and HIDDEN in book.names and not (said.fill or said.questions):
        found.wanted += _ours(book, findings)
    elif said.sheet is not None and said.sheet not in book.names:
        step = f"There are {', '.join(book.names)}."
        findings.add("customer.sheet", f"There is no sheet {said.sheet!r}.", place, step)
    else:
        for name in [said.sheet] if said.sheet else book.names:
            _foreign(book.rows(name, findings), name, said, found)
    findings.refuse()
    return found


def _mapping(file: str | Path, findings: Findings) -> CustomerMapping:
    """What a mapping says; a finding for what is no key, and for each fact that is none."""
    try:
        said = msgspec.convert(load_toml_or_json(file), CustomerMapping)
    except msgspec.ValidationError as error:
        step = f"Use {', '.join(CustomerMapping.__struct_fields__)}."
        findings.add("customer.mapping", f"This is no mapping of a sheet: {error}.", Place(str(file)), step)
        return CustomerMapping()
    for title, fact in (*said.fill.items(), *said.questions.items()):
        if split_fact(fact) is None:
            what = f"{title!r} is said to be {fact!r}, which is no fact."
            step = f"Name a fact (`pratique facts`), ROLE and a fact of the party, or {VERDICT} or {REASONING}."
            findings.add("customer.fact", what, Place(str(file)), step)
    return said


def split_fact(text: str) -> tuple[str, str] | None:
    """The role and the fact of `manufacturer party.organised_in`; the role is empty where none is said."""
    role, _, fact = text.strip().rpartition(" ")
    known = fact in VOCABULARY or fact in (VERDICT, REASONING) or fact.endswith(".present")
    return (role.strip(), fact) if known else None


def _ours(book: Workbook, findings: Findings) -> Iterator[AskedCell]:
    """The questions of a questionnaire of this program, by its hidden sheet."""
    keys: dict[str, tuple[str, Sequence[tuple[str, str]]]] = {}
    may_leave_out = False
    for row in book.rows(HIDDEN, findings):
        texts_ = [unescaped(row.cells[c].value) if c in row.cells else "" for c in range(6)]
        may_leave_out |= texts_[:2] == ["format", FORMAT]
        if texts_[0].startswith("Q-"):
            keys[texts_[0]] = (texts_[2], [(texts_[1], texts_[4]), *_like(texts_[5])])
    for row in book.rows(SHEET, findings):
        key = str(row.cells[0].value) if 0 in row.cells else ""
        if row.number < FIRST_ROW or key not in keys:
            continue
        fact, named = keys[key]
        about = str(row.cells[1].value) if 1 in row.cells else ""
        answered = bool(row.cells.keys() & {4, 6})
        first, *others = (_cell_of(f"E{row.number}", fact, each, about, answered) for each in named)
        yield replace(first, others=tuple(others), may_leave_out=may_leave_out)


def _cell_of(cell: str, fact: str, named: tuple[str, str], about: str, answered: bool) -> AskedCell:
    """One question of a questionnaire of this program about one element, which its key and its print name."""
    entity, part = named[0], _print(named[1])
    asked, at = Key.read(entity), Key.read(part.get(AT, ""))
    below = asked.steps[len(at.steps) :] if asked.lies_in(at) else ()
    party = about if not part and fact.startswith("party.") else ""
    told = {name: text for name, text in part.items() if name != AT}
    return AskedCell(SHEET, cell, fact, told, below, party, ours=True, answered=answered)


def _like(text: str) -> list[tuple[str, str]]:
    """The other elements of a row with their prints, as a hidden sheet has them. Raises InvalidInput."""
    try:
        return msgspec.json.decode(text or "[]", type=list[tuple[str, str]])
    except msgspec.DecodeError as error:
        raise refusal(
            "customer.hidden", "The hidden sheet was changed.", Place(HIDDEN), "Ask for it again."
        ) from error


def _print(text: str) -> Mapping[str, str]:
    """The print of a part as a hidden sheet has it; nothing where there is none that can be read."""
    try:
        return msgspec.json.decode(text, type=dict[str, str]) if text else {}
    except (msgspec.DecodeError, RecursionError):
        return {}


def _foreign(rows: Sequence[SheetRow], sheet: str, said: CustomerMapping, found: Customer) -> None:
    """What a sheet of somebody's own asks: columns to fill for each part, or a question a row."""
    _refuse_large(rows, sheet, found.file)
    table = [_texts(row) for row in rows]
    if not table:
        return
    at = _header(rows, table, said)
    head = dict(enumerate(table[at]))
    stated = said != CustomerMapping()
    columns = None if said.question or said.fill else question_columns(table[at])
    if columns is not None and (said.questions or not stated):
        said = msgspec.structs.replace(said, question=columns[0], answer=columns[1])
    identity, fill = _identity(head, said), dict(_fill(head, said))
    asks = {index: title for index, title in head.items() if title and title in (said.question, said.answer)}
    before, strange = len(found.wanted), list[str]()
    for row, cells in zip(rows[at + 1 :], table[at + 1 :], strict=True):
        part = {name: cells[c] for name, c in identity.items() if c < len(cells) and cells[c]}
        if said.is_of_rows:
            strange += _question(row, cells, asks, part, sheet, said, found)
        elif part:
            empty = {column: its for column, its in fill.items() if column >= len(cells) or not cells[column]}
            for column, (role, fact) in empty.items():
                cell = cell_name(column, row.number)
                found.wanted.append(AskedCell(sheet, cell, fact, part, role=role, words=head[column]))
    known = {*identity.values(), *fill, *asks}
    unread = [(title, hint_for(title)) for column, title in head.items() if title and column not in known]
    hinted = [each for each in unread if each[1]]
    asks_something = stated or len(found.wanted) > before
    if said.is_of_rows and not asks_something:
        unread = hinted
    elif not (asks_something or hinted or identity):
        nothing = "no column of it is a question, a fact or declared by a mapping (--columns)"
        found.not_understood.append(f"{sheet}: {nothing}")
        return
    found.not_understood += [f"{sheet}: the column {title!r}{hint}" for title, hint in unread]
    found.not_understood = list(dict.fromkeys(found.not_understood))
    if len(found.wanted) == before and not found.mapping and (identity or strange):
        numbered = next((head[identity[each]] for each in _IDENTITY if each in identity), None)
        of_rows = {"question": said.question, "answer": said.answer} if said.is_of_rows else {}
        titles = strange or [title for title, _ in unread]
        found.mapping += mapping_lines(of_rows | {"part": numbered}, "questions" if of_rows else "fill", titles)


def _refuse_large(rows: Sequence[SheetRow], sheet: str, file: str) -> None:
    width = 1 + max((column for row in rows for column in row.cells), default=-1)
    if width * len(rows) > MOST_CELLS:
        size = f"{len(rows):,} rows by {width:,} columns"
        what = f"The sheet {sheet!r} is {size}; at most {MOST_CELLS:,} cells are read."
        raise refusal("customer.size", what, Place(file), "Remove what is no question, or split the sheet.")


def _question(
    row: SheetRow,
    cells: Sequence[str],
    asks: Mapping[int, str],
    part: Mapping[str, str],
    sheet: str,
    said: CustomerMapping,
    found: Customer,
) -> list[str]:
    """One row that is a question of its own; its words where they were not understood."""
    columns = {title: index for index, title in asks.items()}
    asked, answer = columns.get(said.question or ""), columns.get(said.answer or "")
    text = cells[asked] if asked is not None and asked < len(cells) else ""
    if not text or answer is None:
        return []
    means = _means(text, said.questions)
    if means is None:
        found.not_understood.append(f"{sheet}: the question {text!r}{hint_for(text)}")
        return [text]
    role, fact = means
    words = " ".join((said.answer or "", text))
    found.wanted.append(AskedCell(sheet, cell_name(answer, row.number), fact, part, role=role, words=words))
    return []


def _texts(row: SheetRow) -> list[str]:
    cells = [""] * (max(row.cells, default=-1) + 1)
    for column, cell in row.cells.items():
        cells[column] = "" if cell.kind != "value" else str(cell.value).strip()
    return cells


def _header(rows: Sequence[SheetRow], table: Sequence[Sequence[str]], said: CustomerMapping) -> int:
    """The index of the row with the headers."""
    if said.header_row is not None:
        return next((index for index, row in enumerate(rows) if row.number == said.header_row), 0)
    wanted = {each for each in (said.part, said.name, said.question, said.answer) if each} | set(said.fill)
    asking = (index for index, cells in enumerate(table[:100]) if not wanted and question_columns(cells) is not None)
    if (first := next(asking, None)) is not None:
        return first
    for index, cells in enumerate(table[:100]):
        if wanted & set(cells) if wanted else any(_means(each, {}) for each in cells):
            return index
    return header_row([tuple(each or None for each in cells) for cells in table])


def _identity(head: Mapping[int, str], said: CustomerMapping) -> dict[str, int]:
    """By which columns a part is told: those declared, else those that the known words name."""
    pairs = (("part-number", said.part), ("name", said.name), ("version", said.version), ("manufacturer", said.maker))
    declared = {meaning: c for meaning, column in pairs for c, title in head.items() if column and title == column}
    if declared or (said.is_of_rows and said.questions):
        return declared
    found = guess(tuple(head.get(c) or None for c in range(max(head, default=-1) + 1)))
    told = {meaning: column for column, meaning in found.sure.items() if meaning in _IDENTITY}
    for column, choices in found.unsure.items():  # whosever number it is, it is looked for among all of ours
        if "part-number" in choices and all(each in _IDENTITY for each in choices):
            told.setdefault("part-number", column)
    return told


def _fill(head: Mapping[int, str], said: CustomerMapping) -> Iterator[tuple[int, tuple[str, str]]]:
    for column, title in head.items():
        if title and (means := _means(title, said.fill)) is not None:
            yield column, means


def _means(text: str, declared: Mapping[str, str]) -> tuple[str, str] | None:
    """The role and the fact that a text asks for: as declared, a fact's name, or a question's exact words."""
    if text in declared:
        return split_fact(str(declared[text]))
    if split_fact(text) is not None and ("." in text or text in (VERDICT, REASONING)):
        return split_fact(text)
    fact = _asked().get(shown_as(text)) if text else None
    return None if fact is None else ("", fact)


@cache
def _asked() -> Mapping[str, str]:
    """The mark of each question's words, in either language -> its fact."""
    found: dict[str, str] = {}
    for fact, asked in texts().items():
        for text in asked:
            found.setdefault(shown_as(text), fact)
    return found
