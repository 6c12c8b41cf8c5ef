"""A foreign share in a maker of vehicles in China."""

from pratique.facts.definition import choice, number, truth
from pratique.facts.kinds import CASE

KINDS_OF_VEHICLE = ("nev", "special_purpose", "commercial", "passenger")

kind = choice(
    "holding.vehicle_kind",
    CASE,
    KINDS_OF_VEHICLE,
    "What the company makes; nev wins over the other kinds, commercial and passenger are those that are not nev.",
    "you",
    "licence, business scope",
    "redesign",
)
foreign_share = number(
    "holding.foreign_share_percent",
    CASE,
    "%",
    "The foreign share after the act, looked through the owners; Hong Kong, Macao and Taiwan count as foreign by reference (regulations of 2019).",
    "party or registry",
    "registry extract, chain of holders",
    "ownership",
    low=0,
    high=100,
)
ventures = number(
    "holding.existing_joint_ventures",
    CASE,
    "",
    "Joint ventures that the foreign investor already has for the same category of vehicle.",
    "you",
    "registry extracts",
    "ownership",
    whole=True,
    low=0,
)
joint_takeover = truth(
    "holding.joint_takeover_with_partner",
    CASE,
    "Taken over jointly with the Chinese partner of an existing venture.",
    "you",
    "contract",
)
pure_electric = truth(
    "holding.pure_electric_venture",
    CASE,
    "The new venture makes only battery-electric vehicles.",
    "you",
    "business scope",
    "redesign",
)
