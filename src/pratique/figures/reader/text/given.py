"""What the public functions are given, made sure of before anything is read.

Rule: a day may be a `date`, a `datetime` or its ISO text; anything of another kind is refused with a sentence that
names it and what to give.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pratique.errors import Finding, InvalidInput, Place
from pratique.files.clock import iso_day

Given = TypeVar("Given")
Day = date | str | None
"""A day as a caller may give it: a date, its ISO text, or None for none."""


def a_day(given: object, name: str, place: Place) -> date | None:
    """A date (a `datetime`'s, or that of an ISO text `2025-08-15`) or None. Raises `InvalidInput` (`read.argument`).

    >>> a_day("2025-08-15", "published", Place("-"))
    datetime.date(2025, 8, 15)
    """
    if given is None or type(given) is date:
        return given
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, str):
        day = iso_day(given.strip()[:10] if "T" in given else given.strip())
        if day is None:
            raise _refused(f"{name} is {given!r}, which is no day.", place, "Write it as 2025-08-15.")
        return day
    if isinstance(given, date):
        return date(given.year, given.month, given.day)
    raise _refused(
        f"{name} is of type {type(given).__name__}, not a day.",
        place,
        "Give a datetime.date or a text like 2025-08-15.",
    )


def a_text(given: object, name: str, place: Place) -> str:
    """`given` if it is text. Raises `InvalidInput` (`read.argument`)."""
    if isinstance(given, str):
        return given
    step = "Give the bytes to read_data." if isinstance(given, bytes | bytearray) else "Give the text as str."
    raise _refused(f"{name} is of type {type(given).__name__}, not text.", place, step)


def some_bytes(given: object, name: str, place: Place) -> bytes:
    """`given` as bytes. Raises `InvalidInput` (`read.argument`)."""
    if isinstance(given, bytes | bytearray | memoryview):
        return bytes(given)
    step = "Give the text to read_text." if isinstance(given, str) else "Give the file's bytes."
    raise _refused(f"{name} is of type {type(given).__name__}, not bytes.", place, step)


def a_path(given: object, name: str) -> str:
    """`given` as the name of a file. Raises `InvalidInput` (`read.argument`)."""
    if isinstance(given, str | Path):
        return str(given)
    raise _refused(
        f"{name} is of type {type(given).__name__}, not a path.", Place("-"), "Give a str or a pathlib.Path."
    )


def a_kind(given: Given, kind: type, name: str, next_step: str) -> Given:
    """`given` if it is of that kind. Raises `InvalidInput` (`read.argument`)."""
    if isinstance(given, kind):
        return given
    raise _refused(f"{name} is of type {type(given).__name__}, not {kind.__name__}.", Place("-"), next_step)


def _refused(message: str, place: Place, next_step: str) -> InvalidInput:
    return InvalidInput([Finding("read.argument", message[0].upper() + message[1:], place, next_step)])
