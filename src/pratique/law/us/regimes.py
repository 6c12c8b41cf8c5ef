"""United States, beside the connected-vehicle rule: radio equipment, bulk data, procurement, credits.

Rule: each instrument concerns an act of its own; numbers stand beside their cites, and what no text was read for ships
marked. Thresholds of 28 CFR 202.205 are strict: more than the number is bulk.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act, gaps
from pratique.facts import regimes as asked
from pratique.facts.kinds import CASE
from pratique.law.clocks import in_force
from pratique.law.instrument import Coverage, Instrument, Link, Neighbour
from pratique.law.provision import Confidence, Duty, authorization, known_gap, licence, prohibition, requirement
from pratique.law.us.regime_relations import DATA_ACCESS, LISTED, RADIO, TAXPAYER
from pratique.logic.author import all_of, any_of, none_of, term
from pratique.logic.nodes import Condition

CHECKED = date(2026, 11, 28)


def _reach(kind: str) -> Condition:
    return all_of(act.into.is_("US"), act.kind.is_(kind))


# --- 47 CFR parts 1 and 2 -------------------------------------------------------------------------------------------

HOSTS_FROM = "2025-12-26"
"""FCC 25-71, 90 FR 53227: from then on hosts that contain a covered modular transmitter are refused too (read)."""
covered_equipment = prohibition(
    "47 CFR 2.903 (covered equipment)",
    "No equipment on the covered list is authorized.",
    clocks=in_force("2023-02-06"),
    when=asked.on_covered_list,
    confidence=Confidence.MEMORY,
    text_verified=False,
    note="Its first day is remembered; existing grants can be limited since FCC 25-71.",
)
covered_hosts = prohibition(
    "47 CFR 2.903 (hosts), FCC 25-71",
    "No host that contains a covered modular transmitter is authorized.",
    clocks=in_force(HOSTS_FROM, published="2025-11-25"),
    when=asked.holds_covered_module,
    note="Effective thirty days after 90 FR 53227, which was read; its day of publication is reckoned back.",
)
attestation = licence(
    "47 CFR 2.911 (attestation)",
    "An applicant attests that the equipment is not covered and names an agent in the United States.",
    clocks=in_force("2023-02-06"),
    when=none_of(asked.on_covered_list),
    lifted_by=(authorization("47 CFR 2.911, attested", "Attested with the application.", when=asked.radio_attested),),
    confidence=Confidence.MEMORY,
    text_verified=False,
)
FCC = Instrument(
    id="us.fcc_covered",
    title="Radio equipment on the covered list: modules and hosts",
    cite="47 CFR 1.50002, part 2",
    issuer="Federal Communications Commission",
    jurisdiction="US",
    reach=_reach("equipment_authorization"),
    scope={CASE: act.kind.is_("equipment_authorization")},
    provisions=(covered_equipment, covered_hosts, attestation),
    checked_on=CHECKED,
    coverage=(
        Coverage("47 CFR 1.50002", "encoded", "The list itself is asked as a fact of the equipment."),
        Coverage("FCC 25-71, 90 FR 53227", "encoded", "Hosts since 2025-12-26."),
        Coverage(
            "classes proposed on 2025-05-23",
            "not modelled",
            "Not adopted as far as was found: see `pratique law pending`.",
        ),
    ),
    sources=(Link("90 FR 53227", "https://www.govinfo.gov/app/collection/fr"),),
    relations=RADIO,
    not_examined=(Neighbour("15 CFR part 791 subpart D", "Imports and sales of the vehicle.", ("us.cfr15_791d",)),),
)

# --- 28 CFR part 202 --------------------------------------------------------------------------------------------------

GEOLOCATION, BIOMETRIC, IDENTIFIERS = 1_000, 1_000, 100_000
"""US devices or persons above which data are bulk (28 CFR 202.205, read)."""
RULE_FROM, DUTIES_FROM = "2025-04-08", "2025-10-06"
bulk = term(
    "bulk US sensitive personal data",
    "28 CFR 202.205",
    "More than 1,000 devices for location, 1,000 persons for biometrics, 100,000 for identifiers; linked kinds take the lowest.",
    any_of(
        asked.geolocation_devices > GEOLOCATION,
        asked.biometric_persons > BIOMETRIC,
        asked.identifier_persons > IDENTIFIERS,
        all_of(asked.combined_data, asked.identifier_persons > min(GEOLOCATION, BIOMETRIC)),
    ),
)
covered_data = term(
    "government-related or bulk data",
    "28 CFR 202.206, 202.222",
    "Bulk data, or location within a listed area and data marketed as of people in government service, in whatever number.",
    any_of(bulk, asked.government_related),
)
_covered = asked.counterparty.is_("covered_person")
brokerage = prohibition(
    "28 CFR part 202, data brokerage",
    "No bulk data by brokerage to a covered person or country of concern.",
    clocks=in_force(RULE_FROM, published="2025-01-08"),
    when=all_of(covered_data, _covered, asked.deal.is_("data_brokerage")),
)
report_breach = Duty(
    "report breaches",
    "Report a known or suspected breach of that bar within 14 days of learning of it.",
    "28 CFR 202.302(b)",
)
onward = licence(
    "28 CFR part 202, onward transfer",
    "Brokerage to another foreign person needs a bar on onward transfer in the contract.",
    clocks=in_force(RULE_FROM, published="2025-01-08"),
    when=all_of(covered_data, asked.counterparty.is_("other_foreign"), asked.deal.is_("data_brokerage")),
    lifted_by=(
        authorization(
            "28 CFR part 202, onward transfer barred",
            "The contract bars it.",
            when=asked.onward_barred,
            duties=(report_breach,),
        ),
    ),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
restricted = licence(
    "28 CFR part 202, restricted transactions",
    "Vendor, employment and investment agreements that give a covered person access need the security requirements.",
    clocks=in_force(RULE_FROM, published="2025-01-08"),
    when=all_of(
        covered_data, _covered, asked.deal.is_("vendor_agreement", "employment_agreement", "investment_agreement")
    ),
    lifted_by=(
        authorization(
            "28 CFR part 202, security requirements", "The security requirements are met.", when=asked.security_met
        ),
    ),
)
programme = requirement(
    "28 CFR part 202, compliance programme",
    "Restricted transactions are audited, and records kept.",
    clocks=in_force(DUTIES_FROM, published="2025-01-08"),
    when=all_of(covered_data, _covered),
    duties=(
        Duty(
            "audit the programme",
            "Keep a compliance programme with a yearly audit and records of ten years.",
            "28 CFR part 202",
        ),
    ),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
BULK = Instrument(
    id="us.cfr28_202",
    title="Access to bulk sensitive data: vehicle location, biometrics, identifiers",
    cite="28 CFR part 202",
    issuer="US Department of Justice",
    jurisdiction="US",
    reach=all_of(act.out_of.is_("US"), act.kind.is_("data_access")),
    scope={CASE: covered_data},
    provisions=(brokerage, onward, restricted, programme),
    checked_on=CHECKED,
    published=date(2025, 1, 8),
    coverage=(
        Coverage(
            "28 CFR 202.205, 202.242",
            "encoded",
            "Thresholds for location, biometrics and identifiers; other kinds of data are not modelled.",
        ),
        Coverage(
            "28 CFR 202.222",
            "encoded",
            "Government-related data in any number, as one fact of the data; the list of areas is not in the book.",
        ),
        Coverage(
            "28 CFR 202.1104",
            "not modelled",
            "Reports on offers of brokerage that were rejected, within 14 days, since 2025-10-06.",
        ),
        Coverage(
            "exempt transactions, licences",
            "not modelled",
            "Telecommunications, financial services, corporate groups.",
        ),
        Coverage("penalty", "procedural", "377,700 dollars or twice the value (one source)."),
    ),
    sources=(Link("28 CFR part 202", "https://www.ecfr.gov/current/title-28/part-202"),),
    relations=DATA_ACCESS,
)

# --- section 1260H and the credits -------------------------------------------------------------------------------

DIRECT_FROM, INDIRECT_FROM = "2026-06-30", "2027-06-30"
direct = prohibition(
    "NDAA 2024, s. 805 (direct)",
    "The Department of Defense makes no contract with a listed entity or one it controls.",
    clocks=in_force(DIRECT_FROM, published="2023-12-22"),
    when=asked.on_1260h,
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
indirect = prohibition(
    "NDAA 2024, s. 805 (indirect)",
    "Nor does it buy goods or services that contain those of a listed entity.",
    clocks=in_force(INDIRECT_FROM, published="2023-12-22"),
    when=asked.contains_1260h,
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
PROCUREMENT = Instrument(
    id="us.section_1260h",
    title="Procurement and listed Chinese military companies",
    cite="NDAA 2021, s. 1260H; NDAA 2024, s. 805",
    issuer="US Department of Defense",
    jurisdiction="US",
    reach=_reach("procurement"),
    scope={CASE: act.kind.is_("procurement")},
    provisions=(direct, indirect),
    checked_on=CHECKED,
    coverage=(
        Coverage(
            "list of January 2025",
            "encoded",
            "134 entities, CATL and Quectel among them: asked as a fact. A notice of February 2026 naming BYD was withdrawn the same day.",
        ),
        Coverage("components and exceptions", "not modelled", "The exception for components was not read."),
    ),
    sources=(Link("Brief of Kharon on the list", "https://www.defense.gov/News/Releases/"),),
    relations=LISTED,
)
SINGLE, AGGREGATE, DEBT = 25, 40, 15
"""Percent from which a taxpayer is foreign-influenced (one compilation)."""
CAR_CREDITS_END = "2025-10-01"
influenced = term(
    "foreign-influenced entity",
    "26 USC 7701(a)(51)",
    "One holder of 25 percent, 40 together, 15 of the debt, or an officer to appoint.",
    any_of(
        asked.single_share >= SINGLE,
        asked.aggregate_share >= AGGREGATE,
        asked.debt_share >= DEBT,
        asked.appoints_officer,
    ),
)
car_credits = prohibition(
    "26 USC 30D, 45W (end)",
    "No credit for cars acquired after 30 September 2025.",
    clocks=in_force(CAR_CREDITS_END, published="2025-07-04"),
    when=all_of(asked.credit.is_("30D", "45W"), asked.acquired_on >= CAR_CREDITS_END),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
car_credit_tests = known_gap(
    "26 USC 30D (other tests)",
    "final assembly in North America, and no components or minerals of a foreign entity of concern.",
    answer=gaps.car_credit,
    when=all_of(asked.credit.is_("30D"), none_of(asked.acquired_on >= CAR_CREDITS_END)),
    clocks=in_force("2022-08-17"),
)
material_assistance = known_gap(
    "26 USC 7701(a)(52) (material assistance)",
    "the share of what a prohibited foreign entity supplies, for tax years that begin after 4 July 2025.",
    answer=gaps.material_assistance,
    when=asked.credit.is_("45X", "48E"),
    clocks=in_force("2026-01-01"),
)
foreign_entity = prohibition(
    "26 USC 45X, 48E (prohibited foreign entities)",
    "No credit to a taxpayer that is a foreign-influenced entity.",
    clocks=in_force("2025-07-05", published="2025-07-04"),
    when=all_of(asked.credit.is_("45X", "48E"), influenced),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
CREDITS = Instrument(
    id="us.foreign_entities",
    title="Tax credits and prohibited foreign entities",
    cite="26 USC 30D, 45W, 45X, 48E, 7701(a)(51)",
    issuer="US Internal Revenue Service",
    jurisdiction="US",
    reach=_reach("tax_credit"),
    scope={CASE: act.kind.is_("tax_credit")},
    provisions=(car_credits, car_credit_tests, material_assistance, foreign_entity),
    checked_on=CHECKED,
    coverage=(
        Coverage(
            "26 USC 7701(a)(51)",
            "encoded",
            "Shares of 25, 40 and 15 percent and officers, one compilation; effective control by contract is not modelled.",
        ),
        Coverage(
            "26 USC 30D, tests of the car",
            "not modelled",
            "Final assembly in North America and foreign entities of concern: a known gap for cars acquired to 30 September 2025.",
        ),
        Coverage(
            "material assistance cost ratio",
            "not modelled",
            "Not read: a known gap for 45X and 48E from 2026-01-01 (the first whole tax year, from memory).",
        ),
    ),
    sources=(Link("26 USC", "https://uscode.house.gov/"),),
    relations=TAXPAYER,
)

BY_NAME = {each.id: each for each in (FCC, BULK, PROCUREMENT, CREDITS)}
