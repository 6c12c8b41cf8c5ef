"""Delimited text, record by record, strictly, with the line where each begins.

Rule: one broken record costs one record and is a finding; a quote that does not close is noticed after `max_lines`
lines, so that it cannot swallow the records below it, and reading goes on at the next line. Two columns of one name,
or a record of more cells than the header, cannot be understood and are findings; so is a short record, unless its
reader allows it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files.regular import refusal
from pratique.value_class import dataclass

MAX_LINES = 60
"""A record that runs over more lines than this is taken for an unclosed quote."""
LONGEST_CELL = 1024 * 1024
"""Longest text of one cell (characters)."""
MAX_RECORDS = 5_000_000
"""Most records of one table."""
MAX_COLUMNS = 16_384
"""Most cells of one record: as many as a sheet of a workbook has columns."""
_NEXT = "Mend the quotes of this line; the lines after it were read."


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record and the line (from 1) where it began."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the records below it, each as its cells by column; every column of a record has a text."""

    header: tuple[str, ...]
    rows: Iterator[tuple[Place, dict[str, str]]]


def delimiter_of(text: str, among: str = ",;\t|") -> str:
    """The separator that the first line has most of; the first of `among` where it has none."""
    return max(among, key=text.partition("\n")[0].count)


_UNCLOSED_ON_IT = "a quote is not closed within 1 line"


def read_records(
    text: str,
    place: Place,
    findings: Findings,
    delimiter: str = ",",
    code: str = "csv.row",
    max_lines: int = MAX_LINES,
) -> Iterator[Record]:
    """Every record that can be read, in order; blank lines are skipped, broken records become findings."""
    lines = io.StringIO(text, newline="").readlines()
    start = 0
    while start < len(lines):
        start = yield from _until_broken(lines, start, place, findings, delimiter, code, max_lines)


def _until_broken(
    lines: list[str], start: int, place: Place, findings: Findings, delimiter: str, code: str, max_lines: int
) -> Generator[Record, None, int]:
    """Records from line `start` (from 0); returns the line at which to go on."""
    begun = start

    def feed() -> Iterator[str]:
        for number in range(start, len(lines)):
            if number - begun >= max_lines:
                raise csv.Error(
                    _UNCLOSED_ON_IT if max_lines == 1 else f"a quote is not closed within {max_lines} lines"
                )
            yield lines[number]

    csv.field_size_limit(LONGEST_CELL)  # one limit for the whole program: it is a setting of the process
    try:
        reader = csv.reader(feed(), delimiter=delimiter, strict=True)
        for cells in reader:
            if len(cells) > MAX_COLUMNS and any(cell.strip() for cell in cells[MAX_COLUMNS:]):
                wide = _too_wide(len(cells), Place(place.file, line=begun + 1))
                if begun == 0:  # no header, nothing to read by
                    raise InvalidInput([*findings, wide])
                findings.extend([wide])
            elif any(cell.strip() for cell in cells):
                yield Record(begun + 1, cells[:MAX_COLUMNS])
            begun = start + reader.line_num
    except (csv.Error, TypeError, ValueError) as error:
        why = str(error).rstrip(".")
        if max_lines == 1 and "unexpected end" in why:
            why = _UNCLOSED_ON_IT  # the same whether or not a line comes after it
        message = f"The record that begins here cannot be read: {why}."
        findings.add(code, message, Place(place.file, line=begun + 1), _NEXT, value=lines[begun].strip())
        return begun + 1
    return len(lines)


def _too_wide(cells: int, place: Place) -> Finding:
    message = f"The record that begins here has {cells:,} cells; at most {MAX_COLUMNS:,} are read."
    return Finding("csv.columns", message, place, "Check that this is a table of its kind.")


def read_table(
    text: str,
    place: Place,
    findings: Findings,
    *,
    delimiter: str = ",",
    name: Callable[[str], str] = str.strip,
    short: bool = False,
    max_lines: int = MAX_LINES,
) -> Table:
    """A table with a header; `name` says what a title is called, `short` lets records end before their last cells.

    Raises `InvalidInput` where there is no header (`csv.empty`) or two columns have one name (`csv.column`).
    """
    records = read_records(text.removeprefix("\ufeff"), place, findings, delimiter, max_lines=max_lines)
    first = next(records, None)
    if first is None:
        raise InvalidInput(
            [*findings, *refusal("csv.empty", "The table has no header.", place, "Begin with one.").findings]
        )
    header = tuple(name(cell) for cell in first.cells)
    twice = sorted(title for title, times in Counter(header).items() if title and times > 1)
    if twice:
        message = f"The column {twice[0]!r} stands twice; which of them is meant cannot be known."
        raise refusal("csv.column", message, Place(place.file, line=first.line), "Keep one of them.")
    return Table(header, _told(_rows(records, header, place, findings, short), header, place, findings))


def _rows(
    records: Iterator[Record], header: tuple[str, ...], place: Place, findings: Findings, short: bool
) -> Iterator[tuple[Place, list[str]]]:
    width = len(header)
    for count, record in enumerate(records, 1):
        where = Place(place.file, line=record.line)
        if count > MAX_RECORDS:
            findings.add("csv.rows", f"There are more than {MAX_RECORDS} rows.", where, "Split the file.")
            return
        found = len(record.cells)
        if found > width and not any(cell.strip() for cell in record.cells[width:]):
            found = width
        if found > width or (found < width and not short):
            message = f"The row has {found} cells where the header has {width}; it is not read."
            findings.add("csv.width", message, where, "Quote cells that hold the delimiter.")
            continue
        yield where, record.cells


def _told(
    rows: Iterator[tuple[Place, list[str]]], header: tuple[str, ...], place: Place, findings: Findings
) -> Iterator[tuple[Place, dict[str, str]]]:
    """The rows by column; once, that a column without a title holds something, which is read by nobody."""
    count = 0
    nameless = [column for column, title in enumerate(header) if not title]
    for where, cells in rows:
        count += 1
        if nameless and (full := [column for column in nameless if "".join(cells[column : column + 1]).strip()]):
            message = f"Column {full[0] + 1} has no title and holds something; it is not read."
            findings.add("csv.untitled", message, Place(place.file, line=where.line), "Give it one.", "warning")
            nameless = [column for column in nameless if column not in full]
        yield where, _filled(cells, header)
    if not count and not any(each.code.startswith("csv.") for each in findings):
        message = "The table has a header and no row that can be read."
        findings.add("csv.no-rows", message, place, "Check the ends of its lines.", "warning")


def _filled(cells: list[str], header: tuple[str, ...]) -> dict[str, str]:
    found: Mapping[str, str] = dict(zip(header, cells, strict=False))
    return {title: found.get(title, "") for title in header if title}
