"""15 CFR 791.302, 791.303, 791.304: what may not be done."""

from pratique.facts import act, vehicle
from pratique.facts.definition import legal
from pratique.facts.kinds import PART
from pratique.law.clocks import in_force
from pratique.law.provision import Confidence, prohibition
from pratique.law.us.cfr15_791d import authorizations, exemptions
from pratique.law.us.cfr15_791d.actors import (
    actor_is_linked,
    connected_vehicle_manufacturer,
    knowingly,
    vcs_hardware_importer,
)
from pratique.law.us.cfr15_791d.definitions import (
    automated_driving_system,
    completed_connected_vehicle,
    covered_software,
    has_covered_content,
    imported,
    nexus,
    vcs_hardware,
)
from pratique.logic.author import all_of

RULE = in_force("2025-03-17", proposed="2024-09-26", published="2025-01-16")
"""90 FR 5360 of 16 January 2025; in force on 17 March 2025 (confirmed)."""

update_after_sale = legal(
    "us.cfr15_791d.update_after_sale",
    ("outside", "like_a_sale"),
    "Whether software that a manufacturer brings into a car after its sale is outside 791.303, since nothing is imported "
    "or sold, or is treated like a sale with that software.",
    usual="outside",
    cautious="like_a_sale",
    cite="15 CFR 791.303",
)

hardware_import = prohibition(
    "15 CFR 791.302(a)",
    "A VCS hardware importer may not knowingly import VCS hardware that a linked person designed, developed, "
    "manufactured or supplied.",
    clocks=RULE,
    per=PART,
    when=all_of(
        vcs_hardware_importer,
        imported,
        vcs_hardware,
        nexus,
        knowingly(nexus),
    ),
    lifted_by=exemptions.HARDWARE + authorizations.BY_PART,
    text_verified=False,
)

software_import = prohibition(
    "15 CFR 791.303(a)",
    "A connected vehicle manufacturer may not knowingly import completed connected vehicles with covered software that "
    "a linked person designed, developed, manufactured or supplied.",
    clocks=RULE,
    per=PART,
    when=all_of(
        connected_vehicle_manufacturer,
        imported,
        completed_connected_vehicle,
        covered_software,
        nexus,
        knowingly(nexus),
    ),
    lifted_by=exemptions.VEHICLE + authorizations.BY_PART,
    text_verified=False,
)

software_sale = prohibition(
    "15 CFR 791.303(b)",
    "A connected vehicle manufacturer may not knowingly sell, within the United States, new completed connected vehicles "
    "with covered software that a linked person designed, developed, manufactured or supplied.",
    clocks=RULE,
    per=PART,
    when=all_of(
        connected_vehicle_manufacturer,
        act.kind.is_("sale"),
        vehicle.new,
        completed_connected_vehicle,
        covered_software,
        nexus,
        knowingly(nexus),
    ),
    lifted_by=exemptions.VEHICLE + authorizations.BY_PART,
    text_verified=False,
)

software_update = prohibition(
    "15 CFR 791.303, update after the sale",
    "A connected vehicle manufacturer may not, if an update counts like a sale, knowingly bring such software into a "
    "connected vehicle after its sale.",
    clocks=RULE,
    per=PART,
    when=all_of(
        connected_vehicle_manufacturer,
        act.kind.is_("software_update"),
        completed_connected_vehicle,
        covered_software,
        nexus,
        knowingly(nexus),
        update_after_sale.is_("like_a_sale"),
    ),
    lifted_by=exemptions.VEHICLE + authorizations.BY_PART,
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
    note="No text or guidance says so either way; an advisory opinion under 791.310 would.",
)

linked_maker_sale = prohibition(
    "15 CFR 791.304, first sentence",
    "A manufacturer that is itself linked to China or Russia may not knowingly sell, in the United States, completed "
    "connected vehicles with any VCS hardware or covered software, whoever made it.",
    clocks=RULE,
    when=all_of(
        connected_vehicle_manufacturer,
        actor_is_linked,
        act.kind.is_("sale"),
        vehicle.new,
        completed_connected_vehicle,
        has_covered_content,
        knowingly(all_of(actor_is_linked, has_covered_content)),
    ),
    lifted_by=exemptions.LINKED_MAKER + authorizations.BY_ACT,
    text_verified=False,
)

linked_maker_service = prohibition(
    "15 CFR 791.304, second sentence",
    "Such a manufacturer may not offer a commercial service in the United States with completed connected vehicles that "
    "have an automated driving system.",
    clocks=RULE,
    when=all_of(
        connected_vehicle_manufacturer,
        actor_is_linked,
        act.kind.is_("commercial_service"),
        completed_connected_vehicle,
        automated_driving_system,
    ),
    lifted_by=exemptions.LINKED_MAKER + authorizations.BY_ACT,
    text_verified=False,
)

PROHIBITIONS = (
    hardware_import,
    software_import,
    software_sale,
    software_update,
    linked_maker_sale,
    linked_maker_service,
)
