"""The United States: column 1, Sections 301, 232, 122 and 338, and the duties that the Supreme Court undid.

Rule: an article pays one regime of Section 232; where it does, the reciprocal duty, the surcharge of Section 122, the
forced-labour duty and the duties on Brazil and Canada leave nothing, while Section 301 on China and the fentanyl duty
still add up. Rates agreed with partners are floors that include column 1. These duties stand beside the
connected-vehicle rule and never decide an outcome: `pratique duty` gives the sum, and `pratique check` lists the layers
beside the other duties where the dossier tells the goods (`trade.hs6`).
"""

from datetime import date

from pratique.facts import trade, vehicle
from pratique.facts.unions import EU
from pratique.law.clocks import during
from pratique.law.entry import battery, bus, by_agreement, car, enters, from_china, goods_vehicle
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.law.us.duties.coverage import COVERAGE, EVENTS, SOURCES
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.nodes import Condition, Number

ROWS = table("pratique.law.us.duties", seen_until="2026-10-10")
ENTRY = enters("US")
OLD_CAR_YEARS = 25
"""Cars older than this are outside Section 232 (9903.94.04)."""
CLASS_3_LB = 10_000
"""Trucks above this rating are medium and heavy ones."""
usmca = by_agreement("CA", "MX")
preferred = by_agreement("CA", "MX", "KR")
not_old = any_of(vehicle.new, trade.age_years <= OLD_CAR_YEARS)
passenger = all_of(car, not_old)
light = all_of(goods_vehicle, vehicle.gvwr_lb <= CLASS_3_LB, not_old)
DEALS = (*EU, "JP", "KR", "GB")
at_232 = any_of(passenger, light)


def _between(number: Number, low: int, high: int) -> Condition:
    """Strictly inside a band, both ends outside."""
    return all_of(number > low, number < high)


column_1 = Layer(
    "us.col1",
    "us.duties",
    "column 1",
    "Ordinary customs duty.",
    when=ENTRY,
    keys={
        "car": all_of(car, none_of(preferred)),
        "light_truck": all_of(goods_vehicle, none_of(preferred)),
        "bus": all_of(bus, none_of(preferred)),
        "battery": all_of(battery, none_of(preferred)),
        "preference": all_of(preferred, any_of(car, goods_vehicle, bus, battery)),
    },
    rows=rows_of(ROWS, "us.col1"),
    is_base=True,
)
section_301 = Layer(
    "us.s301",
    "us.duties",
    "Section 301, China",
    "Duty on listed goods of China, raised by the four-year review.",
    when=all_of(ENTRY, from_china),
    keys={
        "combustion": trade.heading.is_(*trade.COMBUSTION_CARS),
        "hybrid": trade.heading.is_(*trade.HYBRID_CARS),
        "electric": trade.heading.is_(*trade.PLUG_IN_CARS, trade.BATTERY_CAR, trade.OTHER_CAR),
        "electric_read": trade.heading.is_("870360", trade.BATTERY_CAR),
        "electric_other": trade.heading.is_("870370", trade.OTHER_CAR),
        "electric_bus": trade.heading.is_("870240", "870290"),
        "electric_heavy": trade.heading.is_("870220", "870230", "870460"),
        "ev_battery": all_of(battery, trade.battery_for_electric_vehicle),
        "other_battery": all_of(battery, none_of(trade.battery_for_electric_vehicle)),
    },
    rows=rows_of(ROWS, "us.s301"),
)
fentanyl = Layer(
    "us.ieepa_china",
    "us.duties",
    "emergency duty on China",
    "Duty under the emergency act, undone by the court.",
    when=all_of(
        ENTRY,
        from_china,
        none_of(all_of(during(None, "2025-03-07"), trade.final_leg_shipped < "2025-02-01")),
    ),
    keys={"all": any_of(car, goods_vehicle, bus, battery)},
    rows=rows_of(ROWS, "us.ieepa_china"),
    turns_on=(date(2025, 3, 7),),
)
section_232 = Layer(
    "us.s232",
    "us.duties",
    "Section 232",
    "Duty on cars, light trucks, heavy trucks, buses and their parts.",
    when=ENTRY,
    keys={
        "car": all_of(at_232, none_of(trade.origin.is_(*DEALS)), none_of(all_of(usmca, trade.us_content_approved))),
        "eu_car": all_of(at_232, trade.origin.is_(*EU)),
        "jp_car": all_of(at_232, trade.origin.is_("JP")),
        "kr_car": all_of(at_232, trade.origin.is_("KR")),
        "gb_car": all_of(at_232, trade.origin.is_("GB")),
        "gb_car_in_quota": all_of(at_232, trade.origin.is_("GB"), trade.quota_left),
        "gb_car_over_quota": all_of(at_232, trade.origin.is_("GB"), none_of(trade.quota_left)),
        "usmca_content": all_of(at_232, usmca, trade.us_content_approved),
        "part": all_of(battery, trade.part_of_passenger_vehicle, none_of(trade.origin.is_(*DEALS)), none_of(usmca)),
        "part_of_deal": all_of(battery, trade.part_of_passenger_vehicle, trade.origin.is_(*DEALS)),
        "heavy_truck": all_of(goods_vehicle, vehicle.gvwr_lb > CLASS_3_LB),
        "bus": bus,
    },
    rows=rows_of(ROWS, "us.s232"),
    shares={"usmca_content": trade.non_us_share},
)
BY_232 = ("us.s232",)
goods = any_of(car, goods_vehicle, bus, battery)
reciprocal = Layer(
    "us.reciprocal",
    "us.duties",
    "reciprocal duty",
    "Duty under the emergency act on all origins, undone by the court.",
    when=all_of(ENTRY, goods),
    keys={"all": none_of(usmca)},
    rows=rows_of(ROWS, "us.reciprocal"),
    displaced_by=BY_232,
)
section_122 = Layer(
    "us.s122",
    "us.duties",
    "Section 122 surcharge",
    "Balance-of-payments surcharge.",
    when=all_of(ENTRY, battery),
    keys={"all": all_of(none_of(usmca), none_of(trade.part_of_passenger_vehicle))},
    rows=rows_of(ROWS, "us.s122"),
    displaced_by=BY_232,
)
NAMED = ("CN", "IN", *EU, "TW", "JP", "KR", "CH")
labour = Layer(
    "us.s301_labour",
    "us.duties",
    "Section 301, forced labour",
    "Duty on 60 economies.",
    when=all_of(
        ENTRY,
        goods,
        none_of(usmca),
        none_of(all_of(during(None, "2026-07-28"), trade.final_leg_shipped < "2026-07-24")),
    ),
    keys={
        "cn": from_china,
        "in": trade.origin.is_("IN"),
        "eu_tw": trade.origin.is_(*EU, "TW"),
        "jp_kr_ch": trade.origin.is_("JP", "KR", "CH"),
        "other": none_of(trade.origin.is_(*NAMED)),
    },
    rows=rows_of(ROWS, "us.s301_labour"),
    turns_on=(date(2026, 7, 28),),
    displaced_by=BY_232,
)
brazil = Layer(
    "us.s301_brazil",
    "us.duties",
    "Section 301, Brazil",
    "Duty on goods of Brazil.",
    when=all_of(ENTRY, goods),
    keys={"all": trade.origin.is_("BR")},
    rows=rows_of(ROWS, "us.s301_brazil"),
    displaced_by=BY_232,
)
FREE_CHIP_USES = tuple(each for each in trade.CHIP_USES if each != "other")
"""Uses in the United States that the proclamation leaves free; no drawback, any origin."""
chip_duty = Layer(
    "us.chip_duty",
    "us.duties",
    "Section 232, advanced chips",
    "Duty on circuits in two bands of performance and memory bandwidth, and on machines that hold them.",
    when=all_of(ENTRY, trade.heading.is_(*trade.CHIPS)),
    keys={
        "band": all_of(
            none_of(trade.chip_use.is_(*FREE_CHIP_USES)),
            any_of(
                all_of(_between(trade.chip_tpp, 14_000, 17_500), _between(trade.chip_memory_bandwidth, 4_500, 5_000)),
                all_of(_between(trade.chip_tpp, 20_800, 21_100), _between(trade.chip_memory_bandwidth, 5_800, 6_200)),
            ),
        )
    },
    rows=rows_of(ROWS, "us.chip_duty"),
)
canada = Layer(
    "us.s338_canada",
    "us.duties",
    "Section 338, Canada",
    "Duty on listed goods of Canada.",
    when=all_of(ENTRY, goods),
    keys={"all": trade.origin.is_("CA")},
    rows=rows_of(ROWS, "us.s338_canada"),
    displaced_by=BY_232,
)
capacity = Layer(
    "us.s301_capacity",
    "us.duties",
    "Section 301, excess capacity",
    "Investigation of 16 economies.",
    when=all_of(ENTRY, goods),
    keys={"all": from_china},
    rows=rows_of(ROWS, "us.s301_capacity"),
)

SCHEDULES = {
    "US": Schedule(
        "US",
        "United States",
        (
            column_1,
            section_301,
            fentanyl,
            section_232,
            reciprocal,
            section_122,
            labour,
            brazil,
            canada,
            capacity,
            chip_duty,
        ),
        notes=(
            "Anti-dumping and countervailing duties by producer come on top and are not modelled.",
            "The connected-vehicle rule (15 CFR part 791 subpart D) bars irrespective of duty.",
        ),
    )
}

__all__ = ["COVERAGE", "EVENTS", "SCHEDULES", "SOURCES"]
