"""What drives a vehicle under a subheading of the tariff: one table, for a model's entry and for the relations of the law.

Rule: a subheading that says what drives the vehicle admits the drives that it says, of cars, buses, lorries and tractors
alike; `other` ones admit any. An electric motor alone is that of a battery, of a fuel cell, and of a range extender that
only generates (TARIC 8703 80 10 10 names these).
"""

from __future__ import annotations

from pratique.facts import trade
from pratique.facts.kinds import CASE
from pratique.facts.powertrain import POWERTRAINS, powertrain
from pratique.logic.relations import Relation, contradicts

_ENGINE_ALONE = (*trade.COMBUSTION_CARS, "870210", "870421", "870422", "870423", "870431", "870432")
_HYBRID = ("870220", "870230", "870441", "870442", "870443", "870451", "870452")
_MOTORS_ALONE = (trade.BATTERY_CAR, "870240", "870460", trade.ELECTRIC_TRACTOR)
_TABLE: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("engine_alone", "an engine alone drives", ("ICE",), _ENGINE_ALONE),
    ("hybrid_car", "an engine and a motor drive that is not charged from outside", ("HEV",), trade.HYBRID_CARS),
    ("plug_in_car", "an engine and a motor drive that is charged from outside", ("PHEV", "EREV"), trade.PLUG_IN_CARS),
    ("hybrid", "an engine and a motor drive", ("HEV", "PHEV", "EREV"), _HYBRID),
    ("motors_alone", "electric motors alone drive", ("BEV", "EREV", "FCEV"), _MOTORS_ALONE),
)
DRIVES_OF = {code: list(drives) for _, _, drives, codes in _TABLE for code in codes}
"""What can drive a vehicle under a subheading, of those that say what drives it."""

OF_DRIVES: tuple[Relation, ...] = tuple(
    contradicts(
        f"trade.heading_of_{name}",
        "HS 8701 to 8704",
        f"It is entered under a heading of vehicles that {says}, and something else drives it.",
        per=CASE,
        when=powertrain.is_(*(each for each in POWERTRAINS if each not in drives)),
        then=trade.heading.is_(*codes),
    )
    for name, says, drives, codes in _TABLE
)
"""Relations of a heading and what drives the vehicle."""
