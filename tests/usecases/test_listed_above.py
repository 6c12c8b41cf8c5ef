"""`screen --registry`: who owns the parties is screened too, as far as registries know, plain or stored."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import pratique
from tests.running import run

HEAD = "kind,subject,holder,share,organised,headquarters,principal_place,name,lei,concert\n"
PLACES = "party,s,,,DE,DE,DE,Sensor Works GmbH,,\nparty,o,,,KP,KP,KP,Orion Marine Services Ltd,,\n"
PLACES += (
    "party,p,,,KP,KP,KP,Pegasus Trading Co,,\nparty,b,,,DE,DE,DE,Bauer AG,,\ncomplete,b\ncomplete,o\ncomplete,p\n"
)
LIST = 'source,_id,name,ids\nList (OWN),1,Orion Marine Services Ltd,"LEI, 529900T8BM49AURSDO55"\n'
LIST += 'List (OWN),2,Pegasus Trading Co,"LEI, 5493001KJTIIGC8Y1R12"\n'
ORION = "529900T8BM49AURSDO55"


def status(folder: Path, rows: str, name: str = "Sensor Works GmbH", stored: bool = False) -> str:
    table, listed = folder / "r.csv", folder / "list.csv"
    table.write_text(HEAD + rows, encoding="utf-8")
    listed.write_text(LIST, encoding="utf-8")
    if stored:
        assert run("graph", "build", "-o", folder / "kept", "--registry", table).status in (0, 4)
        table = folder / "kept"
    given = ("--list", listed, "--registry", table, "--on", "2026-06-01")
    found = run("screen", "--name", name, *given, "--format", "json")
    said: str = json.loads(found.out)[0]["status"]
    assert found.status == {"listed": 1, "unknown": 3, "not listed": 0}[said]
    assert "owners:" in run("screen", "--name", name, *given).out
    answer = pratique.screen(names=name, lists=listed, registries=table, on=date(2026, 6, 1))
    assert answer.to_dict()["parties"][0]["status"] == said
    return said


def bears(rows: str, party: str, lei: str) -> str:
    return "\n".join(f"{row[:-2]},{lei}," if row.startswith(f"party,{party},") else row for row in rows.split("\n"))


SURE = bears(bears(PLACES, "o", ORION), "p", "5493001KJTIIGC8Y1R12")
HALVES = "votes,s,x,50\nvotes,x,o,50\nvotes,x,b,50\nvotes,s,b,50\nparty,x,,,NL,NL,NL,X BV,,\n"


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (PLACES + "votes,s,b,100\ncomplete,s\n", "not listed"),
        # A name alone is for a person to judge; a number says who it is.
        (PLACES + "votes,s,o,60\nvotes,s,b,40\ncomplete,s\n", "unknown"),
        (SURE + "votes,s,o,60\nvotes,s,b,40\ncomplete,s\n", "listed"),
        (SURE + "capital,s,o,60\nvotes,s,b,100\ncomplete,s\n", "listed"),
        # Listed parties count together, and through whom they own by half.
        (SURE + "votes,s,o,25\nvotes,s,p,25\nvotes,s,b,50\ncomplete,s\n", "listed"),
        (SURE + "votes,s,o,20\nvotes,s,p,25\nvotes,s,b,55\ncomplete,s\n", "not listed"),
        (
            SURE + "votes,s,x,50\nvotes,x,o,50\nvotes,x,b,50\nvotes,s,b,50\nparty,x,,,NL,NL,NL,X BV,,\ncomplete,s\n",
            "listed",
        ),
        # What was not read may say anything.
        (SURE + "votes,s,b,100\nvotez,s,o,60\ncomplete,s\n", "unknown"),
    ],
)
def test_listed_owners_make_the_outcome(tmp_path: Path, rows: str, outcome: str) -> None:
    assert status(tmp_path, rows) == outcome
    assert status(tmp_path, rows, stored=True) == outcome


def record(who: str, **more: object) -> str:
    data = {"kind": "corporate-entity-person-with-significant-control", "name": who}
    data |= {"identification": {"country_registered": "Germany"}, "links": {"self": f"/company/01234567/psc/{who}"}}
    data |= {"natures_of_control": ["ownership-of-shares-75-to-100-percent"], **more}
    return json.dumps({"company_number": "01234567", "data": data}) + "\n"


def linked(**owner: object) -> str:
    """Entities of FollowTheMoney: an owner with these properties, and all that it has of the company."""
    company = {"name": ["Sensor Works GmbH"], "jurisdiction": ["de"]}
    rows = [{"id": "s", "schema": "Company", "properties": company}]
    rows += [{"id": "o", "schema": "Company", "properties": {"name": ["Bauer AG"], "jurisdiction": ["de"], **owner}}]
    rows += [
        {"id": "e", "schema": "Ownership", "properties": {"owner": ["o"], "asset": ["s"], "percentage": ["100"]}}
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


COMPLETE = HEAD + "complete,{0}\nparty,GB-COH-01234567,,,GB,GB,GB,Sensor Works GmbH,,\n"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (record("Bauer AG"), "not listed"),
        (record("Bauer AG", is_sanctioned=False), "not listed"),
        (record("Bauer AG", is_sanctioned=True), "unknown"),
        (linked(), "not listed"),
        (linked(topics=["sanction"]), "unknown"),
        (linked(topics=["debarment"]), "unknown"),
        (linked(topics=["fin.bank"]), "not listed"),
    ],
)
def test_what_a_register_says_of_an_owner_is_open_until_the_lists_say_it(
    tmp_path: Path, text: str, outcome: str
) -> None:
    company = "s" if "Ownership" in text else "GB-COH-01234567"
    (tmp_path / "r.jsonl").write_text(text, encoding="utf-8")
    more = COMPLETE.format(company) if company != "s" else HEAD + "complete,s\n"
    (tmp_path / "more.csv").write_text(more, encoding="utf-8")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert run(
        "graph",
        "build",
        "-o",
        tmp_path / "kept",
        "--registry",
        tmp_path / "r.jsonl",
        "--registry",
        tmp_path / "more.csv",
    ).status in (0, 4)
    for registries in (("r.jsonl", "more.csv"), ("kept",)):
        given = [each for name in registries for each in ("--registry", tmp_path / name)]
        listed = ("--list", tmp_path / "list.csv", "--on", "2026-06-01", "--format", "json")
        found = run("screen", "--name", "Sensor Works GmbH", *given, *listed)
        assert json.loads(found.out)[0]["status"] == outcome, found.out


def test_who_is_in_no_registry_is_open_and_other_names_of_it_count(tmp_path: Path) -> None:
    assert status(tmp_path, PLACES, "Quite Another AG") == "unknown"
    known = PLACES.replace("Sensor Works GmbH", "Sensor Works GmbH;Orion Marine Services Ltd") + "complete,s\n"
    assert status(tmp_path, known) == "unknown"
