"""Up to when the sources behind a duty were seen.

Rule: a row holds until a text changes it, and what came after the last checked day is not known; the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from pratique.deciding.duty_stack import Scenarios
from pratique.law.rate import Schedule
from pratique.logic.entities import Entity
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE
from pratique.readings.decide import bind, verdict
from pratique.usecases.answer.notes import STALE_AFTER


class NoteOut(msgspec.Struct, frozen=True, kw_only=True):
    """A remark with what it is about, and the day it was last checked."""

    about: str
    note: str
    checked_on: str | None = None


def seen_up_to(schedule: Schedule, entry: Entity, on: date) -> str | None:
    """Until when the sources of what may be due on the goods were seen, where the day asked is later.

    A row speaks of the goods where its key is not known to be of others; where none does, all of the market count.
    """
    bound = bind({}, entry)
    every = [(layer.keys[row.key], row.checked) for layer in schedule.layers for row in layer.rows]
    of_them = [checked for key, checked in every if verdict(simplify(key), bound).truth is not FALSE]
    first = min(of_them or [checked for _, checked in every])
    return first.isoformat() if on > first else None


def staleness(ways: Scenarios, on: date, known_on: date) -> Iterator[NoteOut]:
    """When each layer was last checked, and whether that is before the day asked or long ago."""
    rows = {charge.row.id: charge.row for way in ways.ways for charge in way.stack.charges}
    seen: set[tuple[str, date]] = set()
    for row in rows.values():
        if (row.layer, row.checked) in seen:
            continue
        seen.add((row.layer, row.checked))
        late = ""
        if on > row.checked:
            late = f"; the day asked, {on}, is later: a later act is not known"
        elif (known_on - row.checked).days > STALE_AFTER:
            late = f", {(known_on - row.checked).days} days before {known_on}: check for changes"
        yield NoteOut(
            about=row.layer, note=f"Sources seen up to {row.checked}{late}.", checked_on=row.checked.isoformat()
        )
