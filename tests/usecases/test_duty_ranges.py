"""What is not known only widens a rate: with any facts left out, the range still holds the rate of the full facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratique.deciding.rates import Rate
from pratique.dossier.model import VehicleModel
from pratique.usecases.markets.duty import duty
from tests.timeline.stacks import STACKS
from tests.timeline.test_markets_timeline import KNOWN_ON, shipped_that_day

SETTLED = [each for each in STACKS if each[3].replace(".", "").isdigit()]


def holds(rate: Rate, known: Decimal) -> bool:
    if not isinstance(rate, dict):
        return rate == known
    if "one_of" in rate:
        return known in rate["one_of"]
    return bool(rate["min"] <= known <= rate.get("max", known))


def without(model: VehicleModel, dropped: set[str]) -> VehicleModel:
    def kept(table: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in table.items() if key not in dropped}

    data = {**model.data, "vehicle": kept(model.data["vehicle"]), "trade": kept(model.data["trade"])}
    return VehicleModel(model.title, model.file, data, "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_less_known_never_loses_the_rate(data: st.DataObject) -> None:
    market, changes, on, known = data.draw(st.sampled_from(SETTLED))
    model = shipped_that_day(changes, on)
    facts = sorted({*model.data["vehicle"], *model.data["trade"]})
    if changes.get("hs_code") == "850760":  # else it reads as the car described
        facts.remove("hs_code")
    dropped = set(data.draw(st.lists(st.sampled_from(facts), unique=True, min_size=1, max_size=4)))
    found = duty(without(model, dropped), market, on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert holds(found.rate_at_entry, Decimal(known)), (market, on, dropped, found.rate_at_entry)
    if isinstance(found.rate_at_entry, dict):
        assert found.open_facts, "an open rate names what is missing"
