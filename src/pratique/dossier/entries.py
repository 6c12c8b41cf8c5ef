"""What the tables of a dossier say, as frozen structs: parties, vehicles, products, acts, parts, sources, bills.

Rule: an id is a name, so that a key is written from it; an act without an id is known by its place. Any key that is
none of an entry's own is a fact of it by its short name, and `stated` keeps it as it was written; `statements` reads
it against the vocabulary. The schema has looked at the form of all of it before.
Invariant: what an entry writes is read as the same entry, so that who makes a dossier makes entries and no tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import ClassVar, Self, get_args

import msgspec
from msgspec import UNSET, UnsetType

from pratique.facts.keys import Key, key_of_name
from pratique.facts.kinds import CASE, PART, PARTY, SOURCE
from pratique.files.clock import iso_day
from pratique.logic.nodes import Kind


class TableEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A table that states facts: by their short names in `stated`, by their full names in `facts`."""

    prefix: ClassVar[str]
    """What stands before the short name of a fact of such a table."""
    kind: ClassVar[Kind]
    """At which kind of element its facts are read."""
    stated: Mapping[str, object] = {}
    facts: Mapping[str, object] = {}

    @classmethod
    def read(cls, raw: Mapping[str, object]) -> Self:
        """A table as it was written -> its entry, with those of the tables in it."""
        own: dict[str, object] = {}
        stated: dict[str, object] = {}
        tables = _tables(cls)
        for key, value in raw.items():
            if key not in tables:
                stated[key] = value
            elif (inner := tables[key]) is None or not isinstance(value, list):
                own[key] = value
            else:
                own[key] = [inner.read(each) for each in value]
        return msgspec.convert({**own, "stated": stated}, cls)

    def written(self) -> dict[str, object]:
        """The entry -> a table that is read as it: its id first, its facts last, and nothing that it does not say."""
        own = {name: _written(value) for name, value in _said(self) if name not in ("stated", "facts")}
        first: dict[str, object] = {name: own[name] for name in ("id", "ref") if name in own}
        return {**first, **own, **self.stated, **({"facts": dict(self.facts)} if self.facts else {})}

    @classmethod
    def keys(cls) -> frozenset[str]:
        """The keys of such a table that are no facts."""
        return frozenset(_tables(cls))


class BillEntry(msgspec.Struct, frozen=True):
    """A bill of materials by its file; `mapping` is the file, and `layout` the words, of what its columns mean."""

    file: str
    mapping: str | None = None
    layout: Mapping[str, object] = {}

    @classmethod
    def read(cls, raw: str | Mapping[str, object]) -> Self:
        """A bill as a dossier names it, by its file alone or in a table, -> its entry."""
        said = {"file": raw} if isinstance(raw, str) else raw
        own = {key: value for key, value in said.items() if key in ("file", "mapping")}
        layout = {key: value for key, value in said.items() if key not in own}
        return msgspec.convert({**own, "layout": layout}, cls)

    def written(self) -> str | dict[str, object]:
        """The entry -> what is read as it: the file alone where nothing else is said of it."""
        said = {name: value for name, value in _said(self) if name != "layout"} | dict(self.layout)
        return self.file if said.keys() == {"file"} else said


class SourceEntry(TableEntry, frozen=True):
    """A source of a part: the party as it is named, and its roles as they are written."""

    prefix, kind = "source", SOURCE
    party: str
    roles: object | UnsetType = UNSET


class PartEntry(TableEntry, frozen=True):
    """A part by its reference; `chip` is a circuit by its name, or its data sheet."""

    prefix, kind = "part", PART
    ref: str
    name: str | None = None
    chip: str | Mapping[str, object] | None = None
    sources: tuple[SourceEntry, ...] = ()
    sources_complete: bool = False

    @property
    def label(self) -> str:
        """What people call it."""
        return self.ref if self.name is None else self.name


class Named(TableEntry, frozen=True):
    """An entry with an id, and a name for people where it has one."""

    id: str
    name: str | None = None

    @property
    def key(self) -> str:
        """The key of its element."""
        return key_of_name(self.id)

    @property
    def label(self) -> str:
        """What people call it."""
        return self.id if self.name is None else self.name


class PartyEntry(Named, frozen=True):
    """A party. Others name it by its name, its LEI or its id, in whatever case."""

    prefix, kind = "party", PARTY
    lei: str | None = None
    registration: object = None
    uscc: object = None
    duns: object = None
    source: str | None = None

    @property
    def aliases(self) -> Iterator[str]:
        """All by which it is named, in lower case."""
        return (each.casefold() for each in (self.name, self.lei, self.id) if each)

    @property
    def numbers(self) -> dict[str, str]:
        """Its numbers by the keys that hold them."""
        said = {"lei": self.lei, "registration": self.registration, "uscc": self.uscc, "duns": self.duns}
        return {key: str(number) for key, number in said.items() if number}


class WholeEntry(Named, frozen=True):
    """What parts belong to: those of its bills, and those that it lists itself."""

    boms: tuple[BillEntry, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    parts_complete: bool = False


class VehicleEntry(WholeEntry, frozen=True):
    """A vehicle; `gvwr` is its weight rating with its unit, `features` what drives it, as they were written."""

    prefix, kind = "vehicle", CASE
    gvwr: object = None
    features: tuple[Mapping[str, object], ...] = ()
    features_complete: bool = False


class ProductEntry(WholeEntry, frozen=True):
    """What is no vehicle and has parts of its own."""


class ActEntry(TableEntry, frozen=True):
    """An act; `id` is its place where it has none. `date`, `into`, `out_of` and `actor` are as they were written."""

    prefix, kind = "act", CASE
    act: str
    id: str = ""
    role: str | None = None
    actor: str | None = None
    date: object = None
    into: object = None
    out_of: object = None
    vehicle: str | None = None
    product: str | None = None
    goods: tuple[str, ...] | None = None
    """The parts that it alone is about, by reference; None where it names none."""
    parts: tuple[PartEntry, ...] | None = None
    parts_complete: bool = False
    parties: Mapping[str, str | tuple[str, ...]] = {}

    @property
    def key(self) -> str:
        """The key of its element."""
        return key_of_name(self.id)

    @property
    def vehicle_key(self) -> str | None:
        """The key of its vehicle; None where it names none."""
        return None if self.vehicle is None else key_of_name(self.vehicle)

    @property
    def named(self) -> Iterator[str]:
        """The parties that it names, as it names them."""
        if self.actor is not None:
            yield self.actor
        for each in self.parties.values():
            yield from (each,) if isinstance(each, str) else each


ANSWERED = "answer"
"""What is told as the source of an answer that names none."""


class AnswerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: the fact, its value as it was written, the key of what it is about, and its proof.

    `at` is its place among the answers of the dossier; `part` is the print of the part that it was given of, or its
    name alone.
    """

    at: int
    fact: str
    value: object
    entity: str | None = None
    part: Mapping[str, str] | str | None = None
    source: str | None = None
    by: str | None = None
    basis: str | None = None
    asserted_on: str | None = None
    expires_on: str | None = None
    document: str | None = None
    confidential: bool | None = None
    reason: str | None = None

    @property
    def pointer(self) -> str:
        """The key path at which it stands."""
        return f"answers/{self.at}"

    @property
    def key(self) -> Key | None:
        """The key of what it is about; None where that is every act, or every vehicle."""
        return None if self.entity is None else Key.read(self.entity)

    @property
    def is_not_known(self) -> bool:
        """Whether it says that somebody was asked and does not know."""
        return self.value == "?" or (isinstance(self.value, Mapping) and "unknown" in self.value)

    def proven(self) -> dict[str, object]:
        """Its value with its proof, as the table of a fact."""
        table = dict(self.value) if isinstance(self.value, Mapping) else {"value": self.value}
        if self.value == "?":
            table = {"unknown": "not-asked" if self.reason is None else self.reason}
        proof = {
            "basis": self.basis,
            "asserted_on": self.asserted_on,
            "expires_on": self.expires_on,
            "document": self.document,
            "confidential": self.confidential,
        }
        table |= {name: each for name, each in proof.items() if each is not None}
        named = self.source or self.by
        return table | {"source": named} if named else table


def answers_in(data: Iterable[Mapping[str, object]]) -> tuple[AnswerEntry, ...]:
    """The tables of the answers -> an entry each, with its place."""
    return msgspec.convert([{**each, "at": at} for at, each in enumerate(data)], tuple[AnswerEntry, ...])


ENTRIES: dict[str, type[TableEntry]] = {
    "party": PartyEntry,
    "vehicle": VehicleEntry,
    "part": PartEntry,
    "transaction": ActEntry,
    "source": SourceEntry,
}
"""The entries that state facts, by what the schema of a dossier calls them."""


@cache
def _tables(kind: type[TableEntry]) -> dict[str, type[TableEntry | BillEntry] | None]:
    """The keys of an entry that are no facts; for one that holds tables what each of them is."""
    found: dict[str, type[TableEntry | BillEntry] | None] = {}
    for each in msgspec.structs.fields(kind):
        if each.name != "stated":
            found[each.name] = _held(each.type)
    return found


def _held(shape: object) -> type[TableEntry | BillEntry] | None:
    """The entry that a list of them holds, also where there may be no list; None for anything else."""
    for each in get_args(shape):
        if isinstance(each, type) and issubclass(each, TableEntry | BillEntry):
            return each
        if (found := _held(each)) is not None:
            return found
    return None


def _said(entry: msgspec.Struct) -> Iterator[tuple[str, object]]:
    """The fields of an entry, by name, that say something else than what is so where nothing is said."""
    for name, unsaid in _unsaid(type(entry)):
        if (value := getattr(entry, name)) != unsaid:
            yield name, value


@cache
def _unsaid(kind: type[msgspec.Struct]) -> tuple[tuple[str, object], ...]:
    """The fields of an entry, each with what is so where nothing is said; of one that is required that is nothing."""
    its = msgspec.structs.fields(kind)
    return tuple((each.name, {} if each.default_factory is dict else each.default) for each in its)


def _written(value: object) -> object:
    """The value of a field as it stands in a table."""
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    return value.written() if isinstance(value, TableEntry | BillEntry) else value


def acts_of(data: Iterable[Mapping[str, object]]) -> tuple[ActEntry, ...]:
    """The tables of the acts -> an entry each, with its id."""
    return tuple(
        ActEntry.read({**each, "id": each.get("id", f"transaction {index + 1}")}) for index, each in enumerate(data)
    )


def days_of_acts(acts: Iterable[ActEntry], on: date | None) -> dict[str, date]:
    """Acts -> their days by their keys, as far as they are stated; `on` stands for all of them."""
    said = ((each.key, on or _day(each.date)) for each in acts)
    return {key: day for key, day in said if day is not None}


def _day(written: object) -> date | None:
    """A day as a dossier writes it, of a time its last; None for what is none."""
    if isinstance(written, Mapping):
        written = next((written[end] for end in ("max", "exclusive_max", "value") if end in written), None)
    return iso_day(written)
