"""A described vehicle that no act names is not settled by a flag; law of an earlier day is not that of the act."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from pratique.usecases.check import check
from tests.running import EXAMPLES, run
from tests.safety.inputs import KNOWN_ON
from tests.safety.test_through_other_doors import CASES

SOLD = next(each for each in CASES if each.file.name == "vehicles.toml" and each.expect.get("best") == "prohibited")
APP = EXAMPLES / "shanghai-app" / "dossier.toml"


@pytest.mark.parametrize("named", [True, False])
def test_a_described_vehicle_contradicts_that_none_is_concerned(named: bool) -> None:
    data = copy.deepcopy(SOLD.data)
    data["facts"]["act.concerns_vehicle"] = False
    if not named:
        del data["transactions"][0]["vehicle"]
    found = check(data, on=SOLD.on, known_on=KNOWN_ON, construe=SOLD.construe)
    assert found.verdict.worst == "prohibited"
    assert any("act.concerns_vehicle" in each.about for each in found.conflicts)


def test_units_that_come_alone_beside_a_described_vehicle_stay_alone() -> None:
    data = copy.deepcopy(SOLD.data)
    data["facts"]["act.concerns_vehicle"] = False
    act = data["transactions"][0]
    del act["vehicle"]
    act["parts"] = [{"ref": "plug", "kind": "hardware", "name": "plug"}]
    found = check(data, on=SOLD.on, known_on=KNOWN_ON, construe=SOLD.construe)
    assert not any("act.concerns_vehicle" in each.about for each in found.conflicts)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_law_of_an_earlier_day_names_what_was_published_since(form: str) -> None:
    asked = ("--law-on", "2024-12-31", "--known-on", "2026-11-22", "--format", form)
    said = " ".join(run("check", APP, *asked).out.split())
    assert "15 CFR part 791 subpart D" in said
    if form == "json":
        assert "is not read: it was published after 2024-12-31" in said


def test_law_of_the_day_of_the_act_or_later_names_nothing() -> None:
    for day in (date(2026, 11, 22), date(2027, 1, 1)):
        found = check(APP, law_on=day, known_on=KNOWN_ON)
        assert not any("was published" in each.note for each in found.not_examined)
