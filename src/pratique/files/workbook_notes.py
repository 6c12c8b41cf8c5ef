"""What a workbook says outside its cells: comments on them, boxes of text, the head and foot of pages, its file.

Rule: nothing here decides what a text means, and nothing raises; a part that cannot be read says nothing, for the
cells that stand beside it are read by another. Packages come here only after `check_package` let them pass.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from pratique.files.archives import UNREADABLE
from pratique.files.documents import local_name
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOLD = re.compile(r"xl/(?:comments|threadedcomments)[^/]*(?:/[^/]+)?\.xml", re.IGNORECASE)
_BOXES = re.compile(r"xl/(?:drawings|diagrams)/[^/]+\.xml", re.IGNORECASE)
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_LINKS = re.compile(r"xl/worksheets/_rels/[^/]+\.rels", re.IGNORECASE)
_HELD = re.compile(r"xl/embeddings/[^/]+|Object [^/]+/content\.xml", re.IGNORECASE)
"""Documents that stand in the workbook."""
_ITSELF = ("docProps/core.xml", "docProps/custom.xml", "meta.xml")
"""Parts that describe the file."""
_FILLED_IN = frozenset(("title", "subject", "description", "keywords", "user-defined"))
"""Fields of them that a person fills in."""
_PAGES = re.compile(rb"<(?:\w+:)?headerFooter\b.*?</(?:\w+:)?headerFooter>", re.DOTALL)
_ASKED = re.compile(rb"<(?:\w+:)?dataValidations\b.*?</(?:\w+:)?dataValidations>", re.DOTALL)
_TYPED = re.compile(rb"<(?:\w+:)?is>.*?</(?:\w+:)?is>", re.DOTALL)
_ON_PAGES = re.compile(r"&(?:[LCRPNDTZFAGBIUESXYOH+-]|K[0-9A-F]{6}|\d{1,3}|\"[^\"]*\")")
"""What stands for a place, a number, a name or a look in the head of a page, and not for a word."""
_COPY = "linkid=870924"
"""In the copy that a threaded comment leaves for older programs: the comment itself stands in a part of its own."""
_AUTHOR = re.compile(r"\A\s*[^\n:]{1,60}:[ \t]*\n")
_ROW = re.compile(r"\A[A-Z]{1,3}(\d{1,7})\Z")
MOST = 10_000
"""So many texts are kept."""


@dataclass(frozen=True, slots=True)
class BookNote:
    """A text outside the cells, its kind, and the row of the cell that it is a comment on (None: of no one).

    A `file` is what the file or its pages are called, a `prompt` what is told to whoever fills in a cell, a `link`
    the address of another file, a `held` the name of a document that stands in it, a `struck` a text of which a piece
    is struck out.
    """

    text: str
    row: int | None = None
    kind: Literal["comment", "box", "file", "prompt", "link", "held", "struck"] = "comment"


def notes_of(data: bytes) -> tuple[BookNote, ...]:
    """The texts outside the cells of an XLSX, XLSB or ODS workbook, at most `MOST` of them."""
    found: list[BookNote] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in sorted(package.namelist()):
                if _HELD.fullmatch(name):
                    found.append(BookNote(name, kind="held"))
                elif (reads := _reader_of(name)) is not None:
                    found += reads(package.read(name))
    except UNREADABLE:
        return ()
    return tuple(dict.fromkeys(each for each in found if each.text.strip()))[:MOST]


def _reader_of(name: str) -> Callable[[bytes], Iterator[BookNote]] | None:
    """What reads a part that may hold such texts; None for any other."""
    if name in _READERS:
        return _READERS[name]
    return next((reads for pattern, reads in _READERS_BY_NAME.items() if pattern.fullmatch(name)), None)


def _parsed(data: bytes) -> Element | None:
    """A part as its elements; None where it is none."""
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        top: Element = fromstring(data)
    except (ParseError, ValueError):
        return None
    return top


def _elements(data: bytes) -> Iterator[Element]:
    top = _parsed(data)
    return iter(()) if top is None else top.iter()


def _of_file(data: bytes) -> Iterator[BookNote]:
    for each in _elements(data):
        if local_name(each) in _FILLED_IN and each.text:
            yield BookNote(_named(each, each.text), kind="file")
        elif local_name(each) == "property":
            yield BookNote(_named(each, "".join(each.itertext())), kind="file")


def _named(each: Element, text: str) -> str:
    """What a field says, behind the name that a person gave it where it has one."""
    name = next((value for key, value in each.attrib.items() if key.rpartition("}")[2] == "name"), "")
    return f"{name}: {text}" if name and text.strip() else text


def _of_boxes(data: bytes) -> Iterator[BookNote]:
    for each in _elements(data):
        if local_name(each) in ("txBody", "t") and len(each):
            yield BookNote(_lines(each, "p"), kind="box")


def _of_comments(data: bytes) -> Iterator[BookNote]:
    for each in _elements(data):
        if local_name(each) in ("comment", "threadedComment") and (said := _comment(each)):
            row = _ROW.match(each.get("ref", ""))
            yield BookNote(said, int(row[1]) if row else None)


def _of_sheet(data: bytes) -> Iterator[BookNote]:
    """The head and foot of the pages of a sheet, and what it tells whoever fills in a cell."""
    for piece in _PAGES.findall(data):
        for each in _elements(_bare(piece)):
            for said in re.split(r"&[LCR]", each.text or ""):
                yield BookNote(" ".join(_ON_PAGES.sub(" ", said).split()), kind="file")
    if b"strike" in data:
        for piece in _TYPED.findall(data):
            yield from _of_strings(_bare(piece))
    for piece in _ASKED.findall(data):
        for each in _elements(_bare(piece)):
            for said in (each.get("promptTitle", ""), each.get("prompt", "")):
                yield BookNote(said, kind="prompt")


def _bare(piece: bytes) -> bytes:
    """A piece of a sheet without the prefixes that it declares elsewhere."""
    return re.sub(rb"(</?)\w+:|\s\w+:(?=\w+=)", lambda found: found[1] or b" ", piece)


def _of_links(data: bytes) -> Iterator[BookNote]:
    for each in _elements(data):
        if each.get("TargetMode") == "External":
            yield BookNote(each.get("Target", ""), kind="link")


def _of_strings(data: bytes) -> Iterator[BookNote]:
    """The texts of cells of which a piece is struck out and another is not."""
    if b"strike" not in data:
        return
    for each in _elements(data):
        if local_name(each) in ("si", "is") and any(_is_struck(run) for run in each):
            yield BookNote("".join(each.itertext()), kind="struck")


def _is_struck(run: Element) -> bool:
    return any(local_name(each) == "strike" and each.get("val", "1") not in ("0", "false") for each in run.iter())


def _of_content(data: bytes) -> Iterator[BookNote]:
    """The annotations, boxes and struck texts of the sheets of an ODS workbook."""
    marks = (b"<office:annotation", b"text-line-through", b":text-box", b":custom-shape")
    if not any(each in data for each in marks):
        return
    struck = set[str]()
    for each in _elements(data):
        name, its = local_name(each), {key.rpartition("}")[2]: value for key, value in each.attrib.items()}
        if name == "style" and any(_strikes(one) for one in each):
            struck.add(its.get("name", ""))
        elif name == "annotation":
            yield BookNote(_lines(each, "p"))
        elif name in ("text-box", "custom-shape"):
            yield BookNote(_lines(each, "p"), kind="box")
        elif name in ("table-cell", "span") and its.get("style-name") in struck:
            yield BookNote("".join(each.itertext()), kind="struck")


def _strikes(properties: Element) -> bool:
    said = {key.rpartition("}")[2]: value for key, value in properties.attrib.items()}
    return any(said.get(f"text-line-through-{each}", "none") != "none" for each in ("style", "type"))


def _of_styles(data: bytes) -> Iterator[BookNote]:
    """The head and foot of the pages of an ODS workbook."""
    for each in _elements(data):
        if local_name(each) in ("header", "footer") and len(each):
            yield BookNote(" ".join(one.text or "" for one in each.iter() if local_name(one) == "p"), kind="file")


def _comment(each: Element) -> str:
    """The text of a comment without the name of who wrote it."""
    said = "".join(text for one in each if local_name(one) == "text" for text in one.itertext())
    return "" if _COPY in said else _AUTHOR.sub("", said)


def _lines(element: Element, tag: str) -> str:
    return "\n".join("".join(each.itertext()) for each in element.iter() if local_name(each) == tag)


_READERS = {
    **dict.fromkeys(_ITSELF, _of_file),
    "content.xml": _of_content,
    "styles.xml": _of_styles,
    "xl/sharedStrings.xml": _of_strings,
}
_READERS_BY_NAME = {
    _TOLD: _of_comments,
    _BOXES: _of_boxes,
    _SHEETS: _of_sheet,
    _LINKS: _of_links,
}
"""What reads which part of a workbook."""
