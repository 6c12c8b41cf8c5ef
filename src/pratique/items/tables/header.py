"""The header of a table: where it stands and what each of its columns means.

Rule: what is declared holds; of what nobody declared the known words do, and what was understood is told in one
finding, what may be one of two in one each. `"Maker" = "ignore"` declares that a column says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.items.bill import Beside, Bill
from pratique.items.doubt.elsewhere import MAY_NAME, elsewhere
from pratique.items.doubt.remarks import Remarks, remarks_in
from pratique.items.excerpt import EXCERPT, says_excerpt
from pratique.items.tables.cells import TableRow, cell_name
from pratique.items.tables.columns import Columns
from pratique.items.tables.guess import IDENTIFYING, Guess, guess, header_row, may_name, meanings
from pratique.items.tables.meanings import ONCE, meaning_of, meaning_of_cells
from pratique.items.tables.two_rows import grouped, in_two_rows
from pratique.value_class import dataclass

MOST_LOOKED_AT = 2_000
"""How many rows are looked at for what the cells of a column say."""
LEAST_OF_A_PART = 3
"""Fewest cells by which a row above the header is taken for more than a title."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns mean, by index, and how many there are."""

    meanings: Mapping[int, str]
    width: int
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    """Columns that may name what is no row, and what they name."""
    remarks: Remarks = field(default_factory=Remarks)
    """Columns whose cells are kept beside their lines."""


def header_of(rows: Sequence[TableRow], sheet: str, bill: Bill, columns: Columns) -> tuple[int, Header, TableRow]:
    """The index of the header among `rows`, what it means, and its titles.

    Raises `InvalidInput` where no column tells one row from the next.
    """
    at, row, begins = _found(rows, columns)
    if begins:
        bill.findings.add(
            "table.above",
            f"The header is row {row.number}; {rows_above(begins)}.",
            Place(bill.file, cell_name(sheet, 0, row.number)),
            "Say header_row in the column mapping if not so.",
            "note",
        )
        for above in _like_parts(rows[:begins], row):
            bill.names(f"row {above.number}", "a row above the header that is as long as a part", "")
        for above in rows[:begins]:
            if says_excerpt(said := " ".join(each for each in above.cells if each)):
                bill.names(said, EXCERPT, "")
            bill.beside.append(Beside(f"row {above.number}", said, "title"))
    found = (
        _declared(row, sheet, bill, columns)
        if columns.meanings
        else _guessed(row, rows[at + 1 :], sheet, bill, columns.profile)
    )
    if not IDENTIFYING & set(found.values()):
        raise InvalidInput(
            [
                *bill.findings,
                Finding(
                    "table.mapping",
                    "No column is known to hold the name or the reference of a part.",
                    Place(bill.file, cell_name(sheet, 0, row.number)),
                    "Give a column mapping (--columns FILE, `pratique schema columns`); the columns are "
                    f"{', '.join(repr(c) for c in row.cells if c)[:400]}.",
                ),
            ]
        )
    named = elsewhere(row.cells, found)
    remarks = remarks_in(row.cells, found, named, _declared_away(row, columns))
    return at, Header(found, len(row.cells), named, remarks), row


def _declared_away(row: TableRow, columns: Columns) -> frozenset[int]:
    """The columns of which the mapping declares that they say nothing."""
    given = {name.strip().casefold() for name, meaning in columns.meanings.items() if meaning_of(meaning) == "ignore"}
    return frozenset(index for index, title in enumerate(row.cells) if title and title.casefold() in given)


def _like_parts(above: Sequence[TableRow], header: TableRow) -> Iterator[TableRow]:
    """Rows above the header that fill half its columns or more: no title of a sheet, and perhaps parts."""
    least = max(LEAST_OF_A_PART, len([each for each in header.cells if each]) // 2)
    return (row for row in above if len([each for each in row.cells if each]) >= least)


def _found(rows: Sequence[TableRow], columns: Columns) -> tuple[int, TableRow, int]:
    """The index of the header, the header as one row, and how many rows stand above it.

    It is where it is declared to be, where the declared titles stand, or what reads most like one.
    """
    if columns.meanings:
        return _with_titles(rows, columns)
    return found_header(rows, 0 if columns.header_row is not None else None)


def found_header(rows: Sequence[TableRow], at: int | None = None) -> tuple[int, TableRow, int]:
    """The header of a table that declares no titles: its index, itself as one row, and how many rows stand above."""
    at = header_row([row.cells for row in rows]) if at is None else at
    if (both := in_two_rows(rows, at)) is not None:
        return *both, both[0] - 1
    return at, rows[at], at


def _with_titles(rows: Sequence[TableRow], columns: Columns) -> tuple[int, TableRow, int]:
    wanted = {name.strip().casefold() for name in columns.meanings}
    near = rows[:1] if columns.header_row is not None else rows[:100]
    single = max(range(len(near)), key=lambda index: _fit(near[index], wanted))
    both = [grouped(*pair) for pair in zip(near, rows[1 : len(near) + 1], strict=False)]
    double = max(range(len(both)), key=lambda index: _fit(both[index], wanted), default=0)
    if both and _fit(both[double], wanted) > _fit(near[single], wanted):
        return double + 1, both[double], double
    return single, near[single], single


def _fit(row: TableRow, wanted: set[str]) -> int:
    return len(wanted & {each.casefold() for each in row.cells if each})


def _place(bill: Bill, sheet: str, index: int, row: TableRow) -> Place:
    return Place(bill.file, cell_name(sheet, index, row.number), line=None if sheet else row.number)


def _declared(row: TableRow, sheet: str, bill: Bill, columns: Columns) -> dict[int, str]:
    """The columns as the mapping says; the others by their headers where those are sure, and where no column that the
    mapping names has the meaning already.
    """
    given = {name.strip().casefold(): meaning for name, meaning in columns.meanings.items()}
    found: dict[int, str] = {}
    unread: list[int] = []
    for index, title in enumerate(row.cells):
        if title is None:
            continue
        place = _place(bill, sheet, index, row)
        meaning = meaning_of(given.pop(title.casefold(), title))
        if meaning is None:
            unread.append(index)
        elif meaning in found.values() and meaning in ONCE:
            _repeated(meaning, title, place, bill)
        else:
            found[index] = meaning
    found |= (by_words := _by_words(unread, row, sheet, bill, found, columns.profile))
    _unread([index for index in unread if index not in by_words], row, sheet, bill)
    found |= {index: MAY_NAME for index in unread if index not in found and may_name(row.cells[index] or "")}
    for name in given:
        bill.findings.add(
            "table.column.missing",
            f"The column mapping names {name!r}, which the table does not have.",
            Place(bill.file, cell_name(sheet, 0, row.number)),
            "Correct the mapping.",
            value=name,
        )
    return found


def _by_words(
    undeclared: Sequence[int], row: TableRow, sheet: str, bill: Bill, declared: Mapping[int, str], profile: str | None
) -> dict[int, str]:
    """What the headers that no mapping names mean by words that are sure, told in one note."""
    known = guess(row.cells, profile)
    taken = set(declared.values()) & ONCE
    sure = {
        index: meaning
        for index in undeclared
        if (meaning := known.sure.get(index, "ignore")) not in {*taken, "ignore"}
        and len(meanings(row.cells[index] or "")) < 2
    }
    _tell(Guess(sure, {}, known.profile), row, sheet, bill)
    return sure


def _guessed(row: TableRow, body: Sequence[TableRow], sheet: str, bill: Bill, profile: str | None) -> dict[int, str]:
    """The columns by the known words; what is read of which is told, and what is unsure is asked.

    So is a column with no known word whose cells say themselves what they are.
    """
    known = guess(row.cells, profile)
    unknown = [i for i, title in enumerate(row.cells) if title and i not in {*known.unsure, *known.sure}]
    by_cells = {i: (each, "ignore") for i, each in said_by_cells(unknown, body, known).items()}
    for index, choices in sorted({**known.unsure, **by_cells}.items()):
        _ask(row.cells[index] or "", choices, _place(bill, sheet, index, row), bill)
    _tell(known, row, sheet, bill)
    _unread([index for index in unknown if index not in by_cells], row, sheet, bill)
    unread = (index for index, title in enumerate(row.cells) if title and index not in known.sure)
    return dict(known.sure) | {
        index: MAY_NAME
        for index in unread
        if {"manufacturer", "supplier"} & {*known.unsure.get(index, ())} or may_name(row.cells[index] or "")
    }


def said_by_cells(columns: Iterable[int], body: Sequence[TableRow], known: Guess) -> dict[int, str]:
    """What columns without a known word mean by their cells, where no column means it already."""
    found = {
        index: meaning_of_cells(row.cells[index] for row in body[:MOST_LOOKED_AT] if index < len(row.cells))
        for index in columns
    }
    return {index: each for index, each in found.items() if each and each not in known.sure.values()}


OWN_NUMBER = "internal-number"
"""A second number of the owner's own (a position, a number elsewhere) is not read, and takes nothing from the row."""


def _ask(title: str, choices: tuple[str, ...], place: Place, bill: Bill) -> None:
    if choices[1:] == ("alternate", "ignore") and choices[0] != OWN_NUMBER:
        _repeated(choices[0], title, place, bill)
        return
    tell_unsure(bill.findings, title, choices, f"{title!r} = {choices[0]!r}", place)


UNSURE = "table.column.unsure"


def tell_unsure(findings: Findings, title: str, choices: Sequence[str], mapped: str, place: Place) -> None:
    """Tell what a column may mean that may mean several things, and how to say which: in full only the first time."""
    means = [each for each in choices if each != "ignore"]
    said = f"may mean {' or '.join(means)}" if len(means) > 1 else f"may mean {means[0]} or nothing that is asked"
    step = f"Say which under [columns] of a column mapping (--columns FILE), for instance {mapped}."
    if any(each.code == UNSURE for each in findings):
        step = "Say there which."
    findings.add(UNSURE, f"The column {title!r} {said} and is not read.", place, step, "warning", title)


def rows_above(number: int) -> str:
    """How many rows above the header are not read, as the end of a sentence."""
    return "1 row above it is not read" if number == 1 else f"{number} rows above it are not read"


def _tell(known: Guess, row: TableRow, sheet: str, bill: Bill) -> None:
    """What was understood, in one note, where it is more than the header's own words."""
    own = {index for index, title in enumerate(row.cells) if title and meaning_of(title) is not None}
    told = {index: each for index, each in known.sure.items() if index not in own and each != "ignore"}
    shown = [f"{row.cells[index]!r} = {meaning}" for index, meaning in told.items()]
    if shown:
        whose = f" as a table of {known.profile.title}" if known.profile else ""
        bill.findings.add(
            "table.guess",
            f"The columns are read by their headers{whose}: {'; '.join(shown)}.",
            Place(bill.file, cell_name(sheet, 0, row.number)),
            "Write a column mapping where this is wrong.",
            "note",
        )


def _unread(columns: Sequence[int], row: TableRow, sheet: str, bill: Bill) -> None:
    """One note of all columns that say nothing known."""
    titles = [row.cells[index] or "" for index in columns]
    if not titles:
        return
    one = len(titles) == 1
    what = f"The column {titles[0]!r} has" if one else f"The columns {', '.join(map(repr, titles))} have"
    bill.findings.add(
        "table.column",
        f"{what} no known meaning and {'is' if one else 'are'} not read.",
        _place(bill, sheet, columns[0], row),
        "Declare it in the column mapping if it says something (`pratique schema columns`).",
        "note",
        titles[0],
    )


def tell_untitled(head: TableRow, body: Sequence[TableRow], read: Iterable[int], sheet: str, bill: Bill) -> None:
    """One note of the columns without a title in which something stands; each cell is looked at as a remark is."""
    titled = {index for index, title in enumerate(head.cells) if title} | set(read)
    width = len(head.cells)  # a row that is longer is told as such
    untitled = [index for index in range(width) if index not in titled]
    full = [index for index in untitled if any(index < len(row.cells) and row.cells[index] for row in body)]
    if full:
        where = ", ".join(cell_name(sheet, index, head.number) for index in full[:5])
        message = f"Something stands below {len(full)} columns without a title, at {where}; it states nothing."
        step = "Give the column a title."
        bill.findings.add("table.column", message, _place(bill, sheet, full[0], head), step, "note")
    for row in body if full else ():
        at = f"{sheet}!{row.number}" if sheet else f"row {row.number}"
        for index in full:
            if index < len(row.cells) and (cell := row.cells[index]):
                bill.beside += (Beside(at, cell, "remark"), Beside(at, f"untitled: {cell}", "field"))


def _repeated(meaning: str, title: str, place: Place, bill: Bill) -> None:
    bill.findings.add(
        "table.column.repeated", f"Two columns mean {meaning!r}.", place, "Keep one of them.", value=title
    )
