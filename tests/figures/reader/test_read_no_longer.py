"""What does not hold: rates lifted or threatened, forecasts since changed, growths undone, gaps to another place."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from pratique.figures.reader import read_text

DAY = date(2025, 7, 1)
RATES = (
    "Canada {} its 100 percent tariff on Chinese EVs.",
    "Canada {} the additional 100 percent duty on Chinese electric vehicles.",
)
ENDED = ("lifted", "scrapped", "suspended", "removed", "paused", "dropped", "withdrew", "threatened", "floated")


@pytest.mark.parametrize(("frame", "verb"), [*product(RATES, ENDED)])
def test_a_rate_that_is_lifted_or_only_threatened_is_no_rate(frame: str, verb: str) -> None:
    reading = read_text(frame.format(verb), published=DAY)
    assert not reading.figures
    assert any("lifted, suspended or only threatened" in left.why for left in reading.unread)


@pytest.mark.parametrize("verb", ["取消", "暂停", "撤销", "终止"])
def test_a_rate_that_is_lifted_is_no_rate_in_chinese(verb: str) -> None:
    assert not read_text(f"加拿大{verb}对中国电动汽车征收的100%关税。", published=DAY).figures


@pytest.mark.parametrize("verb", ["imposed", "kept", "confirmed", "announced"])
def test_a_rate_that_holds_is_read(verb: str) -> None:
    found = read_text(f"Canada {verb} its 100 percent tariff on Chinese EVs.", published=DAY).figures
    assert [(f.indicator, f.geography, f.value) for f in found] == [("tariff_rate", "CN->CA", 100)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The tariff was cut from 100 percent to 6.1 percent on Chinese EVs in Canada.", "6.1"),
        ("Canada raised the tariff on Chinese EVs from 6.1 percent to 100 percent.", "100"),
        ("加拿大将对中国电动汽车的关税从100%降至6.1%。", "6.1"),
        ("加拿大將對中國電動車的關稅從6.1%提高至100%。", "100"),
    ],
)
def test_of_two_rates_the_later_holds(text: str, value: str) -> None:
    found = read_text(text, published=DAY).figures
    assert [(f.indicator, f.geography, f"{float(f.value or 0):g}") for f in found] == [
        ("tariff_rate", "CN->CA", value)
    ]


GAPS = (
    "China's vehicle exports in May 2025 were 12 percent {} those of {}.",
    "China's vehicle exports in May 2025 were 12 percent {} the level of {}.",
)


@pytest.mark.parametrize(
    ("frame", "word", "place"), [*product(GAPS, ("below", "above"), ("Japan", "the EU", "Mexico"))]
)
def test_a_gap_to_another_place_is_no_growth(frame: str, word: str, place: str) -> None:
    assert not [c for f in read_text(frame.format(word, place), published=DAY).figures for c in f.changes]


@pytest.mark.parametrize(
    "text",
    [
        "In May 2025 China exported 12 percent more cars than Japan.",
        "Germany's car exports in May 2025 trailed China's by 12 percent.",
        "In May 2025 BYD sold 12 percent more cars than Tesla.",
        "China's vehicle exports reversed a 12 percent gain in May 2025.",
        "China's vehicle exports erased the 12 percent rise of April in May 2025.",
        "5月中国汽车出口比日本多12%。",
    ],
)
def test_what_is_undone_or_against_another_is_left(text: str) -> None:
    reading = read_text(text, published=DAY)
    assert not reading.figures
    assert reading.unread


@pytest.mark.parametrize(
    "than", ["than in May 2024", "than in China a year earlier", "than in the same month of 2024"]
)
def test_a_growth_over_another_time_is_still_one(than: str) -> None:
    found = read_text(f"China's vehicle exports in May 2025 were 12 percent higher {than}.", published=DAY).figures
    assert [change.amount for figure in found for change in figure.changes] == [12]


@pytest.mark.parametrize(
    "text",
    [
        "CAAM cut its 2026 forecast for China's vehicle exports from 7 million to 6 million units.",
        "CAAM's 2026 forecast of 7 million units for China's vehicle exports was lowered to 6 million.",
        "中汽协将2026年汽车出口预测从700万辆下调至600万辆。",
    ],
)
def test_a_forecast_that_was_changed_is_not_given_beside_the_new_one(text: str) -> None:
    found = read_text(text, published=DAY).figures
    assert [(figure.kind, figure.value) for figure in found] == [("forecast", 6_000_000)]


def test_a_quota_that_was_refused_is_none() -> None:
    assert not read_text("The quota of 49,000 Chinese EVs was rejected by Canada.", published=DAY).figures
