"""How far apart two counts are is no level, and its percentage beside it is the growth."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pratique.figures.period import Period
from pratique.figures.reader import read_text

DAY = date(2025, 7, 30)
APART = (
    "12,000 (15.4%) up on June 2024",
    "12,000 (15.4%) more than a year earlier",
    "12,000 units or 15.4 per cent above the same month of last year",
    "12,000 units, or 15.4%, higher than a year ago",
    "a 12,000 (15.4%) rise on the same month in 2024",
    "a 15.4% volume increase over June 2024",
    "a 15.4% sales increase over June 2024",
)


@pytest.mark.parametrize("apart", APART)
def test_a_difference_lends_its_growth_and_is_no_level(apart: str) -> None:
    reading = read_text(f"China's NEV sales were 90,000 in June, {apart}.", published=DAY)
    (figure,) = reading.figures
    assert (figure.value, figure.yoy_percent) == (90_000, Fraction(77, 5))


@pytest.mark.parametrize(("word", "sign"), [("lower", -1), ("fewer", -1), ("higher", 1), ("more", 1)])
def test_the_word_behind_the_bracket_gives_the_sign(word: str, sign: int) -> None:
    text = f"China sold 90,000 NEVs in June. That is 12,000 (15%) {word} than a year earlier."
    assert [(f.value, f.yoy_percent) for f in read_text(text, published=DAY).figures] == [(90_000, 15 * sign)]


@pytest.mark.parametrize("verb", ["rose", "grew", "climbed"])
def test_by_so_many_and_in_brackets_so_much(verb: str) -> None:
    text = f"China's NEV exports in June {verb} by 12,000 units (15 percent) to 90,000."
    assert [(f.value, f.yoy_percent) for f in read_text(text, published=DAY).figures] == [(90_000, 15)]


def test_a_total_that_is_so_much_lower_is_a_level() -> None:
    text = "Mexico's vehicle exports in July 2016 totaled 225,530, or 0.4% lower than in July 2015."
    assert [(f.value, f.yoy_percent) for f in read_text(text).figures] == [(225_530, Fraction(-2, 5))]


def test_a_growth_of_a_share_in_percent_is_no_growth_of_the_number() -> None:
    reading = read_text("China's hybrid market share grew by 4.3% in June.", published=DAY)
    assert not reading.figures
    assert [left.why for left in reading.unread] == ["a growth of a share, in percent or in points"]


def test_a_month_alone_takes_what_was_counted_last() -> None:
    text = (
        "New EV registrations in Germany rose 7% to 620,642 in the first half of 2025. "
        "June alone saw a growth of 4.6% year-on-year, with registrations hitting 113,460."
    )
    assert [(f.product, f.value, f.yoy_percent) for f in read_text(text, published=DAY).figures] == [
        ("bev", 620_642, 7),
        ("bev", 113_460, Fraction(23, 5)),
    ]


def test_a_growth_over_two_years_is_no_growth_over_one() -> None:
    text = (
        "In the first five months of 2025 China's NEV exports came to 450,000 units, up 8.1% from the same "
        "time-period in 2024 and up 17.8% from 2023."
    )
    (figure,) = read_text(text, published=DAY).figures
    assert [change.amount for change in figure.changes] == [Fraction(81, 10)]


@pytest.mark.parametrize(("told", "month"), [(date(2012, 2, 10), "2012-01"), (date(2012, 9, 10), "2011-01")])
def test_january_told_in_february_behind_last_year(told: date, month: str) -> None:
    text = "China's exports jumped 49.9% to 849,000 vehicles last year. Chery's January exports were 11,823 units."
    assert read_text(text, published=told).figures[1].period == Period.parse(month)


@pytest.mark.parametrize(
    ("said", "growth"),
    [("were off 37.2% to", -37), ("continued to rise, albeit by just 3.3%, to", 3), ("rose by close to 50% to", 50)],
)
def test_verbs_that_stand_apart_from_their_number(said: str, growth: int) -> None:
    text = f"China's commercial vehicle sales {said} 229,200 in June."
    (figure,) = read_text(text, published=DAY).figures
    assert figure.yoy_percent is not None
    assert int(figure.yoy_percent) == growth
