"""The law book as a file, and back.

Rule: reading an exported book gives the same instruments, with the same hash.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from pratique.errors import Finding, InvalidInput, Place
from pratique.facts.kinds import KINDS
from pratique.facts.vocabulary import definition_of, load_vocabulary
from pratique.files import load_json, read_bytes
from pratique.files.signatures import signature_of
from pratique.law.book import Book
from pratique.law.clocks import Clocks, Suspension, day_or_none
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.law.outcome import Outcome
from pratique.law.plain import instrument_to_plain
from pratique.law.provision import Confidence, Duty, Force, LegalException, Provision
from pratique.logic.author import NEVER
from pratique.logic.interchange import Seen, from_plain, number_from_plain
from pratique.logic.nodes import Condition, Fact, Numeric
from pratique.logic.relations import Relation

SCHEMA_VERSION = "1"
_LIMIT = 64 * 1024**2


def export_book(book: Book) -> bytes:
    """The book as canonical JSON."""
    plain = {
        "schema_version": SCHEMA_VERSION,
        "law_on": book.law_on,
        "hash": book.hash,
        "instruments": [instrument_to_plain(each) for each in book.instruments],
    }
    return msgspec.json.encode(plain, order="deterministic")


def read_book(path: str | Path) -> Book:
    """The book of an exported file. Raises InvalidInput where it is none."""
    data = read_bytes(path, _LIMIT)
    signature = signature_of(path, data)
    book = _book(_ExportedBytes(data, Place(str(path))))
    return replace(book, origin=str(path), vouched=signature.words if signature else "")


@dataclass(frozen=True)
class _ExportedBytes:
    """What an exported file holds; two are the same wherever they lie."""

    data: bytes
    place: Place = field(compare=False)


@lru_cache(maxsize=2)
def _book(exported: _ExportedBytes) -> Book:
    # A desk or a server asks under one file again and again: of the same bytes the book is the same.
    plain = load_json(exported.data, exported.place)
    load_vocabulary()
    try:
        if plain["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"schema version {plain['schema_version']!r} is not {SCHEMA_VERSION!r}")
        book = Book(tuple(_instrument(each) for each in plain["instruments"]), day_or_none(plain["law_on"]))
        if plain["hash"] != book.hash and plain["hash"] != book.hash_in_order:
            raise ValueError("the hash does not fit the content: the file was changed")
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OverflowError) as error:
        finding = Finding(
            "law_book.invalid",
            f"This is not a law book of this program: {error}.",
            exported.place,
            "Export one with `pratique law export`.",
        )
        raise InvalidInput([finding]) from error
    return book


# --- reading ----------------------------------------------------------------------------------------------


def _fact(name: str) -> Fact:
    return definition_of(name).fact


def _condition(plain: Any, seen: Seen) -> Condition:
    return from_plain(plain, _fact, KINDS, seen)


def _instrument(plain: dict[str, Any]) -> Instrument:
    from pratique.law.book import INSTRUMENTS

    if plain["id"] in INSTRUMENTS:
        # Its module defines the facts that its conditions name.
        __import__(INSTRUMENTS[plain["id"]])
    seen: Seen = {}
    return Instrument(
        id=plain["id"],
        title=plain["title"],
        cite=plain["cite"],
        issuer=plain["issuer"],
        jurisdiction=plain["jurisdiction"],
        published=day_or_none(plain["published"]),
        checked_on=date.fromisoformat(plain["checked_on"]),
        note=plain["note"],
        reach=_condition(plain["reach"], seen),
        scope={KINDS[kind]: _condition(condition, seen) for kind, condition in plain["scope"].items()},
        exempt={
            KINDS[kind]: tuple(_read_exception(each, seen) for each in its) for kind, its in plain["exempt"].items()
        },
        provisions=tuple(_read_provision(each, seen) for each in plain["provisions"]),
        coverage=tuple(Coverage(*each) for each in plain["coverage"]),
        not_examined=tuple(Neighbour(name, why, tuple(*its)) for name, why, *its in plain["not_examined"]),
        sources=tuple(Link(*each) for each in plain["sources"]),
        events=tuple(Event(date.fromisoformat(on), what, sure) for on, what, sure in plain["events"]),
        relations=tuple(_read_relation(each, seen) for each in plain.get("relations", ())),
    )


def _read_relation(plain: dict[str, Any], seen: Seen) -> Relation:
    return Relation(
        name=plain["name"],
        cite=plain["cite"],
        says=plain["says"],
        force=plain["force"],
        per=KINDS[plain["per"]],
        when=_condition(plain["when"], seen),
        then=_condition(plain["then"], seen),
        why=plain["why"],
        given=tuple(map(_fact, plain["given"])),
        within=plain["within"],
        leans=plain["leans"],
        unless=_condition(plain["unless"], seen) if "unless" in plain else NEVER,
    )


def _read_provision(plain: dict[str, Any], seen: Seen) -> Provision:
    return Provision(
        cite=plain["cite"],
        kind=plain["kind"],
        summary=plain["summary"],
        severity=Outcome.named(plain["severity"]),
        when=_condition(plain["when"], seen),
        clocks=_read_clocks(plain["clocks"], seen),
        per=KINDS[plain["per"]],
        lifted_by=tuple(_read_exception(each, seen) for each in plain["lifted_by"]),
        duties=tuple(_read_duty(each, seen) for each in plain["duties"]),
        force=Force(plain["force"]),
        confidence=Confidence(plain["confidence"]),
        text_verified=plain["text_verified"],
        note=plain["note"],
    )


def _read_exception(plain: dict[str, Any], seen: Seen) -> LegalException:
    return LegalException(
        cite=plain["cite"],
        summary=plain["summary"],
        leaves=Outcome.named(plain["leaves"]),
        when=_condition(plain["when"], seen),
        confidence=Confidence(plain["confidence"]),
        clocks=None if plain["clocks"] is None else _read_clocks(plain["clocks"], seen),
        duties=tuple(_read_duty(each, seen) for each in plain["duties"]),
        text_verified=plain["text_verified"],
    )


def _read_duty(plain: dict[str, Any], seen: Seen) -> Duty:
    def number(name: str) -> Numeric | None:
        return None if plain[name] is None else number_from_plain(plain[name], _fact, KINDS, seen)

    return Duty(
        name=plain["name"],
        summary=plain["summary"],
        cite=plain["cite"],
        due=number("due"),
        done=number("done"),
        earliest_act=number("earliest_act"),
        keep_until=number("keep_until"),
        counting=plain["counting"],
    )


def _read_clocks(plain: dict[str, Any], seen: Seen) -> Clocks:
    suspensions = tuple(
        Suspension(cite, _condition(while_, seen), date.fromisoformat(start), day_or_none(end))
        for cite, while_, start, end in plain["suspended"]
    )
    return Clocks(
        in_force=day_or_none(plain["in_force"]),
        lapses=day_or_none(plain["lapses"]),
        proposed=day_or_none(plain["proposed"]),
        comments_close=day_or_none(plain["comments_close"]),
        published=day_or_none(plain["published"]),
        compliance_due=day_or_none(plain["compliance_due"]),
        enforced=day_or_none(plain["enforced"]),
        enforced_until=day_or_none(plain["enforced_until"]),
        suspended=suspensions,
    )
