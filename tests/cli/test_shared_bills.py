"""Dossiers that name one bill: what one of them, or one vehicle of it, tells of the bill is never told of another."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.files.shared import sharing
from pratique.items.apart import apart
from pratique.items.readers import read_bill
from pratique.usecases.bulk.portfolio import portfolio
from pratique.usecases.check import check
from tests.running import EXAMPLES

KNOWN = date(2026, 11, 22)
SERIAL = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
Given = dict[str, Any]


def _bill(maker: Given, **more: object) -> Given:
    parts = [
        {"type": "firmware", "bom-ref": "app", "name": "Telematics app", "version": "1", "supplier": maker},
        {"type": "device", "bom-ref": "unit", "name": "Borealis", "version": "2", "supplier": {"name": "Other Ltd"}},
        {"type": "device", "name": "no reference", "supplier": {"name": "Ohne Land AG"}},
    ]
    stated = [{"name": "pratique:fact:vehicle.automation_level", "value": "2"}]
    about = {"type": "device", "bom-ref": "car", "name": "Borealis", "properties": stated}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": SERIAL,
        "version": 1,
        "metadata": {"component": about},
        "components": parts,
        **more,
    }


def _dossier(name: str, boms: tuple[str, ...] = ("bom.json",), **more: object) -> Given:
    act = {"id": "t", "act": "sale", "role": "manufacturer", "date": "2026-12-22", "into": "US", "vehicle": "v"}
    vehicle = {"id": "v", "name": name, "model_year": 2027, "boms": list(boms)}
    return {"title": name, "vehicles": [vehicle], "transactions": [act], **more}


def _says(entity: str, fact: str, value: object) -> Given:
    return {"entity": entity, "fact": fact, "value": value}


TOLD: dict[str, Given] = {
    "a line is answered": _dossier("A", answers=[_says("app", "part.open_source", True)]),
    "all lines are answered": _dossier(
        "A", answers=[_says(ref, "part.programmable", False) for ref in ("app", "unit")]
    ),
    "a maker is a party": _dossier("A", parties=[{"id": "x", "name": "Sup GmbH", "organised_in": "CN"}]),
    "a maker is another party": _dossier("A", parties=[{"id": "y", "name": "Sup GmbH", "organised_in": "DE"}]),
    "the vehicle is called as a line": _dossier("Borealis"),
    "a second bill differs on a maker": _dossier("A", ("bom.json", "other.json")),
    "a second bill is called the same": _dossier("A", ("bom.json", "same.json")),
    "a fact of a part is stated": _dossier(
        "A", answers=[_says("app", "part.kind", "software"), _says("unit", "part.kind", "hardware")]
    ),
}
PLAIN = _dossier("Plain")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cn, de = ({"name": "Sup GmbH", "address": {"country": country}} for country in ("CN", "DE"))
    seats = [{"name": f"pratique:party:supplier:{each}", "value": "FR"} for each in ("country", "hq-country")]
    other = _bill(de, serialNumber=SERIAL.replace("3e", "4e"), components=[])
    other["components"] = [{"type": "device", "bom-ref": "o", "name": "o", "supplier": de, "properties": seats}]
    (tmp_path / "bom.json").write_text(json.dumps(_bill(cn)))
    (tmp_path / "other.json").write_text(json.dumps(other))
    (tmp_path / "same.json").write_text(json.dumps(_bill(de)))
    return tmp_path


def _written(folder: Path, name: str, given: Given) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(given))
    return path


@pytest.mark.parametrize("told", sorted(TOLD))
def test_what_one_dossier_tells_of_a_bill_is_not_told_of_another(folder: Path, told: str) -> None:
    order = [_written(folder, "d0", TOLD[told]), _written(folder, "d1", PLAIN), _written(folder, "d2", TOLD[told])]
    alone = [check(each, known_on=KNOWN).to_json() for each in order]
    for paths, expected in ((order, alone), (order[::-1], alone[::-1])):
        with sharing():
            assert [check(each, known_on=KNOWN).to_json() for each in paths] == expected
    rows = portfolio(folder, known_on=KNOWN).acts
    answers = [check(each, known_on=KNOWN) for each in order]
    assert [(row.worst, row.open_facts) for row in rows] == [(a.verdict.worst, len(a.open_facts)) for a in answers]


def test_two_vehicles_on_one_bill_are_each_as_alone(folder: Path) -> None:
    """One is called as what the bill is about, so that its own line is no part of it; the other is not."""
    names = {"v0": "Plain", "v1": "Borealis", "v2": "Third"}

    def lines(ids: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
        act = PLAIN["transactions"][0]
        given = PLAIN | {
            "vehicles": [{"id": id, "name": names[id], "model_year": 2027, "boms": ["bom.json"]} for id in ids],
            "transactions": [act | {"id": f"t{id}", "vehicle": id} for id in ids],
        }
        found = check(_written(folder, "fleet", given), known_on=KNOWN).transactions
        return {
            each.id: [(line.key, line.verdict.worst) for instrument in each.instruments for line in instrument.lines]
            for each in found
        }

    together = lines(("v0", "v1", "v2"))
    for id in names:
        assert lines((id,)).items() <= together.items()
    assert len(together["tv1"]) < len(together["tv0"]) == len(together["tv2"])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.cdx.json")), ids=lambda path: path.name)
def test_a_bill_apart_is_the_bill_that_was_read(path: Path) -> None:
    read, first = read_bill(path), read_bill(path)
    second = apart(first)
    for bill in (first, second):
        told = {f.name: getattr(bill, f.name) for f in fields(bill) if f.name not in ("lines", "parties")}
        assert told == {f.name: getattr(read, f.name) for f in fields(read) if f.name not in ("lines", "parties")}
        assert [repr(each) for each in bill.parties.values()] == [repr(each) for each in read.parties.values()]
    first.call("otherwise")
    for line in first.lines:
        line.made = line.entity
    for record in first.parties.values():
        record.known_as, record.made = "somebody", record.entity
        record.values.clear()
    assert [each.key for each in second.lines] == [each.key for each in read.lines]
    assert [repr(each.entity) for each in second.lines] == [repr(each.entity) for each in read.lines]
    assert [repr(each) for each in second.parties.values()] == [repr(each) for each in read.parties.values()]
