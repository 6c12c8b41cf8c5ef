"""The bound that is worked out before names are compared leaves out nothing that reaches the score that counts."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.errors import Place
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.lists.listing import ListedName, ListEntry, ScreeningList
from pratique.parties.names.compare import best_comparison
from pratique.parties.names.forms import name_forms
from pratique.parties.screening import Query, Screener
from pratique.parties.screening import nearest as stage
from pratique.parties.screening.bound import LEAST, Proposed, may_reach
from pratique.parties.screening.index import Name, NameIndex

PAIRS = Path(__file__).parents[2] / "benchmarks" / "data" / "screening"
WORDS = (
    *("Orion", "Vega", "Balota", "Balotu", "Ba", "Lota", "Hikvision", "Hik", "Vision", "Huawei", "Hua", "Wei", "DJI"),
    *("Trading", "Technology", "Tech", "Marine", "Bank", "of", "China", "Hangzhou", "Plant", "3", "4", "No", "J."),
    *(
        "Ltd",
        "GmbH",
        "Co.,",
        "JSC",
        "比亚迪",
        "海康威视",
        "科技",
        "有限公司",
        "Robert",
        "Roberto",
        "محمد",
        "علي",
        "Алмаз",
    ),
)


def all_names() -> list[str]:
    """The names of the labelled sets, both of each pair."""
    found: dict[str, None] = {}
    for file in sorted(PAIRS.glob("*.csv")):
        with file.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                found.update(dict.fromkeys((row["first"], row["second"])))
    return list(found)


def wrongly_left_out(asked: list[str], listed: list[str], individual: bool, least: float) -> list[tuple[str, str]]:
    """The pairs that the bound leaves out although the exact score reaches what counts."""
    index = NameIndex([Name(each, individual) for each in listed])
    forms = [name_forms(each, individual) for each in asked]
    pairs = [(one, row) for one in range(len(asked)) for row in range(len(listed)) if forms[one]]
    kept = may_reach(index, [Proposed(forms[one], row, least) for one, row in pairs])
    return [
        (asked[one], listed[row])
        for (one, row), keep in zip(pairs, kept, strict=True)
        if not keep and best_comparison(forms[one], index.forms_of(row), individual).score >= least
    ]


@pytest.mark.parametrize("individual", [False, True])
@pytest.mark.parametrize("least", [LEAST, 0.57, 0.6, 0.8])
def test_no_pair_of_the_labelled_sets_is_left_out(individual: bool, least: float) -> None:
    names = all_names()
    draw = random.Random(7)
    assert wrongly_left_out(draw.sample(names, 60), draw.sample(names, 120), individual, least) == []


NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=6), st.booleans(), st.sampled_from([LEAST, 0.6, 0.75]))
def test_no_pair_of_made_names_is_left_out(asked: str, listed: list[str], individual: bool, least: float) -> None:
    assert wrongly_left_out([asked], listed, individual, least) == []


def test_it_leaves_out_most_of_what_is_far() -> None:
    """Else the property would hold of a bound that keeps everything."""
    index = NameIndex([Name("Kirodo Marine Trading"), Name("Balotu Marine Trading"), Name("Balota")])
    form = name_forms("Balota Marine Trading")
    assert may_reach(index, [Proposed(form, row, 0.6) for row in range(3)]) == [False, True, True]


def test_answers_are_those_without_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    names = all_names()
    draw = random.Random(3)
    sample = draw.sample(names, 200)
    entries = tuple(
        ListEntry("T", str(at), (ListedName(each),), Place("made.csv", line=at)) for at, each in enumerate(sample)
    )
    listed = ScreeningList("T", "Made", "made.csv", entries)
    queries = [Query(each) for each in draw.sample(names, 60)]
    bounded = Screener([listed]).screen_all(queries, NO_DECISIONS)
    monkeypatch.setattr(stage, "may_reach", lambda index, pairs: [True] * len(pairs))
    assert bounded == [Screener([listed]).screen(each, NO_DECISIONS) for each in queries]
