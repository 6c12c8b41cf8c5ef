"""Rates of duty told of makers in the words of the trade press, of the goods that the text spoke of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pratique.figures.reader import read_text

DAY = date(2024, 6, 12)
HEAD = "The European Union will impose additional tariffs on electric vehicles from China. "


@pytest.mark.parametrize(
    "said",
    [
        "Cars from SAIC will face a 38.1 per cent duty.",
        "For SAIC, the duty is 38.1 per cent.",
        "For SAIC it is 38.1 percent, an official said of the duty.",
        "SAIC incurs an additional 38.1 per cent duty.",
        "The definitive rates would be 38.1% for SAIC.",
    ],
)
def test_a_maker_pays_its_rate_on_the_goods_spoken_of(said: str) -> None:
    rates = [figure for figure in read_text(HEAD + said, published=DAY).figures if figure.indicator == "tariff_rate"]
    assert [(f.product, f.geography, f.maker, f.value) for f in rates] == [
        ("bev", "CN->EU", "SAIC", Fraction(381, 10))
    ]


def test_general_goods_of_another_market_are_not_those_spoken_of() -> None:
    text = HEAD + "The US has a 27.5 percent tariff on Chinese cars."
    (rate,) = read_text(text, published=DAY).figures
    assert (rate.product, rate.geography) == ("passenger_car", "CN->US")


@pytest.mark.parametrize("verb", ["levies", "levied", "slapped"])
def test_a_verb_of_levying_makes_a_rate(verb: str) -> None:
    (rate,) = read_text(f"The European Union {verb} 17 percent on Chinese electric vehicles.", published=DAY).figures
    assert (rate.indicator, rate.product, rate.geography) == ("tariff_rate", "bev", "CN->EU")


@pytest.mark.parametrize("said", ["would slap", "would levy", "may levy", "plans to levy"])
def test_what_somebody_would_do_is_no_rate_in_force(said: str) -> None:
    (rate,) = read_text(f"The European Union {said} 17 percent on Chinese electric vehicles.", published=DAY).figures
    assert (rate.indicator, rate.kind) == ("tariff_rate", "proposal")


def test_a_verb_said_once_holds_for_both() -> None:
    text = "Hyundai's hybrid exports rose by 80.7 percent and plug-in hybrid exports by 103.8 percent in April."
    assert [(f.product, f.yoy_percent) for f in read_text(text, published=DAY).figures] == [
        ("hybrid", Fraction(807, 10)),
        ("phev", Fraction(519, 5)),
    ]


def test_a_dip_that_went_before_is_of_the_month_before() -> None:
    text = "Korean auto exports surged to $6.2 billion in March, following a dip to $5.2 billion the previous month."
    assert [str(f.period) for f in read_text(text, published=DAY).figures] == ["2024-03", "2024-02"]


@pytest.mark.parametrize(
    "text",
    [
        "墨西哥、阿联酋和俄罗斯位居中国汽车出口前三,出口量分别为28.3万辆、26.7万辆和22.1万辆。",
        "2023年中国电动车出口墨西哥约43.8万辆。",
    ],
)
def test_places_where_exports_go_are_destinations(text: str) -> None:
    assert {(f.geography or "").partition("->")[0] for f in read_text(text).figures} == {"CN"}


@pytest.mark.parametrize(
    ("said", "market"),
    [
        ("Turkey imposed duties of 40 percent.", "CN->TR"),
        ("The United States is preparing to raise duties to 100 percent.", "CN->US"),
        ("The Biden administration imposed a duty of 100 percent.", "CN->US"),
        ("The duty will be 38.1 percent.", "CN->EU"),
    ],
)
def test_a_duty_is_of_the_market_that_its_own_sentence_names(said: str, market: str) -> None:
    rates = [figure for figure in read_text(HEAD + said, published=DAY).figures if figure.indicator == "tariff_rate"]
    assert [(f.product, f.geography) for f in rates] == [("bev", market)]


@pytest.mark.parametrize("model", ["follow the lead of the US", "follow the example of the US", "follow the US"])
def test_whose_duty_is_followed_does_not_levy_it(model: str) -> None:
    text = f"Canada will {model} in imposing 100% tariffs on imports of China-made electric vehicles."
    assert [f.geography for f in read_text(text, published=DAY).figures] == ["CN->CA"]


@pytest.mark.parametrize("since", ["从", "自", "对", "将"])
def test_a_duty_that_is_meant_to_start_is_a_proposal(since: str) -> None:
    text = f"欧盟委员会宣布,拟{since}7月4日起对自中国进口的电动汽车加征最高达38.1%的临时关税。"
    assert [f.kind for f in read_text(text, published=DAY).figures] == ["proposal"]
