"""What the goods under a subheading of the tariff are: one table of kinds of things, for the relations of every market.

Rule: a subheading is of one kind of thing (a car, a bus, a lorry, a tractor, a battery, a part, a circuit); what is of
another kind by its category, by its purpose or by what the act concerns is not entered under it. `other` may be anything.
"""

from __future__ import annotations

from pratique.facts import act, chip, trade, vehicle
from pratique.facts.cn.export import passenger
from pratique.facts.drives import DRIVES_OF
from pratique.facts.kinds import CASE, PART
from pratique.facts.powertrain import POWERTRAINS
from pratique.facts.regimes import battery_kind
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.relations import Relation, contradicts, look_again

CARS, TRACTORS = trade.CARS, (trade.ELECTRIC_TRACTOR,)
VEHICLES = (*CARS, *trade.BUSES, *trade.GOODS_VEHICLES, *TRACTORS)
NO_VEHICLES = (trade.LITHIUM_BATTERY, trade.VEHICLE_PARTS, *trade.CHIPS)
"""Subheadings of accumulators, of parts of vehicles, of circuits and machines."""
WITH_DRIVE_BATTERY = tuple(each for each in VEHICLES if "ICE" not in DRIVES_OF.get(each, POWERTRAINS))
"""Subheadings of vehicles that a motor drives, alone or beside an engine."""
_CHAPTERS = "HS 8507, 8471 to 8473, 8542, 8701 to 8708"

_NOT_UNDER: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("car", "a passenger car", CARS, ("M2", "M3")),
    ("bus", "a vehicle for ten persons or more", trade.BUSES, ("L", "M1", "N1", "N2", "N3")),
    ("lorry", "a vehicle for goods", trade.GOODS_VEHICLES, ("M2", "M3")),
    ("tractor", "a tractor", TRACTORS, ("L", "M1", "M2", "M3")),
    ("no_vehicle", "a battery, a part, a circuit or a machine", NO_VEHICLES, trade.CATEGORIES),
)
_SELDOM_UNDER: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("goods_vehicle_as_car", "a passenger car", CARS, ("N1", "N2", "N3")),
    ("car_as_goods_vehicle", "a vehicle for goods", trade.GOODS_VEHICLES, ("M1",)),
)
"""A pick-up truck or a van with seats is of either."""

OF_NO_VEHICLE = contradicts(
    "trade.vehicle_of_no_vehicle",
    _CHAPTERS,
    "It is entered as a vehicle, or is of the category of one, and the act concerns none, but units alone.",
    per=CASE,
    when=any_of(trade.heading.is_(*VEHICLES), trade.category.is_("M1", "M2", "M3", "N1", "N2", "N3")),
    then=none_of(act.concerns_vehicle),
)
OF_NO_BATTERY = contradicts(
    "trade.battery_heading_of_no_battery",
    "HS 8507.60",
    "It is entered as a battery, or as a vehicle that one drives, and none is placed on the market.",
    per=CASE,
    when=trade.heading.is_(trade.LITHIUM_BATTERY, *WITH_DRIVE_BATTERY),
    then=battery_kind.is_("no_battery"),
)
_PARTS = trade.heading.is_(trade.VEHICLE_PARTS)
"""Under which a kit may be entered, that has the category of the vehicle it becomes; a vehicle built up may not."""
OF_HEADINGS: tuple[Relation, ...] = (
    *(
        contradicts(
            f"trade.category_under_{name}",
            _CHAPTERS,
            f"It is entered as {says}, and its category is that of another vehicle."
            if name != "no_vehicle"
            else f"It is entered as {says}, and has the category of a vehicle.",
            per=CASE,
            given=(trade.category,),
            when=all_of(trade.heading.is_(*headings), any_of(none_of(_PARTS), trade.assembly.is_("CBU"))),
            then=trade.category.is_(*categories),
        )
        for name, says, headings, categories in _NOT_UNDER
    ),
    *(
        look_again(
            f"trade.{name}",
            _CHAPTERS,
            f"It is entered as {says}, and its category is that of another vehicle.",
            per=CASE,
            when=trade.category.is_(*categories),
            then=trade.heading.is_(*headings),
        )
        for name, says, headings, categories in _SELDOM_UNDER
    ),
    OF_NO_VEHICLE,
    contradicts(
        "trade.parts_with_a_category",
        "HS, general rule 2(a)",
        "It is entered as parts and has the category of a vehicle, and nobody says that it is a kit or not completed.",
        per=CASE,
        given=(trade.category,),
        when=_PARTS,
        then=trade.category.is_(*trade.CATEGORIES),
        unless=any_of(trade.assembly.is_("SKD", "CKD"), none_of(vehicle.completed)),
    ),
    look_again(
        "trade.kit_as_parts",
        "HS, general rule 2(a)",
        "It is entered as parts and has the category of a vehicle: a kit with all that makes it is entered as the vehicle.",
        per=CASE,
        when=_PARTS,
        then=trade.category.is_(*trade.CATEGORIES),
    ),
    contradicts(
        "trade.kit_that_is_completed",
        "HS, general rule 2(a)",
        "It is entered as parts of a category of vehicles, as a kit is, and is a completed vehicle.",
        per=CASE,
        when=all_of(_PARTS, trade.category.is_(*trade.CATEGORIES)),
        then=vehicle.completed,
    ),
    contradicts(
        "trade.people_under_no_vehicle",
        _CHAPTERS,
        "It is entered as a battery, a part, a circuit or a machine, and is a motor vehicle that carries people.",
        per=CASE,
        when=trade.heading.is_(*NO_VEHICLES),
        then=passenger,
    ),
    contradicts(
        "trade.vehicle_under_no_vehicle",
        _CHAPTERS,
        "It is entered as a battery, a part, a circuit or a machine, and a finished vehicle is listed.",
        per=PART,
        when=trade.heading.is_(*NO_VEHICLES),
        then=chip.kind.is_("vehicle"),
    ),
)
"""Relations of a heading and the kind of thing under it."""
