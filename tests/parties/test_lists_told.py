"""A table or document that says nothing of being a list is none, whatever its format; lists of one's own are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import run

OTHERS = "".join(f"Supplier {number} GmbH\tDE\n" for number in range(400))


def status(path: Path, name: str) -> str:
    """What `screen` says of a name against a file."""
    said = json.loads(run("screen", "--name", name, "--list", path, "--format", "json").out)
    found: str = said[0]["status"]
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("suppliers.json", json.dumps([{"name": "Foo GmbH", "country": "DE"}, {"name": "Bar", "country": "FR"}])),
        ("suppliers.json", json.dumps({"results": [{"name": "Foo GmbH", "part": "screw"}]})),
        ("suppliers.tsv", f"name\tcountry\n{OTHERS}"),
        ("suppliers.csv", "Name;Land\nFoo GmbH;DE\n"),
        ("suppliers.csv", "名称,国家\n甲公司,中国\n"),
        ("register.json", '{"id":"a","schema":"Company","properties":{"name":["Foo GmbH"]}}\n'),
    ],
)
def test_others_than_lists_call_nobody_absent(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert status(path, "Quite Another Company") == "unknown"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.csv", "Name;Land;Sanktionsliste\nHuawei;CN;EL\n"),
        ("own.tsv", "source\t_id\ttype\tname\nList (OWN)\t1\tEntity\tHuawei\n"),
        ("own.json", json.dumps([{"source": "List (OWN)", "_id": "1", "name": "Huawei"}])),
        ("own.json", '{"id":"a","schema":"Company","target":true,"properties":{"name":["Huawei"]}}\n'),
    ],
)
def test_lists_of_ones_own_are_told_by_their_titles(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert (status(path, "Huawei"), status(path, "Quite Another Company")) == ("unknown", "not listed")
