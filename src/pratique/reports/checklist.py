"""A check list for counsel over an instrument, as DOCX, and its ticked return.

Rule: a row is one provision or exception with what is encoded and what it rests on; only a row that bears a mark in
its box comes back, by the citation in its first cell. What counsel writes in the last cell is kept as the remark.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pratique.errors import Finding, InvalidInput, Place
from pratique.files import read_bytes
from pratique.files.workbooks import check_package
from pratique.law.instrument import Instrument
from pratique.law.provision import LegalException, Provision
from pratique.law.texts import elements, rests_on
from pratique.reports.package import timeless
from pratique.reports.text import clean
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from docx.table import _Cell

HEAD = ("provision", "what the book says", "rests on", "read and right: tick, or mark with x", "remark")
HEADS = (HEAD, ("provision", "what the book says", "rests on", "read and right: mark with x", "remark"))
"""The heads of lists that come back; those of earlier versions among them."""
BOX, TICKED = "☐", "☒"
EMPTY, MARKS = ("", BOX, "[ ]"), ("x", "X", TICKED, "☑", "✓", "✔", "[x]", "[X]")


@dataclass(frozen=True, slots=True)
class Ticked:
    """A row that counsel marked."""

    cite: str
    remark: str


def checklist(instrument: Instrument, book_hash: str) -> bytes:
    """The list, a row for every provision and exception."""
    from docx import Document

    document = Document()
    document.add_heading(f"Check list for counsel: {clean(instrument.title)}", 0)
    checked = instrument.checked_on.isoformat()
    document.add_paragraph(
        f"{instrument.cite}, text last checked {checked}, law book {book_hash[:16]}. Mark a row only after reading "
        "the official text; the marked list comes back by `pratique law signoff LIST.docx`."
    )
    rules = list(_rules(instrument))
    table = document.add_table(rows=1 + len(rules), cols=len(HEAD))
    table.style = "Table Grid"
    for cell, word in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = word
    for row, rule in zip(table.rows[1:], rules, strict=True):
        for cell, said in zip(row.cells, (rule.cite, clean(rule.summary), _known(rule), "", ""), strict=True):
            cell.text = said
        _with_box(row.cells[3])
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


_CHECKBOX = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
    '<w14:checkbox><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
    f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{BOX}</w:t></w:r></w:sdtContent></w:sdt>"
)
"""A box that a word processor ticks with one click (Office Open XML, content control of 2010)."""


def _with_box(cell: _Cell) -> None:
    from docx.oxml import parse_xml

    cell.paragraphs[0]._p.append(parse_xml(_CHECKBOX))


def _said(cell: _Cell) -> str:
    """All text of a cell, that in content controls with it."""
    from docx.oxml.ns import qn

    return "".join(each.text or "" for each in cell._tc.iter(qn("w:t"))).strip()


def _rules(instrument: Instrument) -> Iterator[Provision | LegalException]:
    seen: set[str] = set()
    rules: list[Provision | LegalException] = [*instrument.provisions, *instrument.exceptions()]
    for rule in rules:
        if rule.cite not in seen:
            seen.add(rule.cite)
            yield rule


def _known(rule: Provision | LegalException) -> str:
    whole = rests_on(rule)
    said = [whole.rests_on + (f" ({whole.source})" if whole.source else "")]
    said += [f"{each.name}: {each.rests_on}" for each in elements(rule)]
    return "; ".join(dict.fromkeys(said)) + (f". {whole.verify}" if whole.verify else "")


def ticked(path: str | Path) -> tuple[Ticked, ...]:
    """The rows that were marked in a list that came back. Raises InvalidInput for a file that is no such list."""
    from docx import Document

    place = Place(str(path))
    data = read_bytes(path, 32 << 20)
    check_package(data, place)
    try:
        document = Document(io.BytesIO(data))
    except InvalidInput:
        raise
    except Exception as error:  # whatever python-docx meets in a file that is none
        raise InvalidInput(
            [Finding("checklist.file", f"{str(path)!r} is no DOCX file.", place, "Send back the list.")]
        ) from error
    found = []
    for table in document.tables:
        if tuple(cell.text.strip() for cell in table.rows[0].cells) not in HEADS:
            continue
        for row in table.rows[1:]:
            cite, _, _, mark, remark = (_said(cell) for cell in row.cells)
            if mark in MARKS or mark.removeprefix(BOX).strip() in MARKS:
                found.append(Ticked(cite, remark))
            elif mark not in EMPTY:
                message = f"The box of {cite!r} holds {mark!r}, which is no mark."
                raise InvalidInput([Finding("checklist.mark", message, place, "Mark it with x, or leave it.")])
    return tuple(found)
