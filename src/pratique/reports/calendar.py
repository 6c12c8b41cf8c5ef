"""A calendar as iCalendar (RFC 5545), and as lines for a terminal.

Rule: the same entries give the same bytes: an entry's identifier comes from what it says, its stamp from the first
day that the calendar looks at. What an input says is escaped, folded at 75 octets, and cannot end a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from pratique.facts.wording import plural
from pratique.reports.text import clean
from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import wrapped
from pratique.usecases.changes.calendar import Calendar, DatedEntry

MOST_OCTETS = 75


def ics(found: Calendar) -> bytes:
    """The entries as whole-day events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pratique//calendar//EN", "CALSCALE:GREGORIAN"]
    whose = "; ".join(f"Provenance, {each.about}: {each.note}" for each in found.provenance)
    lines += [f"X-WR-CALDESC:{_escaped(whose)}"] if whose else []
    events = b"".join(_event(entry, found.start, whose) for entry in found.entries)
    return b"".join(_folded(line) for line in lines) + events + _folded("END:VCALENDAR")


def _event(entry: DatedEntry, stamp: str, whose: str) -> bytes:
    mark = hashlib.sha256("\0".join((entry.day, entry.kind, entry.what, entry.of, entry.cite)).encode()).hexdigest()
    summary = f"{entry.kind}: {entry.what} ({entry.of})"
    note = ". ".join(part for part in (entry.cite, entry.note) if part)
    note = ". ".join(part for part in (note, whose) if part)
    return event(mark[:32], stamp, date.fromisoformat(entry.day), summary, note)


def event(mark: str, stamp: str, day: date, summary: str, note: str) -> bytes:
    """One whole day as an event, its lines folded; `mark` is what identifies it, `stamp` a day as ISO."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{mark}@pratique",
        f"DTSTAMP:{stamp.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(day)}",
        *([f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"] if day < date.max else []),
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(note)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return b"".join(_folded(line) for line in lines)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    plain = clean(text)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no character cut; each further piece begins with a blank."""
    pieces: list[bytes] = []
    current = b""
    for sign in line:
        octets = sign.encode()
        if len(current) + len(octets) > MOST_OCTETS - (1 if pieces else 0):
            pieces.append(current)
            current = b""
        current += octets
    return b"\r\n ".join([*pieces, current]) + b"\r\n"


def calendar_text(found: Calendar) -> str:
    """The entries by day for a terminal."""
    return "\n".join([*_lines(found), *whose_lines(found.provenance)]) + "\n"


def _lines(found: Calendar) -> Iterator[str]:
    yield f"{found.start} to {found.end}: {plural(len(found.entries), 'day')} to keep"
    for each in found.entries:
        note = f"; {each.note}" if each.note else ""
        cite = f" ({clean(each.cite)})" if each.cite else ""
        yield from wrapped(
            f"{each.kind}: {clean(each.what)}{cite}, {clean(each.of)}{note}", f"  {each.day}  ", " " * 14
        )
