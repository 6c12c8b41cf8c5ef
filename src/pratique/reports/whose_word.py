"""Whose word an answer rests on, in lines: one wording for every question, so that no format leaves it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pratique.reports.text import clean
from pratique.reports.wrapping import wrapped
from pratique.usecases.answer.answer import Note


def whose_lines(notes: Sequence[Note]) -> Iterator[str]:
    """A line for each, after an empty one; nothing where everything is the program's own."""
    if notes:
        yield ""
    for note in notes:
        yield from wrapped(f"Provenance, {clean(note.about)}: {clean(note.note)}", "", "  ")
