"""GLEIF golden copies in JSON: the elements of the XML files, each value under `$`.

Rule: a file is brought to the elements that the XML reader knows, so that both read alike. A record of another shape
is a finding, and opens whomever it may have been about.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pratique.errors import Findings, Place
from pratique.parties.readers.gleif import Record, check_count
from pratique.parties.readers.gleif_xml import read_record

_ROWS = {"records": "LEIRecord", "relations": "RelationshipRecord", "exceptions": "Exception"}
"""The lists that a golden copy may be, and what each row of one is."""
DEEPEST = 40


def is_golden(document: object) -> bool:
    """Whether a value is such a file."""
    return isinstance(document, dict) and any(isinstance(document.get(name), list) for name in _ROWS)


def read_gleif_golden(document: dict[str, object], source: str, findings: Findings) -> Iterator[Record]:
    """The records of one file, in order."""
    heads = [each for name, each in document.items() if name not in _ROWS and isinstance(each, dict)]
    content = next((text for head in heads if (text := _text(head.get("ContentDate")))), None)
    count = 0
    for name, kind in _ROWS.items():
        rows = document.get(name)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            count += 1
            place = Place(source, f"/{name}/{number}")
            inner = row.get(kind, row) if isinstance(row, dict) else None
            if not isinstance(inner, dict):
                findings.add("gleif.record", "This is no record.", place, "It cannot be used.")
                continue
            element = Element(kind)
            _fill(element, inner)
            yield from read_record(kind, element, place, content, findings)
    stated = next((text for head in heads if (text := _text(head.get("RecordCount")))), None)
    check_count(stated, count, source, findings)


def _text(value: object) -> str | None:
    """A value, plain or under `$`."""
    value = value.get("$") if isinstance(value, dict) else value
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _fill(element: Element, value: object, depth: int = 0) -> None:
    """The parts of a JSON value as children of an element; what lies deeper than any record does is left out."""
    if not isinstance(value, dict):
        element.text = _text(value)
        return
    element.text = _text(value)
    for name, inner in value.items() if depth < DEEPEST else ():
        if name.startswith(("$", "@")):
            continue
        for each in inner if isinstance(inner, list) else [inner]:
            _fill(SubElement(element, name.rpartition(":")[2]), each, depth + 1)
