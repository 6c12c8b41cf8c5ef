"""Measures that answer other measures: what "necessary measures" came to, by date.

Rule: a response is linked by a source that says so, with its own dates and status; it never changes a rate here.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec

from pratique.files.shipped import shipped_rows


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """A measure that answers another; `status` is announced, in force, suspended or ended on the day asked."""

    measure: str
    by: str
    responds_to: str
    what: str
    since: str
    until: str | None
    status: str
    cite: str
    confidence: str


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(shipped_rows("pratique.law", "responses.csv"))


def responses_to(measures: set[str], on: date) -> tuple[Response, ...]:
    """The measures begun by `on` that answer any of `measures`, in the order they began."""
    found = [
        _response(row, on) for row in _rows() if row["responds_to"] in measures and row["from"] <= on.isoformat()
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.measure)))


def _response(row: dict[str, str], on: date) -> Response:
    ended = bool(row["until"]) and row["until"] <= on.isoformat()
    return Response(
        measure=row["measure"],
        by=row["by"],
        responds_to=row["responds_to"],
        what=row["what"],
        since=row["from"],
        until=row["until"] or None,
        status=row["ends_as"] if ended else row["status"],
        cite=row["cite"],
        confidence=row["confidence"],
    )
