"""Control on random graphs against an independent oracle (clingo), and its properties."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from graphs import ON, Graph, clingo_control, completions_of, random_graph
from tests.exploring import is_thorough

from pratique.logic.truth import TRUE, UNKNOWN
from pratique.parties.control import (
    DECIDING_POWERS,
    POWER_TO_DECIDE,
    ControlTest,
    compile_electorate,
    control,
    controls,
)
from pratique.parties.holdings import Stake
from pratique.parties.registry import Registry
from pratique.parties.rings import find_rings
from pratique.parties.shares import Share
from pratique.parties.snapshot import take_snapshot

BATCH = 1500 if is_thorough() else 400
TESTS = {
    False: ControlTest("more than half", deciding=DECIDING_POWERS),
    True: ControlTest("at least half", at_least=True, deciding=DECIDING_POWERS),
}


@pytest.mark.parametrize("at_least", [False, True])
def test_control_agrees_with_clingo_on_random_graphs(at_least: bool) -> None:
    asked = [(number, random_graph(number), _seeds(number)) for number in range(BATCH)]
    expected = clingo_control(asked, at_least)
    found = set()
    for number, graph, seeds in asked:
        electorate = graph.electorate(TESTS[at_least])
        for bound, possible in (("low", False), ("high", True)):
            found |= {(number, bound, name) for name in control(electorate, seeds, possible).members}
    # In a ring that decides itself the owners outside may decide: more is possible there than the plain fixed point.
    ringed = {number for number, graph, _ in asked if find_rings(graph.snapshot(), graph.companies)}
    # So it is where a holder of an unknown part stands beside others who have all of it: one of them is wrong.
    contradicted = {
        number
        for number, graph, _ in asked
        if any(each.code == "parties.rest" for each in graph.snapshot().conflicts)
    }
    assert expected <= found
    assert {row for row in found - expected if row[0] not in ringed | contradicted or row[1] == "low"} == set()
    assert len(ringed | contradicted) < BATCH / 2
    assert any(bound == "low" and name not in _seeds(number) for number, bound, name in found)


def _seeds(number: int) -> set[str]:
    return set(random.Random(-number).sample(["p0", "p1", "p2", "c0"], 1 + number % 2))


@given(number=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_whatever_the_unknowns_turn_out_to_be_the_answer_holds(number: int) -> None:
    graph = random_graph(number)
    seeds = {"p0"}
    electorate = graph.electorate(TESTS[False])
    lower, upper = control(electorate, seeds), control(electorate, seeds, possible=True)
    for exact in completions_of(graph, number):
        truth = control(exact.electorate(TESTS[False]), seeds)
        assert lower.members.keys() <= truth.members.keys() <= upper.members.keys()


@given(number=st.integers(0, 10**6), at=st.integers(0, 100), to=st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_narrowing_an_interval_never_widens_an_answer(number: int, at: int, to: int) -> None:
    graph = random_graph(number)
    open_pairs = sorted(pair for pair, share in graph.stakes.items() if not share.is_exact)
    if not open_pairs:
        return
    pair = open_pairs[at % len(open_pairs)]
    share = graph.stakes[pair]
    middle = share.low + (share.high - share.low) * Fraction(1 + to, 102)
    narrow = Share(share.low, middle, share.low_open, False)
    narrower = replace(graph, stakes={**graph.stakes, pair: narrow})
    for test in (*TESTS.values(), POWER_TO_DECIDE):
        for subject in graph.companies:
            before = controls(graph.electorate(test), {"p0"}, subject)
            after = controls(narrower.electorate(test), {"p0"}, subject)
            assert before is UNKNOWN or after is before


@given(number=st.integers(0, 10**6), at=st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_more_shares_to_the_seed_never_end_control(number: int, at: int) -> None:
    graph = random_graph(number)
    firm = graph.companies[at % len(graph.companies)]
    stated = sum((share.low for (_, subject), share in graph.stakes.items() if subject == firm), Fraction(0))
    old = graph.stakes.get(("p0", firm), Share(Fraction(0), Fraction(0)))
    part = old.low + (1 - stated) / 2
    more = replace(graph, stakes={**graph.stakes, ("p0", firm): Share(part, max(part, old.high))})
    for subject in graph.companies:
        before = controls(graph.electorate(TESTS[False]), {"p0"}, subject)
        after = controls(more.electorate(TESTS[False]), {"p0"}, subject)
        assert before is not TRUE or after is TRUE


@given(number=st.integers(0, 10**6), shuffle=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_and_repetition_of_statements_change_nothing(number: int, shuffle: random.Random) -> None:
    claims = list(random_graph(number).claims)
    again = claims + shuffle.choices(claims, k=5)
    shuffle.shuffle(again)
    first, second = (take_snapshot(Registry(tuple(rows)), ON) for rows in (claims, again))
    assert (first.holdings, first.powers, first.remainders) == (second.holdings, second.powers, second.remainders)
    assert first.parties == second.parties
    for possible in (False, True):
        members = [
            control(compile_electorate(snapshot, POWER_TO_DECIDE), {"p0"}, possible).members.keys()
            for snapshot in (first, second)
        ]
        assert members[0] == members[1]


def test_two_statements_that_differ_give_unknown_with_both_kept() -> None:
    sixty, thirty = Share(Fraction(3, 5), Fraction(3, 5)), Share(Fraction(3, 10), Fraction(3, 10))
    graph = Graph({("p0", "c1"): sixty, ("p1", "c1"): thirty}, {}, {}, ("c1",), ("p0", "p1"))
    stake = next(claim for claim in graph.claims if isinstance(claim, Stake) and claim.holder == "p0")
    other = replace(stake.provenance, source="another")
    differing = replace(stake, share=Share(Fraction(2, 5), Fraction(2, 5)), provenance=other)
    claims = graph.claims
    snapshot = take_snapshot(Registry((*claims, differing)), ON)
    holding, _ = snapshot.holdings["c1"]
    assert (holding.share.low, holding.share.high) == (Fraction(2, 5), Fraction(3, 5))
    assert {claim.share.low for claim in holding.claims} == {Fraction(2, 5), Fraction(3, 5)}
    assert holding.conflict
    assert any(finding.value == "c1" for finding in snapshot.conflicts)
    assert controls(compile_electorate(snapshot, TESTS[False]), {"p0"}, "c1") is UNKNOWN
