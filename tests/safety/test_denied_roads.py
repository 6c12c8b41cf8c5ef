"""A denial that takes a car out of the rule, beside a fact that says otherwise: neither decides alone."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from pratique import check

DAY = date(2026, 11, 22)
PREFIX = "us.cfr15_791d."
CAR: dict[str, Any] = {
    "parties": [{"id": "sh", "name": "Shanghai Soft", "organised_in": "CN", "natural_person": False}],
    "vehicles": [
        {
            "id": "v", "model_year": 2027, "gvwr": "2000 kg", "mechanical_power": True, "primarily_public_road": True,
            "rail_only": False, "networked_hardware_with_software": True, "communicates_wirelessly": True,
            "completed": True, "new": True, "automation_level": 2, "parts_complete": True,
            "parts": [
                {
                    "ref": "app", "name": "application", "kind": "software", "software_class": "application",
                    "on_primary_processor": True, "software_enables": ["VCS"], "foreign_interest": True,
                    "open_source": False, "last_designed_or_supplied": "2026-06-15", "sources_complete": True,
                    "supplier_on_approved_list": False,
                    "sources": [
                        {"party": "sh", "roles": ["developed"], "facts": {"source.only_by_citizenship": False}}
                    ],
                }
            ],
        }
    ],
    "transactions": [
        {"act": "sale", "role": "manufacturer", "date": "2027-02-15", "into": "US", "out_of": "US", "vehicle": "v"}
    ],
    "facts": {"authorization.specific_granted": False, "actor.informed_by_bis": False},
}  # fmt: skip
OFF_ROAD: dict[str, Any] = {"primarily_public_road": False}
ON_RAILS: dict[str, Any] = {"rail_only": True}
UNFINISHED: dict[str, Any] = {"completed": False}
CATEGORIES = [{"trade.category": each} for each in ("M1", "M2", "M3", "N1", "N2", "N3")]
TORN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    *(("road_category_off_the_road", OFF_ROAD, each) for each in CATEGORIES),
    *(("power_driven_category", ON_RAILS, each) for each in CATEGORIES),
    ("off_road_most_days_on_roads", OFF_ROAD, {"authorization.days_on_public_roads": 300}),
    ("off_road_most_days_on_roads", OFF_ROAD, {"authorization.days_on_public_roads": {"min": 183}}),
    ("built_up_and_not_completed", UNFINISHED, {"trade.assembly": "CBU"}),
    ("built_up_and_not_completed", UNFINISHED, {"car.registered_on": "2026-12-01"}),
]
WHOLE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (OFF_ROAD, {"trade.category": "L"}),
    (ON_RAILS, {"authorization.days_on_public_roads": 300}),  # a tram
    (OFF_ROAD, {"authorization.days_on_public_roads": 20}),
    (OFF_ROAD, {"trade.category": {"unknown": "not-asked"}}),
    (OFF_ROAD, {"authorization.days_on_public_roads": {"min": 20, "max": 300}}),
    (UNFINISHED, {"trade.assembly": "CKD"}),
    (UNFINISHED, {"car.registered_on": {"none": True}}),
    ({}, {"trade.assembly": "CBU", "trade.category": "M1", "authorization.days_on_public_roads": 300}),
]


def of(vehicle: dict[str, Any], facts: dict[str, Any]) -> Any:
    data = copy.deepcopy(CAR)
    data["vehicles"][0] |= vehicle
    data["facts"] |= facts
    return check(data, known_on=DAY)


@pytest.mark.parametrize(("relation", "vehicle", "facts"), TORN)
def test_what_says_otherwise_keeps_the_outcome_open(
    relation: str, vehicle: dict[str, Any], facts: dict[str, Any]
) -> None:
    found = of(vehicle, facts)
    assert PREFIX + relation in {each.relation for each in found.contradictions}
    assert found.verdict.worst == "prohibited"
    assert found.verdict.best == of(vehicle, {}).verdict.best, "the denial may still be the one that is right"


@pytest.mark.parametrize(("vehicle", "facts"), WHOLE)
def test_what_may_both_be_settles_as_it_did(vehicle: dict[str, Any], facts: dict[str, Any]) -> None:
    found = of(vehicle, facts)
    assert not found.contradictions
    assert found.verdict == of(vehicle, {}).verdict
    assert found.verdict.best == found.verdict.worst
