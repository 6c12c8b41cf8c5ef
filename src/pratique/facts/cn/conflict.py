"""Conflict of laws: what somebody does in China because a foreign law asks for it."""

from pratique.facts.definition import choice, day, truth
from pratique.facts.kinds import CASE

ACTS = (
    "refuse_supply",
    "terminate",
    "delist_supplier",
    "gather_data",
    "report_to_foreign_state",
    "decline_import_abroad",
    "help_evade_limits",
)
MEASURES = ("us_connected_vehicle_rule", "us_refinery_sanctions_2026", "eu_foreign_subsidies_nuctech", "other")

deed = choice(
    "conflict.act", CASE, ACTS, "What is done for the foreign law's sake.", "you", "instruction, mail", "paper"
)
in_china = truth(
    "conflict.actor_in_china",
    CASE,
    "Whoever does it is in China, or a Chinese citizen or organisation.",
    "you",
    "registry extract",
    "supplier",
)
chinese_counterparty = truth(
    "conflict.counterparty_chinese",
    CASE,
    "It is done to a Chinese citizen or organisation.",
    "you",
    "registry extract",
)
reason = choice("conflict.reason", CASE, ("foreign_law", "commercial"), "Why it is done.", "you", "decision paper")
measure = choice(
    "conflict.foreign_measure",
    CASE,
    MEASURES,
    "The foreign measure for whose sake it is done.",
    "you",
    "decision paper",
)
named = truth(
    "conflict.order_names_measure",
    CASE,
    "A Chinese order or finding in force on the day names the foreign measure.",
    "authority",
    "published order",
)
exempted = truth(
    "conflict.exemption_granted", CASE, "An exemption from the order was granted.", "you", "decision", "paper"
)
third_country = truth(
    "conflict.third_country_leg",
    CASE,
    "The foreign law stops dealings of a Chinese party with a party of a third country.",
    "you",
    "contract",
)
stopped_on = day(
    "conflict.stopped_on",
    CASE,
    "The day on which the foreign measure stopped or limited the dealing; none if it did not.",
    "you",
    "mail",
    may_be_none=True,
)
reported_on = day(
    "conflict.reported_on",
    CASE,
    "The day it was reported to the ministry of commerce; none if not.",
    "you",
    "receipt",
    may_be_none=True,
)
recipient = choice(
    "conflict.recipient",
    CASE,
    ("foreign_court", "foreign_law_enforcement", "other_foreign_agency", "private_party"),
    "Who gets what is handed over.",
    "you",
    "request",
)
data_stored_in_china = truth(
    "conflict.data_stored_in_china", CASE, "The data handed over are stored in China.", "you", "data map"
)
approved = truth(
    "conflict.approved_by_authority",
    CASE,
    "The competent Chinese authority approved the handing over.",
    "authority",
    "approval",
    "paper",
)
