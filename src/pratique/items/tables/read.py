"""Bills of materials in tables: CSV and XLSX, with a declared meaning for each column.

Rule: a column means what the mapping or its own header says, and a column that means nothing is reported once
and read as nothing. Every row with something in it is a line. An empty cell is not stated, and a formula is no
statement: its cell is unknown, with a finding. Texts are never turned into dates or numbers, and what a
spreadsheet has turned into one already is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, delimiter_of, load_toml, read_bytes, read_records
from pratique.items.bill import Bill, Edge
from pratique.items.cyclonedx.schema import TYPES
from pratique.items.interpret.record import LineRecord, PartyMention
from pratique.items.interpret.shapes import Interpreter
from pratique.items.json.records import RecordReading, settle
from pratique.items.lines import Spot
from pratique.items.structure import nest
from pratique.items.tables.cells import Row, cell_name

FIELDS = ("ref", "name", "version", "type", "parent", "level")
NATIVE_PARTIES = {
    "manufacturer": ("manufacturer", "name"), "manufacturer.country": ("manufacturer", "country"),
    "manufacturer.lei": ("manufacturer", "lei"), "supplier": ("supplier", "name"),
    "supplier.country": ("supplier", "country"), "supplier.lei": ("supplier", "lei"),
}  # fmt: skip
"""Columns of parties; a country here is that of an address, as in the other formats."""
MAX_MAPPING = 1024**2
"""Largest column mapping (bytes)."""
WORDS = {"hardware": "device", "software": "library", "os": "operating-system"}


@dataclass(frozen=True, slots=True)
class Columns:
    """A declared column mapping: header -> meaning, and where the table stands.

    A meaning is one of FIELDS or NATIVE_PARTIES, or the name of a property (`pratique:...`); `header_row` counts
    from 1; `complete` is the declaration of whoever gives the mapping that the table lists every part.
    """

    meanings: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int = 1
    delimiter: str | None = None
    encoding: str = "utf-8-sig"
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns mean, by index, and how many there are."""

    meanings: Mapping[int, str]
    width: int


def read_columns(path: str | Path) -> Columns:
    """A column mapping from a TOML file: `[columns]` with header = meaning, and the options of `Columns`.

    Raises `InvalidInput`.
    """
    place = Place(str(path))
    try:
        table = load_toml(decode_text(read_bytes(path, MAX_MAPPING), place), place)
    except InvalidInput as error:
        first = error.findings[0]
        message = f"The column mapping cannot be read: {first.message}"
        raise InvalidInput([Finding("columns.syntax", message, first.place, first.next_step)]) from error
    known = {"columns", "sheet", "header_row", "delimiter", "encoding", "complete"}
    types = {"columns": dict, "header_row": int, "complete": bool}
    wrong = [k for k in table if k not in known or type(table[k]) is not types.get(k, str)]
    delimiter = table.get("delimiter")
    if "delimiter" not in wrong and delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        wrong.append("delimiter")
    meanings = {} if "columns" in wrong else table.get("columns", {})
    if wrong or not all(isinstance(each, str) for each in meanings.values()):
        raise _refusal(
            "columns.key", f"The column mapping cannot hold this: {', '.join(map(repr, wrong)) or 'columns'}.", place
        )
    rest = {k: v for k, v in table.items() if k != "columns"}
    return Columns(meanings, **rest)


def _refusal(code: str, message: str, place: Place, next_step: str = "See the README on tables.") -> InvalidInput:
    return InvalidInput([Finding(code, message, place, next_step)])


def read_csv(data: bytes, file: str, columns: Columns | None) -> Bill:
    """The bill in a delimited text. Raises `InvalidInput` where it is no table with a known column."""
    columns = columns or Columns()
    place = Place(file)
    text = decode_text(data, place, (columns.encoding,))
    delimiter = columns.delimiter or delimiter_of(text)
    bill = Bill(file, "CSV", "", records={})
    return _read(_csv_rows(text, delimiter, place), "", bill, columns)


def _csv_rows(text: str, delimiter: str, place: Place) -> Iterator[Row]:
    findings = Findings()
    for record in read_records(text, place, findings, delimiter, code="csv.syntax"):
        findings.refuse()
        yield Row(record.line, tuple(cell.strip() or None for cell in record.cells))
    findings.refuse()


def read_xlsx(data: bytes, file: str, columns: Columns | None) -> Bill:
    """The bill in a workbook. Raises `InvalidInput` where it is none, or could exhaust the machine."""
    from pratique.items.tables.workbook import rows_of

    columns = columns or Columns()
    findings = Findings()
    sheet, rows = rows_of(data, file, columns.sheet, findings)
    bill = Bill(file, "XLSX", "", findings=findings)
    return _read(rows, sheet, bill, columns)


def _read(rows: Iterable[Row], sheet: str, bill: Bill, columns: Columns) -> Bill:
    """Every row below the header as a line."""
    reading = RecordReading(b"", bill, Interpreter.of(bill))
    header: Header | None = None
    levels: list[int] = []
    for row in rows:
        if row.number < columns.header_row or not any(row.cells):
            continue
        if header is None:
            header = _header(row, sheet, bill, columns)
            continue
        _row(row, header, sheet, reading, levels)
    if header is None:
        raise _refusal("table.empty", "The table has no header row.", Place(bill.file, sheet or None))
    settle(bill)
    nest(bill, ())
    bill.closed = columns.complete
    bill.parties = reading.interpreter.directory.records
    bill.values, bill.disputed = reading.interpreter.case, reading.interpreter.hearer.disputed
    return bill


def _header(row: Row, sheet: str, bill: Bill, columns: Columns) -> Header:
    """What each column means, by its index. Raises `InvalidInput` where no column means anything."""
    given = {name.strip().casefold(): meaning for name, meaning in columns.meanings.items()}
    found: dict[int, str] = {}
    for index, title in enumerate(row.cells):
        if title is None:
            continue
        place = Place(bill.file, cell_name(sheet, index, row.number), line=None if sheet else row.number)
        meaning = _meaning(given.pop(title.casefold(), title))
        if meaning is None:
            bill.findings.add(
                "table.column", f"The column {title!r} has no declared meaning and is not read.", place,
                "Declare it in the column mapping if it says something.", "note", title,
            )  # fmt: skip
        elif meaning in found.values() and meaning in (*FIELDS, *NATIVE_PARTIES):
            bill.findings.add(
                "table.column.repeated", f"Two columns mean {meaning!r}.", place, "Keep one of them.", value=title
            )
        else:
            found[index] = meaning
    _missing(given, row, sheet, bill)
    if not {"ref", "name"} & set(found.values()):
        raise InvalidInput(
            [
                *bill.findings,
                Finding(
                    "table.mapping", "No column is known to hold the name or the reference of a part.",
                    Place(bill.file, cell_name(sheet, 0, row.number)),
                    f"Give a column mapping; the columns are {', '.join(repr(c) for c in row.cells if c)[:400]}.",
                ),
            ]
        )  # fmt: skip
    return Header(found, len(row.cells))


def _missing(given: Mapping[str, str], row: Row, sheet: str, bill: Bill) -> None:
    for name in given:
        bill.findings.add(
            "table.column.missing", f"The column mapping names {name!r}, which the table does not have.",
            Place(bill.file, cell_name(sheet, 0, row.number)), "Correct the mapping.", value=name,
        )  # fmt: skip


def _meaning(word: str) -> str | None:
    """The meaning that a header or a mapping writes: a field, a party, or a property with dots for colons."""
    word = word.strip()
    low = word.casefold()
    if low in FIELDS or low in NATIVE_PARTIES:
        return low
    if low.startswith("pratique:"):
        return word
    if not low.startswith("pratique."):
        return None
    rest = word[len("pratique.") :]
    for fixed in ("fact.", "unknown.fact."):
        if rest.startswith(fixed):
            return "pratique:" + fixed.replace(".", ":") + rest[len(fixed) :]
    return "pratique:" + rest.replace(".", ":")


def _row(row: Row, header: Header, sheet: str, reading: RecordReading, levels: list[int]) -> None:
    """One row as a line; `levels` holds the level of each line so far."""
    bill = reading.bill
    pointer = f"{sheet}!{row.number}" if sheet else f"row {row.number}"
    cells = dict(enumerate(row.cells))
    texts = {meaning: cell for index, meaning in header.meanings.items() if (cell := cells.get(index))}
    if any(row.cells[header.width :]):
        bill.findings.add(
            "table.row.long", f"Row {row.number} has more cells than the header has columns.", reading.place(pointer),
            "Quote cells that hold the delimiter.", "warning",
        )  # fmt: skip
    if "name" not in texts and "ref" not in texts:
        bill.findings.add(
            "table.row.nameless", f"Row {row.number} names no part.", reading.place(pointer),
            "Give it a name or a reference; it is kept as a part of which little is known.", "warning",
        )  # fmt: skip
    kind = _type(texts.get("type"), pointer, reading)
    pairs = tuple(pair for name, text in texts.items() if name.startswith("pratique:") for pair in _split(name, text))
    shape = reading.interpreter.shape(LineRecord(kind, _namings(texts), pairs), pointer)
    ref = texts.get("ref")
    name = texts.get("name") or ref or ""
    parent = _parent(texts.get("level"), pointer, reading, levels)
    reading.line(ref, name, texts.get("version"), kind, shape, parent, Spot(pointer))
    bill.records[pointer] = texts
    if "parent" in texts and ref:
        bill.edges.append(Edge("contains", texts["parent"], ref))


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
            "table.type", f"The type {text!r} is none of {', '.join((*TYPES, *WORDS))}.", reading.place(pointer),
            "Use one of these; until then nothing follows from it.", "warning", text,
        )  # fmt: skip
    return kind


def _namings(texts: Mapping[str, str]) -> tuple[PartyMention, ...]:
    found: dict[str, PartyMention] = {}
    for meaning, (role, part) in NATIVE_PARTIES.items():
        if meaning in texts:
            found[role] = replace(found.get(role, PartyMention(role)), **{part: texts[meaning]})
    return tuple(found.values())


def _parent(level: str | None, pointer: str, reading: RecordReading, levels: list[int]) -> int | None:
    """The line above that is one level higher; a level that skips one is a finding."""
    if level is None:
        levels.append(-1)
        return None
    digits = level.strip().strip(".")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        reading.findings.add(
            "table.level", f"The level {level!r} is no whole number.", reading.place(pointer),
            "Count levels from 0 or 1.", value=level,
        )  # fmt: skip
        levels.append(-1)
        return None
    number = int(digits)
    levels.append(number)
    for index in range(len(levels) - 2, -1, -1):
        if 0 <= levels[index] < number:
            if levels[index] != number - 1:
                break
            return index
    else:
        return None
    reading.findings.add(
        "table.level.gap", f"The level {number} follows {levels[index]}: one between them is missing.",
        reading.place(pointer), "Correct the levels.", value=level,
    )  # fmt: skip
    return index
