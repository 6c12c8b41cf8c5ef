"""A check list for counsel over an instrument, as DOCX, and its ticked return.

Rule: a row is one provision or exception with what is encoded and what it rests on; only a row that bears a mark in
its box comes back, by the citation in its first cell. What counsel writes in the last cell is kept as the remark.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from pratique.errors import Finding, InvalidInput, Place
from pratique.files import load_xml, read_bytes
from pratique.files.archives import UNREADABLE
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
    place = Place(str(path))
    found, heads = [], 0
    for rows in _tables(read_bytes(path, 32 << 20), place):
        for number, row in enumerate(rows):
            cells = tuple(map(_said, row))
            if not number and cells not in HEADS:
                break
            heads += not number
            if not number:
                continue
            if len(cells) != len(HEAD) or any(_is_merged(cell) for cell in row):
                raise _refused(
                    "row", f"Row {number} has merged, missing or further cells.", place, "Restore its row."
                )
            cite, _, _, mark, remark = cells
            if mark in MARKS or mark.removeprefix(BOX).strip() in MARKS:
                found.append(Ticked(cite, remark))
            elif mark not in EMPTY:
                message = f"The box of {cite!r} holds {mark!r}, which is no mark."
                raise _refused("mark", message, place, "Mark it with x, or leave it.")
    if not heads:
        raise _refused("file", f"{str(path)!r} holds no check list.", place, "Send back the list.")
    return tuple(found)


def _refused(what: str, message: str, place: Place, step: str) -> InvalidInput:
    return InvalidInput([Finding(f"checklist.{what}", message, place, step)])


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "/officeDocument"
"""How the kind of the main part ends, of strict files and of others."""


def _tables(data: bytes, place: Place) -> Iterator[list[list[Element]]]:
    """The tables of a DOCX file: their rows, of each its cells as they stand, with nothing repeated or made up."""
    check_package(data, place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            named = _main_part(package, place)
            if named not in package.namelist():
                raise _refused("file", f"{place.file!r} is no DOCX file.", place, "Send back the list.")
            root = load_xml(package.read(named), place)
    except UNREADABLE as error:
        raise _refused("file", f"{place.file!r} is damaged.", place, "Send back the list.") from error
    for table in root.iter(f"{_W}tbl"):
        yield [list(_inside(row, "tc")) for row in _inside(table, "tr")]


def _main_part(package: zipfile.ZipFile, place: Place) -> str:
    if "_rels/.rels" in package.namelist():
        for each in load_xml(package.read("_rels/.rels"), place):
            if each.get("Type", "").endswith(_DOCUMENT):
                return each.get("Target", "").lstrip("/")
    return "word/document.xml"


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The elements of a kind in another, those in content controls and changes with them, none of a table inside."""
    waiting = list(element)[::-1]
    while waiting:
        each = waiting.pop()
        if each.tag == f"{_W}{tag}":
            yield each
        elif each.tag not in (f"{_W}tbl", f"{_W}tc"):
            waiting += list(each)[::-1]


def _is_merged(cell: Element) -> bool:
    """Whether a cell stands for several."""
    return any(cell.find(f"{_W}tcPr/{_W}{each}") is not None for each in ("gridSpan", "vMerge", "hMerge"))


def _said(cell: Element) -> str:
    """All text of a cell, that in content controls with it."""
    return "".join(each.text or "" for each in cell.iter(f"{_W}t")).strip()
