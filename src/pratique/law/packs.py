"""Law that was taken in as a pack: a book with a last day, asked for by the name of its pack.

Rule: a pack of law never stands silently in the place of the program's own book: it decides where it is named, as
`--law-book pack:NAME`. Past its last day what it says is unknown in both directions: the law may have freed what it
barred, and barred what it let pass.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pratique.errors import UsageError
from pratique.facts.gaps import after_the_last_day
from pratique.facts.kinds import CASE
from pratique.law.book import Book
from pratique.law.clocks import Clocks
from pratique.law.data import LAW, Pack, imported
from pratique.law.export import read_book
from pratique.law.instrument import Instrument
from pratique.law.provision import Provision, prohibition
from pratique.law.rate import BEFORE_THE_BOOK
from pratique.logic.author import all_of

PREFIX = "pack:"
"""What a law book that is named by its pack begins with."""


def law_packs() -> tuple[Pack, ...]:
    """The packs of law that were taken in. Raises InvalidInput for one that is not whole."""
    return tuple(each for each in imported() if each.manifest.replaces == LAW)


def book_of_pack(name: str, on: date) -> Book:
    """The book of the pack of this name, as far as it counts on the day `on`. Raises UsageError, InvalidInput."""
    packs = {each.manifest.name: each for each in law_packs()}
    if name not in packs:
        there = f"there is {', '.join(packs)}" if packs else "none was taken in (`pratique data import`)"
        raise UsageError(f"There is no law pack {name!r}; {there}.")
    pack = packs[name]
    book = replace(read_book(_file(pack)), origin=f"{PREFIX}{name}")
    return expired(book, pack) if pack.manifest.has_expired(on) else book


def _file(pack: Pack) -> Path:
    return pack.folder / pack.manifest.file


def expired(book: Book, pack: Pack) -> Book:
    """The book of a pack past its last day: each instrument holds, has freed the act, or has barred it."""
    return replace(book, instruments=tuple(_opened(each, pack) for each in book))


def _opened(instrument: Instrument, pack: Pack) -> Instrument:
    kept = tuple(
        replace(each, when=all_of(each.when, after_the_last_day.is_("holds"))) for each in instrument.provisions
    )
    return replace(instrument, provisions=(*kept, _perhaps(pack)))


def _perhaps(pack: Pack) -> Provision:
    name, last = pack.manifest.name, pack.manifest.expires_on
    return prohibition(
        f"law pack {name} after {last}",
        f"The pack {name} counts until {last}; what the law says since is unknown.",
        when=after_the_last_day.is_("barred"),
        per=CASE,
        clocks=Clocks(BEFORE_THE_BOOK),
        text_verified=False,
    )


__all__ = ["PREFIX", "book_of_pack", "expired", "law_packs"]
