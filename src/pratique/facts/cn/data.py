"""Automotive data that leaves China, or is reached from abroad."""

from pratique.facts.definition import choice, members, number, truth
from pratique.facts.kinds import CASE

SENSITIVE_ITEMS = (
    "sensitive_area_geography",
    "traffic_and_logistics",
    "charging_network",
    "outside_faces_or_plates",
    "named_by_authority",
)
"""The kinds of important data that the list of 2021 names, apart from counts of people."""

leaves = truth(
    "data.leaves_or_reached_from_abroad",
    CASE,
    "The data leaves China, or somebody abroad can reach it where it is stored.",
    "you",
    "data map, access log",
    "redesign",
)
personal = truth("data.personal", CASE, "It holds personal information.", "you", "data map", "redesign")
important_items = members(
    "data.important_items",
    CASE,
    SENSITIVE_ITEMS,
    "What of the list of 2021 it holds, after masking; empty for nothing.",
    "you",
    "data map",
    "redesign",
)
notified = truth(
    "data.notified_or_published_important",
    CASE,
    "An authority has notified or published these data as important.",
    "authority",
    "notice, published catalogue",
)
ordinary_people = number(
    "data.ordinary_people_this_year",
    CASE,
    "people",
    "People whose ordinary personal information was sent abroad since 1 January, this act included.",
    "you",
    "transfer log",
    "redesign",
    whole=True,
    low=0,
)
sensitive_people = number(
    "data.sensitive_people_this_year",
    CASE,
    "people",
    "People whose sensitive personal information was sent abroad since 1 January, this act included.",
    "you",
    "transfer log",
    "redesign",
    whole=True,
    low=0,
)
operator = truth(
    "data.by_critical_infrastructure_operator",
    CASE,
    "The exporter is an operator of critical information infrastructure.",
    "you",
    "designation",
)
collected_abroad = truth(
    "data.collected_abroad_only",
    CASE,
    "Collected abroad and passed through China without anything of China added.",
    "you",
    "data map",
)
purpose = choice(
    "data.purpose",
    CASE,
    (
        "contract",
        "human_resources",
        "emergency",
        "vulnerability_fix",
        "security_incident",
        "ota_source_code",
        "other",
    ),
    "What the data is sent for.",
    "you",
    "data map",
    "paper",
)
on_zone_list = truth(
    "data.outside_zone_negative_list",
    CASE,
    "Sent from a free-trade zone with a negative list that does not name these data.",
    "you",
    "negative list of the zone",
)
assessed = truth(
    "data.assessment_passed",
    CASE,
    "The security assessment was passed for this export.",
    "you",
    "decision of the CAC",
    "paper",
)
contracted = truth(
    "data.standard_contract_or_certification",
    CASE,
    "A standard contract is filed, or a certification held, for this export.",
    "you",
    "filing receipt",
    "paper",
)
stored_in_china = truth(
    "data.important_stored_in_china", CASE, "Important data is stored in China.", "you", "data map", "redesign"
)
