"""What is told of nodes by another that says the same is what each says itself."""

from __future__ import annotations

import copy
from collections import Counter
from random import Random

import pytest

from pratique.deciding.decision import Decided, decided
from pratique.deciding.levels import levels_of
from pratique.deciding.outcomes import NodeOutcome
from pratique.law.instrument import LEVELS
from pratique.readings.certificate import plans
from pratique.readings.decide import Open
from pratique.usecases.missing.next_question import _likeness, _Open
from tests.cases.runner import KNOWN_ON, all_cases


def part(index: int, dice: Random) -> dict[str, object]:
    """A part of one of a few kinds, by a maker of its own or by one of three, who may be the seller too."""
    maker = dice.choice((f"own {index}", "shared", "actor", "neighbour"))
    says: dict[str, object] = {"ref": f"p{index}", "kind": dice.choice(("software", "hardware"))}
    if dice.random() < 0.3:
        says["open_source"] = False
    if dice.random() < 0.8:
        says["sources"] = [{"party": maker, "roles": [dice.choice(("developed", "supplied"))]}]
    return says


def dossier(dice: Random, parts: int) -> dict[str, object]:
    made = [part(index, dice) for index in range(parts)]
    names = ["shared", "actor", "neighbour", *(f"own {index}" for index in range(parts))]
    act = {"id": "t", "act": "sale", "role": "manufacturer", "date": "2026-12-22", "into": "US", "vehicle": "v"}
    return {
        "title": "kin",
        "parties": [{"id": each, "name": f"Firm {each}"} for each in names],
        "vehicles": [{"id": "v", "model_year": 2027, "parts": made}],
        "transactions": [{**act, "actor": "actor"}],
    }


def way_out(node: NodeOutcome) -> frozenset[Open]:
    beyond = LEVELS.index(node.range.best) + 1 if node.range.best in LEVELS else 0
    conditions = levels_of(node.instrument, node.kind, "by_text")[beyond:]
    return frozenset().union(*(each.fails or () for each in plans(conditions, node.bound)))


def held(found: Decided, seen: Counter[str]) -> None:
    """Each node by itself, and the way out of all, beside what is told of them together."""
    still = _Open(found)
    alone = [node for _, outcome in found.outcomes for node in outcome.mattering()]
    assert [each.open for each in still.nodes] == [each.open for each in alone]
    first = dict(zip(reversed([_likeness(each) for each in alone]), reversed(alone), strict=True))
    assert still.way_out() == frozenset().union(*map(way_out, first.values()))
    known: dict[int, frozenset[Open]] = {}
    for told, node in zip(still.nodes, alone, strict=True):
        assert still._way_out(told, known) == way_out(node)
        seen["moved"] += told.moved is not None and node.moved is None
        seen["open"] += bool(node.open)


@pytest.mark.parametrize("seed", range(4))
def test_parts_that_say_the_same_are_told_by_the_first(seed: int) -> None:
    dice, seen = Random(seed), Counter[str]()
    held(decided(dossier(dice, dice.choice((6, 12, 30))), known_on=KNOWN_ON), seen)
    assert seen["open"]
    assert seen["moved"]


def test_no_case_is_told_otherwise() -> None:
    seen = Counter[str]()
    for each in list(all_cases())[::29]:
        held(decided(copy.deepcopy(each.data), on=each.on, known_on=KNOWN_ON, construe=each.construe), seen)
    assert seen["open"]
