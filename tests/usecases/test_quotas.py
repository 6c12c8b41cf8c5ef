"""Quotas by year: told on their first and last day, for the goods they are of, and deciding nothing."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.cli.duty import command
from pratique.usecases.markets.duty import duty
from tests.running import invoked
from tests.timeline.test_markets_timeline import KNOWN_ON, variant
from tests.usecases.test_markets import EXAMPLE


@pytest.mark.parametrize(
    ("on", "quantity"),
    [
        ("2026-02-28", "none yet"), ("2026-03-01", 24_500), ("2026-08-31", 24_500), ("2027-02-28", 24_500),
        ("2027-03-01", 52_185), ("2028-02-29", 52_185), ("2028-03-01", 55_577), ("2029-03-01", 59_190),
        ("2030-03-01", 63_036), ("2031-03-01", None),
    ],
)  # fmt: skip
def test_quota_of_canada(on: str, quantity: int | str | None) -> None:
    found = duty(variant(), "CA", on=date.fromisoformat(on), known_on=KNOWN_ON).quotas
    assert [each.quantity for each in found] == ([] if quantity == "none yet" else [quantity])


def test_growth_is_six_and_a_half_percent() -> None:
    years = [
        duty(variant(), "CA", on=date(year, 3, 1), known_on=KNOWN_ON).quotas[0].quantity for year in range(2027, 2031)
    ]
    assert all(abs(each - 49_000 * 1.065**power) < 1 for power, each in enumerate(years, 1) if each is not None)
    assert None not in years


@pytest.mark.parametrize(
    ("market", "changes", "on", "shown"),
    [
        ("CA", {"origin": "JP"}, "2026-03-01", []),
        ("CA", {"hs_code": "870323", "powertrain": "ICE"}, "2026-03-01", []),
        ("US", {"origin": "GB"}, "2026-03-01", [100_000]), ("US", {"origin": "GB"}, "2025-07-01", [65_205]),
        ("US", {}, "2026-03-01", []), ("US", {"origin": "GB"}, "2025-06-29", []),
        ("BR", {"assembly": "CKD", "quota_left": True}, "2025-08-01", [463_000_000]),
        ("BR", {"assembly": "CKD", "quota_left": True}, "2026-02-01", []),
    ],
)  # fmt: skip
def test_a_quota_is_told_of_its_goods(
    market: str, changes: dict[str, object], on: str, shown: list[int | None]
) -> None:
    found = duty(variant(**changes), market, on=date.fromisoformat(on), known_on=KNOWN_ON).quotas
    assert [each.quantity for each in found] == shown


def test_text_tells_the_quota() -> None:
    shown = invoked(command, [str(EXAMPLE), "--into", "CA", "--on", "2026-04-01"]).stdout
    assert "from 2026-03-01 until 2026-09-01: 24,500 vehicles." in " ".join(shown.split())
