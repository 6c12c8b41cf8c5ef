"""The keys of what the tables of a dossier name: a party, a vehicle, a product, an act.

Rule: an id is a name, so it is written as one; an act without an id is known by its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pratique.dossier.document import Dossier
from pratique.facts.keys import key_of_name


def entry_key(entry: Mapping[str, object]) -> str:
    """The entry of a party, a vehicle or a product -> its key."""
    return key_of_name(str(entry["id"]))


def act_id(entry: Mapping[str, object], index: int) -> str:
    """The entry of an act and its place -> its id."""
    return str(entry.get("id", f"transaction {index + 1}"))


def act_key(entry: Mapping[str, object], index: int) -> str:
    """The entry of an act and its place -> its key."""
    return key_of_name(act_id(entry, index))


def act_keys(dossier: Dossier) -> Iterator[str]:
    """The keys of the acts of a dossier, in order."""
    return (act_key(entry, index) for index, entry in enumerate(dossier.entries("transactions")))
