"""A licence that lapses before the act clears nothing, at every door; it is unknown, with the reason.

What a supplier said of itself is measured at `known_on` alone: there the last day is of the proof, not of a paper.
"""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from pratique.law.outcome import Outcome
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs
from tests.cases.runner import HERE, all_cases
from tests.safety.inputs import KNOWN_ON
from tests.safety.test_registries_beside import denied
from tests.safety.test_structure_and_flags import clears

LAST = ("2027-06-01", "2031-01-01")
"""Last days after `known_on` and before the act, which is on 2031-01-02."""


def until(value: Any, day: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "source": "a paper", "basis": "documented", "expires_on": day, **more}


def authorized(day: str, *, by_answer: bool = False) -> dict[str, Any]:
    """A barred import under a specific authorization that holds up to a day."""
    data = copy.deepcopy(denied())
    data["vehicles"][0]["parts"][0]["sources"][0]["party"] = "quectel"
    told = until(True, day)
    if by_answer:
        del data["facts"]["authorization.specific_granted"]
        data["answers"].append({"fact": "authorization.specific_granted", **told})
    else:
        data["facts"]["authorization.specific_granted"] = told
    return data


@pytest.mark.parametrize("by_answer", [True, False])
@pytest.mark.parametrize("day", LAST)
def test_a_licence_that_lapses_before_the_act_clears_nothing(day: str, by_answer: bool) -> None:
    found = check(authorized(day, by_answer=by_answer), known_on=KNOWN_ON)
    assert not clears(found)
    assert any(day in note.note for note in found.conflicts)
    assert clears(check(authorized("2031-01-02", by_answer=by_answer), known_on=KNOWN_ON))


@pytest.mark.parametrize("day", LAST)
def test_what_a_supplier_said_is_measured_at_what_is_known(day: str) -> None:
    data = denied(controlled_from_prc_or_russia=until(False, day))
    assert clears(check(data, known_on=KNOWN_ON))
    assert not clears(check(data, known_on=date(2032, 1, 1)))


def test_a_chinese_licence_too() -> None:
    cars = all_cases(HERE / "cn" / "export")
    (case,) = [each for each in cars if each.name.startswith("a battery car on the first day")]
    data = copy.deepcopy(case.data)
    data["facts"]["car.export_licence"] = until(True, "2026-12-31")
    assert clears(check(data, known_on=KNOWN_ON, on=date(2026, 12, 31)))
    assert not clears(check(data, known_on=KNOWN_ON, on=date(2027, 1, 1)))


def test_each_act_has_its_own_day() -> None:
    data = authorized("2027-06-01")
    data["transactions"] = [{**data["transactions"][0], "id": "early", "date": "2027-05-01"}, *data["transactions"]]
    early, late = check(data, known_on=KNOWN_ON).transactions
    assert early.verdict.worst == "authorized"
    assert late.verdict.worst == "prohibited"


def test_at_every_door() -> None:
    data = authorized("2027-06-01")
    for verdict in (needs(data, known_on=KNOWN_ON).verdict, what_if(data, known_on=KNOWN_ON).verdict):
        assert Outcome.named(verdict.worst) > Outcome.AUTHORIZED
    spans = when(data, date(2027, 5, 1), date(2027, 7, 1), known_on=KNOWN_ON).intervals
    turn = [each.start for each in spans if Outcome.named(each.verdict.worst) > Outcome.AUTHORIZED]
    assert turn == ["2027-06-02"]
