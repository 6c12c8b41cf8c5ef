"""15 CFR 791.305: declarations of conformity; 791.311: notices; 791.312: records.

791.305 could not be read. That a declaration is due, who files it, the 60 days and the rhythm by model year stand on
two or more sources; updating and confirming an earlier one do not, and stay reminders.
"""

from pratique.facts import act, filing, part, vehicle
from pratique.facts.definition import legal
from pratique.facts.kinds import PART
from pratique.law.construction import under
from pratique.law.outcome import Outcome
from pratique.law.provision import Confidence, Duty, exemption, licence, requirement
from pratique.law.us.cfr15_791d import authorizations, exemptions
from pratique.law.us.cfr15_791d.actors import connected_vehicle_manufacturer, vcs_hardware_importer
from pratique.law.us.cfr15_791d.definitions import (
    completed_connected_vehicle,
    covered_software,
    imported,
    vcs_hardware,
)
from pratique.law.us.cfr15_791d.prohibitions import RULE
from pratique.logic.author import ALWAYS, all_of, any_of, least, shifted, some

FILING_DAYS = 60
"""Days before the first import or first sale (791.305, confirmed by two secondary sources)."""
UPDATE_DAYS = 60
"""Days after a material change (single source; the proposal had 30)."""

hardware_trigger = legal(
    "us.cfr15_791d.hardware_declaration_needs_foreign_interest",
    ("no", "yes"),
    "Whether the declaration for hardware, like that for software, needs a foreign interest.",
    usual="no",
    cautious="no",
    cite="15 CFR 791.305",
)
under_general = legal(
    "us.cfr15_791d.declaration_under_general_authorization",
    ("not_needed", "needed"),
    "Whether the general authorization relied on is one of the certain ones under which no declaration is needed.",
    usual="not_needed",
    cautious="needed",
    cite="15 CFR 791.305",
)

declaration = Duty(
    "declaration of conformity",
    "File the declaration at least 60 days before the first import or first sale of the model year (of the calendar "
    "year for hardware without one).",
    "15 CFR 791.305",
    due=shifted(least(act.date, filing.first_event), days=-FILING_DAYS),
    done=filing.filed,
    earliest_act=shifted(filing.filed, days=FILING_DAYS),
)
update = Duty(
    "correct the declaration",
    "After a material change, file a corrected declaration within 60 days (single source; a reminder).",
    "15 CFR 791.305",
    due=shifted(filing.changed, days=UPDATE_DAYS),
)

no_declaration_under_general = tuple(
    exemption(
        f"15 CFR 791.305 with {each.cite}",
        f"No declaration where {each.cite.partition(' (')[0]} is relied on.",
        leaves=Outcome.CLEAR,
        when=all_of(each.when, under_general.is_("not_needed")),
        text_verified=False,
    )
    for each in (authorizations.general_1, authorizations.general_2)
)
no_declaration_under_specific = exemption(
    "15 CFR 791.305 with 791.307",
    "No declaration where a specific authorization covers the act.",
    leaves=Outcome.CLEAR,
    when=filing.specific_authorization,
)

for_vehicles = requirement(
    "15 CFR 791.305 (vehicles)",
    "A manufacturer that imports or sells completed connected vehicles with covered software files a declaration of "
    "conformity.",
    clocks=RULE,
    when=all_of(
        connected_vehicle_manufacturer,
        any_of(
            imported,
            all_of(act.kind.is_("sale"), vehicle.new),
        ),
        completed_connected_vehicle,
        some(PART, covered_software),
    ),
    lifted_by=(*exemptions.VEHICLE, *no_declaration_under_general, no_declaration_under_specific),
    duties=(declaration, update, authorizations.records),
    text_verified=False,
)

for_hardware = requirement(
    "15 CFR 791.305 (hardware)",
    "An importer of VCS hardware files a declaration of conformity.",
    clocks=RULE,
    per=PART,
    when=all_of(
        vcs_hardware_importer,
        imported,
        vcs_hardware,
        under(hardware_trigger, no=ALWAYS, yes=part.foreign_interest),
    ),
    lifted_by=(*exemptions.HARDWARE, *no_declaration_under_general, no_declaration_under_specific),
    duties=(declaration, update, authorizations.records),
    text_verified=False,
)

informed = licence(
    "15 CFR 791.311",
    "A person told by the agency that a transaction would be prohibited needs a specific authorization for it.",
    clocks=RULE,
    when=act.informed_by_bis,
    lifted_by=(*exemptions.VEHICLE, authorizations.specific),
    confidence=Confidence.MEMORY,
    text_verified=False,
)

REQUIREMENTS = (for_vehicles, for_hardware, informed)
