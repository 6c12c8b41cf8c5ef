"""15 CFR part 791, subpart D: what a name, a label or a definition leaves no way out of.

Rule: each is derived since its words say so (ADR 98); all of them lean to bar. Where a way is left for both to be so,
the relation stands in `relations` and only contradicts.
"""

from __future__ import annotations

from pratique.facts import act, part, trade, vehicle
from pratique.facts.kinds import CASE, PART
from pratique.facts.powertrain import powertrain
from pratique.law.us.cfr15_791d.control import CITE
from pratique.logic.author import all_of, none_of, some
from pratique.logic.relations import Relation, entails

OF_NETWORKS = (
    "cellular_modem_or_module",
    "wifi_microcontroller_or_module",
    "bluetooth_microcontroller_or_module",
    "satellite_communication_system",
)
"""Types whose radio is that of a network; another wireless module may be a sensor's."""
PROGRAMMED = ("microcontroller", "microcomputer_or_module", "digital_signal_processor", "fpga")
"""Types that run software or are programmed by what their name says."""

DRIVES_ITSELF = 3
"""From this level on a system does the whole of the driving while it is engaged (SAE J3016)."""

WHAT_FOLLOWS: tuple[Relation, ...] = (
    entails(
        "us.cfr15_791d.certified_road_vehicle",
        "49 U.S.C. 30102(a)(7), 49 CFR 567.3",
        "What is certified as a completed motor vehicle is driven or drawn by mechanical power, for public roads and not for rails alone, and needs no further manufacturing.",
        per=CASE,
        when=vehicle.certified_type.is_(*vehicle.CERTIFIED_TYPES),
        then=all_of(vehicle.mechanical_power, vehicle.public_road, none_of(vehicle.rail_only), vehicle.completed),
    ),
    entails(
        "us.cfr15_791d.power_driven_category",
        "UNECE R.E.3",
        "A vehicle of category M or N is power-driven, and no rail-borne vehicle.",
        per=CASE,
        when=trade.category.is_("M1", "M2", "M3", "N1", "N2", "N3"),
        then=all_of(vehicle.mechanical_power, none_of(vehicle.rail_only)),
    ),
    entails(
        "us.cfr15_791d.driven_by_its_powertrain",
        "49 U.S.C. 30102(a)(7)",
        "What an engine or a motor drives is driven by mechanical power.",
        per=CASE,
        given=(powertrain,),
        then=vehicle.mechanical_power,
    ),
    entails(
        "us.cfr15_791d.engine_at_its_wheels",
        "49 U.S.C. 30102(a)(7)",
        "A vehicle whose engine can drive its wheels is driven by mechanical power.",
        per=CASE,
        when=trade.engine_can_drive_wheels,
        then=vehicle.mechanical_power,
    ),
    entails(
        "us.cfr15_791d.driven_by_a_system",
        "SAE J3016",
        "A vehicle that a system drives, of level 3 or more, is driven by mechanical power, and the system is hardware with software.",
        per=CASE,
        when=vehicle.automation_level >= DRIVES_ITSELF,
        then=all_of(vehicle.mechanical_power, vehicle.networked),
    ),
    entails(
        "us.cfr15_791d.named_type_is_hardware",
        CITE,
        "What is of a type of hardware that the definition names is hardware.",
        per=PART,
        when=part.named_type.is_(*part.HARDWARE_TYPES),
        then=part.kind.is_("hardware"),
    ),
    entails(
        "us.cfr15_791d.radio_contributes",
        CITE,
        "What is a radio of a network in itself contributes to communication.",
        per=PART,
        when=part.named_type.is_(*OF_NETWORKS),
        then=part.contributes,
    ),
    entails(
        "us.cfr15_791d.programmed_by_its_name",
        CITE,
        "A microcontroller, a microcomputer and a digital signal processor run software; a field-programmable gate array is programmed.",
        per=PART,
        when=part.named_type.is_(*PROGRAMMED),
        then=part.programmable,
    ),
    entails(
        "us.cfr15_791d.production_repairs_nothing",
        "15 CFR 791.308(a)",
        "What is imported for production repairs no vehicle.",
        per=PART,
        when=part.import_purpose.is_("production"),
        then=part.repaired_model_year.is_none(),
    ),
    entails(
        "us.cfr15_791d.enabled_vehicle_communicates",
        CITE,
        "A vehicle with software that directly enables its connectivity has networked hardware that runs software, and communicates.",
        per=CASE,
        when=all_of(act.concerns_vehicle, some(PART, part.software_enables.meets("VCS"))),
        then=all_of(vehicle.networked, vehicle.wireless),
        given=(act.concerns_vehicle,),  # read forward alone: a vehicle that is denied says nothing of its software
    ),
)
"""Of a vehicle, of a part."""
