"""Numbers and days that belong together, and those that stand alone, with why: every one of the vocabulary is one of both.

Rule: a sum holds its parts, a part is no larger than its whole, what is counted of a thing is counted of it once, and a
thing is made before it moves. What is a law's own comparison (a filing before an entry, a share above a limit) is read by
that law and is no identity. A number that says nothing of any other is listed in `ALONE`: a new one has to be put
somewhere before the tests pass.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pratique.facts import act, chip, filing, licences, part, trade, vehicle
from pratique.facts.cn import access, data
from pratique.facts.cn import export as goods
from pratique.facts.export import applied, installed_tpp, validated
from pratique.facts.kinds import CASE, CONSIGNEE, PART, PARTY
from pratique.facts.powertrain import powertrain
from pratique.logic.author import all_of, any_of, the
from pratique.logic.relations import Relation, contradicts, look_again

MEANING = "meaning of the facts"
YEAR = Fraction(1461, 4)
"""Days of a year."""
FIRST_DAY = date(2000, 1, 1)
RULE_OF_VEHICLES = date(2025, 1, 16)
"""The day on which the rule of 15 CFR part 791, subpart D, was published."""
RULES_OF_CHIPS = date(2023, 10, 25), date(2025, 1, 16)
"""The days on which the exceptions for notified circuits and the list of approved designers were published."""
_NO_PLANAR_LOGIC_NM = 10
"""At this node and below no foundry makes logic of planar transistors (the finest is 12 nm)."""
_FEWEST_PER_MM2 = Fraction(5, 1000)
"""Billions of transistors on a square millimetre: no non-planar process, whatever stands on it, has so few."""

OF_A_VEHICLE: tuple[Relation, ...] = (
    contradicts(
        "vehicle.speed_without_level",
        "SAE J3016",
        "A feature of level 3 or higher drives at some speed, and the vehicle has no such feature.",
        per=CASE,
        when=vehicle.automated_speed > 0,
        then=vehicle.automation_level < 3,
    ),
    contradicts(
        "vehicle.level_without_speed",
        "SAE J3016",
        "It has a feature of level 3 or higher, and none that drives at any speed.",
        per=CASE,
        when=vehicle.automation_level >= 3,
        then=any_of(vehicle.automated_speed.is_none(), vehicle.automated_speed <= 0),
    ),
)
"""The level of a vehicle and the speed at which it drives itself."""

OF_GOODS: tuple[Relation, ...] = (
    *OF_A_VEHICLE,
    contradicts(
        "trade.shipped_before_it_was_made",
        MEANING,
        "It was loaded for its last leg more than a year before the day on which its age says that it was made.",
        per=CASE,
        given=(trade.age_years, trade.final_leg_shipped),
        then=(act.date - trade.final_leg_shipped) - trade.age_years * YEAR > YEAR,
    ),
    contradicts(
        "trade.battery_car_without_power",
        MEANING,
        "Only a battery drives it, and its electric drive has no power.",
        per=CASE,
        when=powertrain.is_("BEV"),
        then=trade.power_30min_hp <= 0,
    ),
)
"""Days and numbers of goods that enter a market."""

OF_AN_AUTHORIZATION: tuple[Relation, ...] = (
    contradicts(
        "us.cfr15_791d.off_road_on_the_road",
        "General Authorization 1",
        "It is displayed, tested or researched off public roads only, and is on them for some days.",
        per=CASE,
        when=filing.off_road,
        then=filing.days_on_road > 0,
    ),
    contradicts(
        "us.cfr15_791d.filed_before_the_rule",
        "90 FR 5360",
        "A declaration was filed before the rule that asks for it was published.",
        per=CASE,
        then=filing.filed < RULE_OF_VEHICLES,
    ),
    look_again(
        "us.cfr15_791d.repairs_another_model_year",
        "15 CFR 791.308(a)(2)",
        "It repairs a vehicle of one model year, and the vehicle of the act is of another.",
        per=PART,
        when=all_of(act.concerns_vehicle, part.import_purpose.is_("repair", "warranty")),
        then=any_of(
            (part.repaired_model_year - vehicle.model_year) > 0, (part.repaired_model_year - vehicle.model_year) < 0
        ),
    ),
    contradicts(
        "us.cfr15_791d.new_and_of_another_decade",
        MEANING,
        "It was never sold to a first owner, and its model year lies ten years back or more.",
        per=CASE,
        when=vehicle.new,
        then=(act.date - FIRST_DAY) - vehicle.model_year * YEAR > (10 - FIRST_DAY.year) * YEAR,
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.made_into_cars_of_the_past",
        MEANING,
        "It is brought in to be built into new vehicles, and is associated with a model year ten years back or more.",
        per=PART,
        when=part.import_purpose.is_("production"),
        then=(act.date - FIRST_DAY) - part.model_year * YEAR > (10 - FIRST_DAY.year) * YEAR,
        why="world",
    ),
    look_again(
        "us.cfr15_791d.new_and_of_an_old_year",
        MEANING,
        "It was never sold to a first owner, and its model year lies three years back or more.",
        per=CASE,
        when=vehicle.new,
        then=(act.date - FIRST_DAY) - vehicle.model_year * YEAR > (4 - FIRST_DAY.year) * YEAR,
    ),
)
"""Numbers of 15 CFR 791."""

OF_CIRCUITS: tuple[Relation, ...] = (
    contradicts(
        "us.ear.planar_below_its_node",
        "technical notes to ECCN 3A090",
        "A logic die is made at 10 nm or below, and none of its transistors is non-planar.",
        per=PART,
        when=chip.node <= _NO_PLANAR_LOGIC_NM,
        then=~chip.non_planar,
        why="world",
    ),
    contradicts(
        "us.ear.transistors_on_their_area",
        "technical notes to ECCN 3A090",
        "It has fewer transistors than any non-planar process puts on the area of its dies.",
        per=PART,
        given=(chip.transistors, chip.nonplanar_area),
        then=(chip.transistors - chip.nonplanar_area * _FEWEST_PER_MM2) < 0,
        why="world",
    ),
    contradicts(
        "us.ear.memory_within_its_bandwidth",
        "technical notes to ECCN 3A090",
        "The memory in its package is read at a higher rate than all its memory together.",
        per=PART,
        given=(chip.dram_bandwidth, chip.hbm_bandwidth),
        when=all_of(chip.kind.is_("circuit"), chip.has_hbm),
        then=(chip.dram_bandwidth - chip.hbm_bandwidth) < 0,
    ),
    contradicts(
        "us.ear.notified_before_the_exception",
        "88 FR 73458",
        "The agency was notified for an exception before that was published.",
        per=CASE,
        then=licences.nac_notified < RULES_OF_CHIPS[0],
    ),
    contradicts(
        "us.ear.applied_before_the_list",
        "90 FR 5298",
        "It applied to be an approved designer before the rule on these was published.",
        per=PARTY,
        then=applied < RULES_OF_CHIPS[1],
    ),
    contradicts(
        "us.ear.shipment_within_what_is_installed",
        "15 CFR 748.15",
        "What the national validated end user has installed, this shipment included, performs less than the shipment.",
        per=CASE,
        given=(licences.tpp_shipped,),
        when=the(CONSIGNEE, validated.is_("national")),
        then=the(CONSIGNEE, (installed_tpp - licences.tpp_shipped) < 0),
    ),
)
"""Numbers of circuits and of what is shipped."""

OF_DATA: tuple[Relation, ...] = (
    contradicts(
        "cn.data.personal_of_nobody",
        MEANING,
        "It holds personal information and is sent for no purpose that is left out of the count, and counts nobody.",
        per=CASE,
        when=all_of(data.personal, data.leaves, data.purpose.is_("other")),
        then=all_of(data.ordinary_people <= 0, data.sensitive_people <= 0),
    ),
)
OF_A_TYPE: tuple[Relation, ...] = (
    *OF_A_VEHICLE,
    contradicts(
        "cn.access.approved_before_it_was_applied_for",
        MEANING,
        "The type held its approval, and was applied for after the act.",
        per=CASE,
        when=access.approved,
        then=(access.applied_on - act.date) > 0,
    ),
)
_PHOSPHATES = ("lfp_preparation", "lmfp_preparation")
_BELOW = (
    (goods.capacity < 60, "capacity", "holds less than half of what iron phosphate can"),
    (goods.efficiency <= 50, "efficiency", "gives back no more than half of its first charge"),
    (goods.density < 1, "density", "is lighter than water after it was pressed"),
    (goods.voltage < 2, "voltage", "has a mean voltage that no iron phosphate has"),
)
"""What a cathode material of iron phosphate does not fall below: it is stated in another unit, or of another thing."""
_FIGURES = (goods.density, goods.capacity, goods.efficiency, goods.voltage, goods.tap_density)
OF_AN_EXPORT: tuple[Relation, ...] = (
    *(
        contradicts(
            f"cn.export.phosphate_of_no_{name}",
            "catalogue of technologies prohibited and restricted from export",
            f"It is a technology of iron phosphate, and its material {says}.",
            per=CASE,
            when=goods.technology.is_(*_PHOSPHATES),
            then=below,
            why="world",
        )
        for below, name, says in _BELOW
    ),
    contradicts(
        "cn.export.figures_of_no_technology",
        MEANING,
        "Figures of a technology are given, and none is licensed, transferred or rendered.",
        per=CASE,
        when=goods.technology.is_("none"),
        then=any_of(*(each.is_given() for each in _FIGURES)),
    ),
    contradicts(
        "cn.export.exported_before_application",
        MEANING,
        "The car is exported before the day on which its export was applied for.",
        per=CASE,
        when=goods.used,
        then=(goods.applied_on - act.date) > 0,
    ),
)
"""Numbers and days of the laws of China."""

_COUNTED = "counted by itself: no other fact of the vocabulary counts a part of it or the whole"
_LAWS_OWN = "the law itself compares it with the day of the act"
_MEASURED = "measured by itself: no other fact follows from it"
ALONE: dict[str, str] = {
    "chip.io_rate_gbs": _MEASURED,
    "credit.debt_percent": "debt is no part of the shares held",
    "declaration.first_event": "the law reads the earlier of it and the act",
    "export.china_volume_percent_of_us": _COUNTED,
    "export.tpp_received_this_year": "received before this shipment, from all suppliers, under an exception",
    "item.us_controlled_content_percent": "a share by value: no fact gives the values",
    "part.last_designed_or_supplied": "read as the day of each of the verbs",
    "party.listed_ownership_percent": "holders of the party, whatever list it stands on itself",
    "trade.chip_dram_bandwidth_gbs": "of the one circuit that a duty is asked of by its figures; no part stands beside it",
    "trade.chip_tpp": "of the one circuit that a duty is asked of by its figures; no part stands beside it",
    "trade.customs_value_usd": "no fact gives parts of the value",
    "trade.registrations_this_year": _COUNTED,
    "vehicle.maker_adversary_percent": "the largest of several shares; control otherwise is asked apart",
}
"""Numbers and days that say nothing of another one -> why."""
