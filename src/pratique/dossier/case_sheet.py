"""A sheet of cases: a row is an act, a column is a fact of it by its name; data sets, vehicles by number, lots.

Rule: a column is read where its header, or the mapping, names a fact of the act in full or by its last word alone
where no other fact of an act ends so, or is a word that means one fact in every such table we know; what was read by
its words is told, any other is told and not read. An empty cell states nothing, a ? says that it is not known, and
every value has its row as its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pratique.dossier.case_values import cell_value, day_of
from pratique.dossier.document import Dossier, dossier_of
from pratique.dossier.entries import ActEntry
from pratique.dossier.lots import Lots, lots_of
from pratique.dossier.question import dossier_asking
from pratique.errors import Findings, Place, UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.facts.reading import read_value
from pratique.facts.vocabulary import load_vocabulary
from pratique.facts.written import BadValue
from pratique.files import read_bytes
from pratique.items.readers import is_table, table_rows
from pratique.items.tables.case_words import ACT_KEYS, case_meanings, case_words, row_kind
from pratique.items.tables.cells import TableRow
from pratique.items.tables.columns import read_columns
from pratique.items.tables.guess import MOST_ABOVE, guess, header_row, plain, row_words
from pratique.items.tables.header import rows_above, tell_unsure
from pratique.value_class import dataclass

MOST_CASES = 5_000
LEAST_KNOWN = 2
"""Fewest known words in a row below titles that make it the header."""
_FACT = "pratique:fact:"


def case_sheet(
    path: str,
    given: Mapping[str, str | None],
    facts: Mapping[str, Any],
    on: date | None,
    columns: str | None = None,
    held: bytes | None = None,
) -> Dossier | None:
    """The dossier with an act for each row of a table whose columns name facts of acts; None where none does.

    `given` holds what the command line says of every act, which a column of the row may say itself; `held` is what
    the table holds, where `path` is only what it is called. Raises InvalidInput with every finding, UsageError where
    no act or market is said.
    """
    table = read_bytes(path) if held is None else held
    if not is_table(table):
        return None
    rows, _ = table_rows(table, path)
    if not rows:
        return None
    meanings = read_columns(columns).meanings if columns else {}
    above = _header_at(rows, given.get("act"))
    rows = rows[above:]
    sums = _sums(rows[1:])
    body = [row for row in rows[1:] if row.number not in sums]
    sheet = _fitting(_Sheet(rows[0], tuple(_read_header(rows[0], meanings, given.get("act")))), body)
    kind = _kind_of_rows(sheet, body)
    if kind is None:
        return None
    if len(body) > MOST_CASES:
        raise UsageError(f"{path} has {len(body)} rows; a sheet of cases has at most {MOST_CASES}: split it.")
    name = Path(path).name
    said = [_said(row, sheet, kind, given, on) for row in body]
    _refuse_unsaid(said, path)
    acts = [
        ActEntry.read({**own, "facts": _stated(row, sheet, kind, f"{name} row {row.number}")})
        for row, own in zip(body, said, strict=True)
    ]
    lots = (
        lots_of(body, rows[0], sheet.identity(LOT), acts, facts, name) if kind == LOT else Lots(tuple(acts), (), {})
    )
    found = dossier_of(dossier_asking(name, lots.acts, lots.goods, facts), str(path))
    found.findings, found.held = Findings(), lots.held
    found.rows = () if lots.held else tuple(row.number for row in body)
    _tell_aside(found.findings, path, rows[0], above, sums)
    _tell_columns(found.findings, path, sheet, kind)
    return found


LOT, PLAIN = "lot", "case"


@dataclass(frozen=True, slots=True)
class _Column:
    """What one column says: a fact or key of an act, the choices of which one is meant, what a row is by it."""

    title: str
    means: str | None
    choices: tuple[str, ...] = ()
    row_is: str | None = None
    guessed: bool = False
    mapped: bool = False
    misfit: str | None = None
    """The fact that its header names by a word, where no cell can be a value of it; it is not read."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The header of a sheet, and what its columns say by index."""

    header: TableRow
    columns: tuple[_Column | None, ...]

    def identity(self, kind: str) -> int:
        return next(index for index, each in enumerate(self.columns) if each is not None and each.row_is == kind)

    @property
    def named(self) -> Iterator[tuple[int, _Column]]:
        return ((index, each) for index, each in enumerate(self.columns) if each is not None)


def _read_header(row: TableRow, meanings: Mapping[str, str], act: str | None) -> Iterator[_Column | None]:
    """What each column says; the first of two that would be one key or fact is it, the other is asked about."""
    taken: set[str] = set()
    for title in row.cells:
        if title is None:
            yield None
            continue
        column = _read_title(title, meanings, act)
        if column.guessed and column.means in taken:
            column = _Column(title, None, (column.means or "", "ignore"), column.row_is)
        taken |= {column.means} if column.means else set()
        yield column


def _read_title(title: str, meanings: Mapping[str, str], act: str | None) -> _Column:
    kind = row_kind(title)
    is_mapped = title.strip().casefold() in {each.strip().casefold() for each in meanings}
    if (name := _named(title, meanings)) is not None:
        return _Column(title, name, row_is=kind, mapped=is_mapped)
    if is_mapped:
        return _Column(title, None)
    choices = case_meanings(title, act)
    if len(choices) == 1:
        return _Column(title, choices[0], guessed=True, row_is=kind)
    return _Column(title, None, choices, kind)


def _kind_of_rows(sheet: _Sheet, body: Sequence[TableRow]) -> str | None:
    """What the rows are: vehicles, data sets or lots by their column, else cases by a column of a fact; None: parts.

    A column tells what a row is where it is filled in each, and, but for lots, never twice with the same: a list of
    parts may name the vehicle or the lot that they are of in every row.
    """
    for index, column in sheet.named:
        cells = [row.cells[index] if index < len(row.cells) else None for row in body]
        if column.row_is is None or not cells or None in cells:
            continue
        if column.row_is == LOT:
            dated = any(each.means == "date" for _, each in sheet.named)
            if dated and guess(sheet.header.cells).identifies:
                return LOT
        elif len(set(cells)) == len(cells):
            return column.row_is
    facts = {index for index, each in sheet.named if each.means and each.means not in ACT_KEYS and not each.guessed}
    in_full = any(str(sheet.header.cells[index]).strip().casefold() in _full() for index in facts)
    return PLAIN if in_full or (facts and not guess(sheet.header.cells).identifies) else None


def _header_at(rows: Sequence[TableRow], act: str | None) -> int:
    """The index of the header: the first row that names a fact of an act in full, titles above it; else the first.

    Without such a row it is the one of most known words, with what a row is among them, where no list of parts begins
    below it and nothing above it is long enough for a case.
    """
    named = next((index for index, row in enumerate(rows[:MOST_ABOVE]) if _names_in_full(row)), None)
    if named is not None:
        return named
    known = [len(_known_titles(row, act)) for row in rows[:MOST_ABOVE]]
    best = max(range(len(known)), key=known.__getitem__)
    if known[best] < LEAST_KNOWN or not any(row_kind(each) for each in rows[best].cells if each):
        return 0
    parts_at = header_row([row.cells for row in rows])
    if parts_at > best and guess(rows[parts_at].cells).identifies:
        return 0
    width = _filled_cells(rows[best])
    return 0 if any(2 * _filled_cells(row) >= width for row in rows[:best]) else best


def _known_titles(row: TableRow, act: str | None) -> list[str]:
    return [each for each in row.cells if each is not None and (row_kind(each) or case_meanings(each, act))]


def _filled_cells(row: TableRow) -> int:
    return sum(1 for each in row.cells if each is not None)


def _fitting(sheet: _Sheet, body: Sequence[TableRow]) -> _Sheet:
    """The sheet without the columns whose header names a fact by a word alone and no cell of which is a value of it.

    `Recipient` is no column of who orders data to be given, where firms stand in it. One value that fits is enough to
    read it, and the others are faults of their cells.
    """
    columns = list(sheet.columns)
    for index, each in sheet.named:
        if each.means is None or each.means in ACT_KEYS or each.title.strip().casefold() in _full() or each.mapped:
            continue
        cells = [cell for row in body if index < len(row.cells) and (cell := row.cells[index]) is not None]
        if cells and not any(_fits(each.means, cell) for cell in cells):
            columns[index] = replace(each, means=None, misfit=each.means)
    return replace(sheet, columns=tuple(columns))


def _fits(name: str, cell: str) -> bool:
    try:
        said = cell_value(name, cell)
        read_value(VOCABULARY[name].fact, said)
    except BadValue:
        return False
    return said is not None


def _names_in_full(row: TableRow) -> bool:
    return any(cell is not None and cell.strip().casefold() in _full() for cell in row.cells)


def _sums(body: Sequence[TableRow]) -> frozenset[int]:
    """The numbers of the rows that are sums: a word for one and numbers alone, one of which is the sum above."""
    found: list[int] = []
    above: list[TableRow] = []
    for row in body:
        first, *rest = [(index, cell) for index, cell in enumerate(row.cells) if cell] or [(0, "")]
        numbers = {index: read_number(cell) for index, cell in rest}
        is_sum = plain(first[1]) in row_words("total") and rest and None not in numbers.values()
        if is_sum and any(_adds_up(index, value, above) for index, value in numbers.items()):
            found.append(row.number)
        else:
            above.append(row)
    return frozenset(found)


def _adds_up(column: int, value: float | None, above: Sequence[TableRow]) -> bool:
    cells = [row.cells[column] for row in above if column < len(row.cells) and row.cells[column]]
    numbers = [read_number(cell or "") for cell in cells]
    return bool(numbers) and value == sum(each for each in numbers if each is not None)


def read_number(cell: str) -> float | None:
    """A plain number, its thousands parted by nothing, commas or blanks; None for any other text."""
    text = cell.replace(" ", "").replace("\u00a0", "").replace(",", "")
    return float(text) if re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text) else None


def _tell_aside(findings: Findings, path: str, header: TableRow, above: int, sums: frozenset[int]) -> None:
    if above:
        message = f"The header is row {header.number}; {rows_above(above)}."
        findings.add("table.above", message, Place(path), "Take them out if not so.", "note")
    for number in sorted(sums):
        message = f"Row {number} is the sum of the rows above it and no case."
        findings.add("table.total", message, Place(path), "Name it otherwise if it is one.", "note")


def _tell_columns(findings: Findings, path: str, sheet: _Sheet, kind: str) -> None:
    """What was understood, in one note; which columns may mean several things; which say nothing known."""
    parts = set(guess(sheet.header.cells).sure) if kind == LOT else set()
    shown = [f"{each.title!r} = {each.means}" for _, each in sheet.named if each.guessed]
    shown += [f"{each.title!r} = id" for _, each in sheet.named if kind != PLAIN and each.row_is == kind]
    if shown:
        message = f"The columns are read by their headers: {'; '.join(shown)}."
        findings.add("table.guess", message, Place(path), "Write a column mapping where this is wrong.", "note")
    for index, each in sheet.named:
        if each.misfit is not None:
            message = f"The column {each.title!r} is not read: no cell of it is a value of {each.misfit}."
            step = f"Map it under [columns] (--columns FILE) to what it says; see `pratique facts {each.misfit}`."
            findings.add("table.column.misfit", message, Place(path), step, "warning", each.title)
        elif each.choices:
            mapped = f"{each.title!r} = {_as_mapped(each.choices[0])!r}"
            tell_unsure(findings, each.title, each.choices, mapped, Place(path))
        elif each.means is None and each.row_is is None and index not in parts:
            findings.add(
                "table.column",
                f"The column {each.title!r} names no fact of an act and is not read.",
                Place(path),
                "Name it as `pratique facts` does, or map it in the column mapping.",
                "warning",
                each.title,
            )


def _as_mapped(meaning: str) -> str:
    return meaning if meaning in ACT_KEYS else f"pratique.fact.{meaning}"


def _refuse_unsaid(acts: Sequence[Mapping[str, Any]], path: str) -> None:
    if not acts:
        raise UsageError(f"{path} has no row below its header.")
    for key in ("act", "into"):
        if any(key not in each for each in acts):
            raise UsageError(f"The rows of {path} do not say {key!r}: add --{key} or a column {key!r}.")


def _named(title: str, meanings: Mapping[str, str]) -> str | None:
    """The fact of an act, or the key of the act, that a header names."""
    folded = {name.strip().casefold(): meaning for name, meaning in meanings.items()}
    word = folded.get(title.strip().casefold(), title).strip()
    name = word.replace("pratique.fact.", "").removeprefix(_FACT)
    low = name.casefold().replace(" ", "_").replace("-", "_")
    if low in ACT_KEYS:
        return low
    return low if low in _full() else _full().get(low) or _short().get(low)


@lru_cache(maxsize=1)
def _full() -> Mapping[str, str]:
    load_vocabulary()
    return {name: name for name, each in VOCABULARY.items() if each.fact.kind is CASE and not each.is_legal}


@lru_cache(maxsize=1)
def _short() -> Mapping[str, str]:
    """Facts by their last word, where only one fact of an act ends so."""
    ends: dict[str, list[str]] = {}
    for name in _full():
        ends.setdefault(name.rpartition(".")[2], []).append(name)
    return {end: names[0] for end, names in ends.items() if len(names) == 1}


def _said(
    row: TableRow, sheet: _Sheet, kind: str, given: Mapping[str, str | None], on: date | None
) -> dict[str, object]:
    """What a row, the command line and the question say of the act itself, by the keys of an act."""
    act: dict[str, object] = {
        "id": f"row {row.number}",
        **{k: v for k, v in given.items() if v and k != "model_year"},
    }
    if on is not None:
        act["date"] = on.isoformat()
    for column, cell in _filled(row, sheet):
        if column.means == "id" or (column.means is None and kind not in (PLAIN, LOT) and column.row_is == kind):
            act["id"] = f"row {row.number}: {cell}"
        elif column.means in ACT_KEYS:
            act[column.means] = day_of(cell) if column.means == "date" else cell
    return act


def _stated(row: TableRow, sheet: _Sheet, kind: str, source: str) -> dict[str, object]:
    """The facts that a row states, and those that it says by being what it is, each with its source."""
    words = [*_implied(kind), *((column.means, cell) for column, cell in _filled(row, sheet))]
    stated: dict[str, object] = {}
    for name, word in words:
        if name is not None and name not in ACT_KEYS and (said := cell_value(name, word)) is not None:
            stated[name] = {**said, "source": source}
    return stated


def _filled(row: TableRow, sheet: _Sheet) -> Iterator[tuple[_Column, str]]:
    """The columns that are read, each with what the row says in it."""
    for index, column in sheet.named:
        if index < len(row.cells) and (cell := row.cells[index]) is not None:
            yield column, cell


def _implied(kind: str) -> Iterator[tuple[str, str]]:
    """What a row says by being what it is: whatever has the number of a vehicle is one."""
    yield from case_words().implied.get(kind, {}).items()
