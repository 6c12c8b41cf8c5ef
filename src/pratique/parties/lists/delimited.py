"""Delimited text from government servers, row by row, with line numbers.

Rule: one broken row costs one row (see `pratique.files.tables`). Old files are not UTF-8 and may end
in a DOS end-of-file mark (0x1A): both are read, the first with a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, read_records
from pratique.files.tables import Record
from pratique.parties.readers.stakes_words import plain, words

Row = Record


def decode_list(data: bytes, place: Place, findings: Findings) -> str:
    """Text of a list file: UTF-8, else Windows-1252, else Latin-1, with a note if it is not UTF-8."""
    ended = data.rstrip(b"\r\n\t ")
    body = ended[:-1] if ended.endswith(b"\x1a") else data  # the tabs that end a row are its last cells
    try:
        return decode_text(body, place)
    except InvalidInput as error:
        offset = error.findings[0].place.offset
    if re.search(rb"[\x80-\xff]{4}", body):
        message = "The file is neither UTF-8 nor in a western encoding: its names cannot be read for certain."
        findings.add("list.encoding", message, Place(place.file, offset=offset), "Save it as UTF-8.")
        return decode_text(body, place, ("cp1252", "latin-1"))
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
    return read_records(text, place, findings, delimiter, code="list.row")


_TITLES = {"subject": "name", "holder": "name", "organised": "country"}


def title_of(cell: str) -> str:
    """A title of a column in lower case; one of names or countries in another language as lists have it."""
    title = cell.strip().casefold()
    found = _TITLES.get(stands := words("columns").get(plain(title), ""), stands)
    return found if found in ("name", "country") and title not in ("name", "country", "entity", "company") else title


def read_header(rows: Iterator[Row], place: Place, findings: Findings) -> list[str]:
    """The titles of the first record, in lower case and as lists have them.

    Raises `InvalidInput` (`list.header`) where there is none that can be read, or two columns have one title.
    """
    first = next(rows, None)
    header = [] if first is None else [cell.strip().casefold() for cell in first.cells]
    header = header if "name" in header else [title_of(cell) for cell in header]
    twice = sorted(title for title, times in Counter(header).items() if title and times > 1)
    if header and not twice and "name" in header:
        return header
    wrong = f"has the column {twice[0]!r} twice" if twice else "has no column of names"
    message = f"The first line of {place.file} {wrong}."
    finding = Finding("list.header", message, Place(place.file, line=1), "Download the list again.")
    raise InvalidInput([*findings, finding])
