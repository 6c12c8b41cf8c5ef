"""A sheet of cases: a row is an act, a column is a fact of it by its name; data sets, vehicles by number, lots.

Rule: a column is read where its header, or the mapping, names a fact of the act in full or by its last word alone
where no other fact of an act ends so; any other is told and not read. An empty cell states nothing, a ? says that it
is not known, and every value has its row as its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pratique.dossier.document import Dossier, dossier_of
from pratique.dossier.question import literal
from pratique.errors import Findings, Place, UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.facts.vocabulary import load_vocabulary
from pratique.files import read_bytes
from pratique.items.readers import is_table, table_rows
from pratique.items.tables.cells import Row
from pratique.items.tables.columns import read_columns
from pratique.items.tables.guess import MOST_ABOVE, guess, plain, row_words
from pratique.logic.nodes import SetFact, TruthFact

KEYS = ("id", "act", "date", "into", "out_of", "role")
"""Columns that are keys of the act itself."""
MOST_CASES = 5_000
_TRUTHS = {
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "y": True,
    "n": False,
    "x": True,
    "ja": True,
    "nein": False,
    "是": True,
    "否": False,
    "はい": True,
    "いいえ": False,
    "1": True,
    "0": False,
}
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
    above = _header_at(rows)
    rows = rows[above:]
    header = {index: _named(title, meanings) for index, title in enumerate(rows[0].cells) if title}
    if not _is_of_cases(rows[0], header):
        return None
    sums = _sums(rows[1:])
    body = [row for row in rows[1:] if row.number not in sums]
    if len(body) > MOST_CASES:
        raise UsageError(f"{path} has {len(body)} rows; a sheet of cases has at most {MOST_CASES}: split it.")
    acts = [_act(row, header, given, on, f"{Path(path).name} row {row.number}") for row in body]
    _refuse_unsaid(acts, path)
    data = {"title": Path(path).name, "transactions": acts, "facts": dict(facts)}
    found = dossier_of(data, str(path))
    found.findings = Findings()
    _tell_aside(found.findings, path, rows[0], above, sums)
    for index, title in enumerate(rows[0].cells):
        if title and header[index] is None:
            found.findings.add(
                "table.column",
                f"The column {title!r} names no fact of an act and is not read.",
                Place(path),
                "Name it as `pratique facts` does, or map it in the column mapping.",
                "warning",
                title,
            )
    return found


def _header_at(rows: Sequence[Row]) -> int:
    """The index of the header: the first row that names a fact of an act in full, titles above it; else the first."""
    named = (index for index, row in enumerate(rows[:MOST_ABOVE]) if _names_in_full(row))
    return next(named, 0)


def _names_in_full(row: Row) -> bool:
    return any(cell is not None and cell.strip().casefold() in _full() for cell in row.cells)


def _sums(body: Sequence[Row]) -> frozenset[int]:
    """The numbers of the rows that are sums: a word for one and numbers alone, one of which is the sum above."""
    found: list[int] = []
    above: list[Row] = []
    for row in body:
        first, *rest = [(index, cell) for index, cell in enumerate(row.cells) if cell] or [(0, "")]
        numbers = {index: read_number(cell) for index, cell in rest}
        is_sum = plain(first[1]) in row_words("total") and rest and None not in numbers.values()
        if is_sum and any(_adds_up(index, value, above) for index, value in numbers.items()):
            found.append(row.number)
        else:
            above.append(row)
    return frozenset(found)


def _adds_up(column: int, value: float | None, above: Sequence[Row]) -> bool:
    cells = [row.cells[column] for row in above if column < len(row.cells) and row.cells[column]]
    numbers = [read_number(cell or "") for cell in cells]
    return bool(numbers) and value == sum(each for each in numbers if each is not None)


def read_number(cell: str) -> float | None:
    """A plain number, its thousands parted by nothing, commas or blanks; None for any other text."""
    text = cell.replace(" ", "").replace("\u00a0", "").replace(",", "")
    return float(text) if re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text) else None


def _tell_aside(findings: Findings, path: str, header: Row, above: int, sums: frozenset[int]) -> None:
    if above:
        message = f"The header is row {header.number}; {above} rows above it are not read."
        findings.add("table.above", message, Place(path), "Take them out if not so.", "note")
    for number in sorted(sums):
        message = f"Row {number} is the sum of the rows above it and no case."
        findings.add("table.total", message, Place(path), "Name it otherwise if it is one.", "note")


def _is_of_cases(row: Row, header: Mapping[int, str | None]) -> bool:
    """Whether a column names a fact of an act: in full, or by its last word in a table that tells no parts apart."""
    facts = {index for index, name in header.items() if name is not None and name not in KEYS}
    in_full = any(str(row.cells[index]).strip().casefold() in _full() for index in facts)
    return in_full or (bool(facts) and not guess(row.cells).identifies)


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
    if low in KEYS:
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


def _act(
    row: Row, header: Mapping[int, str | None], given: Mapping[str, str | None], on: date | None, source: str
) -> dict[str, Any]:
    act: dict[str, Any] = {"id": f"row {row.number}", **{k: v for k, v in given.items() if v and k != "model_year"}}
    if on is not None:
        act["date"] = on.isoformat()
    stated: dict[str, Any] = {}
    for index, name in header.items():
        cell = row.cells[index] if index < len(row.cells) else None
        if cell is None or name is None:
            continue
        if name in KEYS:
            act[name] = f"row {row.number}: {cell}" if name == "id" else cell
        else:
            stated[name] = {**_value(name, cell), "source": source}
    return act | ({"facts": stated} if stated else {})


def _value(name: str, cell: str) -> dict[str, Any]:
    """What a cell says of a fact, as a dossier would write it."""
    fact = VOCABULARY[name].fact
    text = cell.strip()
    if text == "?":
        return {"unknown": "not-asked"}
    if isinstance(fact, TruthFact) and text.casefold() in _TRUTHS:
        return {"value": _TRUTHS[text.casefold()]}
    if isinstance(fact, SetFact) and not text.startswith(("{", "[")):
        parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").replace(";", ",").split(",")]
        return {"value": [] if text.casefold() in ("none", "无") else [part for part in parts if part]}
    said = literal(text)
    return dict(said) if isinstance(said, dict) else {"value": said}
