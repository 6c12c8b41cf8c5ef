"""The Union: which facts of a battery and of a connected product belong together.

Rule: what the vehicle is known to be is known of its battery and of its data too; a limit of weight in a definition
is read as the energy that nothing of that weight can hold.
"""

from __future__ import annotations

from pratique.facts import conclusions, trade, vehicle
from pratique.facts import regimes as asked
from pratique.facts.goods_of_headings import OF_NO_BATTERY
from pratique.facts.kinds import CASE
from pratique.facts.pending import updates_over_the_air
from pratique.facts.powertrain import powertrain
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.relations import Relation, contradicts, look_again

DEFINITIONS = "Reg. (EU) 2023/1542, art. 3"
DATA_ACT = "Reg. (EU) 2023/2854, Art. 3(1)"
DRIVEN_BY_ONE = ("HEV", "PHEV", "EREV", "BEV", "FCEV")
"""What has a battery that drives it: of hybrids and electric vehicles alike."""
_LIGHTER = ("portable", "starting_lighting", "industrial")
_NOT_BESIDE = ("portable", "industrial")
_OF_CARS = ("M1", "M2", "M3", "N1", "N2", "N3")
_MOST_IN_5_KG, _MOST_IN_25_KG = 5, 25
"""kWh: a kilogram of cell holds less than half of one."""
_MOST_TO_START = 12
"""kWh: two lead batteries of a lorry hold less than six."""
_MOST_BESIDE_A_DRIVE = 2
"""kWh: the 12 V battery of a car that another one drives holds less than one."""

BATTERIES: tuple[Relation, ...] = (
    OF_NO_BATTERY,
    contradicts(
        "eu.batteries.vehicle_without_one",
        DEFINITIONS,
        "A battery drives the vehicle, and none is placed on the market with it.",
        per=CASE,
        when=powertrain.is_(*DRIVEN_BY_ONE),
        then=asked.battery_kind.is_("no_battery"),
    ),
    contradicts(
        "eu.batteries.vehicle_with_another",
        DEFINITIONS,
        "A battery drives the vehicle, and the battery placed on the market is of another category; "
        "a battery that moves on its own is asked of by an act that names no vehicle.",
        per=CASE,
        when=powertrain.is_(*DRIVEN_BY_ONE),
        then=any_of(
            asked.battery_kind.is_(*_NOT_BESIDE),
            all_of(asked.battery_kind.is_("starting_lighting"), asked.battery_energy > _MOST_BESIDE_A_DRIVE),
            all_of(asked.battery_kind.is_("light_means_of_transport"), trade.category.is_(*_OF_CARS)),
        ),
    ),
    look_again(
        "eu.batteries.beside_the_drive",
        DEFINITIONS,
        "A battery drives the vehicle, and the battery placed on the market is another one, for starting and lighting: "
        "the battery that drives it is asked of by an act of its own.",
        per=CASE,
        when=powertrain.is_(*DRIVEN_BY_ONE),
        then=asked.battery_kind.is_("starting_lighting"),
    ),
    contradicts(
        "eu.batteries.holds_nothing",
        DEFINITIONS,
        "A battery is placed on the market, and it holds no energy.",
        per=CASE,
        when=asked.battery_kind.is_(*_LIGHTER, "light_means_of_transport", "electric_vehicle"),
        then=asked.battery_energy <= 0,
    ),
    contradicts(
        "eu.batteries.energy_of_none",
        DEFINITIONS,
        "No battery is placed on the market, and it holds energy.",
        per=CASE,
        when=asked.battery_kind.is_("no_battery"),
        then=asked.battery_energy > 0,
    ),
    contradicts(
        "eu.batteries.too_large_to_be_portable",
        DEFINITIONS,
        "It is a portable battery, of at most 5 kg, and holds more than any of that weight can.",
        per=CASE,
        when=asked.battery_kind.is_("portable"),
        then=asked.battery_energy > _MOST_IN_5_KG,
    ),
    contradicts(
        "eu.batteries.too_large_for_light_transport",
        DEFINITIONS,
        "It is a battery of light means of transport, of at most 25 kg, and holds more than any of that weight can.",
        per=CASE,
        when=asked.battery_kind.is_("light_means_of_transport"),
        then=asked.battery_energy > _MOST_IN_25_KG,
    ),
    contradicts(
        "eu.batteries.too_large_to_start",
        DEFINITIONS,
        "It is a battery for starting, lighting and ignition, and holds more than any engine is started with.",
        per=CASE,
        when=asked.battery_kind.is_("starting_lighting"),
        then=asked.battery_energy > _MOST_TO_START,
    ),
    look_again(
        "eu.batteries.large_and_portable",
        DEFINITIONS,
        "It is a portable battery, of at most 5 kg, and holds more than 2 kWh.",
        per=CASE,
        when=asked.battery_kind.is_("portable"),
        then=asked.battery_energy > 2,
    ),
    look_again(
        "eu.batteries.verified_and_exempt",
        "Reg. (EU) 2023/1542, art. 48",
        "The operator is below the turnover for due diligence, and has a verified policy.",
        per=CASE,
        when=asked.operator_small,
        then=asked.battery_diligence,
    ),
)

CONNECTED: tuple[Relation, ...] = (
    contradicts(
        "eu.data_act.vehicle_is_connected",
        DATA_ACT,
        "The vehicle communicates with what is outside it, and is no connected product.",
        per=CASE,
        when=any_of(
            conclusions.connected.is_("yes"),
            conclusions.completed_connected.is_("yes"),
            updates_over_the_air,
            all_of(vehicle.wireless, vehicle.networked),
        ),
        then=none_of(asked.connected_product),
    ),
    look_again(
        "eu.data_act.accessible_without_connection",
        DATA_ACT,
        "Its data are accessible to the user, and it is no connected product.",
        per=CASE,
        when=asked.data_accessible,
        then=none_of(asked.connected_product),
    ),
)
