"""A part: a line of the bill of materials, hardware or software."""

from datetime import date

from pratique.facts.definition import choice, day, members, number, truth
from pratique.facts.kinds import PART

LINKED_ALTERATION_CUTOFF = date(2026, 3, 17)
"""The day that `part.altered_by_linked_person_since_cutoff` asks about (15 CFR 791.301, confirmed)."""

kind = choice(
    "part.kind",
    PART,
    ("hardware", "software"),
    "Whether it is hardware or software.",
    "part supplier",
    "bill of materials",
)
LOWEST_RADIO = 8300
"""The lowest frequency (Hz) that the Radio Regulations allocate: a smaller number was written in another unit."""
radio_frequency_max = number(
    "part.radio_frequency_max",
    PART,
    "Hz",
    "The highest radio frequency at which it transmits, receives, converts or processes; none if it has no radio function.",
    "part supplier",
    "radio certificate, data sheet",
    "redesign",
    may_be_none=True,
    low=LOWEST_RADIO,
)
FUNCTIONS = ("communication", "sensing", "ultrawideband_access", "one_way_reception", "power")
functions = members(
    "part.functions",
    PART,
    FUNCTIONS,
    "Everything that its radio function serves.",
    "part supplier",
    "radio certificate, data sheet, architecture document",
    "redesign",
)
for_completed_vehicle = truth(
    "part.for_completed_vehicle",
    PART,
    "Made or brought in for a completed connected vehicle.",
    "part supplier",
    "order, drawing",
)
installed_in_vehicle = truth(
    "part.installed_in_vehicle",
    PART,
    "Fitted in a completed connected vehicle at the plant, not plugged in later by its user.",
    "part supplier",
    "assembly drawing",
)
imported_in_vehicle = truth(
    "part.imported_in_vehicle",
    PART,
    "Enters the country as part of a vehicle, not as a unit of its own.",
    "you",
    "entry papers",
)
programmable = truth(
    "part.programmable", PART, "Runs software or can be programmed.", "part supplier", "data sheet", "redesign"
)
enables_vcs = truth(
    "part.directly_enables_vcs",
    PART,
    "Directly enables vehicle connectivity.",
    "part supplier",
    "architecture document",
    "redesign",
)
connected_to_vcs = truth(
    "part.directly_connected_to_vcs",
    PART,
    "Directly connected to the vehicle connectivity system.",
    "part supplier",
    "architecture document",
    "redesign",
)
in_enabling_item = truth(
    "part.in_enabling_item",
    PART,
    "Part of an item that directly enables vehicle connectivity.",
    "part supplier",
    "assembly drawing",
    "redesign",
)
contributes = truth(
    "part.contributes_to_communication",
    PART,
    "Contributes to the communication function (fasteners, brackets, passive electronics do not).",
    "part supplier",
    "radio certificate, data sheet",
)
NAMED_TYPES = (
    "microcontroller",
    "microcomputer_or_module",
    "system_on_chip",
    "networking_or_telematics_unit",
    "cellular_modem_or_module",
    "wifi_microcontroller_or_module",
    "bluetooth_microcontroller_or_module",
    "satellite_communication_system",
    "other_wireless_microcontroller_or_module",
    "external_antenna",
    "digital_signal_processor",
    "fpga",
    "not_named",
)
RADIO_TYPES = (
    "networking_or_telematics_unit",
    "cellular_modem_or_module",
    "wifi_microcontroller_or_module",
    "bluetooth_microcontroller_or_module",
    "satellite_communication_system",
    "other_wireless_microcontroller_or_module",
    "external_antenna",
)
"""Types named in the definition that are there to communicate."""
HARDWARE_TYPES = frozenset(NAMED_TYPES) - {"not_named"}
"""The types that the definition names, each of hardware."""
named_type = choice(
    "part.named_type",
    PART,
    NAMED_TYPES,
    "Which type named in the definition of the hardware it is, or that it is none of them.",
    "part supplier",
    "radio certificate, data sheet",
)
model_year = number(
    "part.model_year",
    PART,
    "",
    "The model year of the vehicle that the unit is associated with; none if it is not associated with one.",
    "part supplier",
    "order, drawing",
    "date",
    whole=True,
    may_be_none=True,
    low=1980,
    high=2200,
)
import_purpose = choice(
    "part.import_purpose",
    PART,
    ("production", "repair", "warranty", "aftermarket", "reexport"),
    "What the unit is imported for.",
    "you",
    "entry papers",
    "paper",
)
repaired_model_year = number(
    "part.repaired_vehicle_model_year",
    PART,
    "",
    "The model year of the vehicle that it repairs; none if it repairs none.",
    "you",
    "order",
    whole=True,
    may_be_none=True,
    low=1980,
    high=2200,
)

software_class = choice(
    "part.software_class",
    PART,
    ("application", "middleware", "system", "firmware"),
    "What the software is: firmware controls one hardware device; operating systems and middleware do not.",
    "software supplier",
    "architecture document",
    "redesign",
)
on_primary_processor = truth(
    "part.on_primary_processor",
    PART,
    "Executed by the primary processing unit of the item.",
    "software supplier",
    "architecture document",
    "redesign",
)
software_enables = members(
    "part.software_enables",
    PART,
    ("VCS", "ADS"),
    "What the software directly enables at vehicle level: connectivity, automated driving.",
    "software supplier",
    "architecture document",
    "redesign",
)
foreign_interest = truth(
    "part.foreign_interest",
    PART,
    "Whether a person outside the United States has any interest in it, of any nature, direct or indirect.",
    "software supplier",
    "licence, ownership file",
    "supplier",
)
open_source = truth(
    "part.open_source",
    PART,
    "The full source is open to use, study, reuse, change, enhance and pass on.",
    "software supplier",
    "licence",
    "supplier",
)
proprietary_changes = truth(
    "part.open_source_changed_for_proprietary_use",
    PART,
    "The open source was changed for proprietary purposes.",
    "software supplier",
    "fork history",
    "redesign",
)
changes_shared = truth(
    "part.open_source_changes_shared",
    PART,
    "Those changes are passed on or shared.",
    "software supplier",
    "repository",
    "paper",
)
last_worked_on = day(
    "part.last_designed_or_supplied",
    PART,
    "The one day on which it was last designed, developed, manufactured and supplied, where that is one day; where it is not, give the day of each.",
    "software supplier",
    "commit log, delivery note",
)
last_designed = day(
    "part.last_designed",
    PART,
    "The last day on which it was designed; none if nobody designs it.",
    "software supplier",
    "design record",
    may_be_none=True,
)
last_developed = day(
    "part.last_developed",
    PART,
    "The last day on which it was developed: written, changed, compiled.",
    "software supplier",
    "commit log",
    may_be_none=True,
)
last_manufactured = day(
    "part.last_manufactured",
    PART,
    "The last day on which it was manufactured; none if it never is.",
    "software supplier",
    "production record",
    may_be_none=True,
)
last_supplied = day(
    "part.last_supplied",
    PART,
    "The last day on which it was supplied: handed over, in whatever version.",
    "software supplier",
    "delivery note",
    may_be_none=True,
)
WORK_DAYS = (last_designed, last_developed, last_manufactured, last_supplied)
"""The four verbs of the rule, each with its own last day."""
ONE_DAY_FOR_ALL = {last_worked_on.name: tuple(each.name for each in WORK_DAYS)}
"""The one day is the day of each of the four: stated so, never asked, for the law reads the four."""
altered_by_linked = truth(
    "part.altered_by_linked_person_since_cutoff",
    PART,
    "Maintained, augmented or otherwise altered by a linked person after 17 March 2026.",
    "software supplier",
    "commit log with employers",
    "supplier",
)
fcc_id_given = truth(
    "part.has_fcc_id",
    PART,
    "Carries an identifier of the Federal Communications Commission.",
    "part supplier",
    "certificate",
)
supplier_listed = truth(
    "part.supplier_on_approved_list",
    PART,
    "Its supplier is on the agency's approved supplier list on the day of the act, and the listing's conditions are met.",
    "authority",
    "list of the agency",
    "paper",
)
