"""A count of the year so far goes up from act to act: whoever states less of a later act counted each by itself."""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest

from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.cases.runner import all_cases

DAY = datetime.date(2026, 11, 22)
COUNT = "data.ordinary_people_this_year"


def two(first: Any, later: Any, **of_later: Any) -> Answer:
    """Two transfers of data of 2026, and how many people each says were counted so far."""
    case = next(each for each in all_cases() if each.name == "ordinary data of 99,999 people")
    given = copy.deepcopy(case.data)
    (act,) = given["transactions"]
    given["facts"].pop(COUNT)
    given["parties"] = [{"id": "maker", "name": "Maker"}, {"id": "other", "name": "Other"}]
    one = {**act, "id": "one", "actor": "maker", "date": "2026-03-01", "facts": {COUNT: first}}
    two = {**act, "id": "two", "actor": "maker", "date": "2026-04-01", "facts": {COUNT: later}, **of_later}
    given["transactions"] = [two, one]
    return check(given, known_on=DAY)


@pytest.mark.parametrize(
    ("first", "later", "of_later", "clear"),
    [
        (60_000, 50_000, {}, False), (60_000, 60_000, {}, True), (50_000, 60_000, {}, True),
        (60_000, {"min": 0, "max": 50_000}, {}, False), ({"min": 0, "max": 60_000}, 50_000, {}, True),
        (60_000, 50_000, {"date": "2027-01-02"}, True), (60_000, 50_000, {"actor": "other"}, True),
        (60_000, 50_000, {"date": "2026-02-01"}, True),
    ],
)  # fmt: skip
def test_a_later_count_is_no_smaller(first: Any, later: Any, of_later: dict[str, Any], clear: bool) -> None:
    found = two(first, later, **of_later)
    assert (found.verdict.worst == "clear") is clear
    assert any("had counted before" in each.note for each in found.conflicts) is not clear


def test_what_every_act_says_alike_is_no_conflict() -> None:
    case = next(each for each in all_cases() if each.name == "ordinary data of 99,999 people")
    given = copy.deepcopy(case.data)
    (act,) = given["transactions"]
    given["transactions"] = [{**act, "id": f"t{day}", "date": f"2026-03-0{day}"} for day in (1, 2, 3)]
    assert check(given, known_on=DAY).verdict.worst == "clear"
