"""Integrated ownership against a dense solve and exact fractions, with bounds."""

from __future__ import annotations

import random
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from graphs import completions_of, random_graph

from pratique.errors import Findings
from pratique.parties import integrated as module
from pratique.parties.control import ControlTest
from pratique.parties.graph import PartyGraph, build_graph, from_electorate
from pratique.parties.integrated import economic_share, integrate
from pratique.parties.readers.stakes import read_stakes
from pratique.parties.registry import Registry
from pratique.parties.snapshot import Snapshot, take_snapshot

pytest.importorskip("scipy")
VOTES = ControlTest("votes")


def snapshot(table: str) -> Snapshot:
    claims = tuple(read_stakes(f"kind,subject,holder,share,type\n{table}", "t", Findings()))
    return take_snapshot(Registry(claims), date(2026, 6, 1))


def exact_graph(seed: int, size: int) -> tuple[PartyGraph, np.ndarray]:
    draw = random.Random(seed)
    weights = np.zeros((size, size))
    for subject in range(size):
        holders = draw.sample([name for name in range(size) if name != subject], draw.randint(0, min(4, size - 1)))
        left = 90
        for holder in holders:
            part = draw.randint(0, left)
            left -= part
            weights[subject, holder] = part
    subject, holder = np.nonzero(weights)
    votes = weights[subject, holder].astype(np.int64)
    return build_graph(holder, subject, votes, votes, size, 100, 51), weights / 100


@given(
    seed=st.integers(0, 10**6),
    size=st.integers(2, 25),
    fill=st.sampled_from([-1, 1, 2, 10**9]),
)
@settings(max_examples=120, deadline=None)
def test_cycles_and_chains_are_solved_as_by_a_dense_solve(seed: int, size: int, fill: int) -> None:
    graph, weights = exact_graph(seed, size)
    system = np.eye(size) - weights
    system[0] = 0
    system[0, 0] = 1
    expected = np.linalg.solve(system, np.eye(size)[0])
    before = module.FILL
    module.FILL = fill
    try:
        found = integrate(graph, np.array([0]))
    finally:
        module.FILL = before
    assert np.allclose(found, expected, atol=1e-9)


@given(number=st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_whatever_the_unknowns_turn_out_to_be_the_part_lies_between_the_bounds(number: int) -> None:
    graph = random_graph(number, powers=False)
    arrays = from_electorate(graph.electorate(VOTES))
    seeds = arrays.ids({"p0"})
    low, high = integrate(arrays, seeds), integrate(arrays, seeds, possible=True)
    names = list(arrays.names or ())
    for exact in completions_of(graph, number, 6):
        other = from_electorate(exact.electorate(VOTES))
        truth = integrate(other, other.ids({"p0"}))
        for place, name in enumerate(other.names or ()):
            if name in names:
                here = names.index(name)
                assert low[here] - 1e-9 <= truth[place] <= high[here] + 1e-9


def test_a_chain_multiplies_and_a_cycle_does_not_inflate() -> None:
    chain = snapshot(
        "capital,b,a,60\ncapital,c,b,50\nparty,a,,,person\ncapital,c,a,10\nparty,d,,,person\ncapital,c,d,40\n"
    )
    low, high = economic_share(chain, {"a"}, "c")
    assert low == pytest.approx(0.6 * 0.5 + 0.1)
    assert high == pytest.approx(0.5 + 0.1)
    cycle = snapshot("capital,x,a,40\ncapital,x,y,60\ncapital,y,x,100\nparty,a,,,person\n")
    assert economic_share(cycle, {"a"}, "x") == pytest.approx((1.0, 1.0))
    closed = snapshot("capital,x,y,100\ncapital,y,x,100\n")
    assert economic_share(closed, {"z"}, "x") == (0.0, 0.0)


def test_cross_holdings_give_the_exact_fractions() -> None:
    table = "capital,x,a,30\ncapital,x,y,20\ncapital,x,b,50\ncapital,y,x,40\ncapital,y,b,60\n"
    graph = snapshot(table + "party,a,,,person\nparty,b,,,person\n")
    part = Fraction(3, 10) / (1 - Fraction(2, 10) * Fraction(4, 10))
    low, high = economic_share(graph, {"a"}, "x")
    assert (low, high) == (pytest.approx(float(part)), pytest.approx(float(part)))


def test_a_long_chain_and_a_ring_of_many_are_settled_without_iterating() -> None:
    size = 5000
    holder, votes = np.arange(size - 1), np.full(size - 1, 999)
    chain = build_graph(holder, holder + 1, votes, votes, size, 1000, 501)
    assert np.allclose(integrate(chain, np.array([0])), 0.999 ** np.arange(size), rtol=1e-9)
    # A ring in which 1 in 1000 comes from outside at one place only: all of it belongs to whoever is there.
    ring = np.arange(1, size)
    holders, subjects = np.append(ring, 0), np.append(np.roll(ring, -1), 1)
    parts = np.append(np.where(np.roll(ring, -1) == 1, 999, 1000), 1)
    graph = build_graph(holders, subjects, parts, parts, size, 1000, 501)
    assert np.allclose(integrate(graph, np.array([0])), 1.0, atol=1e-9)


def test_a_closed_ring_that_nobody_feeds_belongs_to_nobody() -> None:
    whole = np.array([100, 100])
    graph = build_graph(np.array([1, 2]), np.array([2, 1]), whole, whole, 3, 100, 51)
    assert integrate(graph, np.array([0])).tolist() == [1.0, 0.0, 0.0]
    assert integrate(graph, np.array([0]), possible=True)[1:].tolist() == [0.0, 0.0]


def test_stakes_that_exceed_the_whole_end_too() -> None:
    votes = np.array([90, 90, 90, 90])
    graph = build_graph(np.array([0, 2, 1, 0]), np.array([1, 1, 2, 2]), votes, votes, 3, 100, 51)
    assert integrate(graph, np.array([0])).tolist() == [1.0, 1.0, 1.0]
