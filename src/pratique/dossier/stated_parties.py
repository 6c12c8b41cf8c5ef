"""What a dossier and its bills state of a party: names, numbers, countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pratique.dossier.case import Cases
from pratique.logic.values import Choice
from pratique.parties.join import Wanted

if TYPE_CHECKING:
    from pratique.items.bill import PartyRecord

IDENTIFIERS = {
    "lei": "LEI",
    "registration": "registration",
    "uscc": "CN-USCC",
    "duns": "D-U-N-S",
}
"""The keys of a dossier's party that hold a number, and the scheme of each."""


def wanted_of(cases: Cases, key: str) -> Wanted:
    """How a party of a dossier is looked for: what the dossier and the bills state of it."""
    entry = cases.party_entry(key)
    numbers = [(scheme, str(entry[name])) for name, scheme in IDENTIFIERS.items() if entry.get(name)]
    numbers += [("LEI", record.lei) for record in records_of(cases, key) if record.lei]
    names = (entry.get("name"), cases.labels.get(key))
    return Wanted(
        id=key,
        names=tuple(dict.fromkeys(str(name) for name in names if name and name != key)),
        identifiers=tuple(dict.fromkeys(numbers)),
        countries=known_countries(cases, key),
    )


def records_of(cases: Cases, key: str) -> Iterator[PartyRecord]:
    """What the bills say of a party."""
    return (record for bill in cases.bills for record in bill.parties.values() if record.entity.key == key)


def known_countries(cases: Cases, key: str) -> frozenset[str]:
    """The countries of a party's seats that are known."""
    found: frozenset[str] = frozenset()
    for name in ("party.organised_in", "party.headquartered_in", "party.principal_place_of_business"):
        value = cases.evidence.value(key, name)
        if isinstance(value, Choice) and value.is_known:
            found |= value.possible
    return found
