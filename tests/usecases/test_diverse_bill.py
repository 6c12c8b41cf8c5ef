"""A bill whose lines differ in names alone says, to the byte, what it says where each is looked at by itself."""

from __future__ import annotations

import json
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

import pratique
from pratique.deciding import kindred, related_moved
from pratique.dossier.question import question_about
from pratique.dossier.related import related
from pratique.logic.entities import Entity
from pratique.usecases.answer.open_facts import OpenFacts
from pratique.usecases.check import answer_as_read
from pratique.usecases.missing.ask import begin
from pratique.usecases.missing.next_question import _place, next_question

KNOWN = date(2026, 11, 22)
LINES = 140
"""So many that open facts are asked once for all that say the same."""


def line(index: int, dice: Random) -> dict[str, Any]:
    """A line by a maker of its own, one that several share, or nobody; a few kinds of what is said of it."""
    made: dict[str, Any] = {
        "type": dice.choice(("library", "device", "firmware")),
        "bom-ref": f"c{index}",
        "name": dice.choice(("component", "modem", "Bluetooth module", "resistor")) + f" {index}",
        "version": f"1.{index}",
    }
    who = dice.choice((f"Supplier {index}", f"Supplier {index}", f"Shared {dice.randrange(9)}", ""))
    if who:
        made["supplier"] = {"name": who} | ({"address": {"country": "CN"}} if dice.random() < 0.3 else {})
    if dice.random() < 0.2:
        made["manufacturer"] = {"name": f"Maker {dice.randrange(60)}"}
    stated = {"part.programmable": ("true", "false"), "part.open_source": ("false",)}
    made["properties"] = [
        {"name": f"pratique:fact:{name}", "value": dice.choice(values)}
        for name, values in stated.items()
        if dice.random() < 0.6
    ]
    if dice.random() < 0.2:
        made["properties"].append({"name": "pratique:party:developer:country", "value": dice.choice(("CN", "DE"))})
    return made


@pytest.fixture(params=(1, 2, 3))
def bill(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    dice, path = Random(request.param), tmp_path / "bill.cdx.json"
    lines = [line(index, dice) for index in range(LINES)]
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": lines}))
    return path


@pytest.fixture
def line_by_line(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing is of the kind of anything else until it is undone."""
    alone, of = count(), kindred.Shapes.of

    def by_itself(shapes: kindred.Shapes, element: Entity) -> tuple[kindred.Shape, dict[str, int]]:
        shape, places = of(shapes, element)
        return (*shape, next(alone)), places

    monkeypatch.setattr(kindred.Shapes, "of", by_itself)
    monkeypatch.setattr(related_moved, "related_by_kin", related)
    return monkeypatch


ASKED = {"into": "US", "act": "sale", "model_year": "2027"}


def said(bill: Path) -> tuple[bytes, object, list[object]]:
    """The answer, the question to ask next, and all that may be asked."""
    question = question_about(str(bill), ASKED, (), KNOWN)
    answer, asking = pratique.check(question, known_on=KNOWN), begin(question, known_on=KNOWN)
    as_read = answer_as_read(question, known_on=KNOWN)
    assert isinstance(as_read.open_facts, OpenFacts)
    assert as_read.to_json() == answer.to_json()
    left = asking.unasked()
    assert left.foremost(_place) == min([each for each in left if not each.one.legal], key=_place)
    return answer.to_json(), next_question(asking), list(asking.left())


def test_a_bill_says_what_its_lines_say_one_by_one(bill: Path, line_by_line: pytest.MonkeyPatch) -> None:
    alone = said(bill)
    line_by_line.undo()
    assert said(bill) == alone
