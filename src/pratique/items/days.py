"""The days that a cell may mean, however it writes them: 2027-01-31, 31.01.2027, 01/31/2027, 20270131, 2027-01, 2027.

Rule: where a cell may mean several days the earliest and the latest are given; one that cannot be read gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?|(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})年?")


def days_in(text: str) -> tuple[date, date] | None:
    """The earliest and the latest day that a text may mean; None where it is no day."""
    found = [each for each in _readings(text.strip()) if each is not None]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def _readings(text: str) -> Iterator[tuple[date, date] | None]:
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        yield _span(int(found[1]), int(found[2]), int(found[3]))
    elif found := _DAY_FIRST.fullmatch(text):
        yield _span(int(found[3]), int(found[2]), int(found[1]))
        yield _span(int(found[3]), int(found[1]), int(found[2]))
    elif found := _MONTH.fullmatch(text):
        yield _span(int(found[1] or found[4]), int(found[2] or found[3]), None)
    elif found := _YEAR.fullmatch(text):
        yield _span(int(found[1]), None, None)


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        first = date(year, month or 1, day or 1)
        if day is not None:
            return first, first
        after = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 1) + 1, 1)
        return first, after - timedelta(days=1)
    except ValueError:
        return None
