"""Numbers, periods and phrases: what each printed form means, and what it does not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.figures.period import Period
from pratique.figures.reader import read_text
from pratique.figures.reader.text.fold import detect_language, fold, split_sentences
from pratique.figures.reader.text.phrases import spell
from pratique.figures.reader.tokens.calendar import resolve
from pratique.figures.reader.tokens.periods import PeriodWords, find_periods
from pratique.figures.reader.tokens.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "half", "sense", "unit"),
    [
        ("1.42 million vehicles", 1_420_000, 5000, "exact", "vehicles"),
        ("nearly 10 million units", 10_000_000, 500_000, "under", "vehicles"),
        ("441,000 units", 441_000, 500, "exact", "vehicles"),
        ("1,029,519 units", 1_029_519, Fraction(1, 2), "exact", "vehicles"),
        ("1,42 million units", 1_420_000, 5000, "exact", "vehicles"),
        ("1.420.000 vehicles", 1_420_000, 500, "exact", "vehicles"),
        ("ten million vehicles", 10_000_000, 500_000, "exact", "vehicles"),
        ("more than 3.1m units", 3_100_000, 50_000, "over", "vehicles"),
        ("some 11,000 vehicles", 11_000, 500, "about", "vehicles"),
        ("US$101.6 billion", 101_600_000_000, 50_000_000, "exact", "USD"),
        ("101.6 billion U.S. dollars", 101_600_000_000, 50_000_000, "exact", "USD"),
        ("142万辆", 1_420_000, 5000, "exact", "vehicles"),
        ("近570万辆", 5_700_000, 5000, "under", "vehicles"),
        ("7万多辆", 70_000, 5000, "over", "vehicles"),
        ("1104.1亿美元", 110_410_000_000, 5_000_000, "exact", "USD"),
        ("三千一百二十八万二千辆", 31_282_000, 500, "exact", "vehicles"),
        ("１４２．０万辆", 1_420_000, 500, "exact", "vehicles"),
    ],
)
def test_a_printed_number(text: str, value: int, half: object, sense: str, unit: str) -> None:
    folded = fold(text)
    (quantity,) = find_quantities(folded, detect_language(folded))
    assert (quantity.value, quantity.half, quantity.sense, quantity.unit) == (value, half, sense, unit)


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("13.1 percent", "percent", Fraction("13.1")),
        ("4 percentage points", "points", 4),
        ("8.8 points", "points", Fraction("8.8")),
        ("1.2-fold", "fold", Fraction("1.2")),
        ("百分之三点七", "percent", Fraction("3.7")),
        ("4个百分点", "points", 4),
        ("1.2倍", "fold", Fraction("1.2")),
        ("三成", "percent", 30),
    ],
)
def test_a_printed_change(text: str, scale: str, value: object) -> None:
    (quantity,) = find_quantities(text, detect_language(text))
    assert (quantity.scale, quantity.value) == (scale, value)


@pytest.mark.parametrize(
    "text", ["80,000 to 90,000 buses", "between 80,000 and 90,000 buses", "8万至9万辆", "8万-9万辆"]
)
def test_a_range_is_one_quantity(text: str) -> None:
    (quantity,) = find_quantities(text, detect_language(text))
    assert quantity.ranged
    assert (quantity.value, quantity.half) == (85_000, 5000)


def test_from_and_to_are_two_quantities() -> None:
    assert len(find_quantities("rose from 300,000 to 441,000 units", "en")) == 2


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("from January to March 2025", "2025-01..2025-03"),
        ("in the first half of the year", "2025-S1"),
        ("H1 2023", "2023-S1"),
        ("1Q24", "2024-Q1"),
        ("last month", "2025-07"),
        ("Last year", "2024"),
        ("in December", "2024-12"),
        ("in August", "2025-08"),
        ("in the first eleven months of 2024", "2024-01..2024-11"),
        ("by the end of 2024", "2024-12"),
        ("前三季度", "2024-01..2024-09"),
        ("今年上半年", "2025-S1"),
        ("1-8月", "2025-01..2025-08"),
        ("二零二四年", "2024"),
        ("去年12月", "2024-12"),
    ],
)
def test_a_period_told_on_28_august_2025(text: str, period: str) -> None:
    (words,) = find_periods(text, detect_language(text))
    assert isinstance(words, PeriodWords)
    assert resolve(words, None, date(2025, 8, 28)) == Period.parse(period)


def test_a_month_without_year_belongs_to_the_year_spoken_of() -> None:
    (words,) = find_periods("in June alone", "en")
    assert isinstance(words, PeriodWords)
    assert resolve(words, Period.half(2023, 1), date(2025, 8, 28)) == Period.month(2023, 6)


def test_a_period_without_any_year_stays_unknown() -> None:
    (figure,) = read_text("China exported 517,000 vehicles in April.").figures
    assert figure.period is None


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("Exports from China climbed 1.2-fold to 679,000 vehicles in 2022.", 120),
        ("In 2023 China exported 100,000 vehicles, 8.4 times that of 2022.", 740),
        ("In 2023 exports from China halved to 100,000 vehicles.", -50),
        ("In 2023 China exported 100,000 vehicles, down 3.2 percent.", Fraction("-3.2")),
        ("2022年,我国汽车出口67.9万辆,同比增长1.2倍。", 120),
        ("2022年,我国汽车出口10万辆,是上年同期的8.4倍。", 740),
        ("2022年,我国汽车出口10万辆,与上年同期持平。", 0),
    ],
)
def test_fold_times_and_declines(text: str, growth: object) -> None:
    (figure,) = read_text(text).figures
    assert figure.yoy_percent == growth


@pytest.mark.parametrize(
    "text",
    [
        "The 12th round took place on May 3, 2024 in Room 204 under Order No. 35.",
        "A 5G network, Level-3 cars and standard GB 44495-2024 were shown in China.",
        "Licence 31120180004 of the maker stays valid for 18 months in China.",
        "China's economy grew 5.2 percent in 2023; consumer prices rose 0.2 percent.",
        "China added 12,000 jobs, and the tariff on cars is 15 percent.",
        "China exported 500,000 vehicles a month on average in 2024.",
        "工信部公布第3批名单,共有9家企业,覆盖20个城市,涉及5G与L3级功能。",
        "国内生产总值同比增长5.2%,社会消费品零售总额增长7.2%。",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert read_text(text).figures == ()


def test_what_is_not_read_is_told_with_its_reason() -> None:
    text = "China exported 500,000 vehicles a month on average in 2024."
    (unread,) = read_text(text).unread
    assert text[unread.span[0] : unread.span[1]] == "500,000 vehicles"
    assert unread.why == "a rate, not a total"


def test_a_unit_printed_twice_is_a_finding() -> None:
    reading = read_text("In 2025 India sold 44,89,717 lakh units of passenger cars.")
    assert [f.code for f in reading.findings] == ["read.unit-twice"]
    assert [f.value for f in reading.figures] == [4_489_717]


def test_a_weekday_that_the_calendar_denies_is_a_finding() -> None:
    reading = read_text("China exported 517,000 vehicles in April, CAAM said on Friday, May 12, 2025.")
    assert [f.code for f in reading.findings] == ["read.weekday"]
    assert "Monday" in reading.findings[0].message


def test_targets_and_forecasts_are_kept_apart_with_their_actor() -> None:
    reading = read_text(
        "CAAM forecasts that China will export 7.4 million vehicles in 2026. BYD aims to sell 5.5 "
        "million vehicles in 2026."
        " China exported 7.098 million vehicles in 2025."
    )
    assert [(f.kind, f.actor, f.maker) for f in reading.figures] == [
        ("forecast", "CAAM", ""), ("target", "BYD", "BYD"), ("observation", "", ""),
    ]  # fmt: skip


def test_spelling_of_a_pattern() -> None:
    assert spell("passenger (car|van)?") == ["passenger car", "passenger cars", "passenger van", "passenger vans"]
    assert spell("(new|) cars") == ["new cars", "cars"]


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="aA 1.,%。万辆同比增长\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_sentences_are_pieces_of_the_text(text: str) -> None:
    folded = fold(text)
    for sentence in split_sentences(folded, 0, len(folded)):
        assert folded[sentence.start : sentence.end] == sentence.text


PIECES = (
    "China", "exports", "sales", "of", "NEVs", "passenger cars", "1.42 million", "vehicles", "up",
    "7.3 percent", "and", ",", "respectively",
    "in 2025", "from", "March", "to", "year on year", "month on month", "share", "4 points", "doubled", ".",
    "while", "BYD", "target",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=80, deadline=None)
def test_any_order_of_words_is_read_without_failing_and_spans_stay_inside(words: list[str]) -> None:
    text = " ".join(words) + " China exported cars."
    reading = read_text(text)
    for start, end in [f.span for f in reading.figures] + [u.span for u in reading.unread]:
        assert 0 <= start < end <= len(text)
