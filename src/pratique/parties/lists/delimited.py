"""Delimited text from government servers, row by row, with line numbers.

Rule: one broken row costs one row. A quote that never closes is noticed after `MAX_LINES` lines, becomes a
finding at the line where the row began, and reading goes on at the next line. Old files are not UTF-8 and may end
in a DOS end-of-file mark (0x1A): both are read, the first with a note.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import decode_text

MAX_LINES = 60
"""A record that runs over more lines than this is taken for an unclosed quote."""
MAX_FIELD = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record and the line (from 1) where it began."""

    line: int
    cells: list[str]


def decode_list(data: bytes, place: Place, findings: Findings) -> str:
    """Text of a list file: UTF-8, else Windows-1252, else Latin-1, with a note if it is not UTF-8."""
    body = data.rstrip(b"\r\n\t ").removesuffix(b"\x1a")
    try:
        return decode_text(body, place)
    except InvalidInput as error:
        offset = error.findings[0].place.offset
    findings.add(
        "list.encoding",
        "The file is not UTF-8; it was read as Windows-1252.",
        Place(place.file, offset=offset),
        "Compare names with accents against the publisher's page if they matter.",
        severity="note",
    )
    return decode_text(body, place, ("cp1252", "latin-1"))


def read_rows(text: str, place: Place, findings: Findings, delimiter: str = ",") -> Iterator[Row]:
    """Every record that can be read, in order; blank lines are skipped, broken records become findings."""
    lines = io.StringIO(text, newline="").readlines()
    start = 0
    while start < len(lines):
        start = yield from _read_until_broken(lines, start, place, findings, delimiter)


def _read_until_broken(
    lines: list[str], start: int, place: Place, findings: Findings, delimiter: str
) -> Generator[Row, None, int]:
    """Rows from line `start` (from 0); returns the line at which to go on."""
    begun = start

    def feed() -> Iterator[str]:
        for number in range(start, len(lines)):
            if number - begun >= MAX_LINES:
                raise csv.Error(f"a quote is not closed within {MAX_LINES} lines")
            yield lines[number]

    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(begun + 1, cells)
            begun = start + reader.line_num
    except csv.Error as error:
        findings.add(
            "list.row",
            f"The record that begins here cannot be read: {error}.",
            Place(place.file, line=begun + 1),
            "Mend the quotes of this line; the lines after it were read.",
            value=lines[begun].strip(),
        )
        return begun + 1
    return len(lines)
