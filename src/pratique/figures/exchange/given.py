"""What a foreign file does not say about its figures, said by whoever loads it.

Rule: a format without a column for publisher, scope, indicator or product takes it from here or the row is a
finding; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import read_table
from pratique.files.outward import unguarded
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class FormatDefaults:
    """Defaults for columns that a format lacks; empty means not given."""

    indicator: str = ""
    product: str = ""
    geography: str = ""
    unit: str = ""
    publisher: str = ""
    scope: str = ""
    source: str = ""
    published_on: date | None = None


def rows(
    text: str, place: Place, needed: tuple[str, ...], findings: Findings
) -> Iterator[tuple[Place, dict[str, str]]]:
    """The rows of a CSV with a header, cells stripped and names lowered, each with its place.

    A missing column of `needed` is a finding and ends the reading, as does what is not CSV.
    """
    try:
        table = read_table(text, place, findings, name=_title)
    except InvalidInput as error:
        findings.extend(error.findings)
        return
    missing = [name for name in needed if name not in table.header]
    if missing:
        findings.add("figures.header", f"The header lacks {', '.join(missing)}.", place, "Check the format.")
        return
    for where, row in table.rows:
        yield where, {name: unguarded(cell.strip()) for name, cell in row.items()}


def _title(cell: str) -> str:
    return cell.strip().lower()
