"""Surveying by cars: who collects, stores, transmits or processes, with which qualification, and where it goes."""

from pratique.facts.definition import choice, members, truth
from pratique.facts.kinds import CASE

activities = members(
    "mapping.activities",
    CASE,
    ("collect", "store", "transmit", "process", "map_making", "sensor_sale"),
    "What the actor itself does with coordinates, imagery, point clouds and attributes of car and road.",
    "you",
    "data flow plan",
    "supplier",
)
foreign = truth(
    "mapping.actor_foreign_invested",
    CASE,
    "The actor has any foreign share, looked through its owners.",
    "party or registry",
    "registry extract",
    "ownership",
)
qualification = choice(
    "mapping.own_qualification",
    CASE,
    ("none", "A", "B"),
    "The actor's own qualification for navigation electronic maps or the survey.",
    "you",
    "certificate",
    "paper",
)
entrusted = truth(
    "mapping.entrusted_to_qualified_holder",
    CASE,
    "A qualified domestic holder is entrusted with it.",
    "you",
    "contract",
    "supplier",
)
holder_does_all = truth(
    "mapping.holder_performs_whole_chain",
    CASE,
    "That holder itself collects, stores, transmits and processes; nobody else touches the data.",
    "you",
    "data flow plan",
    "redesign",
)
stored_in_china = truth(
    "mapping.stored_in_china", CASE, "The geodata is stored in China.", "you", "data flow plan", "redesign"
)
sent_abroad = truth("mapping.sent_abroad", CASE, "Geodata is sent abroad.", "you", "data flow plan", "redesign")
abroad_approval = truth(
    "mapping.approved_for_abroad",
    CASE,
    "Providing it abroad was approved or the map was reviewed, and the export of data assessed.",
    "you",
    "decision of the authority",
    "paper",
)
map_used = truth(
    "mapping.map_in_use",
    CASE,
    "A base, assistance, high-definition or automated-driving map is put to use.",
    "you",
    "release",
)
map_reviewed = truth(
    "mapping.map_review_number", CASE, "The map has a review number.", "you", "review notice", "paper"
)
