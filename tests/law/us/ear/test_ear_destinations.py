"""Country groups by date, listed destinations, the authorization countries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pratique.facts import act
from pratique.facts.definition import COUNTRIES
from pratique.facts.kinds import CASE
from pratique.law.us.ear.destinations import in_china_2022, in_group, in_listed_destination, in_macau_or_d5
from pratique.law.us.ear.tables import memberships
from pratique.logic.entities import Entity
from pratique.logic.nodes import Condition
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import one_of, point
from pratique.readings.decide import decide

ISSUE = date(2026, 7, 23)


def truth_of(condition: Condition, country: str, on: date) -> Truth:
    return decide(condition, Entity(CASE, "case", {"act.into": one_of(country), "act.date": point(on)})).truth


def group(name: str, on: date = ISSUE) -> set[str]:
    condition = in_group(name, act.into.is_)
    return {country for country in COUNTRIES if truth_of(condition, country, on) is TRUE}


@pytest.mark.parametrize(
    ("name", "size"),
    # Hong Kong stands beside China in the D groups, which the text does not count.
    [
        ("A:1", 40),
        ("A:5", 38),
        ("A:6", 8),
        ("D:1", 25),
        ("D:4", 22),
        ("D:5", 23),
        ("E:1", 3),
        ("E:2", 1),
        ("AI 5(a)", 19),
    ],
)
def test_groups_of_the_issue_of_july_2026(name: str, size: int) -> None:
    assert len(group(name)) == size


def test_a5_is_a1_less_three_and_the_emirates() -> None:
    assert group("A:5") == group("A:1") - {"MX", "ZA", "US"} | {"AE"}


def test_listed_destinations_of_july_2026() -> None:
    condition = in_listed_destination(act.into.is_)
    found = {c for c in COUNTRIES if truth_of(condition, c, ISSUE) is TRUE}
    assert len(found - {"HK"}) == 45
    assert {"MO", "CN", "HK", "VN", "SA"} <= found
    assert found.isdisjoint({"IL", "CY", "AE", "DE", "US"})


@pytest.mark.parametrize(
    ("country", "build", "on", "expected"),
    [
        ("AE", in_listed_destination, date(2026, 7, 9), TRUE),
        ("AE", in_listed_destination, date(2026, 7, 10), FALSE),
        ("KH", in_macau_or_d5, date(2025, 11, 6), TRUE),
        ("KH", in_macau_or_d5, date(2025, 11, 7), FALSE),
        ("KH", in_listed_destination, date(2025, 11, 7), TRUE),  # still D:1
        ("NI", in_macau_or_d5, date(2024, 3, 14), FALSE),
        ("NI", in_macau_or_d5, date(2024, 3, 15), TRUE),
        ("CY", in_macau_or_d5, date(2023, 9, 30), TRUE),
        ("CY", in_macau_or_d5, date(2023, 10, 1), UNKNOWN),
        ("CY", in_macau_or_d5, date(2024, 5, 29), UNKNOWN),
        ("CY", in_macau_or_d5, date(2024, 5, 30), FALSE),
        ("CY", in_listed_destination, date(2023, 12, 1), FALSE),  # A:6 takes it out
        ("MO", in_macau_or_d5, ISSUE, TRUE),
        ("MO", in_china_2022, date(2023, 1, 16), FALSE),
        ("MO", in_china_2022, date(2023, 1, 17), TRUE),
        ("HK", in_china_2022, date(2022, 10, 21), TRUE),
    ],
)
def test_edges(country: str, build: Callable[..., Condition], on: date, expected: Truth) -> None:
    assert truth_of(build(act.into.is_), country, on) is expected


def test_macau_is_not_in_d5() -> None:
    assert "MO" not in group("D:5")


def test_authorization_countries_begin_with_the_framework() -> None:
    assert group("AI 5(a)", date(2025, 1, 12)) == set()
    assert {"PL", "AT", "CH", "SG", "IN", "AE", "IL"}.isdisjoint(group("AI 5(a)"))


def test_no_row_twice() -> None:
    keys = [(row.group, row.country, row.start) for row in memberships()]
    assert len(keys) == len(set(keys))
    assert all(row.country in COUNTRIES for row in memberships())
