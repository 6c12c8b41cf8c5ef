"""Many readings as one table: a row for each figure, position, measure, statement and number left.

Rule: the columns are those of the JSON rows under their own names, with the source first; what a record does not have
is None; a file that could not be read has a row `not read` with the reason, one in which nothing was found a row
`nothing`. Invariant: nothing that the JSON of a reading lists is missing from its rows, and every text has a row.
"""

from __future__ import annotations

from collections.abc import Iterable

from pratique.figures.reader.rows import Row

COLUMNS = (
    "source", "language", "published", "record", "indicator", "product", "geography", "period", "value", "unit",
    "half", "sense", "yoy_percent", "yoy_sense", "mom_percent", "mom_sense", "yoy_points", "kind", "actor",
    "maker", "of", "publisher", "stance", "instrument", "id", "name", "issuer", "status", "date", "effective",
    "deadline", "reported_by", "topic", "says", "text", "why", "verdict", "start", "end",
)  # fmt: skip
"""Columns of the table, in order."""
RECORDS = (
    ("figures", "figure"),
    ("positions", "position"),
    ("instruments", "measure"),
    ("statements", "statement"),
    ("unread", "unread"),
)


def table_rows(readings: Iterable[Row]) -> list[Row]:
    """Rows of `COLUMNS` from readings as JSON values (see `rows.reading_rows`), in their order."""
    table: list[Row] = []
    for reading in readings:
        before = len(table)
        verdicts = {(row["subject"], tuple(row["span"])): row for row in reading.get("check", ())}
        for key, record in RECORDS:
            for row in reading[key]:
                judged = verdicts.get(("instrument" if record == "measure" else record, tuple(row["span"])), {})
                filled = {**row, "verdict": judged.get("verdict"), "why": row.get("why") or judged.get("why")}
                filled |= {name: reading[name] for name in ("source", "language", "published")}
                filled |= {"record": record, "start": row["span"][0], "end": row["span"][1]}
                table.append({name: filled.get(name) for name in COLUMNS})
        table += [_not_read(reading, finding) for finding in reading["findings"] if finding["severity"] == "error"]
        if len(table) == before:
            table.append(_nothing(reading))
    return table


def _nothing(reading: Row) -> Row:
    """The row of a text that was read and in which nothing was found."""
    told = {name: reading[name] for name in ("source", "language", "published")}
    told |= {"record": "nothing", "why": "No figure, stance, measure or number was found in the text."}
    return {name: told.get(name) for name in COLUMNS}


def _not_read(reading: Row, finding: Row) -> Row:
    """The row of a file among others that could not be read."""
    told = {"source": reading["source"], "record": "not read", "why": finding["message"]}
    return {name: told.get(name) for name in COLUMNS}
