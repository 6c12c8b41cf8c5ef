"""15 CFR 791.308: what is exempt, unit by unit and vehicle by vehicle."""

from dataclasses import replace

from pratique.facts import act, part, vehicle
from pratique.facts.definition import legal
from pratique.facts.kinds import PART
from pratique.law.clocks import during
from pratique.law.construction import under
from pratique.law.provision import exemption
from pratique.law.us.cfr15_791d.actors import actor_is_linked, connected_vehicle_manufacturer, vcs_hardware_importer
from pratique.law.us.cfr15_791d.definitions import covered_software, imported
from pratique.logic.author import all_of, any_of, none_of, some

HARDWARE_MODEL_YEAR = 2030
"""Hardware of vehicles before model year 2030 is exempt (791.308(a)(2), confirmed)."""
HARDWARE_CALENDAR = "2029-01-01"
"""Hardware without a model year is exempt before this day (791.308(a)(1), confirmed)."""
SOFTWARE_MODEL_YEAR = 2027
"""Vehicles before model year 2027 are exempt (791.308(b), (c), confirmed)."""

cross_reference = legal(
    "us.cfr15_791d.software_exemption_cross_reference",
    ("any_vehicle", "vehicles_with_covered_software"),
    "791.308(b) points to a paragraph 791.303(a)(1) that does not exist: whether it exempts any vehicle before model "
    "year 2027, or only one that holds covered software under 791.303(a) and (b).",
    usual="vehicles_with_covered_software",
    cautious="vehicles_with_covered_software",
    cite="15 CFR 791.308(b)",
)

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
    "15 CFR 791.308(a)(2), first limb",
    "Hardware units associated with a vehicle model year before 2030.",
    when=all_of(
        vcs_hardware_importer,
        part.model_year < HARDWARE_MODEL_YEAR,
    ),
)

installed_before_2030 = exemption(
    "15 CFR 791.308(a)(2), second limb",
    "Hardware imported as part of a connected vehicle of a model year before 2030.",
    when=all_of(
        vcs_hardware_importer,
        any_of(
            part.imported_in_vehicle,
            all_of(act.concerns_vehicle, part.installed_in_vehicle, connected_vehicle_manufacturer),
        ),
        vehicle.model_year < HARDWARE_MODEL_YEAR,
    ),
)

repair_before_2030 = exemption(
    "15 CFR 791.308(a)(2), third limb",
    "Hardware imported to repair, or under warranty for, a connected vehicle of a model year before 2030.",
    when=all_of(
        vcs_hardware_importer,
        part.import_purpose.is_("repair", "warranty"),
        part.repaired_model_year < HARDWARE_MODEL_YEAR,
    ),
)

_before_2027 = all_of(
    connected_vehicle_manufacturer,
    vehicle.model_year < SOFTWARE_MODEL_YEAR,
)

vehicle_before_2027 = exemption(
    "15 CFR 791.308(b)",
    "Completed connected vehicles made before model year 2027.",
    when=_before_2027,
)
"""What it lifts presupposes covered software, so that there the dead cross-reference makes no difference."""

whole_vehicle_before_2027 = exemption(
    "15 CFR 791.308(b)",
    "Completed connected vehicles made before model year 2027.",
    when=under(
        cross_reference,
        any_vehicle=_before_2027,
        vehicles_with_covered_software=all_of(_before_2027, some(PART, covered_software)),
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
)

HARDWARE = (no_model_year_before_2029, unit_before_2030, installed_before_2030, repair_before_2030)
IMPORTED_HARDWARE = tuple(
    replace(each, when=all_of(imported, part.kind.is_("hardware"), each.when)) for each in HARDWARE
)
"""The same for the unit itself: what is imported under an exemption is exempt, not merely clear."""
VEHICLE = (vehicle_before_2027,)
PARTS_OF_VEHICLE = tuple(
    replace(each, when=all_of(none_of(all_of(imported, part.kind.is_("hardware"))), each.when)) for each in VEHICLE
)
"""For a part of the vehicle: imported hardware has exemptions of its own in (a), and (b) does not reach it."""
WHOLE_VEHICLE = (whole_vehicle_before_2027,)
LINKED_MAKER = (linked_maker_before_2027,)
