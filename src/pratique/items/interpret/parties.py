"""The parties that a bill names: one element each, however many lines name it.

Rule: a party is known again by its LEI, else by its name and country, else by the reference that the document
gives it; two that cannot be told to be the same stay two. What two lines say differently of one party is unknown
from then on, with a finding that keeps both. An address is evidence and states no place of organisation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from pratique.facts import party as facts
from pratique.facts.keys import key_of_name
from pratique.facts.written import read_text
from pratique.ids import countries_in, country_code, lei_fault
from pratique.items.interpret.agreement import narrower
from pratique.items.interpret.notices import Notices
from pratique.items.interpret.record import PartyMention
from pratique.items.lines import Address, PartyRecord
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Value
from pratique.value_class import dataclass

NAMELESS = frozenset({"", "?", "n/a", "none", "noassertion", "unknown", "anonymous", "not specified"})
"""What stands where a name should be and names nobody (in lower case)."""
_ASSERTS_NOTHING = re.compile(r"no[-_ ]?assertion(?:$|[-_ ])", re.IGNORECASE)


@dataclass(slots=True)
class Directory:
    """The parties of one bill by key; `facts_of` the values stated so far, None where two statements differ."""

    identity: str
    notices: Notices
    records: dict[str, PartyRecord] = field(default_factory=dict)
    stated: dict[str, dict[str, Value | None]] = field(default_factory=dict)

    def enter(
        self, naming: PartyMention, values: Mapping[str, Value], shares: tuple[tuple[str, str], ...]
    ) -> PartyRecord | None:
        """The record of the party that a naming names, made at its first naming; None where it names nobody."""
        lei = self._lei(naming)
        name = None if is_nameless(naming.name) else naming.name
        key = self._key(naming, name, lei)
        if key is None:
            return None
        record = self.records.get(key)
        if record is None:
            record = self.records[key] = PartyRecord(key, name, lei=lei)
        self._add_evidence(record, naming, shares)
        self._state(record, values)
        return record

    def _lei(self, naming: PartyMention) -> str | None:
        if naming.lei is None or is_nameless(naming.lei):
            return None
        fault = lei_fault(naming.lei)
        if fault is None:
            return naming.lei.strip().upper()
        self.notices.add(
            "bill.party.lei",
            fault,
            "Look the LEI up again; the party is known by its name until then.",
            "warning",
            naming.lei,
        )
        return None

    def _key(self, naming: PartyMention, name: str | None, lei: str | None) -> str | None:
        if lei:
            return f"lei:{lei}"
        if name is not None:
            country = _code(naming.organised) or _code(naming.country) or "?"
            return f"party:{normal_name(name)}|{country}"
        if naming.ref:
            return key_of_name(f"{self.identity}#{naming.ref}")
        return None

    def _add_evidence(self, record: PartyRecord, naming: PartyMention, shares: tuple[tuple[str, str], ...]) -> None:
        for address in _addresses(naming.country, naming.address):
            if address not in record.addresses:
                record.addresses += (address,)
        if shares:
            record.owner_shares += tuple(share for share in shares if share not in record.owner_shares)
        if naming.claims:
            record.claims += tuple(claim for claim in naming.claims if claim not in record.claims)

    def _state(self, record: PartyRecord, values: Mapping[str, Value]) -> None:
        if not values:
            return
        stated = self.stated.setdefault(record.key, {})
        held = record.values
        for name, value in values.items():
            if name not in stated:
                stated[name] = held[name] = value
            elif (before := stated[name]) is None:
                record.disputed += ((name, value),)
            elif (agreed := narrower(before, value)) is not None:
                stated[name] = held[name] = agreed
            else:
                stated[name] = None
                record.disputed += ((name, before), (name, value))
                held.pop(name, None)
                self.notices.add(
                    "bill.party.conflict",
                    f"The bill says two things of {name} for {record.name or record.key!r}: {_show(before)} and "
                    f"{_show(value)}.",
                    "Find out which is right; until then it is unknown.",
                    "warning",
                    _show(value),
                )


@lru_cache(maxsize=4096)
def _addresses(country: str | None, address: str) -> tuple[Address, ...]:
    """The address that is given, and one more for each other country of which its words name a place."""
    if not country and not address:
        return ()
    stated = _code(country) or country
    places = countries_in(f"{address} {country or ''}") - {stated}
    said = (Address(stated, address),) if stated or not places else ()
    return (*said, *(Address(code, address) for code in sorted(places)))


@lru_cache(maxsize=4096)
def _code(text: str | None) -> str | None:
    return country_code(text)


def party_values(naming: PartyMention, headquarters: str | None) -> dict[str, Value]:
    """The facts that a naming states of its party: place of organisation and of headquarters."""
    values: dict[str, Value] = {}
    if naming.person is not None:
        values[facts.natural_person.name] = TRUE if naming.person else FALSE
    texts = ((facts.organised_in, naming.organised), (facts.headquarters, headquarters))
    citizen = f"at-least({naming.citizen_of})" if naming.citizen_of else None
    for fact, text in (*texts, (facts.citizen_of, citizen)):
        value = read_text(text, fact) if text else None
        if value is not None:
            values[fact.name] = value
    return values


def normal_name(name: str) -> str:
    """What two spellings of one name share: compatibility forms, letter case and blanks do not count."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(plain.casefold().split())


def is_nameless(name: str | None) -> bool:
    """Whether a text stands where a name should and names nobody."""
    if name is None:
        return True
    text = name.strip()
    return text.lower() in NAMELESS or (text[:2].lower() == "no" and _ASSERTS_NOTHING.match(text) is not None)


def _show(value: Value | None) -> str:
    from pratique.logic.values import Choice

    return "|".join(sorted(value.possible)) if isinstance(value, Choice) else str(value)
