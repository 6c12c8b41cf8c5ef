"""A row of a table as both readers give it, CSV and workbook, with the name of a cell."""

from __future__ import annotations

from pratique.files.workbooks import cell_name as plain_name
from pratique.value_class import dataclass

LONGEST_CELL = 1 << 20
"""Longest text read from one cell (characters)."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number from 1, and its cells as text; None where a cell holds a formula or nothing."""

    number: int
    cells: tuple[str | None, ...]


def cell_name(sheet: str, column: int, row: int) -> str:
    """`Sheet!B7`, or `B7` in a table without sheets; `column` counts from 0."""
    return f"{sheet}!{plain_name(column, row)}" if sheet else plain_name(column, row)
