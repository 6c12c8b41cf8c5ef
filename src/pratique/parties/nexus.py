"""What ties a party to a country: four prongs, each yes, no or unknown, with the chain that shows it.

Rule: the prongs are: agent or directed; citizen or resident; organised, seated or headquartered; owned or controlled
by any of these. The countries, the test of control and which ties count are the caller's, since a law says what
belongs to a country. Being an agent is unknown unless a source states it; of holders further up only a stated agency
counts, else every question would be open for ever.
Invariant: a prong is FALSE only if no unknown place, share, power or owner could make it True.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from pratique.errors import UsageError
from pratique.facts.proof import Basis
from pratique.ids import country_name
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, any_true
from pratique.parties.assumptions import assumptions
from pratique.parties.control import (
    POWER_TO_DECIDE,
    Closure,
    ControlTest,
    Electorate,
    compile_electorate,
    control,
    membership,
)
from pratique.parties.definitions import ANY_TIE, PersonTest
from pratique.parties.known_closures import KnownClosures, common
from pratique.parties.open_holdings import OpenHolding, Seeds, open_holdings
from pratique.parties.party import Countries, Party
from pratique.parties.proof import Step, chain, voters_of, weakest_basis
from pratique.parties.registry import Registry
from pratique.parties.rings import ring_texts
from pratique.parties.snapshot import Snapshot, take_snapshot
from pratique.parties.ties import US, belongs_to, is_natural, not_over_a_hole, only_citizen, own_ties
from pratique.value_class import dataclass

PRONGS = ("agent_or_directed", "citizen_or_resident", "organised_or_seated", "controlled")


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """The facts about one party that a law may ask for.

    `acts_for_adversary` to `controlled_by_linked` are the prongs in order; `chain` shows prong 4 if it is TRUE, or
    how it may be if it is open. `holes` are what could not be read, or contradicts itself, of the party and those
    above it; no prong is FALSE over one.
    """

    party: str
    name: str
    on: date
    known_on: date
    countries: frozenset[str]
    natural_person: Truth
    organised: Countries
    headquarters: Countries
    principal_place: Countries
    citizenship: Countries
    residence: Countries
    us_citizen_or_permanent_resident: Truth
    acts_for_adversary: Truth
    citizen_or_resident: Truth
    organised_or_seated: Truth
    controlled_by_linked: Truth
    only_citizen: Truth
    reasons: Mapping[str, tuple[str, ...]]
    chain: tuple[Step, ...]
    open_holdings: tuple[OpenHolding, ...]
    assumptions: tuple[str, ...]
    conflicts: tuple[str, ...]
    basis: Basis | None
    holes: tuple[str, ...] = ()

    @property
    def seat_countries(self) -> Countries:
        """Where it is organised, headquartered or has its principal place of business, together."""
        seats = (self.organised, self.headquarters, self.principal_place)
        bounded = [seat.may for seat in seats if seat.may is not None]
        may = frozenset().union(*bounded) if len(bounded) == len(seats) else None
        return Countries(frozenset().union(*(seat.must for seat in seats)), may)

    @property
    def prongs(self) -> dict[str, Truth]:
        """The four outcomes by name."""
        found = (
            self.acts_for_adversary,
            self.citizen_or_resident,
            self.organised_or_seated,
            self.controlled_by_linked,
        )
        return dict(zip(PRONGS, found, strict=True))

    @property
    def linked(self) -> Truth:
        """Whether any prong holds."""
        return any_true(self.prongs.values())


@dataclass(frozen=True)
class Controller:
    """Whether one party controls the subject, and the least and most of its votes that the party commands.

    `shares` are the least and the most of each measure that is stated, capital beside votes; `certain` is all that it
    certainly controls among those above the subject.
    """

    party: str
    name: str
    outcome: Truth
    low: Fraction
    high: Fraction
    shares: tuple[tuple[str, Fraction, Fraction], ...]
    certain: Closure = field(repr=False, compare=False)
    steps: Callable[[], tuple[Step, ...]] = field(repr=False, compare=False)

    @cached_property
    def chain(self) -> tuple[Step, ...]:
        """Why it may control the subject, step by step: worked out when somebody asks, since of all it is long."""
        return self.steps()


def party_facts(
    registry: Registry,
    party_id: str,
    on: date,
    known_on: date | None,
    countries: Iterable[str],
    test: ControlTest = POWER_TO_DECIDE,
    person: PersonTest = ANY_TIE,
) -> PartyFacts:
    """The facts of a party on a day, as known on a day (None: all that was read), for a set of country codes.

    Raises `UsageError` if the registry knows no such party.
    """
    return facts_of(take_snapshot(registry, on, known_on), party_id, countries, test, person)


def facts_of(
    snapshot: Snapshot,
    party_id: str,
    countries: Iterable[str],
    test: ControlTest = POWER_TO_DECIDE,
    person: PersonTest = ANY_TIE,
    electorate: Electorate | None = None,
) -> PartyFacts:
    """The same on a graph that is at hand; `electorate` is `electorate_above` the party, if it is too."""
    party = known_party(snapshot, party_id)
    wanted = frozenset(countries)
    electorate = electorate or electorate_above(snapshot, party_id, test)
    upstream = snapshot.upstream(party.id)
    seeds = linked_seeds(snapshot, upstream - {party.id}, wanted, person)
    upper = control(electorate, seeds.possible - {party.id}, possible=True)
    lower = control(electorate, seeds.certain - {party.id})
    controlled = membership(party.id, lower, upper)
    steps = chain(snapshot, electorate, lower if controlled is TRUE else upper, party.id, seeds.certain)
    agent, citizen, seated = (
        not_over_a_hole(snapshot, party, found) for found in own_ties(snapshot, party, wanted, person)
    )
    return PartyFacts(
        party=party.id,
        name=party.name,
        on=snapshot.on,
        known_on=snapshot.known_on,
        countries=wanted,
        natural_person=is_natural(party),
        organised=party.organised,
        headquarters=party.headquarters,
        principal_place=party.principal_place,
        citizenship=party.citizenship,
        residence=party.residence,
        us_citizen_or_permanent_resident=belongs_to(party, US),
        acts_for_adversary=agent,
        citizen_or_resident=citizen,
        organised_or_seated=seated,
        controlled_by_linked=controlled,
        only_citizen=only_citizen(party, wanted, (agent, seated, controlled)),
        reasons=_reasons(snapshot, party, wanted, (agent, citizen, seated, controlled), steps),
        chain=steps,
        open_holdings=open_holdings(snapshot, electorate, seeds, party.id) if controlled is UNKNOWN else (),
        assumptions=assumptions(snapshot, electorate),
        conflicts=(
            *(each.message for name in sorted(upstream) for each in snapshot.conflicts_by_party.get(name, ())),
            *ring_texts(snapshot, upstream),
        ),
        holes=tuple(
            hole
            for name in sorted(upstream | {""})
            for holes in (snapshot.disputes, snapshot.holes)
            for hole in holes.get(name, ())
        ),
        basis=weakest_basis(steps),
    )


def doubted(facts: PartyFacts, why: Sequence[str]) -> PartyFacts:
    """The facts of a party that may not be the one meant, for these reasons: nothing is ruled out."""
    if not why:
        return facts

    def open_to(outcome: Truth) -> Truth:
        return TRUE if outcome is TRUE else UNKNOWN

    return replace(
        facts,
        acts_for_adversary=open_to(facts.acts_for_adversary),
        citizen_or_resident=open_to(facts.citizen_or_resident),
        organised_or_seated=open_to(facts.organised_or_seated),
        controlled_by_linked=open_to(facts.controlled_by_linked),
        only_citizen=UNKNOWN,
        holes=(*facts.holes, *why),
    )


def known_party(snapshot: Snapshot, party_id: str) -> Party:
    """The party with this id; raises `UsageError` if the graph of that day has none."""
    name = snapshot.canonical.get(party_id, party_id)
    if name not in snapshot.parties:
        raise UsageError(
            f"Nothing is known of {party_id!r} on {snapshot.on.isoformat()}. "
            "Check the id and the dates of the registry."
        )
    return snapshot.parties[name]


def linked_seeds(
    snapshot: Snapshot, names: Iterable[str], countries: frozenset[str], person: PersonTest = ANY_TIE
) -> Seeds:
    """The parties that certainly and possibly belong to the countries by prongs 1 to 3."""
    certain, possible, why = set(), set(), {}
    for name in names:
        party = snapshot.parties[name]
        agent, citizen, seated = own_ties(snapshot, party, countries, person)
        stated = agent if name in snapshot.directions else FALSE
        found = not_over_a_hole(snapshot, party, any_true((stated, citizen, seated)))
        if found.is_possible:
            possible.add(name)
        if found.is_certain:
            certain.add(name)
        elif found is UNKNOWN:
            why[name] = _open_place(party)
    return Seeds(frozenset(certain), frozenset(possible), why)


def electorate_above(snapshot: Snapshot, subject: str, test: ControlTest) -> Electorate:
    """A party and everybody above it, compiled for one test: what several questions of it have in common."""
    return compile_electorate(snapshot, test, snapshot.upstream(known_party(snapshot, subject).id))


def controllers(
    snapshot: Snapshot, subject: str, test: ControlTest = POWER_TO_DECIDE, electorate: Electorate | None = None
) -> tuple[Controller, ...]:
    """For every party above the subject whether it controls it, alone with all that it controls."""
    party = known_party(snapshot, subject)
    electorate = electorate or electorate_above(snapshot, subject, test)
    unnamed = {name for name in snapshot.upstream(party.id) if snapshot.parties[name].is_unnamed}
    anyone = control(electorate, unnamed, possible=True)
    shared = KnownClosures(anyone)
    found = [
        _controller(snapshot, electorate, name, party.id, shared)
        for name in _nearest_first(snapshot, party.id)
        if name not in unnamed
    ]
    rank = {TRUE: 0, UNKNOWN: 1, FALSE: 2}
    return tuple(sorted(found, key=lambda row: (rank[row.outcome], -row.low, -row.high, row.party)))


def _nearest_first(snapshot: Snapshot, subject: str) -> list[str]:
    """Everybody above the subject, its own holders first."""
    found, fresh = {subject: None}, [subject]
    while fresh:
        fresh = sorted({holder for name in fresh for holder in snapshot.holders(name)} - found.keys())
        found.update(dict.fromkeys(fresh))
    return list(found)[1:]


def _controller(
    snapshot: Snapshot, electorate: Electorate, holder: str, subject: str, shared: KnownClosures
) -> Controller:
    """What one holder has."""
    lower = shared.lower[holder] = control(electorate, {holder}, known=shared.lower)
    among = holder in shared.anyone  # then it may control what anybody may, and nothing more

    def reaching() -> Closure:
        return control(electorate, {holder}, possible=True, after=shared.anyone, known=shared.upper)

    upper = shared.anyone if among else shared.upper.setdefault(holder, reaching())
    outcome = membership(subject, lower, upper)
    compiled = electorate.subjects.get(subject)
    low, high = Fraction(0), Fraction(1)
    shares: tuple[tuple[str, Fraction, Fraction], ...] = ()
    if compiled and compiled.ballots:
        # Only those with a say matter: to copy all of each holder's set would cost the square of their number.
        heard = shared.concerned_in(compiled)
        sure = voters_of(compiled, common(lower.members, heard), possible=False)
        able = None if among else voters_of(compiled, common(upper.members, heard), possible=True)
        shares = tuple(
            (
                ballot.measure,
                *_bounds(
                    ballot.share(ballot.certain(sure)),
                    shared.most_of_anyone(compiled, ballot) if able is None else ballot.share(ballot.possible(able)),
                ),
            )
            for ballot in compiled.ballots
        )
        low, high = shares[0][1:]
    elif compiled:
        low, high = Fraction(0), Fraction(0)

    def steps() -> tuple[Step, ...]:
        if not outcome.is_possible:
            return ()
        reached = lower if outcome.is_certain else reaching() if among else upper
        return chain(snapshot, electorate, reached, subject, kept=shared.kept)

    name = snapshot.parties[holder].name
    return Controller(holder, name, outcome, low, high, shares, certain=lower, steps=steps)


def _bounds(least: Fraction, most: Fraction) -> tuple[Fraction, Fraction]:
    """The least and the most that two sets of voters have; the least is never above the most."""
    low = min(max(least, Fraction(0)), Fraction(1))
    return low, max(low, min(most, Fraction(1)))


# In words ---------------------------------------------------------------------------------------


def _open_place(party: Party) -> str:
    if party.is_unnamed:
        return f"Who {party.name} is: a name, citizenship and residence, or seats."
    asked = (
        {"citizenship": party.citizenship, "residence": party.residence}
        if party.kind == "person"
        else {
            "place of organisation": party.organised,
            "headquarters": party.headquarters,
            "principal place of business": party.principal_place,
        }
    )
    missing = [word for word, places in asked.items() if places.may is None or places.may != places.must]
    return f"The {' and '.join(missing) or 'links'} of {party.name.removesuffix('.')}."


def _reasons(
    snapshot: Snapshot,
    party: Party,
    countries: frozenset[str],
    outcomes: tuple[Truth, ...],
    steps: tuple[Step, ...],
) -> dict[str, tuple[str, ...]]:
    named = ", ".join(country_name(code) for code in sorted(countries))
    agency = tuple(
        f"{row.provenance}: {'acts' if row.holds else 'does not act' if row.holds is False else 'may act'}"
        f" for {row.principal}{': ' + row.details if row.details else ''}."
        for row in snapshot.directions.get(party.id, ())
    )
    places = (f"Citizenship: {party.citizenship}.", f"Residence: {party.residence}.")
    seats = (
        f"Organised in: {party.organised}.",
        f"Headquarters: {party.headquarters}.",
        f"Principal place of business: {party.principal_place}.",
    )
    found = (
        agency or ((f"{party.name} is a state body.",) if party.is_state else ("No source says whom it acts for.",)),
        places if is_natural(party).is_possible else ("Not a natural person.",),
        seats if not is_natural(party).is_certain else ("A natural person.",),
        tuple(step_text(snapshot, step) for step in steps) or _no_chain(outcomes[3], named),
    )
    return dict(zip(PRONGS, found, strict=True))


def _no_chain(outcome: Truth, named: str) -> tuple[str, ...]:
    return (f"No stated or possible holding leads to {named}.",) if outcome is FALSE else ()


def step_text(snapshot: Snapshot, step: Step) -> str:
    """A step as a sentence."""

    def name(party: str) -> str:
        return snapshot.parties[party].name if party in snapshot.parties else party

    links = "; ".join(f"{name(link.holder)}: {link.text}" for link in step.links)
    verb = "is controlled" if step.certain else "may be controlled"
    how = f"{step.why}: {links}" if links else step.why.rstrip(".")
    return f"{name(step.subject)} {verb} {how}."
