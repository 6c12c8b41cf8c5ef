"""The tables of conformance/logic, read by this implementation: truth, spans, sets, lists."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pratique.logic.author import every, some, truth_fact
from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import Interval, exact, region
from pratique.logic.nodes import Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, all_true, any_true
from pratique.logic.values import Absence, Choice, Members, Span
from pratique.readings.compiled.program import program
from pratique.readings.decide import decide

TABLES = Path(__file__).parents[2] / "conformance" / "logic"
LETTERS = {"F": FALSE, "U": UNKNOWN, "T": TRUE}


def table(name: str) -> Any:
    return json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("word", ["and", "or"])
def test_connectives(word: str) -> None:
    rows = table("truth")[word]
    assert len({(a, b) for a, b, _ in rows}) == 9
    for left, right, answer in ((LETTERS[a], LETTERS[b], LETTERS[c]) for a, b, c in rows):
        assert (left & right if word == "and" else left | right) is answer
        assert (all_true if word == "and" else any_true)([left, right]) is answer


def test_negation() -> None:
    for part, answer in table("truth")["not"]:
        assert ~LETTERS[part] is LETTERS[answer]


@pytest.mark.parametrize("row", table("spans"), ids=lambda row: row["says"])
def test_spans_in_regions(row: dict[str, Any]) -> None:
    none = Absence(row["span"].get("none", "no"))
    interval = Interval(1, 0) if none is Absence.YES else read_interval(row["span"])
    where = region(read_interval(each) for each in row["region"])
    assert Span(interval, none).lies_in(where, row["none_ok"]) is LETTERS[row["answer"]]


def read_interval(row: dict[str, Any]) -> Interval:
    ends = [float(sign) * float("inf") if row.get(end) is None else exact(Fraction(row[end])) for end, sign in ENDS]
    return Interval(*ends, "low" in row.get("open", ()), "high" in row.get("open", ()))


ENDS = (("low", -1), ("high", 1))


@pytest.mark.parametrize("word", ["among", "meets", "inside"])
def test_choices_and_sets(word: str) -> None:
    for row in table("sets")[word]:
        values = frozenset(row["values"])
        if word == "among":
            answer = Choice(frozenset(row["possible"])).among(values)
        else:
            answer = getattr(Members(frozenset(row["must"]), frozenset(row["may"])), word)(values)
        assert answer is LETTERS[row["answer"]], row


@pytest.mark.parametrize("row", table("lists"), ids=str)
def test_lists(row: dict[str, Any]) -> None:
    whole = Kind("case")
    kind = Kind("part", whole, at_least_one=row["at_least_one"])
    fact = truth_fact("part.linked", kind)
    elements = [Entity(kind, f"part{i}", {fact.name: LETTERS[it]}) for i, it in enumerate(row["elements"])]
    case = Entity(whole, "case", children={kind: Listing(elements, row["closed"])})
    asked = (some(kind, fact), every(kind, fact))
    expected = [LETTERS[row["some"]], LETTERS[row["every"]]]
    assert [decide(each, case).truth for each in asked] == expected
    compiled = program(asked)
    assert [code for code, _ in compiled.run(compiled.encode(case))] == [each.value for each in expected]
