"""15 CFR 791.301: what its text leaves in doubt, each a choice among constructions that is open until somebody makes it."""

from pratique.facts.definition import legal
from pratique.law.us.cfr15_791d.control import CITE

weight_unit = legal(
    "us.cfr15_791d.weight_unit",
    ("pounds", "kilograms"),
    "Which unit of the weight limit governs a vehicle between 10,000 lb and 4,536 kg.",
    usual="pounds",
    cautious="kilograms",
    cite=CITE,
)
hardware_list = legal(
    "us.cfr15_791d.hardware_list",
    ("open_list", "closed_list"),
    "Whether the types named in the definition of the hardware are examples or the whole list.",
    usual="open_list",
    cautious="open_list",
    cite=CITE,
)
item_for_vehicle = legal(
    "us.cfr15_791d.item_for_vehicle",
    ("made_for", "installed_in"),
    "Whether an item must be made for or be installed in a completed vehicle (aftermarket dongles); the agency answered "
    "that its definitions are not limited to integrated technology (preamble of 90 FR 5360, quoted by a third party).",
    usual="made_for",
    cautious="made_for",
    agency="made_for",
    cite=CITE,
)
combined_functions = legal(
    "us.cfr15_791d.combined_exclusive_functions",
    ("each_alone", "together"),
    "Whether a part that serves two excluded functions and nothing else is still outside.",
    usual="together",
    cautious="each_alone",
    cite=CITE,
)
cutoff_day = legal(
    "us.cfr15_791d.legacy_on_the_cutoff_day",
    ("counts_as_before", "counts_as_after"),
    "Whether work done on 17 March 2026 itself, which is neither before nor after, keeps software outside.",
    usual="counts_as_after",
    cautious="counts_as_after",
    cite=CITE,
)
legacy_delivery = legal(
    "us.cfr15_791d.legacy_delivery_after_cutoff",
    ("every_verb", "delivery_aside"),
    "Whether software that was designed, developed and manufactured before 17 March 2026 and supplied after it is still "
    "outside: the text names four verbs, and nothing found says that each of them needs its own day.",
    usual="every_verb",
    cautious="every_verb",
    cite=CITE,
)
service_widening = legal(
    "us.cfr15_791d.service_counts_as_supply",
    ("widens", "does_not_widen"),
    "Whether operating, managing, maintaining, repairing, updating or servicing counts as supplying in subpart D: 791.1(a) "
    "counts them for the purposes of the whole part, and whether 791.301 narrows that is arguable.",
    usual="widens",
    cautious="widens",
    agency="widens",
    cite="15 CFR 791.1(a)",
)
residence = legal(
    "us.cfr15_791d.us_residents",
    ("carved_out", "not_carved_out"),
    "Whether a citizen or permanent resident of the United States is outside the second limb.",
    usual="carved_out",
    cautious="not_carved_out",
    cite=CITE,
)
residence_alone = legal(
    "us.cfr15_791d.residence_under_the_citizenship_carve_out",
    ("citizenship_only", "residence_too"),
    "Whether the carve-out for people who count only because of their citizenship also reaches those who live in China or "
    "Russia: it names citizenship, and the second limb names residence beside it.",
    usual="citizenship_only",
    cautious="citizenship_only",
    cite="15 CFR 791.302(b), 791.303(c)",
)
zone_and_transit = legal(
    "us.cfr15_791d.zone_admission_and_transit",
    ("no_import", "import"),
    "Whether goods that are admitted to a foreign-trade zone to be stored or sent on, or that pass through in bond, are imported: "
    "the definition is remembered to leave the zone out, and of transit nothing was found.",
    usual="no_import",
    cautious="import",
    cite=CITE,
)
proprietary_forks = legal(
    "us.cfr15_791d.proprietary_forks",
    ("come_back_in", "stay_outside"),
    "Whether open source that was changed for proprietary use and not shared is inside again.",
    usual="come_back_in",
    cautious="come_back_in",
    cite=CITE,
)
