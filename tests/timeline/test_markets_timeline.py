"""Every dated row of every market on its edges: it holds on its first day and its last, not on their neighbours.

The rate stacks of the law file come out on each date that it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.gathered import each_of
from tests.timeline.stacks import BATTERY, CAR_PART, FEES_2026, STACKS, STORE

from pratique.deciding.duty_stack import ways_of
from pratique.deciding.rates import Rate
from pratique.dossier.model import VehicleModel, entry_cases
from pratique.facts.kinds import CASE
from pratique.law.rate import SCHEDULES, Layer, Row, schedule_of
from pratique.logic.entities import Entity
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE
from pratique.logic.values import point
from pratique.readings.decide import bind, verdict
from pratique.usecases.markets.duty import duty

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


def variant(**changes: Any) -> VehicleModel:
    """The battery car with facts of trade changed; `powertrain`, `new` and the rated weight are the vehicle's."""
    of_vehicle = {key: changes.pop(key) for key in ("powertrain", "new", "gvwr_lb") if key in changes}
    trade = {**BEV["trade"], **changes}  # type: ignore[dict-item]
    trade = {key: value for key, value in trade.items() if value is not None}
    vehicle = {**BEV["vehicle"], **of_vehicle}  # type: ignore[dict-item]
    data = {**BEV, "vehicle": {key: value for key, value in vehicle.items() if value is not None}, "trade": trade}
    return VehicleModel("car", "model.toml", data, "")


def shipped_that_day(changes: dict[str, Any], on: str) -> VehicleModel:
    """The variant, loaded for its last leg on the day of entry unless it says otherwise."""
    return variant(**{"final_leg_shipped": on, **changes})


def rows() -> Iterator[tuple[Layer, Row]]:
    for market in SCHEDULES:
        for layer in schedule_of(market).layers:
            for row in layer.rows:
                yield layer, row


def possible_on(layer: Layer, row: Row, day: date) -> bool:
    entry = Entity(CASE, "entry", {"act.date": point(day)})
    return verdict(simplify(layer.holding(row)), bind({}, entry)).truth is not FALSE


@each_of(rows(), lambda pair: f"{pair[1].id}/{pair[1].status}")
def test_every_row_begins_and_ends_on_its_day(pair: tuple[Layer, Row]) -> None:
    layer, row = pair
    step = timedelta(days=1)
    days = (row.start or date(2010, 1, 1), (row.until or date(2040, 1, 1)) - step)
    assert all(possible_on(layer, row, day) for day in days)
    if row.start is not None:
        assert not possible_on(layer, row, row.start - step)
    if row.until is not None:
        assert not possible_on(layer, row, row.until)


def expected(text: str) -> Rate:
    """`10`, `10|27`, `min 0`, `min 0 known 0 7` as a rate."""
    if not text.startswith("min"):
        rates = [Decimal(each) for each in text.split("|")]
        return rates[0] if len(rates) == 1 else {"one_of": rates}
    low, _, known = text.removeprefix("min ").partition(" known ")
    return {"min": Decimal(low)} | ({"known": [Decimal(each) for each in known.split()]} if known else {})


@pytest.mark.parametrize(("market", "changes", "on", "rate"), STACKS)
def test_stack_on_the_day(market: str, changes: dict[str, Any], on: str, rate: str) -> None:
    found = duty(shipped_that_day(changes, on), market, on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert found.rate_at_entry == expected(rate), [(each.id, each.adds) for each in found.layers]


LAYERS = [
    ("US", {}, "2025-04-03", ["us.col1 2.5", "us.s301 100", "us.ieepa_china 20", "us.s232 25"]),
    ("US", {}, "2026-07-24", ["us.col1 2.5", "us.s301 100", "us.s232 25"]),
    ("US", {"origin": "DE"}, "2025-08-01", ["us.col1 2.5", "us.s232 12.5"]),
    ("US", {"origin": "KR", "preference": "agreement"}, "2025-11-01", ["us.col1 0", "us.s232 15"]),
    ("US", {"origin": "GB", "quota_left": True}, "2025-06-30", ["us.col1 2.5", "us.s232 7.5"]),
    ("US", CAR_PART, "2026-02-24", ["us.col1 3.4", "us.s301 25", "us.s232 25"]),
    ("US", BATTERY, "2026-02-24", ["us.col1 3.4", "us.s301 25", "us.s122 10"]),
    ("US", BATTERY, "2026-07-24", ["us.col1 3.4", "us.s301 25", "us.s301_labour 12.5"]),
    ("US", {**STORE, "origin": "JP"}, "2026-07-24", ["us.col1 3.4", "us.s301_labour 9.1"]),
    ("EU", {}, "2024-08-01", ["eu.mfn 10", "eu.cvd_provisional 17.4"]),
    ("EU", {}, "2024-10-30", ["eu.mfn 10", "eu.cvd 17"]),
    ("CA", {}, "2024-10-01", ["ca.mfn 6.1", "ca.surtax 100"]),
    ("TR", {"origin": "IN", "customs_value": "17000 USD"}, "2025-11-21", ["tr.mfn 10", "tr.liability 50"]),
    ("BR", {"quota_left": True}, "2026-06-30", ["br.value_quota 0"]),
]  # fmt: skip


@pytest.mark.parametrize(("market", "changes", "on", "layers"), LAYERS)
def test_layer_by_layer(market: str, changes: dict[str, Any], on: str, layers: list[str]) -> None:
    found = duty(shipped_that_day(changes, on), market, on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert [f"{each.id} {each.adds:f}" for each in found.layers] == layers


SECURITIES = [
    ("byd", "17.4", "2024-10-29"), ("geely", "19.9", "2024-07-05"), ("saic", "37.6", "2024-07-05"),
    ("tesla_shanghai", "20.8", "2024-07-05"), ("other_cooperating", "20.8", "2024-07-05"),
    ("all_other", "37.6", "2024-07-05"), ("spotlight", "37.6", "2024-07-05"), ("byd", "0", "2024-07-04"),
    ("byd", "0", "2024-10-30"),
]  # fmt: skip


@pytest.mark.parametrize(("producer", "rate", "on"), SECURITIES)
def test_provisional_duty_is_secured_not_paid(producer: str, rate: str, on: str) -> None:
    found = duty(variant(producer=producer), "EU", on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert found.security == Decimal(rate)


# Rows no stack above begins with, and why.
NO_STACK = {
    "ca.surtax.personal.2026-03-01": "a model enters commercially: personal imports are in tests/cases/ca",
    "us.chip_duty.band.2026-01-15": "a circuit is no car: its bands and days are walked in test_duty",
    "eu.cvd_provisional.spotlight.2024-08-20": "the day of its move is not established; see the candidates",
}


def test_every_dated_row_is_in_a_stack_on_its_first_day() -> None:
    met: set[str] = set()
    securities = [("EU", {"producer": name}, on, "") for name, _, on in SECURITIES]
    for market, changes, on, _ in [*STACKS, *securities]:
        day = date.fromisoformat(on)
        case = entry_cases(shipped_that_day(changes, on), market, day, KNOWN_ON).cases[0]
        for way in ways_of(schedule_of(market), case.entity, KNOWN_ON).ways:
            met |= {each.row.id for each in way.stack.charges if each.row.start in (day, None)}
            met |= {row.id for _, row, _ in way.stack.set_aside if row.start in (day, None)}
    dated = {row.id for layer, row in rows() if row.status == "in force" and row.start and layer.id != "ru.fee"}
    assert sorted(dated - met) == sorted(NO_STACK)


@pytest.mark.parametrize("power", FEES_2026)
@pytest.mark.parametrize("age", [0, 3, 4])
def test_recycling_fee(power: int, age: int) -> None:
    changes = {"power_30min_hp": power, "age_years": age}
    roubles = FEES_2026[power][age > 3]
    before = Decimal(roubles) / Decimal("1.2")
    for on, amount in (("2025-12-31", before), ("2026-01-01", roubles), ("2026-12-31", roubles)):
        (fee,) = duty(shipped_that_day(changes, on), "RU", on=date.fromisoformat(on), known_on=KNOWN_ON).amounts
        assert (fee["amount"], fee["currency"], fee["certain"]) == (Decimal(amount), "RUB", True)
    for on in ("2025-11-30", "2027-01-01"):  # before and after the table: no sum is claimed
        assert not duty(shipped_that_day(changes, on), "RU", on=date.fromisoformat(on), known_on=KNOWN_ON).amounts


@pytest.mark.parametrize(("age", "roubles"), [(0, 3400), (3, 3400), (4, 5200)])
def test_recycling_fee_for_own_use(age: int, roubles: int) -> None:
    changes = {"power_30min_hp": 80, "importer": "individual_own_use", "age_years": age}
    model = shipped_that_day(changes, "2025-12-01")
    (fee,) = duty(model, "RU", on=date(2026, 1, 1), known_on=KNOWN_ON).amounts
    assert fee["amount"] == roubles
    (fee,) = duty(model, "RU", on=date(2025, 12, 1), known_on=KNOWN_ON).amounts
    assert fee["amount"] == roubles, "the low fee was not indexed"
    assert not duty(model, "RU", on=date(2025, 11, 30), known_on=KNOWN_ON).amounts
    entity = variant(power_30min_hp=80, importer="legal_entity", age_years=age)
    assert not duty(entity, "RU", on=date(2026, 1, 1), known_on=KNOWN_ON).amounts
