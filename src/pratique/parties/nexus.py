"""What ties a party to a country: four prongs, each yes, no or unknown, with the chain that shows it.

Rule: the prongs follow the person test of 15 CFR 791.301: agent or directed; citizen or resident; organised, seated
or headquartered; owned or controlled by any of these. The countries are the caller's, since a law says what belongs
to one. Being an agent is unknown unless a source states it; of holders further up only a stated agency counts, else
every question would be open for ever.
Invariant: a prong is False only if no unknown place, share, power or owner could make it True.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pratique.errors import UsageError
from pratique.ids import country_code, country_name
from pratique.parties.ballot import Ballot
from pratique.parties.control import (
    POWER_TO_DECIDE,
    Closure,
    ControlTest,
    Electorate,
    compile_electorate,
    control,
)
from pratique.parties.holdings import Basis
from pratique.parties.open_holdings import OpenHolding, Seeds, open_holdings
from pratique.parties.party import Countries, Party
from pratique.parties.proof import Kept, Step, chain, voters_of, weakest_basis
from pratique.parties.registry import Registry
from pratique.parties.rings import ring_texts
from pratique.parties.snapshot import Snapshot, take_snapshot

PRONGS = ("agent_or_directed", "citizen_or_resident", "organised_or_seated", "controlled")


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """The facts about one party that a law may ask for; None is unknown.

    `acts_for_adversary` to `controlled_by_linked` are the prongs in order; `chain` shows prong 4 if it is True, or
    how it may be if it is open. `holes` are what could not be read, or contradicts itself, of the party and those
    above it; no prong is False over one.
    """

    party: str
    name: str
    on: date
    known_on: date
    countries: frozenset[str]
    natural_person: bool | None
    organised: Countries
    headquarters: Countries
    principal_place: Countries
    citizenship: Countries
    residence: Countries
    us_citizen_or_permanent_resident: bool | None
    acts_for_adversary: bool | None
    citizen_or_resident: bool | None
    organised_or_seated: bool | None
    controlled_by_linked: bool | None
    only_citizen: bool | None
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
    def prongs(self) -> dict[str, bool | None]:
        """The four outcomes by name."""
        found = (
            self.acts_for_adversary,
            self.citizen_or_resident,
            self.organised_or_seated,
            self.controlled_by_linked,
        )
        return dict(zip(PRONGS, found, strict=True))

    @property
    def linked(self) -> bool | None:
        """Whether any prong holds."""
        return any_of(self.prongs.values())


@dataclass(frozen=True, slots=True)
class Controller:
    """Whether one party controls the subject, and the least and most of its votes that the party commands.

    `shares` are the least and the most of each measure that is stated, capital beside votes.
    """

    party: str
    name: str
    outcome: bool | None
    low: Fraction
    high: Fraction
    chain: tuple[Step, ...]
    shares: tuple[tuple[str, Fraction, Fraction], ...] = ()


def any_of(values: Iterable[bool | None]) -> bool | None:
    """Kleene's or."""
    found = set(values)
    return True if True in found else None if None in found else False


def party_facts(
    registry: Registry,
    party_id: str,
    on: date,
    known_on: date | None,
    countries: Iterable[str],
    test: ControlTest = POWER_TO_DECIDE,
) -> PartyFacts:
    """The facts of a party on a day, as known on a day (None: all that was read), for a set of country codes.

    Raises `UsageError` if the registry knows no such party.
    """
    return facts_of(take_snapshot(registry, on, known_on), party_id, countries, test)


def facts_of(
    snapshot: Snapshot, party_id: str, countries: Iterable[str], test: ControlTest = POWER_TO_DECIDE
) -> PartyFacts:
    """The same on a graph that is at hand."""
    party = known_party(snapshot, party_id)
    wanted = frozenset(countries)
    upstream = snapshot.upstream(party.id)
    electorate = compile_electorate(snapshot, test, upstream)
    seeds = linked_seeds(snapshot, upstream - {party.id}, wanted)
    upper = control(electorate, seeds.possible - {party.id}, possible=True)
    lower = control(electorate, seeds.certain - {party.id})
    controlled = True if party.id in lower else None if party.id in upper else False
    steps = chain(snapshot, electorate, lower if controlled else upper, party.id, seeds.certain)
    agent, citizen, seated = (
        _not_over_a_hole(snapshot, party, prong(snapshot, party, wanted)) for prong in (_agency, _citizenship, _seat)
    )
    return PartyFacts(
        party=party.id,
        name=party.name,
        on=snapshot.on,
        known_on=snapshot.known_on,
        countries=wanted,
        natural_person=_is_natural(party),
        organised=party.organised,
        headquarters=party.headquarters,
        principal_place=party.principal_place,
        citizenship=party.citizenship,
        residence=party.residence,
        us_citizen_or_permanent_resident=_us_status(party),
        acts_for_adversary=agent,
        citizen_or_resident=citizen,
        organised_or_seated=seated,
        controlled_by_linked=controlled,
        only_citizen=_only_citizen(party, wanted, (agent, seated, controlled)),
        reasons=_reasons(snapshot, party, wanted, (agent, citizen, seated, controlled), steps),
        chain=steps,
        open_holdings=open_holdings(snapshot, electorate, seeds, party.id) if controlled is None else (),
        assumptions=_assumptions(snapshot, electorate),
        conflicts=(
            *(each.message for name in sorted(upstream) for each in snapshot.conflicts_by_party.get(name, ())),
            *ring_texts(snapshot, upstream),
        ),
        holes=tuple(hole for name in sorted(upstream | {""}) for hole in snapshot.holes.get(name, ())),
        basis=weakest_basis(steps),
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


def linked_seeds(snapshot: Snapshot, names: Iterable[str], countries: frozenset[str]) -> Seeds:
    """The parties that certainly and possibly belong to the countries by prongs 1 to 3."""
    certain, possible, why = set(), set(), {}
    for name in names:
        party = snapshot.parties[name]
        stated = _agency(snapshot, party, countries) if name in snapshot.directions else False
        found = any_of((stated, _citizenship(snapshot, party, countries), _seat(snapshot, party, countries)))
        found = _not_over_a_hole(snapshot, party, found)
        if found is not False:
            possible.add(name)
        if found:
            certain.add(name)
        elif found is None:
            why[name] = _open_place(party)
    return Seeds(frozenset(certain), frozenset(possible), why)


def controllers(snapshot: Snapshot, subject: str, test: ControlTest = POWER_TO_DECIDE) -> tuple[Controller, ...]:
    """For every party above the subject whether it controls it, alone with all that it controls."""
    party = known_party(snapshot, subject)
    upstream = snapshot.upstream(party.id)
    electorate = compile_electorate(snapshot, test, upstream)
    unnamed = {name for name in upstream if snapshot.parties[name].is_unnamed}
    anyone = control(electorate, unnamed, possible=True)
    kept: Kept = {}
    found = [
        _controller(snapshot, electorate, name, party.id, anyone, kept)
        for name in sorted(upstream - {party.id} - unnamed)
    ]
    rank = {True: 0, None: 1, False: 2}
    return tuple(sorted(found, key=lambda row: (rank[row.outcome], -row.low, -row.high, row.party)))


def _controller(
    snapshot: Snapshot, electorate: Electorate, holder: str, subject: str, anyone: Closure, kept: Kept
) -> Controller:
    """What one holder has; `anyone` is the set that owners whom nobody names may control, before it is asked for."""
    lower = control(electorate, {holder})
    upper = control(electorate, {holder}, possible=True, after=anyone)
    outcome = True if subject in lower else None if subject in upper else False
    compiled = electorate.subjects.get(subject)
    low, high = Fraction(0), Fraction(1)
    shares: tuple[tuple[str, Fraction, Fraction], ...] = ()
    if compiled and compiled.ballots:
        sure = voters_of(compiled, lower.members.keys() - {subject}, possible=False)
        able = voters_of(compiled, upper.members.keys() - {subject}, possible=True)
        shares = tuple((ballot.measure, *_bounds(ballot, sure, able)) for ballot in compiled.ballots)
        low, high = shares[0][1:]
    elif compiled:
        low, high = Fraction(0), Fraction(0)
    steps = (
        chain(snapshot, electorate, lower if outcome else upper, subject, kept=kept) if outcome is not False else ()
    )
    return Controller(holder, snapshot.parties[holder].name, outcome, low, high, steps, shares)


def _bounds(ballot: Ballot, sure: Set[str], able: Set[str]) -> tuple[Fraction, Fraction]:
    """The least and the most that two sets of voters have; the least is never above the most."""
    low = min(max(ballot.share(ballot.certain(sure)), Fraction(0)), Fraction(1))
    return low, max(low, min(ballot.share(ballot.possible(able)), Fraction(1)))


# The prongs -------------------------------------------------------------------------------------


def _agency(snapshot: Snapshot, party: Party, countries: frozenset[str]) -> bool | None:
    if party.is_state:
        return party.organised.inside(countries)
    said: set[bool | None] = set()
    for direction in snapshot.directions.get(party.id, ()):
        principal = snapshot.parties.get(snapshot.canonical.get(direction.principal, direction.principal))
        place = principal.organised if principal and principal.is_state else None
        code = country_code(direction.principal)
        inside = place.inside(countries) if place else code in countries
        if inside is not False:
            said.add(direction.holds if inside else None)
    return said.pop() if len(said) == 1 else True if True in said and False not in said else None


def _citizenship(_: Snapshot, party: Party, countries: frozenset[str]) -> bool | None:
    if _is_natural(party) is False:
        return False
    tied = any_of((party.citizenship.inside(countries), party.residence.inside(countries)))
    exempt = _us_status(party)
    if tied is False or exempt:
        return False
    return True if tied and exempt is False else None


def _seat(_: Snapshot, party: Party, countries: frozenset[str]) -> bool | None:
    if _is_natural(party):
        return False
    if party.is_state:
        return party.organised.inside(countries)
    seats = (party.organised, party.headquarters, party.principal_place)
    return any_of(seat.inside(countries) for seat in seats)


def _not_over_a_hole(snapshot: Snapshot, party: Party, found: bool | None) -> bool | None:
    """An outcome as it stands while something about the party could not be read: no "no"."""
    return None if found is False and snapshot.holes_of(party.id) else found


def _is_natural(party: Party) -> bool | None:
    if party.kind in ("anonymous", "unknown"):
        return None
    return party.kind == "person"


def _us_status(party: Party) -> bool | None:
    """Whether a person is a citizen or permanent resident of the United States."""
    if _is_natural(party) is False:
        return False
    citizen = party.citizenship.inside({"US"})
    resident = party.us_permanent_resident
    if resident is None and party.residence.inside({"US"}) is False:
        resident = False
    return any_of((citizen, resident))


def _only_citizen(party: Party, countries: frozenset[str], others: tuple[bool | None, ...]) -> bool | None:
    """Whether nothing but citizenship ties a natural person to the countries."""
    citizen = party.citizenship.inside(countries)
    elsewhere = any_of((*others, party.residence.inside(countries)))
    if _is_natural(party) is False or citizen is False or elsewhere:
        return False
    return True if citizen and elsewhere is False else None


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
    outcomes: tuple[bool | None, ...],
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
        places if _is_natural(party) is not False else ("Not a natural person.",),
        seats if _is_natural(party) is not True else ("A natural person.",),
        tuple(step_text(snapshot, step) for step in steps) or _no_chain(outcomes[3], named),
    )
    return dict(zip(PRONGS, found, strict=True))


def _no_chain(outcome: bool | None, named: str) -> tuple[str, ...]:
    return (f"No stated or possible holding leads to {named}.",) if outcome is False else ()


def step_text(snapshot: Snapshot, step: Step) -> str:
    """A step as a sentence."""

    def name(party: str) -> str:
        return snapshot.parties[party].name if party in snapshot.parties else party

    links = "; ".join(f"{name(link.holder)}: {link.text}" for link in step.links)
    verb = "is controlled" if step.certain else "may be controlled"
    return f"{name(step.subject)} {verb} {step.why}: {links}."


def _assumptions(snapshot: Snapshot, electorate: Electorate) -> tuple[str, ...]:
    found = []
    for subject in electorate.subjects.values():
        stated = {row.measure for row in snapshot.holdings.get(subject.id, ())}
        if len(stated) == 1:
            other = "capital" if "votes" in stated else "votes"
            name = snapshot.parties[subject.id].name
            found.append(f"Sources give only the {stated.pop()} of {name}; the {other} are read from it.")
    return tuple(found)
