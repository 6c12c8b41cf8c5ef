"""Calendar dates in a text, and relative days resolved against the date of publication.

Rule: a weekday without a date is the last such day on or before publication, never after it; where a text
prints both, they are compared.
"""

from __future__ import annotations

import re
from datetime import date

from pratique.files.clock import days_after

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday 周一 星期一",
            "tuesday 周二 星期二",
            "wednesday 周三 星期三",
            "thursday 周四 星期四",
            "friday 周五 星期五",
            "saturday 周六 星期六",
            "sunday 周日 星期日 周天 星期天",
        )
    )
    for name in names.split()
}
MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?=[\djfmasond])(?:\b(?P<m1>{MONTH_WORD})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH_WORD})\.?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})\b"
    r"|(?P<y4>(?:19|20)\d\d)\s*年\s*(?P<m4>\d{1,2})\s*月\s*(?P<d4>\d{1,2})\s*日)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:周|星期)[一二三四五六日天]", re.IGNORECASE)


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[tuple[date, int, int]]:
    """Every full calendar date with its offsets, in order."""
    found: list[tuple[date, int, int]] = []
    if not _YEAR.search(text, start, len(text) if end is None else end):
        return found
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        day = _day(match)
        if day is not None:
            found.append((day, match.start(), match.end()))
    return found


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first full calendar date, or None."""
    return next(iter(find_dates(text)), None)


def _day(match: re.Match[str]) -> date | None:
    for k in "1234":
        if match[f"y{k}"]:
            month = match[f"m{k}"].lower()
            number = int(month) if month.isdigit() else MONTHS[month]
            try:
                return date(int(match[f"y{k}"]), number, int(match[f"d{k}"]))
            except ValueError:
                return None
    return None


def find_weekday(text: str) -> tuple[int, int, int] | None:
    """The first weekday named (Monday is 0) with its offsets, or None."""
    if "day" not in text and "周" not in text and "星期" not in text:
        return None
    match = _WEEKDAY.search(text)
    return None if match is None else (WEEKDAYS[match.group().lower()], match.start(), match.end())


def last_weekday(weekday: int, published: date) -> date:
    """The last such day on or before `published`."""
    return days_after(published, -((published.weekday() - weekday) % 7))
