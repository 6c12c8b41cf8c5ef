"""Every day on which an answer of the export controls can change, with the day before it."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from pratique.dossier.build import cases_of
from pratique.dossier.document import dossier_of, plain_data
from pratique.facts import act
from pratique.facts.kinds import PART
from pratique.law.instrument import Mode, levels
from pratique.law.us.ear import INSTRUMENT
from pratique.law.us.ear.classification import edges as class_edges
from pratique.law.us.ear.tables import allocations, memberships
from pratique.logic.entities import Entity
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import point
from pratique.readings.decide import bind, verdict
from pratique.readings.facts_used import facts_used

GIVEN = Path(__file__).parents[1] / "cases" / "us" / "ear" / "exports.toml"
LICENCE = 4
"""Place of "a licence is required" among the levels."""
MODES: tuple[Mode, Mode] = ("by_text", "as_enforced")


@cache
def condition(mode: Mode) -> Any:
    return simplify(levels(INSTRUMENT, PART, mode)[LICENCE])


def case(**changes: Any) -> Entity:
    """The base case of the case file with some facts of the item and the site changed."""
    data = copy.deepcopy(plain_data(tomllib.loads(GIVEN.read_text())["given"]))
    into = changes.pop("into", "CN")
    data["transactions"][0]["into"] = into
    data["parties"][1] |= {"headquartered_in": into, **changes.pop("site", {})}
    data["parts"][0]["facts"] |= changes.pop("item", {})
    return cases_of(dossier_of(data), date(2026, 11, 22)).cases[0].entity


def word(entity: Entity, on: date, mode: Mode) -> str:
    dated = structs.replace(entity, values={**entity.values, "act.date": point(on)})
    (part,) = dated.listing(PART).elements
    found = verdict(condition(mode), bind(bind({}, dated), part)).truth
    return "licence" if found is TRUE else "none" if found is FALSE else "open"


def edges() -> list[date]:
    """Every day at which some condition of the instrument is held against the day of the act."""
    uses = facts_used(*(condition(mode) for mode in MODES))
    (constants,) = (use.constants for use in uses if use.fact is act.date)
    # A condition may end on a day as its last or begin on the next: both are looked at.
    return sorted({date.fromordinal(int(end) + more) for end in constants for more in (0, 1)})


SWEDEN = {"into": "SE", "site": {"headquartered_in": "SE", "ultimate_parent_headquarters": "SE"}}
MEMORY = {
    "item.kind": "memory",
    "hbm.bandwidth_gbs": 300,
    "hbm.package_area_mm2": 100,
    "hbm.copackaged_with_processor": False,
}
CASES: dict[str, tuple[dict[str, Any], dict[str, str], dict[str, str]]] = {
    # name: (changes, from which day by the text, from which day as enforced)
    "H100 to China": ({}, {"2022-10-21": "licence"}, {"2022-10-21": "licence"}),
    "A800 to China": ({"item": {"chip.io_rate_gbs": 400}}, {"2023-11-17": "licence"}, {"2023-11-17": "licence"}),
    "H100 to Sweden": (SWEDEN, {"2025-05-15": "licence"}, {}),
    "H100 to a Chinese-owned site in Sweden": (
        {"into": "SE", "site": {"headquartered_in": "SE"}},
        {"2023-11-17": "licence"},
        {"2023-11-17": "licence"},
    ),
    "H100 to Macau": (
        {"into": "MO", "site": {"ultimate_parent_headquarters": "MO"}},
        {"2023-01-17": "licence"},
        {"2023-01-17": "licence"},
    ),
    "H100 to Saudi Arabia": (
        {"into": "SA", "site": {"ultimate_parent_headquarters": "SA"}},
        {"2023-11-17": "licence"},
        {"2023-11-17": "licence"},
    ),
    "H100 to the Emirates": (
        {"into": "AE", "site": {"ultimate_parent_headquarters": "AE"}},
        {"2023-11-17": "licence"},
        {"2023-11-17": "licence", "2026-07-10": "open"},
    ),
    "driving chip to China": (
        {"item": {"chip.rate_8b": 517, "chip.rate_16b": "none", "chip.data_center": False}},
        {},
        {},
    ),
    "memory to China": (
        {"item": MEMORY},
        {"2024-12-31": "licence"},
        {"2024-12-31": "licence"},
    ),
    "anything to an affiliate held by half": (
        {"site": {"listed_ownership_percent": 50}, "item": {"item.kind": "other", "item.us_origin": True}},
        {"2025-09-29": "licence", "2025-11-10": "none", "2026-11-10": "open"},
        {"2025-09-29": "licence", "2025-11-10": "none", "2026-11-10": "open"},
    ),
    "a consumer part above 4800 to Nicaragua": (
        {"into": "NI", "site": {"ultimate_parent_headquarters": "NI"}, "item": {"chip.data_center": False}},
        {"2024-03-15": "licence"},
        {"2024-03-15": "licence"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_answer_changes_on_its_days_and_on_no_other(name: str) -> None:
    changes, *expected = CASES[name]
    entity = case(**copy.deepcopy(changes))
    for mode, turns in zip(MODES, expected, strict=True):
        for edge in edges():
            for on in (date.fromordinal(edge.toordinal() - 1), edge):
                assert word(entity, on, mode) == _expected(turns, on), f"{mode}, {on}"


def _expected(turns: dict[str, str], on: date) -> str:
    past = [day for day in turns if day <= on.isoformat()]
    return turns[max(past)] if past else "none"


def test_every_date_of_every_table_is_an_edge() -> None:
    found = set(edges())
    for row in memberships():
        if row.group in ("A:5", "D:1", "D:4", "D:5"):
            assert {day for day in (row.start, row.doubt_from, row.until) if day is not None} <= found, row
    for allocation in allocations("national validated end user"):
        assert allocation.start in found
    for provision in INSTRUMENT.provisions:
        if provision.kind == "licence" and provision.per is PART:
            due = provision.clocks.compliance_due or provision.clocks.in_force
            assert provision.clocks.lapses is None or provision.clocks.lapses in found
            # What was in force before the instrument begins has no edge of its own.
            assert due in found or (due is not None and due < date(2022, 10, 8)), provision.cite


def test_classes_change_on_the_days_of_their_entries() -> None:
    assert [day.isoformat() for day in class_edges()] == [
        "2022-10-21", "2023-11-17", "2024-12-02", "2024-12-31", "2025-01-13", "2025-05-13", "2025-05-15",
    ]  # fmt: skip
