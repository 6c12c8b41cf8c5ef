"""Exposure: ranges with sources, dated, never added up; a flow without figure is unknown, not zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made import figure

from pratique.errors import UsageError
from pratique.figures.codes import INDICATORS, PRODUCTS, UNITS, is_geography
from pratique.figures.exposure import exposure, exposure_data, instruments, reaches
from pratique.figures.ledger import Ledger, shipped
from pratique.reports.exposure import exposure_text

TODAY = date(2026, 11, 22)
RULE = "us.cfr15_791d"


@pytest.mark.parametrize("reach", reaches(), ids=lambda reach: f"{reach.instrument} {reach.flow} {reach.unit}")
def test_the_table_uses_the_code_lists(reach) -> None:  # type: ignore[no-untyped-def]
    assert reach.indicator in INDICATORS
    assert reach.product in PRODUCTS
    assert is_geography(reach.geography)
    assert reach.unit == "*" or reach.unit in UNITS
    assert reach.cite
    assert reach.why
    assert reach.end is None or reach.start < reach.end


def test_imports_into_the_united_states_are_unknown_not_zero() -> None:
    data = exposure_data(exposure(RULE, TODAY, shipped()))
    (flow,) = [flow for flow in data["touched"] if flow["flow"] == "exports:vehicle:CN->US"]
    assert flow["range"] is None
    assert flow["known"] is False
    assert flow["figures"] == []
    assert "unknown" in exposure_text(exposure(RULE, TODAY, shipped()))


def test_a_ceiling_starts_at_zero_and_names_its_publishers() -> None:
    data = exposure_data(exposure(RULE, TODAY, shipped()))
    (flow,) = [
        f for f in data["touched"] if f["bound"] == "ceiling" and f["unit"] == "vehicles" and f["period"] == "2025"
    ]
    assert flow["range"] == {"low": "0", "high": "8325000"}
    assert {figure["publisher"] for figure in flow["figures"]} == {"CAAM", "GACC"}
    assert all(figure["source"] for figure in flow["figures"])


def test_nothing_is_added_up() -> None:
    for instrument in instruments():
        for day in (date(2024, 8, 1), date(2025, 6, 1), TODAY):
            for flow in exposure(instrument, day, shipped()).touched:
                if flow.range is not None:
                    assert flow.range.high == max(figure.interval.high for figure in flow.figures)
                    assert {figure.period for figure in flow.figures} == {flow.period}
                    assert {figure.unit for figure in flow.figures} == {flow.unit}


@pytest.mark.parametrize(
    ("instrument", "before", "first"),
    [
        (RULE, date(2025, 3, 16), date(2025, 3, 17)),
        ("cn.bev_export_licence", date(2025, 12, 31), date(2026, 1, 1)),
        ("ca.ev_quota", date(2026, 2, 28), date(2026, 3, 1)),
        ("eu.bev_countervailing", date(2024, 7, 4), date(2024, 7, 5)),
    ],
)
def test_an_instrument_touches_from_its_day_on(instrument: str, before: date, first: date) -> None:
    assert exposure(instrument, before, shipped()).touched == ()
    assert "No flow is recorded for that day" in exposure_text(exposure(instrument, before, shipped()))
    assert exposure(instrument, first, shipped()).touched


def test_the_surtax_ends_before_the_day_of_the_quota() -> None:
    assert exposure("ca.surtax", date(2026, 2, 28), shipped()).touched
    assert not exposure("ca.surtax", date(2026, 3, 1), shipped()).touched
    (quota,) = [f for f in exposure("ca.ev_quota", TODAY, shipped()).touched if f.reach.bound == "quota"]
    assert quota.range is not None
    assert quota.range.holds(49_000)


def test_only_what_was_published_by_the_day_counts() -> None:
    old = figure("exports:passenger_car:CN->RU", "2024", 1_000_000, published_on=date(2025, 1, 20))
    new = figure("exports:passenger_car:CN->RU", "2025", 632_300, published_on=date(2026, 1, 20))
    wrong = replace(new, value=9, confidence="contradicted", publisher="Somebody")
    ledger = Ledger((old, new, wrong))
    (then,) = exposure("ru.recycling_fee", date(2026, 1, 10), ledger).touched
    (now,) = exposure("ru.recycling_fee", date(2026, 6, 1), ledger).touched
    assert (then.figures, now.figures) == ((old,), (new,))


def test_an_unknown_instrument_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"us\.ear"):
        exposure("us.unknown", TODAY, shipped())


def test_the_text_fits_a_terminal_but_for_addresses() -> None:
    for instrument in instruments():
        for line in exposure_text(exposure(instrument, TODAY, shipped())).splitlines():
            assert len(line) <= 80 or "://" in line
