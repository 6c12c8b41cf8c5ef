"""Control in arrays: the same answers as in plain Python, which agrees with the oracle."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from graphs import Graph, random_graph

from pratique.errors import UsageError
from pratique.parties import forest as forest_module
from pratique.parties.all_pairs import all_controlled
from pratique.parties.control import DECIDING_POWERS, POWER_TO_DECIDE, ControlTest, control, controls
from pratique.parties.forest import control_forest
from pratique.parties.graph import (
    PartyGraph,
    ask,
    build_graph,
    controlled,
    from_electorate,
    prepare,
    read_stakes_parquet,
    sort_by,
)

TESTS = (
    ControlTest("more than half", deciding=DECIDING_POWERS - {"consolidation", "branch"}),
    ControlTest("at least half", at_least=True, deciding=DECIDING_POWERS - {"consolidation", "branch"}),
)


@given(number=st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_arrays_and_plain_python_give_the_same_sets(number: int) -> None:
    made = random_graph(number, companies=7)
    for test in TESTS:
        electorate = made.electorate(test)
        arrays = from_electorate(electorate)
        assert arrays.names is not None
        for possible in (False, True):
            expected = control(electorate, {"p0", "c1"}, possible).members.keys()
            inside = controlled(arrays, arrays.ids({"p0", "c1"}), possible)
            known = {arrays.names[place] for place in np.flatnonzero(inside)}
            assert known | {"p0", "c1"} == set(expected)


@given(number=st.integers(0, 10**6))
@settings(max_examples=80, deadline=None)
def test_a_question_about_one_party_gives_the_answer_of_the_whole(number: int) -> None:
    made = random_graph(number, companies=6)
    made = replace(made, rest=dict.fromkeys(made.companies, "undisclosed"))
    electorate = made.electorate(TESTS[0])
    arrays = from_electorate(electorate)
    ready = prepare(arrays)
    names = list(arrays.names or ())
    for subject in made.companies:
        answer = ask(ready, [names.index(name) for name in ("p0", "p1") if name in names], names.index(subject))
        assert answer is controls(electorate, {"p0", "p1"}, subject)


def exact_graph(seed: int, size: int, need: int) -> PartyGraph:
    """Exact stakes with many cycles; each subject's votes are 100 or fewer."""
    draw = random.Random(seed)
    rows = []
    for subject in range(size):
        holders = draw.sample(range(size), draw.randint(0, min(4, size)))
        cuts = sorted(draw.randint(0, 100) for _ in holders)
        rows += [(holder, subject, high - low) for holder, low, high in zip(holders, [0, *cuts], cuts, strict=False)]
    table = np.array(rows, np.int64).reshape(-1, 3)
    return build_graph(table[:, 0], table[:, 1], table[:, 2], table[:, 2], size, 100, need)


def pairs_one_by_one(graph: PartyGraph) -> set[tuple[int, int]]:
    return {
        (owner, int(party))
        for owner in range(graph.size)
        for party in np.flatnonzero(controlled(graph, np.array([owner])))
        if party != owner
    }


@given(seed=st.integers(0, 10**6), size=st.integers(2, 14), few=st.sampled_from([1, 10**9]))
@settings(max_examples=150, deadline=None)
def test_the_forest_and_the_pairs_are_what_each_owner_controls(seed: int, size: int, few: int) -> None:
    graph = exact_graph(seed, size, need=51)
    expected = pairs_one_by_one(graph)
    before, forest_module.FEW = forest_module.FEW, few
    try:
        forest = control_forest(graph)
    finally:
        forest_module.FEW = before
    owners, parties = forest.pairs()
    assert len(owners) == len(expected)
    assert set(zip(owners.tolist(), parties.tolist(), strict=True)) == expected
    owners, parties = all_controlled(graph, chunk=3)
    assert sorted(zip(owners.tolist(), parties.tolist(), strict=True)) == sorted(expected)
    for party in range(size):
        assert {(owner, party) for owner in forest.controllers(party)} == {p for p in expected if p[1] == party}


@given(seed=st.integers(0, 10**6), size=st.integers(2, 12))
@settings(max_examples=60, deadline=None)
def test_where_half_is_enough_the_pairs_are_found_without_a_forest(seed: int, size: int) -> None:
    graph = exact_graph(seed, size, need=50)
    owners, parties = all_controlled(graph)
    assert sorted(zip(owners.tolist(), parties.tolist(), strict=True)) == sorted(pairs_one_by_one(graph))
    with pytest.raises(UsageError, match="half"):
        control_forest(graph)


def test_tests_that_arrays_cannot_hold_are_refused() -> None:
    with pytest.raises(UsageError, match="dominant minority"):
        from_electorate(random_graph(1).electorate(POWER_TO_DECIDE))


@given(keys=st.lists(st.integers(0, 50), max_size=60))
def test_sorting_by_packed_keys_is_stable(keys: list[int]) -> None:
    expected = sorted(range(len(keys)), key=lambda place: keys[place])
    assert sort_by(np.array(keys, np.int64), 51).tolist() == expected


def test_a_graph_is_read_from_parquet(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / "stakes.parquet"
    polars.DataFrame(
        {"holder": [2, 2, 1], "subject": [1, 0, 0], "low": [60, 30, 21], "high": [60, 30, 30]}
    ).write_parquet(path)
    graph = read_stakes_parquet(path, size=3, whole=100, need=51)
    assert controlled(graph, np.array([2])).tolist() == [True, True, True]
    assert controlled(graph, np.array([1])).tolist() == [False, True, False]


def test_the_random_graphs_are_not_all_alike() -> None:
    made: list[Graph] = [random_graph(number) for number in range(50)]
    assert {kind for graph in made for kind in graph.rest.values()} == {"undisclosed", "dispersed", "complete"}
    assert any(share.low_open for graph in made for share in graph.stakes.values())
