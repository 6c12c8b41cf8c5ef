"""Duties at the border of the United States stand beside the outcome where the goods are told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pratique.usecases.check import check

KNOWN_ON = date(2026, 11, 22)
CAR: dict[str, Any] = {
    "title": "a car",
    "vehicles": [{"id": "car", "powertrain": "BEV", "new": True, "model_year": 2027, "gvwr": "2400 kg"}],
    "transactions": [{"id": "entry", "act": "import", "date": "2026-03-01", "into": "US", "vehicle": "car"}],
    "facts": {"trade.origin": "CN", "trade.preference": "none", "trade.age_years": 0},
}


def pays(on: str, **facts: Any) -> set[tuple[str, bool]]:
    data = {**CAR, "facts": {**CAR["facts"], **{f"trade.{name}": value for name, value in facts.items()}}}
    answer = check(data, on=date.fromisoformat(on), known_on=KNOWN_ON)
    return {(each.name, each.certain) for each in answer.duties if each.name.startswith("pay: ")}


@pytest.mark.parametrize(
    ("on", "names"),
    [
        ("2025-04-02", {"column 1 (2.5 %)", "Section 301, China (100 %)", "emergency duty on China (20 %)"}),
        (
            "2025-04-03",
            {
                "column 1 (2.5 %)",
                "Section 301, China (100 %)",
                "emergency duty on China (20 %)",
                "Section 232 (25 %)",
            },
        ),
        ("2026-03-01", {"column 1 (2.5 %)", "Section 301, China (100 %)", "Section 232 (25 %)"}),
    ],
)
def test_layers_are_duties_of_the_answer(on: str, names: set[str]) -> None:
    assert pays(on, hs6="870380") == {(f"pay: {name}", True) for name in names}


def test_goods_that_nobody_told_owe_nothing_here() -> None:
    assert pays("2026-03-01") == set()


def test_what_is_open_is_not_certain() -> None:
    found = pays("2026-03-01", hs6="870380", origin={"one_of": ["CN", "JP"]})
    assert ("pay: column 1 (2.5 %)", True) in found
    assert ("pay: Section 301, China (100 %)", False) in found


def test_the_outcome_is_that_of_the_rule_alone() -> None:
    told = {**CAR, "facts": {**CAR["facts"], "trade.hs6": "870380"}}
    verdicts = [check(each, known_on=KNOWN_ON).verdict for each in (CAR, told)]
    assert verdicts[0] == verdicts[1]
