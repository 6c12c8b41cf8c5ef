"""Bills of materials in tables: CSV and XLSX, with a declared or a known meaning for each column.

Rule: a column means what the mapping says or what its header says in every table we know, and one that means
nothing, or one of two things, is reported once and read as nothing. Every row with something in it is a line, one
that is not fitted too, unless the mapping leaves those out. An empty cell is not stated, and a formula is no
statement: its cell is unknown, with a finding. Texts are never turned into dates or numbers, and what a spreadsheet
has turned into one already is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from msgspec.structs import replace

from pratique.errors import Findings, Place
from pratique.files import read_records
from pratique.files.workbook_notes import BookNote, notes_of
from pratique.items.bill import Beside, Bill, Edge, Format, Where
from pratique.items.cyclonedx.schema import TYPES
from pratique.items.doubt.documents import LINKED, names_a_bill
from pratique.items.doubt.elsewhere import MAY_NAME, Elsewhere
from pratique.items.excerpt import EXCERPT, says_excerpt
from pratique.items.interpret.record import LineRecord, PartyMention
from pratique.items.interpret.shapes import Interpreter
from pratique.items.json.records import RecordReading, settle
from pratique.items.lines import Spot
from pratique.items.structure import dangling, nest, report_outside
from pratique.items.tables.asides import Asides
from pratique.items.tables.cells import TableRow
from pratique.items.tables.columns import Columns, read_columns, refusal
from pratique.items.tables.encodings import decoded
from pratique.items.tables.guess import MOST_ABOVE, guess, header_row
from pratique.items.tables.header import Header, header_of, tell_untitled
from pratique.items.tables.levels import Levels, are_positions
from pratique.items.tables.meanings import NATIVE_PARTIES, says_not_fitted
from pratique.items.tables.placed import is_placed, tell_placed
from pratique.items.tables.quantities import check_quantity
from pratique.items.tables.two_rows import told
from pratique.value_class import dataclass

__all__ = ["Columns", "read_columns", "read_csv", "read_sheet", "read_xlsx"]

WORDS = {"hardware": "device", "software": "library", "os": "operating-system"}
NAMED_BY = ("name", "part-number", "value", "description", "internal-number", "designators", "ref")
"""What a part is called by, the best first."""
REFERRED_BY = ("ref", "designators", "internal-number", "part-number")
"""What a part is referred to by, the best first."""
NO_WORDS = frozenset({"", "0", "no", "n", "false", "-", "nein", "否", "不", "×", "无"})
_MARKED = re.compile(r"\b(?:DNP|DNF|DNI|do not (?:fit|populate|place))\b", re.IGNORECASE)
_NOT_FITTED = frozenset({"no", "n", "false", "0", "nein", "否"})

SEPARATORS = ",;\t|"
LONGEST_NOTE = 120
UNREAD = {
    "xlsx.sheets": "sheets that are not read",
    "xlsx.formula": "a row of formulas, which state nothing",
    "xlsx.struck": "a cell that is struck out",
    "table.row.long": "a row whose cells are not all read",
}
"""Findings after which a table may hold more than its lines say."""
_WHERE: Mapping[str, Where] = {"file": "title", "prompt": "value"}
"""Where a text outside the cells stands; any other is a note on no line, or a remark of the row of its cell."""
NAMES_MORE = {
    "held": "a document that stands in the workbook and is not read",
    "link": LINKED,
    "struck": "a text of which a piece is struck out",
}
"""What stands in a workbook that may hold more than its cells say."""


def read_csv(data: bytes, file: str, columns: Columns | None) -> Bill:
    """The bill in a delimited text. Raises `InvalidInput` where it is no table with a known column."""
    columns = columns or Columns()
    bill = Bill(file, "CSV", "", records={})
    return _read(csv_rows_of(data, file, columns, bill.findings), "", bill, columns)


def csv_rows_of(data: bytes, file: str, columns: Columns, findings: Findings) -> Iterator[TableRow]:
    """The rows of a delimited text. Raises `InvalidInput` where its encoding or its quotes cannot be read."""
    place = Place(file)
    text = decoded(data, place, columns.encoding, findings)
    stated = re.match(r'"?sep=(.)"?[ \t]*(?:\r?\n|\Z)', text)
    delimiter = columns.delimiter or (stated[1] if stated else _delimiter(text))
    broken = Findings()
    for record in read_records(text[stated.end() :] if stated else text, place, broken, delimiter, code="csv.syntax"):
        broken.refuse()
        number = record.line + (1 if stated else 0)
        yield TableRow(number, tuple(cell.strip() or None for cell in record.cells))
    broken.refuse()


def _delimiter(text: str) -> str:
    """The separator by which the first lines show a header that tells most; of several the one they have most of."""
    lines = [each for each in text.split("\n", MOST_ABOVE)[:MOST_ABOVE] if each.strip()]
    head = "\n".join(lines if not any(each in lines[0] for each in SEPARATORS) else lines[:1]) if lines else ""

    def tells(sign: str) -> tuple[int, int]:
        rows = [[cell.strip(' "\r') or None for cell in line.split(sign)] for line in lines if sign in line]
        return (told(guess(rows[header_row(rows)])) if rows else 0, head.count(sign))

    return max(SEPARATORS, key=tells)


def read_xlsx(data: bytes, file: str, columns: Columns | None) -> Bill:
    """The bill in a workbook. Raises `InvalidInput` where it is none, or could exhaust the machine."""
    from pratique.items.tables.workbook import rows_of

    columns = columns or Columns()
    findings = Findings()
    sheet, rows = rows_of(data, file, columns.sheet, findings)
    return read_sheet((rows, sheet, notes_of(data)), file, "XLSX", findings, columns)


def read_sheet(
    told: tuple[Iterable[TableRow], str, Iterable[BookNote]],
    file: str,
    written_as: Format,
    findings: Findings,
    columns: Columns,
) -> Bill:
    """The bill in the rows of a sheet of a workbook of any kind, with its name and what stands outside its cells."""
    rows, sheet, notes = told
    bill = _read(rows, sheet, Bill(file, written_as, "", findings=findings), columns)
    _tell_notes(bill, sheet, tuple(notes))
    return bill


def _tell_notes(bill: Bill, sheet: str, notes: Sequence[BookNote]) -> None:
    """Keep what stands outside the cells beside its row, else beside the list; the name of the sheet is a title."""
    for note in (BookNote(sheet, kind="file"), *notes):
        said = " ".join(note.text.split())[:LONGEST_NOTE]
        pointer = f"{sheet}!{note.row}" if note.row is not None else sheet
        if note.kind in NAMES_MORE:
            if note.kind != "link" or names_a_bill(note.text):
                bill.names(said, NAMES_MORE[note.kind], pointer)
            continue
        row = bill.records.get(pointer) if note.kind == "comment" else None
        if row is None and says_excerpt(note.text):
            bill.names(said, EXCERPT, pointer)
        where: Where = "loose" if row is not None else _WHERE.get(note.kind, "note")
        own = " ".join(row.get(each, "") for each in NAMED_BY).casefold() if isinstance(row, dict) else ""
        bill.beside.append(Beside(pointer, note.text, where, own))


@dataclass(slots=True)
class _Table:
    """The state of reading one table."""

    reading: RecordReading
    header: Header
    columns: Columns
    levels: Levels
    sheet: str
    elsewhere: Elsewhere
    left_out: list[str] = field(default_factory=list)
    unfitted: list[str] = field(default_factory=list)
    placed: int = 0

    @property
    def bill(self) -> Bill:
        return self.reading.bill


def _read(rows: Iterable[TableRow], sheet: str, bill: Bill, columns: Columns) -> Bill:
    """Every row below the header as a line."""
    every = [row for row in rows if row.number >= (columns.header_row or 1) and any(row.cells)]
    if not every:
        raise refusal("table.empty", "The table has no header row.", Place(bill.file, sheet or None))
    at, header, titles = header_of(every, sheet, bill, columns)
    aside = Asides(bill, sheet, header, titles)
    body = [row for row in every[at + 1 :] if not aside.takes(row)]
    levels = Levels(bill.findings, are_positions(_column(body, header, "level")))
    if not body:
        message = "The table has a header and no row below it."
        bill.findings.add("table.no-rows", message, Place(bill.file), "Check the ends of its lines.", "warning")
    table = _Table(
        RecordReading(b"", bill, Interpreter.of(bill)),
        header,
        columns,
        levels,
        sheet,
        Elsewhere(header.elsewhere, _shows_holding(header)),
    )
    tell_untitled(titles, body, header.meanings, sheet, bill)
    for row in body:
        _row(row, table)
    _tell_unfitted(table)
    tell_placed(table.placed, bill, table.sheet)
    table.elsewhere.tell(bill)
    settle(bill)
    nest(bill, ())
    dangling(bill)
    report_outside(bill)
    _name_unread(bill)
    bill.closed = columns.complete
    bill.parties = table.reading.interpreter.directory.records
    interpreter = table.reading.interpreter
    bill.values, bill.disputed = interpreter.case, interpreter.hearer.disputed
    return bill


def _shows_holding(header: Header) -> bool:
    return not {"level", "parent"}.isdisjoint(header.meanings.values())


def _column(rows: Sequence[TableRow], header: Header, meaning: str) -> Iterator[str | None]:
    index = next((index for index, each in header.meanings.items() if each == meaning), None)
    if index is not None:
        yield from (row.cells[index] for row in rows if index < len(row.cells))


def _name_unread(bill: Bill) -> None:
    """Keep what the table holds beside its lines: a formula counts where its row became no line."""
    for finding in bill.findings:
        pointer = finding.place.pointer or ""
        row = re.sub(r"[A-Z]+(?=\d+$)", "", pointer)
        if finding.code in UNREAD and not (finding.code == "xlsx.formula" and row in bill.records):
            bill.names(pointer or "other sheets", UNREAD[finding.code], pointer)


def _row(row: TableRow, table: _Table) -> None:
    """One row as a line, unless it is not fitted and the mapping leaves such rows out."""
    bill, reading, header = table.bill, table.reading, table.header
    pointer = f"{table.sheet}!{row.number}" if table.sheet else f"row {row.number}"
    texts = _texts(row, header)
    if any(row.cells[header.width :]):
        bill.findings.add(
            "table.row.long",
            f"Row {row.number} has more cells than the header has columns.",
            reading.place(pointer),
            "Quote cells that hold the delimiter.",
            "warning",
        )
    if _is_not_fitted(texts):
        named = texts.get("designators") or texts.get("ref") or pointer
        (table.left_out if table.columns.not_fitted == "leave out" else table.unfitted).append(named)
        if table.columns.not_fitted == "leave out":
            return
    ref = next((texts[each] for each in REFERRED_BY if each in texts), None)
    name = next((texts[each] for each in NAMED_BY if each in texts), None)
    if name is None:
        bill.findings.add(
            "table.row.nameless",
            f"Row {row.number} names no part.",
            reading.place(pointer),
            "Give it a name or a reference; it is kept as a part of which little is known.",
            "warning",
        )
    _check_quantity(texts, pointer, reading)
    declared = _declared(texts, table.columns)
    kind = _type(texts.get("type") or declared.pop("type", None), pointer, reading)
    if not kind and is_placed(texts):
        kind = WORDS["hardware"]
        table.placed += 1
    texts |= {meaning: text for meaning, text in declared.items() if meaning not in texts and ":" not in meaning}
    pairs = [pair for name, text in texts.items() if name.startswith("pratique:") for pair in _split(name, text)]
    pairs += [(meaning, text) for meaning, text in declared.items() if meaning.startswith("pratique:")]
    pairs = _reopened(pairs, texts, pointer, reading)
    pairs += [("pratique:origin:assembled", texts["origin"])] if "origin" in texts else []
    shape = reading.interpreter.shape(LineRecord(kind, _namings(texts), tuple(dict.fromkeys(pairs))), pointer)
    parent = table.levels.parent(texts.get("level"), reading.place(pointer))
    reading.line(ref, name or "", texts.get("version"), kind, shape, parent, Spot(pointer))
    texts.pop(MAY_NAME, None)
    bill.records[pointer] = texts
    table.elsewhere.row(row.cells, pointer)
    header.remarks.row(row.cells, pointer, " ".join((*(texts.get(each, "") for each in NAMED_BY),)).casefold(), bill)
    if "parent" in texts and ref:
        bill.edges.append(Edge("contains", texts["parent"], ref))


def _texts(row: TableRow, header: Header) -> dict[str, str]:
    """What the row says by meaning; several cells of one meaning stand one after the other."""
    texts: dict[str, str] = {}
    for index, meaning in header.meanings.items():
        cell = row.cells[index] if index < len(row.cells) else None
        if cell and meaning != "ignore":
            texts[meaning] = f"{texts[meaning]}; {cell}" if meaning in texts else cell
    return texts


def _declared(texts: Mapping[str, str], columns: Columns) -> dict[str, str]:
    """What the mapping declares of a row with these texts; the first rule that says something of a meaning holds."""
    found: dict[str, str] = {}
    for rule in columns.rows:
        if rule.fits(texts):
            found = {**rule.sets, **found}
    return found


def _is_not_fitted(texts: Mapping[str, str]) -> bool:
    said = texts.get("not-fitted")
    if said is not None and said.casefold() not in NO_WORDS:
        return True
    fitted = texts.get("fitted")
    if fitted is not None and (fitted.casefold() in _NOT_FITTED or says_not_fitted(fitted)):
        return True
    return bool(_MARKED.search(texts.get("value", "")))


def _tell_unfitted(table: _Table) -> None:
    """Which rows are marked as not fitted, and whether they were read."""
    for names, kept in ((table.unfitted, True), (table.left_out, False)):
        if names:
            some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
            one = len(names) == 1
            told = "1 row is" if one else f"{len(names)} rows are"
            like = "is a part like the others" if one else "are parts like the others"
            how = like if kept else f"{'is' if one else 'are'} left out, as the mapping says"
            step = "Say not_fitted = 'leave out' in the column mapping if the goods are delivered without them."
            table.bill.findings.add(
                "table.not-fitted" if kept else "table.left-out",
                f"{told} marked as not fitted and {how}: {some}.",
                Place(table.bill.file, table.sheet or None),
                step if kept else "Nothing is said of them.",
                "note",
            )


def _check_quantity(texts: Mapping[str, str], pointer: str, reading: RecordReading) -> None:
    """A warning on a quantity that is none, or not the number of designators: one of the two is wrong."""
    if (fault := check_quantity(texts, pointer, reading.bill)) is not None:
        code, message = fault
        step = "Correct it; the row is read as one part."
        reading.findings.add(code, message, reading.place(pointer), step, "warning", texts["quantity"])


def _reopened(
    pairs: list[tuple[str, str]], texts: Mapping[str, str], pointer: str, reading: RecordReading
) -> list[tuple[str, str]]:
    """The statements without one that the sources are complete, where the row names an alternate."""
    others, unread = texts.get("alternate"), texts.get(MAY_NAME)
    if others is None and unread is None:
        return pairs
    kept = [pair for pair in pairs if pair[0] != "pratique:sources"]
    if kept != pairs:
        reading.findings.add(
            "table.alternate",
            f"The sources are said to be complete, and {others!r} may take its place."
            if others
            else f"The sources are said to be complete, and {unread!r} in an unread column may name another.",
            reading.place(pointer),
            "List the alternate as a part of its own, or as a source."
            if others
            else "Say in the column mapping what the column means.",
            "warning",
        )
    return kept


def _split(name: str, text: str) -> list[tuple[str, str]]:
    """A cell of function codes may list several, parted by semicolons; any other cell is one statement."""
    if name == "pratique:function:code":
        return [(name, part.strip()) for part in text.split(";") if part.strip()]
    return [(name, text)]


def _type(text: str | None, pointer: str, reading: RecordReading) -> str:
    if text is None:
        return ""
    kind = text.strip().lower().replace("_", "-").replace(" ", "-")
    kind = WORDS.get(kind, kind)
    if kind not in TYPES:
        reading.findings.add(
            "table.type",
            f"The type {text!r} is none of {', '.join((*TYPES, *WORDS))}.",
            reading.place(pointer),
            "Use one of these; until then nothing follows from it.",
            "warning",
            text,
        )
    return kind


def _namings(texts: Mapping[str, str]) -> tuple[PartyMention, ...]:
    found: dict[str, PartyMention] = {}
    for meaning, (role, part) in NATIVE_PARTIES.items():
        if meaning in texts:
            found[role] = replace(found.get(role, PartyMention(role)), **{part: texts[meaning]})
    return tuple(found.values())
