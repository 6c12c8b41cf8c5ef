"""The commands that look things up, in text and JSON; the help as it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.running import EXAMPLES, KNOWN, run

LOOK = {
    "law": ("law", "15 CFR 791.303(b)"),
    "law on a day": ("law", "us.cfr15_791d", "--on", "2025-01-01"),
    "law of an issuer": ("law", "--issuer", "Industry and Security", "--from", "2025-01-01"),
    "what changed": ("law", "--diff", "2025-01-01", "2027-01-01"),
    "facts": ("facts", "vehicle"),
    "one fact": ("facts", "part.radio_frequency_max"),
    "explain": ("explain", str(EXAMPLES / "shanghai-app" / "dossier.toml"), "791.303(b)", *KNOWN),
}


@pytest.mark.parametrize("name", LOOK)
def test_text_and_json_say_the_same_thing(name: str) -> None:
    text, plain = run(*LOOK[name]), run(*LOOK[name], "--format", "json")
    assert (text.status, plain.status, text.err, plain.err) == (0, 0, "", "")
    assert all(len(line) <= 80 for line in text.out.splitlines() if "/" not in line and ":" in line[:60])
    found = json.loads(plain.raw)
    assert found
    if name in ("facts", "explain"):
        assert run(*LOOK[name], "--format", "json").raw == plain.raw


def test_what_changed_names_the_prohibition_and_its_day() -> None:
    changes = json.loads(run(*LOOK["what changed"], "--format", "json").raw)
    assert ("2025-03-17", "15 CFR 791.303(b)") in {(each["on"], each["cite"]) for each in changes}
    assert [each["on"] for each in changes] == sorted(each["on"] for each in changes)
    assert all("2025-01-01" < each["on"] <= "2027-01-01" for each in changes)


def test_whether_a_provision_was_in_force() -> None:
    for day, expected in (("2025-03-16", False), ("2025-03-17", True)):
        book = json.loads(run("law", "15 CFR 791.303(b)", "--on", day, "--format", "json").raw)
        (rule,) = book["instruments"][0]["provisions"]
        assert rule["in_force_on"] is expected


@pytest.mark.parametrize(
    "words",
    [
        ("law", "15 CFR 999"),
        ("law", "--diff", "2027-01-01", "2026-01-01"),
        ("facts", "zzz"),
        ("schema", "car"),
        ("chek",),
    ],
    ids=" ".join,
)
def test_a_wrong_question_is_answered_with_2(words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.status, ran.raw) == (2, b"")
    assert "Error:" in ran.err


def test_explain_goes_down_to_facts_and_their_proofs() -> None:
    found = json.loads(run(*LOOK["explain"], "--format", "json").raw)
    assert found["cite"] == "15 CFR 791.303(b)"
    (node,) = found["nodes"]
    assert node["verdict"] == {"best": "prohibited", "worst": "prohibited"}
    text = run(*LOOK["explain"]).out
    assert "party.organised_in of OEM Shanghai Software Co Ltd = CN" in text
    assert "shanghai-app/dossier.toml:" in text


@pytest.mark.parametrize("command", ["check", "explain", "law", "facts", "schema"])
def test_help(command: str, golden: Callable[[str, str], None]) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    golden(f"help/{command}.txt", ran.out)
