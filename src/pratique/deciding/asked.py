"""What is asked of a dossier beside what it says: the days, the law, the evidence and the constructions.

Rule: what a caller gives and what the dossier fixes for itself are put together once, here; whoever decides, and
whoever asks further of what was decided, reads the one object. What a caller gives goes before what the dossier says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from pratique.deciding.constructions import constructions
from pratique.dossier.document import Dossier
from pratique.errors import UsageError
from pratique.files import is_called
from pratique.files.clock import iso_day, today
from pratique.ids.near import near_names
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.deciding.signoff import Overlay
    from pratique.items.bill import Bill


class OptionsOfAnyDay(TypedDict, total=False):
    """What may be given beside a dossier by a question that moves the day of the act itself."""

    law_on: date | None
    known_on: date | None
    construe: str | Mapping[str, str] | None
    bills: Iterable[Bill]
    book: Book | None
    registries: Sequence[str | Path]
    lists: Sequence[str | Path]
    overlays: Sequence[str | Path]
    presume: Sequence[str]
    revoke: Sequence[str]
    only: Sequence[str]


class Options(OptionsOfAnyDay, total=False):
    """What may be given beside a dossier, to `check` as well; what is left out is as the dossier has it."""

    on: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one dossier, its own settings and those of the caller put together.

    `on` is the day that is asked for every act, `chosen` the construction of each legal fact that has one,
    `construed` the legal facts that were construed one by one; files are the caller's, then the dossier's; `only` are
    the instruments that alone are asked, by id.
    """

    known_on: date
    on: date | None = None
    law_on: date | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    construed: frozenset[str] = frozenset()
    book: Book | None = None
    overlay: Overlay | None = None
    bills: tuple[Bill, ...] = ()
    registries: tuple[str | Path, ...] = ()
    lists: tuple[str | Path, ...] = ()
    presume: tuple[str, ...] = ()
    revoke: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()


def asked_of(
    dossier: Dossier,
    *,
    on: date | None = None,
    law_on: date | None = None,
    known_on: date | None = None,
    construe: str | Mapping[str, str] | None = None,
    bills: Iterable[Bill] = (),
    book: Book | None = None,
    registries: Sequence[str | Path] = (),
    lists: Sequence[str | Path] = (),
    overlays: Sequence[str | Path] = (),
    presume: Sequence[str] = (),
    revoke: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Asked:
    """What a caller asks of a dossier. Raises InvalidInput where the dossier asks nothing, UsageError."""
    own = dossier.settings
    known = known_on or _day(dossier, "known_on", own.known_on) or today()
    law_day = law_on or _day(dossier, "law_on", own.law_on)
    _refuse_no_question(dossier)
    construe = construe if construe is not None else own.construe
    if book is None and (construe or dossier.mentions("legal.")):
        law_book.load()  # legal facts are defined by the law that reads them
    overlay = _overlay(dossier, overlays, known)
    return Asked(
        known,
        on=on,
        law_on=law_day,
        chosen=_construed(construe, overlay),
        construed=frozenset(construe) if isinstance(construe, Mapping) else frozenset(),
        book=book,
        overlay=overlay,
        bills=tuple(bills),
        registries=(*registries, *_beside(dossier, "registries", own.registries)),
        lists=(*lists, *_beside(dossier, "lists", own.lists)),
        presume=(*([own.presume] if isinstance(own.presume, str) else own.presume), *presume),
        revoke=(*own.revoke, *revoke),
        only=_only(only, book),
    )


def _only(names: Sequence[str], book: Book | None) -> frozenset[str]:
    """The instruments that alone are asked, by id. Raises UsageError for a name that is none."""
    known = sorted(each.id for each in book) if book is not None else sorted(law_book.INSTRUMENTS)
    for name in names:
        if name not in known:
            near = ", ".join(near_names(name, known, 3, cutoff=0.3)) or "see `pratique law`"
            raise UsageError(f"No instrument of the book is called {name!r}; nearest: {near}.")
    return frozenset(names)


def _overlay(dossier: Dossier, further: Sequence[str | Path], known: date) -> Overlay | None:
    """The sign-offs and policies that hold for a dossier; None where no file holds any."""
    path = Path(dossier.file)
    beside = path.suffix.lower() in (".toml", ".json") and is_called(path.with_suffix(".overlay.toml"))
    if not (further or beside or dossier.settings.overlays):
        return None
    from pratique.deciding.signoff import overlay_of

    return overlay_of(dossier, further, known)


def _construed(construe: str | Mapping[str, str] | None, overlay: Overlay | None) -> dict[str, str]:
    """The constructions asked for, with those that counsel settled: counsel outdoes a rule of thumb, not a name."""
    chosen = constructions(construe)
    if overlay is None:
        return chosen
    return overlay.constructions | chosen if isinstance(construe, Mapping) else chosen | overlay.constructions


def _beside(dossier: Dossier, key: str, names: Iterable[str]) -> list[Path]:
    """The files that a dossier names, below its own folder. Raises InvalidInput for those that lead out of it."""
    found = (dossier.inside(each, f"{key}/{index}") for index, each in enumerate(names))
    files = [each for each in found if each is not None]
    dossier.findings.refuse()
    return files


def _refuse_no_question(dossier: Dossier) -> None:
    """Nothing that is asked, nothing that is cleared. Raises InvalidInput."""
    if not dossier.acts:
        dossier.findings.add(
            "dossier.transactions",
            "The dossier asks nothing: it has no transactions.",
            dossier.place(""),
            "Add [[transactions]] with act, date and into.",
        )
    dossier.findings.refuse()


def _day(dossier: Dossier, key: str, text: str | None) -> date | None:
    """A day that the dossier fixes for the whole question; a finding where it is none."""
    day = iso_day(text)
    if text is not None and day is None:
        dossier.findings.add(
            "dossier.day", f"{key}: {text!r} is no calendar day.", dossier.place(key), "Write it as 2026-11-22."
        )
    return day
