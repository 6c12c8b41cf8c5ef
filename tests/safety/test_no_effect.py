"""Accepted means used, or told: what was said and changes nothing here stands under Not read, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.question import enriched
from pratique.usecases.check import check
from tests.cases.runner import HERE, KNOWN_ON, all_cases
from tests.safety.inputs import FORMATS, MODEM, answers, as_csv, dossier, lay, refs_of

EXPORT: dict[str, Any] = {
    "known_on": "2026-11-22",
    "parties": [{"id": "us", "us_person": True}, {"id": "buyer", "organised_in": "CN"}],
    "transactions": [{
        "id": "ship", "act": "export", "role": "exporter", "actor": "us", "date": "2026-11-22", "out_of": "US",
        "into": "CN", "parties": {"consignee": "buyer"}, "parts": [{"ref": "gpu", "chip": "NVIDIA H100 SXM5"}],
    }],
}  # fmt: skip


def asked(*boms: str, more: Any = ()) -> dict[str, Any]:
    """The dossier of the other tests, with the parties that its bill names."""
    data = dossier(*boms, answers=[*answers("m"), *more])
    data["parties"] = data["parties"][:2]
    return data


def idle(data: Any, **options: Any) -> list[str]:
    """What is told to have no effect: about what, and what it says."""
    found = check(data, known_on=KNOWN_ON, **options)
    told = [f"{each.about}: {each.note}" for each in found.not_read if "no effect" in each.note]
    assert set(told) <= {f"{each.about}: {each.note}" for each in found.findings}
    return told


def test_what_is_used_is_not_told(tmp_path: Path) -> None:
    assert idle(lay(tmp_path, asked("bom.csv"), {"bom.csv": as_csv([MODEM])})) == []
    assert idle(EXPORT) == []


def _put(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    made = json.loads(json.dumps(data))
    holder: Any = made
    *steps, last = path.split("/")
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder.setdefault(step, {})
    if isinstance(holder, list):
        holder.append(value)
    else:
        holder[last] = value
    return made


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("facts/trade.origin", "CN", "trade.origin"),
        ("facts/export.licence_held", True, "export.licence_held"),
        ("facts/trade.seats", 5, "trade.seats"),
        ("transactions/0/facts/export.licence_held", True, "export.licence_held"),
        ("vehicles/0/facts/trade.seats", 5, "trade.seats"),
        ("parties/0/on_entity_list", True, "party.on_entity_list"),
        ("parties/2", {"id": "nobody", "organised_in": "CN"}, "'nobody'"),
        ("vehicles/1", {"id": "van", "model_year": 2031}, "'van'"),
        ("products/0", {"id": "box"}, "'box'"),
    ],
)
def test_what_no_law_reads_here_is_told_with_its_place(path: str, value: Any, word: str, tmp_path: Path) -> None:
    data = _put({**asked("bom.csv"), "products": []}, path, value)
    (told,) = idle(lay(tmp_path, data, {"bom.csv": as_csv([MODEM])}))
    assert word in told
    assert "dossier.json" in told


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("facts/vehicle.model_year", 2027, "vehicle.model_year"),
        ("facts/authorization.specific_granted", True, "authorization.specific_granted"),
        ("transactions/0/role", "manufacturer", "actor.roles"),
        ("transactions/0/parts/0/installed_in_vehicle", True, "part.installed_in_vehicle"),
    ],
)
def test_nor_what_belongs_to_another_law(path: str, value: Any, word: str) -> None:
    (told,) = idle(_put(EXPORT, path, value))
    assert word in told


@pytest.mark.parametrize("kind", ["cyclonedx", "xml", "spdx2", "csv", "xlsx"])
def test_a_column_or_a_property_that_nothing_reads_is_told_once(kind: str, tmp_path: Path) -> None:
    name, write = FORMATS[kind]
    lines = [{**MODEM, "ref": ref, "facts": {**MODEM["facts"], "item.us_origin": "true"}} for ref in ("a", "b")]
    data = write(lines)
    (told,) = idle(lay(tmp_path, {**asked(name), "answers": answers(*refs_of(data))}, {name: data}))
    assert "item.us_origin" in told
    assert name in told


def test_an_answer_and_an_option_are_told_too(tmp_path: Path) -> None:
    more = [{"entity": "m", "fact": "item.us_origin", "value": True}]
    path = lay(tmp_path, asked("bom.csv", more=more), {"bom.csv": as_csv([MODEM])})
    assert ["item.us_origin" in each for each in idle(path)] == [True]
    path = lay(tmp_path, asked("bom.csv"), {"bom.csv": as_csv([MODEM])})
    (told,) = idle(enriched(str(path), ("trade.origin=CN",)))
    assert told.startswith("the command line")


def test_a_set_and_a_construction_that_do_nothing_are_told(tmp_path: Path) -> None:
    path = lay(tmp_path, asked("bom.csv"), {"bom.csv": as_csv([MODEM])})
    (told,) = idle(path, construe={"us.ear.equal_parents": "either_counts"})
    assert "us.ear.equal_parents" in told


def test_the_facts_of_the_cases_are_used_or_belong_to_another_law() -> None:
    """No false alarm: every shipped case of the vehicle rule that is told one states a fact of no part of it."""
    told = {
        note.note.split()[0]
        for case in list(all_cases(HERE / "us" / "cfr15_791d"))[::9]
        for note in case.answer().not_read
        if "no effect" in note.note
    }
    assert told <= {"part.supplier_on_approved_list", "'clean'", "'maker'"}
