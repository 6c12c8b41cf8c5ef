"""What an XML document says where no field stands: in comments, in instructions, and in texts between its elements.

Rule: each is looked at as a remark beside the list is, a component that was commented out among them; one that says
that something was left out opens the list. What is written on the elements of another namespace is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pratique.files.xml_comments import comments_of
from pratique.items.bill import Beside, Bill
from pratique.items.excerpt import EXCERPT, says_excerpt

LONGEST_QUOTE = 120
_MARKUP = re.compile(r"<[^<>]*>")
_PROSE = frozenset(("text", "url", "copyright", "description", "notes"))
"""Elements whose text may hold others, and is read as a whole."""


def keep_beside(data: bytes, root: Element, bill: Bill) -> None:
    """Keep beside the list of a bill what its document says outside of fields."""
    for said in (*comments_of(data), *_between(root)):
        told = " ".join(_MARKUP.sub(" ; ", said).split()).strip(" ;")
        if not told:
            continue
        if says_excerpt(told):
            bill.names(told[:LONGEST_QUOTE], EXCERPT, "")
        bill.beside.append(Beside("", told, "note"))
        bill.doubts = None  # looked at again, with this


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
