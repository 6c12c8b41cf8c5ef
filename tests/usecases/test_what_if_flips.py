"""Every flip, applied, flips; and none touches what cannot be acted on."""

from __future__ import annotations

import pytest

from pratique.facts.definition import VOCABULARY
from pratique.law.outcome import Outcome
from pratique.usecases.what_if import NEVER, what_if
from tests.cases.runner import KNOWN_ON, Given, all_cases

pytest.importorskip("z3")
CASES = [case for case in all_cases() if "cfr15_791d" in str(case.file)]
SAMPLED = [*CASES[:2], *CASES[20::45]]


@pytest.mark.parametrize("case", SAMPLED, ids=lambda case: case.id)
def test_every_flip_applied_flips(case: Given) -> None:
    found = what_if(case.data, on=case.on, known_on=KNOWN_ON, construe=case.construe or "usual")
    for flip in found.flips:
        assert 1 <= len(flip.changes) <= 3
        if found.towards == "may cross":
            assert Outcome.named(flip.verdict.worst) <= Outcome.AUTHORIZED
        else:
            assert Outcome.named(flip.verdict.best) > Outcome.AUTHORIZED
        for change in flip.changes:
            assert change.fact not in NEVER
            assert VOCABULARY[change.fact].change == change.cost
            assert change.now != change.then
    whole = [{(change.fact, change.entity, change.then) for change in flip.changes} for flip in found.flips]
    assert not any(a < b for a in whole for b in whole), "no flip holds a smaller one"


def test_prohibited_software_names_its_ways_out() -> None:
    found = what_if(CASES[0].data, known_on=KNOWN_ON, construe="usual")
    assert found.towards == "may cross"
    single = {flip.changes[0].fact for flip in found.flips if len(flip.changes) == 1}
    assert {"authorization.specific_granted", "vehicle.model_year"} <= single
