"""What an answer on an export carries beside its outcome."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.build import cases_of
from pratique.dossier.document import dossier_of, plain_data
from pratique.facts.licences import CERTIFICATIONS
from pratique.law.us.ear.annex import export_annex
from pratique.usecases.check import check

ROOT = Path(__file__).parents[4]
FILE = plain_data(tomllib.loads((ROOT / "tests" / "cases" / "us" / "ear" / "exports.toml").read_text()))
KNOWN_ON = date(2026, 11, 22)
FROM_US = {"act": "export", "out_of": "US"}
CASE_BY_CASE = {
    "export.certifications": list(CERTIFICATIONS),
    "export.china_volume_percent_of_us": 50,
    "legal.us.ear.china_volume_measure": "as_given",
}  # fmt: skip


def annex(
    on: str, act: dict[str, Any] | None = None, item: dict[str, Any] | None = None, **site: Any
) -> dict[str, Any]:
    data = copy.deepcopy(FILE["given"])
    facts = act or {}
    plain = {key: facts.pop(key) for key in ("act", "into", "out_of") if key in facts}
    data["transactions"][0] |= plain | {"date": on}
    data["transactions"][0]["facts"] |= facts
    data["parts"][0]["facts"] |= item or {}
    data["parties"][1] |= site
    return export_annex(cases_of(dossier_of(data), KNOWN_ON).cases[0].entity)


def test_shape() -> None:
    found = annex("2025-09-01")
    assert found["licence"] == {"by_text": "required", "as_enforced": "required"}
    assert found["review_policy"] == ["presumption of denial"]
    assert found["exceptions"] == []
    (item,) = found["items"]
    assert item["classes"] == ["3A090.a"]
    assert item["subject_to_ear"] == "yes"
    assert {row["cite"] for row in item["requirements"]} >= {"15 CFR 742.6(a)(6)(iii)"}


def test_no_export_no_annex() -> None:
    assert annex("2025-09-01", {"act": "import"}) == {}


@pytest.mark.parametrize(
    ("on", "act", "item", "expected"),
    [
        ("2026-01-14", FROM_US, {}, "presumption of denial"),
        ("2026-01-15", FROM_US, {}, "case by case"),
        ("2026-01-15", {}, {}, "presumption of denial"),  # a re-export
        ("2026-01-15", FROM_US, {"chip.rate_8b": 2625}, "presumption of denial"),  # 21,000
        ("2026-01-15", FROM_US, {"chip.rate_8b": 2624.9}, "case by case"),
        ("2026-01-15", FROM_US, {"chip.dram_bandwidth_gbs": 6500}, "presumption of denial"),
        ("2026-01-15", {**FROM_US, "export.china_volume_percent_of_us": 50.1}, {}, "presumption of denial"),
    ],
)  # fmt: skip
def test_the_policy_of_january_2026(on: str, act: dict[str, Any], item: dict[str, Any], expected: str) -> None:
    found = annex(on, {**CASE_BY_CASE, **act}, {"chip.commercially_available_in_us": True, **item})
    assert found["review_policy"] == [expected]
    assert found["licence"]["by_text"] == "required"


def test_how_the_volume_is_measured_stays_open() -> None:
    act = {**CASE_BY_CASE, "act": "export", "out_of": "US"}
    del act["legal.us.ear.china_volume_measure"]
    found = annex("2026-01-15", act, {"chip.commercially_available_in_us": True})
    assert found["review_policy"] == ["case by case", "presumption of denial"]


def test_a_half_owned_site_names_the_gap() -> None:
    found = annex(
        "2024-06-01", {"into": "SE"}, headquartered_in="SE", ultimate_parent_headquarters="shared",
        equal_parents_headquartered_in=["SE", "CN"],
    )  # fmt: skip
    assert found["licence"]["by_text"] == "undetermined"
    assert [gap["fact"] for gap in found["gaps"]] == ["legal.us.ear.equal_parents"]


def test_exceptions_name_what_they_still_need() -> None:
    found = annex("2025-09-01", {"into": "VN"}, ultimate_parent_headquarters="VN", headquartered_in="VN")
    assert found["exceptions"] == []
    act = {"into": "VN", "export.certificate_obtained": True}
    found = annex("2025-09-01", act, ultimate_parent_headquarters="VN", headquartered_in="VN")
    (item,) = found["items"]
    open_ones = {row["cite"]: row for row in item["exceptions"]}
    assert open_ones["15 CFR 740.29 (LPP)"]["eligible"] == "yes"
    assert open_ones["15 CFR 740.29 (LPP) against enforced duties"]["open_facts"] == [
        "legal.us.ear.framework_exceptions_usable"
    ]


def test_red_flags() -> None:
    found = annex("2025-10-01", listed_ownership_percent=20)
    assert "red flag 29" in [flag["name"] for flag in found["red_flags"]]
    assert "red flag 29" not in [f["name"] for f in annex("2026-01-01", listed_ownership_percent=20)["red_flags"]]


@pytest.mark.parametrize("case", [c for c in FILE["case"] if "enforced" in c["expect"]], ids=lambda c: c["name"])
def test_enforcement(case: dict[str, Any]) -> None:
    """The cases of the case file that say what holds as enforced."""
    from tests.cases.runner import all_cases

    (given,) = [each for each in all_cases(ROOT / "tests" / "cases" / "us" / "ear") if each.name == case["name"]]
    enforced = given.answer().as_enforced
    best, _, worst = case["expect"]["enforced"].partition(" .. ")
    assert (enforced.best, enforced.worst) == (best, worst or best)


def test_the_example_says_which_chip_may_go_where() -> None:
    answer = check(ROOT / "examples" / "export-chips" / "dossier.toml", known_on=KNOWN_ON)
    found = {each.id: each.verdict.worst for each in answer.transactions}
    assert found == {
        "gpu-to-wuhan": "licence required",
        "gpu-to-goteborg": "licence required",
        "soc-to-wuhan": "out of scope",
    }


def test_a_vehicle_dossier_says_which_of_its_parts_may_go_to_a_site() -> None:
    answer = check(ROOT / "examples" / "export-vehicle" / "dossier.toml", known_on=KNOWN_ON)
    sale, spares = answer.transactions
    assert [each.id for each in sale.instruments] == ["us.cfr15_791d"]
    (controls,) = spares.instruments
    found = {line.key.rpartition("/")[2]: (line.verdict.best, line.verdict.worst) for line in controls.lines}
    assert found["assistant-accelerator"] == ("licence required", "licence required")
    assert found["automated-driving"] == ("clear", "licence required")
    assert found["driver-assistance"] == ("clear", "clear")
    assert controls.annex is not None
    assert [gap["fact"] for gap in controls.annex["gaps"]] == ["legal.us.ear.board_counts_as_one_circuit"]


def test_technology_shared_in_a_venture_is_an_export() -> None:
    answer = check(ROOT / "examples" / "export-joint-venture" / "dossier.toml", known_on=KNOWN_ON)
    share, engineer = answer.transactions
    enforced = engineer.instruments[0].as_enforced
    assert (enforced.best, enforced.worst) == ("clear", "licence required")  # deemed exports are in doubt
    assert (share.instruments[0].as_enforced.best, share.instruments[0].as_enforced.worst) == (
        "out of scope",
        "licence required",
    )
    assert share.instruments[0].by_text.best == "licence required"
    assert "legal.us.ear.equal_parents" in [gap["fact"] for gap in (share.instruments[0].annex or {})["gaps"]]
