"""Several processes run the tests so that what costs much begins first, once, and falls evenly."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.durations import SLOW, read
from tests.spread import runs, shuffled, spread

FILES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 9)), max_size=30)
COSTS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.5, 90))


def collected(files: list[tuple[str, int]]) -> list[str]:
    return [name for name, tests in dict(files).items() for _ in range(tests)]


@given(FILES, COSTS, st.integers(1, 9))
def test_every_test_runs_once_and_each_run_begins_with_its_dearest(files, costs, workers):
    names = collected(files)
    order = spread(names, costs, workers)
    assert sorted(order) == list(range(len(names)))
    sizes = runs(len(names), workers)
    assert sum(sizes) == len(names)
    assert max(sizes) - min(sizes) <= 1
    start = 0
    whole = Counter(names)
    for size in sizes:
        own = [names[at] for at in order[start : start + size]]
        start += size
        kept = [each for each in own if each in costs and own.count(each) == whole[each]]
        assert kept == sorted(kept, key=lambda each: (-costs[each], each)), "from the dearest down, each in one piece"
        assert order == spread(names, costs, workers), "every process collects in the same order"


@pytest.mark.parametrize("workers", [2, 3, 5, 9])
def test_what_is_slow_here_falls_evenly_and_is_set_up_once(workers):
    costs = read(SLOW.read_text("utf-8"))
    names = [name for name in sorted(costs) for _ in range(10)] + ["cheap"] * 9_000
    order = spread(names, costs, workers)
    loads, start = [], 0
    for size in runs(len(names), workers):
        own = Counter(names[at] for at in order[start : start + size])
        start += size
        assert {tests for name, tests in own.items() if name in costs} == {10}
        loads.append(sum(costs[name] for name in own if name in costs))
    assert max(loads) <= max(max(costs.values()), 1.05 * sum(loads) / workers)


@given(FILES, st.integers(0, 9))
def test_who_explores_begins_elsewhere_each_time_and_leaves_no_file_half_done(files, seed):
    names = collected(files)
    order = shuffled(names, seed)
    assert sorted(order) == list(range(len(names)))
    assert order == shuffled(names, seed), "every process collects in the same order"
    began = [names[at] for place, at in enumerate(order) if not place or names[order[place - 1]] != names[at]]
    assert len(began) == len(set(began)), "a file is in one piece"
    assert all(a < b for a, b in pairwise(order) if names[a] == names[b])


def test_another_seed_is_another_order():
    assert len({tuple(shuffled("abcdefgh", seed)) for seed in range(20)}) > 10
