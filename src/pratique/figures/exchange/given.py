"""What a foreign file does not say about its figures, said by whoever loads it.

Rule: a format without a column for publisher, scope, indicator or product takes it from here or the row is a
finding; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from csv import DictReader
from csv import Error as CsvError
from dataclasses import dataclass
from datetime import date
from io import StringIO

from pratique.errors import Findings, Place

MAX_ROWS = 5_000_000
"""Most rows read of one file."""


@dataclass(frozen=True, slots=True)
class Given:
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
    reader = DictReader(StringIO(text.replace("\0", "")), strict=True)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in needed if name not in names]
        if missing:
            findings.add("figures.header", f"The header lacks {', '.join(missing)}.", place, "Check the format.")
            return
        reader.fieldnames = names
        for row in reader:
            if reader.line_num > MAX_ROWS:
                findings.add("figures.rows", f"There are more than {MAX_ROWS} rows.", place, "Split the file.")
                return
            yield Place(place.file, line=reader.line_num), _plain(row)
    except CsvError as error:
        findings.add(
            "figures.csv", f"This is not CSV: {error}.", Place(place.file, line=reader.line_num), "Save it again."
        )


def _plain(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in row.items() if name is not None and isinstance(value, str)}
