"""One clock: the day and the moment that the program writes are those of UTC, wherever the machine stands.

Rule: nothing else asks the machine for the time, so that one act never has two dates.
"""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day, in UTC."""
    return now().date()
