"""Leaving a fact out of a barred case never clears it, whatever follows and whatever is taken for granted."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from pratique.deciding.decision import decided
from pratique.errors import PratiqueError
from pratique.law.outcome import Outcome
from tests.cases.runner import HERE, KNOWN_ON, Given, all_cases
from tests.exploring import is_thorough

STEP = 7 if is_thorough() else 37
"""Every so manieth case is tried."""
ROOMS = ("parties", "vehicles", "parts", "sources", "transactions")
ASKED = frozenset(
    {"id", "ref", "name", "title", "act", "date", "into", "out_of", "party", "vehicle", "parties", "actor"}
)
"""What the question is, and what only names things."""
SETS = ((), ("ordinary",), ("ordinary", "own_house"))


def _barred() -> list[Given]:
    cases = [case for law in ("cfr15_791d", "ear") for case in all_cases(HERE / "us" / law)]
    return [case for case in cases if case.expect["best"] in ("prohibited", "licence required")][::STEP]


def _facts(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, list):
        for index, each in enumerate(data):
            yield from _facts(each, (*path, index))
        return
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list) and key in ROOMS:
            yield from _facts(value, (*path, key))
        elif key == "facts":
            yield from ((*path, key, name) for name in value)
        elif key not in ASKED and path:
            yield (*path, key)


def _without(data: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    made = copy.deepcopy(data)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return made


@pytest.mark.parametrize("presume", SETS, ids=lambda its: "+".join(its) or "nothing")
@pytest.mark.parametrize("case", _barred(), ids=lambda case: case.id)
def test_leaving_a_fact_out_clears_nothing(case: Given, presume: tuple[str, ...]) -> None:
    for path in _facts(case.data):
        less = _without(case.data, path)
        try:
            found = decided(less, on=case.on, known_on=KNOWN_ON, construe=case.construe, presume=presume)
        except PratiqueError:
            continue  # it is no dossier any more
        if found.range.worst <= Outcome.AUTHORIZED:  # only by the very presumption that it says it rests on
            taken = [each for one in found.cases.cases if one.related for each in one.related.presumed]
            leaning = {each.fact.name for each in taken if each.relation.leans == "permits"}
            assert any(name.endswith(str(path[-1])) for name in leaning), path
