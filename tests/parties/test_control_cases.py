"""The conformance cases of control, read through the CSV of stakes."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import Findings, Place
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.parties.control import TESTS, compile_electorate, controls
from pratique.parties.holdings import Claim, Direction, PartyClaim, Provenance
from pratique.parties.party import Party
from pratique.parties.readers.stakes import read_stakes
from pratique.parties.registry import Registry, party_ids
from pratique.parties.snapshot import take_snapshot

FILE = Path(__file__).parents[2] / "conformance" / "control" / "cases.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
ASKS = [
    pytest.param(case, ask, id=f"{case['name']}: {'+'.join(ask['holders'])} over {ask['subject']}, {ask['test']}")
    for case in CASES
    for ask in case["asks"]
]
OUTCOMES = {"yes": TRUE, "no": FALSE, "unknown": UNKNOWN}


NOWHERE = Provenance("test", Place("test"))


def outsiders(claims: tuple[Claim, ...]) -> set[str]:
    """The holders that are nowhere a subject."""
    subjects = {claim.subject for claim in claims if not isinstance(claim, PartyClaim | Direction)}
    return {name for claim in claims for name in party_ids(claim)} - subjects


@pytest.mark.parametrize(("case", "ask"), ASKS)
def test_case(case: dict[str, Any], ask: dict[str, Any]) -> None:
    findings = Findings()
    claims = tuple(read_stakes(case["claims"].strip(), case["name"], findings))
    assert not findings.errors
    claims += tuple(PartyClaim(Party(name, "person", names=(name,)), NOWHERE) for name in sorted(outsiders(claims)))
    known_on = date.fromisoformat(case["known_on"]) if "known_on" in case else None
    snapshot = take_snapshot(Registry(claims), date.fromisoformat(case.get("on", "2026-06-01")), known_on)
    electorate = compile_electorate(snapshot, TESTS[ask["test"]])
    assert controls(electorate, ask["holders"], ask["subject"]) is OUTCOMES[ask["outcome"]]
