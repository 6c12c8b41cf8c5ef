"""Who judges, who is only described, and where something is counted when other places are named beside it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pratique.figures.reader import read_text

DAY = date(2025, 9, 5)


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("中方认为,欧盟拟采取的调查措施是赤裸裸的保护主义行为。", "CN", "criticises"),
        ("商务部指出,欧盟的做法是典型的保护主义。", "MOFCOM", "criticises"),
        ("欧盟认为,中国的补贴是不公平的保护主义。", "EU", "criticises"),
        ("商务部对于欧盟委员会发起调查表示强烈不满,指欧方的调查缺乏充足证据支持。", "MOFCOM", "concerned"),
        ("针对加拿大的附加税,中方表示坚决反对。", "CN", "opposes"),
    ],
)
def test_who_judges_and_not_who_is_judged(text: str, actor: str, stance: str) -> None:
    assert [(p.actor, p.stance) for p in read_text(text, published=DAY).positions] == [(actor, stance)]


def test_concerns_that_a_rule_addresses_are_no_stance() -> None:
    text = (
        "On January 16, 2025, the Bureau of Industry and Security issued a final rule addressing security concerns."
    )
    assert not read_text(text, published=DAY).positions


@pytest.mark.parametrize(
    "text",
    [
        "BYD sold 2.25 million cars. This allowed it to surpass Tesla, which sold about 1.65 million cars.",
        "Registrations totalled 14,690 last month, with shipments allowing back orders to be filled.",
    ],
)
def test_letting_somebody_do_something_is_no_quota(text: str) -> None:
    assert "quota" not in {figure.kind for figure in read_text(text, published=DAY).figures}


@pytest.mark.parametrize(
    "text",
    [
        "Canada will allow up to 49,000 Chinese electric vehicles into its market.",
        "Canada has a quota of 49,000 Chinese electric vehicles.",
        "The maximum number of electric cars allowed into Canada from China is capped at 49,000.",
    ],
)
def test_so_many_let_in_are_a_quota(text: str) -> None:
    assert {figure.kind for figure in read_text(text, published=DAY).figures} <= {"quota"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "In France, one of the largest markets after Germany, Tesla's sales fell 66% to 1,942 in August.",
            "FR",
        ),
        ("China's BYD registered 13,503 cars in August.", None),
        ("Chinese company BYD sold 300,000 cars in August.", None),
        (
            "EVs from China boosted Brazilian car imports. Car imports rose 46% to 90,000 units in August.",
            "BR",
        ),
    ],
)
def test_homes_of_makers_and_neighbours_are_no_place_of_a_count(text: str, place: str | None) -> None:
    assert {figure.geography for figure in read_text(text, published=DAY).figures} == {place}


def test_where_exports_go_is_not_where_they_are_counted() -> None:
    text = "Shipments to the EU climbed 22.6 percent to $806 million, and exports to the US went up to $3.18 billion."
    assert "US" not in {(f.geography or "").partition("->")[0] for f in read_text(text, published=DAY).figures}


@pytest.mark.parametrize(
    ("text", "maker", "rate"),
    [
        ("欧盟对中国进口电动车加征反补贴税,比亚迪将被加征17.4%。", "BYD", Fraction(87, 5)),
        ("欧盟对中国进口电动车加征反补贴税,上汽集团因配合度低,将被加征38.1%。", "SAIC", Fraction(381, 10)),
        ("欧盟对中国电动汽车征收关税。吉利须缴纳18.8%的反补贴税。", "Geely", Fraction(94, 5)),
    ],
)
def test_rates_of_makers_in_chinese_prose(text: str, maker: str, rate: Fraction) -> None:
    rates = [f for f in read_text(text, published=DAY).figures if f.indicator == "tariff_rate"]
    assert [(f.product, f.maker, f.value) for f in rates] == [("bev", maker, rate)]


def test_makers_that_did_not_cooperate_pay_all_the_same() -> None:
    text = "欧盟对中国电动汽车征收关税,其他配合调查但未被抽样的中国电动汽车厂商将被征收21%的关税。"
    assert [f.value for f in read_text(text, published=DAY).figures] == [21]


def test_four_digits_behind_what_they_count() -> None:
    text = (
        "Total registrations of 6202 in New Zealand in July were 44.1 per cent lower than the same month last year."
    )
    (figure,) = read_text(text, published=DAY).figures
    assert (figure.value, figure.yoy_percent) == (6202, Fraction(-441, 10))


def test_the_number_that_a_growth_starts_from() -> None:
    text = "Passenger vehicle sales in India grew 3 per cent from 307,389 units to 316,908 units in September 2023."
    assert [(str(f.period), f.value) for f in read_text(text).figures] == [("2022-09", 307_389), ("2023-09", 316_908)]
