"""What is entered under a heading that is not its own contradicts it, for every heading that the book knows.

The categories a heading admits stand here as the Harmonized System and UNECE R.E.3 say them, written apart from the
table of the program.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pratique.dossier.model import model_of
from pratique.facts import trade
from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from pratique.usecases.markets.duty import duty
from tests.safety.test_numbers_together import MODEL, TODAY, act, relations

ADMITS = {"8701": "N1 N2 N3", "8702": "M2 M3", "8703": "L M1 N1 N2 N3", "8704": "L M1 N1 N2 N3"}
"""Categories under each heading of chapter 87 that is of vehicles; of all others but `other`, none."""
SELDOM = {("8703", "N1"), ("8703", "N2"), ("8703", "N3"), ("8704", "M1")}
"""Pick-up trucks and vans: told, and no contradiction."""


def _entry(heading: str, into: str = "CA", **facts: Any) -> dict[str, Any]:
    told = {"trade.hs6": heading, "trade.origin": "JP", "trade.preference": "none", "vehicle.new": True}
    return act("import", into, "JP", facts={**told, **facts})


@pytest.mark.parametrize("heading", trade.HEADINGS)
def test_a_category_stands_under_its_headings_alone(heading: str) -> None:
    admitted = " ".join(trade.CATEGORIES) if heading == "other" else ADMITS.get(heading[:4], "")
    for category in trade.CATEGORIES:
        facts = {"trade.category": category, "trade.assembly": "CBU"}
        found = check(_entry(heading, **facts), known_on=TODAY)
        torn = [each for each in relations(found) if each.startswith("trade.category_under")]
        assert bool(torn) is (category not in admitted.split()), category
    assert not relations(check(_entry(heading), known_on=TODAY)), "a heading alone contradicts nothing"


@pytest.mark.parametrize(("heading", "category"), sorted(SELDOM))
def test_a_pick_up_truck_is_told_and_contradicts_nothing(heading: str, category: str) -> None:
    code = next(each for each in trade.HEADINGS if each.startswith(heading))
    found = check(_entry(code, **{"trade.category": category}), known_on=TODAY)
    assert not relations(found)
    assert found.look_again


INTO = ["DE", "BR", "MY", "TR", "MX", "CA", "GB"]
KITS: list[dict[str, Any]] = [{"trade.assembly": "SKD"}, {"trade.assembly": "CKD"}, {"vehicle.completed": False}]
UNSAID: list[dict[str, Any]] = [
    {},
    {"trade.assembly": {"unknown": "not-asked"}},
    {"vehicle.completed": {"unknown": "asked-no-reply"}},
    {"trade.assembly": {"one_of": ["CBU", "CKD"]}},
]


@pytest.mark.parametrize("into", INTO)
@pytest.mark.parametrize("category", ["M1", "N1", "M3"])
def test_parts_with_a_category_are_open_until_somebody_says_that_they_are_a_kit(into: str, category: str) -> None:
    """What is left out is not evidence: what is not said to be a kit reads as what would be a whole vehicle does."""

    def of(facts: dict[str, Any]) -> Any:
        return check(_entry(trade.VEHICLE_PARTS, into, **{"trade.category": category, **facts}), known_on=TODAY)

    built = of({"trade.assembly": "CBU"}).verdict
    for facts in UNSAID:
        found = of(facts)
        assert "trade.parts_with_a_category" in relations(found), facts
        assert found.verdict == built, facts
    for facts in KITS:
        found = of(facts)
        assert not relations(found), facts
        assert found.verdict.worst == "out of scope", facts
    assert check(_entry(trade.VEHICLE_PARTS, into), known_on=TODAY).verdict.worst == "out of scope"


@pytest.mark.parametrize("assembly", ["SKD", "CKD"])
@pytest.mark.parametrize("into", INTO)
def test_a_kit_entered_as_parts_has_the_category_of_its_vehicle(into: str, assembly: str) -> None:
    """Told, since a kit with all that makes the vehicle is entered as that vehicle; no contradiction by itself."""
    facts = {"trade.category": "M1", "trade.assembly": assembly}
    found = check(_entry(trade.VEHICLE_PARTS, into, **facts), known_on=TODAY)
    assert not relations(found)
    assert any("kit" in each.note for each in found.look_again)
    whole = check(_entry(trade.VEHICLE_PARTS, into, **facts, **{"vehicle.completed": True}), known_on=TODAY)
    assert "trade.kit_that_is_completed" in relations(whole)
    built = {**facts, "trade.assembly": "CBU"}
    assert relations(check(_entry(trade.VEHICLE_PARTS, into, **built), known_on=TODAY))
    for heading in (trade.LITHIUM_BATTERY, *trade.CHIPS[:1]):
        assert relations(check(_entry(heading, into, **facts), known_on=TODAY)), heading


VEHICLES = [each for each in trade.HEADINGS if each[:4] in ADMITS]
OTHERS = [each for each in trade.HEADINGS if each not in VEHICLES and each != "other"]
UNIT = {"ref": "u", "kind": "hardware", "named_type": "networking_or_telematics_unit"}
TORN: dict[str, tuple[list[str], dict[str, Any]]] = {
    "trade.vehicle_of_no_vehicle": (VEHICLES, {"act.concerns_vehicle": False}),
    "trade.people_under_no_vehicle": (OTHERS, {"car.carries_people": True}),
}


@pytest.mark.parametrize("relation", TORN)
def test_a_unit_as_a_vehicle_and_a_vehicle_as_a_unit(relation: str) -> None:
    headings, facts = TORN[relation]
    for heading in headings:
        found = check(_entry(heading, **facts), known_on=TODAY)
        assert relation in relations(found), heading
    for heading in {*trade.HEADINGS} - {*headings}:
        assert relation not in relations(check(_entry(heading, **facts), known_on=TODAY)), heading


def test_a_finished_vehicle_listed_under_a_heading_of_parts() -> None:
    data = _entry(trade.VEHICLE_PARTS)
    data["transactions"][0] |= {"parts": [{"ref": "v", "facts": {"item.kind": "vehicle"}}]}
    assert relations(check(data, known_on=TODAY)) == {"trade.vehicle_under_no_vehicle"}
    data["transactions"][0]["parts"][0]["facts"]["item.kind"] = "other"
    assert not relations(check(data, known_on=TODAY))


def test_a_module_entered_as_a_car_is_torn_by_what_the_importer_is() -> None:
    data = _entry(trade.BATTERY_CAR, "US", **{"actor.roles": ["vcs_hardware_importer"]})
    data["transactions"][0] |= {"parts": [UNIT], "parts_complete": True}
    assert relations(check(data, known_on=TODAY)) == {"trade.vehicle_of_no_vehicle"}
    data["facts"]["trade.hs6"] = "other"
    assert not relations(check(data, known_on=TODAY))


@pytest.mark.parametrize("heading", [trade.LITHIUM_BATTERY, trade.BATTERY_CAR, "870340", "870460"])
def test_no_battery_under_a_heading_of_one(heading: str) -> None:
    facts = {"trade.hs6": heading, "battery.category": "no_battery", "product.connected": False}
    data = act("place_on_market", "DE", "DE", day="2027-09-01", facts=facts)
    assert relations(check(data, known_on=TODAY)) == {"trade.battery_heading_of_no_battery"}
    data["facts"]["battery.category"] = "electric_vehicle"
    assert not relations(check(data, known_on=TODAY))


@pytest.mark.parametrize("market", ["EU", "JP", "DE"])
@pytest.mark.parametrize(
    ("heading", "category"), [("other", "N3"), ("other", "M1"), ("870124", "N3"), ("850760", "M1")]
)
def test_no_approval_is_left_out_by_the_heading(market: str, heading: str, category: str) -> None:
    """What is of category M or N is approved by type under whatever heading it comes."""
    into = "DE" if market == "EU" else market
    told = {"trade.category": category, "trade.approvals": [], "trade.type_first_approved": "none"}
    found = check(_entry(heading, into, **told, **{"vehicle.automation_level": 0}), known_on=TODAY)
    assert Outcome.named(found.verdict.worst) > Outcome.AUTHORIZED
    assert found.exit_status in (1, 3)


def test_goods_that_are_no_vehicle_are_asked_for_no_approval() -> None:
    for heading in OTHERS:
        found = check(_entry(heading, "DE"), known_on=TODAY)
        assert Outcome.named(found.verdict.worst) <= Outcome.AUTHORIZED, heading


def test_duty_tells_it_too() -> None:
    data = copy.deepcopy(MODEL)
    data["trade"] |= {"hs6": trade.LITHIUM_BATTERY}
    notes = duty(model_of(data), "US", known_on=TODAY).notes
    assert any(each.startswith("Contradiction") and "category of a vehicle" in each for each in notes)
