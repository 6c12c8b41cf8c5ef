"""The law book: every instrument, found by name, filtered by what was published, hashed, exported and read again.

Rule: an instrument is loaded only when it is asked for; the hash covers every condition, clock and citation of
what was loaded, so that an answer can be replayed under the same law.
"""

from __future__ import annotations

import hashlib
import importlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

import msgspec

from pratique.errors import UsageError
from pratique.facts.unions import countries_of
from pratique.law.instrument import Instrument
from pratique.law.provision import LegalException, Provision
from pratique.value_class import dataclass

INSTRUMENTS: dict[str, str] = {
    "us.cfr15_791d": "pratique.law.us.cfr15_791d",
    "us.ear": "pratique.law.us.ear",
    "us.fcc_covered": "pratique.law.us.regimes",
    "us.cfr28_202": "pratique.law.us.regimes",
    "us.section_1260h": "pratique.law.us.regimes",
    "us.foreign_entities": "pratique.law.us.regimes",
    "cn.access": "pratique.law.cn.access",
    "cn.automation": "pratique.law.cn.automation",
    "cn.permits": "pratique.law.cn.permits",
    "cn.data": "pratique.law.cn.data",
    "cn.mapping": "pratique.law.cn.mapping",
    "cn.ownership": "pratique.law.cn.ownership",
    "cn.export": "pratique.law.cn.export",
    "cn.conflict": "pratique.law.cn.conflict",
    "eu.customs_tariff": "pratique.law.eu",
    "eu.bev_countervailing": "pratique.law.eu",
    "eu.type_approval": "pratique.law.eu",
    "eu.batteries": "pratique.law.eu.batteries",
    "eu.data_act": "pratique.law.eu.data_act",
    "gb.type_approval": "pratique.law.gb.approval",
    "jp.type_approval": "pratique.law.jp.approval",
    "ca.customs_tariff": "pratique.law.ca",
    "ca.surtax": "pratique.law.ca",
    "ca.ev_quota": "pratique.law.ca",
    "mx.import_tariff": "pratique.law.mx",
    "tr.customs_tariff": "pratique.law.tr",
    "tr.additional_duty": "pratique.law.tr",
    "tr.ev_import_permit": "pratique.law.tr",
    "br.ev_import_duty": "pratique.law.br",
    "gb.customs_tariff": "pratique.law.gb",
    "gb.passenger_permits": "pratique.law.gb",
    "ru.recycling_fee": "pratique.law.ru",
    "ru.import_duty": "pratique.law.ru",
    "in.customs_tariff": "pratique.law.others",
    "za.customs_tariff": "pratique.law.others",
    "my.customs_tariff": "pratique.law.others",
    "au.customs_tariff": "pratique.law.others",
    "nz.customs_tariff": "pratique.law.others",
    "no.customs_tariff": "pratique.law.others",
    "ch.customs_tariff": "pratique.law.others",
    "gcc.customs_tariff": "pratique.law.others",
    "il.customs_tariff": "pratique.law.others",
    "jp.customs_tariff": "pratique.law.others",
    "th.customs_tariff": "pratique.law.others",
    "id.customs_tariff": "pratique.law.others",
    "vn.customs_tariff": "pratique.law.others",
}
"""Instrument id -> module that holds it as `INSTRUMENT`, or under its id in `BY_NAME` where it holds several.

The id begins with the market that the instrument belongs to.
"""
BESIDE_THE_BOOK = ("pratique.law.pending", "pratique.law.us.duties")
"""Rooms of the law that are asked beside the book: pending law, and the duties of `pratique duty`."""
EXPORT_ACTS = frozenset({"export", "reexport", "transfer", "deemed_export"})
REACHING: dict[str, frozenset[str]] = {"us.ear": EXPORT_ACTS}
"""Instruments that follow their goods into every market, with the acts that they concern."""


def markets() -> tuple[str, ...]:
    """The markets that have a book, ISO 3166-1 alpha-2 (EU for the Union)."""
    return tuple(sorted({name.partition(".")[0].upper() for name in INSTRUMENTS}))


def names(touched: frozenset[str], acts: frozenset[str]) -> list[str]:
    """The instruments that can concern an act among `acts` which touches a market among `touched`.

    Loading fewer only saves time: an instrument that is loaded still says by itself whether it is concerned.
    """
    return list(_names(touched, acts))


@lru_cache(maxsize=256)
def _names(touched: frozenset[str], acts: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in INSTRUMENTS if _can_concern(name, touched, acts))


def _can_concern(name: str, touched: frozenset[str], acts: frozenset[str]) -> bool:
    if name in REACHING:
        return bool(acts & REACHING[name])
    return not touched.isdisjoint(countries_of(name.partition(".")[0].upper()))


BUILT_IN = "built in"
"""The origin of the book that the program holds itself."""


@dataclass(frozen=True, slots=True)
class Book:
    """The instruments in force of knowledge on `law_on` (None: all that is in the book)."""

    instruments: tuple[Instrument, ...]
    law_on: date | None = None
    origin: str = BUILT_IN
    vouched: str = ""
    """Who signed the file that it was read from, in words; empty where nobody did."""

    @property
    def hash(self) -> str:
        """SHA-256 over everything that decides, whatever the order of the instruments."""
        return _hash(tuple(sorted(self.instruments, key=lambda each: each.id)))

    @property
    def hash_in_order(self) -> str:
        """The hash as books of earlier versions carry it: over the instruments in their order."""
        return _hash(self.instruments)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.instruments)

    def instrument(self, name: str) -> Instrument:
        """The instrument with this id. Raises UsageError naming the others."""
        for each in self.instruments:
            if each.id == name:
                return each
        raise UsageError(f"There is no instrument {name!r}; there are {', '.join(i.id for i in self)}.")

    def provisions(self) -> Iterator[tuple[Instrument, Provision]]:
        for instrument in self.instruments:
            for provision in instrument.provisions:
                yield instrument, provision


def load(names: Iterable[str] | None = None, law_on: date | None = None) -> Book:
    """The book with these instruments (all by default), as published on `law_on`."""
    wanted = tuple(INSTRUMENTS) if names is None else tuple(names)
    strange = [name for name in wanted if name not in INSTRUMENTS]
    if strange:
        raise UsageError(f"There is no instrument {', '.join(strange)}; there are {', '.join(INSTRUMENTS)}.")
    return _book(wanted, law_on)


@lru_cache(maxsize=256)
def _book(names: tuple[str, ...], law_on: date | None) -> Book:
    loaded = (_instrument(name) for name in names)
    return Book(tuple(as_published(each, law_on) for each in loaded if _is_published(each, law_on)), law_on)


@cache
def _instrument(name: str) -> Instrument:
    module = importlib.import_module(INSTRUMENTS[name])
    found = module.BY_NAME[name] if hasattr(module, "BY_NAME") else module.INSTRUMENT
    assert isinstance(found, Instrument)
    return found


def _is_published(instrument: Instrument, law_on: date | None) -> bool:
    return law_on is None or instrument.published is None or instrument.published <= law_on


def as_published(instrument: Instrument, law_on: date | None) -> Instrument:
    """The instrument without what was not yet published on `law_on`; the same object for days that know the same."""
    if law_on is None:
        return instrument
    news = publication_days(instrument)
    return _as_of(instrument, news[: bisect_right(news, law_on)][-1:])


@lru_cache(maxsize=256)
def publication_days(instrument: Instrument) -> tuple[date, ...]:
    """The days on which something of the instrument became known."""
    clocks = [each.clocks for each in instrument.exceptions() if each.clocks is not None]
    days = {instrument.published, *(each.published or each.in_force for each in clocks)}
    days |= {each.clocks.published for each in instrument.provisions}
    return tuple(sorted(day for day in days if day is not None))


@lru_cache(maxsize=1024)
def _as_of(instrument: Instrument, latest: tuple[date, ...]) -> Instrument:
    """The instrument as it was known on the day of its latest news, empty where it had none yet."""
    law_on = latest[0] if latest else date.min
    known = tuple(
        replace(p, lifted_by=tuple(e for e in p.lifted_by if _exception_known(e, law_on)))
        for p in instrument.provisions
        if p.clocks.published is None or p.clocks.published <= law_on
    )
    return replace(instrument, provisions=known) if known != instrument.provisions else instrument


def _exception_known(exception: LegalException, law_on: date) -> bool:
    clocks = exception.clocks
    if clocks is None:
        return True
    known_from = clocks.published or clocks.in_force
    return known_from is None or known_from <= law_on


@lru_cache(maxsize=64)
def _hash(instruments: tuple[Instrument, ...]) -> str:
    from pratique.law.plain import instrument_to_plain

    plain: list[Any] = [instrument_to_plain(each) for each in instruments]
    return hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()
