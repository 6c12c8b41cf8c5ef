"""A day on which something begins is no day of publication, a horizon no period of what follows; who has a share."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.reader.article import read_text

BEGINS = (
    "Mexico will levy a 50 percent tariff on cars from 1 January 2026.",
    "The duty applies from 1 January 2026.",
    "The measure takes effect on 1 January 2026.",
    "Comments are due by 1 January 2026.",
    "The quota runs until 1 January 2026.",
    "The fee rose with effect from 1 January 2026.",
    "墨西哥自2026年1月1日起对汽车加征关税。",
    "该措施2026年1月1日生效。",
    "意见应于2026年1月1日前提交。",
)


@pytest.mark.parametrize("text", BEGINS)
def test_a_day_that_is_set_is_no_day_of_publication(text: str) -> None:
    assert read_text(text).published is None


@pytest.mark.parametrize("text", BEGINS)
def test_a_month_that_is_reported_is_no_forecast_because_of_it(text: str) -> None:
    zh = text[0] > "\u3000"
    said = "2026年10月，中国新能源汽车出口25.1万辆。" if zh else "China exported 251,000 NEVs in October 2026."
    for whole in (f"{text} {said}", f"{said} {text}"):
        (figure,) = (each for each in read_text(whole).figures if each.indicator == "exports")
        assert (str(figure.period), figure.kind) == ("2026-10", "observation")


@pytest.mark.parametrize(
    "text",
    [
        "On November 14, 2026, CAAM said exports rose.",
        "中汽协2026年11月14日发布数据，出口增长。",
        "中汽协于2026年11月14日发布数据，出口增长。",
    ],
)
def test_a_day_on_which_something_is_said_is_one(text: str) -> None:
    assert read_text(text).published == date(2026, 11, 14)


@pytest.mark.parametrize(
    "plan",
    [
        "The ministry plans to sell 20 million new-energy vehicles by 2030.",
        "Sales in 2026 are the base; the plan foresees a share of 60 percent for new-energy vehicles by 2030.",
        "The industry is to reach its peak by 2030.",
    ],
)
def test_a_horizon_is_no_period_of_the_next_sentence(plan: str) -> None:
    text = f"In 2026 the market grew. {plan} Exports stood at 251,000 vehicles in October."
    (figure,) = (each for each in read_text(text).figures if each.indicator == "exports")
    assert str(figure.period) == "2026-10"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The plan is to raise the share of new-energy vehicles to 60 percent in 2026.", "nev"),
        ("The share of battery electric vehicles rose to 31 percent in October 2026.", "bev"),
        ("In October 2026 the share of plug-in hybrids reached 18 percent.", "phev"),
    ],
)
def test_what_has_the_share_is_not_what_it_is_a_share_of(text: str, part: str) -> None:
    (figure,) = (each for each in read_text(text).figures if each.indicator == "share")
    assert figure.product == part


@pytest.mark.parametrize(
    "text",
    [
        "New-energy vehicles, October 2026. Share of total new vehicle sales: 51.6 percent.",
        "New-energy vehicles had a share of new vehicle sales of 51.6 percent in October 2026.",
    ],
)
def test_a_whole_that_is_named_as_one_stays_the_whole(text: str) -> None:
    (figure,) = (each for each in read_text(text).figures if each.indicator == "share")
    assert figure.product == "nev"


@pytest.mark.parametrize(
    "text",
    [
        "Fewer than half of the 1.2 million NEVs sold in October 2026 were plug-in hybrids.",
        "About 45 percent of the 1.2 million new-energy vehicles sold in October 2026 were plug-in hybrids.",
    ],
)
def test_a_share_of_what_is_counted_beside_it(text: str) -> None:
    found = {each.indicator: each for each in read_text(text).figures}
    assert (found["share"].product, found["share"].of) == ("phev", "sales:nev")
    assert found["sales"].product == "nev"
