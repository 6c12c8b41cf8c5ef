"""A fact on which sources differ is not settled by another that says the same in other words."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.document import plain_data
from pratique.usecases.check import check

EXAMPLE = Path(__file__).parents[2] / "examples" / "shanghai-app" / "dossier.toml"
KNOWN_ON = date(2026, 11, 22)


def dossier(**vehicle: Any) -> dict[str, Any]:
    data: dict[str, Any] = copy.deepcopy(plain_data(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))))
    data["vehicles"][0] |= vehicle
    return data


@pytest.mark.parametrize(
    "said",
    [
        {"gvwr": "5000 kg", "facts": {"vehicle.gvwr_lb": 5000}},
        {"gvwr": "11000 lb", "facts": {"vehicle.gvwr_kg": 2000}},
        {"gvwr": "2400 kg", "facts": {"vehicle.gvwr_lb": 12000}},
    ],
    ids=["heavy in kilograms", "heavy in pounds", "heavy as the second word"],
)
def test_two_weights_that_differ_leave_both_units_open(said: dict[str, Any]) -> None:
    answer = check(dossier(**said), known_on=KNOWN_ON)
    assert (answer.verdict.best, answer.verdict.worst) == ("out of scope", "prohibited")
    assert answer.conflicts


@pytest.mark.parametrize("side", ["5000 kg", "2268 kg"])
def test_neither_side_alone_is_better_than_the_dispute(side: str) -> None:
    both = check(dossier(gvwr="5000 kg", facts={"vehicle.gvwr_lb": 5000}), known_on=KNOWN_ON).verdict
    alone = check(dossier(gvwr=side), known_on=KNOWN_ON).verdict
    order = ["out of scope", "exempt", "clear", "clear with duties", "authorized", "licence required", "prohibited"]
    assert order.index(both.best) <= order.index(alone.best) <= order.index(alone.worst) <= order.index(both.worst)


def test_two_weights_that_agree_within_rounding_are_no_dispute() -> None:
    answer = check(dossier(gvwr="2400 kg", facts={"vehicle.gvwr_lb": 5291}), known_on=KNOWN_ON)
    assert answer.verdict.worst == "prohibited"
