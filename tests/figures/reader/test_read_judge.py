"""Verdicts: against ledger rows, against an earlier year, against dated law."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.entry import LedgerEntry, PrintedChange
from pratique.figures.period import Period
from pratique.figures.reader import Judgement, LawStatement, judge, read_text


def row(value: int, period: str, publisher: str = "CAAM", growth: int | None = None, **more: object) -> LedgerEntry:
    changes = () if growth is None else (PrintedChange(growth, 1),)
    known: dict[str, object] = {
        "indicator": "exports",
        "product": "vehicle",
        "geography": "CN",
        "unit": "vehicles",
        "half": 500,
    }
    return LedgerEntry(
        period=Period.parse(period),
        value=value,
        publisher=publisher,
        scope="makers",
        changes=changes,
        source="table",
        **(known | more),
    )  # type: ignore[arg-type]


def verdict(text: str, *rows: LedgerEntry) -> Judgement:
    (judgement,) = judge(read_text(text), rows)
    return judgement


TEXT = "China exported 517,000 vehicles in April 2025, CAAM said."


def test_supported_by_the_publishers_own_row() -> None:
    found = verdict(TEXT, row(517_000, "2025-04"), row(600_000, "2025-04", "GACC"))
    assert (found.verdict, found.cite) == ("supported", "CAAM n.d.: table")


def test_contradicted_by_the_publishers_own_row() -> None:
    assert verdict(TEXT, row(571_000, "2025-04")).verdict == "contradicted"


def test_another_publishers_number_decides_nothing() -> None:
    assert verdict(TEXT, row(600_000, "2025-04", "GACC")).verdict == "undecidable"


def test_a_wrong_growth_beside_a_right_value_is_contradicted() -> None:
    found = verdict(
        "China exported 517,000 vehicles in April 2025, up 20 percent, CAAM said.", row(517_000, "2025-04", growth=3)
    )
    assert found.verdict == "contradicted"
    assert found.why.startswith("The value agrees")


def test_a_growth_is_supported_by_the_year_before() -> None:
    found = verdict(
        "China exported 517,000 vehicles in April 2025, up 2.6 percent, CAAM said.", row(504_000, "2024-04")
    )
    assert found.verdict == "supported"
    assert found.why.startswith("By its base")


def test_points_are_supported_by_the_share_a_year_before() -> None:
    share = row(38, "2024", indicator="share", product="nev", unit="percent", of="sales:vehicle", half=1)
    text = "NEVs accounted for 45 percent of vehicle sales in China in 2025, up 7 percentage points, CAAM said."
    assert verdict(text, share).verdict == "supported"


def test_a_contradicted_row_supports_nothing() -> None:
    assert verdict(TEXT, row(517_000, "2025-04", confidence="contradicted")).verdict == "undecidable"


def test_a_revised_number_is_outdated() -> None:
    assert verdict(TEXT, row(530_000, "2025-04", vintage="2025-06")).verdict == "outdated"


def test_an_unknown_period_is_undecidable() -> None:
    found = verdict("China exported 517,000 vehicles in April, CAAM said.", row(517_000, "2025-04"))
    assert (found.verdict, found.why) == ("undecidable", "The text does not tell the period.")


def test_parts_that_miss_their_total_are_flagged() -> None:
    text = (
        "In April 2025 China exported 517,000 vehicles, among them 428,000 passenger cars and "
        "99,000 commercial vehicles."
    )
    whole = next(j for j in judge(read_text(text), ()) if "exports vehicle" in j.label)
    assert whole.flags == ("passenger_car + commercial_vehicle = 526,000..528,000 misses 516,500..517,500",)


def test_a_target_below_the_present_share_is_contradicted() -> None:
    text = (
        "China exported 1.42 million vehicles in Q1 2025, including 441,000 NEVs. By 2030 the goal is "
        "an export volume of 8 million"
        " vehicles, with 30% of that being NEVs."
    )
    judged = {j.label: j for j in judge(read_text(text), [row(7_098_000, "2025")])}
    assert judged["target share nev CN 2030"].verdict == "contradicted"
    assert judged["target exports vehicle CN 2030"].verdict == "undecidable"
    assert "needs 2.4% growth a year" in judged["target exports vehicle CN 2030"].flags[0]


LEVELS = (
    "June 1, {year}\n\nLevel 1 is the lowest of China's five levels of automated driving, an "
    "engineer said in the capital.\n"
)


@pytest.mark.parametrize(
    ("year", "verdict"), [(2021, "outdated"), (2023, "contradicted")]
)  # before the first statement, the text may have been right then; afterwards it was wrong
def test_a_statement_of_law_against_dated_law(year: int, verdict: str) -> None:
    law = [LawStatement("cn.automation_levels.count", date(2022, 3, 1), "GB/T 40429-2021", "6")]
    judged = judge(read_text(LEVELS.format(year=year)), (), law)
    found = next(j for j in judged if j.label == "cn.automation_levels.count: 5")
    assert (found.verdict, found.cite) == (verdict, "GB/T 40429-2021")


def test_what_was_so_and_is_no_longer_is_outdated_and_today_can_be_set_back() -> None:
    law = [
        LawStatement("cn.automation_levels.count", date(2020, 1, 1), "old", "5"),
        LawStatement("cn.automation_levels.count", date(2022, 3, 1), "new", "6"),
    ]
    reading = read_text(LEVELS.format(year=2021))

    def found(today: date | None) -> str:
        return next(j for j in judge(reading, (), law, today) if j.label.endswith("count: 5")).verdict

    assert found(None) == "outdated"
    assert found(date(2021, 12, 31)) == "supported"


def test_a_topic_without_law_is_undecidable() -> None:
    judged = judge(read_text(LEVELS.format(year=2023)), ())
    assert {j.verdict for j in judged if j.subject == "statement"} == {"undecidable"}


YEAR = row(4_910_000, "2023")
HALF = row(2_140_000, "2023-01..2023-06")


@pytest.mark.parametrize(
    ("text", "rows", "verdict"),
    [
        ("China exported 25 million vehicles in the first seven months of 2023.", (YEAR, HALF), "contradicted"),
        ("China exported 250,000 vehicles in the first seven months of 2023.", (YEAR, HALF), "contradicted"),
        ("China exported 2.5 million vehicles in the first seven months of 2023.", (YEAR, HALF), "undecidable"),
        ("China exported 3.8 million vehicles in July 2023, CAAM said.", (HALF,), "undecidable"),
        ("China exported 5.2 million vehicles in July 2023, CAAM said.", (YEAR,), "contradicted"),
        ("China exported 30 million vehicles in July 2023.", (YEAR,), "contradicted"),
        ("2023年前七个月,中国汽车出口2500万辆。", (YEAR, HALF), "contradicted"),
        ("中汽协表示,2023年前七个月,中国汽车出口200万辆。", (HALF,), "contradicted"),
        ("China exported 12 million NEVs in 2023.", (YEAR,), "contradicted"),
    ],
)
def test_neighbouring_periods_and_the_whole_bound_a_figure(
    text: str, rows: tuple[LedgerEntry, ...], verdict: str
) -> None:
    (judgement,) = judge(read_text(text), rows)
    assert judgement.verdict == verdict, judgement.why


@pytest.mark.parametrize("power", [10, 100, 1000])
def test_a_lost_power_of_ten_is_caught_wherever_a_year_is_published(power: int) -> None:
    for months, words in (
        (1, "January"),
        (6, "the first half"),
        (9, "the first nine months"),
        (11, "the first 11 months"),
    ):
        value = 4_910_000 * months // 12 * power
        (judgement,) = judge(read_text(f"China exported {value:,} vehicles in {words} of 2023, CAAM said."), (YEAR,))
        slipped = value > 4_911_000
        assert (judgement.verdict == "contradicted") is slipped
        assert slipped or power == 10 * (months == 1)


def test_a_neighbour_five_times_as_large_is_flagged() -> None:
    (judgement,) = judge(read_text("China exported 5.1 million vehicles in July 2023."), (HALF,))
    assert "a power of ten may be lost" in judgement.flags[0]


def test_a_forecast_is_held_against_its_own_forecaster() -> None:
    rows = (
        row(6_200_000, "2026", kind="forecast", actor="CAAM"),
        row(7_000_000, "2026", "MIIT", kind="forecast", actor="MIIT"),
    )
    text = "{} forecasts that China will export {} million vehicles in 2026."
    verdicts = [
        judge(read_text(text.format(who, much)), rows)[0].verdict
        for who, much in (("CAAM", "6.2"), ("CAAM", "7.0"), ("CPCA", "7.0"))
    ]
    assert verdicts == ["supported", "contradicted", "undecidable"]


def test_a_text_without_a_publisher_is_not_held_against_one() -> None:
    assert verdict("China exported 600,000 vehicles in April 2025.", row(517_000, "2025-04")).verdict == "undecidable"
    assert (
        verdict("China exported 5 million vehicles in April 2025.", row(517_000, "2025-04")).verdict == "contradicted"
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("China exported 51,700 vehicles in April 2025.", (("2025-01..2025-04", 1_937_000), ("2025-Q1", 1_420_000))),
        (
            "China exported 5,170,000 vehicles in April 2025.",
            (("2025-01..2025-04", 1_937_000), ("2025-Q1", 1_420_000)),
        ),
        (
            "China exported 19,370,000 vehicles from January to April 2025.",
            (("2025-Q1", 1_420_000), ("2025-04", 517_000)),
        ),
    ],
)
def test_what_two_totals_leave_bounds_the_months_between(text: str, rows: tuple[tuple[str, int], ...]) -> None:
    found = verdict(text, *(row(value, period) for period, value in rows))
    assert found.verdict == "contradicted"
    true = text.replace("51,700 ", "517,000 ").replace("5,170,000", "517,000").replace("19,370,000", "1,937,000")
    assert verdict(true, *(row(value, period) for period, value in rows)).verdict == "undecidable"


def test_a_whole_and_its_other_part_bound_a_part() -> None:
    rows = (row(1_420_000, "2025-Q1"), row(1_178_000, "2025-Q1", product="passenger_car"))
    told = "China exported {} commercial vehicles from January to March 2025."
    assert verdict(told.format("24,200"), *rows).verdict == "contradicted"
    assert verdict(told.format("2,420,000"), *rows).verdict == "contradicted"
    assert verdict(told.format("242,000"), *rows).verdict == "undecidable"
