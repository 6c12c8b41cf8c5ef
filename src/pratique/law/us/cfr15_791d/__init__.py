"""15 CFR part 791, subpart D: connected vehicles (90 FR 5360).

Rule: what a person linked to China or Russia designed, developed, manufactured or supplied may not enter or be sold
in a connected vehicle in the United States, from model year 2027 for software and 2030 for hardware.
"""

from datetime import date

from pratique.facts import act
from pratique.facts.kinds import CASE, PART
from pratique.law.instrument import Instrument
from pratique.law.us.cfr15_791d import coverage, exemptions, relations
from pratique.law.us.cfr15_791d.actors import connected_vehicle_manufacturer, vcs_hardware_importer
from pratique.law.us.cfr15_791d.declarations import REQUIREMENTS
from pratique.law.us.cfr15_791d.definitions import connected_vehicle, covered_software, imported, vcs_hardware
from pratique.law.us.cfr15_791d.prohibitions import PROHIBITIONS
from pratique.logic.author import all_of, any_of

CONCERNED = (
    "import",
    "zone_admission",
    "transit",
    "sale",
    "software_update",
    "commercial_service",
    "personal_import",
    "used_resale",
    "manufacture",
)
"""The acts that the subpart speaks of, and three that it leaves alone: a private import, the resale of a used car, making."""

INSTRUMENT = Instrument(
    id="us.cfr15_791d",
    title="Securing the information and communications technology supply chain: connected vehicles",
    cite="15 CFR part 791 subpart D",
    issuer="US Department of Commerce, BIS, OICTS",
    jurisdiction="US",
    published=date(2025, 1, 16),
    checked_on=date(2026, 11, 22),
    reach=all_of(
        act.into.is_("US"),
        act.kind.is_(*CONCERNED),
        PROHIBITIONS[0].clocks.by_text(),
    ),
    scope={
        CASE: all_of(connected_vehicle, connected_vehicle_manufacturer),
        PART: any_of(
            all_of(connected_vehicle, connected_vehicle_manufacturer, any_of(vcs_hardware, covered_software)),
            all_of(imported, vcs_hardware_importer, vcs_hardware),
        ),
    },
    exempt={
        CASE: exemptions.WHOLE_VEHICLE + exemptions.LINKED_MAKER,
        PART: exemptions.PARTS_OF_VEHICLE + exemptions.IMPORTED_HARDWARE,
    },
    provisions=PROHIBITIONS + REQUIREMENTS,
    coverage=coverage.COVERAGE,
    not_examined=coverage.NOT_EXAMINED,
    sources=coverage.SOURCES,
    events=coverage.EVENTS,
    relations=relations.RELATIONS,
)
