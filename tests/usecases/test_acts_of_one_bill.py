"""Vehicles on one long bill are decided together: each node says what it says where its act is decided alone."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

import pratique
from pratique.deciding import moved
from pratique.deciding.applicable import outcomes_for
from pratique.deciding.decision import decided
from pratique.deciding.kindred import Family
from pratique.deciding.outcomes import NodeOutcome
from pratique.logic.contents import MOST
from pratique.logic.entities import Entity
from tests.exploring import is_thorough

KNOWN = date(2026, 11, 22)
Given = dict[str, Any]
VEHICLES: dict[str, Given] = {
    "v0": {"model_year": 2027},
    "v1": {"model_year": 2027},
    "later": {"model_year": 2031},
    "own part": {"model_year": 2027, "parts": [{"ref": "extra", "kind": "software", "name": "Extra"}]},
    "v2": {"model_year": 2027},
    "closed": {"model_year": 2027, "parts_complete": True},
    "named": {"model_year": 2027, "name": "c3"},
}


def _bill(lines: int) -> Given:
    draw = random.Random(lines)

    def line(index: int) -> Given:
        made: Given = {
            "type": draw.choice(("firmware", "device", "library")),
            "bom-ref": f"c{index}",
            "name": f"c{index}",
        }
        if draw.random() < 0.7:
            who = draw.randrange(lines // 4)
            made["supplier"] = {"name": f"Supplier {who}", "address": {"country": draw.choice(("DE", "CN"))}}
        stated = draw.sample(("part.programmable", "part.open_source", "part.custom_made"), 2)
        known = [each for each in stated if each != "part.custom_made"]
        made["properties"] = [
            {"name": f"pratique:fact:{each}", "value": draw.choice(("true", "false"))} for each in known
        ]
        return made

    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": list(map(line, range(lines)))}


def _dossier(names: list[str], into: str, act: str) -> Given:
    return {
        "title": "fleet",
        "parties": [{"id": "maker", "name": "Supplier 1", "organised_in": "CN"}],
        "vehicles": [{"id": name, "boms": ["bom.json"], **VEHICLES[name]} for name in names],
        "answers": [{"entity": "c5", "fact": "part.open_source", "value": True}],
        "transactions": [
            {
                "id": f"t {name}",
                "act": act,
                "role": "manufacturer",
                "date": "2026-12-22",
                "into": into,
                "vehicle": name,
            }
            | ({"out_of": "CN"} if act == "export" else {})
            for name in names
        ],
    }


@pytest.fixture(params=[70, 130] if is_thorough() else [70])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    assert request.param > MOST
    (tmp_path / "bom.json").write_text(json.dumps(_bill(request.param)))
    return tmp_path


def _written(folder: Path, given: Given) -> Path:
    path = folder / "dossier.json"
    path.write_text(json.dumps(given))
    return path


def _told(node: NodeOutcome) -> object:
    return (
        node.key,
        node.range,
        node.enforced,
        node.open,
        node.scope,
        [(each.cite, truth) for each, truth in node.exempt_by],
        [(one.provision.cite, one.range, one.open, one.applies) for one in node.provisions],
    )


@pytest.mark.parametrize(("into", "act"), [("US", "sale"), ("US", "import"), ("EU", "import"), ("GB", "import")])
def test_each_node_says_what_it_says_alone(
    folder: Path, into: str, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[str] = []
    of = moved.FirstOfItsKind.of

    def noted(self: moved.FirstOfItsKind, case: Entity, own: tuple[str, ...], family: Family) -> object:
        carried.append(case.key)
        return of(self, case, own, family)

    monkeypatch.setattr(moved.FirstOfItsKind, "of", noted)
    found = decided(_written(folder, _dossier(list(VEHICLES), into, act)), known_on=KNOWN)
    assert {"t v1", "t v2"} <= set(carried)
    assert "t own part" not in carried
    for case in found.cases.cases:
        together = found.outcomes_of(case)
        alone = outcomes_for(case, None, None)
        assert [each.instrument.id for each in together] == [each.instrument.id for each in alone]
        for one, other in zip(together, alone, strict=True):
            assert (one.range, one.enforced, one.concerned) == (other.range, other.enforced, other.concerned)
            assert list(map(_told, one.nodes)) == list(map(_told, other.nodes))


def test_an_answer_tells_of_each_act_what_it_tells_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    def told(names: list[str]) -> Given:
        answer = pratique.check(_dossier(names, "US", "sale"), known_on=KNOWN, pending=True)
        found: Given = json.loads(msgspec.json.encode(answer))
        return found

    whole = told(list(VEHICLES))
    opens = {(each["name"], each["entity"]) for each in whole["open_facts"]}
    for name in VEHICLES:
        alone, act = told([name]), f"t {name}"
        for table in ("transactions", "decided_by", "duties"):
            its = [each for each in whole[table] if act in (each.get("id"), each.get("transaction"))]
            places = json.dumps(its)
            for kind in ("transactions", "vehicles"):
                for index in range(len(VEHICLES)):
                    places = places.replace(f"{kind}/{index}", f"{kind}/0")
            if table == "transactions":
                assert json.loads(places) == alone[table]
            else:
                assert {json.dumps(each) for each in json.loads(places)} <= {
                    json.dumps(each) for each in alone[table]
                }
        assert {(each["name"], each["entity"]) for each in alone["open_facts"]} <= opens
