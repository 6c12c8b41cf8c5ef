"""A planted slip of a power of ten is caught wherever a published figure bounds it, and no true figure is accused."""

from __future__ import annotations

import csv
import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.figures.entry import LedgerEntry
from pratique.figures.ledger import shipped
from pratique.figures.reader import judge, read_text

MARKET = Path(__file__).parents[4] / "shared" / "market" / "figures.csv"
PLACES = {"CN": "China", "RU": "Russia", "EU": "the EU", "US": "the US", "WORLD": "the world", "BR": "Brazil"}
COUNTED = {
    "production": "production",
    "sales": "sales",
    "domestic_sales": "domestic sales",
    "retail_sales": "retail sales",
    "exports": "exports",
}
GOODS = {
    "vehicle": "vehicles",
    "passenger_car": "passenger cars",
    "commercial_vehicle": "commercial vehicles",
    "nev": "NEVs",
    "bev": "battery electric vehicles",
    "phev": "plug-in hybrids",
    "ice": "conventional fuel vehicles",
    "nev_passenger": "new energy passenger cars",
    "nev_commercial": "new energy commercial vehicles",
    "fcev": "fuel cell vehicles",
    "chinese_brand_passenger_car": "Chinese brand passenger cars",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _period(row: LedgerEntry) -> str:
    first, last, year = row.period.first % 12, row.period.last % 12, row.period.start_year
    if (first, last) == (0, 11):
        return f"in {year}"
    return f"in {MONTHS[first]} {year}" if first == last else f"from {MONTHS[first]} to {MONTHS[last]} {year}"


def _sentence(row: LedgerEntry, value: Fraction) -> str:
    """A sentence that says the value of a row, or "" for a row that these frames cannot say."""
    origin, flows, market = row.geography.partition("->")
    if (
        row.unit not in ("vehicles", "percent")
        or row.product not in GOODS
        or origin not in PLACES
        or (flows and market not in PLACES)
    ):
        return ""
    if row.indicator == "share":
        indicator, _, whole = row.of.partition(":")
        if whole not in GOODS or indicator not in COUNTED:
            return ""
        share = f"accounted for {float(value):g} percent of {COUNTED[indicator]} of {GOODS[whole]} {_period(row)}"
        return f"In {PLACES[origin]}, {GOODS[row.product]} {share}, {row.publisher} said."
    if row.indicator not in COUNTED or value.denominator != 1:
        return ""
    where = f"from {PLACES[origin]} to {PLACES[market]}" if flows else f"in {PLACES[origin]}"
    subject = f"{COUNTED[row.indicator].capitalize()} of {GOODS[row.product]} {where}"
    return f"{subject} reached {int(value):,} units {_period(row)}, {row.publisher} said."


def _judged(row: LedgerEntry, value: Fraction, ledger: list[LedgerEntry]) -> str:
    """What the judge makes of a row's value, or of a planted one: its verdict, or `flagged`."""
    text = _sentence(row, value)
    reading = read_text(text, published=row.published_on)
    mine = [
        figure.span
        for figure in reading.figures
        if (figure.indicator, figure.product, figure.geography, figure.period, figure.value)
        == (row.indicator, row.product, row.geography, row.period, value)
    ]
    assert mine, text
    found = next(j for j in judge(reading, ledger) if j.subject == "figure" and j.span == mine[0])
    lost = any("power of ten" in flag for flag in found.flags)
    return "flagged" if found.verdict == "undecidable" and lost else found.verdict


def _sample(rows: list[LedgerEntry], size: int, seed: int) -> list[LedgerEntry]:
    said = [
        row
        for row in rows
        if row.kind == "observation" and row.confidence != "contradicted" and _sentence(row, Fraction(row.value))
    ]
    return random.Random(seed).sample(said, min(size, len(said)))


def _same(row: LedgerEntry, other: LedgerEntry) -> bool:
    return (row.indicator, row.product, row.geography, row.period, row.of) == (
        other.indicator,
        other.product,
        other.geography,
        other.period,
        other.of,
    )


@pytest.mark.parametrize("factor", [Fraction(10), Fraction(1, 10)])
@settings(max_examples=1)
@given(seed=st.integers(0, 1 << 30))
def test_a_slip_is_contradicted_by_the_figure_and_caught_by_its_neighbours(factor: Fraction, seed: int) -> None:
    ledger = list(shipped())
    for row in _sample(ledger, 60, seed):
        slipped = Fraction(row.value) * factor
        if not _sentence(row, slipped):
            continue
        assert _judged(row, slipped, ledger) == "contradicted", (seed, row)
        others = [other for other in ledger if not _same(row, other)]
        near = [
            other
            for other in others
            if (other.indicator, other.product, other.geography, other.of, other.unit, other.kind)
            == (row.indicator, row.product, row.geography, row.of, row.unit, "observation")
            and abs(other.period.last - row.period.last) <= 12
            and other.confidence != "contradicted"
        ]
        if near:
            assert _judged(row, slipped, others) in ("contradicted", "flagged"), (seed, row)


@settings(max_examples=1)
@given(seed=st.integers(0, 1 << 30))
def test_no_true_figure_is_accused_by_its_neighbours(seed: int) -> None:
    ledger = list(shipped())
    for row in _sample(ledger, 80, seed):
        others = [other for other in ledger if not _same(row, other)]
        assert _judged(row, Fraction(row.value), ledger) == "supported", (seed, row)
        assert _judged(row, Fraction(row.value), others) in ("undecidable", "supported"), (seed, row)


@pytest.mark.skipif(not MARKET.exists(), reason="the market's figures are not here")
@settings(max_examples=1)
@given(seed=st.integers(0, 1 << 30))
def test_slips_of_the_markets_figures_are_contradicted(seed: int) -> None:
    ledger = list(shipped())
    book = {(row.indicator, row.product, row.geography, str(row.period), str(row.value)): row for row in ledger}
    with MARKET.open(encoding="utf-8", newline="") as file:
        rows = [
            found
            for line in csv.DictReader(file)
            if (
                found := book.get(
                    (line["measure"], line["product"], line["geography"], line["period"], line["value"])
                )
            )
        ]
    assert len(rows) > 400
    for row in _sample(rows, 40, seed):
        for factor in (Fraction(10), Fraction(1, 10)):
            slipped = Fraction(row.value) * factor
            assert not _sentence(row, slipped) or _judged(row, slipped, ledger) == "contradicted", (seed, row)


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("In China, NEVs accounted for 271 percent of sales of vehicles in 2022, CAAM said.", True),
        ("In China, NEVs accounted for 2.7 percent of sales of vehicles in 2022, CAAM said.", True),
        ("In China, NEVs accounted for 25.6 percent of sales of vehicles in 2022, CAAM said.", False),
        ("Sales of NEVs in the world reached 680,000 units in 2022, CPCA said.", True),
        ("Sales of NEVs in the world reached 10,800,000 units in 2022, CPCA said.", False),
        ("Exports of vehicles from China to Russia reached 15,800,000 units in 2024, GACC said.", True),
        ("Exports of vehicles from China to Russia reached 1,158,000 units in 2024, GACC said.", False),
    ],
)
def test_wholes_and_wider_places_bound_a_figure(text: str, caught: bool) -> None:
    ledger = [
        row
        for row in shipped()
        if row.indicator != "share" and "->" not in row.geography and row.geography != "WORLD"
    ]
    (found,) = (j for j in judge(read_text(text), ledger) if j.subject == "figure")
    assert (found.verdict == "contradicted") is caught, found.why
