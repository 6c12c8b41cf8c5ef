"""What the tables of a dossier name, as frozen structs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import pratique
from pratique.dossier.document import dossier_of
from pratique.dossier.entries import ActEntry
from pratique.usecases.missing.questionnaire import INTEGRATION, questionnaires

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
