"""The data of the law book, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pratique.files.outward import for_line
from pratique.reports.wrapping import wrapped
from pratique.usecases.data.packs import Imported, RowChange, TableState

MOST = 40
"""Rows that are printed; JSON has all."""


def status_lines(found: Sequence[TableState]) -> Iterator[str]:
    """One table a paragraph: where it comes from, how old it is, whether it still counts, who reads it."""
    for each in found:
        yield f"{each.table}: {each.state}"
        dates = [
            f"{word} {day}"
            for word, day in (
                ("made", each.made_on),
                ("checked", each.checked_on),
                ("expires", each.expires_on),
            )
            if day
        ]
        signed = ["signed, not checked"] if each.signed else []
        yield from wrapped(
            f"{each.origin}, {each.rows} rows, SHA-256 {each.sha256[:16]}"
            + "".join(f", {d}" for d in (*dates, *signed)),
            "  ",
        )
        if each.instruments:
            yield from wrapped(f"read by {', '.join(each.instruments)}", "  ")


def diff_lines(found: Sequence[RowChange]) -> Iterator[str]:
    """One row that differs a line."""
    if not found:
        yield "Nothing differs."
    for each in found[:MOST]:
        said = (
            each.after
            if each.change == "new"
            else each.before
            if each.change == "gone"
            else f"{each.before} -> {each.after}"
        )
        yield from wrapped(f"{each.change}: {for_line(each.row)}: {for_line(said)}", "  ", "    ")
    if len(found) > MOST:
        yield f"  and {len(found) - MOST} more; --format json has all"


def import_lines(found: Imported) -> Iterator[str]:
    """What taking in a pack did."""
    yield f"{for_line(found.name)} is kept in {for_line(found.folder)} ({found.signed})."
    yield f"It expires on {found.expires_on}."
    law = found.table == "pratique.law"
    yield (
        f"It is asked for as --law-book pack:{for_line(found.name)}. Against the book of the program:"
        if law
        else (f"It replaces {found.table}:")
    )
    yield from diff_lines(found.changes)
    for each in found.touches:
        yield f"  touches {for_line(each)}"
