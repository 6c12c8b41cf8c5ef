"""The smaller regimes of the United States: which facts belong together.

Rule: a share that is part of another is no larger; what an applicant attests, or a counterparty is called, and what the
list or the data say may differ, and whoever states both should look.
"""

from __future__ import annotations

from pratique.facts import act, export, party
from pratique.facts import regimes as asked
from pratique.facts.kinds import ACTOR, CASE, CONSIGNEE, END_USER, PART, SOURCE
from pratique.facts.pending import party_share
from pratique.facts.relations import seated_in
from pratique.logic.author import all_of, any_of, none_of, some, the
from pratique.logic.relations import Relation, contradicts, entails, look_again

OF_CONCERN = ("CN", "HK", "MO", "CU", "IR", "KP", "RU", "VE")
"""Countries of concern (28 CFR 202.601)."""
_military_company = export.on_other_list.is_("chinese_military_companies")

RADIO: tuple[Relation, ...] = (
    look_again(
        "us.fcc_covered.attested_and_listed",
        "47 CFR part 2",
        "The applicant attests that the equipment is not covered, and it or its module is on the covered list.",
        per=CASE,
        when=asked.radio_attested,
        then=any_of(asked.on_covered_list, asked.holds_covered_module),
    ),
)
_of_concern = any_of(
    seated_in(*OF_CONCERN),
    party.resident_in.meets(*OF_CONCERN),
    export.parent_headquarters.is_(*OF_CONCERN),
    party_share >= 50,
)
"""Who is seated or lives in a country of concern, or belongs to somebody there by half or more (28 CFR 202.211)."""
DATA_ACCESS: tuple[Relation, ...] = (
    contradicts(
        "us.cfr28_202.seated_where_it_concerns",
        "28 CFR 202.211",
        "Who gets access is seated or lives in a country of concern or belongs to somebody there, and is no covered person.",
        per=CASE,
        when=any_of(the(CONSIGNEE, _of_concern), the(END_USER, _of_concern)),
        then=asked.counterparty.is_("other_foreign", "us_person"),
    ),
    look_again(
        "us.cfr28_202.site_where_it_concerns",
        "28 CFR 202.211",
        "The site of who gets access lies in a country of concern, and it is no covered person.",
        per=CASE,
        when=any_of(
            the(CONSIGNEE, export.located_in.is_(*OF_CONCERN)), the(END_USER, export.located_in.is_(*OF_CONCERN))
        ),
        then=asked.counterparty.is_("other_foreign", "us_person"),
    ),
    look_again(
        "us.cfr28_202.combined_of_nothing",
        "28 CFR 202.205",
        "Several kinds of data are linked, and nobody and no device is in any of those that are counted.",
        per=CASE,
        when=asked.combined_data,
        then=all_of(
            asked.geolocation_devices <= 0,
            asked.biometric_persons <= 0,
            asked.identifier_persons <= 0,
        ),
    ),
    look_again(
        "us.cfr28_202.us_person_abroad",
        "28 CFR 202.301",
        "Who gets access is a US person, and the contract bars onward sale as contracts with foreign persons do.",
        per=CASE,
        when=asked.counterparty.is_("us_person"),
        then=asked.onward_barred,
    ),
)
LISTED: tuple[Relation, ...] = (
    contradicts(
        "us.section_1260h.contractor_on_the_list",
        "NDAA 2021, s. 1260H",
        "A party of the act stands on the list of Chinese military companies, and neither the contractor nor its group does.",
        per=CASE,
        when=any_of(the(ACTOR, _military_company), the(CONSIGNEE, _military_company)),
        then=none_of(asked.on_1260h),
    ),
    contradicts(
        "us.section_1260h.source_on_the_list",
        "NDAA 2024, s. 805",
        "A part comes from a company on the list, and what is delivered contains nothing of one.",
        per=CASE,
        when=some(PART, some(SOURCE, _military_company)),
        then=none_of(asked.contains_1260h),
    ),
    look_again(
        "us.section_1260h.listed_without_goods",
        "NDAA 2024, s. 805",
        "The contractor is listed, and what it delivers holds nothing of a listed entity.",
        per=CASE,
        when=asked.on_1260h,
        then=none_of(asked.contains_1260h),
    ),
)
COVERED_NATIONS = ("CN", "RU", "KP", "IR")
"""Nations of 10 USC 4872(f)(2), by which 26 USC 7701(a)(51) says who is foreign-controlled."""
TAXPAYER: tuple[Relation, ...] = (
    contradicts(
        "us.foreign_entities.taxpayer_of_a_covered_nation",
        "26 USC 7701(a)(51)",
        "The taxpayer was organised or sits in a covered nation or belongs to somebody there, and no such entity holds a quarter of it.",
        per=CASE,
        when=the(
            ACTOR,
            any_of(
                party.organised_in.is_(*COVERED_NATIONS),
                party.principal_place.is_(*COVERED_NATIONS),
                export.parent_headquarters.is_(*COVERED_NATIONS),
            ),
        ),
        then=asked.single_share < 25,
        why="world",
    ),
    contradicts(
        "us.foreign_entities.held_from_there",
        "26 USC 7701(a)(51)",
        "Parties of countries of concern hold two fifths of the taxpayer, and specified foreign entities together do not.",
        per=CASE,
        when=the(ACTOR, party_share >= 40),
        then=asked.aggregate_share < 40,
        why="world",
    ),
    entails(
        "us.foreign_entities.single_within_all",
        "26 USC 7701(a)(51)",
        "What one foreign entity holds is part of what they hold together.",
        per=CASE,
        then=(asked.aggregate_share - asked.single_share) >= 0,
    ),
    look_again(
        "us.foreign_entities.acquired_later",
        "26 USC 30D",
        "The credit is claimed before the day on which the vehicle was acquired.",
        per=CASE,
        when=asked.credit.is_("30D", "45W"),
        then=(asked.acquired_on - act.date) > 0,
    ),
)
