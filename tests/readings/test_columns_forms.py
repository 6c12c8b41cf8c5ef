"""The forms that a table may have, what is refused, and what a phantom leaves open."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pratique.errors import InvalidInput, UsageError
from pratique.logic.author import (
    all_of,
    any_of,
    choice_fact,
    date_fact,
    every,
    none_of,
    number_fact,
    set_fact,
    some,
    the,
    total,
    truth_fact,
)
from pratique.logic.nodes import Condition, Kind
from pratique.readings.columns.read import columns

CASE = Kind("case")
PARTY = Kind("party")
ACTOR = Kind("actor", CASE, carries=PARTY, exactly_one=True)
PART = Kind("part", CASE, at_least_one=True)
NOTE = Kind("note", CASE)
SOURCE = Kind("source", PART, carries=PARTY, at_least_one=True)
F, U, T = 0, 1, 3

NEW = truth_fact("case.new", CASE)
YEAR = number_fact("case.year", CASE, whole=True, may_be_none=True)
SHARE = number_fact("case.share", CASE, "%", low=0, high=100)
DAY = date_fact("case.day", CASE)
ACT = choice_fact("case.act", CASE, "import", "sale", "repair")
LAND = choice_fact("case.land", CASE, *(f"L{number}" for number in range(100)))
ROLES = set_fact("case.roles", CASE, "made", "supplied")
RADIO = truth_fact("part.radio", PART)
SIGNED = truth_fact("note.signed", NOTE)
WEIGHT = number_fact("part.weight", PART, "kg", low=0)
LINKED = truth_fact("party.linked", PARTY)


def ask(condition: Condition, **tables: dict[str, object]) -> list[int]:
    return columns({"asked": condition}, tables)["asked"].to_list()


def of_case(condition: Condition, **facts: list[object] | pl.Series) -> list[int]:
    size = len(next(iter(facts.values())))
    named = {name.replace("__", "."): values for name, values in facts.items()}
    return ask(condition, case={"case": list(range(size))} | {f"case.{name}": v for name, v in named.items()})


def test_truth() -> None:
    assert of_case(none_of(NEW), new=[True, False, None]) == [F, T, U]


def test_a_missing_column_is_unknown() -> None:
    assert of_case(any_of(NEW, YEAR < 2030), new=[True, False]) == [T, U]


def test_numbers_known_null_and_none() -> None:
    facts = {"year": [2027, 2030, None, None, None], "year__none": [False, False, True, None, False]}
    assert of_case(YEAR < 2030, **facts) == [T, F, F, U, U]
    assert of_case(none_of(YEAR < 2030), **facts) == [F, T, T, U, U]
    assert of_case(YEAR.is_none(), **facts) == [F, F, T, U, F]


def test_ends_open_and_closed() -> None:
    facts = {
        "share__lo": [50.0, 50.0, None, 10.0],
        "share__hi": [75.0, 75.0, 50.0, None],
        "share__lo_open": [True, False, False, None],
    }
    assert of_case(SHARE > 50, **facts) == [T, U, F, U]
    assert of_case(SHARE >= 0, **facts) == [T, T, T, T]


def test_what_a_fact_cannot_be_is_unknown() -> None:
    assert of_case(SHARE > 50, share=[60.0, 160.0, float("nan"), -1.0]) == [T, U, U, U]
    assert of_case(YEAR < 2030, year=[2026.0, 2026.5]) == [T, U]


@pytest.mark.parametrize("days", [[date(2027, 1, 1), date(2026, 12, 31), None], ["2027-01-01", "2026-12-31", None]])
def test_days(days: list[object]) -> None:
    assert of_case(DAY >= "2027-01-01", day=days) == [T, F, U]


@pytest.mark.parametrize(
    "acts",
    [
        pl.Series(["import", "repair", None]),
        pl.Series(["import", "repair", None], dtype=pl.Categorical),
        pl.Series(["import", "repair", None], dtype=pl.Enum(["repair", "import"])),
        pl.Series([["import"], ["repair"], None]),
        pl.Series([0b001, 0b010, 0b111]),
    ],
)
def test_choices_in_every_form(acts: pl.Series) -> None:
    assert of_case(ACT.is_("import"), act=acts) == [T, F, U]
    assert of_case(ACT.is_("import", "repair"), act=acts) == [T, T, U]
    assert of_case(none_of(ACT.is_("sale")), act=acts) == [T, T, U]


def test_choices_known_in_part() -> None:
    assert of_case(ACT.is_("import", "sale"), act=[["import", "sale"], ["sale", "repair"], ["repair"]]) == [T, U, F]


def test_more_than_64_values_share_classes() -> None:
    lands = [["L7"], ["L7", "L99"], ["L8", "L99"], None]
    assert of_case(LAND.is_("L7"), land=lands) == [T, U, F, U]
    with pytest.raises(UsageError, match="can hold 64"):
        ask(all_of(*(any_of(LAND.is_(f"L{n}"), NEW) for n in range(80))), case={"case": [0], "case.land": [["L1"]]})


def test_sets() -> None:
    assert of_case(ROLES.meets("made"), roles=[["made"], [], None]) == [T, F, U]
    assert of_case(ROLES.inside("made"), roles=[["made"], [], ["supplied"]]) == [T, T, F]
    known = {"roles__must": [["made"], [], None], "roles__may": [["made", "supplied"], ["made"], None]}
    assert of_case(ROLES.meets("made"), **known) == [T, U, U]
    assert of_case(ROLES.inside("made"), **known) == [U, T, U]


def test_lists_empty_closed_and_open() -> None:
    tables = {
        "case": {"case": ["a", "b", "c"], "part.closed": [True, True, None], "note.closed": [True, True, False]},
        "uses": {"case": ["c", "a"], "part": ["p", "q"]},
        "part": {"part": ["q", "p"], "part.radio": [False, True]},
    }
    assert ask(some(PART, RADIO), **tables) == [F, U, T]
    assert ask(every(PART, RADIO), **tables) == [F, U, U]
    assert ask(some(NOTE, SIGNED), **tables) == [F, F, U]
    assert ask(every(NOTE, SIGNED), **tables) == [T, T, U]


def test_elements_that_may_not_be_there() -> None:
    tables = {
        "case": {"case": [0, 1, 2], "note.closed": [True] * 3},
        "note": {"case": [0, 1, 2], "present": [True, None, False], "note.signed": [True, True, True]},
    }
    assert ask(some(NOTE, SIGNED), **tables) == [T, U, F]
    assert ask(every(NOTE, none_of(SIGNED)), **tables) == [F, U, T]


def test_parties_behind_sources_and_actor() -> None:
    tables = {
        "case": {"case": [0, 1], "actor": ["x", "unheard of"], "part.closed": [True, True]},
        "uses": {"case": [0, 1], "part": [0, 0]},
        "part": {"part": [0], "source.closed": [True]},
        "supplies": {"part": [0, 0], "party": ["y", None]},
        "party": {"party": ["x", "y"], "party.linked": [True, False]},
    }
    assert ask(the(ACTOR, LINKED), **tables) == [T, U]
    assert ask(some(PART, some(SOURCE, LINKED)), **tables) == [U, U]
    assert ask(all_of(the(ACTOR, none_of(LINKED)), some(PART, some(SOURCE, LINKED))), **tables) == [F, U]


def test_sums() -> None:
    tables = {
        "case": {"case": [0, 1, 2], "part.closed": [True, False, True]},
        "part": {"case": [0, 0, 1, 2], "part.weight": [0.1, 0.2, 5.0, None]},
    }
    assert ask(total(PART, WEIGHT) <= 0.3, **tables) == [T, F, U]
    assert ask(total(PART, WEIGHT) > 4, **tables) == [F, T, U]


def test_lines_of_each_case() -> None:
    tables = {
        "case": {"case": ["a", "b"], "case.new": [True, False]},
        "uses": {"case": ["b", "a", "a"], "part": ["p", "q", "p"]},
        "part": {"part": ["q", "p"], "part.radio": [False, True]},
    }
    found = columns({"asked": all_of(NEW, RADIO)}, tables, per=PART)
    assert found.rows() == [("a", "q", F), ("a", "p", T), ("b", "p", F)]


def test_values_that_cannot_be_are_all_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        of_case(all_of(ACT.is_("import"), NEW, DAY < "2027-01-01"), act=["imprt"], new=["yes"], day=["soon"])
    assert {finding.place.pointer for finding in refused.value.findings} == {"case.act", "case.new", "case.day"}


def test_rows_of_no_case_are_named() -> None:
    with pytest.raises(InvalidInput, match="belong to no case"):
        ask(some(NOTE, SIGNED), case={"case": [0]}, note={"case": [0, 7], "note.signed": [True, True]})


def test_refusals_say_what_to_do() -> None:
    with pytest.raises(UsageError, match="no table case"):
        ask(NEW, part={"part": [1]})
    with pytest.raises(UsageError, match="bind all but the case"):
        ask(RADIO, case={"case": [1]})
    with pytest.raises(UsageError, match="only one table"):
        ask(some(PART, RADIO), case={"case": [1]}, a={"case": [1], "part": [1]}, b={"case": [1], "part": [1]})


def test_arrow_tables_are_taken() -> None:
    arrow = pytest.importorskip("pyarrow")
    given = arrow.table({"case": [0, 1], "case.new": [True, None]})
    assert columns({"asked": NEW}, {"case": given})["asked"].to_list() == [T, U]


def test_the_only_row_of_a_table_says_nothing_of_a_row_that_is_not_there() -> None:
    age = number_fact("party.age", PARTY)
    asked = the(ACTOR, (age + age) >= 36)
    tables = {"case": {"case": [0, 1], "actor": [None, 0]}, "party": {"party": [0], "party.age": [18]}}
    assert ask(asked, **tables) == [U, T]
