"""The status of a BODS record: new, updated or closed.

Rule: of a record with any other status nobody knows whether it holds, or an earlier one does: it proves nothing, and
whom it is about stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pratique.files.shapes import Shape
from pratique.parties.holdings import Hole, Provenance
from pratique.parties.readers.remarks import decides, for_another, has_ended


def annotated(statement: Shape, about: str | None, provenance: Provenance) -> Iterator[Hole]:
    """A hole where an annotation says that something is held for another, decided otherwise, or over."""
    for row in statement.objects("annotations"):
        text = row.text("description")
        if for_another(text) or decides(text) or has_ended(text):
            why = f"An annotation says {text[:120]!r}."
            yield Hole(about, why, replace(provenance, record=""))


_KNOWN = ("", "new", "updated", "closed")


def with_status(statement: Shape, record: str, provenance: Provenance) -> tuple[Provenance, tuple[Hole, ...]]:
    """The provenance of a record's claims under its status, and the hole that an unknown status leaves."""
    status = statement.text("recordStatus")
    if status in _KNOWN:
        return provenance, ()
    step = "Use new, updated or closed; until then whether the record holds is open."
    text = f"There is no record status {status!r}."
    statement.findings.add("bods.record-status", text, statement.place, step, value=status)
    subject = statement.object("recordDetails").raw("subject")
    about = subject if statement.text("recordType") == "relationship" else record
    why = f"A record about it has the status {status!r}: whether it, or an earlier one, holds is open."
    hole = Hole(about if isinstance(about, str) else None, why, replace(provenance, record=""))
    return replace(provenance, end=date.min, end_by=date.max), (hole,)
