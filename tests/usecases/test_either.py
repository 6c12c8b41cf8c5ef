"""Sets of changes put together hold exactly the sets that went in, each once, and never ways of two elements."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pratique.readings.counterfactuals import Step
from pratique.usecases.changes.either import either

STEPS = st.tuples(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y"])), st.integers(0, 2))
SETS = st.lists(
    st.frozensets(STEPS, min_size=1, max_size=3).filter(lambda each: len({at for at, _ in each}) == len(each)),
    max_size=12,
    unique=True,
)


@given(SETS, st.randoms(use_true_random=False))
def test_what_is_put_together_is_what_went_in(sets: list[frozenset[Step]], draw: random.Random) -> None:
    flips = [(draw.choice(["clear", "exempt"]), each) for each in sets]
    found = either(flips)
    told = [(flips[first][0], frozenset(chosen)) for first, places in found for chosen in product(*places)]
    assert Counter(told) == Counter(flips)
    for _, places in found:
        assert all(len({key for (key, _), _ in each}) == 1 for each in places)
    assert [first for first, _ in found] == sorted(first for first, _ in found)


def test_a_product_of_ways_is_one_line() -> None:
    ways = {key: [((key, name), 0) for name in "xyz"] for key in "abc"}
    found = either([("clear", frozenset(each)) for each in product(*ways.values())])
    assert [places for _, places in found] == [tuple(frozenset(each) for each in ways.values())]
