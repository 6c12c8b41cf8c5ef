"""Registries and lists joined to the parties of a dossier: facts about control, with the chain of holders.

Rule: a party is found by its LEI, its id or its full name, never by a likeness; what the registry leaves open stays
open, with the holdings that would settle it. A likeness to a listed name is reported, not decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pratique.dossier.case import Cases
from pratique.dossier.joined import Ownership, Screened
from pratique.errors import UsageError
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.logic.nodes import ChoiceFact, SetFact
from pratique.logic.truth import truth
from pratique.logic.values import Choice, Members, Value
from pratique.parties.control import POWER_TO_DECIDE
from pratique.parties.nexus import PartyFacts, facts_of, step_text
from pratique.parties.party import Countries
from pratique.parties.picture import draw
from pratique.parties.registry import Registry, find_party
from pratique.parties.snapshot import Snapshot, take_snapshot

if TYPE_CHECKING:
    from pratique.items.bill import PartyRecord
    from pratique.parties.lists import Identifier

PRC_AND_RUSSIA = frozenset({"CN", "HK", "MO", "RU"})
"""The seats that 15 CFR 791.4 names for subpart D (Macau is disputed there; control is traced for all four)."""


def enriching(
    registries: Sequence[str | Path], lists: Sequence[str | Path], on: date | None
) -> Callable[[Cases], None] | None:
    """What adds the evidence of registries and lists to cases; None where there are none."""
    if not registries and not lists:
        return None

    def enrich(cases: Cases) -> None:
        if registries:
            _join_registries(cases, registries, on)
        if lists:
            _join_lists(cases, lists, on)

    return enrich


def turning_days(cases: Cases, paths: Sequence[str | Path], start: date, end: date) -> Iterator[date]:
    """The days after `start` up to `end` from which registries say another thing of a party than the day before.

    What they say turns only where a holding begins or ends, or where a statement was made.
    """
    from pratique.parties.readers.any import read_registries

    registry = read_registries(paths)
    parties = [found for key in cases.parties if (found := _find(cases, key, registry)) is not None]
    provenances = (claim.provenance for claim in registry.claims)
    days = {day for each in provenances for day in (each.start, each.end, each.asserted_on) if day is not None}

    def said(day: date) -> list[tuple[tuple[str, Value], ...]]:
        snapshot = take_snapshot(registry, day, cases.evidence.known_on)
        return [tuple(_values(facts_of(snapshot, party, PRC_AND_RUSSIA))) for party in parties]

    before = said(start) if parties else []
    for day in sorted(day for day in days if start < day <= end) if parties else ():
        now = said(day)
        if now != before:
            yield day
        before = now


def _join_registries(cases: Cases, paths: Sequence[str | Path], on: date | None) -> None:
    from pratique.parties.readers.any import read_registries

    registry = read_registries(paths)
    cases.dossier.findings.extend(f for f in registry.findings if f.severity != "error")
    for finding in registry.findings:
        if finding.severity == "error":
            # What could not be read of a registry leaves owners unknown; the rest of it still counts.
            cases.dossier.findings.add(finding.code, finding.message, finding.place, finding.next_step, "warning")
    snapshot = take_snapshot(registry, on or cases.evidence.known_on, cases.evidence.known_on)
    for key in list(cases.parties):
        found = _find(cases, key, registry)
        if found is not None:
            _join(cases, key, found, snapshot, registry)


def _find(cases: Cases, key: str, registry: Registry) -> str | None:
    entry = next((each for each in cases.dossier.entries("parties") if each["id"] == key), {})
    leis = (record.lei for record in _records(cases, key))
    for name in (entry.get("lei"), *leis, key, entry.get("name"), cases.labels.get(key)):
        if not name:
            continue
        try:
            return find_party(registry, str(name))
        except UsageError:
            continue
    return None


def _join(cases: Cases, key: str, party: str, snapshot: Snapshot, registry: Registry) -> None:
    found = facts_of(snapshot, party, PRC_AND_RUSSIA)
    chain = tuple(step_text(snapshot, step) for step in found.chain)
    source = ", ".join(registry.sources)
    for name, value in _values(found):
        computed = name == "party.controlled_from_prc_or_russia"
        basis = Basis.COMPUTED if computed else Basis.REGISTRY
        proof = Proof(source, basis, asserted_on=snapshot.known_on, chain=chain if computed else ())
        cases.evidence.add(key, definition_of(name).fact, value, proof)
    cases.ownership.append(
        Ownership(
            party=key,
            name=found.name,
            controlled=_words(found.controlled_by_linked),
            chain=chain,
            open_holdings=tuple(each.question for each in found.open_holdings),
            flips=tuple(each.flips for each in found.open_holdings),
            svg=draw(snapshot, found, POWER_TO_DECIDE) if found.chain or found.open_holdings else "",
        )
    )


def _values(found: PartyFacts) -> Iterator[tuple[str, Value]]:
    for name, known in (
        ("party.natural_person", found.natural_person),
        ("party.acts_for_prc_or_russia", found.acts_for_adversary),
        ("party.controlled_from_prc_or_russia", found.controlled_by_linked),
        ("party.us_citizen_or_permanent_resident", found.us_citizen_or_permanent_resident),
    ):
        if known is not None:
            yield name, truth(known)
    for name, where in (
        ("party.organised_in", found.organised),
        ("party.headquartered_in", found.headquarters),
        ("party.principal_place_of_business", found.principal_place),
        ("party.citizen_of", found.citizenship),
        ("party.resident_in", found.residence),
    ):
        value = _countries(name, where)
        if value is not None:
            yield name, value


def _countries(name: str, where: Countries) -> Value | None:
    fact = definition_of(name).fact
    if isinstance(fact, SetFact):
        may = fact.values if where.may is None else where.may & fact.values
        return None if where.is_unknown else Members(where.must & fact.values, may | where.must)
    assert isinstance(fact, ChoiceFact)
    possible = where.may if where.may is not None else where.must
    # Two seats at once are more than a choice can say: what may be one of them stays among the possible.
    return Choice(possible & fact.values) if possible & fact.values and where.may is not None else None


def _words(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _join_lists(cases: Cases, paths: Sequence[str | Path], on: date | None) -> None:
    from pratique.ids import country_name
    from pratique.parties.decisions import Decisions, read_decisions
    from pratique.parties.lists import read_lists
    from pratique.parties.screening.screen import screen_party

    lists = read_lists([str(path) for path in paths])
    beside = cases.dossier.folder / "screening-decisions.toml"
    decisions = read_decisions(beside) if beside.exists() else Decisions()
    for finding in dict.fromkeys(finding for one in lists for finding in one.findings):
        cases.dossier.findings.add(finding.code, finding.message, finding.place, finding.next_step, "warning")
    for key in cases.parties:
        countries = _known_countries(cases, key)
        ids = tuple(_identifiers(cases, key))
        for outcome in screen_party(cases.labels.get(key, key), countries, ids, lists, decisions, on):
            cases.screened.append(
                Screened(
                    party=key,
                    name=cases.labels.get(key, key),
                    list=outcome.list,
                    status=outcome.status,
                    reasons=outcome.reasons,
                    as_of=outcome.as_of.isoformat() if outcome.as_of else None,
                    countries=tuple(country_name(code) for code in sorted(countries)),
                )
            )


def _identifiers(cases: Cases, key: str) -> Iterator[Identifier]:
    """The identifiers that the dossier or a bill gives for a party."""
    from pratique.parties.lists import Identifier

    entry = next((each for each in cases.dossier.entries("parties") if each["id"] == key), {})
    for kind in ("lei", "registration", "uscc", "duns"):
        if entry.get(kind):
            yield Identifier(kind.upper(), str(entry[kind]), None)
    for lei in dict.fromkeys(record.lei for record in _records(cases, key) if record.lei):
        if lei != entry.get("lei"):
            yield Identifier("LEI", lei, None)


def _records(cases: Cases, key: str) -> Iterator[PartyRecord]:
    """What the bills say of a party."""
    return (record for bill in cases.bills for record in bill.parties.values() if record.entity.key == key)


def _known_countries(cases: Cases, key: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for name in ("party.organised_in", "party.headquartered_in", "party.principal_place_of_business"):
        value = cases.evidence.value(key, name)
        if isinstance(value, Choice) and value.is_known:
            found |= value.possible
    return found
