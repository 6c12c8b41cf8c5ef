"""An overlay beside a dossier never lets an act cross that was not let before: a policy only bars.

What `explain` says of a part is what `check` says of it, whatever it is called there.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pratique.facts import act, vehicle
from pratique.law.outcome import Outcome
from pratique.logic.interchange import to_plain
from tests.running import DOSSIERS, KNOWN, run

POLICIES = {
    "of every act": vehicle.model_year >= 0,
    "of no act": act.kind.is_("data_export"),
    "of what nobody said": vehicle.automation_level >= 4,
}


def _overlay(folder: Path, when: object, severity: str) -> Path:
    rule = json.dumps(to_plain(when))  # type: ignore[arg-type]
    path = folder / "house.toml"
    path.write_text(
        f"[[policies]]\ncite = 'House 1'\nsummary = 'x'\nseverity = '{severity}'\nfrom = '2020-01-01'\nby = 'P'\n"
        f"when = '{rule}'\n"
    )
    return path


def _worst(*arguments: str | Path) -> tuple[Outcome, int | str | None]:
    ran = run("check", *arguments, *KNOWN, "--format", "json")
    return Outcome.named(json.loads(ran.out)["verdict"]["worst"]), ran.status


@pytest.mark.parametrize("severity", ["clear with duties", "licence required", "prohibited"])
@pytest.mark.parametrize("path", DOSSIERS[::3], ids=lambda path: path.parent.name)
def test_a_policy_beside_the_law_improves_no_outcome(path: Path, severity: str, tmp_path: Path) -> None:
    alone, status = _worst(path)
    for when in POLICIES.values():
        found, with_it = _worst(path, "--overlay", _overlay(tmp_path, when, severity))
        assert found >= alone
        assert status == 0 or with_it != 0


@pytest.mark.parametrize("severity", ["clear", "out of scope", "exempt", "authorized"])
def test_a_policy_that_permits_is_refused(severity: str, tmp_path: Path) -> None:
    path = _overlay(tmp_path, vehicle.model_year >= 0, severity)
    assert run("check", DOSSIERS[0], "--overlay", path).status == 4


@pytest.mark.parametrize("named", ["app", "Telematics app"])
def test_what_is_explained_of_a_part_is_what_was_answered_of_it(named: str) -> None:
    path = next(each for each in DOSSIERS if each.parent.name == "shanghai-app")
    told = run("explain", path, "15 CFR 791.303(b)", "--at", named, *KNOWN)
    assert told.status == 0
    assert ": prohibited" in told.out
    assert run("explain", path, "15 CFR 791.303(b)", "--at", "another part", *KNOWN).status == 2
