"""Which sheet of a workbook is read where nobody names one.

Rule: the first, unless it is no table (a cover, a declaration) and one sheet alone of the others is; what is not read
is named. A sheet is a table where two of its first rows fill three cells or more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from pratique.errors import Findings, Place
from pratique.items.tables.guess import MOST_ABOVE, guess

LEAST = 3
MOST_SHEETS = 12
"""How many sheets are looked into."""
Texts = Sequence[Sequence[str | None]]
"""The first rows of a sheet, by their cells."""


def chosen(
    names: Sequence[str],
    first_rows: Callable[[str], Texts],
    place: Place,
    findings: Findings,
    hidden: Collection[str] = (),
) -> str:
    """The sheets of a workbook in order -> the one that is read, with those that are not named in a finding."""
    name, why = names[0], ""
    if len(names) > 1 and not _is_table(first_rows(name)):
        tables = {each: rows for each in names[1:MOST_SHEETS] if _is_table(rows := first_rows(each))}
        if len(tables) > 1:
            tables = {each: rows for each, rows in tables.items() if any(guess(row).identifies for row in rows)}
        if len(tables) == 1:
            (name,) = tables
            why = f"; {names[0]!r} is no table"
    if len(names) > 1:
        others = [f"{each!r}{' hidden' * (each in hidden)}" for each in names if each != name]
        more = f" and {len(others) - LEAST} more" if len(others) > LEAST else ""
        findings.add(
            "xlsx.sheets",
            f"Only the sheet {name!r} is read, not {', '.join(others[:LEAST])}{more}{why}.",
            place,
            "Name another with `sheet` in the column mapping.",
            "warning",
        )
    return name


def begun(rows: Iterable[Sequence[str | None]]) -> Texts:
    """The first of some rows."""
    return [row for _, row in zip(range(MOST_ABOVE), rows, strict=False)]


def _is_table(rows: Texts) -> bool:
    return sum(len([each for each in row if each]) >= LEAST for row in rows) >= 2
