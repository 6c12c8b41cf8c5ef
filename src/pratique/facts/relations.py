"""Relations that lie in what the facts mean, whatever the law: of a party, of a vehicle, of a part.

Rule: each is one sentence that the meanings of its facts say between them; where a law has to be asked as well, the
relation stands beside that law. A relation of a party reads the party alone, so that it holds wherever it occurs.
"""

from __future__ import annotations

from pratique.facts import act, export, party, trade, vehicle
from pratique.facts.cn.export import passenger, registered_on, used
from pratique.facts.definition import COUNTRIES
from pratique.facts.drives import OF_DRIVES
from pratique.facts.goods_of_headings import OF_HEADINGS
from pratique.facts.identities import FIRST_DAY, MEANING, OF_GOODS, YEAR
from pratique.facts.kinds import CASE, PARTY
from pratique.facts.pending import made_in
from pratique.facts.powertrain import powertrain
from pratique.facts.unions import countries_of
from pratique.facts.written import POUND
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.nodes import Condition
from pratique.logic.relations import Relation, contradicts, entails, look_again, presumed

US_JURISDICTIONS = ("US", "AS", "GU", "MP", "PR", "UM", "VI")
"""The United States and the territories whose law is that of a jurisdiction of it."""
ABROAD = tuple(each for each in COUNTRIES if each not in US_JURISDICTIONS)
"""Every other country."""
ROUNDING_LB = 5
"""Pounds by which a rating in pounds and one in kilograms may differ and still be the same, each rounded by itself."""


def seated_in(*countries: str) -> Condition:
    """A party that the law of one of these countries made, or that has its seat or its main place of business there."""
    return any_of(
        party.organised_in.is_(*countries), party.headquarters.is_(*countries), party.principal_place.is_(*countries)
    )


def without(*countries: str) -> tuple[str, ...]:
    """Every country but these."""
    return tuple(each for each in COUNTRIES if each not in countries)


PARTY_RELATIONS: tuple[Relation, ...] = (
    entails(
        "party.organised_is_no_human",
        MEANING,
        "What is organised under a law is no human being.",
        per=PARTY,
        given=(party.organised_in,),
        then=none_of(party.natural_person),
    ),
    entails(
        "party.headquartered_is_no_human",
        MEANING,
        "What has headquarters is no human being.",
        per=PARTY,
        given=(party.headquarters,),
        then=none_of(party.natural_person),
    ),
    entails(
        "party.citizen_is_human",
        MEANING,
        "Whoever is a citizen of a country is a human being.",
        per=PARTY,
        when=party.citizen_of.meets(*COUNTRIES),
        then=party.natural_person,
    ),
    entails(
        "party.resident_is_human",
        MEANING,
        "Residence is asked of human beings alone.",
        per=PARTY,
        when=party.resident_in.meets(*COUNTRIES),
        then=party.natural_person,
    ),
    entails(
        "party.us_citizen",
        MEANING,
        "A citizen of the United States is a citizen or permanent resident of it.",
        per=PARTY,
        when=party.citizen_of.meets("US"),
        then=party.us_citizen_or_permanent_resident,
    ),
    entails(
        "party.us_resident_is_human",
        MEANING,
        "A citizen or permanent resident of the United States is a human being.",
        per=PARTY,
        when=party.us_citizen_or_permanent_resident,
        then=party.natural_person,
    ),
    entails(
        "party.us_resident_is_us_person",
        "15 CFR 791.2",
        "A citizen or permanent resident of the United States is a US person.",
        per=PARTY,
        when=party.us_citizen_or_permanent_resident,
        then=party.us_person,
    ),
    entails(
        "party.organised_in_us_is_us_person",
        "15 CFR 791.2",
        "What is organised in the United States is a US person.",
        per=PARTY,
        when=party.organised_in.is_("US"),
        then=party.us_person,
    ),
    entails(
        "party.organised_in_us_is_not_foreign",
        MEANING,
        "What is organised in the United States is not foreign to it.",
        per=PARTY,
        given=(party.organised_in,),
        when=party.organised_in.is_("US"),
        then=none_of(export.foreign),
    ),
    entails(
        "party.organised_abroad_is_foreign",
        MEANING,
        "What is organised in another country is foreign to the United States.",
        per=PARTY,
        given=(party.organised_in,),
        when=party.organised_in.is_(*ABROAD),
        then=export.foreign,
    ),
    entails(
        "party.equal_parents_are_shared",
        MEANING,
        "Who has equal parents has no single ultimate parent.",
        per=PARTY,
        when=export.shared_parents.meets(*COUNTRIES),
        then=export.parent_headquarters.is_("shared"),
    ),
)
"""Relations of a party."""

_POUNDS = vehicle.gvwr_kg / POUND
NONE_IS_NOTHING = entails(
    "vehicle.none_is_nothing",
    MEANING,
    "Of an act that concerns no vehicle there is no vehicle that is anything.",
    per=CASE,
    when=none_of(act.concerns_vehicle),
    then=none_of(
        vehicle.mechanical_power,
        vehicle.public_road,
        vehicle.networked,
        vehicle.wireless,
        vehicle.completed,
    ),
)
VEHICLE_RELATIONS: tuple[Relation, ...] = (
    entails(
        "vehicle.weight_in_both_units",
        MEANING,
        "The rating in pounds and the rating in kilograms are one weight.",
        per=CASE,
        then=(vehicle.gvwr_lb - _POUNDS).between(-ROUNDING_LB, ROUNDING_LB),
    ),
    NONE_IS_NOTHING,
)
"""Relations of the vehicle."""

_ELECTRIC_ALONE = ("870380",)
_MOST_PERSONS_IN_A_CAR = 9
"""Persons, the driver included, in a vehicle of category M1 (UNECE R.E.3) and of heading 8703 (ten or more are 8702)."""

_BEYOND_ITS_MODEL_YEAR = (
    (act.date - FIRST_DAY) - (vehicle.model_year - FIRST_DAY.year) * YEAR - trade.age_years * YEAR
)
"""Days by which its age falls short of the time since the first day of its model year."""

TRADE_RELATIONS: tuple[Relation, ...] = (
    *OF_GOODS,
    *OF_DRIVES,
    *OF_HEADINGS,
    entails(
        "trade.battery_car_has_no_engine",
        MEANING,
        "What only a battery drives has no engine that could turn the wheels.",
        per=CASE,
        when=powertrain.is_("BEV"),
        then=none_of(trade.engine_can_drive_wheels),
    ),
    contradicts(
        "trade.electric_heading_and_engine",
        "HS 8703.80",
        "It is entered as a car with electric motors alone, and its engine can turn the wheels.",
        per=CASE,
        when=trade.heading.is_(*_ELECTRIC_ALONE),
        then=trade.engine_can_drive_wheels,
    ),
    contradicts(
        "trade.finally_assembled_in_china",
        MEANING,
        "It was finally assembled in China, and its origin is another country.",
        per=CASE,
        when=made_in.is_("CN"),
        then=trade.origin.is_(*without("CN")),
        why="world",
    ),
    contradicts(
        "trade.older_than_its_age",
        MEANING,
        "It was registered longer ago than it was made.",
        per=CASE,
        given=(trade.age_years, registered_on),
        then=(act.date - registered_on) - trade.age_years * YEAR > YEAR,
    ),
    contradicts(
        "trade.model_year_and_age",
        MEANING,
        "Its model year lies more than three years from the day on which its age says that it was made.",
        per=CASE,
        given=(trade.age_years, vehicle.model_year),
        then=none_of(_BEYOND_ITS_MODEL_YEAR.between(-3 * YEAR, 3 * YEAR)),
    ),
    contradicts(
        "trade.seats_of_a_car",
        "UNECE R.E.3",
        "It is of category M1, and has more than nine seats with the driver's.",
        per=CASE,
        when=trade.category.is_("M1"),
        then=trade.seats > _MOST_PERSONS_IN_A_CAR,
    ),
    contradicts(
        "trade.seats_of_a_bus",
        "UNECE R.E.3",
        "It is of category M2 or M3, and has no more than nine seats with the driver's.",
        per=CASE,
        when=trade.category.is_("M2", "M3"),
        then=trade.seats <= _MOST_PERSONS_IN_A_CAR,
    ),
    contradicts(
        "trade.seats_of_the_heading",
        "HS 8702, 8703",
        "It is entered as a passenger car, and is for ten persons or more.",
        per=CASE,
        when=trade.heading.is_(*trade.CARS),
        then=trade.seats > _MOST_PERSONS_IN_A_CAR,
    ),
    contradicts(
        "trade.seats_of_a_bus_heading",
        "HS 8702, 8703",
        "It is entered as a vehicle for ten persons or more, and has no more than nine seats.",
        per=CASE,
        when=trade.heading.is_(*trade.BUSES),
        then=trade.seats <= _MOST_PERSONS_IN_A_CAR,
    ),
    contradicts(
        "trade.shipped_after_entry",
        MEANING,
        "It is entered, and was loaded for its last leg after that day.",
        per=CASE,
        when=act.kind.is_("import"),
        then=(trade.final_leg_shipped - act.date) > 0,
    ),
    contradicts(
        "trade.movement_certificate_of_another_way",
        "Decision 1/95 of the EC-Turkey Association Council",
        "An A.TR certificate is held, which covers what moves between the Union and Turkey, and it leaves elsewhere.",
        per=CASE,
        when=all_of(act.kind.is_("import"), trade.preference.is_("a_tr")),
        then=any_of(
            all_of(act.into.is_("TR"), act.out_of.is_(*without("TR", *countries_of("EU")))),
            all_of(act.into.is_(*countries_of("EU")), act.out_of.is_(*without("TR", *countries_of("EU")))),
        ),
    ),
    contradicts(
        "trade.approved_before_its_type",
        MEANING,
        "It has the approval of a whole vehicle, and its type had none on that day.",
        per=CASE,
        when=trade.approvals.meets("whole_vehicle"),
        then=any_of((trade.type_first_approved - act.date) > 0, trade.type_first_approved.is_none()),
    ),
    contradicts(
        "trade.no_us_content",
        MEANING,
        "None of its value is US content, and its US content was approved.",
        per=CASE,
        when=trade.us_content_approved,
        then=trade.non_us_share >= 100,
    ),
    contradicts(
        "trade.carries_nobody",
        MEANING,
        "It is of a category or under a heading of vehicles that carry people, and carries none.",
        per=CASE,
        when=any_of(trade.category.is_("M1", "M2", "M3"), trade.heading.is_(*trade.CARS, *trade.BUSES)),
        then=none_of(passenger),
    ),
    look_again(
        "trade.new_and_registered",
        MEANING,
        "It was never sold to a first owner, and was registered before.",
        per=CASE,
        when=vehicle.new,
        then=used,
    ),
    contradicts(
        "trade.new_of_another_decade",
        MEANING,
        "It was never sold to a first owner, and is ten years old or more.",
        per=CASE,
        when=vehicle.new,
        then=trade.age_years >= 10,
        why="world",
    ),
    look_again(
        "trade.new_and_old",
        MEANING,
        "It was never sold to a first owner, and is a year old or more.",
        per=CASE,
        when=vehicle.new,
        then=trade.age_years >= 1,
    ),
    look_again(
        "trade.used_and_young",
        MEANING,
        "It was sold to a first owner before, and was made less than a year ago.",
        per=CASE,
        when=none_of(vehicle.new),
        then=trade.age_years < 1,
    ),
    look_again(
        "trade.undertaking_without_invoice",
        "Impl. Dec. (EU) 2026/328",
        "It keeps the price or the volume of an undertaking, and comes without its invoice.",
        per=CASE,
        when=any_of(trade.undertaking_price_met, trade.undertaking_volume_left),
        then=none_of(trade.undertaking_invoice),
    ),
    presumed(
        "trade.no_preference",
        MEANING,
        "No proof of preference is held.",
        within="ordinary",
        per=CASE,
        then=trade.preference.is_("none"),
        leans="bars",
    ),
    presumed(
        "trade.no_undertaking",
        MEANING,
        "No undertaking invoice comes with the entry.",
        within="ordinary",
        per=CASE,
        then=none_of(trade.undertaking_invoice),
        leans="bars",
    ),
    presumed(
        "trade.no_quota",
        MEANING,
        "The entry is not within a quota.",
        within="ordinary",
        per=CASE,
        then=none_of(trade.quota_left),
        leans="bars",
    ),
    presumed(
        "trade.no_investment_certificate",
        MEANING,
        "The importer holds no investment certificate, and the maker is under no scheme.",
        within="ordinary",
        per=CASE,
        then=all_of(none_of(trade.investment_certificate), none_of(trade.approved_investor)),
        leans="bars",
    ),
)
"""Relations of goods that enter a market, whatever its duties."""
