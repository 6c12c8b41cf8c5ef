"""Who levies a duty and on whose goods: governments by seat and head, makers of the goods, two markets at once."""

from __future__ import annotations

import pytest

from pratique.figures.reader import read_text

GOVERNMENTS = {
    "US": ("The Biden administration", "The White House", "Washington", "President Joe Biden", "The United States"),
    "CA": ("Ottawa", "Justin Trudeau", "Canada"),
    "EU": ("Brussels", "The European Commission", "The EU"),
    "MX": ("Claudia Sheinbaum", "Mexico"),
    "TR": ("Ankara", "Turkey"),
}
RAISED = (
    "{0} raised tariffs on Chinese electric vehicles from 25% to 100%.",
    "{0} has quadrupled its duty on electric vehicles from China to 100%.",
    "{0} imposed 100 percent on electric vehicles from China.",
    "{0} is increasing tariffs on Chinese electric vehicles to 100%.",
    "{0}, unlike India, increased the tariff on Chinese electric vehicles to 100%.",
)
PLANNED = (
    "{0} said it would raise tariffs on Chinese electric vehicles to 100%.",
    "{0} is preparing to raise the duty on Chinese electric vehicles to 100%.",
    "{0} to hit Chinese electric vehicles with 100 per cent tariffs",
)


def rates(text: str) -> list[tuple[str | None, str, object]]:
    return [(f.geography, f.kind, f.value) for f in read_text(text).figures if f.indicator == "tariff_rate"]


@pytest.mark.parametrize("market", GOVERNMENTS)
def test_a_duty_is_of_the_market_whose_government_levies_it(market: str) -> None:
    for who in GOVERNMENTS[market]:
        for frame in RAISED[: 4 if "," not in who else 5]:
            assert rates(frame.format(who)) == [(f"CN->{market}", "observation", 100)], (who, frame)
        for frame in PLANNED:
            assert rates(frame.format(who)) == [(f"CN->{market}", "proposal", 100)], (who, frame)


@pytest.mark.parametrize("who", ["拜登政府", "美国", "白宫"])
def test_a_chinese_sentence_names_who_levies(who: str) -> None:
    assert rates(f"{who}把中国电动汽车关税从25%提高到100%。") == [("CN->US", "observation", 100)]


def test_a_seat_is_no_place_where_cars_are_counted() -> None:
    (figure,) = read_text("Washington state registered 12,000 electric vehicles in May 2024.").figures
    assert figure.geography != "US"


def test_who_is_followed_is_not_who_levies() -> None:
    text = "Canada looks set to follow the lead of the US in imposing 100% tariffs on Chinese electric vehicles."
    assert rates(text) == [("CN->CA", "proposal", 100)]
    text = "The EU, unlike Washington, imposed duties of up to 35.3% on Chinese electric vehicles."
    assert [each[0] for each in rates(text)] == ["CN->EU"]


def test_the_next_sentence_may_speak_of_another_market() -> None:
    text = "Canada imposed a 100% tariff on Chinese electric vehicles. Mexico raised its tariffs to 50%."
    assert [each[0] for each in rates(text)] == ["CN->CA", "CN->MX"]


@pytest.mark.parametrize(
    "frame", ["a {0}% tariff in {1} and up to {2}% in {3}", "duties of {0}% in {1} and {2}% in {3}"]
)
def test_two_markets_of_one_sentence_have_each_their_own(frame: str) -> None:
    found = rates(f"Chinese electric vehicles face {frame.format(100, 'the United States', 45.3, 'the EU')}.")
    assert [each[0] for each in found] == ["CN->US", "CN->EU"]


@pytest.mark.parametrize(
    "text",
    [
        "The EU imposed a 17% duty on Chinese electric vehicles made by BYD.",
        "The EU imposed a 17% duty on electric vehicles that BYD builds in China.",
        "The EU imposed 17 percent on Chinese electric vehicles from BYD.",
        "BYD's electric vehicles made in China face a 17% duty in the EU.",
    ],
)
def test_a_rate_on_the_goods_of_one_maker_is_no_rate_of_all(text: str) -> None:
    (figure,) = read_text(text).figures
    assert (figure.maker, figure.geography, figure.value) == ("BYD", "CN->EU", 17)


SOMEBODY_ELSE = {
    "The U.S. International Trade Commission raised duties on Chinese electric vehicles to 100%.": "CN->US",
    "Biden's criticism of EU tariffs on Chinese electric vehicles of 35.3% was loud.": "CN->EU",
    "Ottawa's answer to US tariffs on Chinese electric vehicles of 100% is not known.": "CN->US",
    "China increased exports of electric vehicles despite EU duties of 35.3% on its electric cars.": "EU",
    "China cut prices of electric vehicles before the EU's 35.3% tariff.": "EU",
    "Trump said Canada would impose a 100% tariff on Chinese electric vehicles.": "CN->CA",
    "Mexico, after Trump raised US tariffs, imposed 50% on cars from China.": "CN->MX",
    "Turkey, which Brussels criticised, imposed a 40% tariff on electric vehicles from China.": "CN->TR",
}


def test_who_is_only_named_beside_a_duty_does_not_levy_it() -> None:
    assert {text: [each[0] for each in rates(text)] for text in SOMEBODY_ELSE} == {
        text: [market] for text, market in SOMEBODY_ELSE.items()
    }
    (told,) = rates("The Federal Trade Commission set a tariff on Chinese electric vehicles of 25%.")
    assert told[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "Geely sold cars in Norway and electric vehicles face a 17% duty in the EU.",
        "BYD said Chinese electric vehicles face a 17% duty in the EU.",
        "The EU imposed a 17% duty on Chinese electric vehicles that compete with models from Volkswagen.",
        "The EU imposed a 17% duty on electric vehicles that Chinese makers sell, and Tesla raised prices.",
        "Volkswagen warned that Chinese electric vehicles face a 17% duty in the EU.",
    ],
)
def test_a_maker_who_is_only_named_beside_a_rate_is_not_its_own(text: str) -> None:
    (figure,) = read_text(text).figures
    assert (figure.maker, figure.value) == ("", 17)
