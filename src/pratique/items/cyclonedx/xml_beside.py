"""What an XML document says where no field stands: in comments, in instructions, and in texts between its elements.

Rule: each is looked at as a remark beside the list is, a component that was commented out among them; one that says
that something was left out opens the list. What is written on the elements of another namespace is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pratique.items.bill import Beside, Bill
from pratique.items.excerpt import EXCERPT, says_excerpt

LONGEST_QUOTE = 120
_MARKUP = re.compile(r"<[^<>]*>")
_PROSE = frozenset(("text", "url", "copyright", "description", "notes"))
"""Elements whose text may hold others, and is read as a whole."""


class _Comments:
    """Keeps the comments and instructions that a parser meets."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def comment(self, data: str) -> None:
        self.texts.append(data)

    def pi(self, target: str, data: str | None = None) -> None:
        if not target.startswith("xml"):
            self.texts.append(f"{target} {data or ''}")

    def close(self) -> None:
        """Nothing is left to do at the end."""


def keep_beside(data: bytes, root: Element, bill: Bill) -> None:
    """Keep beside the list of a bill what its document says outside of fields."""
    for said in (*_comments(data), *_between(root)):
        told = " ".join(_MARKUP.sub(" ; ", said).split()).strip(" ;")
        if not told:
            continue
        if says_excerpt(told):
            bill.names(told[:LONGEST_QUOTE], EXCERPT, "")
        bill.beside.append(Beside("", told, "note"))
        bill.doubts = None  # looked at again, with this


def _comments(data: bytes) -> list[str]:
    """The comments of a document that was read before, wherever they stand."""
    bare = data.replace(b"\0", b"")
    if b"<!--" not in bare and bare.count(b"<?") == bare.count(b"<?xml "):
        return []
    from defusedxml.ElementTree import DefusedXMLParser

    met = _Comments()
    parser = DefusedXMLParser(target=met, forbid_dtd=True)
    parser.feed(data)
    parser.close()
    return met.texts


def _between(element: Element) -> Iterator[str]:
    """The texts that stand between the elements of a document, and not in one that is of text."""
    own = element.tag.rpartition("}")[0]
    if not len(element):
        return
    if element.text and element.text.strip():
        yield element.text
    for child in element:
        if child.tag.rpartition("}")[0] == own and child.tag.rpartition("}")[2] not in _PROSE:
            yield from _between(child)
        if child.tail and child.tail.strip():
            yield child.tail
