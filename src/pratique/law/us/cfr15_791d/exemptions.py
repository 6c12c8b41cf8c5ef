"""15 CFR 791.308: what is exempt, unit by unit and vehicle by vehicle."""

from pratique.facts import act, part, vehicle
from pratique.facts.definition import legal
from pratique.law.clocks import during
from pratique.law.provision import Confidence, exemption
from pratique.law.us.cfr15_791d.definitions import (
    actor_is_linked,
    connected_vehicle_manufacturer,
    vcs_hardware_importer,
)
from pratique.logic.author import all_of, any_of

HARDWARE_MODEL_YEAR = 2030
"""Hardware of vehicles before model year 2030 is exempt (791.308(a)(2), confirmed)."""
HARDWARE_CALENDAR = "2029-01-01"
"""Hardware without a model year is exempt before this day (791.308(a)(1), confirmed)."""
SOFTWARE_MODEL_YEAR = 2027
"""Vehicles before model year 2027 are exempt (791.308(b), (c), confirmed)."""

cross_reference = legal(
    "us.cfr15_791d.software_exemption_cross_reference", ("covered_software_of_303", "nothing"),
    "791.308(b) points to a paragraph 791.303(a)(1) that does not exist: whether it means covered software under "
    "791.303(a) and (b).",
    usual="covered_software_of_303", cautious="covered_software_of_303", cite="15 CFR 791.308(b)",
)  # fmt: skip

no_model_year_before_2029 = exemption(
    "15 CFR 791.308(a)(1)",
    "Hardware units that are not associated with a vehicle model year and imported before 2029.",
    when=all_of(
        vcs_hardware_importer,
        part.model_year.is_none(),
        during(None, HARDWARE_CALENDAR),
    ),
)

unit_before_2030 = exemption(
    "15 CFR 791.308(a)(2)(i)",
    "Hardware units associated with a vehicle model year before 2030.",
    when=all_of(
        vcs_hardware_importer,
        part.model_year < HARDWARE_MODEL_YEAR,
    ),
)

installed_before_2030 = exemption(
    "15 CFR 791.308(a)(2)(ii)",
    "Hardware imported as part of a connected vehicle of a model year before 2030.",
    when=all_of(
        vcs_hardware_importer,
        part.installed_in_vehicle,
        vehicle.model_year < HARDWARE_MODEL_YEAR,
    ),
)

repair_before_2030 = exemption(
    "15 CFR 791.308(a)(2)(iii)",
    "Hardware imported to repair, or under warranty for, a connected vehicle of a model year before 2030.",
    when=all_of(
        vcs_hardware_importer,
        part.import_purpose.is_("repair", "warranty"),
        part.repaired_model_year < HARDWARE_MODEL_YEAR,
    ),
)

vehicle_before_2027 = exemption(
    "15 CFR 791.308(b)",
    "Completed connected vehicles made before model year 2027.",
    when=all_of(
        connected_vehicle_manufacturer,
        vehicle.model_year < SOFTWARE_MODEL_YEAR,
        cross_reference.is_("covered_software_of_303"),
    ),
)

linked_maker_before_2027 = exemption(
    "15 CFR 791.308(c)",
    "Vehicles before model year 2027 of a manufacturer that is itself linked to China or Russia.",
    when=all_of(
        connected_vehicle_manufacturer,
        actor_is_linked,
        vehicle.model_year < SOFTWARE_MODEL_YEAR,
    ),
    confidence=Confidence.CONFIRMED,
)

HARDWARE = (no_model_year_before_2029, unit_before_2030, installed_before_2030, repair_before_2030)
IMPORTED_HARDWARE = all_of(act.kind.is_("import"), vcs_hardware_importer)
VEHICLE = (vehicle_before_2027,)
LINKED_MAKER = (linked_maker_before_2027,)
ANY_HARDWARE = any_of(*(each.when for each in HARDWARE))
