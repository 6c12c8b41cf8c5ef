"""The parties in the native fields of components, read together with those of their neighbours or one by one.

Rule: the parties of neighbouring records are decoded at once, as the records are; where one of them does not fit its
type, repeats a key or has a reference of its own, it is read by itself, with a finding for what is wrong.
"""

from __future__ import annotations

import msgspec

from pratique.items.cyclonedx import schema
from pratique.items.cyclonedx.beside import reached_at, text_in
from pratique.items.cyclonedx.schema import Organisation
from pratique.items.interpret.record import PartyMention
from pratique.items.json.arrays import same_keys
from pratique.items.json.records import RecordReading, plain, report_keys

UNNAMED = (b"", b"null")
"""What stands in a native field that names no party."""


def read_together(reading: RecordReading, role: str, texts: list[bytes]) -> None:
    """Read the parties of neighbours in a native field at once, those that need no look by themselves."""
    new = [text for text in dict.fromkeys(texts) if text not in UNNAMED and (role, text) not in reading.namings]
    joined = b"[" + b",".join(new) + b"]"
    try:
        parties = schema.organisations.decode(joined) if len(new) > 1 else []
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if parties and same_keys(joined, schema.encode(parties)):
        its = zip(new, parties, strict=True)
        reading.namings |= {(role, text): naming_of(role, party) for text, party in its if not party.bom_ref}


def naming(reading: RecordReading, role: str, text: bytes, pointer: str) -> PartyMention:
    """The party of a native field, read once for each text without a finding."""
    found = reading.namings.get((role, text))
    if found is None:
        before = len(reading.findings)
        found = naming_of(role, _organisation(reading, text, f"{pointer}/{role}"))
        if len(reading.findings) == before:
            reading.namings[role, text] = found
    return found


def _organisation(reading: RecordReading, text: bytes, pointer: str) -> Organisation:
    try:
        party = schema.organisation.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reading.findings.add(
            "cyclonedx.organisation",
            f"This party cannot be read: {plain(error)}.",
            reading.place(pointer),
            "Correct it; until then the part has a party in this role of whom nothing is known.",
        )
        return Organisation()
    if not same_keys(b"[" + text + b"]", schema.encode((party,))):
        report_keys(reading, text, pointer, None)
    if party.bom_ref:
        reading.interpreter.orgs.setdefault(party.bom_ref, naming_of("", party))
    return party


def naming_of(role: str, party: Organisation) -> PartyMention:
    """A party as it names itself; the country of its address is evidence only, and so are its numbers and sites."""
    reached = " ".join(reached_at(bytes(party.url), bytes(party.contact)))
    address = party.address
    if address is None:
        return PartyMention(role, party.name, address=reached, ref=party.bom_ref)
    parts = (address.streetAddress, text_in(bytes(address.postalCode)), address.locality, address.region, reached)
    return PartyMention(
        role, party.name, address.country, ", ".join(part for part in parts if part), ref=party.bom_ref
    )
