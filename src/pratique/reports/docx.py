"""A paper as a DOCX file for lawyers to edit.

Rule: nothing of an input becomes a field, a link or a style; a draft says so in the header of every page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pratique.files.outward import for_xml
from pratique.reports.form_table import form_table
from pratique.reports.package import timeless
from pratique.reports.text import clean
from pratique.reports.wrapping import some
from pratique.usecases.papers.paper import EvidenceHeld, Paper

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MOST_ROWS = 400


def docx(made: Paper) -> bytes:
    """The file."""
    from docx import Document as new_document
    from docx.shared import Pt

    document = new_document()
    document.core_properties.author = made.answer.program
    document.core_properties.title = clean(made.answer.title)
    document.sections[0].header.paragraphs[0].text = made.stamp if made.draft else clean(made.answer.title)
    _numbered(document.sections[0].footer.paragraphs[0], f"Law book {made.answer.law_book.hash[:16]}, page ")
    document.styles["Normal"].font.size = Pt(10)
    _heading(document, f"{made.name}: {clean(made.answer.title)}", 0)
    if made.draft:
        _open(document, made)
    _paragraph(document, f"Outcome: {made.answer.verdict}.")
    for section in dict.fromkeys(each.section for each in made.fields):
        _table(document, section, *form_table(made, [each for each in made.fields if each.section == section]))
    _heading(document, "Why", 1)
    for each in made.answer.decided_by:
        mark = "signed off" if each.signed_off else "text read" if each.text_verified else "text not verified"
        _heading(document, f"{clean(each.cite)}: {each.outcome} ({mark})", 2)
        more = f" and at {each.not_listed} more that are not listed" if each.not_listed else ""
        _paragraph(document, f"{clean(each.summary)} At {clean(each.label)}{more}.")
        for reason in each.because:
            told = [f"{f.name} = {clean(f.value)}" for f in reason.facts]
            facts = some(told, len(told), reason.facts_left_out)
            text = f"{reason.truth}: {clean(reason.text)}{f' ({facts})' if facts else ''}"
            _paragraph(document, text, style="List Bullet")
    signed = [(each["cite"], each["by"], each["on"], each["text_sha256"]) for each in made.signoffs]
    _table(document, "Read and signed off", ("provision", "by", "on", "SHA-256 of the text"), signed)
    held = [(e.label, e.fact, e.value, e.basis, _source(e)) for e in made.evidence]
    _table(document, "Evidence index", ("of", "fact", "value", "basis", "source"), held)
    _table(document, "Files", ("file", "bytes", "SHA-256"), [(n, str(size), mark) for n, size, mark in made.files])
    whose = [(n.about, n.note) for n in made.answer.provenance]
    _table(document, "Provenance", ("what", "whose word"), whose)
    notes = [
        (n.about, n.note) for n in (*made.answer.unverified, *made.answer.not_modelled, *made.answer.not_examined)
    ]
    _table(document, "Read this with it", ("about", "note"), notes)
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _paragraph(document: Document, text: str, style: str | None = None) -> None:
    document.add_paragraph(for_xml(text), style=style)


def _heading(document: Document, text: str, level: int) -> None:
    document.add_heading(for_xml(text), level)


def _numbered(paragraph: Paragraph, text: str) -> None:
    """A footer that ends in the number of its page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.text = text
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)


def _source(held: EvidenceHeld) -> str:
    said = (held.source, held.asserted_on, held.expires_on and f"until {held.expires_on}", held.document)
    mark = held.document_sha256 and f"SHA-256 {held.document_sha256}"
    return "; ".join(each for each in (*said, mark) if each)


def _open(document: Document, made: Paper) -> None:
    _heading(document, made.stamp, 1)
    for each in made.refused:
        _paragraph(document, clean(each), style="List Bullet")
    rows = [(f.known_by, f.name, f.label, f.meaning) for f in made.answer.open_facts]
    _table(document, "Open facts", ("who knows it", "fact", "of", "meaning"), rows)


def _table(document: Document, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    _heading(document, title, 1)
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows[:MOST_ROWS]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(str(text))
    if len(rows) > MOST_ROWS:
        _paragraph(document, f"and {len(rows) - MOST_ROWS} more in the JSON files of the pack.")
