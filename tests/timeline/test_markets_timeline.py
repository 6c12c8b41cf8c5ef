"""Every dated row of every market on its edges: it holds on its first day and its last, not on their neighbours.

The rate stacks of the law file come out on each date that it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pratique.facts.kinds import CASE
from pratique.law.rate import SCHEDULES, Layer, Row, schedule_of
from pratique.logic.entities import Entity
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE
from pratique.logic.values import point
from pratique.readings.decide import bind, verdict
from pratique.usecases.duty import duty
from pratique.usecases.model import Model

KNOWN_ON = date(2026, 11, 22)
BEV = {
    "title": "car",
    "vehicle": {"powertrain": "BEV", "new": True},
    "trade": {
        "hs_code": "8703 80 10", "category": "M1", "seats": 5, "assembly": "CBU", "origin": "CN",
        "preference": "none",
        "producer": "byd", "invoice_declaration_valid": True, "customs_value": "30000 USD", "age_years": 0,
        "power_30min_hp": 120, "importer": "legal_entity", "quota_left": False, "final_leg_shipped": "2024-10-05",
        "investment_certificate": False, "approved_investor": False,
    },
}  # fmt: skip


def variant(**changes: Any) -> Model:
    """The battery car with facts of trade changed; `powertrain` and `new` are the vehicle's."""
    of_vehicle = {key: changes.pop(key) for key in ("powertrain", "new") if key in changes}
    trade = {**BEV["trade"], **changes}  # type: ignore[dict-item]
    trade = {key: value for key, value in trade.items() if value is not None}
    vehicle = {**BEV["vehicle"], **of_vehicle}  # type: ignore[dict-item]
    data = {**BEV, "vehicle": {key: value for key, value in vehicle.items() if value is not None}, "trade": trade}
    return Model("car", "model.toml", data, "")


def rows() -> Iterator[tuple[Layer, Row]]:
    for market in SCHEDULES:
        for layer in schedule_of(market).layers:
            for row in layer.rows:
                yield layer, row


def possible_on(layer: Layer, row: Row, day: date) -> bool:
    entry = Entity(CASE, "entry", {"act.date": point(day)})
    return verdict(simplify(layer.holding(row)), bind({}, entry)).truth is not FALSE


@pytest.mark.parametrize(("layer", "row"), [pytest.param(la, ro, id=f"{ro.id}/{ro.status}") for la, ro in rows()])
def test_every_row_begins_and_ends_on_its_day(layer: Layer, row: Row) -> None:
    step = timedelta(days=1)
    days = (row.start or date(2010, 1, 1), (row.until or date(2040, 1, 1)) - step)
    assert all(possible_on(layer, row, day) for day in days)
    if row.start is not None:
        assert not possible_on(layer, row, row.start - step)
    if row.until is not None:
        assert not possible_on(layer, row, row.until)


STACKS = [
    # United States, 8703.80 of China (section 2.3 of the law file)
    ("US", {}, "2024-09-26", "27.5"), ("US", {}, "2024-09-27", "102.5"), ("US", {}, "2025-02-03", "102.5"),
    ("US", {}, "2025-02-04", "112.5"), ("US", {}, "2025-03-03", "112.5"), ("US", {}, "2025-03-04", "122.5"),
    ("US", {}, "2025-04-02", "122.5"), ("US", {}, "2025-04-03", "147.5"), ("US", {}, "2025-11-09", "147.5"),
    ("US", {}, "2025-11-10", "137.5"), ("US", {}, "2026-02-23", "137.5"), ("US", {}, "2026-02-24", "127.5"),
    ("US", {}, "2026-07-23", "127.5"), ("US", {}, "2026-07-24", "127.5"), ("US", {}, "2026-11-22", "127.5"),
    # combustion car of China, then floors for partners, then the content of a USMCA car
    ("US", {"hs_code": "870323", "powertrain": "ICE"}, "2024-09-27", "27.5"),
    ("US", {"hs_code": "870323", "powertrain": "ICE"}, "2026-02-24", "52.5"),
    ("US", {"origin": "DE"}, "2025-07-31", "27.5"), ("US", {"origin": "DE"}, "2025-08-01", "15"),
    ("US", {"origin": "DE"}, "2026-08-01", "15"), ("US", {"origin": "JP"}, "2025-09-15", "27.5"),
    ("US", {"origin": "JP"}, "2025-09-16", "15"),
    ("US", {"origin": "KR", "preference": "agreement"}, "2025-11-01", "15"),
    ("US", {"origin": "GB", "quota_left": True}, "2025-06-30", "10"),
    ("US", {"origin": "GB"}, "2025-06-30", "27.5"),
    (
        "US", {"origin": "MX", "preference": "agreement", "us_content_approved": True, "non_us_share": 60},
        "2026-01-05", "15",
    ),
    # traction batteries
    (
        "US", {"hs_code": "850760", "battery_for_electric_vehicle": True, "part_of_passenger_vehicle": False},
        "2026-02-24", "38.4",
    ),
    (
        "US", {"hs_code": "850760", "battery_for_electric_vehicle": True, "part_of_passenger_vehicle": False},
        "2026-07-24", "40.9",
    ),
    (
        "US", {"hs_code": "850760", "battery_for_electric_vehicle": True, "part_of_passenger_vehicle": True},
        "2026-02-24", "53.4",
    ),
    # European Union, by maker (section 3)
    ("EU", {}, "2024-07-04", "10"), ("EU", {}, "2024-10-29", "10"), ("EU", {}, "2024-10-30", "27"),
    ("EU", {"producer": "geely"}, "2024-10-30", "28.8"), ("EU", {"producer": "saic"}, "2024-10-30", "45.3"),
    ("EU", {"producer": "tesla_shanghai"}, "2024-10-30", "17.8"),
    ("EU", {"producer": "other_cooperating"}, "2024-10-30", "30.7"),
    ("EU", {"producer": "spotlight"}, "2024-10-30", "30.7"), ("EU", {"producer": "all_other"}, "2024-10-30", "45.3"),
    ("EU", {"invoice_declaration_valid": False}, "2026-03-01", "45.3"),
    ("EU", {"producer": "vw_anhui"}, "2026-02-10", "30.7"),
    (
        "EU", {
            "producer": "vw_anhui", "undertaking_invoice": True, "undertaking_price_met": True,
            "undertaking_volume_left": True,
        }, "2026-02-11", "10",
    ),
    ("EU", {"producer": "vw_anhui", "undertaking_invoice": False}, "2026-02-11", "30.7"),
    ("EU", {"new": False}, "2026-03-01", "10"), ("EU", {"origin": "HU"}, "2026-03-01", "10"),
    ("EU", {"powertrain": "PHEV", "hs_code": "870360", "engine_can_drive_wheels": True}, "2026-03-01", "10"),
    ("EU", {"powertrain": "EREV", "hs_code": "870360", "engine_can_drive_wheels": False}, "2026-03-01", "27"),
    ("EU", {"origin": "US"}, "2026-06-30", "10"), ("EU", {"origin": "US"}, "2026-07-01", "0"),
    ("EU", {"origin": "US"}, "2029-12-31", "0"), ("EU", {"origin": "US"}, "2030-01-01", "10"),
    # Canada
    ("CA", {}, "2024-09-30", "6.1"), ("CA", {}, "2024-10-05", "106.1"), ("CA", {}, "2026-02-28", "106.1"),
    ("CA", {}, "2026-03-01", "6.1"), ("CA", {"final_leg_shipped": "2024-09-20"}, "2024-10-20", "6.1"),
    ("CA", {"powertrain": "HEV", "hs_code": "870340"}, "2025-01-01", "106.1"),
    ("CA", {"powertrain": "ICE", "hs_code": "870323"}, "2025-01-01", "6.1"),
    # Mexico
    ("MX", {}, "2024-09-30", "0"), ("MX", {}, "2024-10-01", "15"), ("MX", {}, "2025-12-31", "15"),
    ("MX", {}, "2026-01-01", "50"), ("MX", {"powertrain": "PHEV", "hs_code": "870360"}, "2025-12-31", "20"),
    ("MX", {"powertrain": "PHEV", "hs_code": "870360"}, "2026-01-01", "50"),
    # Türkiye: the larger of a share and a minimum
    ("TR", {}, "2023-02-28", "10"), ("TR", {}, "2023-04-01", "50"), ("TR", {}, "2025-11-20", "50"),
    ("TR", {"powertrain": "ICE", "hs_code": "870323"}, "2024-07-06", "10"),
    ("TR", {"powertrain": "ICE", "hs_code": "870323"}, "2024-07-08", "50"),
    ("TR", {"powertrain": "ICE", "hs_code": "870323", "customs_value": "14000 USD"}, "2024-07-08", "60"),
    ("TR", {"origin": "IN"}, "2025-11-20", "10"), ("TR", {"origin": "IN"}, "2025-11-21", "40"),
    ("TR", {"origin": "IN", "customs_value": "17000 USD"}, "2025-11-21", "60"),
    # Brazil
    ("BR", {}, "2024-06-30", "10"), ("BR", {}, "2024-07-01", "18"), ("BR", {}, "2025-06-30", "18"),
    ("BR", {}, "2025-07-01", "25"), ("BR", {}, "2026-06-30", "25"), ("BR", {}, "2026-07-01", "35"),
    ("BR", {"quota_left": True}, "2026-06-30", "0"), ("BR", {"quota_left": True}, "2026-07-01", "35"),
    ("BR", {"powertrain": "PHEV", "hs_code": "870360"}, "2025-07-01", "28"),
    ("BR", {"powertrain": "HEV", "hs_code": "870340"}, "2025-07-01", "30"),
    ("BR", {"assembly": "CKD"}, "2027-01-01", "35"),
    # the rest
    ("GB", {}, "2026-11-22", "10"), ("ZA", {}, "2026-11-22", "25"), ("GCC", {}, "2026-11-22", "5"),
    ("IN", {}, "2026-11-22", "70"), ("MY", {}, "2025-12-31", "0"), ("MY", {}, "2026-01-01", "30"),
    ("MY", {"preference": "agreement"}, "2026-01-01", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("market", "changes", "on", "rate"), STACKS)
def test_stack_on_the_day(market: str, changes: dict[str, Any], on: str, rate: str) -> None:
    found = duty(variant(**changes), market, on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert found.rate_at_entry == Decimal(rate), [(each.id, each.adds) for each in found.layers]


FEES = [
    (80, "individual_own_use", 0, "2026-01-01", 3400), (80, "individual_own_use", 4, "2026-01-01", 5200),
    (100, "legal_entity", 0, "2026-01-01", 991_200), (101, "legal_entity", 3, "2026-06-01", 1_317_600),
    (130, "legal_entity", 4, "2026-06-01", 1_912_800), (160, "legal_entity", 0, "2026-06-01", 1_560_000),
    (190, "legal_entity", 0, "2026-06-01", 1_848_000), (220, "legal_entity", 0, "2026-06-01", 2_193_600),
    (250, "legal_entity", 0, "2026-06-01", 2_599_200), (280, "legal_entity", 0, "2026-06-01", 3_079_200),
    (281, "legal_entity", 4, "2026-12-31", 4_780_800), (100, "legal_entity", 0, "2025-12-31", 826_000),
]  # fmt: skip


@pytest.mark.parametrize(("power", "importer", "age", "on", "roubles"), FEES)
def test_recycling_fee(power: int, importer: str, age: int, on: str, roubles: int) -> None:
    model = variant(power_30min_hp=power, importer=importer, age_years=age)
    (fee,) = duty(model, "RU", on=date.fromisoformat(on), known_on=KNOWN_ON).amounts
    assert (fee["amount"], fee["currency"], fee["certain"]) == (Decimal(roubles), "RUB", True)
