"""Acts that say the same are decided once: each is told as if it had been the only one, under its own keys."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

import pratique

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/dossier.toml"))
KNOWN = date(2026, 11, 22)
Given = dict[str, Any]


def _given(path: Path) -> Given:
    """An example as data, with its files named as they are from here."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    given: Given = json.loads(json.dumps(data, default=str))
    return given


def _of(given: Given, acts: list[Given]) -> Given:
    return given | {"transactions": acts}


def _plain(answer: pratique.Answer) -> Given:
    told: Given = json.loads(msgspec.json.encode(answer))
    return told


def _about(told: Given, act: str) -> Given:
    """What an answer tells of one act, but for where the dossier says it."""
    text = json.dumps(
        {
            "transactions": [each for each in told["transactions"] if each["id"] == act],
            "decided_by": [each for each in told["decided_by"] if each["transaction"] == act],
            "open": [
                each for each in told["open_facts"] if each["entity"] == act or each["entity"].startswith(f"{act}/")
            ],
            "duties": [each for each in told["duties"] if each["transaction"] == act],
        }
    )
    found: Given = json.loads(text.replace("transactions/1", "transactions/0"))
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_act_beside_its_like_is_told_as_if_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    given = _given(path)
    act = given["transactions"][0]
    first, second = act | {"id": "act A"}, act | {"id": "second/act"}
    for each in (act, first, second):
        each.pop("facts", None)
    alone = _plain(pratique.check(_of(given, [second]), known_on=KNOWN))
    both = _plain(pratique.check(_of(given, [first, second]), known_on=KNOWN))
    assert _about(both, "second/act") == _about(alone, "second/act")
    assert _about(both, "second/act")["transactions"]
    assert alone["verdict"] == both["verdict"]


def _said(told: list[Given]) -> set[tuple[str, str, str]]:
    """Provisions with their nodes and reasons, without the places among the tables of a dossier."""
    places = re.compile(r"(transactions|vehicles|parties)/\d+")
    return {(each["cite"], each["node"], places.sub(r"\1/0", json.dumps(each["because"]))) for each in told}


def test_acts_on_vehicles_and_makers_of_their_own_that_say_the_same() -> None:
    def given(numbers: list[int]) -> Given:
        return {
            "title": "alike",
            "parties": [{"id": f"p{n}", "name": f"Maker {n}", "organised_in": "CN"} for n in numbers],
            "vehicles": [
                {"id": f"v{n}", "model_year": 2027, "parts": [{"ref": "u", "name": f"Unit {n}"}]} for n in numbers
            ],
            "transactions": [
                {
                    "id": f"a{n}",
                    "act": "sale",
                    "role": "manufacturer",
                    "date": "2026-11-22",
                    "into": "US",
                    "vehicle": f"v{n}",
                    "actor": f"p{n}",
                }
                for n in numbers
            ],
        }

    whole = _plain(pratique.check(given([1, 2, 3]), known_on=KNOWN))
    for number in (2, 3):
        alone = _plain(pratique.check(given([number]), known_on=KNOWN))
        told = [each for each in whole["decided_by"] if each["transaction"] == f"a{number}"]
        assert _said(told) == _said(alone["decided_by"])
        mine = [
            each
            for each in whole["open_facts"]
            if each["entity"].startswith((f"a{number}", f"v{number}", f"p{number}"))
        ]
        also = [each for each in alone["open_facts"] if each["entity"][1:2] == str(number)]
        assert mine
        assert mine == also


def test_acts_that_say_the_same_of_one_element_and_of_two_are_told_apart() -> None:
    """One party that sells and buys, and two: where the same keys stand for one element, they are alike."""

    def given(buyer: str) -> Given:
        return {
            "title": "apart",
            "parties": [{"id": each, "name": each, "organised_in": "CN"} for each in ("x", "y")],
            "transactions": [
                {
                    "id": each,
                    "act": "export",
                    "date": "2026-11-22",
                    "into": "DE",
                    "out_of": "US",
                    "actor": "x",
                    "parties": {"purchaser": who},
                }
                for each, who in (("one", "x"), ("two", buyer))
            ],
        }

    told = _plain(pratique.check(given("y"), known_on=KNOWN))
    opens = {each["entity"] for each in told["open_facts"]}
    assert {"x", "y"} <= opens
    alone = _plain(pratique.check(given("x"), known_on=KNOWN))
    assert "y" not in {each["entity"] for each in alone["open_facts"]}
