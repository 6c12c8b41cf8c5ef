"""The statements of a line as native parties and `pratique:*` properties: what every target is given.

Rule: reading these properties again gives the values and sources that the line has. Two statements in conflict
were unknown and stay unstated.
"""

from __future__ import annotations

from dataclasses import field

from pratique.facts import party as party_facts
from pratique.facts import source as source_facts
from pratique.facts.vocabulary import definition_of
from pratique.facts.written import write_text
from pratique.items.bill import Bill
from pratique.items.interpret.record import VALUES_OF_TYPE
from pratique.items.interpret.vocabulary import PREFIX, ROLE_WORDS
from pratique.items.lines import Line, PartyRecord, Source
from pratique.logic.values import Members, Value
from pratique.value_class import dataclass

ROLE_OF = {member: word for word, member in reversed(ROLE_WORDS.items())}
"""The word for a role by the member of `source.roles`."""


@dataclass(slots=True)
class WrittenStatements:
    """Native parties by role, and everything else as properties in order."""

    native: dict[str, PartyRecord] = field(default_factory=dict)
    properties: list[tuple[str, str]] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)


def statements_of(bill: Bill, line: Line, native_roles: tuple[str, ...], type_written: str) -> WrittenStatements:
    """What a line states; a party in one of `native_roles` goes to the target's own field, one for each role."""
    said = WrittenStatements()
    implied = VALUES_OF_TYPE.get(type_written, {})
    for name, value in line.shape.values.items():
        if implied.get(name) != value:
            _add(said, f"fact:{name}", name, value)
    counts: dict[str, int] = {}
    for source in line.shape.sources:
        _source(source, native_roles, said, counts)
    if line.shape.sources_closed:
        said.properties.append((f"{PREFIX}sources", "complete"))
    for claim in line.shape.claims:
        said.properties.append((f"{PREFIX}claim:{claim.name}", claim.value))
    for name, text in line.shape.notes:
        if name.startswith(PREFIX):
            said.properties.append((name, text))
        elif name.startswith("conflict:"):
            said.unsaid.append(name.removeprefix("conflict:"))
    return said


def case_statements(bill: Bill) -> list[tuple[str, str]]:
    """What the bill says of the case, as properties of its subject."""
    said = WrittenStatements()
    for name, value in bill.values.items():
        _add(said, f"fact:{name}", name, value)
    return said.properties


def _add(said: WrittenStatements, written: str, name: str, value: Value) -> None:
    text = write_text(value, definition_of(name).fact)
    if text == "?":
        said.unsaid.append(name)
    else:
        said.properties.append((PREFIX + written, text))


def _source(source: Source, native_roles: tuple[str, ...], said: WrittenStatements, counts: dict[str, int]) -> None:
    """One source under each of its roles; every role but a native one is numbered, so that details stay together."""
    roles = source.values.get(source_facts.roles.name)
    record = source.party
    for member in sorted(roles.must) if isinstance(roles, Members) else []:
        word = ROLE_OF[member]
        if record and record.name and word in native_roles and word not in said.native:
            said.native[word] = record
            _details(said, f"party:{word}", source, record, named=True)
            continue
        number = counts[word] = counts.get(word, -1) + 1
        _details(said, f"party:{word}:{number}", source, record, named=False)


def _details(said: WrittenStatements, head: str, source: Source, record: PartyRecord | None, named: bool) -> None:
    properties: list[tuple[str, str]] = []
    if not named:
        properties.append((f"{PREFIX}{head}:name", record.name if record and record.name else "?"))
    values = record.values if record else source.party_values
    short = {party_facts.organised_in.name: "country", party_facts.headquarters.name: "hq-country"}
    for name, value in sorted(values.items()):
        text = write_text(value, definition_of(name).fact)
        properties.append((f"{PREFIX}{head}:{short.get(name, name)}", text))
    for name, value in sorted(source.values.items()):
        if name != source_facts.roles.name or (isinstance(value, Members) and value.is_known):
            properties.append((f"{PREFIX}{head}:{name}", write_text(value, definition_of(name).fact)))
    if record is not None:
        properties += [(f"{PREFIX}{head}:lei", record.lei)] if record.lei else []
        properties += [(f"{PREFIX}{head}:owner-share:{country}", share) for country, share in record.owner_shares]
        if not named and record.addresses and record.addresses[0].country:
            properties.append((f"{PREFIX}{head}:address-country", record.addresses[0].country))
    said.properties += properties
