"""What differs, and the smallest reason for it."""

from __future__ import annotations

import copy
import json
from pathlib import Path

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


def _release(number: int, maker: str) -> dict[str, object]:
    """A release of one software: another version of itself and of a part, and a part by perhaps another maker."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "version": number,
        "metadata": {
            "component": {"bom-ref": f"ivi-{number}", "type": "firmware", "name": "ivi", "version": f"9.{number}"}
        },
        "components": [
            {"bom-ref": "tel", "type": "application", "name": "telematics", "version": f"9.{number}"},
            {"bom-ref": f"bt@{number}", "type": "firmware", "name": "bt-stack", "manufacturer": {"name": maker}},
            {"bom-ref": "a1", "type": "library", "name": "twin", "version": f"1.{number}"},
            {"bom-ref": f"a2-{number}", "type": "library", "name": "twin", "version": f"2.{number}"},
        ],
    }


def test_two_releases_of_one_bill_are_compared_part_by_part(tmp_path: Path) -> None:
    for number, maker in ((3, "Realtek Semiconductor"), (4, "Beken Corporation")):
        (tmp_path / f"r{number}.cdx.json").write_text(json.dumps(_release(number, maker)), encoding="utf-8")
    beside = {"into": "US", "act": "sale", "role": "manufacturer", "on": KNOWN_ON, "known_on": KNOWN_ON}
    found = compare(tmp_path / "r3.cdx.json", tmp_path / "r4.cdx.json", **beside)
    assert [(each.a, each.b) for each in found.renamed] == [
        ("telematics 9.3", "telematics 9.4"),
        ("twin 1.3", "twin 1.4"),
        ("ivi 9.3", "ivi 9.4"),
        ("twin 2.3", "twin 2.4"),
    ]
    assert {each.label for each in found.lines} == set()
    apart = {each.label for each in found.facts}
    assert apart == {"Realtek Semiconductor for bt-stack", "Beken Corporation for bt-stack"}
    assert "correct the declaration" in {each.name for each in found.duties}


def test_what_is_alike_to_several_stays_apart(tmp_path: Path) -> None:
    """Two parts of one name and nothing else to tell them by are not paired by where they happen to stand."""
    for number in (3, 4):
        told = _release(number, "Realtek Semiconductor")
        told["components"] = [
            {"bom-ref": f"{each}-{number}", "type": "library", "name": "twin", "version": f"{number}"}
            for each in "ab"
        ]
        (tmp_path / f"r{number}.cdx.json").write_text(json.dumps(told), encoding="utf-8")
    found = compare(tmp_path / "r3.cdx.json", tmp_path / "r4.cdx.json", into="US", act="sale", known_on=KNOWN_ON)
    assert [each.a for each in found.renamed] == ["ivi 9.3"]
    assert sorted(each.label for each in found.lines) == ["twin 3", "twin 3", "twin 4", "twin 4"]
