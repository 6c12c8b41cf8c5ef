"""What drives the vehicle, for every law: a range extender is not a plug-in hybrid, and neither is battery-only."""

from pratique.facts.definition import choice
from pratique.facts.kinds import CASE

POWERTRAINS = ("ICE", "HEV", "PHEV", "EREV", "BEV", "FCEV")
"""Combustion, hybrid without plug, plug-in hybrid, range-extended, battery-electric, fuel cell."""

powertrain = choice(
    "vehicle.powertrain", CASE, POWERTRAINS, "What drives the vehicle.", "vehicle maker",
    "type approval, certificate of conformity", "redesign",
)  # fmt: skip
