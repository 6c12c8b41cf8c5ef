"""Pending law is always able to be asked and never decides."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pratique.law.pending import PENDING
from pratique.usecases.book.pending import pending_law
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from tests.cases.runner import all_cases
from tests.running import EXAMPLES, run

EXAMPLE = EXAMPLES / "shanghai-app/dossier.toml"
KNOWN_ON = date(2026, 11, 22)


def car(**facts: object) -> dict[str, object]:
    (given,) = (
        each
        for each in all_cases()
        if each.name == "W1 software of the group's own company in China, model year 2027"
    )
    data = {**given.data, "facts": {**given.data["facts"], **facts}}
    data["vehicles"][0]["parts"] = []
    return data


@pytest.mark.parametrize(("share", "inside"), [(15, False), (15.01, True), (100, True)])
def test_the_bill_counts_more_than_fifteen_percent_of_the_maker(share: float, inside: bool) -> None:
    data = car(**{"vehicle.made_in": "SE", "vehicle.designed_in": ["SE"], "vehicle.maker_adversary_percent": share,
                  "vehicle.maker_adversary_controlled": False})  # fmt: skip
    answer = check(data, on=date(2026, 12, 1), known_on=KNOWN_ON, pending=True)
    (bill,) = (each for each in answer.pending if each.id == "us.s4429")
    found = {each.on: "S. 4429, s. 4(a)(1)" in each.provisions for each in bill.days}
    assert found == {None: False, "2027-01-01": inside, "2030-01-01": inside}


def test_pending_law_never_decides() -> None:
    for each in (False, True):
        answer = check(EXAMPLE, known_on=KNOWN_ON, pending=each)
        assert (answer.verdict.best, answer.exit_status) == ("prohibited", 1)
        assert not {cite for cite in (d.cite for d in answer.decided_by) if "4429" in cite}


def test_an_answer_notes_what_would_make_it_worse_unasked() -> None:
    data = car(**{"vehicle.made_in": "CN"})
    data["vehicles"][0]["model_year"] = 2026  # type: ignore[index]
    answer = check(data, known_on=KNOWN_ON)
    assert "us.s4429" in {each.id for each in answer.pending}
    assert answer.verdict.best != "prohibited"


def test_when_says_from_which_day() -> None:
    found = when(EXAMPLE, date(2026, 11, 1), date(2027, 3, 1), pending=True, known_on=KNOWN_ON)
    (bill,) = (each for each in found.pending if each.id == "us.s4429")
    assert [each.on for each in bill.days] == [None, "2027-01-01", "2030-01-01"]


def test_every_item_has_dated_stages_in_order() -> None:
    for item in PENDING:
        days = [stage.on for stage in item.stages]
        assert days == sorted(days), item.id
        assert item.kind in ("bill", "announced", "proposal", "draft standard", "suspension"), item.id
    assert len({item.id for item in PENDING}) == len(PENDING)


def test_the_command_lists_it_by_market_and_day() -> None:
    items = json.loads(run("law", "pending", "us", "--format", "json").out)
    assert {"us.s4429", "us.s4710", "us.affiliates", "us.fcc_classes"} <= {each["id"] for each in items}
    assert [each.id for each in pending_law("US", date(2025, 10, 1))] == ["us.affiliates", "us.fcc_classes"]
    assert "no pending law" in run("law", "pending", "NO").out
