"""What a document calls things decides nothing: the same answers, questions, letters and texts under any name.

Everything that a document names (act, vehicle, product, part, line of a bill, party) takes a name below, beside one
of its kind with the plain beginning of that name; what comes out is that of plain names, the name itself put back.
Where a name is also the key of a step from the one beside it, a reader of the texts could not tell the two apart, so
there the one beside it is called otherwise; `test_keys` holds such pairs apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pratique
from pratique.dossier.build import cases_of
from pratique.dossier.read import read_dossier
from pratique.facts.keys import key_of_name
from pratique.facts.kinds import PART, SOURCE
from pratique.usecases.missing.questionnaire import questionnaires
from tests.exploring import is_thorough
from tests.running import KNOWN

ENDS = (
    "/b",
    "#b/c#d",
    ": \"b\" 'c'.d",
    " b",
    "车/联网",
    "\\",
    "/actor/party",
    "/other source",
    "/other part 2",
    "/source 1",
    "/unnamed supplier",
    "/party:x y|CN",
    "/consignee",
)
"""What follows the plain beginning of a name; from the seventh on it reads as a step."""
PLACES = ("act", "vehicle", "product", "part", "inner", "line", "maker", "actor", "buyer")
"""What is named."""
DAY = date.fromisoformat(KNOWN[1])


def names_with(end: str) -> dict[str, str]:
    between = "a" if end in ENDS[6:] else ""
    return {each: f"Qz{each}{between}{end}" for each in PLACES}


def bill(ref: str) -> dict[str, Any]:
    """A bill of two lines, one of a maker whose name has a slash."""
    lines = [
        {
            "bom-ref": each,
            "type": "operating-system",
            "name": f"system {number}",
            "supplier": {"name": f"Zeta A/S {number}"},
            "properties": [
                {"name": "pratique:fact:part.on_primary_processor", "value": "true" if number else "false"}
            ],
        }
        for number, each in enumerate(("Qzline", ref))
    ]
    serial = "urn:uuid:6f1c2f0e-5b1d-4c59-9d0a-3a8f3f0f2027"
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": serial, "version": 1, "components": lines}


def dossier(folder: Path, named: Mapping[str, str], answers: list[dict[str, Any]] | None = None) -> Path:
    """A dossier with everything that has a name, each beside one with the plain beginning of that name."""
    sources = [{"party": named["maker"], "roles": ["supplied"]}]
    parts = [
        {"ref": named["part"], "name": "kit", "kind": "software", "sources": sources},
        {"ref": "Qzpart", "kind": "hardware"},
    ]
    sale = {"act": "sale", "role": "manufacturer", "date": "2026-12-22", "into": "US"}
    export = {"act": "export", "date": "2026-12-22", "out_of": "US", "into": "CN"}
    said = {
        "title": "names",
        "parties": [
            {"id": "Qzmaker", "organised_in": "KR"},
            {"id": named["maker"], "organised_in": "DE"},
            {"id": named["actor"], "name": "Northwind LLC", "organised_in": "US", "headquartered_in": "US"},
            {"id": named["buyer"], "name": "Wu Han", "located_in": "CN"},
        ],
        "vehicles": [
            {"id": "Qzvehicle", "model_year": 2026},
            {"id": named["vehicle"], "model_year": 2027, "boms": ["bill.cdx.json"], "parts": parts},
        ],
        "products": [
            {"id": named["product"], "parts": [{"ref": named["inner"]}, {"ref": "Qzinner", "kind": "hardware"}]}
        ],
        "transactions": [
            {"id": "Qzact", "vehicle": "Qzvehicle", **sale},
            {"id": named["act"], "actor": named["actor"], "vehicle": named["vehicle"], **sale},
            {"id": "Qzexport", "product": named["product"], "parties": {"consignee": named["buyer"]}, **export},
        ],
        "answers": answers or [],
    }
    folder.mkdir(exist_ok=True)
    (folder / "bill.cdx.json").write_text(json.dumps(bill(named["line"])), encoding="utf-8")
    file = folder / "dossier.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    return file


def put_back(found: Any, named: Mapping[str, str]) -> Any:
    """What was found, with the names of before in place of those that were given."""
    forms: dict[str, str] = {}
    for place, name in named.items():
        for written in (name, key_of_name(name)):
            for form in (written, written.casefold(), repr(written)[1:-1], json.dumps(written)[1:-1]):
                forms[form] = f"<{place}>"
    written_so = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))

    def walked(each: Any) -> Any:
        if isinstance(each, dict):
            return {walked(key): walked(value) for key, value in each.items()}
        if isinstance(each, list):
            # What is sorted by name stands in another order.
            return sorted((walked(one) for one in each), key=lambda one: json.dumps(one, sort_keys=True))
        return written_so.sub(lambda form: forms[form[0]], each) if isinstance(each, str) else each

    return walked(json.loads(json.dumps(found, default=str)))


def every(folder: Path, named: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the questions say of the dossier."""
    file = dossier(folder, named)
    needed = pratique.needs(file, known_on=DAY).to_dict()
    found: dict[str, Any] = {"check": pratique.check(file, known_on=DAY).to_dict(), "needs": needed}
    found["letters"] = [
        [each.recipient, [[line.about, line.fact, line.entity, line.part, line.also] for line in each.lines]]
        for each in questionnaires(file, known_on=DAY)
    ]
    for place in ("part", "line"):
        found[f"at {place}"] = pratique.explain(file, "15 CFR 791.303(a)", at=named[place], known_on=DAY).to_dict()
    found["given"] = _given(folder, named, needed)
    return {name: put_back(each, named) for name, each in found.items()}


def _given(folder: Path, named: Mapping[str, str], needed: Mapping[str, Any]) -> object:
    """What is asked once every question has its first answer, by the key that it was asked under."""
    answers = [
        {"entity": entity, "fact": each["fact"], "value": each["replies"][0]["plain"], "by": "Mei"}
        for each in needed["matters"]
        if each["replies"] and not each["legal"]
        for entity in each["entities"]
    ]
    assert len(answers) > 10
    return [answers, pratique.check(dossier(folder, named, answers), known_on=DAY).to_dict()]


@cache
def plain(folder: Path) -> dict[str, Any]:
    return every(folder, names_with("b"))


@pytest.mark.parametrize("end", ENDS if is_thorough() else ENDS[1::4])
def test_the_answers_are_those_of_plain_names(tmp_path_factory: pytest.TempPathFactory, end: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "named"
    before, found = plain(folder), every(folder, names_with(end))
    for name, each in before.items():
        assert found[name] == each, name


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("place", "fact", "value"),
    [
        ("act", "act.purpose", "other"),
        ("vehicle", "vehicle.automation_level", 2),
        ("part", "part.programmable", True),
        ("inner", "part.programmable", True),
        ("line", "part.programmable", True),
        ("maker", "party.us_person", True),
    ],
)
def test_an_answer_by_the_name_that_was_given_is_of_that_element(
    tmp_path: Path, end: str, place: str, fact: str, value: object
) -> None:
    named = names_with(end)
    answer = {"entity": named[place], "fact": fact, "value": value, "by": "Mei"}
    made = cases_of(read_dossier(dossier(tmp_path, named, [answer])), DAY)
    told = [key for key, name in made.evidence.given if name == fact]
    owner = {"part": f"{named['vehicle']}/", "inner": f"{named['product']}/", "line": f"{made.bills[0].identity}#"}
    key = key_of_name(owner.get(place, "") + named[place])
    assert key in told
    assert set(told) <= {key, named[place], key_of_name(named[place])}


@pytest.mark.parametrize("named", ["/components/0", "Qzline", "kit"])
def test_goods_are_named_by_their_reference_or_where_they_stand(tmp_path: Path, named: str) -> None:
    whole = bill("Qzline")
    whole["components"] = [
        {key: each for key, each in whole["components"][1].items() if key != "bom-ref" or named == "Qzline"}
    ]
    parts = [{"ref": "kit", "kind": "software"}, {"ref": "a/kit"}, {"ref": "a#kit"}, {"ref": "x/components/0"}]
    act = {
        "act": "import",
        "date": "2026-12-22",
        "into": "US",
        "goods": [named],
        "facts": {"act.concerns_vehicle": False},
    }
    product = {"id": "p", "boms": ["bill.cdx.json"], "parts": parts}
    said = {"title": "goods", "products": [product], "transactions": [{"product": "p", **act}]}
    (tmp_path / "bill.cdx.json").write_text(json.dumps(whole), encoding="utf-8")
    file = tmp_path / "dossier.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    made = cases_of(read_dossier(file), DAY)
    assert len(made.cases[0].entity.listing(PART).elements) == 1


def test_a_maker_with_a_slash_in_its_name_is_asked_of_its_part(tmp_path: Path) -> None:
    letters = {
        each.recipient: each.lines for each in questionnaires(dossier(tmp_path, names_with("b")), known_on=DAY)
    }
    assert {line.fact for line in letters["Zeta A/S 1"] if line.fact.startswith("part.")}
    assert not [line for line in letters["to be assigned"] if "a/s" in (line.entity or "").casefold()]
    found = pratique.check(dossier(tmp_path, names_with("b")), known_on=DAY)
    labels = {each.label for each in found.open_facts if each.entity and "/party:" in each.entity}
    assert labels == {"Zeta A/S 1 for system 1"}


def test_an_answer_to_a_source_as_it_was_written_before_is_of_that_source(tmp_path: Path) -> None:
    line = cases_of(read_dossier(dossier(tmp_path, names_with("b"))), DAY).bills[0].lines[1]
    answer = {"entity": f"{line.key}/party:zeta a/s 1|?", "fact": "source.only_by_citizenship", "value": False}
    made = cases_of(read_dossier(dossier(tmp_path, names_with("b"), [answer])), DAY)
    assert (line.entity.listing(SOURCE).elements[0].key, "source.only_by_citizenship") in made.evidence.given
