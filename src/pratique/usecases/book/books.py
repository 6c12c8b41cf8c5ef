"""A law book as a file: exported for a colleague, read again, signed off by counsel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pratique.deciding.signoff import sign_off
from pratique.files.clock import today
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.export import export_book, read_book
from pratique.law.instrument import Instrument
from pratique.law.packs import PREFIX, book_of_pack

__all__ = ["Book", "book_of", "exported", "one", "sign_off", "whole_book_hash"]


def book_of(path: str | Path | None) -> Book | None:
    """An exported file, or `pack:NAME` -> the law book that other functions take as `book`; None is the built-in one.

    Raises InvalidInput, UsageError.

    >>> pratique.law_export().write("book.json")
    >>> pratique.law_book("book.json").hash == pratique.look_up().hash
    True
    """
    if path is not None and str(path).startswith(PREFIX):
        return book_of_pack(str(path).removeprefix(PREFIX), today())
    return None if path is None else read_book(path)


def exported(book: Book | None, law_on: date | None = None) -> bytes:
    """A book, or the built-in one as published on a day, as the bytes that `book_of` reads."""
    return export_book(book or law_book.load(law_on=law_on)) + b"\n"


def one(name: str) -> tuple[Instrument, str]:
    """The instrument with this id, and the hash of a book of it alone. Raises UsageError naming the others."""
    book = law_book.load([name])
    return book.instrument(name), book.hash


def whole_book_hash() -> str:
    """The hash of the whole built-in book."""
    return law_book.load().hash
