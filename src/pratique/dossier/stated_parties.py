"""What a dossier and its bills state of a party: names, numbers, countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pratique.dossier.case import Cases
from pratique.dossier.entries import PartyEntry
from pratique.dossier.statements import Statements
from pratique.facts.party import organised_in
from pratique.facts.proof import Basis, Proof
from pratique.facts.reading import read_value
from pratique.logic.values import Choice
from pratique.parties.join import Wanted

if TYPE_CHECKING:
    from pratique.items.lines import PartyRecord

IDENTIFIERS = {
    "lei": "LEI",
    "registration": "registration",
    "uscc": "CN-USCC",
    "duns": "D-U-N-S",
}
"""The keys of a dossier's party that hold a number, and the scheme of each."""


def told_by_its_numbers(entry: PartyEntry, pointer: str, said: Statements) -> None:
    """What the numbers of an entry tell of its party: a fault; a Chinese uniform code, that it is organised in China.

    A seat elsewhere that the entry states stands beside it, in conflict.
    """
    from pratique.ids import lei_fault, uscc_fault

    if entry.lei and (fault := lei_fault(entry.lei)):
        said.error(
            "dossier.lei",
            f"The LEI {entry.lei!r} is not one: {fault}",
            f"{pointer}/lei",
            "Correct it or leave it out.",
        )
    for name in ("uscc", "registration"):
        number, where = entry.numbers.get(name, ""), f"{pointer}/{name}"
        fault = uscc_fault(number) if number else ""
        if fault is None:
            proof = Proof(str(said.made.dossier.place(where)), Basis.COMPUTED)
            said.keep(entry.key, organised_in.name, read_value(organised_in, "CN"), proof, where)
        elif fault and name == "uscc":
            said.error("dossier.uscc", fault, where, "Correct it or leave it out.")


def wanted_of(cases: Cases, key: str) -> Wanted:
    """How a party of a dossier is looked for: what the dossier and the bills state of it."""
    entry = cases.party_entry(key)
    numbers = [] if entry is None else [(IDENTIFIERS[name], number) for name, number in entry.numbers.items()]
    numbers += [("LEI", record.lei) for record in records_of(cases, key) if record.lei]
    names = (None if entry is None else entry.name, cases.labels.get(key))
    return Wanted(
        id=key,
        names=tuple(dict.fromkeys(name for name in names if name and name != key)),
        identifiers=tuple(dict.fromkeys(numbers)),
        countries=known_countries(cases, key),
    )


def records_of(cases: Cases, key: str) -> Iterator[PartyRecord]:
    """What the bills say of a party."""
    return (record for bill in cases.bills for record in bill.parties.values() if record.element_key == key)


def known_countries(cases: Cases, key: str) -> frozenset[str]:
    """The countries of a party's seats that are known."""
    found: frozenset[str] = frozenset()
    for name in ("party.organised_in", "party.headquartered_in", "party.principal_place_of_business"):
        value = cases.evidence.value(key, name)
        if isinstance(value, Choice) and value.is_known:
            found |= value.possible
    return found
