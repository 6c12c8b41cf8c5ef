"""Registries joined to the parties of a dossier: facts about control, with the chain of holders.

Rule: a party is found by its identifiers, or by its full name and country, never by a likeness and never by a private
id alone; what joined is shown, and what is in no registry is said. What a registry leaves open, or could not be read,
stays open, with the holdings that would settle it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pratique.dossier.case import Cases
from pratique.dossier.holders_above import held_from_nowhere_known
from pratique.dossier.joined import ON_A_LIST, Ownership
from pratique.dossier.linked_person import PERSON
from pratique.dossier.stated_parties import wanted_of
from pratique.facts.proof import WITHDRAWN, Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.law.registered import holder_test
from pratique.logic.nodes import ChoiceFact, SetFact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Choice, Members, Value
from pratique.parties.control import POWER_TO_DECIDE, ControlTest
from pratique.parties.join import FoundParty
from pratique.parties.nexus import PartyFacts, doubted, facts_of, linked_seeds, step_text
from pratique.parties.party import Countries, Party
from pratique.parties.picture import draw
from pratique.parties.registries import Registries
from pratique.parties.seats import ultimate_parent
from pratique.parties.snapshot import Snapshot, take_snapshot


def enriching(
    registries: Sequence[str | Path],
    lists: Sequence[str | Path],
    on: date | None,
    construe: Mapping[str, str] | None = None,
) -> Callable[[Cases], None] | None:
    """What adds the evidence of registries and lists to cases; None where there are none.

    `construe` says from which share on a minority may be dominant, where that was chosen.
    """
    if not registries and not lists:
        return None

    def enrich(cases: Cases) -> None:
        above: dict[str, tuple[Snapshot, str]] = {}
        if registries:
            test = control_test((construe or {}).get(holder_test().construed.name))
            above = _join_registries(cases, registries, on, test)
        if lists:
            from pratique.dossier.screened import join_lists

            join_lists(cases, lists, on, above)

    return enrich


def turning_days(cases: Cases, paths: Sequence[str | Path], start: date, end: date) -> Iterator[date]:
    """The days after `start` up to `end` from which registries say another thing of a party than the day before.

    What they say turns only where a holding begins or ends, or where a statement was made.
    """
    opened = Registries(paths)
    joined = (opened.find(wanted_of(cases, key)).party for key in cases.party_keys)
    parties = [party for party in joined if party is not None]
    registry = opened.above(parties)
    provenances = (claim.provenance for claim in registry.claims)
    days = {
        day
        for each in provenances
        for day in (each.start, each.end, each.asserted_on, each.start_by, each.end_by)
        if day is not None
    }

    def said(day: date) -> list[tuple[tuple[str, Value], ...]]:
        snapshot = take_snapshot(registry, day, cases.evidence.known_on)
        return [tuple(_values(facts_of(snapshot, party, holder_test().seats, person=PERSON))) for party in parties]

    before = said(start) if parties else []
    for day in sorted(day for day in days if start < day <= end) if parties else ():
        now = said(day)
        if now != before:
            yield day
        before = now


def _join_registries(
    cases: Cases, paths: Sequence[str | Path], on: date | None, test: ControlTest
) -> dict[str, tuple[Snapshot, str]]:
    """Join what registries say; for each party found the graph and its id there."""
    opened = Registries(paths)
    for finding in opened.findings:
        # What could not be read of a registry leaves owners unknown; the rest of it still counts.
        severity = "warning" if finding.severity == "error" else finding.severity
        cases.dossier.findings.add(finding.code, finding.message, finding.place, finding.next_step, severity)
    found = {key: opened.find(wanted_of(cases, key)) for key in cases.party_keys}
    _say_joined(cases, found)
    parties = {key: joined.party for key, joined in found.items() if joined.party is not None}
    alike = {key: joined.alike for key, joined in found.items() if joined.party is None and joined.alike}
    registry = opened.above([*parties.values(), *(each for its in alike.values() for each in its)])
    snapshot = take_snapshot(registry, on or cases.evidence.known_on, cases.evidence.known_on)
    for key, near in alike.items():
        for party in near:
            _doubt(cases, key, party, snapshot, opened.sources, test)
    placed = {}
    for key, party in parties.items():
        if snapshot.canonical.get(party, party) in snapshot.parties:
            _join(cases, key, party, found[key], snapshot, opened.sources, test)
            said_of = {snapshot.canonical.get(each, each): own for own, each in parties.items()}
            held_from_nowhere_known(cases, key, party, snapshot, said_of, test)
            _say_listed(cases, key, snapshot.parties[snapshot.canonical.get(party, party)], opened.sources)
            placed[key] = (snapshot, party)
    return placed


def _say_joined(cases: Cases, found: dict[str, FoundParty]) -> None:
    """Say what speaks against a joining, and who is in no registry."""
    dossier = cases.dossier
    for key, joined in found.items():
        for text in joined.against:
            message = f"{cases.labels.get(key, key)}: {text}."
            step = "Give an identifier that both state, such as an LEI, or correct the name."
            dossier.findings.add("registry.contradiction", message, dossier.place("parties"), step, "warning")
    missing = [f"{cases.labels.get(key, key)} ({joined.by})" for key, joined in found.items() if joined.party is None]
    if missing:
        message = f"In no registry that was given: {'; '.join(missing)}."
        step = "What owns or controls them is not known from there."
        dossier.findings.add("registry.unknown", message, dossier.place("parties"), step, "warning")


def _say_listed(cases: Cases, key: str, record: Party, sources: Sequence[str]) -> None:
    """What a registry itself says of a party: that it is sanctioned, debarred or under export control."""
    if not record.marked:
        return
    source = f"{', '.join(sources)}: {cases.labels.get(key, key)} is {', '.join(record.marked)}"
    for act in (each.key for each in cases.dossier.acts):
        proof = Proof(source, Basis.REGISTRY, asserted_on=cases.evidence.known_on)
        cases.evidence.add(act, definition_of(ON_A_LIST).fact, TRUE, proof)


def _doubt(cases: Cases, key: str, party: str, snapshot: Snapshot, sources: Sequence[str], test: ControlTest) -> None:
    """What a registry says of a party of nearly that name stands against what was denied of it, no more."""
    if snapshot.canonical.get(party, party) not in snapshot.parties:
        return
    found = facts_of(snapshot, party, holder_test().seats, test, PERSON)
    for name, value in _values(found):
        given = cases.evidence.given.get((key, name), [])
        if value is TRUE and any(one.value is FALSE and one.proof.reason != WITHDRAWN for one in given):
            source = f"{', '.join(sources)}, where {found.name} may be the same"
            cases.evidence.add(
                key, definition_of(name).fact, value, Proof(source, Basis.REGISTRY, asserted_on=snapshot.known_on)
            )


def _join(
    cases: Cases,
    key: str,
    party: str,
    joined: FoundParty,
    snapshot: Snapshot,
    sources: Sequence[str],
    test: ControlTest,
) -> None:
    found = doubted(facts_of(snapshot, party, holder_test().seats, test, PERSON), joined.against)
    chain = tuple(step_text(snapshot, step) for step in found.chain)
    source = ", ".join(sources)
    said = [*_values(found), *_parent(snapshot, party)]
    if joined.against:
        # It may not be the one meant: what is said of it stands against what is stated, and settles nothing.
        given = cases.evidence.given
        said = [(name, value) for name, value in said if value is TRUE or given.get((key, name))]
    for name, value in said:
        computed = name in ("party.controlled_from_prc_or_russia", "party.ultimate_parent_headquarters")
        basis = Basis.COMPUTED if computed else Basis.REGISTRY
        proof = Proof(source, basis, asserted_on=snapshot.known_on, chain=chain if computed else ())
        cases.evidence.add(key, definition_of(name).fact, value, proof)
    linked = linked_seeds(snapshot, snapshot.upstream(party), holder_test().seats, PERSON).certain
    cases.ownership.append(
        Ownership(
            party=key,
            name=found.name,
            controlled=_words(found.controlled_by_linked),
            chain=chain,
            open_holdings=(*(each.question for each in found.open_holdings), *_construction(snapshot, found, test)),
            flips=tuple(each.flips for each in found.open_holdings),
            joined_by=joined.by,
            left_out=found.holes,
            svg=draw(snapshot, found, test, linked),
        )
    )


def control_test(construed: str | None = None) -> ControlTest:
    """The test of the fourth limb of 15 CFR 791.301, under a construction of its dominant minority."""
    return replace(POWER_TO_DECIDE, suspicion=holder_test().share(construed))


def _construction(snapshot: Snapshot, found: PartyFacts, test: ControlTest) -> Iterator[str]:
    """What another construction of the dominant minority would settle, where something is open under this one."""
    for name, share in holder_test().shares.items() if found.controlled_by_linked is UNKNOWN else ():
        other = replace(test, suspicion=share)
        if (
            share > test.suspicion
            and facts_of(snapshot, found.party, holder_test().seats, other, PERSON).controlled_by_linked is FALSE
        ):
            yield (
                f"From which share on a minority may be dominant ({holder_test().construed.name}): construed as "
                f"{name}, {found.name} is not controlled from there."
            )


def _parent(snapshot: Snapshot, party: str) -> Iterator[tuple[str, Value]]:
    """Where the ultimate parent has its headquarters, if one is known for certain."""
    top = ultimate_parent(snapshot, party).party
    if top is not None:
        name = "party.ultimate_parent_headquarters"
        for value in _countries(name, snapshot.parties[top].headquarters):
            yield name, value


def _values(found: PartyFacts) -> Iterator[tuple[str, Value]]:
    for name, known in (
        ("party.natural_person", found.natural_person),
        ("party.acts_for_prc_or_russia", found.acts_for_adversary),
        ("party.controlled_from_prc_or_russia", found.controlled_by_linked),
        ("party.us_citizen_or_permanent_resident", found.us_citizen_or_permanent_resident),
        ("party.foreign_to_us", _foreign(found)),
    ):
        if known is not UNKNOWN:
            yield name, known
    for name, where in (
        ("party.organised_in", found.organised),
        ("party.headquartered_in", found.headquarters),
        ("party.principal_place_of_business", found.principal_place),
        ("party.citizen_of", found.citizenship),
        ("party.resident_in", found.residence),
    ):
        for value in _countries(name, where):
            yield name, value


def _foreign(found: PartyFacts) -> Truth:
    """Whether an organisation is organised outside the United States."""
    return ~found.organised.inside({"US"}) if found.natural_person is FALSE else UNKNOWN


def _countries(name: str, where: Countries) -> Iterator[Value]:
    """What countries come to as the value of a fact; of a choice each seat that is certain, which may be at odds."""
    fact = definition_of(name).fact
    if isinstance(fact, SetFact):
        may = fact.values if where.may is None else where.may & fact.values
        if not where.is_unknown:
            yield Members(where.must & fact.values, may | where.must)
        return
    assert isinstance(fact, ChoiceFact)
    certain = sorted(where.must & fact.values)
    if len(certain) > 1 or where.may is None:
        # Two seats at once are more than a choice can say: whoever names one of them alone is at odds with the other.
        yield from (Choice(frozenset({each})) for each in certain)
    elif where.may & fact.values:
        yield Choice(where.may & fact.values)


def _words(value: Truth) -> str:
    return {TRUE: "yes", UNKNOWN: "unknown", FALSE: "no"}[value]
