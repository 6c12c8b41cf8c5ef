"""What drives the vehicle, for every law: a range extender is not a plug-in hybrid, and neither is battery-only."""

from pratique.facts.definition import choice
from pratique.facts.kinds import CASE

POWERTRAINS = ("ICE", "HEV", "PHEV", "EREV", "BEV", "FCEV")
"""Combustion, hybrid without plug, plug-in hybrid, range-extended, battery-electric, fuel cell."""

NEW_ENERGY = ("PHEV", "EREV", "BEV", "FCEV")
"""Driven wholly or mainly by new energy under the Chinese definition (from memory); a hybrid without plug is not."""
BATTERY_ONLY = ("BEV",)
"""Only a drive motor: what the export licence of 2026 asks, and not the same test as new energy."""

powertrain = choice(
    "vehicle.powertrain",
    CASE,
    POWERTRAINS,
    "What drives the vehicle.",
    "vehicle maker",
    "type approval, certificate of conformity",
    "redesign",
)
