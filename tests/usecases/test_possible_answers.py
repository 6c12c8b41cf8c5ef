"""No question offers an answer, and no shortcut a set of answers, that a relation of the law rules out."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pratique.deciding.decision import Decided, decided
from pratique.deciding.variation import is_possible
from pratique.facts.definition import VOCABULARY
from pratique.facts.reading import read_value
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.missing import by_trial
from pratique.usecases.missing.needs import needed

PERMIT: dict[str, Any] = {
    "known_on": "2026-11-22",
    "transactions": [{"id": "rides", "act": "operate_service", "date": "2023-07-01", "into": "CN"}],
    "facts": {
        "vehicle.automation_level": 4, "service.city": "wuhan", "service.district": "wuhan_economic_zone",
        "service.holder": "baidu", "service.kind": "taxi", "service.operator_on_board": "none",
        "service.charges_fare": True, "service.new_permit_requested": True, "service.catalogue_listed": False,
        "service.transport_licence": False, "permit.valid_on_date": True, "permit.inside_area": True,
        "permit.inside_hours": True, "access.automated_function_enabled": True, "access.local_confirmation": False,
        "access.consortium_selected": False, "permit.stage": "commercial_pilot",
        "permit.covers_nobody_on_board": True,
    },
}  # fmt: skip
PAIR = ("service.new_permit_requested", "permit.valid_on_date")
"""A new permit is needed, and a valid one is held: both cannot be."""


def without(*names: str) -> Decided:
    data = copy.deepcopy(PERMIT)
    for name in names:
        del data["facts"][name]
    return decided(data)


def value_of(fact: str, plain: Any) -> Any:
    return read_value(VOCABULARY[fact].fact, plain)


@pytest.mark.parametrize("left_out", [PAIR[:1], PAIR[1:], PAIR, (*PAIR, "permit.inside_hours")])
def test_needs_offers_nothing_that_cannot_be(left_out: tuple[str, ...]) -> None:
    found = without(*left_out)
    for told in (needed(found), by_trial.missing(found)):
        for each in () if told is None else told.matters:
            for reply in each.replies:
                if each.fact in VOCABULARY:
                    assert is_possible(found, {(each.entity, each.fact): value_of(each.fact, reply.plain)})
        for shortcut in () if told is None else told.shortcuts:
            answers = {(each.fact, each.plain) for each in shortcut.answers}
            assert not {(PAIR[0], True), (PAIR[1], True)} <= answers
    offered = {each.fact: [one.value for one in each.replies] for each in needed(found).matters}
    for one, other in (PAIR, PAIR[::-1]):
        if one in offered and other not in left_out:
            assert offered[one] == ["no"], one


def test_no_flip_supposes_what_cannot_be() -> None:
    for flip in what_if(copy.deepcopy(PERMIT)).flips:
        told = {(each.fact, each.then) for each in flip.changes}
        assert not {(PAIR[0], "yes"), (PAIR[1], "yes")} <= told
