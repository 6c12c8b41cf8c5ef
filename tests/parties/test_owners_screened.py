"""Owners above the parties of `screen`: half in the hands of nobody that is named is open, at the command too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import run

LIST = 'source,_id,type,name\nList (OWN),1,Entity,"Dahua Technology Co., Ltd."\n'
HEAD = "kind,subject,holder,share,name,end\n"
PARTIES = "party,s,,,Sensor Works GmbH,\nparty,d,,,Dahua Technology Co. Ltd.,\nparty,f,,,Svensson Family AB,\n"


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ("votes,s,f,100,,\ncomplete,s,,,,\n", "not listed"),
        ("votes,s,f,51,,\n", "not listed"),
        ("votes,s,f,40,,\nwidely_held,s,,5,,\n", "not listed"),
        ("votes,s,f,51,,\nvotes,s,d,49,,\ncomplete,s,,,,\n", "not listed"),
        ("votes,s,f,49,,\n", "unknown"),
        ("", "unknown"),
        ("votes,s,f,100,,\nvotes,f,x,40,,\n", "unknown"),
        ("votes,s,f,50,,\nvotes,s,d,50,,\ncomplete,s,,,,\n", "unknown"),
        ("votes,s,f,50,,\nvotes,s,d,50,,2026\n", "unknown"),
        ("votes,s,f,60,,\nvotez,s,d,40,,\n", "unknown"),
    ],
)
@pytest.mark.parametrize("stored", [False, True])
def test_owners_whom_nobody_names_may_be_listed(tmp_path: Path, rows: str, outcome: str, stored: bool) -> None:
    listed, register = tmp_path / "list.csv", tmp_path / "register.csv"
    listed.write_text(LIST, encoding="utf-8")
    register.write_text(HEAD + PARTIES + rows, encoding="utf-8")
    if stored:
        assert run("graph", "build", "-o", tmp_path / "kept", "--registry", register).status in (0, 4)
        register = tmp_path / "kept"
    asked = ("screen", "--name", "Sensor Works GmbH", "--list", listed, "--registry", register, "--on", "2026-11-30")
    found = run(*asked, "--format", "json")
    assert json.loads(found.out)[0]["status"] == outcome
    assert found.status == (0 if outcome == "not listed" else 3)
    assert f"owners: {outcome}" in run(*asked).out
