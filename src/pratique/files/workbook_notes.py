"""What a workbook says outside its cells: comments on them, boxes of text, and what the file is called by itself.

Rule: nothing here decides what a text means, and nothing raises; a part that cannot be read says nothing, for the
cells that stand beside it are read by another. Packages come here only after `check_package` let them pass.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pratique.files.archives import UNREADABLE
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOLD = re.compile(r"xl/(?:comments|threadedcomments)[^/]*(?:/[^/]+)?\.xml", re.IGNORECASE)
_BOXES = re.compile(r"xl/drawings/[^/]+\.xml", re.IGNORECASE)
_ITSELF = ("docProps/core.xml", "meta.xml")
"""Parts that describe the file."""
_FILLED_IN = frozenset(("title", "subject", "description", "keywords"))
"""Fields of them that a person fills in."""
_COPY = "linkid=870924"
"""In the copy that a threaded comment leaves for older programs: the comment itself stands in a part of its own."""
_AUTHOR = re.compile(r"\A\s*[^\n:]{1,60}:[ \t]*\n")
_ROW = re.compile(r"\A[A-Z]{1,3}(\d{1,7})\Z")
MOST = 10_000
"""So many texts are kept."""


@dataclass(frozen=True, slots=True)
class BookNote:
    """A text outside the cells, its kind, and the row of the cell that it is a comment on (None: of no one)."""

    text: str
    row: int | None = None
    kind: Literal["comment", "box", "file"] = "comment"


def notes_of(data: bytes) -> tuple[BookNote, ...]:
    """The texts outside the cells of an XLSX, XLSB or ODS workbook, at most `MOST` of them."""
    found: list[BookNote] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in sorted(package.namelist()):
                if (top := _parsed(package, name)) is not None:
                    found += _in_part(name, top)
    except UNREADABLE:
        return ()
    return tuple(dict.fromkeys(each for each in found if each.text.strip()))[:MOST]


def _parsed(package: zipfile.ZipFile, name: str) -> Element | None:
    """A part that may hold such texts, parsed; None for any other."""
    is_sheet = name == "content.xml"
    if not (is_sheet or name in _ITSELF or _TOLD.fullmatch(name) or _BOXES.fullmatch(name)):
        return None
    text = package.read(name)
    if is_sheet and b"<office:annotation" not in text:
        return None
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        top: Element = fromstring(text)
    except (ParseError, ValueError):
        return None
    return top


def _in_part(name: str, top: Element) -> Iterator[BookNote]:
    if name in _ITSELF:
        for each in top.iter():
            if _local(each) in _FILLED_IN and each.text:
                yield BookNote(each.text, kind="file")
    elif _BOXES.fullmatch(name):
        for each in top.iter():
            if _local(each) == "txBody":
                yield BookNote(_lines(each, "p"), kind="box")
    elif name == "content.xml":
        for each in top.iter():
            if _local(each) == "annotation":
                yield BookNote(_lines(each, "p"))
    else:
        for each in top.iter():
            if _local(each) in ("comment", "threadedComment") and (said := _comment(each)):
                row = _ROW.match(each.get("ref", ""))
                yield BookNote(said, int(row[1]) if row else None)


def _comment(each: Element) -> str:
    """The text of a comment without the name of who wrote it."""
    said = "".join(text for one in each if _local(one) == "text" for text in one.itertext())
    return "" if _COPY in said else _AUTHOR.sub("", said)


def _lines(element: Element, tag: str) -> str:
    return "\n".join("".join(each.itertext()) for each in element.iter() if _local(each) == tag)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
