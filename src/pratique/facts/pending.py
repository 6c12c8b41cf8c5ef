"""What bills and proposals ask about a vehicle, its maker and the sources of its parts, beside the law in force.

Rule: the tests of the bills of 2026 are by where a thing was made or designed and by shares added up over China, Russia,
North Korea and Iran, direct or indirect; no share is derived from a seat.
"""

from pratique.facts.definition import COUNTRIES, choice, members, number, truth
from pratique.facts.kinds import CASE, PARTY

made_in = choice(
    "vehicle.made_in",
    CASE,
    COUNTRIES,
    "The country in which the vehicle was finally assembled.",
    "vehicle maker",
    "VIN",
)
designed_in = members(
    "vehicle.designed_in",
    CASE,
    COUNTRIES,
    "Every country in which the vehicle was designed.",
    "vehicle maker",
    "design record",
)
maker_share = number(
    "vehicle.maker_adversary_percent",
    CASE,
    "%",
    "Largest of the shares of equity, votes and board seats of its maker that parties of China, Russia, North Korea and Iran hold, "
    "direct and indirect, added up.",
    "party or registry",
    "share register",
    "ownership",
    low=0,
    high=100,
)
maker_controlled = truth(
    "vehicle.maker_adversary_controlled",
    CASE,
    "Such parties control its maker otherwise: by contract, funding or key people.",
    "party or registry",
    "articles, shareholder agreements",
    "ownership",
)
updates_over_the_air = truth(
    "vehicle.updates_over_the_air",
    CASE,
    "Takes software updates over the air, beyond infotainment and tracking devices.",
    "vehicle maker",
    "software architecture",
    "redesign",
)
party_share = number(
    "party.adversary_percent",
    PARTY,
    "%",
    "Largest of the shares of equity, votes and board seats that parties of China, Russia, North Korea and Iran hold, direct and "
    "indirect, added up.",
    "party or registry",
    "share register",
    "ownership",
    low=0,
    high=100,
)
