"""The table of many bulletins as CSV, and many readings as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from pratique.figures.reader.rows import Row
from pratique.figures.reader.table import COLUMNS
from pratique.reports.bulletin import printed

_FORMULA = ("=", "+", "-", "@")


def csv_text(rows: Sequence[Row]) -> str:
    """Rows of a table of bulletins as CSV with a header; text that a workbook would compute gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def printed_all(readings: Sequence[Row]) -> str:
    """Every reading as text, one after another, with a line of totals where there are several."""
    text = "\n".join(printed(rows) for rows in readings)
    if len(readings) < 2:
        return text
    figures, left = (sum(len(rows[key]) for rows in readings) for key in ("figures", "unread"))
    failed = sum(any(finding["severity"] == "error" for finding in rows["findings"]) for rows in readings)
    lost = f", {failed} of the texts could not be read" if failed else ""
    return f"{text}\n{len(readings)} texts, {figures} figures, {left} numbers or stances unread{lost}\n"
