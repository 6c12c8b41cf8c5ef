"""Every number and every day of the vocabulary belongs together with another, or is said to stand alone and why."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from pratique.deciding.relations import relations_of
from pratique.facts import identities
from pratique.facts.identities import ALONE
from pratique.facts.vocabulary import VOCABULARY, load_vocabulary
from pratique.law import book
from pratique.logic.nodes import DateFact, NumberFact
from pratique.logic.relations import Relation
from pratique.readings.facts_used import facts_used
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check

TODAY = date(2026, 11, 22)


def facts_in(relation: Relation) -> set[str]:
    read = {use.fact.name for each in (relation.when, relation.then) for use in facts_used(each)}
    return read | {each.name for each in relation.given}


def numbers() -> set[str]:
    load_vocabulary()
    found = {name for name, its in VOCABULARY.items() if isinstance(its.fact, NumberFact | DateFact)}
    return {name for name in found if not name.startswith("legal.")}


def in_relations() -> set[str]:
    """The numbers that a relation of meanings reads; what a conclusion or a presumption says is none."""
    found = set[str]()
    for each in relations_of(book.load()):
        if each.force != "taken for granted" and not each.name.endswith((".yes", ".no")):
            found |= facts_in(each)
    return found & numbers()


def test_every_number_is_in_a_relation_or_stands_alone_with_its_reason() -> None:
    assert sorted(numbers() - in_relations() - ALONE.keys()) == []
    assert sorted(ALONE.keys() & in_relations()) == []
    assert ALONE.keys() <= numbers()
    assert all(ALONE.values())


def test_every_identity_is_in_the_book() -> None:
    listed = [each for name, its in vars(identities).items() if name.startswith("OF_") for each in its]
    assert {each.name for each in listed} <= {each.name for each in relations_of(book.load())}


def act(kind: str, into: str, out_of: str, day: str, **more: Any) -> dict[str, Any]:
    one = {"id": "a", "act": kind, "into": into, "out_of": out_of, "date": day}
    return {"transactions": [one | more.pop("act", {})], **more}


def goods(day: str = "2026-03-01", **facts: Any) -> dict[str, Any]:
    told = {"trade.hs6": "870380", "vehicle.powertrain": "BEV", **facts}
    return act("import", "EU", "JP", day, facts=told)


def chip(**facts: Any) -> dict[str, Any]:
    told = {"item.kind": "circuit", **facts}
    its = {"parts": [{"ref": "c", "facts": told}], "parts_complete": True}
    return act("export", "SG", "US", "2026-03-01", act=its)


def shipment(installed: int) -> dict[str, Any]:
    told = {"party.validated_data_center": "national", "party.installed_tpp_in_country": installed}
    site = {"id": "s", "facts": told}
    return {
        **act("export", "AE", "US", "2026-03-01", act={"parties": {"consignee": "s"}}), "parties": [site],
        "facts": {"export.tpp_of_shipment": 500},
    }  # fmt: skip


def us(**facts: Any) -> dict[str, Any]:
    return act("import", "US", "DE", "2031-01-02", facts=facts)


def data(**facts: Any) -> dict[str, Any]:
    told = {"data.personal": True, "data.purpose": "other", "data.leaves_or_reached_from_abroad": True, **facts}
    return act("data_export", "US", "CN", "2026-03-01", facts=told)


def product(**facts: Any) -> dict[str, Any]:
    return act("sale", "CN", "CN", "2026-03-01", facts=facts)


def unit(repaired: int) -> dict[str, Any]:
    told = {"part.import_purpose": "repair", "part.repaired_vehicle_model_year": repaired}
    car = {"id": "v", "model_year": 2031, "parts": [{"ref": "u", "facts": told}]}
    return act("import", "US", "DE", "2031-01-02", act={"vehicle": "v"}, vehicles=[car])


def associated(year: int) -> dict[str, Any]:
    told = {"part.import_purpose": "production", "part.model_year": year}
    return act("import", "US", "DE", "2031-01-02", act={"parts": [{"ref": "u", "facts": told}]})


def used(applied: str) -> dict[str, Any]:
    told = {"car.registered_before": True, "car.export_application_on": applied}
    return act("export", "DE", "CN", "2026-03-01", facts=told)


def declared(filed: str) -> dict[str, Any]:
    return us(**{"declaration.filed": filed})


def notified(day: str) -> dict[str, Any]:
    return act("export", "CN", "US", "2026-03-01", facts={"export.nac_notified": day})


def designed(applied: str) -> dict[str, Any]:
    site = {"id": "s", "facts": {"party.applied_for_approval": applied}}
    return {**act("export", "SG", "US", "2026-03-01", act={"parties": {"consignee": "s"}}), "parties": [site]}


def technology(kind: str = "lfp_preparation", **facts: Any) -> dict[str, Any]:
    return act("export", "DE", "CN", "2026-03-01", facts={"technology.kind": kind, **facts})


SPEED, LEVEL = "vehicle.automated_speed_kmh", "vehicle.automation_level"
SIDES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "vehicle.speed_without_level": (goods(**{SPEED: 60, LEVEL: 2}), goods(**{SPEED: 60, LEVEL: 3})),
    "vehicle.level_without_speed": (goods(**{SPEED: "none", LEVEL: 4}), goods(**{SPEED: "none", LEVEL: 2})),
    "trade.shipped_before_it_was_made": (
        goods(**{"trade.age_years": 0, "trade.final_leg_shipped": "2025-02-01"}),
        goods(**{"trade.age_years": 1, "trade.final_leg_shipped": "2025-02-01"}),
    ),
    "trade.battery_car_without_power": (goods(**{"trade.power_30min_hp": 0}), goods(**{"trade.power_30min_hp": 90})),
    "us.cfr15_791d.off_road_on_the_road": (
        us(**{"authorization.off_road_only": True, "authorization.days_on_public_roads": 3}),
        us(**{"authorization.off_road_only": True, "authorization.days_on_public_roads": 0}),
    ),
    "us.cfr15_791d.repairs_another_model_year": (unit(2029), unit(2031)),
    "us.cfr15_791d.new_and_of_another_decade": (
        us(**{"vehicle.new": True, "vehicle.model_year": 2000}),
        us(**{"vehicle.new": True, "vehicle.model_year": 2024}),
    ),
    "us.cfr15_791d.made_into_cars_of_the_past": (associated(2012), associated(2027)),
    "us.cfr15_791d.new_and_of_an_old_year": (
        us(**{"vehicle.new": True, "vehicle.model_year": 2026}),
        us(**{"vehicle.new": True, "vehicle.model_year": 2031}),
    ),
    "us.ear.planar_below_its_node": (
        chip(**{"chip.node_nm": 4, "chip.non_planar": False}), chip(**{"chip.node_nm": 12, "chip.non_planar": False}),
    ),
    "us.ear.transistors_on_their_area": (
        chip(**{"chip.transistors_bn": 2, "chip.nonplanar_area_mm2": 800}),
        chip(**{"chip.transistors_bn": 80, "chip.nonplanar_area_mm2": 814}),
    ),
    "us.ear.memory_within_its_bandwidth": (
        chip(**{"chip.has_hbm": True, "chip.dram_bandwidth_gbs": 900, "hbm.bandwidth_gbs": 3350}),
        chip(**{"chip.has_hbm": True, "chip.dram_bandwidth_gbs": 3350, "hbm.bandwidth_gbs": 819}),
    ),
    "us.ear.shipment_within_what_is_installed": (shipment(499), shipment(500)),
    "cn.data.personal_of_nobody": (
        data(**{"data.ordinary_people_this_year": 0, "data.sensitive_people_this_year": 0}),
        data(**{"data.ordinary_people_this_year": 0, "data.sensitive_people_this_year": 5}),
    ),
    "cn.access.approved_before_it_was_applied_for": (
        product(**{"access.type_already_approved": True, "access.type_application_date": "2026-03-02"}),
        product(**{"access.type_already_approved": True, "access.type_application_date": "2026-02-28"}),
    ),
    "us.cfr15_791d.filed_before_the_rule": (declared("2018-01-01"), declared("2030-06-01")),
    "us.ear.notified_before_the_exception": (notified("2018-01-01"), notified("2026-01-15")),
    "us.ear.applied_before_the_list": (designed("2024-12-31"), designed("2025-02-01")),
    "cn.export.phosphate_of_no_capacity": (
        technology(**{"technology.capacity_mah_g": 0.16}), technology(**{"technology.capacity_mah_g": 140})
    ),
    "cn.export.phosphate_of_no_efficiency": (
        technology(**{"technology.first_efficiency_percent": "0.97 %"}),
        technology("lmfp_preparation", **{"technology.first_efficiency_percent": 88}),
    ),
    "cn.export.phosphate_of_no_density": (
        technology(**{"technology.compaction_density": 0}), technology(**{"technology.compaction_density": 2.3})
    ),
    "cn.export.phosphate_of_no_voltage": (
        technology("lmfp_preparation", **{"technology.mean_voltage": 0.0034}),
        technology("lmfp_preparation", **{"technology.mean_voltage": 3.4}),
    ),
    "cn.export.figures_of_no_technology": (
        technology("none", **{"technology.capacity_mah_g": 160}),
        technology("other", **{"technology.capacity_mah_g": 160}),
    ),
    "cn.export.exported_before_application": (used("2026-03-02"), used("2026-02-28")),
}  # fmt: skip
"""For each identity of the table what breaks it and what keeps it."""


def found_in(data: dict[str, Any]) -> tuple[set[str], Answer]:
    found = check(copy.deepcopy(data), known_on=TODAY)
    remarks = " ".join(each.note for each in found.look_again)
    again = {each.name for each in relations_of(book.load()) if each.force == "look again" and each.says in remarks}
    return {each.relation for each in found.contradictions} | again, found


def test_every_identity_has_both_sides() -> None:
    listed = {each.name for name, its in vars(identities).items() if name.startswith("OF_") for each in its}
    assert listed == SIDES.keys()


@pytest.mark.parametrize("name", SIDES)
def test_what_breaks_an_identity_is_found_and_what_keeps_it_is_not(name: str) -> None:
    breaks, keeps = SIDES[name]
    found, answer = found_in(breaks)
    assert name in found
    assert answer.exit_status != 0
    assert name not in found_in(keeps)[0]
