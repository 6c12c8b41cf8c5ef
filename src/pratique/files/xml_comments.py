"""The comments and instructions of an XML document, which no element holds.

Rule: only a document comes here that was read before, without a document type and entities.
"""

from __future__ import annotations


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


def comments_of(data: bytes) -> list[str]:
    """The texts of the comments and instructions of a document that was read before, wherever they stand."""
    bare = data.replace(b"\0", b"")
    if b"<!--" not in bare and bare.count(b"<?") == bare.count(b"<?xml "):
        return []
    from defusedxml.ElementTree import DefusedXMLParser

    met = _Comments()
    parser = DefusedXMLParser(target=met, forbid_dtd=True)
    parser.feed(data)
    parser.close()
    return met.texts
