"""A declaration as a DOCX file for lawyers to edit.

Rule: nothing of an input becomes a field, a link or a style; a draft says so in the header of every page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pratique.reports.package import timeless
from pratique.reports.text import clean, ranged
from pratique.usecases.declare import Declaration

DRAFT = "DRAFT - not a declaration"
MOST_ROWS = 400


def docx(made: Declaration) -> bytes:
    """The file."""
    from docx import Document

    document = Document()
    document.core_properties.author = made.answer.program
    document.core_properties.title = clean(made.answer.title)
    document.sections[0].header.paragraphs[0].text = DRAFT if made.draft else clean(made.answer.title)
    document.sections[0].footer.paragraphs[0].text = f"Law book {made.answer.law_book.hash}"
    document.add_heading(f"Declaration of conformity: {clean(made.answer.title)}", 0)
    if made.draft:
        _open(document, made)
    document.add_paragraph(f"Outcome: {ranged(made.answer.verdict)}.")
    for section in dict.fromkeys(each.section for each in made.fields):
        its = [(f.name, f.shown, f.sure) for f in made.fields if f.section == section]
        _table(document, section, ("field", "entry", "that it is asked"), its)
    document.add_heading("Why", 1)
    for each in made.answer.decided_by:
        mark = "signed off" if each.signed_off else "text read" if each.text_verified else "text not verified"
        document.add_heading(f"{clean(each.cite)}: {each.outcome} ({mark})", 2)
        document.add_paragraph(f"{clean(each.summary)} At {clean(each.label)}.")
        for reason in each.because:
            facts = "; ".join(f"{f.name} = {clean(f.value)}" for f in reason.facts)
            document.add_paragraph(f"{reason.truth}: {clean(reason.text)} {facts}".strip(), style="List Bullet")
    rows = [(e.fact, e.label, e.value, e.basis, e.source) for e in made.evidence]
    _table(document, "Evidence", ("fact", "of", "value", "basis", "source"), rows)
    _table(document, "Files", ("file", "bytes", "SHA-256"), [(n, str(size), mark) for n, size, mark in made.files])
    notes = [
        (n.about, n.note) for n in (*made.answer.unverified, *made.answer.not_modelled, *made.answer.not_examined)
    ]
    _table(document, "Read this with it", ("about", "note"), notes)
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _open(document: Any, made: Declaration) -> None:
    document.add_heading(DRAFT, 1)
    for each in made.refused:
        document.add_paragraph(clean(each), style="List Bullet")
    rows = [(f.known_by, f.name, f.label, f.meaning) for f in made.answer.open_facts]
    _table(document, "Open facts", ("who knows it", "fact", "of", "meaning"), rows)


def _table(document: Any, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    document.add_heading(title, 1)
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows[:MOST_ROWS]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(str(text))
    if len(rows) > MOST_ROWS:
        document.add_paragraph(f"and {len(rows) - MOST_ROWS} more in the JSON files of the pack.")
