"""A number whose mark may be of thousands or of a fraction is either, unless it is counted or has several marks."""

from __future__ import annotations

import pytest

from pratique.dossier.case_values import cell_value
from pratique.facts.vocabulary import load_vocabulary

load_vocabulary()


@pytest.mark.parametrize("cell", ["4.540", "4,540"])
def test_one_mark_before_three_digits_may_be_either(cell: str) -> None:
    assert cell_value("vehicle.gvwr_kg", cell) == {"min": 4.54, "max": 4540}


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("vehicle.gvwr_kg", "4 540", 4540), ("vehicle.gvwr_kg", "1.234.567", 1_234_567),
        ("trade.seats", "1.234", 1234),
        ("vehicle.gvwr_kg", "1,234,567", 1_234_567), ("data.ordinary_people_this_year", "100,000", 100_000),
    ],
)  # fmt: skip
def test_what_can_be_read_one_way_is(name: str, cell: str, value: int) -> None:
    assert cell_value(name, cell) == {"value": value}
