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
    few=st.sampled_from([1, 10**9]),
    batch=st.sampled_from([1, 50]),
)
@settings(max_examples=120, deadline=None)
def test_cycles_and_chains_are_solved_as_by_a_dense_solve(seed: int, size: int, few: int, batch: int) -> None:
    graph, weights = exact_graph(seed, size)
    system = np.eye(size) - weights
    system[0] = 0
    system[0, 0] = 1
    expected = np.linalg.solve(system, np.eye(size)[0])
    before = module.FEW, module.BATCH
    module.FEW, module.BATCH = few, batch
    try:
        found = integrate(graph, np.array([0]))
    finally:
        module.FEW, module.BATCH = before
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
