"""`needs` names exactly what matters, and every shortcut settles: by brute force over whole dossiers."""

from __future__ import annotations

import copy
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from pratique.usecases.missing.needs import Needs, needs
from tests.cases.runner import KNOWN_ON, Given, all_cases, drop, put
from tests.usecases.aurora import EXAMPLE, aurora
from tests.usecases.aurora import KNOWN_ON as TODAY

pytest.importorskip("z3")
CASES = {case.name: case for case in all_cases() if case.file.name == "vehicles.toml"}
SW = "vehicles/0/parts/0"


def _with_a_day_for_each_verb(case: Given) -> Given:
    """The case with the days of designing, developing and so on apart, so that one of them can be left open."""
    data = copy.deepcopy(case.data)
    drop(data, f"{SW}/last_designed_or_supplied")
    for verb in ("designed", "developed", "manufactured", "supplied"):
        put(data, f"{SW}/last_{verb}", "2026-06-15" if verb == "developed" else "2026-01-10")
    return replace(case, data=data)


W1 = _with_a_day_for_each_verb(next(case for name, case in CASES.items() if name.startswith("W1 ")))
OPEN: list[dict[str, list[Any]]] = [
    {"vehicles/0/model_year": [2026, 2027], f"{SW}/software_class": ["firmware", "application"]},
    {
        "parties/1/organised_in": ["CN", "DE"],
        f"{SW}/open_source": [True, False],
        f"{SW}/open_source_changed_for_proprietary_use": [True, False],
    },
    {
        f"{SW}/last_developed": ["2026-03-16", "2026-03-18"],
        f"{SW}/altered_by_linked_person_since_cutoff": [True, False],
        "vehicles/0/automation_level": [2, 4],
        "vehicles/0/new": [True, False],
    },
]


def asked(case: Given, paths: dict[str, list[Any]]) -> tuple[dict[str, Any], Needs]:
    data = copy.deepcopy(case.data)
    for path in paths:
        drop(data, path)
    return data, needs(data, on=case.on, known_on=KNOWN_ON, construe="usual")


@pytest.mark.parametrize("paths", OPEN, ids=lambda paths: ", ".join(paths))
def test_matters_and_shortcuts_are_what_brute_force_says(paths: dict[str, list[Any]]) -> None:
    data, found = asked(W1, paths)
    outcome: dict[tuple[Any, ...], str] = {}
    for values in product(*paths.values()):
        whole = copy.deepcopy(data)
        for path, value in zip(paths, values, strict=True):
            put(whole, path, value)
        verdict = check(whole, on=W1.on, known_on=KNOWN_ON, construe="usual").verdict
        assert verdict.best == verdict.worst, "answering everything settles"
        outcome[values] = verdict.best
    ranked = sorted(outcome.values(), key=Outcome.named)
    assert (found.verdict.best, found.verdict.worst) == (ranked[0], ranked[-1])
    mattering = {
        path.rpartition("/")[2]
        for index, path in enumerate(paths)
        for values, one in outcome.items()
        if any(outcome[(*values[:index], other, *values[index + 1 :])] != one for other in paths[path])
    }
    assert found.exact
    named = {matter.fact.partition(".")[2] for matter in found.matters}
    assert named == mattering
    for shortcut in found.shortcuts:
        told = [
            {"entity": each.entity, "fact": each.fact, "value": each.plain}
            for each in shortcut.answers
            if each.entity != "law"
        ]
        after = check({**data, "answers": told}, on=W1.on, known_on=KNOWN_ON, construe="usual").verdict
        assert after == shortcut.verdict
        assert after.best == after.worst
    assert found.shortcuts, "one or two answers settle these"


def test_each_shortcut_of_the_shipped_example_settles_it(tmp_path: Path) -> None:
    found = needs(EXAMPLE / "dossier.toml", known_on=TODAY)
    assert any(each.fact == "source.present" for shortcut in found.shortcuts for each in shortcut.answers)
    for index, shortcut in enumerate(found.shortcuts):
        told = [
            {"entity": key, "fact": each.fact, "value": each.plain, "source": "mail"}
            for each in shortcut.answers
            for key in each.entities
        ]
        path = aurora(tmp_path / str(index), *told)
        assert check(path, known_on=TODAY).verdict == shortcut.verdict
        after = needs(path, known_on=TODAY)
        assert (after.matters, after.verdict, after.exact) == ((), shortcut.verdict, True)


def test_a_settled_answer_needs_nothing() -> None:
    found = needs(W1.data, on=W1.on, known_on=KNOWN_ON, construe="usual")
    assert (found.matters, found.next, found.exact) == ((), None, True)
    settled = check(W1.data, on=W1.on, known_on=KNOWN_ON, construe="usual")
    assert (settled.open_facts, settled.open_facts_exact) == ((), True)


def test_an_open_answer_does_not_claim_that_each_open_fact_matters() -> None:
    data, _ = asked(W1, OPEN[0])
    found = check(data, on=W1.on, known_on=KNOWN_ON, construe="usual")
    assert found.open_facts
    assert not found.open_facts_exact


def test_like_parts_of_one_supplier_are_one_question_and_one_letter() -> None:
    data = copy.deepcopy(W1.data)
    drop(data, "parties/1/organised_in")
    part = data["vehicles"][0]["parts"][0]
    data["vehicles"][0]["parts"] += [{**copy.deepcopy(part), "ref": f"sw{i}"} for i in range(6)]
    for each in data["vehicles"][0]["parts"]:
        each.pop("open_source", None)
    found = needs(data, on=W1.on, known_on=KNOWN_ON, construe="usual")
    facts = [matter.fact for matter in found.matters]
    assert len(facts) == len(set(facts))
    source = next(matter for matter in found.matters if matter.fact == "part.open_source")
    assert len(source.entities) == 7
    letters = [letter.party for letter in found.letters if letter.known_by == source.known_by]
    assert len(letters) == len(set(letters))


@pytest.fixture
def without_z3(monkeypatch: pytest.MonkeyPatch) -> None:
    room = (
        "pratique.usecases.missing.formulas",
        "pratique.usecases.missing.by_proof",
        "pratique.readings.prove.",
    )
    for name in [name for name in sys.modules if name.startswith(room)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)


@pytest.mark.parametrize("paths", OPEN, ids=lambda paths: ", ".join(paths))
@pytest.mark.usefixtures("without_z3")
def test_without_z3_it_is_exact_where_there_is_little_to_try(paths: dict[str, list[Any]]) -> None:
    test_matters_and_shortcuts_are_what_brute_force_says(paths)


@pytest.mark.usefixtures("without_z3")
def test_without_z3_an_open_bill_gets_an_upper_bound() -> None:
    data = copy.deepcopy(W1.data)
    data["vehicles"][0]["parts_complete"] = False
    data["vehicles"][0]["parts"][0].pop("software_class")
    bound = needs(data, on=W1.on, known_on=KNOWN_ON, construe="usual")
    assert not bound.exact
    assert not bound.shortcuts_complete
    assert {"part.software_class", "part.present"} <= {matter.fact for matter in bound.matters}
