"""One clock: the day and the moment that the program writes are those of UTC, wherever the machine stands.

Rule: nothing else asks the machine for the time, so that one act never has two dates. A day that would lie
outside the calendar is its first or its last: registers write 9999-12-31 for what does not end.
"""

from __future__ import annotations

from datetime import MAXYEAR, UTC, date, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day, in UTC."""
    return now().date()


def iso_day(text: object) -> date | None:
    """The day that a text writes as ISO 8601, or None where it writes none.

    >>> iso_day("2026-11-22"), iso_day("2026-11-31"), iso_day("next week")
    (datetime.date(2026, 11, 22), None, None)
    """
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def days_after(day: date, days: int) -> date:
    """The day so many days after another, or before it; at the most the ends of the calendar.

    >>> days_after(date(9999, 12, 31), 1)
    datetime.date(9999, 12, 31)
    """
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def year_after(day: date, years: int) -> int:
    """The year so many years after that of a day, at the most the last of the calendar."""
    return min(day.year + years, MAXYEAR)
