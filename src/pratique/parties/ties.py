"""What ties a party itself to countries, whoever is above it: whom it acts for, its citizenship, its seats.

Rule: which ties count, and whom citizenship or residence does not tie, is a parameter that a law hands in. A state
body belongs to its state by agency and by seat.
"""

from __future__ import annotations

from pratique.ids import country_code
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, all_true, any_true, truth
from pratique.parties.definitions import PersonTest
from pratique.parties.party import Countries, Party
from pratique.parties.snapshot import Snapshot

US = frozenset({"US"})


def own_ties(
    snapshot: Snapshot, party: Party, countries: frozenset[str], person: PersonTest
) -> tuple[Truth, Truth, Truth]:
    """Whether it acts for one of the countries, is a citizen or resident, and sits there."""
    return (
        _agency(snapshot, party, countries),
        _citizenship(party, countries, person),
        _seat(party, countries, person),
    )


def not_over_a_hole(snapshot: Snapshot, party: Party, found: Truth) -> Truth:
    """An outcome as it stands while something about the party could not be read: no "no"."""
    return UNKNOWN if found is FALSE and snapshot.holes_of(party.id) else found


def is_natural(party: Party) -> Truth:
    """Whether it is a natural person."""
    return UNKNOWN if party.kind in ("anonymous", "unknown") else truth(party.kind == "person")


def belongs_to(party: Party, countries: frozenset[str]) -> Truth:
    """Whether a natural person is a citizen or permanent resident of one of the countries.

    Sources state permanent residence for the United States alone.
    """
    natural = is_natural(party)
    if natural is FALSE:
        return FALSE
    resident = FALSE if countries.isdisjoint(US) else truth(party.us_permanent_resident)
    if resident is UNKNOWN and party.residence.inside(countries) is FALSE:
        resident = FALSE
    return party.citizenship.inside(countries) | resident


def only_citizen(party: Party, countries: frozenset[str], others: tuple[Truth, ...]) -> Truth:
    """Whether nothing but citizenship ties a natural person to the countries."""
    elsewhere = any_true((*others, party.residence.inside(countries)))
    if is_natural(party) is FALSE:
        return FALSE
    return all_true((party.citizenship.inside(countries), ~elsewhere))


def _agency(snapshot: Snapshot, party: Party, countries: frozenset[str]) -> Truth:
    if party.is_state:
        return party.organised.inside(countries)
    said: set[Truth] = set()
    for direction in snapshot.directions.get(party.id, ()):
        principal = snapshot.parties.get(snapshot.canonical.get(direction.principal, direction.principal))
        place = principal.organised if principal and principal.is_state else None
        code = country_code(direction.principal)
        inside = place.inside(countries) if place else truth(code in countries)
        if inside.is_possible:
            said.add(truth(direction.holds) if inside is TRUE else UNKNOWN)
        elif principal and direction.holds is not False and _sits_in(principal, countries):
            # Whether it directs on behalf of its country, nobody says.
            said.add(UNKNOWN)
    if len(said) == 1:
        return said.pop()
    return TRUE if TRUE in said and FALSE not in said else UNKNOWN


def _sits_in(party: Party, countries: frozenset[str]) -> bool:
    """Whether somebody who is no state is for certain of one of the countries."""
    places = (party.organised, party.headquarters, party.principal_place, party.citizenship)
    return any(place.inside(countries) is TRUE for place in places)


def _citizenship(party: Party, countries: frozenset[str], person: PersonTest) -> Truth:
    if is_natural(party) is FALSE:
        return FALSE
    tied = any_true(_places(party, name).inside(countries) for name in person.people)
    return tied & ~belongs_to(party, person.exempt) if person.exempt else tied


def _seat(party: Party, countries: frozenset[str], person: PersonTest) -> Truth:
    if is_natural(party) is TRUE:
        return FALSE
    if party.is_state:
        return party.organised.inside(countries)
    return any_true(_places(party, name).inside(countries) for name in person.seats)


def _places(party: Party, name: str) -> Countries:
    places: Countries = getattr(party, name)
    return places
