"""Screening lists joined to the parties of a dossier, and to the owners above them.

Rule: who is judged the same as an entry, or shares its number, is listed, whatever else was asserted; a candidate
that nobody has judged is a doubt, and contradicts an asserted "not listed". Owners are screened as far as registries
know them, and what listed parties hold together is counted. What the lists come to reaches the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pratique.dossier.case import Cases
from pratique.dossier.joined import ON_A_LIST, Screened, ToJudge
from pratique.dossier.list_packs import lists_of
from pratique.dossier.stated_parties import known_countries, records_of
from pratique.facts.proof import WITHDRAWN, Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.files import is_called
from pratique.ids import country_name
from pratique.logic.intervals import Interval
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, any_true
from pratique.logic.values import Span
from pratique.parties.decisions import Decisions, read_decisions
from pratique.parties.listed_owners import listed_share
from pratique.parties.lists import Identifier, ScreeningList
from pratique.parties.party import Party
from pratique.parties.screening import Candidate, ListOutcome, Query, Screener, screener_for
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

ENTITY_LISTS = ("EL", "MEU")
"""The lists that `party.on_entity_list` is about."""
AFFILIATES_OF = (*ENTITY_LISTS, "SDN")
"""The lists whose parties count in `party.listed_ownership_percent` (90 FR 47201)."""
NAMELESS = "no registry says what it is called"
"""What leaves an owner open of whom only an id is known."""
MOST_TO_JUDGE = 20
"""Entries told of one list, strongest first."""


@dataclass(frozen=True)
class _Run:
    """The lists of a question, ready."""

    cases: Cases
    lists: Sequence[ScreeningList]
    screener: Screener
    decisions: Decisions
    on: date | None


def join_lists(
    cases: Cases, paths: Sequence[str | Path], on: date | None, above: Mapping[str, tuple[Snapshot, str]]
) -> None:
    """Screen every party of the cases, and everybody above it in `above`, and add what that comes to."""
    lists = lists_of(paths)
    beside = cases.dossier.folder / "screening-decisions.toml"
    decisions = read_decisions(beside) if is_called(beside) else Decisions()
    for finding in dict.fromkeys(finding for one in lists for finding in one.findings):
        cases.dossier.findings.add(finding.code, finding.message, finding.place, finding.next_step, "warning")
    run = _Run(cases, lists, screener_for(lists), decisions, on)
    stand = [_party(run, key, above.get(key)) for key in cases.party_keys]
    # One listed party is enough; one that is open leaves the act open.
    whole = any_true(stand)
    if whole is not UNKNOWN:
        proof = Proof(
            ", ".join(dict.fromkeys(one.source for one in lists)), Basis.REGISTRY, asserted_on=_as_of(lists)
        )
        for key in (each.key for each in cases.dossier.acts):
            cases.evidence.add(key, definition_of(ON_A_LIST).fact, whole, proof)


def _as_of(lists: Iterable[ScreeningList]) -> date | None:
    return min((one.as_of for one in lists if one.as_of), default=None)


def _party(run: _Run, key: str, above: tuple[Snapshot, str] | None) -> Truth:
    """Whether a party, or who owns half of it, is listed."""
    name = run.cases.labels.get(key, key)
    countries = known_countries(run.cases, key)
    numbers = list(_identifiers(run.cases, key))
    others: list[str] = []
    if above is not None:
        # A registry may know it under other names and numbers.
        snapshot, found = above
        record = snapshot.parties[snapshot.canonical.get(found, found)]
        others += [text for text in record.names if text != name]
        numbers += [Identifier(scheme, number, None) for scheme, number in record.identifiers]
    query = Query(name, tuple(others), countries, tuple(dict.fromkeys(numbers)))
    outcomes = run.screener.screen(query, run.decisions, run.on).outcomes
    for outcome in outcomes:
        run.cases.screened.append(_screened(key, name, outcome, query))
    _entity_list(run, key, name, outcomes)
    own = _any(outcome.status for outcome in outcomes)
    if above is None or own is TRUE:
        return own
    return own | _owners(run, key, name, *above)


def _any(statuses: Iterable[str]) -> Truth:
    return any_true({"listed": TRUE, "unknown": UNKNOWN}.get(each, FALSE) for each in statuses)


def _screened(key: str, name: str, outcome: ListOutcome, query: Query) -> Screened:
    return Screened(
        party=key,
        name=name,
        list=outcome.list,
        status=outcome.status,
        reasons=outcome.reasons,
        as_of=outcome.as_of.isoformat() if outcome.as_of else None,
        countries=tuple(country_name(code) for code in sorted(query.countries)),
        to_judge=tuple(_to_judge(each, query) for each in outcome.to_judge[:MOST_TO_JUDGE]),
    )


def _to_judge(each: Candidate, query: Query) -> ToJudge:
    return ToJudge(
        entry=f"{each.list}:{each.id}",
        name=each.name,
        party=query.name,
        countries=tuple(sorted(query.countries)),
        score=round(each.score, 4),
        agrees=each.agrees,
        differs=each.differs,
        seen=each.listing.fingerprint,
    )


def _entity_list(run: _Run, key: str, name: str, outcomes: Sequence[ListOutcome]) -> None:
    """What the lists say of `party.on_entity_list`."""
    mine = [outcome for outcome in outcomes if outcome.list in ENTITY_LISTS]
    fact = definition_of("party.on_entity_list").fact
    listed = [outcome for outcome in mine if outcome.status == "listed"]
    doubted = [outcome for outcome in mine if outcome.candidates and outcome.status == "unknown"]
    given = run.cases.evidence.given.get((key, fact.name), [])
    denied = [one for one in given if one.value is FALSE and one.proof.reason != WITHDRAWN]
    for outcome in listed or (doubted if denied else []):
        proof = Proof(f"list {outcome.list}: {outcome.reasons[0]}", Basis.REGISTRY, asserted_on=outcome.as_of)
        run.cases.evidence.add(key, fact, TRUE, proof)
    if listed and denied:
        _overrule(run, key, name, fact.name, listed[0])
    if {outcome.list for outcome in mine} == set(ENTITY_LISTS) and _any(each.status for each in mine) is FALSE:
        proof = Proof("lists EL and MEU", Basis.REGISTRY, asserted_on=_as_of(run.lists))
        run.cases.evidence.add(key, fact, FALSE, proof)


def _overrule(run: _Run, key: str, name: str, fact: str, outcome: ListOutcome) -> None:
    """A list that names the party outdoes who says that it does not; both are kept."""
    run.cases.evidence.withdraw(key, fact, FALSE)
    message = f"{name} is said not to be listed, but stands on list {outcome.list}: {outcome.reasons[0]}."
    dossier = run.cases.dossier
    step = "The list counts. Correct the dossier, or the decision that they are the same."
    dossier.findings.add("screening.contradiction", message, dossier.place("parties"), step, "warning")


def _owners(run: _Run, key: str, name: str, snapshot: Snapshot, party: str) -> Truth:
    """Whether listed owners have half of a party or more, together; what they have becomes a fact."""
    subject = snapshot.canonical.get(party, party)
    certain, possible, affiliates = set(), set(), (set[str](), set[str]())
    for owner in sorted(snapshot.upstream(subject) - {subject}):
        record = snapshot.parties[owner]
        if record.is_unnamed:
            continue
        query = query_of(record)
        outcomes = run.screener.screen(query, run.decisions, run.on).outcomes
        found = [each for each in outcomes if each.status == "listed" or each.candidates or each.close]
        if record.is_nameless and not found:
            found = [replace(each, status="unknown", reasons=(NAMELESS,)) for each in outcomes]
        for outcome in found:
            label = f"{record.name}, above {name}"
            run.cases.screened.append(_screened(key, label, outcome, query))
        certain |= {owner} if any(outcome.status == "listed" for outcome in found) else set()
        possible |= {owner} if record.marked or any(outcome.status != "not listed" for outcome in found) else set()
        for place, statuses in enumerate((("listed",), ("listed", "unknown"))):
            if any(each.list in AFFILIATES_OF and each.status in statuses for each in found):
                affiliates[place].add(owner)
    _listed_percent(run, key, snapshot, subject, affiliates)
    held = listed_share(snapshot, subject, frozenset(certain), frozenset(possible | certain))
    return held.half


def _listed_percent(
    run: _Run, key: str, snapshot: Snapshot, subject: str, affiliates: tuple[set[str], set[str]]
) -> None:
    """What listed parties have of a party, as a fact, where the lists that count were given."""
    if not {one.code for one in run.lists} & set(AFFILIATES_OF):
        return
    held = listed_share(snapshot, subject, frozenset(affiliates[0]), frozenset(affiliates[0] | affiliates[1]))
    fact = definition_of("party.listed_ownership_percent").fact
    proof = Proof("registries and lists", Basis.COMPUTED, asserted_on=snapshot.known_on, chain=held.chain)
    run.cases.evidence.add(key, fact, Span(Interval(held.low * 100, held.high * 100)), proof)


def query_of(record: Party) -> Query:
    """The question to screen a party of a registry with."""
    numbers = tuple(Identifier(scheme, number, None) for scheme, number in record.identifiers)
    person = {"person": True, "entity": False, "state": False, "state_body": False}.get(record.kind)
    return Query(record.name, record.names[1:], _seats(record), numbers, person)


def _seats(record: Party) -> frozenset[str]:
    seats = (record.organised, record.headquarters, record.principal_place, record.citizenship)
    return frozenset().union(*(seat.must for seat in seats))


def _identifiers(cases: Cases, key: str) -> Iterator[Identifier]:
    """The identifiers that the dossier or a bill gives for a party."""
    entry = cases.party_entry(key)
    for kind, number in () if entry is None else entry.numbers.items():
        yield Identifier(kind.upper(), number, None)
    for lei in dict.fromkeys(record.lei for record in records_of(cases, key) if record.lei):
        if entry is None or lei != entry.lei:
            yield Identifier("LEI", lei, None)
