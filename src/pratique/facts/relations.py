"""Relations that lie in what the facts mean, whatever the law: of a party, of a vehicle, of a part.

Rule: each is one sentence that the meanings of its facts say between them; where a law has to be asked as well, the
relation stands beside that law. A relation of a party reads the party alone, so that it holds wherever it occurs.
"""

from __future__ import annotations

from pratique.facts import act, export, party, vehicle
from pratique.facts.definition import COUNTRIES
from pratique.facts.kinds import CASE, PARTY
from pratique.facts.written import POUND
from pratique.logic.author import none_of
from pratique.logic.relations import Relation, entails

MEANING = "meaning of the facts"
US_JURISDICTIONS = ("US", "AS", "GU", "MP", "PR", "UM", "VI")
"""The United States and the territories whose law is that of a jurisdiction of it."""
ABROAD = tuple(each for each in COUNTRIES if each not in US_JURISDICTIONS)
"""Every other country."""
ROUNDING_LB = 5
"""Pounds by which a rating in pounds and one in kilograms may differ and still be the same, each rounded by itself."""

PARTY_RELATIONS: tuple[Relation, ...] = (
    entails(
        "party.organised_is_no_human", MEANING,
        "What is organised under a law is no human being.",
        per=PARTY, given=(party.organised_in,), then=none_of(party.natural_person),
    ),
    entails(
        "party.headquartered_is_no_human", MEANING,
        "What has headquarters is no human being.",
        per=PARTY, given=(party.headquarters,), then=none_of(party.natural_person),
    ),
    entails(
        "party.citizen_is_human", MEANING,
        "Whoever is a citizen of a country is a human being.",
        per=PARTY, when=party.citizen_of.meets(*COUNTRIES), then=party.natural_person,
    ),
    entails(
        "party.resident_is_human", MEANING,
        "Residence is asked of human beings alone.",
        per=PARTY, when=party.resident_in.meets(*COUNTRIES), then=party.natural_person,
    ),
    entails(
        "party.us_citizen", MEANING,
        "A citizen of the United States is a citizen or permanent resident of it.",
        per=PARTY, when=party.citizen_of.meets("US"), then=party.us_citizen_or_permanent_resident,
    ),
    entails(
        "party.us_resident_is_human", MEANING,
        "A citizen or permanent resident of the United States is a human being.",
        per=PARTY, when=party.us_citizen_or_permanent_resident, then=party.natural_person,
    ),
    entails(
        "party.us_resident_is_us_person", "15 CFR 791.2",
        "A citizen or permanent resident of the United States is a US person.",
        per=PARTY, when=party.us_citizen_or_permanent_resident, then=party.us_person,
    ),
    entails(
        "party.organised_in_us_is_not_foreign", MEANING,
        "What is organised in the United States is not foreign to it.",
        per=PARTY, given=(party.organised_in,), when=party.organised_in.is_("US"), then=none_of(export.foreign),
    ),
    entails(
        "party.organised_abroad_is_foreign", MEANING,
        "What is organised in another country is foreign to the United States.",
        per=PARTY, given=(party.organised_in,), when=party.organised_in.is_(*ABROAD), then=export.foreign,
    ),
    entails(
        "party.equal_parents_are_shared", MEANING,
        "Who has equal parents has no single ultimate parent.",
        per=PARTY, when=export.shared_parents.meets(*COUNTRIES), then=export.parent_headquarters.is_("shared"),
    ),
)  # fmt: skip
"""Relations of a party."""

_POUNDS = vehicle.gvwr_kg / POUND
VEHICLE_RELATIONS: tuple[Relation, ...] = (
    entails(
        "vehicle.weight_in_both_units", MEANING,
        "The rating in pounds and the rating in kilograms are one weight.",
        per=CASE, then=(vehicle.gvwr_lb - _POUNDS).between(-ROUNDING_LB, ROUNDING_LB),
    ),
    entails(
        "vehicle.none_is_nothing", MEANING,
        "Of an act that concerns no vehicle there is no vehicle that is anything.",
        per=CASE, when=none_of(act.concerns_vehicle),
        then=none_of(
            vehicle.mechanical_power, vehicle.public_road, vehicle.networked, vehicle.wireless, vehicle.completed,
        ),
    ),
)  # fmt: skip
"""Relations of the vehicle."""
