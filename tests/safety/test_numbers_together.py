"""Numbers and days that belong together: what cannot be is a contradiction, what follows is derived."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from pratique.dossier.model import model_of
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from pratique.usecases.markets.duty import duty
from pratique.usecases.markets.markets import markets
from tests.safety.inputs import dossier

TODAY = date(2026, 11, 22)


def act(kind: str, into: str, out_of: str, day: str = "2026-11-22", **more: Any) -> dict[str, Any]:
    facts = more.pop("facts", {})
    return {
        "known_on": "2026-11-22",
        "transactions": [{"id": "a", "act": kind, "into": into, "out_of": out_of, "date": day, **more}],
        "facts": facts,
    }


def relations(found: Answer) -> set[str]:
    return {each.relation for each in found.contradictions}


TEMPORARY = {
    "act.purpose": "repair", "authorization.leaves_again": "2031-06-01",
    "authorization.exported_for_sale_abroad": True,
}  # fmt: skip
CREDIT = {"credit.kind": "45X", "credit.single_holder_percent": 20, "credit.aggregate_percent": 30}
SHIPMENT = {"export.tpp_of_shipment": 90_000, "export.tpp_granted_to_country": 100_000}
GPU = {"parts": [{"ref": "gpu", "chip": "NVIDIA H100 SXM5"}], "parts_complete": True}


def _export(**facts: Any) -> dict[str, Any]:
    return act("export", "AE", "US", facts={**SHIPMENT, **facts}, **copy.deepcopy(GPU))


def _temporary(**facts: Any) -> dict[str, Any]:
    data = dossier()
    data["facts"] |= {**TEMPORARY, **facts}
    return data


def _credit(**facts: Any) -> dict[str, Any]:
    return act("tax_credit", "US", "US", facts={**CREDIT, **facts})


def _car(into: str, **facts: Any) -> dict[str, Any]:
    told = {"trade.hs6": "870380", "vehicle.powertrain": "BEV", "trade.final_leg_shipped": "2026-10-01"}
    return act("import", into, "CN", facts={**told, **facts})


HOLDING = {
    "holding.vehicle_kind": "passenger", "holding.foreign_share_percent": 50, "holding.existing_joint_ventures": 1,
    "holding.joint_takeover_with_partner": False, "holding.pure_electric_venture": False,
}  # fmt: skip


APPROVED = {
    "trade.hs6": "870380", "vehicle.powertrain": "BEV", "trade.category": "M1", "trade.seats": 5,
    "trade.origin": "JP", "trade.preference": "none",
    "trade.approvals": ["whole_vehicle", "un_r155", "un_r156", "un_r171"],
    "vehicle.new": True, "vehicle.automation_level": 1,
}  # fmt: skip


def _approved(**facts: Any) -> dict[str, Any]:
    return act("import", "EU", "JP", "2026-03-01", facts={**APPROVED, **facts})


def _holding(seat: dict[str, Any], **facts: Any) -> dict[str, Any]:
    told = {**HOLDING, **facts}
    data = act("acquire_holding", "CN", "DE", "2017-06-01", actor="buyer", facts=told)
    del data["transactions"][0]["out_of"]
    return data | {"parties": [{"id": "buyer", **seat}]}


TOGETHER: dict[str, tuple[dict[str, Any], str]] = {
    "leaves again before it comes": (_temporary(**{"authorization.leaves_again": "2030-12-31"}), "leaves_before"),
    "is exported and stays": (_temporary(**{"authorization.leaves_again": "none"}), "stays_and_is_sold"),
    "declaration changed before it was filed": (
        _temporary(**{"declaration.filed": "2030-06-01", "declaration.material_change": "2030-05-01"}),
        "changed_before",
    ),
    "one holder above all": (_credit(**{"credit.single_holder_percent": 31}), "single_within_all"),
    "all below one holder": (_credit(**{"credit.aggregate_percent": 19}), "single_within_all"),
    "a shipment above what the country has": (
        _export(**{"export.tpp_of_shipment": 100_001}), "shipment_within_the_country"
    ),
    "a shipment below one of its circuits": (
        _export(**{"export.tpp_of_shipment": 100}), "circuit_within_the_shipment"
    ),
    "a German buyer of no foreign share": (
        _holding({"organised_in": "DE"}, **{"holding.foreign_share_percent": 0}), "foreigner_holds_nothing"
    ),
    "a venture whose parent is Japanese, of no foreign share": (
        _holding({"ultimate_parent_headquarters": "JP"}, **{"holding.foreign_share_percent": 0}),
        "foreigner_holds_nothing",
    ),
    "approved before its type was": (
        _approved(**{"trade.type_first_approved": "2027-01-01"}), "approved_before_its_type"
    ),
    "approved, and of a type without approval": (
        _approved(**{"trade.type_first_approved": "none"}), "approved_before_its_type"
    ),
    "shipped after it was entered, CA": (_car("CA", **{"trade.final_leg_shipped": "2026-12-23"}), "shipped_after"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOGETHER)
def test_what_cannot_be_is_a_contradiction_and_clears_nothing(kind: str) -> None:
    data, name = TOGETHER[kind]
    found = check(data, known_on=TODAY)
    assert any(name in each for each in relations(found)), relations(found)
    assert found.exit_status in (1, 3)
    assert found.next_step.startswith("Put right")


@pytest.mark.parametrize(
    "data",
    [
        _temporary(),
        _credit(),
        _export(),
        _car("CA"),
        _holding({"organised_in": "DE"}),
        _holding({"organised_in": "CN"}),
    ],
)
def test_what_can_be_is_none(data: dict[str, Any]) -> None:
    assert not relations(check(data, known_on=TODAY))


def test_a_share_that_is_part_of_another_bounds_it_with_its_proof() -> None:
    found = check(_credit(**{"credit.aggregate_percent": "?"}), known_on=TODAY)
    (derived,) = [each for each in found.derived if each.fact == "credit.aggregate_percent"]
    assert "20" in derived.value
    less = check(_credit(**{"credit.single_holder_percent": "?", "credit.aggregate_percent": 19}), known_on=TODAY)
    assert not [each for each in less.open_facts if each.name == "credit.single_holder_percent"]


@pytest.mark.parametrize(
    ("kg", "lb", "fits"), [(2000, 4409, True), (2000, 9000, False), ({"min": 3000}, 4409, False), (4536, 10000, True)]
)
def test_pounds_and_kilograms_are_one_weight(kg: Any, lb: Any, fits: bool) -> None:
    data = dossier()
    vehicle = data["vehicles"][0]
    del vehicle["gvwr"]
    vehicle["facts"] = {"vehicle.gvwr_kg": kg, "vehicle.gvwr_lb": lb}
    assert ("vehicle.weight_in_both_units" in relations(check(data, known_on=TODAY))) is not fits


@pytest.mark.parametrize("total", [3.8e25, 1.2e26])
def test_base_and_added_operations_are_within_the_total(total: float) -> None:
    part = {
        "ref": "w", "facts": {
            "item.kind": "model_weights", "model.ops_pretraining": total, "model.ops_later_training": 0,
            "model.derived_from_published": True, "model.base_ops": 3.8e25, "model.ops_additional": 7e25,
        },
    }  # fmt: skip
    found = check(act("export", "SG", "US", parts=[part], parts_complete=True), known_on=TODAY)
    assert ("us.ear.base_and_added" in relations(found)) is (total < 1e26)


MODEL: dict[str, Any] = {
    "title": "m", "vehicle": {"powertrain": "BEV", "new": True}, "markets": ["US"],
    "trade": {"origin": "JP", "hs6": "870380", "category": "M1", "seats": 5, "final_leg_shipped": "2025-01-15"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"trade.final_leg_shipped": "2025-03-09"}, "loaded for its last leg after"),
        ({"trade.engine_can_drive_wheels": True}, "engine"),
        ({"trade.seats": 12}, "nine seats"),
    ],
)
def test_a_duty_says_what_cannot_be_and_is_no_lower_for_it(said: dict[str, Any], name: str) -> None:
    day = date(2025, 3, 6)
    data = copy.deepcopy(MODEL)
    for fact in said:
        data["trade"].pop(fact.partition(".")[2], None)
    unsaid = duty(model_of(data), "US", on=day, known_on=TODAY)
    found = duty(model_of({**data, "facts": said}), "US", on=day, known_on=TODAY)
    assert any(note.startswith("Contradiction") and name in note for note in found.notes), found.notes
    assert not any(note.startswith("Contradiction") for note in unsaid.notes)
    (one,) = [each for each in markets(model_of({**data, "facts": said}), on=day) if each.market == "US"]
    assert any(note.startswith("Contradiction") for note in one.duty.notes)
