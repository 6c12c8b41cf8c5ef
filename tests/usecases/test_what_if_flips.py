"""What `what-if` says where the way out is known; that flips flip is tested on every case (test_flips_of_cases)."""

from __future__ import annotations

import copy

from pratique.usecases.changes.what_if import what_if
from tests.cases.runner import KNOWN_ON, all_cases

W1 = next(case for case in all_cases() if case.name.startswith("W1 "))


def test_prohibited_software_names_its_ways_out() -> None:
    found = what_if(W1.data, known_on=KNOWN_ON, construe="usual")
    assert found.towards == "may cross"
    single = {flip.changes[0].fact for flip in found.flips if len(flip.changes) == 1}
    assert {"authorization.specific_granted", "part.on_primary_processor"} <= single


def test_parts_that_say_the_same_are_changed_alike() -> None:
    data = copy.deepcopy(W1.data)
    part = data["vehicles"][0]["parts"][0]
    data["vehicles"][0]["parts"] += [{**copy.deepcopy(part), "ref": f"twin{index}"} for index in range(30)]
    found = what_if(data, known_on=KNOWN_ON, construe="usual")
    alone = {flip.changes[0].fact: flip.changes[0] for flip in found.flips if len(flip.changes) == 1}
    parts = [each for name, each in alone.items() if name.startswith("part.")]
    assert parts
    assert {len(each.entities) for each in parts} == {31}
