"""The text of a Word document (.docx), a line a paragraph.

Rule: only the document's own part is unpacked, and no more of it than a limit, whatever sizes are declared; document
types and entities are refused. What is deleted in tracked changes is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pratique.errors import Place
from pratique.files.archives import UNREADABLE, members_of, unpacking
from pratique.files.documents import load_xml
from pratique.files.regular import refusal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PART = "word/document.xml"
MAX_PART = 32_000_000
"""Most bytes that the document's part may unpack to."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_word(data: bytes) -> bool:
    """Whether bytes are a Word document: a zip archive with the part `word/document.xml`."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    return PART in (members_of(data) or ())


def word_text(data: bytes, place: Place) -> str:
    """The text of a Word document's paragraphs. Raises `InvalidInput` (`read.word`, `xml.*`)."""
    try:
        with unpacking(data) as archive, archive.open(PART) as part:
            unpacked = part.read(MAX_PART + 1)
    except UNREADABLE as error:
        raise refusal(
            "read.word", "The Word document is damaged, locked or holds two texts.", place, "Save it again."
        ) from error
    if len(unpacked) > MAX_PART:
        message = f"The Word document unpacks to more than {MAX_PART} bytes."
        raise refusal("read.word", message, place, "Save the article alone, or its text.")
    root = load_xml(unpacked, place)
    return "\n".join(line for paragraph in _paragraphs(root) if (line := _line(paragraph)).strip()) + "\n"


def _paragraphs(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == f"{_W}p":
            yield child
        if child.tag != _FALLBACK:
            yield from _paragraphs(child)


_BLANK = frozenset(f"{_W}{name}" for name in ("tab", "br", "cr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _line(node: Element) -> str:
    """The text of a paragraph without the paragraphs in it (of a text box), which are lines of their own."""
    pieces = []
    for child in node:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _BLANK:
            pieces.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif child.tag not in (f"{_W}p", _FALLBACK):
            pieces.append(_line(child))
    return "".join(pieces)
