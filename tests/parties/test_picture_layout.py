"""Where boxes stand and lines run: down, but for what closes a ring, and never through a box."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.parties.picture_layout import BOX_HEIGHT, BOX_WIDTH, lanes_of, levels_of, placed, run_of

NAMES = "sabcdef"
pairs = st.lists(st.tuples(st.sampled_from(NAMES[1:] + "s"), st.sampled_from(NAMES)), max_size=10, unique=True)


def test_a_holder_stands_above_all_that_it_holds_and_a_ring_is_closed_upwards() -> None:
    held = [("a", "s"), ("b", "a"), ("c", "b"), ("c", "s"), ("s", "b")]
    levels = levels_of(held, "s")
    assert levels == [["c"], ["b"], ["a"], ["s"]]
    assert lanes_of(held, levels) == {("c", "s"): 1, ("s", "b"): -1}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(pairs)
def test_everybody_above_stands_once_and_long_lines_pass_beside_the_boxes(held: list[tuple[str, str]]) -> None:
    levels = levels_of(held, "s")
    every = [name for level in levels for name in level]
    above = {"s"}
    while more := {holder for holder, subject in held if subject in above} - above:
        above |= more
    assert sorted(every) == sorted(above)
    assert levels[-1] == ["s"]
    assert levels == levels_of(held, "s")
    drawn = [pair for pair in held if set(pair) <= above]
    lanes = lanes_of(drawn, levels)
    spot = placed(levels, above, max((*lanes.values(), 0)))
    ends = max(x for x, _ in spot.values()) + BOX_WIDTH
    for pair, lane in lanes.items():
        beside = int(re.findall(r" H(\d+)", run_of(*pair, spot, lane, ends))[0])
        assert all(not x <= beside <= x + BOX_WIDTH for x, _ in spot.values())
        rows = {y for _, y in spot.values()}
        levelled = [int(y) for y in re.findall(r" V(\d+) H", run_of(*pair, spot, lane, ends))]
        assert all(not y < across < y + BOX_HEIGHT for y in rows for across in levelled)
