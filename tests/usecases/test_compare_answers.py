"""What differs, and the smallest reason for it."""

from __future__ import annotations

import copy

from pratique.usecases.changes.compare import compare
from tests.cases.runner import KNOWN_ON, all_cases, put

W1 = next(case for case in all_cases() if case.name.startswith("W1 "))


def test_the_reason_is_the_fact_that_accounts_for_it_alone() -> None:
    other = copy.deepcopy(W1.data)
    put(other, "vehicles/0/model_year", 2026)
    put(other, "parties/1/headquartered_in", "DE")
    found = compare(W1.data, other, known_on=KNOWN_ON, construe="usual")
    assert (found.verdict_a.worst, found.verdict_b.worst) == ("prohibited", "exempt")
    assert {each.fact for each in found.facts} == {"vehicle.model_year", "party.headquartered_in"}
    assert [[each.fact for each in reason] for reason in found.because] == [["vehicle.model_year"]]
    assert "15 CFR 791.303(b)" in found.provisions_only_a or found.provisions_only_b
    assert not found.same


def test_two_facts_that_only_together_account_for_it() -> None:
    other = copy.deepcopy(W1.data)
    put(other, "parties/1/organised_in", "DE")
    both = copy.deepcopy(other)
    put(both, "vehicles/0/automation_level", 3)
    one, two = (compare(W1.data, each, known_on=KNOWN_ON, construe="usual") for each in (other, both))
    assert one.verdict_b == two.verdict_b
    assert [[each.fact for each in reason] for reason in two.because] == [["party.organised_in"]]


def test_the_same_dossier_does_not_differ() -> None:
    found = compare(W1.data, W1.data, known_on=KNOWN_ON)
    assert found.same
    assert (found.facts, found.lines, found.because) == ((), (), ())


def test_a_part_that_is_only_in_one_is_named() -> None:
    other = copy.deepcopy(W1.data)
    other["vehicles"][0]["parts"] = other["vehicles"][0]["parts"][:1]
    found = compare(W1.data, other, known_on=KNOWN_ON, construe="usual")
    assert [each.b for each in found.lines] == [None]
    assert any(each.b is None for each in found.facts)
