"""The review table in the docs is the one that the identities give; and it holds what the field notes found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pratique.figures.identities import Checked, check
from pratique.figures.ledger import shipped
from pratique.reports.ledger_review import review

TABLE = Path(__file__).parents[2] / "docs" / "figures" / "review.md"


@cache
def checked() -> Checked:
    return check(shipped())


def test_the_review_is_current() -> None:
    assert TABLE.read_text("utf-8") == review(checked()), (
        "Run `pratique figures check --review -o docs/figures/review.md`."
    )


@pytest.mark.parametrize(
    ("identity", "series", "period"),
    [
        ("I5", "exports:vehicle:CN", "2025-01..2025-07"),
        ("I5", "exports:nev:CN", "2025-01..2025-07"),
        ("I5", "exports:nev:CN", "2025-01..2025-09"),
        ("I5", "exports:vehicle:CN", "2025"),
        ("I5", "production:vehicle:CN", "2023"),
        ("I5", "production:vehicle:CN", "2025-01..2025-04"),
        ("I5", "production:vehicle:CN", "2025-01..2025-09"),
        ("I5", "sales:vehicle:CN", "2025-01..2025-09"),
        ("I2", "exports:nev:CN", "2023"),
        ("I5", "exports:nev:CN", "2025-Q3"),
    ],
)
def test_known_revisions_are_graded_as_such(identity: str, series: str, period: str) -> None:
    grades = {
        miss.grade
        for miss in checked().misses
        if (miss.identity, miss.figures[0].series, str(miss.figures[0].period)) == (identity, series, period)
        and miss.figures[0].confidence != "contradicted"
    }
    assert grades == {"revision"}


def test_naive_rounding_does_not_hide_the_revision_behind_dropped_zeros() -> None:
    found = [m for m in checked().misses if m.identity == "I5" and str(m.figures[0].period) == "2025-01..2025-09"]
    assert {m.grade for m in found if m.figures[0].series == "exports:vehicle:CN"} == {"rounding"}


def test_the_two_repairs_of_january_2023_are_both_kept() -> None:
    (miss,) = [m for m in checked().misses if m.identity == "I1" and str(m.figures[0].period) == "2023-01"]
    assert {int(repair.mended.value) for repair in miss.repairs} == {284_000, 121_000}
    assert miss.missing_fact is not None


@pytest.mark.parametrize(
    ("series", "period", "slip", "value"),
    [
        ("production:passenger_car:CN", "2025-09", "power", 2_900_000),
        ("sales:passenger_car:CN", "2025-09", "power", 2_859_000),
        ("exports:phev:CN", "2025", "exchange", 969_000),
    ],
)
def test_known_misprints_are_repaired(series: str, period: str, slip: str, value: int) -> None:
    repairs = [repair for miss in checked().misses for repair in miss.repairs if repair.slip == slip]
    assert value in [r.mended.value for r in repairs if (r.figure.series, str(r.figure.period)) == (series, period)]


def test_signs_lost_by_a_page_are_wording() -> None:
    found = [r.mended.growth for m in checked().misses if m.grade == "wording" for r in m.repairs]
    assert {str(float(growth.amount)) for growth in found if growth} == {"-6.3", "-6.9"}


def test_the_first_quarter_of_2025_agrees_with_its_parts() -> None:
    quarter = {"exports:vehicle:CN", "exports:passenger_car:CN", "exports:commercial_vehicle:CN", "exports:nev:CN"}
    for miss in checked().misses:
        if {figure.series for figure in miss.figures} <= quarter and miss.identity in ("I1", "I3"):
            assert "2025-01..2025-03" not in {str(figure.period) for figure in miss.figures}


def test_most_alarms_are_not_errors() -> None:
    assert 5 * len(checked().defects) < 2 * len(checked().misses)
