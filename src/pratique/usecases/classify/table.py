"""A table of chips as a person keeps it (CSV, workbook): one row a chip or lot, classified together.

Rule: every row gets its classes or its findings, never silence; a row with an error has no class. Rows with the same
figures are decided once. Long tables go through columns, and what those leave open is decided by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from pratique.dossier.datasheet import FIELDS, Sheet, read_sheet
from pratique.dossier.datasheet_words import figure_of, tell_strange, with_rates
from pratique.errors import EXIT_CLEAR, EXIT_INVALID, EXIT_UNDETERMINED, Finding, Findings, Place
from pratique.files import decode_text, read_bytes
from pratique.files import read_table as read_tabular
from pratique.files.clock import today
from pratique.files.far import steps
from pratique.files.plain import Data, Plain
from pratique.files.sheets import is_workbook, sheet_texts
from pratique.logic.truth import UNKNOWN, Truth
from pratique.logic.values import Absence, Choice, Span, Value
from pratique.usecases.classify.chip import classify_chip, constructions_of, figures_of
from pratique.usecases.classify.plain import LIST, finding_out, span_out
from pratique.value_class import dataclass

LONG = 500
"""Distinct rows above which columns settle what they can first."""


@dataclass(frozen=True, slots=True)
class ChipRow:
    """One row of a table: where it stands, its figures and classes; no class where it could not be read."""

    name: str
    place: Place
    classes: tuple[str, ...]
    performance: Span | None
    density: Span | None
    open_facts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ChipTable(Plain):
    """Every row of a table of chips with its classes on one day, and what was found wrong with the table."""

    rows_are: ClassVar[str] = "chips"

    on: date
    chips: tuple[ChipRow, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def exit_status(self) -> int:
        """4 where a row could not be read, 3 where a class is open, else 0."""
        if any(each.severity == "error" for each in self.findings):
            return EXIT_INVALID
        return EXIT_CLEAR if all(len(row.classes) == 1 for row in self.chips) else EXIT_UNDETERMINED

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return {
            "schema": "1",
            "on": self.on.isoformat(),
            "chips": [row_out(row) for row in self.chips],
            "not_examined": list(LIST.not_examined),
        }


def row_out(row: ChipRow) -> Data:
    """One row as JSON values; no class (null) where it could not be read."""
    return {
        "name": row.name,
        "line": row.place.line,
        "classes": list(row.classes) or None,
        "tpp": span_out(row.performance),
        "performance_density": span_out(row.density),
        "open_facts": list(row.open_facts),
        "findings": [finding_out(each) for each in row.findings],
    }


def classify_chips(
    file: str | Path, on: date | None = None, *, construe: str | Mapping[str, str] | None = None
) -> ChipTable:
    """A table or workbook of chips, one a row -> the ECCNs that each can be in on a day (today), in its order.

    Its columns are `dossier.datasheet.FIELDS`, as the figures of `pratique.classify_chip`. A row that cannot be read
    has no class and its findings. Raises InvalidInput where the file cannot be read at all.

    >>> found = pratique.classify_chips("chips.csv", on=day)
    >>> [(each.name, each.classes) for each in found.chips][:2]
    [('H100', ('3A090.a',)), ('A', ('3A090.a', 'none'))]
    """
    findings, day = Findings(), on or today()
    sheets = read_table(file, findings)
    rows = classify_table(sheets, day, construe=constructions_of(construe), findings=tuple(findings))
    return ChipTable(day, tuple(rows), tuple(findings))


def read_table(path: str | Path, findings: Findings) -> list[tuple[Sheet, Place, bool]]:
    """The sheets of a CSV with the columns of `datasheet.FIELDS`; the flag says whether the row can be used."""
    place = Place(str(path))
    data = read_bytes(path)
    text = _of_workbook(data, place, findings) if is_workbook(data) else decode_text(data, place)
    if not text.strip():
        findings.add("chips.empty", "The table is empty.", place, f"Give columns such as {', '.join(FIELDS[:4])}.")
        return []
    table = read_tabular(text, place, findings, name=figure_of, short=True, max_lines=1)
    tell_strange(table.header, Place(str(path), line=1), findings)
    rows = [_row(raw, where, findings) for where, raw in table.rows]
    # A row that cannot be read is a row of which nothing is known, not one that is not there.
    lost = [finding.place for finding in findings.errors if finding.code.startswith("csv.")]
    rows += [(read_sheet({}, where, Findings()), where, False) for where in lost]
    return sorted(rows, key=lambda row: row[1].line or 0)


def _of_workbook(data: bytes, place: Place, findings: Findings) -> str:
    """The text of the first sheet that holds something; the others are named."""
    sheets = list(sheet_texts(data, place, findings))
    if len(sheets) > 1:
        others = ", ".join(repr(name) for name, _ in sheets[1:])
        findings.add("chips.sheets", f"Not read: the sheets {others}.", place, "Save each as a file.", "warning")
    return sheets[0][1] if sheets else ""


def _row(raw: Mapping[str, str], place: Place, findings: Findings) -> tuple[Sheet, Place, bool]:
    mine = Findings()
    sheet = read_sheet(with_rates(raw), place, mine)
    findings.extend(mine)
    return sheet, place, not mine.errors


def classify_table(
    rows: Iterable[tuple[Sheet, Place, bool]],
    on: date,
    *,
    construe: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
) -> list[ChipRow]:
    """Every row with its classification, in the order of the table."""
    table = list(rows)
    decided: dict[object, ChipRow] = {}
    usable = {_key(sheet): sheet for sheet, _, good in table if good}
    if len(usable) > LONG and not construe:
        decided = _settled_by_columns(usable, on)
    for key, sheet in steps(usable.items(), len(usable), "chips classified"):
        if key not in decided:
            decided[key] = _decided(sheet, on, construe)
    by_place: dict[Place, list[Finding]] = {}
    for finding in findings:
        by_place.setdefault(finding.place, []).append(finding)
    return [
        replace(
            decided[_key(sheet)] if good else _NOTHING,
            name=sheet.name,
            place=place,
            findings=tuple(by_place.get(place, ())),
        )
        for sheet, place, good in table
    ]


_NOTHING = ChipRow("", Place(""), (), None, None)


def _decided(sheet: Sheet, on: date, construe: Mapping[str, str] | None) -> ChipRow:
    found = classify_chip(sheet, on, construe=construe)
    return ChipRow(
        sheet.name, Place(""), found.classes, found.performance, found.performance_density, found.open_facts
    )


def _key(sheet: Sheet) -> object:
    """Equal for sheets that say the same of their circuit."""
    return tuple(sorted((name, value) for name, value in sheet.values.items() if value is not UNKNOWN)), sheet.assumed


def _settled_by_columns(sheets: Mapping[object, Sheet], on: date) -> dict[object, ChipRow]:
    """The distinct sheets that columns settle; the others are left to be decided by themselves."""
    from pratique.usecases.classify.lots import classify_lots, frame_of

    plain = {key: sheet for key, sheet in sheets.items() if _is_plain(sheet)}
    if not plain:
        return {}
    found = classify_lots(frame_of(plain.values()), on)["classes"].to_list()
    return {
        key: ChipRow(sheet.name, Place(""), (classes[0],), *figures_of(sheet))
        for (key, sheet), classes in zip(plain.items(), found, strict=True)
        if len(classes) == 1
    }


def _is_plain(sheet: Sheet) -> bool:
    """Whether every figure is known or unknown altogether, so that a column can hold it."""
    return all(_is_known(value) for value in sheet.values.values())


def _is_known(value: Value) -> bool:
    match value:
        case Truth():
            return True
        case Span(interval, none):
            return none is Absence.YES or (none is Absence.NO and interval.is_point)
        case Choice():
            return value.is_known
        case _:
            return False
