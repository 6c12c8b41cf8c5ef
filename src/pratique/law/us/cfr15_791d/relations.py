"""15 CFR part 791, subpart D: which facts belong together.

Rule: what the definitions say of two facts at once is derived; where they leave a way for both to be so, the two only
contradict each other or are looked at again. Open law is never derived from: residence against citizenship, or who
imports the hardware that a manufacturer brings in, contradict at most.
"""

from __future__ import annotations

from pratique.facts import act, conclusions, export, filing, part, party, source, trade, vehicle
from pratique.facts.cn.export import registered_on
from pratique.facts.goods_of_headings import OF_NO_VEHICLE
from pratique.facts.identities import OF_AN_AUTHORIZATION
from pratique.facts.kinds import ACTOR, CASE, PART, PARTY, SOURCE
from pratique.facts.pending import party_share
from pratique.facts.relations import ABROAD, PARTY_RELATIONS, VEHICLE_RELATIONS
from pratique.law.us.cfr15_791d.actors import connected_vehicle_manufacturer, us_person
from pratique.law.us.cfr15_791d.control import CITE
from pratique.law.us.cfr15_791d.definitions import (
    MADE,
    SERVED,
    completed_connected_vehicle,
    connected_vehicle,
    covered_software,
    legacy_software,
    linked_person,
    vcs_hardware,
)
from pratique.law.us.cfr15_791d.what_follows import OF_NETWORKS, PROGRAMMED, WHAT_FOLLOWS
from pratique.logic.author import all_of, any_of, hertz, none_of, some, the
from pratique.logic.relations import Relation, conclusion_relations, contradicts, entails, look_again, presumed

LINKED = ("CN", "HK", "MO", "RU")
"""China and Russia, with what may belong to them."""
BLUETOOTH = hertz(2.4e9)
"""The lowest frequency of the band that every Bluetooth radio uses."""
CELLULAR = hertz(400e6)
"""Every band of a cellular network lies above it (the lowest begin at 410 MHz)."""
ANY_NETWORK = hertz(50e6)
"""So do those of satellites and of Wi-Fi (802.11af in the gaps of television begins at 54 MHz)."""
MOST_DAYS = 182  # more days than half of a year
_SATELLITE = "satellite_communication_system"
_COMPUTES = (
    "microcontroller",
    "microcomputer_or_module",
    "system_on_chip",
    "networking_or_telematics_unit",
    "cellular_modem_or_module",
    "wifi_microcontroller_or_module",
    "bluetooth_microcontroller_or_module",
    "other_wireless_microcontroller_or_module",
    "digital_signal_processor",
    "fpga",
)
"""Types named in the definition that run software or are programmed."""

CONCLUSIONS: tuple[Relation, ...] = (
    *conclusion_relations(conclusions.connected, connected_vehicle, CASE),
    *conclusion_relations(conclusions.completed_connected, completed_connected_vehicle, CASE),
    *conclusion_relations(conclusions.vcs_hardware, vcs_hardware, PART),
    *conclusion_relations(conclusions.covered_software, covered_software, PART),
    *conclusion_relations(conclusions.legacy_software, legacy_software, PART),
    *conclusion_relations(conclusions.linked, linked_person, PARTY),
    entails(
        "us.cfr15_791d.completed_is_connected",
        CITE,
        "A completed connected vehicle is a connected vehicle.",
        per=CASE,
        when=conclusions.completed_connected.is_("yes"),
        then=connected_vehicle,
        why="definition",
    ),
)
"""Terms that may be stated as a whole."""
LAWS: tuple[Relation, ...] = (
    *PARTY_RELATIONS,
    *VEHICLE_RELATIONS,
    entails(
        "us.cfr15_791d.role_is_of_a_us_person", CITE,
        "A connected vehicle manufacturer and a VCS hardware importer are US persons.",
        per=CASE,
        when=act.actor_roles.meets("connected_vehicle_manufacturer", "vcs_hardware_importer"),
        then=the(ACTOR, us_person),
    ),
    entails(
        "us.cfr15_791d.bluetooth_band", "Bluetooth core specification",
        "Bluetooth works at 2.4 GHz.",
        per=PART, given=(part.named_type,), when=part.named_type.is_("bluetooth_microcontroller_or_module"),
        then=part.radio_frequency_max >= BLUETOOTH, why="world",
    ),
    contradicts(
        "us.cfr15_791d.foreign_maker", CITE,
        "Software that somebody outside the United States made, or that a linked person controls, and in which nobody outside has any interest.",
        per=PART,
        when=some(SOURCE, source.roles.meets(*MADE), any_of(party.organised_in.is_(*ABROAD), linked_person)),
        then=all_of(part.kind.is_("software"), none_of(part.foreign_interest)),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.linked_upkeep", CITE,
        "A linked person keeps the software up, and no linked person has altered it since the cut-off.",
        per=PART,
        when=some(SOURCE, source.roles.meets(*SERVED), linked_person),
        then=all_of(part.kind.is_("software"), none_of(part.altered_by_linked)),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.road_category_off_the_road", "UNECE R.E.3",
        "It is of a category of road vehicles, and was not made primarily for public roads.",
        per=CASE, when=trade.category.is_("M1", "M2", "M3", "N1", "N2", "N3"), then=none_of(vehicle.public_road),
    ),
    contradicts(
        "us.cfr15_791d.off_road_most_days_on_roads", "15 CFR 791.301",
        "It was not made primarily for public roads, and is on them most days of a year.",
        per=CASE, when=all_of(act.concerns_vehicle, filing.days_on_road > MOST_DAYS),
        then=none_of(vehicle.public_road),
    ),
    contradicts(
        "us.cfr15_791d.built_up_and_not_completed", "15 CFR 791.301",
        "It enters built up, or was registered as a car, and is no completed vehicle.",
        per=CASE, when=any_of(trade.assembly.is_("CBU"), registered_on.is_given()), then=none_of(vehicle.completed),
    ),
    look_again(
        "us.cfr15_791d.firmware_on_processor", CITE,
        "Firmware controls one device; what a primary processor runs seldom is firmware.",
        per=PART, when=part.software_class.is_("firmware"), then=part.on_primary_processor,
    ),
    look_again(
        "us.cfr15_791d.private_act_of_a_trader", CITE,
        "A private import, or the resale of a used car, by somebody who makes or imports for sale: what is brought in for sale is an import.",
        per=CASE, when=act.kind.is_("personal_import", "used_resale"),
        then=any_of(
            act.actor_roles.meets("connected_vehicle_manufacturer", "vcs_hardware_importer"),
            act.assembles_in_us, act.imports_vehicles, act.integrates_ads, act.imports_hardware,
        ),
    ),
    look_again(
        "us.cfr15_791d.work_after_the_act", CITE,
        "It was last worked on after the day of the act.",
        per=PART, when=part.kind.is_("software"), then=any_of(*((day - act.date) > 0 for day in part.WORK_DAYS)),
    ),
    contradicts(
        "us.cfr15_791d.two_model_years", "15 CFR 791.308(a)",
        "It is installed in a vehicle of one model year and associated with another.",
        per=PART,
        when=all_of(act.concerns_vehicle, part.installed_in_vehicle),
        then=any_of((part.model_year - vehicle.model_year) > 0, (part.model_year - vehicle.model_year) < 0),
    ),
    look_again(
        "us.cfr15_791d.automation_without_level", CITE,
        "It enables automated driving, and no feature of the vehicle reaches level 3.",
        per=PART, when=part.software_enables.meets("ADS"), then=vehicle.automation_level < 3,
    ),
)  # fmt: skip

_MODULES = (
    "networking_or_telematics_unit",
    "cellular_modem_or_module",
    "wifi_microcontroller_or_module",
    "bluetooth_microcontroller_or_module",
    "satellite_communication_system",
    "other_wireless_microcontroller_or_module",
)
"""Types that are a radio in themselves; an antenna may be a passive part."""
_BY_RADIO = (*OF_NETWORKS, "other_wireless_microcontroller_or_module", "external_antenna")
"""Types that are none without a radio frequency; a networking unit may be one of wires."""
_SAID_OF_SOFTWARE = any_of(part.on_primary_processor, part.software_enables.meets("VCS", "ADS"))
_SAID_OF_HARDWARE = part.functions.meets(*part.FUNCTIONS)

WHO_A_PARTY_IS: tuple[Relation, ...] = (
    contradicts(
        "us.cfr15_791d.parent_there", CITE,
        "Its ultimate parent has its headquarters in China or Russia, and nobody there controls it.",
        per=PARTY, when=export.parent_headquarters.is_(*LINKED), then=none_of(party.controlled), why="world",
    ),
    contradicts(
        "us.cfr15_791d.majority_there", CITE,
        "Parties of countries of concern hold more than half of it, and nobody there controls it.",
        per=PARTY, when=party_share > 50, then=none_of(party.controlled), why="world",
    ),
    contradicts(
        "us.cfr15_791d.military_company", CITE,
        "It stands on the list of Chinese military companies, and nobody there controls it.",
        per=PARTY, when=export.on_other_list.is_("chinese_military_companies"),
        then=all_of(none_of(party.controlled), none_of(party.acts_for_adversary)), why="world",
    ),
    contradicts(
        "us.cfr15_791d.source_of_nothing", CITE,
        "It is listed as a source, and had no part in it.",
        per=SOURCE, when=source.roles.inside(), then=source.roles.inside(),
    ),
)  # fmt: skip
"""What a party is said to be, beside who stands above it."""

WHAT_A_PART_IS: tuple[Relation, ...] = (
    entails(
        "us.cfr15_791d.class_is_of_software",
        CITE,
        "What has a class of software is software.",
        per=PART,
        given=(part.software_class,),
        then=part.kind.is_("software"),
    ),
    entails(
        "us.cfr15_791d.frequency_is_of_hardware",
        CITE,
        "What works at a radio frequency is hardware.",
        per=PART,
        given=(part.radio_frequency_max,),
        then=part.kind.is_("hardware"),
    ),
    contradicts(
        "us.cfr15_791d.software_called_hardware",
        CITE,
        "It is hardware, and what software is and enables is said of it.",
        per=PART,
        when=part.kind.is_("hardware"),
        then=_SAID_OF_SOFTWARE,
    ),
    contradicts(
        "us.cfr15_791d.hardware_called_software",
        CITE,
        "It is software, and its radio function serves something.",
        per=PART,
        when=part.kind.is_("software"),
        then=_SAID_OF_HARDWARE,
    ),
    contradicts(
        "us.cfr15_791d.radio_that_does_not_communicate",
        CITE,
        "It is a radio in itself, and contributes nothing to communication.",
        per=PART,
        when=part.named_type.is_(*(each for each in _MODULES if each not in OF_NETWORKS)),
        then=none_of(part.contributes),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.radio_without_frequency",
        CITE,
        "It is of a type that works by radio, and works at no radio frequency.",
        per=PART,
        when=part.named_type.is_(*_BY_RADIO),
        then=part.radio_frequency_max.is_none(),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.network_radio_below_its_bands",
        "3GPP TS 36.101; IEEE 802.11",
        "It is a radio of a network, and works below every band of one.",
        per=PART,
        when=part.named_type.is_("cellular_modem_or_module", "wifi_microcontroller_or_module", _SATELLITE),
        then=any_of(
            part.radio_frequency_max < ANY_NETWORK,
            all_of(part.named_type.is_("cellular_modem_or_module"), part.radio_frequency_max < CELLULAR),
        ),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.network_radio_that_serves_none",
        CITE,
        "It is a radio of a network, and its radio function serves anything but communication.",
        per=PART,
        when=part.named_type.is_(*OF_NETWORKS),
        then=part.functions.inside(*(name for name in part.FUNCTIONS if name != "communication")),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.computer_without_software",
        CITE,
        "It is of a type that computes, and neither runs software nor can be programmed.",
        per=PART,
        when=part.named_type.is_(*(each for each in _COMPUTES if each not in PROGRAMMED)),
        then=none_of(part.programmable),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.installed_and_apart",
        "15 CFR 791.308(a)(2)",
        "A manufacturer brings in a vehicle with the hardware installed in it, and the hardware does not come as part of a vehicle.",
        per=PART,
        when=all_of(
            act.kind.is_("import"), act.concerns_vehicle, part.installed_in_vehicle, connected_vehicle_manufacturer
        ),
        then=none_of(part.imported_in_vehicle),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.silent_vehicle",
        CITE,
        "A part of the vehicle is a radio, and the vehicle does not communicate.",
        per=CASE,
        when=all_of(act.concerns_vehicle, some(PART, part.named_type.is_(*_MODULES))),
        then=none_of(vehicle.wireless),
        why="world",
    ),
    contradicts(
        "us.cfr15_791d.vehicle_without_software",
        CITE,
        "The vehicle has software or a radio module among its parts, and no networked hardware that runs any.",
        per=CASE,
        when=all_of(
            act.concerns_vehicle,
            some(PART, any_of(part.kind.is_("software"), _SAID_OF_SOFTWARE, part.named_type.is_(*_MODULES))),
        ),
        then=none_of(vehicle.networked),
        why="world",
    ),
)
"""What a part is said to be, beside what it is said to do."""

DAYS: tuple[Relation, ...] = (
    contradicts(
        "us.cfr15_791d.leaves_before_it_comes", "15 CFR 791.306",
        "The goods are brought in, and leave again before that day.",
        per=CASE, when=act.kind.is_("import"), then=(filing.temporary_until - act.date) < 0,
    ),
    contradicts(
        "us.cfr15_791d.stays_and_is_sold_abroad", "15 CFR 791.306",
        "The goods are exported for sale abroad, and stay in the country.",
        per=CASE, when=filing.leaves_for_sale_abroad, then=filing.temporary_until.is_none(),
    ),
    contradicts(
        "us.cfr15_791d.changed_before_it_was_filed", "15 CFR 791.305",
        "A change since the declaration is dated before the declaration.",
        per=CASE, when=filing.filed.is_given(), then=(filing.changed - filing.filed) < 0,
    ),
)  # fmt: skip
"""Days that have an order."""

PRESUMPTIONS: tuple[Relation, ...] = (
    presumed(
        "us.cfr15_791d.not_informed", "15 CFR 791.307",
        "No letter of the agency says that this transaction needs a specific authorization.",
        within="ordinary", per=CASE, then=none_of(act.informed_by_bis), leans="permits",
    ),
    presumed(
        "us.cfr15_791d.not_told_ineligible", "15 CFR 791.306",
        "No letter of the agency closes the general authorizations to the actor.",
        within="ordinary", per=CASE, then=none_of(act.told_ineligible), leans="permits",
    ),
    presumed(
        "us.cfr15_791d.type_is_programmable", CITE,
        "A part of a type that computes runs software or can be programmed.",
        within="ordinary", per=PART, when=part.named_type.is_(*_COMPUTES), then=part.programmable, leans="bars",
    ),
    presumed(
        "us.cfr15_791d.type_communicates", CITE,
        "A part of a type that is there to communicate contributes to communication.",
        within="ordinary", per=PART, when=part.named_type.is_(*part.RADIO_TYPES), then=part.contributes, leans="bars",
    ),
    presumed(
        "us.cfr15_791d.new_vehicle", "15 CFR 791.303(b)",
        "A manufacturer sells new vehicles.",
        within="ordinary", per=CASE, when=all_of(act.kind.is_("sale"), act.concerns_vehicle), then=vehicle.new,
        leans="bars",
    ),
    presumed(
        "us.cfr15_791d.imported_for_production", "15 CFR 791.308(a)",
        "Hardware is brought in to be built into new vehicles.",
        within="ordinary", per=PART, when=all_of(act.kind.is_("import"), part.kind.is_("hardware")),
        then=part.import_purpose.is_("production"), leans="bars",
    ),
    presumed(
        "us.cfr15_791d.foreign_interest", CITE,
        "Somebody outside the United States has some interest in the software.",
        within="ordinary", per=PART, when=part.kind.is_("software"), then=part.foreign_interest, leans="bars",
    ),
    presumed(
        "us.cfr15_791d.road_vehicle", CITE,
        "The vehicle is driven by mechanical power, for public roads, and does not run on rails.",
        within="ordinary", per=CASE, when=act.concerns_vehicle,
        then=all_of(vehicle.mechanical_power, vehicle.public_road, none_of(vehicle.rail_only)), leans="bars",
    ),
    presumed(
        "us.cfr15_791d.finished_networked_vehicle", CITE,
        "The vehicle is finished, networked and talks by radio.",
        within="ordinary", per=CASE, when=act.concerns_vehicle,
        then=all_of(vehicle.networked, vehicle.wireless, vehicle.completed), leans="bars",
    ),
    presumed(
        "us.cfr15_791d.actor_is_a_us_entity", "15 CFR 791.2",
        "The actor is an organisation, and a US person.",
        within="own_house", per=CASE, then=the(ACTOR, us_person, none_of(party.natural_person)), leans="bars",
    ),
    presumed(
        "us.cfr15_791d.actor_is_not_linked", CITE,
        "The actor is not directed, seated or controlled from China or Russia.",
        within="own_house", per=CASE,
        then=the(
            ACTOR, none_of(party.acts_for_adversary), none_of(party.controlled), none_of(party.organised_in.is_(*LINKED)),
            none_of(party.headquarters.is_(*LINKED)), none_of(party.principal_place.is_(*LINKED)),
        ),
        leans="permits",
    ),
)  # fmt: skip
"""What may be taken for granted: never a date, a list's completeness, a supplier's link or an authorization held."""
RELATIONS = (
    *(OF_NO_VEHICLE, *LAWS, *WHAT_FOLLOWS, *WHO_A_PARTY_IS, *WHAT_A_PART_IS),
    *(*DAYS, *OF_AN_AUTHORIZATION, *CONCLUSIONS, *PRESUMPTIONS),
)
