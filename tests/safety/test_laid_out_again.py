"""What the layout of a dossier says of an act is read again once a fact that it was read from is doubted."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import pytest

from pratique import check
from pratique.errors import InvalidInput
from pratique.facts.definition import VOCABULARY
from pratique.law.outcome import Outcome
from pratique.logic.nodes import ChoiceFact, TruthFact
from pratique.usecases.answer.answer import Answer
from tests.safety.inputs import answers, dossier, lay
from tests.safety.test_named_elsewhere import with_column

DAY = datetime.date(2026, 11, 22)
GOODS = {
    "item.us_origin": False,
    "item.us_controlled_content_percent": 0,
    "item.zero_de_minimis": False,
    "item.direct_product": False,
    "item.plant_is_direct_product": False,
    "item.named_in_letter_to_exporter": False,
    "item.d5_developed_chip_technology": False,
    "goods.control_notices": [],
    "goods.controlled_elements": [],
    "goods.dual_use_licence": False,
}
EXPORT: dict[str, Any] = {
    "title": "goods leave China",
    "transactions": [
        {"id": "act", "act": "export", "date": "2026-03-01", "out_of": "CN", "into": "DE", "parts_complete": True}
    ],
    "facts": {
        "export.us_person_supports_chip_making": False,
        "export.end_uses": [],
        "export.has_other_recipients": False,
        "technology.kind": "none",
        "technology.licence": False,
    },
}
IMPORT: dict[str, Any] = {
    "title": "units alone into the United States",
    "parties": [{"id": "we", "name": "Harbour Imports", "organised_in": "US"}],
    "transactions": [
        {
            "id": "act",
            "act": "import",
            "date": "2026-12-01",
            "out_of": "JP",
            "into": "US",
            "actor": "we",
            "role": "vcs_hardware_importer",
            "parts_complete": True,
        }
    ],
    "facts": {},
}
OF_A_VEHICLE = [("trade.category", each) for each in ("M1", "M3", "N1")] + [
    ("trade.hs6", each) for each in ("870124", "870210", "870380", "870390", "870431")
]
KINDS = ("circuit", "memory")


def asked(dossier: dict[str, Any], part: dict[str, Any], of_act: dict[str, Any]) -> Answer | None:
    made = copy.deepcopy(dossier)
    made["transactions"][0]["parts"] = [{"ref": "goods", "facts": part}]
    made["facts"] |= of_act
    try:
        return check(made, known_on=DAY)
    except InvalidInput:
        return None


def never_better(dossier: dict[str, Any], part: dict[str, Any], of_act: dict[str, Any], sides: list[str]) -> bool:
    """Whether facts contradict each other; then leaving one of them out reads no worse than both."""
    both = asked(dossier, part, of_act)
    if both is None or not both.contradictions:
        return False
    for side in sides:
        less = asked(
            dossier,
            {name: value for name, value in part.items() if name != side},
            {name: value for name, value in of_act.items() if name != side},
        )
        if less is not None and not less.contradictions:
            assert Outcome.named(both.verdict.worst) >= Outcome.named(less.verdict.worst), (side, part, of_act)
    return True


def said_of(kind: str) -> list[tuple[str, Any]]:
    """Every fact of a kind of thing with each of its values, as far as these can be counted."""
    found: list[tuple[str, Any]] = []
    for name, definition in sorted(VOCABULARY.items()):
        if definition.fact.kind.name == kind and not name.startswith(("legal.", "act.")):
            if isinstance(definition.fact, TruthFact):
                found += [(name, True), (name, False)]
            elif isinstance(definition.fact, ChoiceFact) and len(definition.fact.values) < 40:
                found += [(name, value) for value in sorted(definition.fact.values)]
    return found


def test_a_kind_that_is_contradicted_may_be_that_of_a_car() -> None:
    both = asked(EXPORT, GOODS | {"item.kind": "memory", "item.eccn": "3A090.b"}, {})
    assert both is not None
    assert both.contradictions
    assert both.verdict.worst == "prohibited"  # a car that is exported soon after it was registered
    alone = asked(EXPORT, GOODS | {"item.kind": "memory"}, {})
    assert alone is not None
    assert not alone.contradictions
    assert alone.verdict.worst == "out of scope"


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_contradicts_what_goods_are(kind: str) -> None:
    others = [(name, value) for name, value in said_of("part") if name.startswith(("item.", "goods.", "chip."))]
    torn = [
        never_better(EXPORT, GOODS | {"item.kind": kind, name: value}, {}, ["item.kind", name])
        for name, value in others
        if name != "item.kind"
    ]
    assert any(torn)


def test_whatever_contradicts_that_parts_are_hardware() -> None:
    others = [(name, value) for name, value in said_of("part") if name.startswith("part.") and name != "part.kind"]
    assert any(
        never_better(IMPORT, {"part.kind": "hardware", name: value}, {}, ["part.kind", name])
        for name, value in others
    )


@pytest.mark.parametrize(
    ("dossier", "part"), [(EXPORT, GOODS | {"item.kind": "memory"}), (IMPORT, {"part.kind": "hardware"})]
)
def test_a_vehicle_stated_of_an_act_that_concerns_none(dossier: dict[str, Any], part: dict[str, Any]) -> None:
    torn = [never_better(dossier, part, {name: value}, [name, *part]) for name, value in OF_A_VEHICLE]
    assert any(torn)


@pytest.mark.parametrize("said", [{"trade.hs6": "870380"}, {"trade.category": "M1"}, {}])
def test_goods_named_of_a_vehicle_that_may_cross_are_not_all(said: dict[str, Any], tmp_path: Path) -> None:
    given = dossier("bom.csv", answers=answers("b"))
    given["transactions"][0]["goods"] = ["b"]
    given.setdefault("facts", {}).update(said | {"act.concerns_vehicle": False})
    path = lay(tmp_path, given, {"bom.csv": with_column("Remarks", "RoHS")})
    found = check(path, known_on=DAY)
    assert bool(found.contradictions) is bool(said), "a described car is elsewhere until goods are called one"
    assert (Outcome.named(found.verdict.worst) is Outcome.PROHIBITED) is bool(said)


@pytest.mark.parametrize(
    ("changed", "torn"), [({}, False), ({"goods": None}, True), ({"act": "sale"}, True), ({"vehicle": None}, True)]
)
def test_a_described_car_may_be_elsewhere_where_goods_of_it_come_alone(
    changed: dict[str, Any], torn: bool, tmp_path: Path
) -> None:
    """Not where no goods are named, where the act is one on whole cars, or where what is described crosses itself."""
    given = dossier("bom.csv", answers=answers("b"))
    given["facts"] |= {"act.concerns_vehicle": False}
    given["transactions"][0] |= {"goods": ["b"], **changed}
    if changed.get("vehicle", "car") is None:
        car = given["vehicles"].pop()
        given["facts"] |= {f"vehicle.{name}": car[name] for name in ("mechanical_power", "completed")}
        given["parts"] = [{"ref": "b", "name": "bracket", "kind": "hardware"}]
    given["transactions"][0] = {name: value for name, value in given["transactions"][0].items() if value is not None}
    found = check(lay(tmp_path, given, {"bom.csv": with_column("Remarks", "RoHS")}), known_on=DAY)
    assert bool(found.contradictions) is torn
    assert torn or not any("act.concerns_vehicle = false" in each.note for each in found.findings)
