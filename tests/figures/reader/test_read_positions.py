"""Positions, instruments and statements: whose, on what, told by whom."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.reader import read_text, topics
from pratique.figures.reader.found.topics import shipped_statements


def positions(text: str) -> list[tuple[str, str, str, str]]:
    return [(p.actor, p.stance, p.instrument, p.reported_by) for p in read_text(text).positions]


def test_a_firms_view_told_by_a_ministry_stays_told() -> None:
    text = (
        "American chipmakers have voiced concern over the US restrictions on AI exports, a Ministry of "
        "Commerce spokesperson"
        " said on Monday."
    )
    assert positions(text) == [("industry:US", "concerned", "us.ai_diffusion", "MOFCOM")]


def test_the_owner_of_a_rule_does_not_take_the_stance_against_it() -> None:
    text = (
        "The China Association of Automobile Manufacturers opposes the Biden administration's final "
        "rule on connected vehicles."
    )
    assert positions(text) == [("CAAM", "opposes", "us.cfr15_791d", "")]


def test_a_weekday_is_the_last_one_before_publication() -> None:
    text = (
        "Updated: Jan 16, 2025\n\nChina's Ministry of Commerce on Monday opposed the US restrictions on AI exports.\n"
    )
    (position,) = read_text(text).positions
    assert position.date == date(2025, 1, 13)


def test_a_pronoun_means_the_body_named_before() -> None:
    text = "CAAM published its numbers for May. The association called on the EU to drop its countervailing duties."
    assert positions(text) == [("CAAM", "calls for", "eu.2024_2754", "")]


def test_a_chinese_position() -> None:
    text = "商务部新闻发言人表示,中方坚决反对美方对智能网联汽车的限制措施。"
    assert [(p.actor, p.stance) for p in read_text(text).positions] == [("MOFCOM", "opposes")]


def test_a_sentence_without_an_actor_takes_no_position() -> None:
    assert positions("There was strong opposition in the hall, and many cars were sold.") == []


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("The ministry announced Order No. 35 on cars for the coming year.", "Order No. 35", "announced"),
        ("Standard GB 47955-2026 was published in the summer by the regulator.", "GB 47955-2026", "announced"),
        (
            "A draft of Regulation (EU) 2019/2144 was discussed by the members.",
            "Regulation (EU) 2019/2144",
            "proposed",
        ),
        (
            "两部门发布《关于加强智能网联汽车管理的通知》,自即日起施行。",
            "《关于加强智能网联汽车管理的通知》",
            "in force",
        ),
    ],
)
def test_an_instrument_by_its_citation(text: str, name: str, status: str) -> None:
    (instrument,) = read_text(text).instruments
    assert (instrument.name, instrument.status) == (name, status)
    assert text[instrument.span[0] : instrument.span[1]] == name


def test_a_second_mention_is_a_place_of_the_first() -> None:
    text = "CAAM opposes the US rule on connected vehicles. The connected vehicle rule enters into force in March."
    (instrument,) = read_text(text).instruments
    assert instrument.id == "us.cfr15_791d"
    assert len(instrument.also) == 1


def test_every_shipped_statement_answers_a_topic_that_the_reader_knows() -> None:
    known = {topic.topic for topic in topics()}
    assert {statement.topic for statement in shipped_statements()} <= known
