"""What is due on which day, and on which days answers turn: the calendar of one dossier or of many.

Rule: every entry is a day that an answer or a timeline names, with its citation; a day that can be one of several is
entered at the first of them and says so. Nothing is entered that has no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar, Unpack, cast

import msgspec

from pratique.deciding.asked import Options, OptionsOfAnyDay
from pratique.dossier.document import Dossier
from pratique.files.clock import today, year_after
from pratique.files.plain import Plain
from pratique.usecases.answer.answer import Answer, DutyOut, Note
from pratique.usecases.changes.when import Timeline, when
from pratique.usecases.check import check

YEARS = 5
"""How far a calendar looks ahead where nobody says."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class DatedEntry(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One day: what happens on it, of which dossier and act, by which text; `kind` is due, first lawful day, keep
    until, or turns.
    """

    day: str
    kind: str
    what: str
    of: str
    cite: str
    note: str = ""


class Calendar(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The entries from `start` to `end`, by day."""

    rows_are: ClassVar[str] = "entries"

    schema_version: str = "1"
    start: str = msgspec.field(name="from")
    end: str = msgspec.field(name="to")
    entries: tuple[DatedEntry, ...]
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def calendar(
    dossiers: str | Path | Dossier | Iterable[str | Path | Dossier],
    start: date | None = None,
    end: date | None = None,
    **options: Unpack[Options],
) -> Calendar:
    """One or more dossiers -> what is due on which day, and when answers turn, from `start` (today) to `end`.

    Both days are included; `end` is five years on where nobody says. `options` are those of `check`.

    Raises InvalidInput with every finding, UsageError where it is no time to speak of.

    >>> entries = pratique.calendar("shanghai-app/dossier.toml", day, date(2027, 12, 31), known_on=day).entries
    >>> {each.kind for each in entries} <= {"due", "first lawful day", "keep until", "turns"}
    True
    """
    first, last = span(start, end, options.get("known_on"))
    any_day = cast(OptionsOfAnyDay, {name: value for name, value in options.items() if name != "on"})
    found: set[DatedEntry] = set()
    whose: dict[Note, None] = {}
    for dossier in (dossiers,) if isinstance(dossiers, str | Path | Dossier) else dossiers:
        answer = check(dossier, **options)
        whose |= dict.fromkeys(answer.provenance)
        found |= set(_duties(answer))
        found |= set(_turns(when(dossier, first, last, **any_day)))
    inside = (each for each in found if first.isoformat() <= each.day <= last.isoformat())
    return Calendar(
        start=first.isoformat(), end=last.isoformat(), entries=tuple(sorted(inside)), provenance=tuple(whose)
    )


def span(start: date | None, end: date | None, known_on: date | None) -> tuple[date, date]:
    """The time that is looked at where nobody says: from the day of the evidence to the end of the fifth year on."""
    first = start or known_on or today()
    return first, end or date(year_after(first, YEARS), 12, 31)


def _duties(answer: Answer) -> Iterator[DatedEntry]:
    for each in answer.duties:
        of = f"{answer.title}: {each.transaction}"
        for kind, text in (
            ("due", _due(each)),
            ("first lawful day", each.earliest_act),
            ("keep until", each.keep_until),
        ):
            days = _DAY.findall(text or "")
            if days:
                note = [] if each.certain else ["if the provision applies"]
                note += ["the earliest day; it may be later"] if len(days) > 1 else []
                yield DatedEntry(day=days[0], kind=kind, what=each.name, of=of, cite=each.cite, note="; ".join(note))


def _due(duty: DutyOut) -> str | None:
    """By when it must be done; nothing where it was."""
    return None if duty.status == "met" else duty.due


def _turns(timeline: Timeline) -> Iterator[DatedEntry]:
    """The days from which an act would be answered otherwise."""
    before: str | None = None
    for each in timeline.intervals:
        now = " .. ".join(dict.fromkeys((each.verdict.best, each.verdict.worst)))
        if before is not None and now != before:
            yield DatedEntry(
                day=each.start,
                kind="turns",
                what=f"{before} becomes {now}",
                of=timeline.title,
                cite="; ".join(cite.removeprefix("-") for cite in each.changed),
                note="for acts from this day on",
            )
        before = now
