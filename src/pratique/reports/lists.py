"""The lists that are here, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pratique.reports.wrapping import wrapped
from pratique.usecases.ownership.lists import ListImported, ListState

MOST = 200
"""Lists that are printed; JSON has all."""


def status_lines(found: Sequence[ListState]) -> Iterator[str]:
    """One list a paragraph: what it is, from when, how complete, until when it counts."""
    if not found:
        yield "No list is here: name one with --list FILE, or import a pack with `pratique lists import PACK`."
    for each in found[:MOST]:
        yield from wrapped(f"{each.list}: {each.state}")
        entries = "1 entry" if each.entries == 1 else f"{each.entries} entries"
        dated = [f"as of {each.as_of}, {each.age} days old"] if each.as_of else []
        newest = [f"newest entry {each.newest}"] if each.newest else []
        digest = [f"SHA-256 {each.sha256[:16]}"] if each.sha256 else []
        said = ", ".join((each.origin, each.source, entries, *(dated or ["undated"]), *newest, *digest))
        yield from wrapped(f"{each.title}; {said}" if each.title else said, "  ")
        for reason in each.incomplete:
            yield from wrapped(f"not complete: {reason}", "  ")


def import_lines(found: ListImported) -> Iterator[str]:
    """What was taken in, and what it is now."""
    yield from wrapped(f"Imported {found.name} into {found.folder} ({found.signed}).")
    yield from status_lines(found.lists)
