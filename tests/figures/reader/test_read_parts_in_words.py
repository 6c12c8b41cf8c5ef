"""Parts said in words, shares without a noun, and growths named before their subject."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from pratique.figures.reader import read_text

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = (
    ("were electric", "bev"),
    ("was fully electric", "bev"),
    ("were plug-in hybrids", "phev"),
    ("were hybrids", "hybrid"),
)


@pytest.mark.parametrize(("top", "low"), [(1, 3), (1, 4), (1, 5), (1, 10), (2, 3), (2, 5), (3, 4)])
@pytest.mark.parametrize(("told", "code"), PARTS)
def test_so_many_in_so_many_are_a_share(top: int, low: int, told: str, code: str) -> None:
    for link, noun in product(("in", "out of every"), ("new cars sold", "vehicles registered")):
        text = f"{WORDS[top - 1].capitalize()} {link} {WORDS[low - 1]} {noun} in Norway in May 2025 {told}."
        found = [(f.indicator, f.product, f.geography, f.value) for f in read_text(text).figures]
        assert found == [("share", code, "NO", Fraction(100 * top, low))], text


@pytest.mark.parametrize(
    "text", ["One in ten drivers bought an electric car in May 2025.", "One in five cars in Norway is old."]
)
def test_a_part_of_anything_else_is_none(text: str) -> None:
    assert read_text(text).figures == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2021年第三季度,欧盟新车销量中,近五分之一为电动汽车。", ("bev", "EU", 20)),
        ("2025年5月,中国汽车销量中,约三分之一为新能源汽车。", ("nev", "CN", Fraction(100, 3))),
        (
            "The electric share of all vehicles sold in China climbed to around 36 percent in April 2025.",
            ("bev", "CN", 36),
        ),
        (
            "The share of hybrids in Germany's registrations fell to about 30 percent in April 2025.",
            ("hybrid", "DE", 30),
        ),
        ("The EV market in Norway was 91% in May 2025.", ("bev", "NO", 91)),
        ("The EV market stood at 13.2% in Norway in May 2025.", ("bev", "NO", Fraction(66, 5))),
    ],
)
def test_shares_in_other_words(text: str, want: tuple[str, str, int]) -> None:
    figures = read_text(text).figures
    assert [(f.indicator, f.product, f.geography, f.value) for f in figures] == [("share", *want)]


def test_half_of_what_was_just_counted() -> None:
    text = (
        "There were 2,994 new car registrations in Ireland in June 2023. Of that, nearly half, 1,441, were new EVs."
    )
    found = [(f.indicator, f.product, f.value) for f in read_text(text).figures]
    assert found == [("registrations", "passenger_car", 2994), ("share", "bev", 50), ("registrations", "bev", 1441)]


def test_a_tenth_of_what_was_sent_away() -> None:
    sent = "Of this, almost a tenth (490,739 units) were exported to Mexico."
    text = f"China exported 4.95 million vehicles in 2025. {sent}"
    found = [(f.indicator, f.geography, f.value) for f in read_text(text).figures]
    assert found == [("exports", "CN", 4_950_000), ("share", "CN->MX", 10), ("exports", "CN->MX", 490_739)]


@pytest.mark.parametrize(("noun", "sign"), [("growth", 1), ("increase", 1), ("decline", -1), ("drop", -1)])
@pytest.mark.parametrize("verb", ["totaling", "totalling", "reaching"])
def test_a_growth_named_before_its_subject(noun: str, sign: int, verb: str) -> None:
    text = f"Norway had a 5% {noun} in new passenger car registrations in May 2025, {verb} 12,345 units."
    assert [(f.value, [c.amount for c in f.changes]) for f in read_text(text).figures] == [(12_345, [5 * sign])]
    text = f"There was a total {noun} in new vehicle sales of 15.4%. Australia sold 109,966 new vehicles in May 2025."
    assert [(f.value, [c.amount * 5 for c in f.changes]) for f in read_text(text).figures] == [(109_966, [77 * sign])]


@pytest.mark.parametrize(
    ("country", "first"),
    [("India", (2024, 4)), ("Japan", (2024, 4)), ("Pakistan", (2023, 7)), ("Bangladesh", (2023, 7))],
)
def test_last_fiscal_year_is_its_countrys(country: str, first: tuple[int, int]) -> None:
    reading = read_text(f"{country} exported 45,492 vehicles last fiscal.", published="2025-04-20")
    (period,) = [f.period for f in reading.figures]
    assert period is not None
    assert (period.start_year, period.first % 12 + 1) == first
    assert read_text("Toyota sold 45,492 cars last fiscal year.", published="2025-04-20").figures[0].period is None


@pytest.mark.parametrize(("noun", "sign"), [("gains", 1), ("increases", 1), ("declines", -1), ("drops", -1)])
def test_growths_in_brackets_are_of_the_places_before_them(noun: str, sign: int) -> None:
    places = "Germany (18.1%), Italy (27%) and France (10.3%)"
    text = f"Registrations of BEVs were 100,000 in May 2024, with {noun} in {places}."
    found = [(f.geography, f.value, [c.amount * 10 for c in f.changes]) for f in read_text(text).figures]
    assert found == [
        (None, 100_000, []),
        ("DE", None, [181 * sign]),
        ("IT", None, [270 * sign]),
        ("FR", None, [103 * sign]),
    ]


def test_so_far_above_another_month_is_no_growth_over_the_year() -> None:
    text = "In November 2022 China exported 16,138 cars, almost double the 8,235 in January."
    assert [(f.value, f.changes) for f in read_text(text).figures] == [(16_138, ()), (8_235, ())]


@pytest.mark.parametrize("why", ["after the holiday in", "since the holiday in", "following the slump in"])
def test_a_month_recalled_dates_no_figure(why: str) -> None:
    text = f"Retail sales of cars in China rose 6% to 1.687 million units.\nDemand recovered {why} February 2024."
    assert [f.period for f in read_text(text).figures] == [None]


@pytest.mark.parametrize("whole", ["The group sold 2.34 million vehicles", "A total of 1.8 million EVs were sold"])
@pytest.mark.parametrize("part", ["In China, sales fell", "Sales in China fell", "But in China sales fell"])
def test_a_whole_is_not_of_the_place_that_only_its_part_names(whole: str, part: str) -> None:
    text = f"{whole} in May 2025. {part} 5.8% to 837,200 units."
    assert [f.geography for f in read_text(text).figures] == [None, "CN"]
