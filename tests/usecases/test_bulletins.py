"""What a bulletin says of the law is held against the law book."""

from __future__ import annotations

from datetime import date

from pratique.figures.reader import topics
from pratique.usecases.bulletins import judged, law_statements, reading_of

TEXT = (
    "BEIJING, Nov 20, 2023 - The ministry says that China has five categories of autonomous driving. "
    "Level 1 is the lowest of them. China exported 1.42 million vehicles in the first quarter of 2025."
)


def test_every_statement_answers_a_topic_once_a_day() -> None:
    statements = law_statements()
    known = {topic.topic for topic in topics()}
    assert {statement.topic for statement in statements} <= known
    assert len({(s.topic, s.date) for s in statements}) == len(statements)


def test_the_book_answers_what_it_holds() -> None:
    said = {(s.topic, s.date): s for s in law_statements()}
    assert said["cn.automation_levels.count", date(2022, 3, 1)].says == "6"
    assert said["us.cfr15_791d.prohibits", date(2025, 1, 16)].cite.startswith("15 CFR 791.302(a)")
    assert said["us.ai_diffusion.controls", date(2025, 5, 13)].says == "in the text, not enforced"


def test_a_wrong_count_of_levels_is_contradicted_with_its_cite() -> None:
    rows = judged(reading_of("-", TEXT.encode(), date(2023, 11, 20)))
    levels = [row for row in rows["check"] if "automation_levels.count" in str(row)]
    assert [row["verdict"] for row in levels] == ["contradicted"]
    assert "GB/T 40429-2021" in str(levels[0])
