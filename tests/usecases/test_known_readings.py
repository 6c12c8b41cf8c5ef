"""Where only doubt about the law is open and both constructions agree, the answer says so and stays open."""

from __future__ import annotations

import pytest

from pratique.reports.text import plain, text
from tests.cases.runner import all_cases

CASES = {case.name: case for case in all_cases()}


AGREED = (
    "open source, private fork",
    "legacy: on the cut-off day itself",
    "written before the cut-off, delivered after it: unsettled",
)
OTHERS = (
    "automation level between 2 and 3",
    "model year 2026 is exempt",
    "sensing and one-way reception: does exclusively reach two?",
)


@pytest.mark.parametrize(
    "name",
    [
        "open source, private fork",
        "legacy: on the cut-off day itself",
        "written before the cut-off, delivered after it: unsettled",
    ],
)
def test_both_constructions_agree(name: str) -> None:
    answer = CASES[name].answer()
    assert answer.verdict.best != answer.verdict.worst
    (note,) = answer.known_readings
    assert note.note.startswith("prohibited under both known readings")
    assert "under both known readings" in " ".join(text(answer, plain).split())


AGREED = (
    "open source, private fork",
    "legacy: on the cut-off day itself",
    "written before the cut-off, delivered after it: unsettled",
)
OTHERS = (
    "automation level between 2 and 3",
    "model year 2026 is exempt",
    "sensing and one-way reception: does exclusively reach two?",
)


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_said_where_facts_are_open_or_the_constructions_differ(name: str) -> None:
    assert CASES[name].answer().known_readings == ()
