"""Who may state what: no document of others speaks of the act, the actor, an authorization or the law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pratique.facts.authority import GROUPS, MAY_STATE, WITNESSES, group_of, may_state
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from pratique.law import book
from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from tests.safety.inputs import FORMATS, MODEM, answers, dossier, lay, outcome, refs_of

BARRED = (Outcome.PROHIBITED, Outcome.PROHIBITED)
FOREIGN = {
    "authorization.specific_granted": "true", "authorization.personal_use": "true", "act.date": "2025-01-01",
    "act.into": "CA", "act.kind": "export", "actor.told_ineligible_by_bis": "false", "actor.roles": "none",
    "part.supplier_on_approved_list": "true", "part.import_purpose": "repair",
    "part.repaired_vehicle_model_year": "2025", "item.named_in_letter_to_exporter": "false",
}  # fmt: skip
"""What a supplier would say of the act to clear it, none of it a supplier's to say."""


def barred(folder: Path, kind: str, **facts: str) -> Path:
    name, write = FORMATS[kind]
    modem = {**MODEM, "facts": {**MODEM["facts"], **facts}}
    data = write([modem])
    return lay(folder, dossier(name, answers=answers(*refs_of(data))), {name: data})


@pytest.mark.parametrize("kind", FORMATS)
def test_the_act_is_barred_in_every_format(kind: str, tmp_path: Path) -> None:
    assert outcome(barred(tmp_path, kind)) == BARRED


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("fact", FOREIGN)
def test_what_a_bill_says_of_the_act_changes_nothing_and_is_told(kind: str, fact: str, tmp_path: Path) -> None:
    before = outcome(barred(tmp_path / "a", kind))
    path = barred(tmp_path / "b", kind, **{fact: FOREIGN[fact]})
    assert outcome(path) == before
    if kind not in ("spdx3", "cx-0158"):  # written by this program, which no longer passes such a fact on
        assert any(fact in note.note for note in check(path).findings)


@pytest.mark.parametrize("place", ["metadata", "subject"])
@pytest.mark.parametrize("fact", [name for name in FOREIGN if not name.startswith(("part.", "item."))])
def test_nor_does_what_the_document_says_of_itself(place: str, fact: str, tmp_path: Path) -> None:
    import json

    from tests.safety.inputs import cyclonedx

    said = [{"name": f"pratique:fact:{fact}", "value": FOREIGN[fact]}]
    subject: dict[str, Any] = {"type": "platform", "name": "car", "bom-ref": "r"}
    metadata = {"component": subject, "properties": said}
    if place == "subject":
        metadata = {"component": {**subject, "properties": said}}
    data = dossier("bom.json", answers=answers("m"))
    path = lay(tmp_path, data, {"bom.json": json.dumps(cyclonedx([MODEM], metadata=metadata)).encode()})
    plain = {"bom.json": json.dumps(cyclonedx([MODEM], metadata={"component": subject})).encode()}
    assert outcome(path) == outcome(lay(tmp_path / "b", data, plain))


@pytest.mark.parametrize("kind", ["cyclonedx", "xml", "spdx2", "csv", "xlsx"])
def test_a_bill_and_the_dossier_on_one_vehicle_are_a_conflict_that_is_shown(kind: str, tmp_path: Path) -> None:
    name, write = FORMATS[kind]
    modem = {**MODEM, "facts": {**MODEM["facts"], "vehicle.model_year": "2029"}}
    bill = write([modem])
    path = lay(tmp_path, dossier(name, answers=answers(*refs_of(bill))), {name: bill})
    found = check(path)
    assert ("car vehicle.model_year") in {note.about for note in found.conflicts}
    assert found.verdict.worst == "prohibited"


@pytest.mark.parametrize("order", [("2029", "2031", "2029"), ("2031", "2029", "2031"), ("2029", "2029", "2031")])
def test_a_bill_that_contradicts_itself_on_the_vehicle_settles_nothing_in_any_order(
    order: tuple[str, ...], tmp_path: Path
) -> None:
    lines = [
        {**MODEM, "ref": f"m{i}", "facts": {**MODEM["facts"], "vehicle.model_year": year}}
        for i, year in enumerate(order)
    ]
    data = dossier("bom.csv", answers=answers(*(each["ref"] for each in lines)))
    del data["vehicles"][0]["model_year"]
    found = check(lay(tmp_path, data, {"bom.csv": FORMATS["csv"][1](lines)}))
    (note,) = [each for each in found.conflicts if each.about == "car vehicle.model_year"]
    assert "2029" in note.note
    assert "2031" in note.note


def test_facts_of_an_act_stated_at_its_vehicle_never_stand_over_the_act() -> None:
    data = dossier()
    data["vehicles"][0]["facts"] = {"authorization.specific_granted": True}
    found = check(data)
    assert any("authorization.specific_granted" in note.about for note in found.conflicts)
    assert found.verdict.worst == "prohibited"


@pytest.mark.parametrize("owner", ["facts", "transaction", "answer"])
def test_what_an_act_says_of_its_vehicle_is_one_with_what_the_vehicle_says(owner: str) -> None:
    data = dossier()
    if owner == "facts":
        data["facts"]["vehicle.model_year"] = 2029
    elif owner == "transaction":
        data["transactions"][0]["facts"] = {"vehicle.model_year": 2029}
    else:
        data["answers"] = [{"entity": "entry", "fact": "vehicle.model_year", "value": 2029}]
    assert any("vehicle.model_year" in note.about for note in check(data).conflicts)


def test_every_fact_is_in_one_group_and_the_law_is_nobodys_to_state_but_counsels() -> None:
    load_vocabulary()
    book.load()
    for name, definition in VOCABULARY.items():
        assert group_of(definition) in GROUPS
        for witness in ("supplier's document", "reply to a questionnaire", "registry", "screening list"):
            if name.startswith(("act.", "actor.", "authorization.", "legal.")):
                assert not may_state(witness, name) or (witness, name[:5]) == ("screening list", "autho")
    assert set(MAY_STATE) == set(WITNESSES)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("part.programmable", "parts and their sources"), ("part.import_purpose", "the act and the actor"),
        ("part.supplier_on_approved_list", "authorizations and lists"), ("party.organised_in", "parties"),
        ("party.on_entity_list", "authorizations and lists"), ("vehicle.model_year", "the vehicle"),
        ("act.kind", "the act and the actor"), ("vehicle.new", "other circumstances of the act"),
    ],
)  # fmt: skip
def test_the_groups_follow_from_the_vocabulary(name: str, group: str) -> None:
    load_vocabulary()
    assert group_of(VOCABULARY[name]) == group


def test_the_page_on_whose_word_counts_has_the_table_of_the_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "authority.md").read_text("utf-8")
    assert f"| may state | {' | '.join(WITNESSES)} |" in page
    for group in GROUPS:
        row = ["yes" if group in MAY_STATE[witness] else "no" for witness in WITNESSES]
        assert f"| {group} | {' | '.join(row)} |" in page, group
