"""The inputs that once cleared wrongly, each beside siblings of its kind in other directions."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from typing import Any

import pytest

from pratique.dossier.document import plain_data
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.running import EXAMPLES
from tests.safety.inputs import MODEM_FACTS, dossier

KNOWN = date(2026, 11, 22)
SHANGHAI = plain_data(tomllib.loads((EXAMPLES / "shanghai-app" / "dossier.toml").read_text("utf-8")))


def shanghai(part: dict[str, Any] | None = None, maker: dict[str, Any] | None = None, **more: Any) -> Answer:
    """The shipped example, which is barred, with more said of its app, of who made it and of the rest."""
    data: dict[str, Any] = copy.deepcopy(SHANGHAI)
    app = data["vehicles"][0]["parts"][0]
    app |= part or {}
    (who,) = [each for each in data["parties"] if each["id"] == app["sources"][0]["party"]]
    who |= maker or {}
    data["facts"] |= more
    return check(data, known_on=KNOWN)


def clears(found: Answer) -> bool:
    return Outcome.named(found.verdict.worst) <= Outcome.AUTHORIZED


HUMAN = {
    "natural_person": True, "citizen_of": ["CN"], "us_citizen_or_permanent_resident": False,
    "acts_for_prc_or_russia": False, "organised_in": "?", "headquartered_in": "?", "principal_place_of_business": "?",
}  # fmt: skip


@pytest.mark.parametrize("country", ["CN", "RU", "HK"])
def test_residence_against_only_by_citizenship_is_open_law_and_no_exit(country: str) -> None:
    data: dict[str, Any] = copy.deepcopy(SHANGHAI)
    source = data["vehicles"][0]["parts"][0]["sources"][0]
    source.setdefault("facts", {})["source.only_by_citizenship"] = True
    (who,) = [each for each in data["parties"] if each["id"] == source["party"]]
    who |= {**HUMAN, "citizen_of": [country], "resident_in": [country]}
    assert not clears(check(data, known_on=KNOWN))


@pytest.mark.parametrize("roles", [["connected_vehicle_manufacturer"], ["supplier"], []])
@pytest.mark.parametrize("imports", [True, False])
def test_who_imports_cars_with_the_hardware_inside_is_not_cleared_by_its_other_role(
    roles: list[str], imports: bool
) -> None:
    data = dossier()
    facts = {**MODEM_FACTS, "part.functions": ["communication"]}
    data["vehicles"][0]["parts"] = [{
        "ref": "tcu", "kind": "hardware", "sources_complete": True,
        "sources": [{"party": "quectel", "roles": ["designed", "manufactured"]}],
        "facts": {**{n: {"true": True, "false": False}.get(str(v), v) for n, v in facts.items()},
                  "part.radio_frequency_max": 3800000000, "part.model_year": 2031},
    }]  # fmt: skip
    data["vehicles"][0].pop("boms")
    data["facts"] |= {"actor.roles": roles, "actor.imports_vcs_hardware": False,
                      "actor.imports_vehicles_for_sale": imports}  # fmt: skip
    found = check(data, known_on=KNOWN)
    assert not (clears(found) and imports), "a manufacturer that imports cars imports the hardware in them"


@pytest.mark.parametrize(
    "said",
    [
        {"foreign_interest": False},
        {"altered_by_linked_person_since_cutoff": False, "last_designed_or_supplied": "2025-12-31"},
        {"covered_software": False}, {"legacy_software": True},
    ],
)  # fmt: skip
def test_what_the_source_shows_otherwise_clears_nothing(said: dict[str, Any]) -> None:
    upkeep = {"sources": [{**SHANGHAI["vehicles"][0]["parts"][0]["sources"][0], "roles": ["developed", "maintains"]}]}
    found = shanghai({**upkeep, **said})
    assert not clears(found)
    assert found.contradictions or found.conflicts


@pytest.mark.parametrize("said", [{"organised_in": "?"}, {"headquartered_in": "?"}, {"natural_person": "?"}])
def test_what_follows_is_not_asked(said: dict[str, Any]) -> None:
    found = shanghai(maker=said)
    assert not clears(found)
    if "natural_person" in said:
        assert not [each for each in found.open_facts if each.name == "party.natural_person"]


@pytest.mark.parametrize(
    "facts",
    [
        {"act.concerns_vehicle": False}, {"vehicle.rail_only": True}, {"vehicle.completed": False},
        {"vehicle.automation_level": 0}, {"actor.informed_by_bis": False, "act.concerns_vehicle": False},
    ],
)  # fmt: skip
def test_a_second_word_on_the_vehicle_is_a_conflict_and_no_exit(facts: dict[str, Any]) -> None:
    before = {each: SHANGHAI["vehicles"][0].get(each.partition(".")[2]) for each in facts}
    found = shanghai(**facts)
    same = all(value is not None and value == facts[name] for name, value in before.items())
    assert same or not clears(found)


def test_one_word_firmware_is_looked_at_again() -> None:
    found = shanghai(
        {
            "name": "modem firmware",
            "software_class": "firmware",
            "on_primary_processor": True,
            "software_enables": ["VCS"],
        }
    )
    assert any("firmware" in each.note.casefold() for each in found.look_again)


@pytest.mark.parametrize("basis", ["documented", "asserted"])
@pytest.mark.parametrize(
    ("act", "into", "fact", "value"),
    [
        ("import", "EU", "trade.origin", "CN"), ("import", "CA", "trade.hs6", "870380"),
        ("sale", "CN", "access.product_access_granted", True),
    ],
)  # fmt: skip
def test_a_ruling_is_a_conclusion_with_its_source_and_basis(
    act: str, into: str, fact: str, value: object, basis: str
) -> None:
    told = {"value": value, "basis": basis, "source": "ruling 7 of the authority"}
    found = check({"transactions": [{"act": act, "into": into, "date": "2026-11-22"}], "facts": {fact: told}},
                  known_on=KNOWN)  # fmt: skip
    assert [(each.fact, each.source) for each in found.concluded] == (
        [(fact, "ruling 7 of the authority")] if basis == "documented" else []
    )
