"""A row of a table as both readers give it, CSV and workbook, with the name of a cell."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_CELL = 1 << 20
"""Longest text read from one cell (characters)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1, and its cells as text; None where a cell holds a formula or nothing."""

    number: int
    cells: tuple[str | None, ...]


def cell_name(sheet: str, column: int, row: int) -> str:
    """`Sheet!B7`, or `B7` in a table without sheets; `column` counts from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row}" if sheet else f"{letters}{row}"
