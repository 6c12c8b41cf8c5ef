"""Levels against an oracle that walks the six questions over every completion of the unknowns."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from pratique.dossier.features import features_of, folded, highest, levels_of, read_feature
from pratique.errors import Findings, InvalidInput, Place
from pratique.facts.vocabulary import load_vocabulary
from pratique.law.cn.automation.levels import GB, SAE
from pratique.law.driving_level import OUT
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Choice, Value, one_of
from pratique.usecases.classify.automation import classify_automation, plain_automation

load_vocabulary()
TRUTHS = (TRUE, FALSE, UNKNOWN)
STEPS = ("oedr", "sustains", "both_at_once", "whole_ddt_by_system", "auto_minimal_risk", "technical_odc_limit")


def _values(answers: tuple[Truth, ...]) -> dict[str, Value]:
    oedr, sustains, both, whole, risk, limit = answers
    values: dict[str, Value] = {
        "feature.lateral_sustained": FALSE,
        "feature.longitudinal_sustained": sustains,
        "feature.both_at_once": both,
        "feature.whole_ddt_by_system": whole,
        "feature.auto_minimal_risk": risk,
        "feature.technical_odc_limit": limit,
    }
    if oedr is not UNKNOWN:
        values["feature.oedr_by_system"] = one_of("none") if oedr is FALSE else Choice(frozenset({"partial", "full"}))
    return values


def _procedure(answers: tuple[bool, ...], outside: bool) -> str:
    """The table of the reading file, run in order: the first no decides."""
    oedr, sustains, both, whole, risk, limit = answers
    if not oedr:
        return OUT if outside else "0"
    for level, yes in enumerate((sustains, both, whole, risk)):
        if not yes:
            return str(level)
    return "4" if limit else "5"


def _completions(answers: tuple[Truth, ...]) -> list[tuple[bool, ...]]:
    return list(product(*((True, False) if each is UNKNOWN else (each is TRUE,) for each in answers)))


@pytest.mark.parametrize("oedr", TRUTHS)
def test_the_set_is_what_the_completions_give(oedr: Truth) -> None:
    for rest in product(TRUTHS, repeat=5):
        answers = (oedr, *rest)
        found = levels_of("f", "f", _values(answers)).levels
        gb = {_procedure(each, outside) for each in _completions(answers) for outside in (True, False)}
        sae = {_procedure(each, False) for each in _completions(answers)}
        assert {each.label for each in found[GB]} == gb, answers
        assert {each.label for each in found[SAE]} == sae, answers


def test_nothing_known_leaves_every_level() -> None:
    found = levels_of("f", "f", {})
    assert [each.label for each in found.levels[GB]] == [OUT, "0", "1", "2", "3", "4", "5"]
    assert [each.label for each in found.levels[SAE]] == ["0", "1", "2", "3", "4", "5"]
    assert found.open_facts[0] == "feature.oedr_by_system"


@pytest.mark.parametrize(
    ("entry", "levels"),
    [
        ({"oedr_by_system": "partial", "momentary_only": True}, ["0"]),
        ({"oedr_by_system": "partial", "longitudinal_sustained": True, "both_at_once": False}, ["1"]),
        ({"oedr_by_system": "partial", "both_at_once": True, "human_must_supervise": True}, ["2"]),
        ({"whole_ddt_by_system": True, "fallback_by": "fallback_ready_user"}, ["3"]),
        ({"whole_ddt_by_system": True, "risk_mitigation_only": True}, ["3", "4", "5"]),
        ({"whole_ddt_by_system": True, "auto_minimal_risk": True, "technical_odc_limit": True}, ["4"]),
        ({"whole_ddt_by_system": True, "auto_minimal_risk": True, "technical_odc_limit": False}, ["5"]),
        (
            {
                "whole_ddt_by_system": True,
                "auto_minimal_risk": True,
                "technical_odc_limit": True,
                "remote_person": "takes_over_on_request",
            },
            ["3", "4"],
        ),
    ],
)
def test_designs(entry: dict[str, object], levels: list[str]) -> None:
    findings = Findings()
    values = read_feature(entry, Place("f"), findings)
    assert not findings.errors
    assert [each.label for each in levels_of("f", "f", values).levels[GB]] == levels


def test_the_vehicle_has_the_highest_level_of_its_features() -> None:
    entries = [
        {"id": "a", "oedr_by_system": "partial", "both_at_once": True, "human_must_supervise": True},
        {"id": "b", "whole_ddt_by_system": True, "technical_odc_limit": True},
    ]
    features = features_of(entries, Place("f"), Findings())
    assert highest(features, GB) == ("3", "4")
    complete, open_list = folded(features, True), folded(features, False)
    assert complete is not None
    assert open_list is not None
    assert (complete.interval.low, complete.interval.high) == (3, 4)
    assert (open_list.interval.low, open_list.interval.high) == (3, 5)


def test_contradictions_and_unknown_words_are_all_reported(tmp_path: Path) -> None:
    file = tmp_path / "feature.toml"
    file.write_text(
        'whole_ddt_by_system = true\nhuman_must_supervise = true\nfallbak_by = "x"\noedr_by_system = "some"\n'
    )
    with pytest.raises(InvalidInput) as refused:
        classify_automation(file, date(2026, 11, 22))
    assert {each.code for each in refused.value.findings} == {
        "feature.contradiction",
        "feature.fact",
        "feature.value",
    }


def test_json_carries_levels_for_each_standard() -> None:
    root = Path(__file__).parents[3]
    found = classify_automation(root / "examples/automation/assisted.toml", date(2021, 12, 31))
    data = plain_automation(found)
    assert data["levels"] == {GB: ["3"], SAE: ["3"]}
    assert [each["levels"][GB] for each in data["features"]] == [["2"], ["3"]]
    assert data["notes"], "before 1 March 2022 the Chinese standard was not in force"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["feature.file"]),
        ("features = 3\n", ["feature.file"]),
        ("features_complet = true\n[[features]]\nid = 'a'\n", ["feature.file"]),
        ("features_complete = 'yes'\n[[features]]\nid = 'a'\n", ["feature.file"]),
        ("[[features]]\nid = 'a'\n[[features]]\nid = 'a'\n", ["feature.duplicate"]),
        ("level = 'L2.9'\n", ["feature.fact"]),
        ("[[features]]\nid = 'a'\nwings = 2\nlateral_sustained = 'perhaps'\n", ["feature.value", "feature.fact"]),
    ],
)
def test_nonsense_is_reported_and_nothing_passed_over(tmp_path: Path, text: str, codes: list[str]) -> None:
    file = tmp_path / "feature.toml"
    file.write_text(text)
    with pytest.raises(InvalidInput) as refused:
        classify_automation(file, date(2026, 11, 22))
    assert sorted(each.code for each in refused.value.findings) == sorted(codes)


def test_a_finding_has_the_line_of_its_feature(tmp_path: Path) -> None:
    file = tmp_path / "feature.toml"
    file.write_text("[[features]]\nid = 'a'\n\n[[features]]\nid = 'b'\nwings = 2\n")
    with pytest.raises(InvalidInput) as refused:
        classify_automation(file, date(2026, 11, 22))
    assert [each.place.line for each in refused.value.findings] == [4]


def test_a_question_with_two_facts_asks_for_the_one_that_is_open() -> None:
    values = read_feature({"oedr_by_system": "partial", "lateral_sustained": False}, Place("f"), Findings())
    assert levels_of("f", "f", values).open_facts == ("feature.longitudinal_sustained",)
