"""Sections 742.6(b)(10) and 744.23(d): how an application is looked at, by version.

Rule: a policy never lifts a requirement; it says what to expect of an application. The policy of January 2026 for
some exports from the United States to China and Macau has all its limits in its condition, and what fails one of
them stays under a presumption of denial. Where sources differ, both policies are open.
"""

from __future__ import annotations

from typing import Literal

from pratique.facts import act, chip, licences
from pratique.facts.definition import legal
from pratique.facts.kinds import END_USER
from pratique.law.clocks import Clocks, during, in_force
from pratique.law.provision import Confidence
from pratique.law.us.ear.chips import meets_2022, meets_b, not_data_center_a
from pratique.law.us.ear.destinations import (
    authorization_country,
    china_of_2022,
    in_listed_destination,
    macau_or_d5,
    recipient_seated_in_macau_or_d5,
    seated_in_authorization_country,
)
from pratique.law.us.ear.exceptions import SPLIT
from pratique.law.us.ear.foundry import presumed_a
from pratique.law.us.ear.licence import a_item
from pratique.law.us.ear.models import meets_4e091
from pratique.law.us.ear.performance import tpp
from pratique.law.us.ear.tables import allocations
from pratique.logic.author import all_of, any_of, none_of, term, the
from pratique.logic.nodes import Condition
from pratique.value_class import dataclass

Expectation = Literal["presumption of denial", "case by case", "presumption of approval"]

FRAMEWORK_DAY = "2025-01-13"
"""First day of the paragraphs of January 2025; review case by case of lesser items ends on the day before."""
CASE_TPP = 21_000
CASE_DRAM_GBS = 6_500
"""Below both, an export from the United States to China or Macau can be reviewed case by case (91 FR 1684)."""
CASE_VOLUME = 50
"""Percent of the shipments to the United States that shipments to China may reach."""

volume_measure = legal(
    "us.ear.china_volume_measure",
    ("as_given", "otherwise"),
    "Whether the 50 percent of United States volume are measured as the given figure was (units, performance, window): the text was not read.",
    usual="as_given",
    cautious="otherwise",
    cite="supplement 2 to 15 CFR part 748, paragraph (dd)",
)
third_country_parent = legal(
    "us.ear.review_outside_d_groups_2023",
    ("case_by_case", "presumption_of_denial"),
    "How applications were reviewed from November 2023 to January 2025 for recipients outside groups D:1, D:4, D:5 with headquarters inside: sources differ.",
    usual="case_by_case",
    cautious="presumption_of_denial",
    cite="15 CFR 744.23(d), version of 2023",
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What to expect of an application, where it applies."""

    expectation: Expectation
    cite: str
    summary: str
    when: Condition
    clocks: Clocks
    confidence: Confidence = Confidence.CONFIRMED


case_by_case_2026 = term(
    "review case by case since January 2026",
    "15 CFR 742.6(b)(10)(iii), supplement 2 to part 748 (dd)",
    "Exported from the United States to China or Macau, performance below 21,000, memory bandwidth below 6,500 GB/s, sold "
    "in the United States by 15 January 2026, all certifications, and at most half the volume of the United States.",
    all_of(
        act.kind.is_("export"),
        act.out_of.is_("US"),
        act.into.is_("CN", "HK", "MO"),
        tpp < CASE_TPP,
        chip.dram_bandwidth < CASE_DRAM_GBS,
        chip.sold_in_us_by_2026,
        *(licences.certifications.meets(each) for each in licences.CERTIFICATIONS),
        licences.china_share <= CASE_VOLUME,
        volume_measure.is_("as_given"),
    ),
)

_restricted = any_of(macau_or_d5, recipient_seated_in_macau_or_d5)
_V2 = in_force("2023-11-17", lapses="2025-05-15", published="2023-10-25")
_V5 = in_force("2025-01-13", compliance_due="2025-05-15", published="2025-01-13")
_V2_PLAIN = in_force("2023-11-17", lapses=FRAMEWORK_DAY, published="2023-10-25")
_V5_PLAIN = in_force(FRAMEWORK_DAY, published=FRAMEWORK_DAY)
_COUNTRY = allocations("country")[0]

POLICIES = (
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(10), version of 2022",
        "China, and from January 2023 Macau; case by case for some users of allied headquarters (memory).",
        all_of(meets_2022, china_of_2022),
        in_force("2022-10-21", lapses="2023-11-17", published="2022-10-07"),
    ),
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(10), version of 2023",
        "Macau or group D:5, or such headquarters inside groups D:1, D:4 and D:5.",
        all_of(
            a_item,
            any_of(macau_or_d5, all_of(recipient_seated_in_macau_or_d5, in_listed_destination(act.into.is_))),
            none_of(all_of(during(SPLIT, FRAMEWORK_DAY), not_data_center_a, none_of(presumed_a))),
        ),
        _V2,
        Confidence.SINGLE_SOURCE,
    ),
    Policy(
        "presumption of approval",
        "15 CFR 742.6(b)(10), version of 2023",
        "Groups D:1 and D:4 outside D:5, without such headquarters.",
        all_of(a_item, in_listed_destination(act.into.is_), none_of(_restricted)),
        _V2,
        Confidence.SINGLE_SOURCE,
    ),
    Policy(
        "case by case",
        "15 CFR 744.23(d), version of 2023",
        "Such headquarters, outside the three groups: sources differ.",
        all_of(
            a_item,
            recipient_seated_in_macau_or_d5,
            none_of(macau_or_d5),
            none_of(in_listed_destination(act.into.is_)),
            third_country_parent.is_("case_by_case"),
        ),
        _V2,
        Confidence.SINGLE_SOURCE,
    ),
    Policy(
        "presumption of denial",
        "15 CFR 744.23(d), version of 2023",
        "Such headquarters, outside the three groups: sources differ.",
        all_of(
            a_item,
            recipient_seated_in_macau_or_d5,
            none_of(macau_or_d5),
            none_of(in_listed_destination(act.into.is_)),
            third_country_parent.is_("presumption_of_denial"),
        ),
        _V2,
        Confidence.SINGLE_SOURCE,
    ),
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(10)(iii)(A)(1)",
        "Macau or group D:5, or such headquarters anywhere, unless the policy of January 2026 applies.",
        all_of(a_item, _restricted, none_of(all_of(during("2026-01-15"), case_by_case_2026))),
        _V5,
    ),
    Policy(
        "case by case",
        "15 CFR 742.6(b)(10)(iii), 91 FR 1684",
        "Certain exports from the United States to China and Macau; a licence is needed all the same.",
        all_of(a_item, case_by_case_2026),
        in_force("2026-01-15", published="2026-01-15"),
    ),
    Policy(
        "presumption of approval",
        "15 CFR 742.6(b)(10)(iii)(A)(2)",
        "Authorization countries, or recipients headquartered there.",
        all_of(
            a_item,
            none_of(_restricted),
            any_of(authorization_country, the(END_USER, seated_in_authorization_country)),
        ),
        _V5,
    ),
    Policy(
        "presumption of approval",
        "15 CFR 742.6(b)(10)(iii)(A)(3)",
        "Other destinations, up to the performance allocated to the country for 2025 to 2027.",
        all_of(
            a_item,
            none_of(_restricted),
            none_of(authorization_country),
            none_of(the(END_USER, seated_in_authorization_country)),
            licences.country_tpp <= _COUNTRY.limit,
        ),
        _V5,
    ),
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(10)(iii)(A)(3)",
        "Other destinations, above the performance allocated to the country.",
        all_of(
            a_item,
            none_of(_restricted),
            none_of(authorization_country),
            none_of(the(END_USER, seated_in_authorization_country)),
            licences.country_tpp > _COUNTRY.limit,
        ),
        _V5,
    ),
    Policy(
        "presumption of approval",
        "15 CFR 742.6(b)(10)(iii)(B)",
        ".b items, neither Macau nor group D:5 nor such headquarters.",
        all_of(meets_b, none_of(_restricted)),
        _V5_PLAIN,
    ),
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(10)(iii)(B)",
        ".b items to Macau, group D:5 or such headquarters.",
        all_of(meets_b, _restricted),
        _V5_PLAIN,
    ),
    Policy(
        "presumption of approval",
        "15 CFR 742.6(b)(10), version of 2023",
        ".b items, neither Macau nor group D:5 nor such headquarters.",
        all_of(meets_b, none_of(_restricted)),
        _V2_PLAIN,
    ),
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(10), version of 2023",
        ".b items to Macau, group D:5 or such headquarters.",
        all_of(meets_b, _restricted),
        in_force("2023-11-17", lapses=SPLIT, published="2023-10-25"),
    ),
    Policy(
        "case by case",
        "15 CFR 742.6(b)(10), version of April 2024",
        "Macau, group D:5 or such headquarters: .b items, and items that are not for data centres.",
        all_of(not_data_center_a, none_of(presumed_a), _restricted),
        in_force(SPLIT, lapses=FRAMEWORK_DAY, published=SPLIT),
    ),
    Policy(
        "presumption of denial",
        "15 CFR 742.6(b)(13)",
        "Weights of 4E091 where the end user or its parent is headquartered outside the authorization countries.",
        all_of(meets_4e091, none_of(the(END_USER, seated_in_authorization_country))),
        _V5,
    ),
)
