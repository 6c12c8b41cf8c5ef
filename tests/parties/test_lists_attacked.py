"""Lists and packs as they should not be: nobody is called absent from a list that is not whole, new and readable."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.running import run

HEAD = "source,_id,type,name,alt_names\n"
ORION = "List (OWN),1,Entity,Orion Marine Services Ltd,\n"
ENTRY = {"id": "1", "name": "Orion", "source": "List (OWN)"}
SIMPLE = "id,schema,name,aliases,countries,first_seen\n"


def screened(path: str | Path, name: str, *more: str) -> str:
    found = run("screen", "--name", name, "--list", path, *more, "--format", "json")
    status: str = json.loads(found.out)[0]["status"]
    assert found.status == {"listed": 1, "unknown": 3, "not listed": 0}[status]
    return status


@pytest.mark.parametrize(
    ("file", "text", "name", "status"),
    [
        ("l.csv", HEAD + ORION, "Harmless Bakery", "not listed"),
        ("l.csv", "source,_id,type,name,aka\nList (OWN),2,Entity,Orion,Hikvision\n", "Hikvision", "unknown"),
        (
            "l.csv",
            "source,_id,name,also_known_as\nList (OWN),2,Orion,Hikvision\n",
            "Hikvision",
            "unknown",
        ),
        ("l.csv", "source,_id,name,remarks\nList (OWN),2,Orion,a.k.a. Hikvision; born\n", "Hikvision", "unknown"),
        # A column that may hold names and is not read.
        ("l.csv", "source,_id,name,Firmenname 2\nList (OWN),2,Orion,Foo\n", "Harmless Bakery", "unknown"),
        ("l.csv", "source,_id,name,Firmenname 2\nList (OWN),2,Orion,\n", "Harmless Bakery", "not listed"),
        # Names that are read as another encoding than theirs.
        ("l.csv", "source,_id,name\nList (OWN),1,杭州海康威视\n", "Harmless Bakery", "unknown"),
        ("l.json", json.dumps({"results": [ENTRY], "total": 1}), "Harmless Bakery", "not listed"),
        ("l.json", json.dumps({"results": [ENTRY], "total": 9}), "Harmless Bakery", "unknown"),
        ("l.json", json.dumps({"results": [ENTRY], "next": "?page=2"}), "Harmless Bakery", "unknown"),
        # What an export saw first later may have been listed before.
        ("l.csv", f"{SIMPLE}x,Company,Hikvision,,cn,2025-01-01\n", "Hikvision", "unknown"),
    ],
)
def test_files(tmp_path: Path, file: str, text: str, name: str, status: str) -> None:
    (tmp_path / file).write_bytes(text.encode("gb18030" if "海" in text else "utf-8"))
    assert screened(tmp_path / file, name, "--on", "2024-01-01") == status


@pytest.mark.parametrize(
    ("column", "day", "on", "status"),
    [
        ("end_date", "2025-01-01", "2025-06-01", "not listed"),
        ("end_date", "1900-01-01", "2025-06-01", "unknown"),
        ("end_date", "01/02/2025", "2025-01-20", "unknown"),
        ("end_date", "01/02/2025", "2025-03-01", "not listed"),
        ("start_date", "02/01/2025", "2025-01-20", "unknown"),
        ("start_date", "2025-06-01", "2025-01-20", "not listed"),
    ],
)
def test_days_of_an_entry(tmp_path: Path, column: str, day: str, on: str, status: str) -> None:
    (tmp_path / "l.csv").write_text(f"source,_id,name,{column}\nList (OWN),1,Hikvision,{day}\n", encoding="utf-8")
    assert screened(tmp_path / "l.csv", "Hikvision", "--on", on) == status


@pytest.mark.parametrize(
    ("day", "status"), [("2999-01-01", "unknown"), ("2010-01-01", "unknown")], ids=["to come", "old"]
)
def test_the_day_of_a_copy(tmp_path: Path, day: str, status: str) -> None:
    (tmp_path / "l.csv").write_text(HEAD + ORION, encoding="utf-8")
    assert screened(f"{tmp_path / 'l.csv'}@{day}", "Harmless Bakery") == status


@pytest.mark.parametrize(
    ("text", "manifest", "says"),
    [
        (HEAD + ORION, {}, ""),
        (HEAD + ORION, {"sha256": "0" * 64}, "pack.content"),
        (HEAD + ORION, {"expires_on": "2999"}, "pack.manifest"),
        (HEAD + ORION, {"expires_on": "2026-10-01"}, "pack.manifest"),
        (HEAD + ORION, {"checked_on": "2020-01-01"}, "pack.manifest"),
        (HEAD + ORION, {"name": "../evil"}, "no plain name"),
        (HEAD + ORION, {"file": "../l.csv"}, "no plain name"),
        (HEAD, {}, "pack.empty"),
        ("<html><body>Not found</body></html>", {}, "pack.empty"),
        ('{"error": "too many requests"}', {}, "pack.empty"),
    ],
)
def test_packs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, manifest: dict[str, str], says: str
) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "l.csv").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    days = {"made_on": "2026-11-01", "checked_on": "2026-11-01", "expires_on": "2999-12-31"}
    stated = {"name": "own", "file": "l.csv", "sha256": digest, **days, **manifest}
    (folder / "manifest.json").write_text(json.dumps(stated), encoding="utf-8")
    found = run("lists", "import", folder)
    assert (found.status, says in found.err) == (4 if says else 0, True), found.err
    assert not (tmp_path / "evil").exists()
    if says:
        assert not list((tmp_path / "data").glob("lists/own/*"))


HEADER = "source,_id,type,name,alt_names,addresses,ids\n"
BAR = 'List (OWN),1,Entity,Foo Bar Trading,,,"Tax ID No., 7707083893"\n'
LEI = "529900T8BM49AURSDO55"


@pytest.mark.parametrize(
    ("text", "row", "status"),
    [
        # Cells that stand in each other's place, titles that are nearly right.
        (f"{HEADER}List (OWN),1,Orion Marine Services Ltd,Entity,,,\n", "Orion Marine Services", "unknown"),
        (
            HEADER.replace("alt_names", "alt_nmaes") + "List (OWN),1,Entity,Foo,Orion Marine,,\n",
            "Orion Marine",
            "unknown",
        ),
        (HEADER.replace(",ids", ",idds") + BAR, "Quite Other 7707083893", "listed"),
        # Numbers that nobody asks for by their title.
        (HEADER + BAR, "Quite Other 7707083893", "listed"),
        (HEADER + BAR, "Quite Other (INN 7707083893)", "listed"),
        (f"source,name,lei\nList (OWN),Foo Bar Trading,{LEI}\n", f"Quite Other {LEI}", "listed"),
        (HEADER + BAR, "Harmless GmbH 12345678", "not listed"),
        (HEADER + BAR, "Harmless GmbH", "not listed"),
        ("source,name,notes\nList (OWN),Foo Bar Trading,added by us\n", "Harmless GmbH", "not listed"),
        (HEADER + BAR.replace("Entity", "Vessel"), "Harmless GmbH", "not listed"),
        # A digit that looks like a letter, wherever it stands.
        (HEADER + "List (OWN),1,Entity,Orion Marine Services Ltd,,,\n", "0ri0n Mar1ne Services", "unknown"),
    ],
)
def test_what_stands_in_another_column_or_another_sign(tmp_path: Path, text: str, row: str, status: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    assert screened(path, row) == status


def test_a_number_in_a_column_of_suppliers_that_is_not_known_is_looked_for(tmp_path: Path) -> None:
    path, suppliers = tmp_path / "own.csv", tmp_path / "suppliers.csv"
    path.write_text(HEADER + BAR, encoding="utf-8")
    suppliers.write_text("name,steuernr\nQuite Other,7707083893\nHarmless,12345678\n", encoding="utf-8")
    found = run("screen", suppliers, "--list", path, "--format", "json")
    assert [each["status"] for each in json.loads(found.out)] == ["listed", "not listed"]


OS = "id,schema,name,aliases,identifiers\n"
SHIP = 'x,Company,"Orion Marine Services Ltd",OMS,\n'


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        # Columns that other exports have beside, or in the place of, those of this one.
        (OS.replace("\n", ",weak_aliases\n") + SHIP.replace("\n", ",Hikvision\n"), "Hikvision", "unknown"),
        (OS.replace("\n", ",previous_names\n") + SHIP.replace("\n", ",Hikvision\n"), "Hikvision", "unknown"),
        (OS.replace("\n", ",Firmenname\n") + SHIP.replace("\n", ",Hikvision\n"), "Harmless Bakery", "unknown"),
        (
            OS.replace("\n", ",ids\n") + SHIP.replace("\n", ",ru-inn-7707083893;Q1\n"),
            "Quite Other 7707083893",
            "listed",
        ),
        (OS.replace("identifiers", "ids") + SHIP.replace(",\n", ",7707083893\n"), "Quite Other 7707083893", "listed"),
        (
            OS.replace("\n", ",created\n") + SHIP.replace("\n", ",2024-01-01T00:00:00\n"),
            "Bakery 20240101",
            "not listed",
        ),
        (OS.replace("\n", ",city\n") + SHIP.replace("\n", ",Port Said\n"), "Harmless Bakery", "not listed"),
        # Names that are told in a sentence, or in letters that were read in a wrong encoding.
        (HEAD.replace("\n", ",remarks\n") + ORION.replace("\n", ",d/b/a Hikvision\n"), "Hikvision", "unknown"),
        (HEAD.replace("\n", ",remarks\n") + ORION.replace("\n", ",trading as Hikvision.\n"), "Hikvision", "unknown"),
        (HEAD.replace("\n", ",remarks\n") + ORION.replace("\n", ",曾用名：海康威视\n"), "海康威视", "unknown"),
        (HEAD + "List (OWN),1,Entity,MÃ¼ller RÃ¼stung,\n", "Harmless Bakery", "unknown"),
        (HEAD + "List (OWN),1,Entity,Müller Rüstung,\n", "Harmless Bakery", "not listed"),
        (HEAD + "List (OWN),1,Entity,São Tomé Óleos – Ltda,\n", "Harmless Bakery", "not listed"),
        # Letters of which nothing is compared; those beside a name that is spelt do no harm.
        (HEAD + "List (OWN),1,Entity,אוריון בעמ,\n", "Orion Ltd", "unknown"),
        (HEAD + "List (OWN),1,Entity,บริษัท โอไรออน จำกัด,\n", "Orion Ltd", "unknown"),
        (HEAD + "List (OWN),1,Entity,Orion Ltd,אוריון בעמ\n", "Harmless Bakery", "not listed"),
        (HEAD + "List (OWN),1,Entity,杭州海康威视数字技术股份有限公司,\n", "Harmless Bakery", "not listed"),
    ],
)
def test_what_other_exports_hold(tmp_path: Path, text: str, name: str, status: str) -> None:
    path = tmp_path / "l.csv"
    path.write_text(text, encoding="utf-8")
    assert screened(path, name) == status
    run("lists", "build", "--list", path, "-o", tmp_path / "kept")
    assert screened(tmp_path / "kept", name) == status


@pytest.mark.parametrize(
    ("properties", "name", "status"),
    [
        ({"tradeName": ["Hikvision"]}, "Hikvision", "unknown"),
        ({"firstName": ["Wei"], "lastName": ["Wangxx"]}, "Wei Wangxx", "unknown"),
        ({"okpoCode": ["12345678"]}, "Quite Other 12345678", "listed"),
        ({"bvdId": ["DE1234567890"]}, "Quite Other DE1234567890", "listed"),
        ({"motherName": ["Hikvision"]}, "Hikvision", "not listed"),
        ({"modifiedAt": ["2024-01-01"], "phone": ["+861012345678"]}, "Quite Other 861012345678", "not listed"),
        ({"addressEntity": [{"id": "a", "schema": "Address", "properties": {}}]}, "Harmless Bakery", "not listed"),
    ],
)
def test_properties_of_which_nobody_says_what_they_hold(
    tmp_path: Path, properties: dict[str, object], name: str, status: str
) -> None:
    stated = {"name": ["Orion Marine"], "topics": ["sanction"], **properties}
    (tmp_path / "l.json").write_text(
        json.dumps({"id": "x", "schema": "Company", "properties": stated}), encoding="utf-8"
    )
    assert screened(tmp_path / "l.json", name) == status


def test_a_kept_list_is_as_old_as_it_is_on_the_day_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text(HEAD + ORION, encoding="utf-8")
    run("lists", "build", "--list", f"{path}@2010-01-01", "-o", tmp_path / "kept")
    told = [
        json.loads(run("screen", "--name", "Harmless Bakery", "--list", each, "--format", "json").out)
        for each in (f"{path}@2010-01-01", tmp_path / "kept")
    ]
    assert told[0] == told[1]
    assert len(told[0][0]["outcomes"][0]["reasons"]) == 1
