"""15 CFR 791.301: the terms that everything in the subpart turns on.

No copy of the official text of this section could be read: every term here rests on secondary sources or memory,
each element says which, and `text_verified` stays false until counsel has read it.
"""

from pratique.facts import act, conclusions, part, party, source, vehicle
from pratique.facts.definition import remembered
from pratique.facts.kinds import PART, SOURCE
from pratique.facts.relations import seated_in
from pratique.law.construction import under
from pratique.law.us.cfr15_791d.control import CITE, SEATS
from pratique.law.us.cfr15_791d.in_doubt import (
    combined_functions,
    cutoff_day,
    hardware_list,
    item_for_vehicle,
    legacy_delivery,
    proprietary_forks,
    residence,
    residence_alone,
    service_widening,
    weight_unit,
    zone_and_transit,
)
from pratique.logic.author import all_of, any_of, hertz, none_of, some, term
from pratique.logic.nodes import Condition, DateFact

THRESHOLD = hertz(450e6)
"""Connectivity counts above 450 MHz (791.301, confirmed by two secondary sources)."""
WEIGHT_LIMIT_LB = 10_000
WEIGHT_LIMIT_KG = 4_536
"""Both weight limits as the text gives them; each is tested in its own unit (791.301)."""
LEGACY_CUTOFF = "2026-03-17"
"""Software last worked on before this day is outside, unless a linked person alters it after (791.301)."""

imported = term(
    "import",
    CITE,
    "Brought into the customs territory of the United States; whether admission to a zone and transit in bond are, is open.",
    any_of(act.kind.is_("import"), all_of(act.kind.is_("zone_admission", "transit"), zone_and_transit.is_("import"))),
)

# --- vehicles ----------------------------------------------------------------------------------------------

too_heavy = term(
    "over the weight limit",
    CITE,
    "The gross vehicle weight rating is above 10,000 lb (4,536 kg).",
    under(
        weight_unit,
        pounds=vehicle.gvwr_lb > WEIGHT_LIMIT_LB,
        kilograms=vehicle.gvwr_kg > WEIGHT_LIMIT_KG,
    ),
)

connected_vehicle = term(
    "connected vehicle",
    CITE,
    "A vehicle driven by mechanical power, made primarily for public roads, with onboard networked hardware and "
    "software that communicates by wireless with anything else; not a rail vehicle, not above the weight limit.",
    all_of(
        act.concerns_vehicle,
        vehicle.mechanical_power,
        vehicle.public_road,
        vehicle.networked,
        vehicle.wireless,
        none_of(vehicle.rail_only),
        none_of(too_heavy),
    ),
    stated=conclusions.connected,
    also=(conclusions.completed_connected,),
)

completed_connected_vehicle = term(
    "completed connected vehicle",
    CITE,
    "A connected vehicle that needs no further manufacturing operation.",
    all_of(connected_vehicle, vehicle.completed),
    stated=conclusions.completed_connected,
)

automated_driving_system = term(
    "automated driving system",
    CITE,
    "Hardware and software that together perform the entire dynamic driving task on a sustained basis: SAE levels 3 to 5.",
    vehicle.automation_level >= 3,
)

# --- hardware ----------------------------------------------------------------------------------------------

of_a_connected_vehicle = term(
    "of a connected vehicle",
    CITE,
    "The vehicle that the act concerns, if it concerns one, is a connected vehicle: an item of a heavier one, or of one on "
    "rails, is none of this subpart. A unit that comes alone is judged without a vehicle.",
    any_of(none_of(act.concerns_vehicle), connected_vehicle),
)

_power_only = remembered(
    "us_cfr15_791d_power_supply", "Whether gear that only powers the connectivity system is outside.", CITE
)
_EXCLUDED = ("sensing", "ultrawideband_access", "one_way_reception", "power")

only_excluded_functions = term(
    "exclusively an excluded function",
    CITE,
    "Its radio function serves nothing but automotive sensing, or nothing but ultrawideband access to the vehicle, or "
    "nothing but one-way reception, or nothing but power for the system.",
    all_of(
        part.functions.meets(*_EXCLUDED),
        any_of(
            part.functions.inside("sensing"),
            part.functions.inside("ultrawideband_access"),
            part.functions.inside("one_way_reception"),
            all_of(part.functions.inside("power"), _power_only),
            all_of(part.functions.inside(*_EXCLUDED), combined_functions.is_("together"), _power_only),
        ),
    ),
)

vehicle_connectivity_system = term(
    "vehicle connectivity system",
    CITE,
    "An item of a completed connected vehicle that enables radio communication above 450 MHz, unless it exclusively "
    "serves an excluded function.",
    all_of(
        part.radio_frequency_max > THRESHOLD,
        none_of(only_excluded_functions),
        of_a_connected_vehicle,
        under(
            item_for_vehicle,
            made_for=part.for_completed_vehicle,
            installed_in=part.installed_in_vehicle,
        ),
    ),
)

vcs_hardware = term(
    "VCS hardware",
    CITE,
    "A software-enabled or programmable component that directly enables and is directly connected to a vehicle "
    "connectivity system, or is part of an item that does; parts that do not contribute to communication are outside.",
    all_of(
        of_a_connected_vehicle,
        part.kind.is_("hardware"),
        part.programmable,
        part.contributes,
        any_of(
            vehicle_connectivity_system,
            all_of(part.enables_vcs, part.connected_to_vcs),
            part.in_enabling_item,
        ),
        any_of(
            part.named_type.is_(*(name for name in part.NAMED_TYPES if name != "not_named")),
            hardware_list.is_("open_list"),
        ),
    ),
    stated=conclusions.vcs_hardware,
)

# --- software ----------------------------------------------------------------------------------------------

firmware = term(
    "firmware",
    CITE,
    "Software for one hardware device whose primary purpose is to control, configure or talk to it; operating systems "
    "and other system software are not.",
    part.software_class.is_("firmware"),
)

open_source = term(
    "open source",
    CITE,
    "Software whose full source is open, unless it was changed for proprietary purposes and the changes are not shared.",
    all_of(
        part.open_source,
        any_of(
            none_of(part.proprietary_changes),
            part.changes_shared,
            proprietary_forks.is_("stay_outside"),
        ),
    ),
)


def _before_cutoff(day: DateFact) -> Condition:
    return any_of(day < LEGACY_CUTOFF, all_of(day.equals(LEGACY_CUTOFF), cutoff_day.is_("counts_as_before")))


def _never_or_before_cutoff(day: DateFact) -> Condition:
    return any_of(day.is_none(), _before_cutoff(day))


legacy_software = term(
    "legacy software",
    CITE,
    "Software designed, developed, manufactured and supplied before 17 March 2026 and not altered after that day by a "
    "linked person.",
    all_of(
        under(
            legacy_delivery,
            every_verb=all_of(*(_never_or_before_cutoff(day) for day in part.WORK_DAYS)),
            delivery_aside=all_of(
                *(_never_or_before_cutoff(day) for day in part.WORK_DAYS if day is not part.last_supplied)
            ),
        ),
        none_of(part.altered_by_linked),
    ),
    stated=conclusions.legacy_software,
)

covered_software = term(
    "covered software",
    CITE,
    "Software in which there is a foreign interest, run by the primary processor of an item that directly enables "
    "connectivity or automated driving; firmware, open source and legacy software are outside.",
    all_of(
        part.kind.is_("software"),
        part.foreign_interest,
        part.on_primary_processor,
        any_of(
            part.software_enables.meets("VCS"),
            all_of(part.software_enables.meets("ADS"), automated_driving_system),
        ),
        none_of(firmware),
        none_of(open_source),
        none_of(legacy_software),
    ),
    stated=conclusions.covered_software,
)

# --- persons -----------------------------------------------------------------------------------------------

_PRC_AND_RUSSIA = tuple(sorted(SEATS))
"""15 CFR 791.4 names both Chinese special regions since 4 February 2025, before this subpart came into force."""


agent_or_directed = term(
    "linked person, first limb",
    CITE,
    "Acts at the order or under the direction or control of China or Russia, or of whom they direct or mainly finance.",
    party.acts_for_adversary,
)

citizen_or_resident = term(
    "linked person, second limb",
    CITE,
    "A natural person who is a citizen or resident of China or Russia and not of the United States.",
    all_of(
        party.natural_person,
        any_of(
            party.citizen_of.meets(*_PRC_AND_RUSSIA),
            party.resident_in.meets(*_PRC_AND_RUSSIA),
        ),
        none_of(all_of(party.us_citizen_or_permanent_resident, residence.is_("carved_out"))),
    ),
)

organised_or_seated = term(
    "linked person, third limb",
    CITE,
    "An organisation organised, headquartered or with its principal place of business in China or Russia.",
    all_of(
        none_of(party.natural_person),
        seated_in(*_PRC_AND_RUSSIA),
    ),
)

controlled = term(
    "linked person, fourth limb",
    CITE,
    "An organisation whose important matters a linked person has the power to decide, by majority or dominant "
    "minority of votes, board, proxy, special share, contract or concert, used or not.",
    all_of(none_of(party.natural_person), party.controlled),
)

linked_person = term(
    "person owned by, controlled by, or subject to the jurisdiction or direction of China or Russia",
    CITE,
    "A person within any one of the four limbs.",
    any_of(agent_or_directed, citizen_or_resident, organised_or_seated, controlled),
    stated=conclusions.linked,
)

MADE = ("designed", "developed", "manufactured", "supplied")
SERVED = ("operates", "manages", "maintains", "repairs", "updates", "services")

counted_only_for_citizenship = term(
    "counted only for citizenship",
    "15 CFR 791.302(b), 791.303(c)",
    "Counts only because of the citizenship of people whom an entity employs or engages; whether that reaches somebody who "
    "lives in China or Russia is open.",
    all_of(
        source.only_by_citizenship,
        any_of(
            none_of(party.resident_in.meets(*_PRC_AND_RUSSIA)),
            residence_alone.is_("residence_too"),
        ),
    ),
)

nexus = term(
    "nexus",
    "15 CFR 791.302(b), 791.303(c)",
    "A linked person designed, developed, manufactured or supplied it, and not only through the citizenship of people "
    "whom an entity employs or engages.",
    some(
        SOURCE,
        any_of(
            source.roles.meets(*MADE),
            all_of(source.roles.meets(*SERVED), service_widening.is_("widens")),
        ),
        any_of(
            agent_or_directed,
            organised_or_seated,
            controlled,
            all_of(citizen_or_resident, none_of(counted_only_for_citizenship)),
            all_of(
                conclusions.linked.is_("yes"),
                none_of(all_of(party.natural_person, counted_only_for_citizenship)),
            ),
        ),
        none_of(conclusions.linked.is_("no")),
    ),
)


has_covered_content = term(
    "holds VCS hardware or covered software",
    CITE,
    "At least one part of the vehicle is VCS hardware or covered software, whoever made it.",
    some(PART, any_of(vcs_hardware, covered_software)),
)
