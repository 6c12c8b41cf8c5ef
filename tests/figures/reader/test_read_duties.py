"""Rates of duty that are only proposed, duties in lists, and several makers before their numbers."""

from __future__ import annotations

from itertools import product

import pytest

from pratique.figures.reader import read_text

MARKETS = (("The European Commission", "EU"), ("Canada", "CA"), ("Mexico", "MX"), ("Turkey", "TR"), ("Brazil", "BR"))
PROPOSALS = (
    "{} proposed a {}% tariff on Chinese electric vehicles.",
    "{} plans to impose a {}% duty on Chinese electric vehicles.",
    "{} is considering a {}% tariff on Chinese electric vehicles.",
    "{} wants to raise its tariff on Chinese electric vehicles to {}%.",
    "{}'s proposal for a {}% duty on Chinese electric vehicles was published.",
    "A draft of {} sets a {}% duty on Chinese electric vehicles.",
)
RATES = (
    "{} imposed a {}% tariff on Chinese electric vehicles.",
    "{} adopted the proposed {}% duty on Chinese electric vehicles.",
    "{} has a {}% tariff on Chinese electric vehicles.",
    "{} approved a {}% tariff on Chinese electric vehicles.",
)
PROPOSALS_ZH = (
    "{}公布了对中国电动汽车加征{}%关税的提案。",
    "{}拟对中国电动汽车加征{}%的关税。",
    "{}提议对中国电动汽车加征{}%的关税。",
    "{}考虑对中国电动汽车加征{}%的关税。",
)
RATES_ZH = ("{}对中国电动汽车加征{}%的关税。", "{}已决定对中国电动汽车加征{}%的关税。")
MARKETS_ZH = (("欧盟", "EU"), ("加拿大", "CA"), ("墨西哥", "MX"))


def _cases() -> list[tuple[str, str, int, str]]:
    rows = []
    for frames, markets, kind in (
        (PROPOSALS, MARKETS, "proposal"),
        (RATES, MARKETS, "observation"),
        (PROPOSALS_ZH, MARKETS_ZH, "proposal"),
        (RATES_ZH, MARKETS_ZH, "observation"),
    ):
        for k, (frame, (name, code)) in enumerate(product(frames, markets)):
            rows.append((frame.format(name, 10 + k), f"CN->{code}", 10 + k, kind))
    return rows


@pytest.mark.parametrize(("text", "place", "rate", "kind"), _cases(), ids=lambda case: str(case)[:40])
def test_a_proposed_duty_is_no_rate_in_force(text: str, place: str, rate: int, kind: str) -> None:
    found = [(f.indicator, f.geography, f.value, f.kind) for f in read_text(text).figures]
    assert found == [("tariff_rate", place, rate, kind)]


def test_what_a_plan_raises_is_the_rate_in_force() -> None:
    text = "Mexico plans to raise tariffs on Chinese cars to 50%, up from 20%."
    assert [(f.value, f.kind) for f in read_text(text).figures] == [(50, "proposal"), (20, "observation")]


MAKERS = ("BYD", "Geely", "SAIC", "Chery", "Tesla")


@pytest.mark.parametrize("count", [2, 3, 4])
def test_lists_of_makers_and_numbers_go_together(count: int) -> None:
    makers, numbers = MAKERS[:count], [90_100 - 10_000 * k for k in range(count)]
    names = ", ".join(makers[:-1]) + " and " + makers[-1]
    printed = ", ".join(f"{n:,}" for n in numbers[:-1]) + f" and {numbers[-1]:,}"
    rates = ", ".join(f"{17 + k}%" for k in range(count - 1)) + f" and {16 + count}%"
    exports = f"{names} exported {printed} vehicles, respectively, in May 2025."
    assert [(f.maker, f.value) for f in read_text(exports).figures] == list(zip(makers, numbers, strict=True))
    grown = f"Exports by {names} rose {rates} respectively in May 2025."
    told = [(f.maker, f.value, f.changes[0].amount) for f in read_text(grown).figures]
    assert told == [(maker, None, 17 + k) for k, maker in enumerate(makers)]
    duties = f"The EU set duties of {rates} for {names} on electric vehicles from China."
    assert [(f.maker, f.value) for f in read_text(duties).figures] == [(m, 17 + k) for k, m in enumerate(makers)]


@pytest.mark.parametrize(
    "text",
    [
        "BYD, Geely and SAIC exported 300,000 vehicles in May 2025.",
        "BYD and Tesla sold 500,000 cars in China in May 2025.",
        "Exports by BYD and Chery rose 20 percent in May 2025.",
        "比亚迪和奇瑞5月合计出口20万辆。",
        "比亚迪、吉利、上汽5月出口同比增长20%。",
    ],
)
def test_one_number_of_several_makers_is_of_none_of_them(text: str) -> None:
    reading = read_text(text)
    assert reading.figures == ()
    assert any("several makers" in left.why for left in reading.unread)


@pytest.mark.parametrize(
    "text",
    [
        "China's NEV exports, led by BYD, rose 20% to 500,000 units in May 2025.",
        "Brands such as BYD and Chery lifted China's NEV exports 20% to 500,000 units in May 2025.",
        "Thanks to BYD, China's NEV exports rose 20% to 500,000 units in May 2025.",
        "2025年5月,以比亚迪为首的中国新能源汽车出口50万辆,同比增长20%。",
    ],
)
def test_a_maker_named_in_passing_counts_nothing(text: str) -> None:
    assert [(f.product, f.value, f.maker) for f in read_text(text).figures] == [("nev", 500_000, "")]


def test_goods_of_a_list_of_duties_may_be_told_behind_it() -> None:
    text = (
        "The duties for the three sampled producers are:\n\nBYD: 17.1%;\nGeely: 19.2%;\nSAIC: 37.3%.\n\n"
        "Other BEV producers in China are subject to a 20.4% duty."
    )
    found = [(f.maker, float(f.value or 0), f.product, f.geography) for f in read_text(text).figures]
    assert found == [
        ("BYD", 17.1, "bev", None),
        ("Geely", 19.2, "bev", None),
        ("SAIC", 37.3, "bev", None),
        ("", 20.4, "bev", None),
    ]


@pytest.mark.parametrize("goods", ["steel", "pork", "aircraft", "wine"])
def test_a_duty_on_other_goods_is_none_on_vehicles(goods: str) -> None:
    vehicles = "The EU imposed a 35 percent tariff on Chinese electric vehicles."
    text = f"{vehicles} It set a 20 percent tariff on {goods}. The duty was 25 percent."
    assert [f.value for f in read_text(text).figures] == [35]


@pytest.mark.parametrize(("maker", "rate"), [("BYD", 17), ("Geely", 19), ("SAIC", 36), ("Tesla", 8)])
@pytest.mark.parametrize(
    "frame",
    [
        "The EU adopted duties on Chinese electric vehicles. {0} faces a {1}% duty.",
        "The EU adopted duties on Chinese electric vehicles. A duty of {1}% will be applied to {0}.",
        "The EU adopted duties on Chinese electric vehicles. It imposed a {1}% rate on {0}.",
        "The EU adopted duties on Chinese electric vehicles. {0} is set at {1}%.",
        "The EU adopted duties on Chinese electric vehicles, which are set at {1}% for {0}.",
        "The EU adopted duties on Chinese electric vehicles. It hits firms such as {0}, which will face a {1}% duty.",
    ],
)
def test_a_rate_is_of_the_maker_beside_it(frame: str, maker: str, rate: int) -> None:
    figures = read_text(frame.format(maker, rate)).figures
    assert [(f.maker, f.value, f.geography) for f in figures] == [(maker, rate, "CN->EU")]


def test_no_rate_takes_the_maker_of_its_neighbour() -> None:
    text = "The EU set duties on electric vehicles from China at 17.4% for BYD, 19.9% for Geely, and 37.6% for SAIC."
    assert [f.maker for f in read_text(text).figures] == ["BYD", "Geely", "SAIC"]
    text = "The EU set duties on Chinese electric vehicles: BYD faces 17%. They come on top of the BEV duty of 10%."
    assert [(f.maker, f.value) for f in read_text(text).figures] == [("BYD", 17), ("", 10)]


@pytest.mark.parametrize("goods", ["steel and aluminum", "canola", "pork"])
def test_goods_named_behind_a_second_rate_are_its_own(goods: str) -> None:
    text = f"Canada imposed a 100% surtax on Chinese-made EVs and a 25% surtax on imported Chinese {goods}."
    assert [f.value for f in read_text(text).figures] == [100]


@pytest.mark.parametrize(
    "verb", ["rejected", "vetoed", "opposed", "voted against", "turned down", "blocked", "withdrew"]
)
@pytest.mark.parametrize(
    "what", ["the proposed 20% tariff", "a proposal for a 20% tariff", "its plan for a 20% tariff"]
)
def test_a_proposal_that_is_refused_is_none(verb: str, what: str) -> None:
    assert read_text(f"The EU {verb} {what} on Chinese electric vehicles.").figures == ()


@pytest.mark.parametrize("verb", ["否决了", "拒绝了", "反对", "撤回了"])
def test_a_chinese_proposal_that_is_refused_is_none(verb: str) -> None:
    assert read_text(f"欧盟{verb}对中国电动汽车加征20%关税的提议。").figures == ()
