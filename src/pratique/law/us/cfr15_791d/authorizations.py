"""15 CFR 791.306 and 791.307: general and specific authorizations.

The titles and dates of the three general authorizations are confirmed; the wording of their limbs is not, so that
each limb rests on an open legal fact until counsel has read it.
"""

from pratique.facts import act, filing, part
from pratique.facts.definition import legal, remembered
from pratique.law.clocks import during, in_force
from pratique.law.provision import Duty, authorization
from pratique.law.us.cfr15_791d.actors import actor_is_linked, connected_vehicle_manufacturer, vcs_hardware_importer
from pratique.law.us.cfr15_791d.definitions import imported
from pratique.logic.author import all_of, any_of, none_of, shifted, term

TEN_YEARS = 10
"""Years for which records are kept (791.312, confirmed)."""

records = Duty(
    "keep records",
    "Keep primary business records of the transaction for ten years.",
    "15 CFR 791.312",
    keep_until=shifted(act.date, years=TEN_YEARS),
)
reassess = Duty(
    "reassess eligibility",
    "Within 30 days of discovering a change in circumstance, reassess whether the authorization still holds.",
    "15 CFR 791.306(e)",
)

eligible = term(
    "eligible for general authorizations",
    "15 CFR 791.306",
    "Not linked to China or Russia itself, and not told by the agency that it is ineligible.",
    all_of(
        any_of(connected_vehicle_manufacturer, vcs_hardware_importer),
        none_of(actor_is_linked),
        none_of(act.told_ineligible),
    ),
)

thirty_days = legal(
    "us.cfr15_791d.ga1_thirty_days",
    ("one_too_many", "still_counts"),
    "Whether exactly 30 days on public roads in twelve months are still within General Authorization 1: one source says "
    "fewer than 30, another up to 30.",
    usual="one_too_many",
    cautious="one_too_many",
    cite="General Authorization 1",
)

_ga1_limbs = remembered(
    "us_cfr15_791d_ga1_limbs",
    "Whether the limbs of General Authorization 1 are as encoded.",
    "General Authorization 1",
)
_ga1_on_road = remembered(
    "us_cfr15_791d_ga1_on_road_limb",
    "Whether, and under which declarations, the amended General Authorization 1 covers display or testing on roads.",
    "General Authorization 1",
)
_ga2_terms = remembered(
    "us_cfr15_791d_ga2_terms",
    "Whether the conditions of General Authorization 2 are as encoded.",
    "General Authorization 2",
)
_ga3_terms = remembered(
    "us_cfr15_791d_ga3_terms",
    "Whether the conditions of General Authorization 3 are as encoded.",
    "General Authorization 3",
)
ROAD_DAYS = 30
"""Fewer than this many days on public roads in twelve months (General Authorization 1; single source)."""
TEMPORARY_YEARS = 1
"""Longest temporary import for repair, alteration or competition (General Authorization 1; single source)."""

AMENDED = "2026-06-18"
"""The day from which General Authorization 1 stands as amended (two sources)."""
_few_days_on_road = any_of(
    filing.days_on_road < ROAD_DAYS,
    all_of(filing.days_on_road.equals(ROAD_DAYS), thirty_days.is_("still_counts")),
)

general_1 = authorization(
    "General Authorization 1 (15 CFR 791.306)",
    "Limited use: few days on public roads, display, testing or research off road, temporary import for repair, alteration or competition.",
    when=all_of(
        eligible,
        _ga1_limbs,
        none_of(act.kind.is_("sale")),
        none_of(filing.personal_use),
        any_of(
            all_of(
                _few_days_on_road,
                any_of(act.purpose.is_("test"), during(None, AMENDED)),
            ),
            all_of(
                filing.on_road_under_declarations,
                act.purpose.is_("display", "test"),
                during(AMENDED),
                _ga1_on_road,
            ),
            all_of(filing.off_road, act.purpose.is_("display", "test", "research")),
            all_of(
                act.purpose.is_("repair", "alteration", "competition"),
                (filing.temporary_until - act.date) <= 366,
                (filing.temporary_until - shifted(act.date, years=TEMPORARY_YEARS)) <= 0,
            ),
        ),
    ),
    clocks=in_force("2025-06-11"),
    duties=(records, reassess),
    text_verified=False,
)

general_2 = authorization(
    "General Authorization 2 (15 CFR 791.306)",
    "Temporary import of hardware or software that is later exported for sale outside the United States.",
    when=all_of(
        eligible,
        _ga2_terms,
        imported,
        filing.leaves_for_sale_abroad,
        filing.temporary_until.is_given(),
    ),
    clocks=in_force("2025-06-11"),
    duties=(records, reassess),
    text_verified=False,
)

general_3 = authorization(
    "General Authorization 3 (15 CFR 791.306)",
    "Parts of a supplier that is on the agency's approved supplier list.",
    when=all_of(
        eligible,
        _ga3_terms,
        part.supplier_listed,
    ),
    clocks=in_force("2026-06-18"),
    duties=(records, reassess),
    text_verified=False,
)

specific = authorization(
    "15 CFR 791.307",
    "A specific authorization of the agency for this transaction, within its scope and conditions.",
    when=filing.specific_authorization,
    duties=(records,),
)

BY_PART = (general_1, general_2, general_3, specific)
"""What can lift a prohibition that binds one part."""
BY_ACT = (specific,)
"""What can lift a prohibition on a linked manufacturer: general authorizations are closed to it."""
