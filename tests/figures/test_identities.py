"""What identities may and may not do: bulletins made to agree raise nothing, planted slips are found and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import figure

from pratique.figures.entry import LedgerEntry, PrintedChange
from pratique.figures.identities import GRADES, check, check_against
from pratique.figures.identities.web import Web
from pratique.figures.interval import exact
from pratique.figures.ledger import Ledger
from pratique.figures.period import Period

PARTS = ("passenger_car", "commercial_vehicle")


def rounded(value: int, step: int) -> int:
    return (value + step // 2) // step * step


def growth(now: int, then: int) -> tuple[PrintedChange, ...]:
    tenths = round((Fraction(now, then) - 1) * 1000)
    return (PrintedChange(exact(Fraction(tenths, 10)), Fraction(1, 20)),)


def printed(product: str, period: Period, now: int, then: int, step: int) -> LedgerEntry:
    entry = figure(f"exports:{product}:ZZ", str(period), rounded(now, step), exact(Fraction(step, 2)))
    return replace(entry, changes=growth(now, then))


@st.composite
def worlds(draw: st.DrawFn) -> list[LedgerEntry]:
    """Two years of true monthly figures of two parts, printed rounded as months and running totals."""
    step = draw(st.sampled_from([1, 100, 1000]))
    true = {
        (product, year, month): draw(st.integers(30_000, 900_000))
        for product in PARTS
        for year in (2030, 2031)
        for month in (1, 2, 3)
    }
    entries = []
    for product in (*PARTS, "vehicle"):
        some = PARTS if product == "vehicle" else (product,)

        def total(year: int, months: tuple[int, ...], some: tuple[str, ...] = some) -> int:
            return sum(true[part, year, month] for part in some for month in months)

        for months in ((1,), (2,), (3,), (1, 2), (1, 2, 3)):
            period = Period.months(2031, months[0], months[-1])
            now, then = total(2031, months), total(2030, months)
            entries.append(printed(product, period, now, then, step))
            base = figure(f"exports:{product}:ZZ", str(period.year_before), rounded(then, step))
            entries.append(replace(base, half=exact(Fraction(step, 2)), published_on=date(2031, 1, 12)))
    return entries


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_figures_that_were_only_rounded_raise_nothing(world: list[LedgerEntry]) -> None:
    checked = check(Ledger(tuple(world)))
    assert [(miss.identity, miss.says, miss.sides) for miss in checked.misses] == []
    assert checked.asked > 60


@settings(max_examples=15, deadline=None)
@given(worlds(), st.integers(0, 29), st.sampled_from([1, 2, 4]))
def test_a_planted_power_of_ten_is_undone(world: list[LedgerEntry], at: int, power: int) -> None:
    true = world[at]
    slipped = replace(true, value=true.value * 10**power, half=true.half * 10**power)
    misses = check(Ledger((*world[:at], slipped, *world[at + 1 :]))).misses
    mended = {repair.mended.value for miss in misses for repair in miss.repairs if repair.figure is slipped}
    assert true.value in mended


@pytest.mark.parametrize("lost", ["publisher", "scope"])
def test_a_figure_without_publisher_or_scope_enters_no_identity(lost: str) -> None:
    whole = figure("exports:vehicle:ZZ", "2031", 100_000)
    part = figure("exports:passenger_car:ZZ", "2031", 900_000)
    other = figure("exports:commercial_vehicle:ZZ", "2031", 900_000)
    assert check(Ledger((whole, part, other))).misses
    bare = Ledger((whole, replace(part, **{lost: ""}), replace(other, **{lost: ""})))
    assert check(bare).asked == 0
    assert len(check(bare).unreached) == 3


@pytest.mark.parametrize("field", ["publisher", "scope"])
def test_publishers_and_scopes_are_never_put_into_one_sum(field: str) -> None:
    whole = figure("exports:vehicle:ZZ", "2031", 100_000)
    parts = [figure(f"exports:{part}:ZZ", "2031", 900_000, **{field: "another"}) for part in PARTS]
    assert check(Ledger((whole, *parts))).asked == 0


def test_a_contradicted_figure_is_judged_but_judges_nobody() -> None:
    base = figure("exports:nev:ZZ", "2030", 1_284_000)
    wrong = figure("exports:nev:ZZ", "2031", 2_580_000, yoy="48.5", confidence="contradicted")
    later = figure("exports:nev:ZZ", "2032", 2_600_000, yoy="5.0")
    misses = check(Ledger((base, wrong, later))).misses
    assert [miss.figures[0] for miss in misses] == [wrong]


def test_a_forecast_grows_from_the_outcome_not_from_last_years_forecast() -> None:
    outcome = figure("sales:vehicle:ZZ", "2031", 34_400_000, 5_000)
    forecasts = [
        figure("sales:vehicle:ZZ", "2031", 32_900_000, 5_000, kind="forecast"),
        figure("sales:vehicle:ZZ", "2032", 34_750_000, 5_000, yoy="1", kind="forecast"),
    ]
    assert check(Ledger((outcome, *forecasts))).misses == ()


def test_rounded_zeros_part_only_in_the_publishers_unit() -> None:
    rows = (
        figure("exports:vehicle:ZZ", "2031-01..2031-08", 4_292_000, unit_half=500),
        figure("exports:vehicle:ZZ", "2031-09", 652_000, unit_half=500),
        figure("exports:vehicle:ZZ", "2031-01..2031-09", 4_950_000, 5_000, unit_half=500),
    )
    assert [miss.grade for miss in check(Ledger(rows)).misses] == ["rounding"]
    unknown = tuple(replace(row, unit_half=None) for row in rows)
    assert check(Ledger(unknown)).misses == ()


def test_a_unit_coarser_than_the_print_is_rounding() -> None:
    rows = (
        figure("exports:vehicle:ZZ", "2031", 7_000_400, 50, unit_half=500),
        figure("exports:passenger_car:ZZ", "2031", 5_000_000, 50, unit_half=500),
        figure("exports:commercial_vehicle:ZZ", "2031", 2_000_000, 50, unit_half=500),
    )
    assert [miss.grade for miss in check(Ledger(rows)).misses] == ["rounding"]


def test_one_bulletin_does_not_revise_itself() -> None:
    rows = [
        figure("exports:vehicle:ZZ", "2031-01..2031-03", 1_000_000),
        figure("exports:vehicle:ZZ", "2031-04", 300_000),
        figure("exports:vehicle:ZZ", "2031-01..2031-04", 1_308_000),
    ]
    assert [miss.grade for miss in check(Ledger(tuple(rows))).misses] != ["revision"]
    rows[0] = replace(rows[0], published_on=date(2031, 4, 11))
    assert [miss.grade for miss in check(Ledger(tuple(rows))).misses] == ["revision"]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_wrong_label_is_found_in_any_order(order: tuple[int, ...]) -> None:
    rows = (
        figure("sales:passenger_car:ZZ", "2032", 34_750_000, 5_000),
        figure("sales:passenger_car:ZZ", "2032", 30_250_000, 5_000),
        figure("sales:commercial_vehicle:ZZ", "2032", 4_500_000, 50_000),
    )
    misses = check(Ledger(tuple(rows[at] for at in order))).misses
    assert any(miss.grade == "scope" and "the figure of vehicle" in (miss.repair or "") for miss in misses)


def test_only_misses_of_the_bulletin_are_told() -> None:
    known = Ledger((figure("exports:nev:ZZ", "2030", 1_284_000), figure("exports:nev:ZZ", "2029", 9, yoy="1")))
    bulletin = Ledger((figure("exports:nev:ZZ", "2031", 2_615_000, yoy="203.7"),))
    (miss,) = check_against(bulletin, known).misses
    assert miss.identity == "I2"
    assert check(bulletin).misses == ()


def test_every_relation_is_found_from_each_of_its_figures() -> None:
    rows = tuple(
        figure(f"exports:{part}:ZZ", "2031", value)
        for part, value in (("passenger_car", 2), ("commercial_vehicle", 3), ("vehicle", 5))
    )
    web = Web.of(Ledger(rows))
    assert {relation.identity for row in rows for relation in web.about(row)} == {"I1"}
    assert all(web.about(row) for row in rows)


def test_a_share_of_another_publisher_is_not_compared() -> None:
    rows = (
        figure("share:nev:ZZ", "2031", 90, exact(Fraction(1, 2)), unit="percent", of="sales:vehicle", scope="retail"),
        figure("sales:nev:ZZ", "2031", 10_000),
        figure("sales:vehicle:ZZ", "2031", 100_000),
    )
    assert check(Ledger(rows)).misses == ()
    mine = (replace(rows[0], scope="makers"), *rows[1:])
    assert [miss.identity for miss in check(Ledger(mine)).misses] == ["I4"]


loose = st.builds(
    lambda series, period, value, half, yoy, more: figure(series, period, value, half, yoy, **more),
    st.sampled_from(
        [
            "exports:vehicle:ZZ",
            "exports:nev:ZZ",
            "exports:bev:ZZ",
            "exports:phev:ZZ",
            "sales:vehicle:ZZ",
            "sales:nev:ZZ",
        ]
    ),
    st.sampled_from(["2031", "2030", "2031-01", "2031-02", "2031-01..2031-02", "2031-Q1", "2030-02"]),
    st.integers(0, 10**7),
    st.sampled_from([0, exact(Fraction(1, 2)), 500, 10**6]),
    st.sampled_from(["", "0", "-100", "7.3", "840"]),
    st.fixed_dictionaries(
        {},
        optional={
            "unit": st.sampled_from(["USD", "CNY"]),
            "sense": st.sampled_from(["about", "under", "over"]),
            "kind": st.sampled_from(["forecast", "target"]),
            "confidence": st.sampled_from(["contradicted", "confirmed", "memory"]),
            "unit_half": st.sampled_from([1, 5000]),
            "published_on": st.sampled_from([None, date(2031, 1, 1)]),
            "claims": st.sampled_from(
                [("record",), ("majority",), ("first_above=500",), ("listed=3",), ("words=x",)]
            ),
            "changes": st.sampled_from(
                [
                    (PrintedChange(5, 1, "month"),),
                    (PrintedChange(-2, 1, "growth", "points"),),
                    (PrintedChange(0, 0, "year", "times"),),
                    (PrintedChange(100, 5, "year", "bare"),),
                ]
            ),
        },
    ),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(loose, max_size=9))
def test_any_figures_can_be_checked_and_a_repair_never_breaks_more(rows: list[LedgerEntry]) -> None:
    ledger = Ledger(tuple(rows))
    before = check(ledger)
    web = Web.of(ledger)
    for miss in before.misses:
        assert miss.grade in GRADES
        assert miss.explanation
        for repair in miss.repairs:
            if repair.slip in ("sign", "unit", "power", "swap", "exchange", "digit", "copy"):
                then = sum(each.breaks() for each in web.about(repair.figure))
                assert sum(each.breaks() for each in web.about(repair.figure, repair.mended)) <= then


def test_a_flood_of_misses_is_still_told_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pratique.figures.identities.checking.MOST_REPAIRED", 3)
    rows = tuple(figure("exports:vehicle:ZZ", "2031", 1_000 + 7_000 * at) for at in range(12))
    misses = check(Ledger(rows)).misses
    assert len(misses) == 11
    assert sum("so many misses" in miss.explanation for miss in misses) == 8
