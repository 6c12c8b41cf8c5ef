"""Tables of suppliers as people type them: nobody is called absent whose name stands in the row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import run

from pratique.parties.screening.within import names_within

LIST = """\
source,_id,type,name,alt_names,addresses,ids
List (OWN),1,Entity,"Hangzhou Hikvision Digital Technology Co., Ltd.",,CN,"USCC, 91330000733796106P"
List (OWN),2,Individual,"WANG, Wei",,,"Passport, E12345678"
"""


@pytest.mark.parametrize(
    ("table", "status"),
    [
        ("name\nHarmless AG\n", "not listed"),
        ("name\nHarmless AG; Hikvision\n", "unknown"),
        ("name\nHarmless AG / Hikvision\n", "unknown"),
        ('name\n"Harmless AG, Hikvision"\n', "unknown"),
        ("name\nHarmless AG c/o Hikvision\n", "unknown"),
        ("name\nHarmless AG (Hikvision)\n", "unknown"),
        ("name\n哈姆雷斯（Hikvision）\n", "unknown"),
        ("name\nHikvision [V-1002]\n", "unknown"),
        ("name\n1002 - Hikvision\n", "unknown"),
        ("name\nwww.hikvision.com\n", "unknown"),
        ("name\nsales@hikvision.co.uk\n", "unknown"),
        ("name,parent company\nHarmless AG,Hikvision\n", "unknown"),
        ("name,实际控制人\nHarmless AG,海康威视\n", "unknown"),
        ("first name,last name\nWei,Wang\n", "unknown"),
        ("Vorname;Nachname\nWei;Wang\n", "unknown"),
        # A number that proves itself, in whatever column and however it is written.
        ("name,remarks\nHarmless AG,91330000733796106P\n", "listed"),
        ("name,note of ours\nHarmless AG,see 91330000733796106P\n", "listed"),
        ("name,ids\nHarmless AG,USCC 91330000733796106P\n", "listed"),
        ("name,ids\nJohn Doe,Passport: E12345678\n", "listed"),
        ("name,remarks\nHarmless AG,91330000733796106Q\n", "unknown"),
    ],
)
def test_who_stands_in_a_row_is_found(tmp_path: Path, table: str, status: str) -> None:
    suppliers, listed = tmp_path / "suppliers.csv", tmp_path / "list.csv"
    suppliers.write_text(table, encoding="utf-8")
    listed.write_text(LIST, encoding="utf-8")
    found = run("screen", suppliers, "--list", listed, "--format", "json")
    assert json.loads(found.out)[0]["status"] == status
    assert found.status == {"listed": 1, "unknown": 3, "not listed": 0}[status]


def test_a_table_of_nobody_is_not_clear(tmp_path: Path) -> None:
    suppliers, listed = tmp_path / "suppliers.csv", tmp_path / "list.csv"
    suppliers.write_text("name,country\n", encoding="utf-8")
    listed.write_text(LIST, encoding="utf-8")
    assert run("screen", suppliers, "--list", listed).status == 4


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Harmless AG", ()),
        ("Huawei Technologies Co., Ltd.", ()),
        ("Foo A/S", ()),
        ("AT&T Inc.", ()),
        ("3M Company", ()),
        ("Wang, Wei", ()),
        ("Bosch (China) Investment Ltd", ("Bosch Investment Ltd",)),
        ("Harmless AG / Hikvision", ("Harmless AG", "Hikvision")),
        ("Plant No. 12", ()),
    ],
)
def test_names_inside_a_name(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(" ".join(each.split()) for each in names_within(text)) == parts
