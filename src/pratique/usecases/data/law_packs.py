"""Packs of law: an exported law book with a manifest, what it changes in the book, and which instruments it touches.

Rule: what is taken in is read whole first, so that no file that is no law book of this program is ever kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pratique.law import book as law_book
from pratique.law.export import export_book, read_book

if TYPE_CHECKING:
    from pratique.law.book import Book

FILE = "law-book.json"


def law_text(instruments: Iterable[str] = ()) -> str:
    """The built-in book, or some instruments of it, as the text of a pack. Raises UsageError for a strange name."""
    return export_book(law_book.load(tuple(instruments) or None)).decode() + "\n"


def law_rows(text: str) -> dict[str, dict[str, str]]:
    """The provisions of an exported book by instrument and citation, each with what a person compares."""
    rows: dict[str, dict[str, str]] = {}
    for instrument in msgspec.json.decode(text)["instruments"]:
        for each in instrument["provisions"]:
            key = f"{instrument['id']} {each['cite']}"
            while key in rows:
                key += " (again)"
            whole = json.dumps(each, sort_keys=True, ensure_ascii=False)
            rows[key] = {
                "says": str(each.get("summary", "")),
                "outcome": str(each.get("severity", "")),
                "clocks": json.dumps(each.get("clocks", {}), sort_keys=True),
                "content": hashlib.sha256(whole.encode()).hexdigest()[:16],
            }
    return rows


def checked(file: Path) -> Book:
    """The law book of a pack. Raises InvalidInput where it is none."""
    return read_book(file)


def instruments_in(rows: Iterable[str]) -> frozenset[str]:
    """The instruments that rows of `law_rows` belong to."""
    return frozenset(each.partition(" ")[0] for each in rows)
