"""What the tables of a dossier name: a party, a vehicle, a product, an act, each a frozen struct with its key.

Rule: an id is a name, so that a key is written from it; an act without an id is known by its place. What else an
entry states are facts, read against the vocabulary by `statements`; the schema has looked at the form of both before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import msgspec

from pratique.facts.keys import key_of_name


class Named(msgspec.Struct, frozen=True):
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

    lei: str | None = None
    registration: object = None

    @property
    def aliases(self) -> Iterator[str]:
        """All by which it is named, in lower case."""
        return (each.casefold() for each in (self.name, self.lei, self.id) if each)


class VehicleEntry(Named, frozen=True):
    """A vehicle."""


class ProductEntry(Named, frozen=True):
    """What is no vehicle and has parts of its own."""


class ActEntry(msgspec.Struct, frozen=True):
    """An act; `id` is its place where it has none. `date` and `actor` are as they were written."""

    act: str
    id: str = ""
    role: str | None = None
    actor: str | None = None
    date: object = None
    vehicle: str | None = None
    product: str | None = None

    @property
    def key(self) -> str:
        """The key of its element."""
        return key_of_name(self.id)


T = TypeVar("T")


def entries_of(data: object, kind: type[T]) -> tuple[T, ...]:
    """The tables of one array of a dossier -> an entry each."""
    return msgspec.convert(data, tuple[kind, ...])  # type: ignore[valid-type]


def acts_of(data: Iterable[Mapping[str, object]]) -> tuple[ActEntry, ...]:
    """The tables of the acts -> an entry each, with its id."""
    said = [{**each, "id": act_id(each, index)} for index, each in enumerate(data)]
    return msgspec.convert(said, tuple[ActEntry, ...])


def act_id(entry: Mapping[str, object], index: int) -> str:
    """The table of an act and its place -> its id."""
    return str(entry.get("id", f"transaction {index + 1}"))


def act_key(entry: Mapping[str, object], index: int) -> str:
    """The table of an act and its place -> its key."""
    return key_of_name(act_id(entry, index))


def entry_key(entry: Mapping[str, object]) -> str:
    """The table of a party, a vehicle or a product -> its key."""
    return key_of_name(str(entry["id"]))


def days_of_acts(entries: Iterable[Mapping[str, object]], on: date | None) -> dict[str, date]:
    """The entries of acts -> their days by their keys, as far as they are stated; `on` stands for all of them."""
    found: dict[str, date] = {}
    for index, entry in enumerate(entries):
        day = on or _day(entry.get("date"))
        if day is not None:
            found[act_key(entry, index)] = day
    return found


def _day(written: object) -> date | None:
    """A day as a dossier writes it, of a time its last; None for what is none."""
    if isinstance(written, Mapping):
        written = next((written[end] for end in ("max", "exclusive_max", "value") if end in written), None)
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
