"""A registry beside a dossier: what it says of a party of nearly that name, of a seat and of a list counts.

The dossier denies that its supplier is controlled from anywhere; alone it is cleared.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.facts.authority import WITNESSES, may_state
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from tests.safety.inputs import MODEM_FACTS, answers, clears, dossier, lay, outcome

TRUTHS = {"true": True, "false": False}
HEAD = "kind,subject,name,organised,holder,share,decisive\n"
LEI, PARENT = "5299000J2N45DDNE4Y28", "300300C1040833000032"


def denied(**party: Any) -> dict[str, Any]:
    """A unit by Acme, a German maker that its customer calls nobody's."""
    data = dossier()
    car = data["vehicles"][0]
    del car["boms"]
    facts: dict[str, Any] = {name: TRUTHS.get(value, value) for name, value in MODEM_FACTS.items()}
    facts |= {"part.functions": ["communication"], "part.radio_frequency_max": 3_800_000_000, "part.model_year": 2031}
    source = {"party": "acme", "roles": ["designed"], "facts": {"source.only_by_citizenship": False}}
    part = {"ref": "tcu", "name": "unit 5", "kind": "hardware", "facts": facts, "sources": [source]}
    car |= {"parts": [{**part, "sources_complete": True}], "parts_complete": True}
    (acme,) = [each for each in data["parties"] if each["id"] == "acme"]
    acme |= party
    return {**data, "answers": answers("tcu")}


def beside(folder: Path, file: str, text: str, **party: Any) -> Path:
    return lay(folder, {**denied(**party), "registries": [file]}, {file: text.encode()})


def stakes(name: str, parent: str = "CN", row: str = "votes,x,,,p,100,") -> str:
    return f"{HEAD}party,x,{name},DE,,,\nparty,p,Parent Holding,{parent},,,\n{row}\n"


def company(**properties: list[str]) -> str:
    return json.dumps({"id": "x", "schema": "Company", "properties": {"name": ["Acme"], **properties}})


def test_alone_the_dossier_is_cleared(tmp_path: Path) -> None:
    assert clears(outcome(lay(tmp_path, denied())))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Acme", "ACME GmbH"), ("Acme GmbH", "Acme"), ("Acme Telematik", "ACME TELEMATIK GmbH"), ("Acme", "Acme AG"),
        ("星河部件", "星河部件股份有限公司"), ("ООО Акме", "Акме"), ("Acme Ltd", "Acme Limited"), ("Acme", "Acme"),
    ],
)  # fmt: skip
def test_a_name_with_and_without_its_legal_form_opens(ours: str, theirs: str, tmp_path: Path) -> None:
    assert not clears(outcome(beside(tmp_path / "cn", "r.csv", stakes(theirs), name=ours)))
    assert clears(outcome(beside(tmp_path / "us", "r.csv", stakes(theirs, "US"), name=ours)))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("Acme GmbH", "Acme AG"), ("Acme GmbH", "Acme Energie GmbH"), ("Acme", "Bcme GmbH")]
)
def test_another_company_opens_nothing(ours: str, theirs: str, tmp_path: Path) -> None:
    assert clears(outcome(beside(tmp_path, "r.csv", stakes(theirs), name=ours)))


OTHER_FORMS: dict[str, tuple[str, Callable[[], str]]] = {
    "FollowTheMoney, a country without what ties to it": ("r.ftm.json", lambda: company(country=["cn"])),
    "FollowTheMoney, two jurisdictions": ("r.ftm.json", lambda: company(jurisdiction=["de", "cn"])),
    "FollowTheMoney, sanctioned": ("r.ftm.json", lambda: company(jurisdiction=["de"], topics=["sanction"])),
    "FollowTheMoney, next to a sanctioned one": (
        "r.ftm.json", lambda: company(jurisdiction=["de"], topics=["sanction.linked"])
    ),
    "FollowTheMoney, export control": (
        "r.ftm.json", lambda: company(jurisdiction=["de"], topics=["export.control"])
    ),
    "a table, decisive board": ("r.csv", lambda: stakes("Acme", row="board,x,,,p,,yes")),
    "a table, capital alone": ("r.csv", lambda: stakes("Acme", row="capital,x,,,p,100,")),
    "a table, another seat": ("r.csv", lambda: f"{HEAD}party,x,Acme,CN,,,\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_what_a_registry_says_against_the_dossier_opens(form: str, tmp_path: Path) -> None:
    name, text = OTHER_FORMS[form]
    assert not clears(outcome(beside(tmp_path, name, text())))


@pytest.mark.parametrize("topics", [["corp.public"], ["role.pep"], []])
def test_other_topics_open_nothing(topics: list[str], tmp_path: Path) -> None:
    assert clears(outcome(beside(tmp_path, "r.ftm.json", company(jurisdiction=["de"], topics=topics))))


def test_no_reply_states_what_only_the_asker_or_an_authority_can() -> None:
    load_vocabulary()
    own = ["own dossier", "a person's answer", "counsel"]
    for name in ("data.assessment_passed", "car.export_licence", "technology.licence", "export.nac_notified"):
        assert [each for each in WITNESSES if may_state(each, name)] == own
    for name in ("party.on_other_us_list", "procurement.party_on_1260h", "radio.on_covered_list"):
        assert not may_state("supplier's document", name)
        assert not may_state("reply to a questionnaire", name)
    mine = [name for name, its in VOCABULARY.items() if its.known_by == "you"]
    assert not [name for name in mine if may_state("reply to a questionnaire", name)]


@pytest.mark.parametrize(
    "theirs", ["Acme Telematik GmbH", "ACME TELEMATIK GMBH", "Acme Telematik", "acme telematik gmbh"]
)
@pytest.mark.parametrize("above", [False, True])
def test_a_party_that_a_registry_knows_by_its_name_alone_is_that_party(
    theirs: str, above: bool, tmp_path: Path
) -> None:
    """A row of votes names its two sides; that no row states a name of them beside is how people write it."""
    row = f"votes,{theirs},,,Mid Holding,100,\nvotes,Mid Holding,,,p,100," if above else f"votes,{theirs},,,p,100,"
    text = f"{HEAD}party,p,Parent Holding,CN,,,\n{row}\n"
    assert not clears(outcome(beside(tmp_path, "r.csv", text, name="Acme Telematik GmbH")))


def test_one_of_another_name_is_not(tmp_path: Path) -> None:
    text = f"{HEAD}party,p,Parent Holding,CN,,,\nvotes,Acme Sensors GmbH,,,p,100,\n"
    assert clears(outcome(beside(tmp_path, "r.csv", text, name="Acme Telematik GmbH")))
