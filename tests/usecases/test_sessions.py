"""A session keeps a bill that it read: it decides as a new one with the same answers, also after the bill changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pratique.deciding.decision import decided
from pratique.usecases.check import answer_of
from pratique.usecases.missing.ask import Asking, answered, begin, entry_of
from pratique.usecases.missing.next_question import answers_of, next_question, settles_most
from tests.usecases.aurora import KNOWN_ON


def component(index: int, who: int) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": f"c{index}",
        "name": f"component-{index}",
        "supplier": {"name": f"Supplier {who} GmbH", "address": {"country": "DE" if who % 3 else "CN"}},
        "properties": [{"name": "pratique:fact:part.open_source", "value": "false" if index % 2 else "true"}],
    }


def written(folder: Path, suppliers: int, lines: int = 24) -> Path:
    """A dossier with a bill of so many lines, by so many suppliers."""
    made = [component(index, index % suppliers) for index in range(lines)]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": made}
    (folder / "bill.json").write_text(json.dumps(bill))
    act = {"id": "t", "act": "sale", "role": "manufacturer", "date": "2026-12-22", "into": "US", "vehicle": "v"}
    vehicle = {"id": "v", "model_year": 2027, "boms": ["bill.json"]}
    path = folder / "dossier.json"
    path.write_text(json.dumps({"title": "session", "vehicles": [vehicle], "transactions": [act]}))
    return path


def after(asking: Asking) -> Asking:
    question = next_question(asking)
    assert question is not None
    says = next(iter(answers_of(question, asking.found)))
    return answered(asking, question, entry_of(question, says, source="a person"))


def afresh(path: Path, asking: Asking) -> bytes:
    """The answer of the dossier with the answers of a session written in it."""
    text = path.read_text()
    path.write_text(json.dumps({**json.loads(text), "answers": [dict(each) for each in asking.given]}))
    said = answer_of(decided(path, known_on=KNOWN_ON)).to_json()
    path.write_text(text)
    return said


@pytest.mark.parametrize("suppliers", [3, 24])
def test_a_session_decides_as_a_new_one_does(tmp_path: Path, suppliers: int) -> None:
    path, bill = written(tmp_path, suppliers), tmp_path / "bill.json"
    asking = begin(path, known_on=KNOWN_ON)
    for _ in range(2):
        asking = after(asking)
        assert answer_of(asking.found).to_json() == afresh(path, asking)
    before, size = answer_of(asking.found).to_json(), bill.stat().st_size
    bill.write_text(bill.read_text().replace('"DE"', '"RU"'))
    assert bill.stat().st_size == size
    asking = after(asking)
    assert answer_of(asking.found).to_json() == afresh(path, asking) != before


def test_of_a_large_dossier_the_same_is_asked_as_of_all_that_is_left(tmp_path: Path) -> None:
    asking = begin(written(tmp_path, 420, 420), known_on=KNOWN_ON)
    for _ in range(2):
        assert next_question(asking) == next_question(asking, settles_most) is not None
        asking = after(asking)
