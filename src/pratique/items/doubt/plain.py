"""Decoded JSON looked into without trust: what is not of the kind that is asked for is nothing.

Rule: nothing here raises, whatever a document holds.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

_MOST_UNPACKED = 8000
_OF_SOFTWARE = ("pkg:", "cpe:2.3:a:", "cpe:2.3:o:", "cpe:/a:", "cpe:/o:", "swh:")


def table(value: object) -> Mapping[str, object]:
    """The value where it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> list[Mapping[str, object]]:
    """The tables in a list, or the one table; each in its place."""
    listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    return [table(each) for each in listed]


def text(node: Mapping[str, object], key: str) -> str:
    """The text under a key, else an empty one."""
    value = node.get(key)
    return value if isinstance(value, str) else ""


def said(node: Mapping[str, object], *keys: str) -> bool:
    """Whether one of the keys holds something."""
    return any(node.get(key) for key in keys)


def walked(node: object, pointer: str = "", depth: int = 0) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every table within a value with its pointer, at most 32 deep."""
    if depth > 32:
        return
    if isinstance(node, dict):
        yield pointer, node
        for key, inner in node.items():
            yield from walked(inner, f"{pointer}/{key}", depth + 1)
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from walked(inner, f"{pointer}/{index}", depth + 1)


def leaves(node: object, pointer: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text within a value with its pointer, at most 32 deep."""
    if isinstance(node, str):
        yield pointer, node
    elif isinstance(node, dict) and node.get("encoding") == "base64" and isinstance(node.get("content"), str):
        yield f"{pointer}/content", _unpacked(node["content"])
    elif depth < 32 and isinstance(node, dict | list):
        inner = node.items() if isinstance(node, dict) else enumerate(node)
        for key, each in inner:
            yield from leaves(each, f"{pointer}/{key}", depth + 1)


def _unpacked(content: str) -> str:
    """The beginning of a text that is written in base 64; the text itself where it is none."""
    try:
        return base64.b64decode(content[:_MOST_UNPACKED], validate=True).decode("utf-8", "replace")
    except ValueError:
        return content


def is_of_software(record: Mapping[str, object]) -> bool:
    """Whether a record without a type is of software by its addresses or because a licence is stated of it."""
    refs = (*tables(record.get("externalRefs")), *tables(record.get("externalIdentifier")))
    named = [text(each, "referenceLocator") or text(each, "identifier") for each in refs]
    named += [text(record, key) for key in ("purl", "cpe", "software_packageUrl", "packageUrl")]
    licences = (text(record, key).strip().upper() for key in ("licenseConcluded", "licenseDeclared"))
    return any(each.casefold().startswith(_OF_SOFTWARE) for each in named) or any(
        each not in ("", "NOASSERTION", "NONE") for each in licences
    )
