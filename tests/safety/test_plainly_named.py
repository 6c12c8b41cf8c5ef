"""What is plainly named is found by its name, and what a bill says of whom it is about settles where it says enough.

An honest input that names one thing is not refused, one that names two is; a market has the names that people use.
"""

from __future__ import annotations

import copy
import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.document import plain_data
from pratique.dossier.model import model_of
from pratique.dossier.model_markets import market_code
from pratique.errors import InvalidInput
from pratique.facts.unions import UNIONS, union_called
from pratique.usecases.check import check
from pratique.usecases.markets.duty import duty
from tests.running import EXAMPLES, KNOWN, run
from tests.safety.inputs import (
    KNOWN_ON,
    MODEM_FACTS,
    REFUSED,
    answers,
    as_csv,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
)
from tests.safety.test_called_in_bills import example
from tests.safety.test_named_elsewhere import CLEAN

NAME = CLEAN["name"]
ONE, TWO = as_csv([CLEAN]), as_csv([CLEAN, {**CLEAN, "ref": "c"}])


def asked(folder: Path, data: bytes, goods: list[str] | None = None, entity: str = "b", name: str = "bom.csv") -> Any:
    given = dossier(name, answers=answers(entity, *(["c"] if data is TWO and entity == "b" else [])))
    given["vehicles"][0]["parts_complete"] = True
    if goods is not None:
        given["transactions"][0]["goods"] = goods
    return outcome(lay(folder, given, {name: data}))


@pytest.mark.parametrize("way", ["goods", "answers"])
def test_a_part_is_found_by_its_name_where_no_other_bears_it(way: str, tmp_path: Path) -> None:
    def said(folder: str, data: bytes, name: str) -> Any:
        return asked(tmp_path / folder, data, **({"goods": [name]} if way == "goods" else {"entity": name}))

    assert clears(said("one", ONE, NAME))
    assert clears(said("case", ONE, NAME.upper()))
    assert said("two", TWO, NAME) == REFUSED
    assert said("half", ONE, NAME.split()[0]) == REFUSED


def test_goods_that_name_nothing_are_told_and_leave_nothing_out(tmp_path: Path) -> None:
    given = dossier("bom.csv", answers=answers("b"))
    given["transactions"][0]["goods"] = []
    found = check(lay(tmp_path, given, {"bom.csv": ONE}), known_on=KNOWN_ON)
    assert "goods names nothing" in str(found.not_read)
    assert (
        found.verdict
        == check(
            lay(tmp_path / "b", dossier("bom.csv", answers=answers("b")), {"bom.csv": ONE}), known_on=KNOWN_ON
        ).verdict
    )


@pytest.mark.parametrize("how", [str, str.upper, str.lower])
def test_an_answer_finds_its_party_by_its_name(how: Any) -> None:
    data: dict[str, Any] = example("export-chips")
    data["transactions"] = [each for each in data["transactions"] if each["id"] == "soc-to-wuhan"]
    (who,) = [each for each in data["parties"] if each["id"] == "wuhan"]
    assert clears(outcome(copy.deepcopy(data)))
    data["answers"] = [{"entity": how(who["name"]), "fact": "party.on_entity_list", "value": True}]
    found = outcome(data)
    assert found != REFUSED
    assert not clears(found)


# --- whom a bill is about -------------------------------------------------------------------------------------


def about(folder: Path, metadata: dict[str, Any], form: str = "json") -> bool:
    if form == "json":
        data = json.dumps(cyclonedx([CLEAN], metadata=metadata)).encode()
    else:
        ((role, party),) = metadata.items()
        head = f"<metadata><{role}><name>{party['name']}</name></{role}></metadata><components>"
        data = as_xml([CLEAN]).replace(b"<components>", head.encode(), 1)
    return clears(asked(folder, data, name=f"bom.{form}"))


@pytest.mark.parametrize(
    ("kind", "name", "clear"),
    [
        ("platform", "car", True), ("platform", "CAR", True), ("platform", "x", False), ("device", "car", False),
        ("platform", "TCU", False),
    ],
)  # fmt: skip
def test_a_platform_called_as_the_vehicle_is_the_vehicle(kind: str, name: str, clear: bool, tmp_path: Path) -> None:
    assert about(tmp_path, {"component": {"type": kind, "name": name, "bom-ref": "r"}}) is clear


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("role", ["manufacturer", "supplier", "manufacture"])
def test_who_made_a_bill_is_no_news_where_a_line_names_it(role: str, form: str, tmp_path: Path) -> None:
    assert about(tmp_path / "a", {role: {"name": "Acme"}}, form)
    assert not about(tmp_path / "b", {role: {"name": "Quectel"}}, form)


# --- models ---------------------------------------------------------------------------------------------------

ON = date(2026, 11, 22)
MODEL = plain_data(tomllib.loads((EXAMPLES / "model-bev" / "model.toml").read_text("utf-8")))


def model(**trade: Any) -> dict[str, Any]:
    made: dict[str, Any] = copy.deepcopy(MODEL)
    made["trade"] |= trade
    return made


@pytest.mark.parametrize("name", ["European Union", "the European Union", "欧盟", "Europäische Union", "eu", "EU"])
def test_a_union_has_the_names_that_people_use(name: str) -> None:
    assert union_called(name) == market_code(name) == "EU"
    made = model()
    made["into"][name] = made["into"].pop("EU")
    plain = duty(model_of(model()), "EU", on=ON, known_on=KNOWN_ON)
    assert duty(model_of(made), name, on=ON, known_on=KNOWN_ON).rate_at_entry == plain.rate_at_entry
    assert {union_called(each) for each in UNIONS} == set(UNIONS)
    assert union_called("Union") is None


@pytest.mark.parametrize(
    ("where", "key", "at"),
    [("trade", "orgin", "trade/orgin"), ("trade", "seats", "trade/seats"), ("into", "aprovals", "into/EU/aprovals"),
     ("vehicle", "model_year", "vehicle/model_year"), ("facts", "trade.seats", "facts/trade.seats")],
)  # fmt: skip
def test_a_slip_in_a_model_is_told_once_and_where_it_stands(where: str, key: str, at: str) -> None:
    made = model()
    table = made["into"]["EU"] if where == "into" else made.setdefault(where, {})
    table[key] = "five"
    if where == "facts":
        made["trade"].pop("seats")
    with pytest.raises(InvalidInput) as caught:
        duty(model_of(made), "EU", on=ON, known_on=KNOWN_ON)
    assert [each.place.pointer for each in caught.value.findings] == [at]


SAID = {"vehicle.powertrain": "HEV", "trade.origin": "DE"}


@pytest.mark.parametrize("fact", SAID)
@pytest.mark.parametrize("command", ["duty", "markets"])
def test_what_a_bill_of_a_model_says_otherwise_is_told(fact: str, command: str, tmp_path: Path) -> None:
    said = [{"name": f"pratique:fact:{fact}", "value": SAID[fact]}]
    subject = {"type": "platform", "name": "Aster 5", "bom-ref": "r", "properties": said}
    bill = json.dumps(cyclonedx([line("b", "x", "Acme", {})], metadata={"component": subject})).encode()
    made = model()
    made["vehicle"]["boms"] = ["b.json"]
    (tmp_path / "b.json").write_bytes(bill)
    (tmp_path / "model.json").write_text(json.dumps(made, default=str))
    ran = run(command, tmp_path / "model.json", "--into", "EU", "--on", "2026-11-22", *KNOWN, "--format", "json")
    assert ran.status == 0
    assert fact in json.dumps(json.loads(ran.out)), ran.out
    notes = " ".join(duty(tmp_path / "model.json", "EU", on=ON, known_on=KNOWN_ON).notes)
    assert ("Sources differ" in notes) is (fact == "vehicle.powertrain")
    assert ("is not read from it" in notes) is (fact == "trade.origin")


def test_a_model_that_says_one_thing_has_no_such_note() -> None:
    assert "Sources differ" not in str(duty(model_of(model()), "EU", on=ON, known_on=KNOWN_ON).notes)


# --- parts that no law reads ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["data-export", "holding", "robotaxi-wuhan"])
def test_parts_that_no_law_reads_are_told(name: str) -> None:
    data: dict[str, Any] = example(name)
    assert "'parts'" not in str(check(copy.deepcopy(data), known_on=KNOWN_ON).not_read)
    whole = data["vehicles"][0] if data.get("vehicles") else data
    whole["parts"] = [{"ref": "t", "name": "a thing", "kind": "hardware"}]
    assert "'parts' has no effect here" in str(check(data, known_on=KNOWN_ON).not_read)


# --- a basis that names nothing -------------------------------------------------------------------------------

BASES = {
    "asserted": False, "attested": False, "documented": True, "registry": True, "computed": True,
}  # fmt: skip
"""Which basis settles what a name denies, where it says on what it rests."""


@pytest.mark.parametrize("named", [{}, {"source": "test report 7"}, {"document": "report.pdf"}])
@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("where", ["answers", "facts"])
def test_a_basis_is_one_only_where_it_says_on_what_it_rests(where: str, basis: str, named: dict[str, str]) -> None:
    data: dict[str, Any] = example("export-chips")
    data["transactions"] = [each for each in data["transactions"] if each["id"] == "soc-to-wuhan"]
    (soc,) = [each for each in data["parts"] if each["ref"] == "driving-soc"]
    soc["name"] = "NVIDIA H100 SXM5"
    figures = {fact: soc["facts"].pop(fact) for fact in tuple(soc["facts"]) if fact.startswith("chip.")}
    if where == "facts":
        soc["facts"] |= {fact: {"value": value, "basis": basis, **named} for fact, value in figures.items()}
    else:
        data["answers"] = [
            {"entity": "driving-soc", "fact": fact, "value": value, "basis": basis, **named}
            for fact, value in figures.items()
        ]
    found = check(data, known_on=KNOWN_ON)
    assert (found.verdict.worst == "out of scope") is (BASES[basis] and bool(named))
    assert any("names no source" in each.note for each in found.not_read) is (BASES[basis] and not named)


def test_whoever_is_named_vouches_for_an_answer() -> None:
    data: dict[str, Any] = example("export-chips")
    data["answers"] = [
        {"entity": "wuhan", "fact": "party.on_entity_list", "value": False, "basis": "documented", "by": "counsel"}
    ]
    assert "names no source" not in str(check(data, known_on=KNOWN_ON).not_read)


@pytest.mark.parametrize("name", ["EC25 LTE modem", "T-Box"])
@pytest.mark.parametrize("entity", ["m", "car/m"])
def test_an_answer_stands_against_the_name_of_a_listed_part_too(name: str, entity: str) -> None:
    given = dossier(answers=answers("m"))
    facts: dict[str, Any] = {n: {"true": True, "false": False}.get(v, v) for n, v in MODEM_FACTS.items()}
    facts |= {"part.functions": ["communication"], "part.radio_frequency_max": 3800000000, "part.model_year": 2031}
    denied = {"part.contributes_to_communication": False, "part.programmable": False, "part.named_type": "not_named"}
    part = {"ref": "m", "kind": "hardware", "facts": {n: v for n, v in facts.items() if n not in denied}}
    part |= {"sources_complete": True, "sources": [{"party": "quectel", "roles": ["manufactured"]}]}
    given["answers"] += [{"entity": entity, "fact": fact, "value": value} for fact, value in denied.items()]
    for called, clear in (("bracket", True), (name, False)):
        given["vehicles"][0] |= {"parts": [{**part, "name": called}], "boms": [], "parts_complete": True}
        assert clears(outcome(copy.deepcopy(given))) is clear, called


SLIPS = ("answers.toml", "Answers.toml", "dossier.answers.json", "dossier.answer.json", "overlay.toml")


@pytest.mark.parametrize("name", SLIPS)
def test_a_file_that_is_almost_called_as_one_that_is_read_is_told(name: str, tmp_path: Path) -> None:
    path = lay(tmp_path, dossier("bom.csv", answers=answers("b")), {"bom.csv": ONE})
    assert "lies beside" not in str(check(path, known_on=KNOWN_ON).not_read)
    (tmp_path / name).write_text("")
    assert f"{name!r} lies beside the dossier" in str(check(path, known_on=KNOWN_ON).not_read)


def test_one_that_is_named_is_read(tmp_path: Path) -> None:
    given = {**dossier("bom.csv", answers=answers("b")), "answers_files": ["answers.toml"]}
    path = lay(tmp_path, given, {"bom.csv": ONE, "answers.toml": b""})
    assert "lies beside" not in str(check(path, known_on=KNOWN_ON).not_read)
