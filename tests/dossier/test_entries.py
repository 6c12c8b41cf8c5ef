"""What the tables of a dossier name, as frozen structs."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

import pratique
from pratique.dossier.build import cases_of
from pratique.dossier.document import dossier_of, load_toml_or_json
from pratique.dossier.entries import (
    ENTRIES,
    ActEntry,
    AnswerEntry,
    BillEntry,
    PartEntry,
    PartyEntry,
    ProductEntry,
    SourceEntry,
    TableEntry,
    VehicleEntry,
    acts_of,
)
from pratique.dossier.faults import schema
from pratique.errors import InvalidInput
from pratique.usecases.missing.questionnaire import questionnaires
from pratique.usecases.missing.recipients import INTEGRATION
from tests.cases.runner import all_cases
from tests.running import EXAMPLES

DAY = date(2026, 11, 22)
LEI = "5493001KJTIIGC8Y1R12"


def said(actor: str) -> dict[str, object]:
    sale = {"act": "sale", "role": "manufacturer", "vehicle": "v", "date": "2026-12-22", "into": "US"}
    return {
        "title": "named",
        "parties": [
            {"id": "northwind", "name": "Northwind LLC", "lei": LEI, "organised_in": "US"},
            {"id": "other", "name": "Other LLC"},
        ],
        "vehicles": [{"id": "v", "name": "Aurora", "parts": [{"ref": "kit"}]}],
        "transactions": [{"actor": actor, **sale}],
    }


def test_entries_are_frozen_and_have_keys() -> None:
    dossier = dossier_of(said("northwind"))
    assert [each.key for each in dossier.acts] == ["transaction 1"]
    assert [each.label for each in dossier.parties] == ["Northwind LLC", "Other LLC"]
    assert [each.label for each in (*dossier.vehicles, *dossier.products)] == ["Aurora"]
    with pytest.raises(AttributeError):
        dossier.acts[0].id = "s"  # type: ignore[misc]
    assert ActEntry("sale", "s/actor").key == r"s\/actor"


@pytest.mark.parametrize("actor", ["northwind", "Northwind LLC", "NORTHWIND llc", LEI.lower()])
def test_an_actor_is_the_same_party_by_id_name_or_lei(tmp_path: Path, actor: str) -> None:
    file = tmp_path / "dossier.json"
    file.write_text(json.dumps(said(actor)), encoding="utf-8")
    declared = pratique.declare(file, draft=True, known_on=DAY)
    told = {each.name: each.value for each in declared.fields if each.section.startswith("Declarant")}
    assert (told["name"], told["LEI"]) == ("Northwind LLC", LEI)
    asked = pratique.apply(file, "specific", draft=True, known_on=DAY)
    assert {each.value for each in asked.fields if each.name == "name"} >= {"Northwind LLC"}
    letters = {each.recipient: {line.fact for line in each.lines} for each in questionnaires(file, known_on=DAY)}
    assert letters["Northwind LLC"] & INTEGRATION
    assert not letters.get("to be assigned", set()) & INTEGRATION


def test_entries_have_the_keys_of_the_schema_and_no_others() -> None:
    shared = schema()["$defs"]
    # Numbers of a party that are looked up, and named in no schema: any text or figure is taken.
    looked_up = {"party": {"registration", "uscc", "duns"}}
    kinds: dict[str, type[TableEntry]] = {**ENTRIES, "product": ProductEntry}
    for name, entry in kinds.items():
        own = shared[name]["properties"].keys() | looked_up.get(name, set())
        assert entry.keys() - own <= {"facts"}, name
        assert own <= entry.keys(), name
    answer = {each.name for each in msgspec.structs.fields(AnswerEntry)} - {"at"}
    assert answer == shared["answer"]["properties"].keys()


@pytest.mark.parametrize(
    ("table", "key", "code"),
    [
        ("parties", "stated", "fact.unknown"),
        ("vehicles", "prefix", "fact.unknown"),
        ("transactions", "boms", "fact.unknown"),
    ],
)
def test_a_key_that_is_no_field_is_a_fact_whatever_it_is_called(table: str, key: str, code: str) -> None:
    asked = said("northwind")
    asked[table][0][key] = True  # type: ignore[index]
    with pytest.raises(InvalidInput) as refused:
        pratique.check(asked, known_on=DAY)
    assert [each.code for each in refused.value.findings] == ["dossier.fact.unknown"]


def test_what_is_written_as_nothing_is_not_left_out() -> None:
    asked = said("northwind")
    asked["vehicles"] = [{"id": "v", "parts": [{"ref": "kit", "sources": [{"party": "other", "roles": None}]}]}]
    with pytest.raises(InvalidInput) as refused:
        pratique.check(asked, known_on=DAY)
    assert [each.place.pointer for each in refused.value.findings] == ["vehicles/0/parts/0/sources/0/roles"]


def test_goods_that_are_named_and_none_are_not_goods_that_are_not_named() -> None:
    acts: list[dict[str, object]] = [{"act": "sale"}, {"act": "sale", "goods": []}, {"act": "sale", "parts": []}]
    assert [(each.goods, each.parts) for each in acts_of(acts)] == [(None, None), ((), None), (None, ())]


FORMS: list[object] = [None, 3, 1.5, True, "", "x", [], [3], ["x"], [[]], [{}], {}, {"x": 3}, {"x": {"y": None}}]
TABLES: dict[str, tuple[str, type[TableEntry] | type[BillEntry] | type[AnswerEntry]]] = {
    "parties": ("parties/0", PartyEntry),
    "vehicles": ("vehicles/0", VehicleEntry),
    "products": ("products/0", ProductEntry),
    "transactions": ("transactions/0", ActEntry),
    "parts": ("vehicles/0/parts/0", PartEntry),
    "sources": ("vehicles/0/parts/0/sources/0", SourceEntry),
    "boms": ("vehicles/0/boms/0", BillEntry),
    "answers": ("answers/0", AnswerEntry),
}


@pytest.mark.parametrize("table", TABLES)
def test_no_form_of_any_key_of_a_table_is_a_defect_of_the_program(table: str) -> None:
    where, kind = TABLES[table]
    for key in {each.name for each in msgspec.structs.fields(kind)} | {"profile", "kind", "name", "x"}:
        for form in FORMS:
            asked: dict[str, Any] = json.loads(json.dumps(said("northwind")))
            asked["vehicles"][0]["parts"][0]["sources"] = [{"party": "other", "roles": ["supplied"]}]
            asked["vehicles"][0]["boms"] = [{"file": "missing.csv"}]
            asked |= {
                "products": [{"id": "p"}],
                "answers": [{"fact": "part.kind", "value": "hardware", "entity": "kit"}],
            }
            holder: Any = asked
            for step in where.split("/"):
                holder = holder[int(step)] if step.isdigit() else holder[step]
            holder[key] = form
            with suppress(InvalidInput):  # anything else is a defect, and fails here
                cases_of(dossier_of(asked), DAY)


def shipped() -> list[dict[str, Any]]:
    examples = [load_toml_or_json(str(each)) for each in sorted(EXAMPLES.glob("*/dossier.toml"))]
    return [*examples, *(case.data for case in all_cases())]


def test_what_an_entry_writes_is_read_as_it() -> None:
    """Of every table of every shipped dossier: nothing is lost, and nothing stands there that nobody said."""
    tables = {"parties": "party", "vehicles": "vehicle", "parts": "part", "transactions": "transaction"}
    for data in shipped():
        for name, kind in tables.items():
            for raw in data.get(name, ()):
                entry = ENTRIES[kind].read({"id": "a", **raw} if kind == "transaction" else raw)
                again = entry.written()
                assert ENTRIES[kind].read(again) == entry
                assert again.keys() <= raw.keys() | {"id"}
