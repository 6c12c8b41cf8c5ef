"""Who acts, what moves and what is registered say the same as the facts that repeat it, under every law of the book.

Each act here is cleared by a flag alone; the party, the vehicle or the part beside it says that the flag cannot be.
"""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from pratique.facts.powertrain import POWERTRAINS
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import Answer
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs
from tests.safety.inputs import KNOWN_ON

Data = dict[str, Any]


def act(kind: str, into: str, facts: Data, out_of: str = "US", day: str = "2026-03-01", **more: Any) -> Data:
    return {
        "transactions": [{"id": "a", "act": kind, "into": into, "out_of": out_of, "date": day}],
        "facts": facts, **more,
    }  # fmt: skip


def party(country: str, **more: Any) -> Data:
    seats = dict.fromkeys(("organised_in", "headquartered_in", "principal_place_of_business"), country)
    return {"id": "who", "name": "Somebody", "natural_person": False, **seats, **more}


def with_party(data: Data, role: str, who: Data) -> Data:
    made = {**copy.deepcopy(data), "parties": [who]}
    if role == "actor":
        made["transactions"][0]["actor"] = "who"
    else:
        made["transactions"][0]["parties"] = {role: "who"}
    return made


def with_vehicle(data: Data, **told: Any) -> Data:
    made = {**copy.deepcopy(data), "vehicles": [{"id": "car", **told}]}
    made["transactions"][0]["vehicle"] = "car"
    return made


def with_facts(data: Data, **told: Any) -> Data:
    made = copy.deepcopy(data)
    made["facts"] |= told
    return made


MAPPING = act("surveying", "CN", {
    "mapping.activities": ["collect", "store"], "mapping.actor_foreign_invested": False,
    "mapping.own_qualification": "A",
    "mapping.entrusted_to_qualified_holder": False, "mapping.holder_performs_whole_chain": False,
    "mapping.stored_in_china": True, "mapping.sent_abroad": False, "mapping.approved_for_abroad": False,
    "mapping.map_in_use": False, "mapping.map_review_number": False,
})  # fmt: skip
SHARING = act("share_in_consortium", "CN", {
    "consortium.shared": ["map_data"], "consortium.recipient_foreign_invested": False,
    "consortium.recipient_holds_survey_qualification": True, "consortium.reached_from_abroad": False,
    "consortium.export_cleared": False,
}, construe="usual")  # fmt: skip
FOLLOWING = act("follow_foreign_law", "CN", {
    "conflict.act": "delist_supplier", "conflict.actor_in_china": False, "conflict.counterparty_chinese": True,
    "conflict.reason": "foreign_law", "conflict.foreign_measure": "us_connected_vehicle_rule",
    "conflict.order_names_measure": True, "conflict.exemption_granted": False, "conflict.third_country_leg": False,
    "conflict.stopped_on": "none", "conflict.reported_on": "none",
})  # fmt: skip
ACCESS = act("data_access", "CN", {
    "bulk.transaction": "vendor_agreement", "bulk.counterparty": "us_person", "bulk.geolocation_devices": 5_000,
    "bulk.biometric_persons": 0, "bulk.identifier_persons": 0, "bulk.government_related": False,
    "bulk.combined": False, "bulk.security_requirements_met": False, "bulk.onward_transfer_barred": True,
})  # fmt: skip
CONTRACT = act("procurement", "US", {
    "procurement.party_on_1260h": False, "procurement.contains_goods_of_1260h": False,
}, day="2027-07-01")  # fmt: skip
BATTERY = act("place_on_market", "DE", {
    "battery.category": "no_battery", "product.connected": False,
}, day="2027-03-01")  # fmt: skip
LIGHT = with_facts(BATTERY, **{"battery.category": "portable", "battery.energy_kwh": 1})
CAR = act("export", "BR", {
    "export.us_person_supports_chip_making": False, "export.end_uses": [], "export.has_other_recipients": False,
    "vehicle.powertrain": "BEV", "car.carries_people": True, "car.has_vin": True, "car.export_licence": False,
    "car.exporter_qualified": True, "car.registered_before": False, "car.registered_on": "none",
    "technology.kind": "none",
}, out_of="CN")  # fmt: skip
MAGNET = with_facts(
    CAR,
    **{"act.concerns_vehicle": False, "car.carries_people": "?", "car.registered_before": "?", "car.has_vin": False},
)
MAGNET["transactions"][0] |= {"parts_complete": True, "parts": [{"ref": "goods", "facts": {
    "item.kind": "other", "item.us_origin": False, "item.us_controlled_content_percent": 0,
    "item.zero_de_minimis": False, "item.direct_product": False, "item.plant_is_direct_product": False,
    "item.named_in_letter_to_exporter": False, "item.d5_developed_chip_technology": False,
    "goods.control_notices": [], "goods.controlled_elements": ["Dy"], "goods.form": "magnet",
    "goods.dual_use_licence": False,
}}]}  # fmt: skip
LISTED = {"on_other_us_list": "chinese_military_companies"}
SOURCED = {**with_party(CONTRACT, "purchaser", party("CN", **LISTED)), "parts": [
    {"ref": "cells", "sources": [{"party": "who", "roles": ["manufactured"]}]}
]}  # fmt: skip
SOURCED["transactions"][0] |= {"parties": {}, "goods": ["cells"]}

CANNOT_BE: dict[str, tuple[Data, Data, str]] = {
    **{
        f"a maker of {country} surveys as a domestic one": (
            MAPPING, with_party(MAPPING, "actor", party(country)), "cn.mapping.foreign_actor"
        ) for country in ("DE", "US", "HK", "TW")
    },
    "its parent sits abroad": (
        MAPPING, with_party(MAPPING, "actor", party("CN", ultimate_parent_headquarters="DE")),
        "cn.mapping.foreign_actor",
    ),
    "geodata goes to a member from abroad": (
        SHARING, with_party(SHARING, "consignee", party("SE")), "cn.access.foreign_recipient"
    ),
    "who is organised in China is not in China": (
        FOLLOWING, with_party(FOLLOWING, "actor", party("CN")), "cn.conflict.actor_is_chinese"
    ),
    "a Chinese citizen is none": (
        FOLLOWING, with_party(FOLLOWING, "actor", {"id": "who", "name": "Li", "citizen_of": ["CN"]}),
        "cn.conflict.actor_is_chinese",
    ),
    **{
        f"a vendor of {country} is no covered person": (
            ACCESS, with_party(ACCESS, role, party(country)), "us.cfr28_202.seated_where_it_concerns"
        ) for country, role in (("CN", "consignee"), ("HK", "end_user"), ("RU", "consignee"), ("VE", "end_user"))
    },
    "another foreign vendor sits in China": (
        with_facts(ACCESS, **{"bulk.counterparty": "other_foreign"}),
        with_party(with_facts(ACCESS, **{"bulk.counterparty": "other_foreign"}), "consignee", party("CN")),
        "us.cfr28_202.seated_where_it_concerns",
    ),
    "the contractor is on the list": (
        CONTRACT, with_party(CONTRACT, "actor", party("CN", **LISTED)), "us.section_1260h.contractor_on_the_list"
    ),
    "a part comes from a listed maker": (CONTRACT, SOURCED, "us.section_1260h.source_on_the_list"),
    **{
        f"a {drive} without a battery": (
            BATTERY, with_vehicle(BATTERY, powertrain=drive), "eu.batteries.vehicle_without_one"
        ) for drive in ("BEV", "PHEV", "HEV", "FCEV")
    },
    "a battery car with a portable battery": (
        LIGHT, with_vehicle(LIGHT, powertrain="BEV"), "eu.batteries.vehicle_with_another"
    ),
    "no battery of 60 kWh": (
        BATTERY, with_facts(BATTERY, **{"battery.energy_kwh": 60}), "eu.batteries.energy_of_none"
    ),
    "a portable battery of 60 kWh": (
        LIGHT, with_facts(LIGHT, **{"battery.energy_kwh": 60}), "eu.batteries.too_large_to_be_portable"
    ),
}  # fmt: skip


def clears(found: Answer) -> bool:
    return Outcome.named(found.verdict.worst) <= Outcome.AUTHORIZED


@pytest.mark.parametrize("kind", CANNOT_BE)
def test_a_flag_clears_nothing_that_the_structure_denies(kind: str) -> None:
    alone, together, relation = CANNOT_BE[kind]
    assert clears(check(copy.deepcopy(alone), known_on=KNOWN_ON)), "the flag alone would clear it"
    found = check(copy.deepcopy(together), known_on=KNOWN_ON)
    assert not clears(found)
    assert relation in {each.relation for each in found.contradictions}
    assert found.next_step.startswith("Put right")


@pytest.mark.parametrize("kind", list(CANNOT_BE)[::4])
def test_nor_does_it_through_other_doors(kind: str) -> None:
    _, together, _ = CANNOT_BE[kind]
    day = date.fromisoformat(together["transactions"][0]["date"])
    told = needs(copy.deepcopy(together), known_on=KNOWN_ON)
    spans = when(copy.deepcopy(together), day, day, known_on=KNOWN_ON)
    for verdict in (told.verdict, *(each.verdict for each in spans.intervals)):
        assert Outcome.named(verdict.worst) > Outcome.AUTHORIZED


THINGS: tuple[tuple[Data, str], ...] = (
    (MAGNET, "software"), (MAGNET, "technology"), (MAGNET, "circuit"), (MAGNET, "vehicle"), (MAGNET, "model_weights"),
)  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), THINGS, ids=lambda its: its if isinstance(its, str) else "")
def test_calling_a_controlled_thing_by_another_kind_is_no_way_out(data: Data, kind: str) -> None:
    before = check(copy.deepcopy(data), known_on=KNOWN_ON)
    assert before.verdict.best == "licence required"
    called = copy.deepcopy(data)
    called["transactions"][0]["parts"][0]["facts"]["item.kind"] = kind
    found = check(called, known_on=KNOWN_ON)
    assert not clears(found)
    assert found.contradictions


@pytest.mark.parametrize("kind", ["other", "vehicle", "memory"])
def test_nor_is_a_circuit_that_computes(kind: str) -> None:
    data = act("export", "CN", {
        "export.end_uses": [], "export.has_other_recipients": False, "export.us_person_supports_chip_making": False,
    }, goods=["gpu"])  # fmt: skip
    data.pop("goods")
    data["transactions"][0] |= {"parts_complete": True, "parts": [{"ref": "gpu", "chip": "NVIDIA H100 SXM5"}]}
    data["transactions"][0]["parts"][0]["facts"] = {"item.kind": kind}
    found = check(data, known_on=KNOWN_ON)
    assert not clears(found)


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ({"trade.category": "M1", "car.carries_people": False}, "cn.export.carries_nobody"),
        ({"trade.hs6": "870380", "car.carries_people": False}, "cn.export.carries_nobody"),
        ({"access.category": "M2", "car.carries_people": False}, "cn.export.carries_nobody"),
    ],
)  # fmt: skip
def test_a_car_carries_people(told: Data, relation: str) -> None:
    found = check(with_facts(CAR, **told), known_on=KNOWN_ON)
    assert not clears(found)
    assert relation in {each.relation for each in found.contradictions}


ENTRY = act("import", "CA", {
    "trade.hs6": "870380", "vehicle.powertrain": "BEV", "trade.origin": "DE", "trade.category": "M1",
    "trade.seats": 5, "trade.preference": "none",
}, out_of="CN", day="2026-06-01")  # fmt: skip


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ({"vehicle.powertrain": "ICE"}, "trade.heading_of_motors_alone"),
        ({"vehicle.powertrain": "PHEV"}, "trade.heading_of_motors_alone"),
        ({"vehicle.powertrain": "ICE", "trade.hs6": "870360"}, "trade.heading_of_plug_in_car"),
        ({"vehicle.made_in": "CN"}, "trade.finally_assembled_in_china"),
        ({"car.registered_before": True, "car.registered_on": "2019-05-01", "trade.age_years": 1},
         "trade.older_than_its_age"),
        ({"vehicle.model_year": 2026, "trade.age_years": 26}, "trade.model_year_and_age"),
        ({"vehicle.model_year": 2012, "trade.age_years": 1}, "trade.model_year_and_age"),
    ],
)  # fmt: skip
def test_age_make_and_heading_of_a_car_go_together(told: Data, relation: str) -> None:
    assert relation in {each.relation for each in check(with_facts(ENTRY, **told), known_on=KNOWN_ON).contradictions}


DRIVES_IN = {
    "870322": "ICE", "870331": "ICE", "870340": "HEV", "870350": "HEV", "870360": "PHEV EREV", "870370": "PHEV EREV",
    "870380": "BEV EREV FCEV", "870390": "ICE HEV PHEV EREV BEV FCEV", "870210": "ICE", "870220": "HEV PHEV EREV",
    "870230": "HEV PHEV EREV", "870240": "BEV EREV FCEV", "870290": "ICE HEV PHEV EREV BEV FCEV", "870421": "ICE",
    "870432": "ICE", "870443": "HEV PHEV EREV", "870452": "HEV PHEV EREV", "870460": "BEV EREV FCEV",
    "870124": "BEV EREV FCEV", "850760": "ICE HEV PHEV EREV BEV FCEV", "870899": "ICE HEV PHEV EREV BEV FCEV",
}  # fmt: skip
"""Of each heading what can drive a vehicle under it: of a battery or a part, what it is for."""


@pytest.mark.parametrize("heading", DRIVES_IN)
def test_a_heading_and_what_drives_the_vehicle_go_together(heading: str) -> None:
    facts = {"trade.origin": "CN", "trade.permit_held": False, "trade.preference": "none", "trade.hs6": heading}
    for drive in POWERTRAINS:
        told = act("import", "CA", {**facts, "vehicle.powertrain": drive}, out_of="CN", day="2026-06-01")
        found = check(told, known_on=KNOWN_ON)
        fits = drive in DRIVES_IN[heading].split()
        assert fits is not any("trade.heading_of" in each.relation for each in found.contradictions), drive
        assert fits or not clears(found), drive


CONFLICT = act("follow_foreign_law", "CN", {
    "conflict.act": "report_to_foreign_state", "conflict.actor_in_china": True, "conflict.data_stored_in_china": True,
    "conflict.approved_by_authority": False, "conflict.reason": "foreign_law", "conflict.foreign_measure": "other",
})  # fmt: skip
OF_A_TYPE = act("sale", "CN", {"trade.category": "M1", "access.automated_function_enabled": True})
USED = act("export", "DE", {"car.registered_before": True}, out_of="CN")
UNUSED = act("export", "DE", {"car.registered_before": False}, out_of="CN")
SENT = act("surveying", "CN", {"mapping.sent_abroad": True})
RIDES = act("commercial_service", "GB", {"service.operator_on_board": "none"}, day="2026-08-01")
BUS = act("import", "CA", {"trade.hs6": "870240"}, out_of="CN")
BATTERY = act("place_on_market", "DE", {"vehicle.powertrain": "BEV", "battery.energy_kwh": 1}, day="2027-09-01")
TOGETHER: dict[str, tuple[Data, Data]] = {
    "cn.conflict.reported_to_nobody": (
        with_facts(CONFLICT, **{"conflict.recipient": "private_party"}),
        with_facts(CONFLICT, **{"conflict.recipient": "foreign_court"}),
    ),
    "cn.access.one_category": (
        with_facts(OF_A_TYPE, **{"access.category": "L"}), with_facts(OF_A_TYPE, **{"access.category": "M1"})
    ),
    "cn.automated_function_has_a_level": (
        with_facts(OF_A_TYPE, **{"vehicle.automation_level": 2}),
        with_facts(OF_A_TYPE, **{"vehicle.automation_level": 3}),
    ),
    "cn.export.registered_without_number": (
        with_facts(USED, **{"car.has_vin": False}), with_facts(USED, **{"car.has_vin": True})
    ),
    "cn.mapping.survey_of_nothing": (
        with_facts(SENT, **{"mapping.activities": ["sensor_sale"]}),
        with_facts(SENT, **{"mapping.activities": ["sensor_sale", "transmit"]}),
    ),
    "cn.export.registered_without_number, approved": (
        with_facts(UNUSED, **{"car.has_vin": False, "trade.approvals": ["whole_vehicle"]}),
        with_facts(UNUSED, **{"car.has_vin": False, "trade.approvals": []}),
    ),
    "cn.export.registered_without_number, certified": (
        with_facts(UNUSED, **{"car.has_vin": False, "vehicle.certified_type": "bus"}),
        with_facts(UNUSED, **{"car.has_vin": True, "vehicle.certified_type": "bus"}),
    ),
    "gb.passenger_permits.nobody_drives": (
        with_facts(RIDES, **{"vehicle.automation_level": 3}), with_facts(RIDES, **{"vehicle.automation_level": 4})
    ),
    "trade.seats_of_a_bus_heading": (
        with_facts(BUS, **{"trade.seats": 5}), with_facts(BUS, **{"trade.category": "M3", "trade.seats": 40})
    ),
    "eu.batteries.vehicle_with_another, 12 V": (
        with_facts(BATTERY, **{"battery.category": "starting_lighting", "battery.energy_kwh": 5}),
        with_facts(BATTERY, **{"battery.category": "starting_lighting", "battery.energy_kwh": 0.8}),
    ),
    "trade.new_of_another_decade": (
        with_facts(BUS, **{"vehicle.new": True, "trade.age_years": 12}),
        with_facts(BUS, **{"vehicle.new": True, "trade.age_years": 2}),
    ),
    "eu.batteries.vehicle_with_another": (
        with_facts(BATTERY, **{"battery.category": "light_means_of_transport", "trade.category": "M1"}),
        with_facts(BATTERY, **{"battery.category": "light_means_of_transport", "trade.category": "L"}),
    ),
    "eu.batteries.holds_nothing": (
        with_facts(BATTERY, **{"battery.category": "electric_vehicle", "battery.energy_kwh": 0}),
        with_facts(BATTERY, **{"battery.category": "electric_vehicle", "battery.energy_kwh": "900 Wh"}),
    ),
    "trade.movement_certificate_of_another_way": (
        act("import", "TR", {"trade.preference": "a_tr"}, out_of="CN"),
        act("import", "TR", {"trade.preference": "a_tr"}, out_of="DE"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("relation", TOGETHER)
def test_what_a_word_of_another_field_denies(relation: str) -> None:
    torn, fits = TOGETHER[relation]
    found = check(torn, known_on=KNOWN_ON)
    assert relation.partition(",")[0] in {each.relation for each in found.contradictions}
    assert not clears(found)
    assert not check(fits, known_on=KNOWN_ON).contradictions


@pytest.mark.parametrize(
    "told",
    [
        {"vehicle.powertrain": "EREV"}, {"vehicle.powertrain": "FCEV"}, {"vehicle.made_in": "DE"},
        {"vehicle.made_in": "CN", "trade.origin": "CN"},
        {"vehicle.model_year": 2027, "trade.age_years": 0}, {"vehicle.model_year": 2025, "trade.age_years": 1},
        {"vehicle.model_year": 2024, "trade.age_years": 2},
        {"car.registered_before": True, "car.registered_on": "2025-05-01", "trade.age_years": 1},
        {"car.registered_before": True, "car.registered_on": "2025-05-01", "trade.age_years": 4},
    ],
)  # fmt: skip
def test_and_what_can_be_is_no_contradiction(told: Data) -> None:
    assert not check(with_facts(ENTRY, **told), known_on=KNOWN_ON).contradictions


@pytest.mark.parametrize(("kind", "torn"), [("technology", True), ("circuit", False)])
def test_technology_that_crosses_is_some_technology(kind: str, torn: bool) -> None:
    data = act("export", "DE", {"technology.kind": "none"}, out_of="CN")
    data["transactions"][0] |= {"parts": [{"ref": "t", "facts": {"item.kind": kind}}], "parts_complete": True}
    found = check(data, known_on=KNOWN_ON).contradictions
    assert ("cn.export.technology_of_none" in {each.relation for each in found}) is torn
