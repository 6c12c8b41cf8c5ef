"""The law book looked up, as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import wrapped

MOST_STEPS = 4
"""Steps to verify that are printed of one provision; JSON has all."""


def joined(lines: Iterator[str]) -> str:
    """Lines as one text."""
    return "\n".join(lines) + "\n"


def change_lines(found: Any) -> Iterator[str]:
    """The lines of what changed in the book between two days."""
    if not found:
        yield "Nothing in the book changes between these days."
    for day, those in groupby(found, key=lambda each: each.on):
        yield day
        for cite, its in groupby(those, key=lambda each: each.cite):
            yield from wrapped(f"{cite}: {', '.join(each.what for each in its)}", "  ", "    ")


def book_lines(found: Any, short: bool) -> Iterator[str]:
    """The lines of what was looked up; `short` leaves out the conditions."""
    for instrument in found.instruments:
        yield f"{instrument.id}: {instrument.cite}"
        yield from wrapped(f"{instrument.title}. {instrument.issuer}.", "  ")
        yield f"  published {instrument.published or 'unknown'}, text last checked {instrument.checked_on}"
        for each in instrument.provisions:
            yield ""
            yield from _provision(each, short)
        yield from _notes("Coverage", instrument.coverage)
        yield from _notes("Events", instrument.events)
        yield from _notes("Answered by", instrument.answered_by)
        yield from _notes("Not examined", instrument.not_examined)
        yield from _notes("Sources", instrument.sources)
        yield ""
    yield f"Law book {found.hash[:16]}"
    yield from whose_lines(found.provenance)


def pending_lines(found: Any) -> Iterator[str]:
    """The lines of pending law: stage by stage, what it would be, and from when."""
    if not found:
        yield "The book holds no pending law there."
    for each in found:
        yield f"{each.id}: {each.cite}  [{each.kind}, {each.jurisdiction}]"
        yield from wrapped(f"{each.title}.", "  ")
        for stage in each.stages:
            yield from wrapped(f"{stage.on}  {stage.what} [{stage.confidence}]", "  ", "              ")
        for day in each.would_apply_from:
            yield from wrapped(f"{day.on}  would apply: {day.what}", "  ", "              ")
        for rule in each.provisions:
            yield from wrapped(rule, "  - ", "    ")
        if each.note:
            yield from wrapped(each.note, "  ")
        yield from wrapped(
            "It decides nothing; `check --pending` asks it." if each.provisions else "No text could be read.", "  "
        )
        yield ""


def _known(each: Any) -> Iterator[str]:
    """What the whole and each element rests on, and what would verify it."""
    if each.rests_on is None:
        return
    whole = each.rests_on
    source = f" ({whole.source})" if whole.source else ""
    yield from wrapped(f"rests on: {whole.rests_on}{source}", "    ", "      ")
    for one in each.elements:
        at = f", {one.cite}" if one.cite else ""
        yield from wrapped(f"- {one.name}{at}: {one.rests_on}", "      ", "        ")
    asked = dict.fromkeys(each for each in (whole.verify, *(one.verify for one in each.elements)) if each)
    for step in list(asked)[:MOST_STEPS]:
        yield from wrapped(f"to verify: {step}", "    ", "      ")
    if len(asked) > MOST_STEPS:
        yield f"    and {len(asked) - MOST_STEPS} more to verify"


def _provision(each: Any, short: bool) -> Iterator[str]:
    state = {True: ", in force that day", False: ", not in force that day", None: ""}[each.in_force_on]
    unread = "" if each.text_verified else ", official text not verified"
    yield from wrapped(f"{each.cite}  {each.kind}: {each.effect}{state}", "  ", "      ")
    yield from wrapped(each.summary, "    ")
    yield f"    [{each.confidence}{unread}; per {each.per}]"
    if each.clocks:
        dates = [f"{name.replace('_', ' ')} {day}" for name, day in _dates(each.clocks)]
        dates += [f"suspended {s}" for s in each.clocks.suspended]
        if dates:
            yield from wrapped("; ".join(dates), "    ")
    if short:
        return
    yield from _known(each)
    if each.lifted_by:
        yield from wrapped(f"lifted by {'; '.join(each.lifted_by)}", "    ")
    for duty in each.duties:
        yield from wrapped(f"duty: {duty}", "    ")
    for line in each.prose.splitlines():
        yield f"    {line}" if line else ""


def _dates(clocks: Any) -> Iterator[tuple[str, str]]:
    for name in clocks.__struct_fields__:
        value = getattr(clocks, name)
        if isinstance(value, str):
            yield name, value


def _notes(title: str, notes: Any) -> Iterator[str]:
    if notes:
        yield ""
        yield f"  {title}"
        for note in notes:
            yield from wrapped(f"{note.about}: {note.note}" if note.note else note.about, "    - ", "      ")
