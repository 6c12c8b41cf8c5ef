"""Every input that once ended a command in an internal error, hung it or passed in silence, through the command."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.running import SMALL, run

LEI = "5493001KJTIIGC8Y1R12"
Files = dict[str, str | bytes]


def put(folder: Path, files: Files) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def asked(folder: Path, files: Files, *arguments: str) -> tuple[int | str | None, str]:
    """Exit status and stderr of a command that finds these files in its folder, named as @NAME."""
    put(folder, files)
    ran = run(*(str(folder / each[1:]) if each.startswith("@") else each for each in arguments))
    return ran.status, ran.err


def bods(**changes: Any) -> str:
    entity = {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": "X"}
    told = {"statementId": "s", "recordId": "x", "recordType": "entity", "recordStatus": "new"}
    return json.dumps([told | {"recordDetails": entity | changes}])


def related(**changes: Any) -> str:
    held = {"subject": "x", "interestedParty": "y", "interests": [{"type": "votingRights"}]}
    told = {"statementId": "r", "recordId": "r", "recordType": "relationship", "recordStatus": "new"}
    return json.dumps([told | {"recordDetails": held | changes}])


SHAPES: dict[str, str] = {
    "entity type as text": bods(entityType="registeredEntity"),
    "identifiers as texts": bods(identifiers=["123"]),
    "jurisdiction as text": bods(jurisdiction="CN"),
    "jurisdiction as list": bods(jurisdiction=[{"code": "CN"}]),
    "names as number": bods(alternateNames=3),
    "listing as text": bods(publicListing="yes"),
    "interests as texts": related(interests=["shareholding"]),
    "share as text": related(interests=[{"type": "shareholding", "share": "60%"}]),
    "share of a huge power": related(interests=[{"type": "shareholding", "share": {"exact": "1e99999999"}}]),
    "component as text": related(isComponent="true"),
    "GLEIF entity as text": json.dumps({"data": [{"type": "lei-records", "attributes": {"lei": LEI, "entity": "x"}}]}),
    "GLEIF record as text": json.dumps({"data": ["x"]}),
    "FtM schema as list": json.dumps({"id": "a", "schema": ["Company"], "properties": {}}),
    "FtM datasets as numbers": json.dumps({"id": "a", "schema": "Company", "datasets": [{}], "properties": {"name": [1, {}]}}),
    "a key that stands twice": related()[:-1] + ',{"recordId": "q", "recordId": "r"}]',
}  # fmt: skip


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_a_registry_of_another_shape_is_a_finding(content: str, tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"r.json": content}, "own", "x", "--registry", "@r.json", "--on", "2026-11-22")
    assert status in (0, 2, 3, 4)
    assert "r.json" in err
    assert "Internal error" not in err


TABLES: dict[str, tuple[Files, tuple[str, ...], str]] = {
    "lone carriage returns": (
        {"s.csv": "kind,subject,holder,share\rparty,a,,\r"}, ("own", "a", "--registry", "@s.csv"), "",
    ),
    "endless cell": (
        {"s.csv": "kind,subject,holder\nparty,a," + "x" * 2_000_000 + "\n"}, ("own", "a", "--registry", "@s.csv"), "csv.row",
    ),
    "short Comtrade row": (
        {"f.csv": "cmdCode,flowCode,primaryValue,period,reporterISO,partnerISO\n8703\n"}, ("figures", "check", "@f.csv"), "csv.width",
    ),
    "short SDMX row": ({"f.csv": "TIME_PERIOD,OBS_VALUE\n2025\n"}, ("figures", "check", "@f.csv"), "csv.width"),
    "a column twice in stakes": (
        {"s.csv": "kind,subject,holder,share,share\nvotes,a,b,60,1\n"}, ("own", "a", "--registry", "@s.csv"), "csv.column",
    ),
    "a quote that swallows rows": (
        {"s.csv": 'name,country\n"Acme Parts GmbH,DE\nBeta AG,DE\nHuawei Technologies,CN\n', "l.csv": "name,source\nHuawei Technologies,X\n"},
        ("screen", "@s.csv", "--list", "@l.csv"), "csv.row",
    ),
    "two name columns": (
        {"s.csv": "name,name\nHuawei Technologies,Harmless\n", "l.csv": "name,source\nHuawei Technologies,X\n"},
        ("screen", "@s.csv", "--list", "@l.csv"), "csv.column",
    ),
    "list header broken": ({"l.csv": '"name\nx\n'}, ("screen", "--name", "A", "--list", "@l.csv"), "list.header"),
    "DPL header broken": (
        {"l.txt": '"Name\t"City"\tname\nx\ty\tz\n'}, ("screen", "--name", "A", "--list", "@l.txt"), "list.header",
    ),
    "OFAC prolog alone": ({"l.xml": '<?xml version="1.0"?>'}, ("screen", "--name", "A", "--list", "@l.xml"), "xml.syntax"),
    "GLEIF in no encoding": (
        {"r.xml": '<?xml version="1.0" encoding="utf8mb4"?><a/>'}, ("own", "x", "--registry", "@r.xml"), "xml.syntax",
    ),
    "OFAC in no encoding": (
        {"l.xml": '<?xml version="1.0" encoding="utf8mb4"?><a/>'}, ("screen", "--name", "A", "--list", "@l.xml"), "xml.syntax",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_broken_table_or_list_is_a_finding(name: str, tmp_path: Path) -> None:
    files, arguments, code = TABLES[name]
    status, err = asked(tmp_path, files, *arguments)
    assert status in (0, 2, 3, 4)
    assert "Internal error" not in err
    assert code in err
    if code:
        assert status != 0


NAMELESS = ["'", "- -", "。", '"']


@pytest.mark.parametrize("name", NAMELESS)
def test_a_listed_name_without_letters_stands_in_no_way(name: str, tmp_path: Path) -> None:
    rows = [{"name": name, "source": "X"}, {"name": "Acme", "source": "X"}, {"name": "Beta", "source": "X"}]
    status, err = asked(tmp_path, {"l.json": json.dumps(rows)}, "screen", "--name", "Acme", "--list", "@l.json")
    assert "Internal error" not in err
    assert status in (1, 3)


LONG = "1" + "0" * 5000
TOMLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "number of 5,000 digits": (f"a = {LONG}\n", ("decisions", "columns", "answers", "overlay")),
    "2,000 brackets": ("a = " + "[" * 2000 + "\n", ("decisions", "columns", "answers", "overlay")),
    "a text for tables": ('decision = "x"\nanswers = "x"\nsignoffs = "x"\n', ("decisions", "columns", "answers", "overlay")),
    "countries as a number": (
        '[[decision]]\nwhen = 2026-01-01T00:00:00Z\nwho = "a"\nwhy = "b"\ndecision = "same"\nquery = "x"\nlist = "l"\nid = "1"\n'
        "countries = 5\n", ("decisions",),
    ),
    "an encoding that is none": ('encoding = "\\u0000"\n[columns]\nname = "name"\n', ("columns",)),
    "a delimiter of two": ('delimiter = "ab"\n[columns]\nname = "name"\n', ("columns",)),
    "a nul in a path": ('answers_files = ["\\u0000"]\n', ("dossier",)),
    "a nul in an overlay": ('overlays = ["\\u0000"]\n', ("dossier",)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reader"), [(name, reader) for name, (_, readers) in TOMLS.items() for reader in readers]
)
def test_toml_that_cannot_be_meant_is_a_finding(name: str, reader: str, tmp_path: Path) -> None:
    content = TOMLS[name][0]
    if reader == "decisions":
        status, err = asked(tmp_path, {"d.toml": content, "l.csv": "name,source\nx,y\n"},
                            "screen", "--name", "x", "--list", "@l.csv", "--decisions", "@d.toml")  # fmt: skip
    elif reader == "columns":
        status, err = asked(tmp_path, {"c.toml": content, "b.csv": "name\nx\n"},
                            "convert", "@b.csv", "--to", "cyclonedx-1.6", "--columns", "@c.toml")  # fmt: skip
    elif reader == "dossier":
        status, err = asked(tmp_path, {"d.toml": content + SMALL}, "check", "@d.toml")
    else:
        status, err = asked(tmp_path, {"d.toml": SMALL, f"d.{reader}.toml": content}, "check", "@d.toml")
    assert (status, "Internal error" in err) == (4, False)


def test_features_of_another_shape(tmp_path: Path) -> None:
    status, err = asked(
        tmp_path, {"a.toml": '[[features]]\nid = "x"\nfacts = "x"\n'}, "classify", "automation", "@a.toml"
    )
    assert (status, "feature.fact" in err) == (4, True)


@pytest.mark.parametrize("arguments", [
    ("classify", "chip", "--tops", "1e999999999@8"),
    ("classify", "model", "--training-ops", "1e999999999"),
    ("classify", "model", "--training-ops", "[1e25"),
])  # fmt: skip
def test_a_power_of_ten_beyond_any_quantity_is_refused_at_once(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.status, "Internal error" in ran.err) == (4, False)


def test_a_power_of_ten_in_a_table_of_chips(tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"c.csv": "name,tops\nx,1e999999999@8\n"}, "classify", "chips", "@c.csv")
    assert (status in (1, 3, 4), "Internal error" in err) == (True, False)


@pytest.mark.parametrize("content", ["{}", "[]", '"x"', '{"dossier": 3}', '{"dossier": ""}', "{"])
def test_a_ledger_of_questionnaires_of_another_shape(content: str, tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"questionnaires.json": content, "r.xlsx": b"PK"}, "answers", "@r.xlsx")
    assert (status, "Internal error" in err) == (4, False)


# --- workbooks ----------------------------------------------------------------------------------------------------


def book(*rows: tuple[Any, ...]) -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return out.getvalue()


PARTS = book(("ref", "name", "type"), ("w", "Wheel", "device"), ("a", "Telematics app", "library"))


@pytest.mark.parametrize("dimension", ["A1:O2", "A1", "A1:B3", "A1:XFD1048576", "B2:C3"])
def test_no_row_or_column_outside_the_declared_dimension_is_lost(dimension: str) -> None:
    from pratique.items.readers import read_bill

    mark = f'<dimension ref="{dimension}"/>'.encode()
    data = changed(PARTS, lambda part: re.sub(rb'<dimension ref="[^"]*"/>', mark, part))
    assert [line.name for line in read_bill(data, name="b.xlsx").lines] == ["Wheel", "Telematics app"]


def test_rows_in_no_order_and_cells_that_stand_twice_are_read_or_told() -> None:
    from pratique.items.readers import read_bill

    row = b'<row r="2"><c r="B2" t="inlineStr"><is><t>Hidden</t></is></c></row></sheetData>'
    bill = read_bill(changed(PARTS, lambda part: part.replace(b"</sheetData>", row)), name="b.xlsx")
    assert "xlsx.cell.twice" in [finding.code for finding in bill.findings]
    turned = changed(PARTS, lambda part: re.sub(rb'(<row r="2".*?</row>)(<row r="3".*?</row>)', rb"\2\1", part))
    assert len(read_bill(turned, name="b.xlsx").lines) == 2


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>3</v></c></row></sheetData>'
    data = changed(PARTS, lambda part: part.replace(b"</sheetData>", far))
    status, err = asked(
        tmp_path, {"b.xlsx": data}, "convert", "@b.xlsx", "--to", "cyclonedx-1.6", "-o", str(tmp_path / "o")
    )
    assert status == 0
    assert "table.row.long" in err


@pytest.mark.parametrize("encode", [
    lambda part: b"<!-- " + b"x" * 70_000 + b" --><!DOCTYPE a [<!ENTITY b 'c'>]>" + part.partition(b"?>")[2],
    lambda part: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>' + part.decode().partition("?>")[2]).encode("utf-16"),
    lambda part: b'<?xml version="1.0" encoding="UTF-7"?>' + part.partition(b"?>")[2],
])  # fmt: skip
def test_no_document_type_hides_in_a_part(encode: Callable[[bytes], bytes]) -> None:
    from pratique.errors import InvalidInput
    from pratique.items.readers import read_bill

    with pytest.raises(InvalidInput) as caught:
        read_bill(changed(PARTS, encode), name="b.xlsx")
    assert caught.value.findings[0].code in ("xml.entities", "xml.encoding")


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("this machine has no pipes with names")
    question = ("--into", "US", "--act", "sale")
    for name, arguments in (("x.json", question), ("y.json", ()), ("x.toml", ()), ("x.csv", question)):
        os.mkfifo(tmp_path / name)
        ran = run("check", tmp_path / name, *arguments)
        assert (ran.status, "file.not-regular" in ran.err) == (4, True)


@pytest.mark.parametrize("key", ["boms", "registries", "lists", "answers_files", "overlays"])
def test_a_loop_of_links_is_a_finding(key: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    text = (
        SMALL.replace("model_year = 2027", 'model_year = 2027\nboms = ["loop"]')
        if key == "boms"
        else f'{key} = ["loop"]\n{SMALL}'
    )
    status, err = asked(tmp_path, {"d.toml": text}, "check", "@d.toml")
    assert (status, "Internal error" in err) == (4, False)


# --- records that vanished ----------------------------------------------------------------------------------------


def spdx3(*elements: dict[str, Any], listed: list[Any] | None = None) -> str:
    made = {
        "type": "CreationInfo",
        "@id": "_:c",
        "specVersion": "3.0.1",
        "created": "2026-01-01T00:00:00Z",
        "createdBy": ["urn:x:me"],
    }
    head = [
        made,
        {"type": "Person", "spdxId": "urn:x:me", "creationInfo": "_:c", "name": "me"},
        {"type": "SpdxDocument", "spdxId": "urn:x:doc", "creationInfo": "_:c", "rootElement": ["urn:x:car"], "element": listed or ["urn:x:car"]},
        {"type": "software_Package", "spdxId": "urn:x:car", "creationInfo": "_:c", "name": "car", "software_primaryPurpose": "device"},
    ]  # fmt: skip
    return json.dumps({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [*head, *elements]})


HOLDS = {
    "type": "Relationship",
    "spdxId": "urn:x:r",
    "creationInfo": "_:c",
    "relationshipType": "contains",
    "from": "urn:x:car",
    "to": ["urn:x:app"],
    "completeness": "complete",
}
CDX = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": {"type": "device", "bom-ref": "car", "name": "car"}}, '
VANISHED: dict[str, str] = {
    **{
        f"an element of the type {kind}": spdx3(
            {"type": kind, "spdxId": "urn:x:app", "creationInfo": "_:c", "name": "app"}, HOLDS
        )
        for kind in ("software_package", "software_File", "hardware_Hardware", "Pakage", "")
    },
    "a relationship that leads nowhere": spdx3(HOLDS),
    "an element written in the document": spdx3(
        HOLDS, listed=["urn:x:car", {"type": "software_Package", "spdxId": "urn:x:app", "name": "app"}]
    ),
    "a composition of what is not there": CDX
    + '"components": [{"type": "device", "bom-ref": "w", "name": "w"}], "compositions": [{"aggregate": "complete", "assemblies": ["car", "w", "app"]}]}',
    "components in capitals": CDX + '"Components": [{"type": "device", "bom-ref": "w", "name": "w"}]}',
    "a service": CDX + '"components": [], "services": [{"name": "s", "bom-ref": "s"}]}',
}


@pytest.mark.parametrize("name", VANISHED)
def test_a_record_that_cannot_be_read_is_named_and_opens_the_list(name: str) -> None:
    from pratique.items.readers import read_bill

    bill = read_bill(VANISHED[name].encode(), name="b.json")
    assert not bill.is_complete
    assert "bill.outside" in [finding.code for finding in bill.findings]


UNIT = '<component type="device" bom-ref="u"><name>Unit</name></component>'
MISPLACED = {
    "a second list of components": f"<components/><components>{UNIT}</components>",
    "a list in a list": f"<components><components>{UNIT}</components></components>",
    "the head in a list": f"<components><metadata>{UNIT}</metadata></components>",
    "a second head": f"<metadata/><metadata>{UNIT}</metadata><components/>",
    "a component among compositions": f"<components/><compositions>{UNIT}</compositions>",
    "a component among dependencies": f"<components/><dependencies>{UNIT}</dependencies>",
    "a component among services": f"<components/><services>{UNIT}</services>",
    "a component that stands alone": f"<components/>{UNIT}",
}


@pytest.mark.parametrize("name", MISPLACED)
def test_an_element_in_the_wrong_place_is_read_or_told(name: str) -> None:
    from pratique.items.readers import read_bill

    text = f'<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">{MISPLACED[name]}</bom>'
    bill = read_bill(text.encode(), name="b.xml")
    told = {each.code for each in bill.findings if each.severity != "note"}
    assert told & {"xml.misplaced", "xml.repeated-element", "bill.outside"}


def test_a_threshold_that_is_no_number_is_refused(tmp_path: Path) -> None:
    status, _ = asked(
        tmp_path,
        {"l.csv": "name,source\nAcme,X\n"},
        "screen",
        "--name",
        "Acme",
        "--list",
        "@l.csv",
        "--threshold",
        "nan",
    )
    assert status == 2


def test_what_stands_in_the_wrong_place_is_not_echoed_whole(tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"d.toml": f'transactions = "{"x" * 1_000_000}"\n'}, "check", "@d.toml")
    assert (status, "characters left out" in err) == (4, True)
    assert len(err) < 20_000


def test_more_errors_than_anybody_mends_stop_the_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from pratique import errors

    monkeypatch.setattr(errors, "MOST_ERRORS", 50)
    rows = "kind,subject,holder,share\n" + "votes,a,b,60,1,2\n" * 60
    status, err = asked(tmp_path, {"s.csv": rows}, "own", "a", "--registry", "@s.csv", "--on", "2026-11-22")
    assert (status, "findings.many" in err) == (4, True)


WIDE = "name," + ",".join(f"c{n}" for n in range(20_000)) + "\nx\n"


@pytest.mark.parametrize(
    "words",
    [
        ("classify", "chips", "@w.csv", "--on", "2026-11-22"),
        ("convert", "@w.csv", "--to", "spdx-3.0"),
        ("screen", "@w.csv", "--list", "@w.csv"),
        ("figures", "check", "@w.csv"),
        ("check", "@w.csv", "--into", "US", "--act", "sale", "--on", "2026-11-22"),
    ],
    ids=lambda words: words[0],
)
def test_a_table_wider_than_any_sheet_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"w.csv": WIDE}, *words)
    assert status == 4
    assert "20,001 cells" in err or "header" in err
    assert "Internal error" not in err


def test_a_row_wider_than_any_sheet_is_told_and_the_others_are_read() -> None:
    from pratique.errors import Findings, Place
    from pratique.files import read_records

    findings = Findings()
    rows = list(read_records("a,b\n1,2\n" + "x," * 20_000 + "x\n3,4\n", Place("t.csv"), findings))
    assert [each.cells for each in rows] == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert [each.code for each in findings] == ["csv.columns"]


def test_a_file_nested_beyond_any_document_is_no_dossier_and_no_bill(tmp_path: Path) -> None:
    deep = '{"a":' * 100_000
    for words in (("attest", "@d.json", "--into", "US", "--act", "sale", "-o", "@out"), ("check", "@d.json")):
        status, err = asked(tmp_path, {"d.json": deep}, *words)
        assert status in (2, 4)  # the second takes it for a bill, of which more must be said
        assert "Internal error" not in err


def test_a_name_longer_than_any_file_is_a_finding(tmp_path: Path) -> None:
    manifest = '{"sha256": {"%s": "00"}}' % ("a" * 5000)
    (tmp_path / "pack").mkdir()
    status, err = asked(tmp_path, {"pack/manifest.json": manifest}, "verify", "@pack")
    assert (status, "file.outside" in err) == (4, True)


@pytest.mark.parametrize("slip", ["NAMES", "Names", "na-mes", "names ", "namesx", "naems", "nmaes", "n4mes"])
def test_a_field_that_is_almost_called_so_is_told(slip: str, tmp_path: Path) -> None:
    person = {"isComponent": False, "personType": "knownPerson", slip: [{"fullName": "Li Wei"}]}
    told = {
        "statementId": "p",
        "recordId": "p",
        "recordType": "person",
        "recordStatus": "new",
        "recordDetails": person,
    }
    votes = related(interestedParty="p", interests=[{"type": "votingRights", "share": {"exact": 60}}])
    rows = [*json.loads(bods()), told, *json.loads(votes)]
    status, err = asked(
        tmp_path, {"r.json": json.dumps(rows)}, "own", "x", "--registry", "@r.json", "--on", "2026-11-22"
    )
    assert (status, f"{slip!r} is not read; the field is called 'names'" in err) == (3, True)


@pytest.mark.parametrize("to", [[[[]]], [{}], 5, True, [None, "urn:x:app"], [5]], ids=repr)
def test_an_end_of_a_relationship_that_is_none_opens_the_list(to: Any, tmp_path: Path) -> None:
    from pratique.items.readers import read_bill

    corpus = json.loads((Path(__file__).parent / "corpus" / "bill.spdx3.json").read_text())
    for element in corpus["@graph"]:
        if element.get("relationshipType") == "contains":
            element["to"] = to
    (tmp_path / "b.json").write_text(json.dumps(corpus))
    bill = read_bill(tmp_path / "b.json")
    assert "spdx.relationship" in {each.code for each in bill.findings if each.severity == "warning"}
    assert any("not named by a reference" in each.what for each in bill.outside)


def test_a_name_that_is_no_text_leaves_its_list_open(tmp_path: Path) -> None:
    good = {"id": "e1", "schema": "Company", "properties": {"name": ["Acme Radar"], "topics": ["sanction"]}}
    bad = {"id": "e2", "schema": "Company", "properties": {"name": ["Harmless", {"name": ["Beta Optics"]}]}}
    rows = "\n".join(map(json.dumps, (good, bad)))
    status, err = asked(tmp_path, {"os.json": rows}, "screen", "--name", "Beta Optics", "--list", "@os.json")
    assert (status, "is no text" in err) == (3, True)


def test_a_row_of_a_party_that_is_shifted_is_told_and_opens_it(tmp_path: Path) -> None:
    rows = "kind,subject,holder,share,decisive,name,type\nparty,p,,,Li Wei,person\ncomplete,p,,,,,\n"
    asks = ("own", "p", "--registry", "@s.csv", "--on", "2026-11-22")
    status, err = asked(tmp_path, {"s.csv": rows}, *asks)
    assert (status, "where it says nothing" in err) == (3, True)


def test_no_table_of_a_folder_is_passed_over_for_the_letters_of_its_ending(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from pratique.usecases.bulk.parquet import source_of

    pl.DataFrame({"case": [1], "act.kind": ["sale"]}).write_parquet(tmp_path / "case.parquet")
    pl.DataFrame({"case": [1], "part": [1]}).write_parquet(tmp_path / "USES.PARQUET")
    assert source_of(tmp_path).paths.keys() == {"case", "uses"}


def test_no_bulletin_of_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In October 2024, China exported 1,000 vehicles.\n")
    (tmp_path / "b.TXT").symlink_to(tmp_path / "nowhere")
    status, err = asked(tmp_path, {}, "read", str(tmp_path))
    assert (status, "b.TXT" in err) == (4, True)


def test_a_tag_of_a_package_that_stands_in_none_opens_the_list(tmp_path: Path) -> None:
    from pratique.items.readers import read_bill

    text = (Path(__file__).parent / "corpus" / "bill.tags.spdx").read_text()
    assert "PackageName: zephyr" in text
    (tmp_path / "b.spdx").write_text(text.replace("PackageName: zephyr", "FileName: zephyr"))
    bill = read_bill(tmp_path / "b.spdx")
    assert any("stands in none" in each.message for each in bill.findings)
    assert bill.outside


def test_a_reply_on_a_fact_that_there_is_none_of_is_a_finding(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    from pratique.errors import InvalidInput
    from pratique.reports.workbook import workbook
    from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, key_of
    from pratique.usecases.missing.replies import read_replies

    facts = ("", ";", "part.[rogrammable", "no.such")
    lines = tuple(
        AskedLine(key_of("vcs", fact), "vcs", fact, "unit", "Is it?", "?", "yes/no", "", ("yes",)) for fact in facts
    )
    (tmp_path / "r.xlsx").write_bytes(workbook(Questionnaire("Acme", "0" * 64, "1" * 64, lines)))
    with pytest.raises(InvalidInput) as refused:
        read_replies([tmp_path / "r.xlsx"], dossier="0" * 64, law_book="1" * 64)
    assert "reply.authority" in {each.code for each in refused.value.findings}


def test_what_stands_below_no_title_is_told(tmp_path: Path) -> None:
    from pratique.items.readers import read_bill

    (tmp_path / "b.csv").write_text(",,name,version\nunit-1,Unit,1,device\n")
    told = [each.message for each in read_bill(tmp_path / "b.csv").findings]
    assert [each for each in told if "A1, B1" in each and "not read" in each]
    (tmp_path / "b.csv").write_text("ref,name,,version\nunit-1,Unit,,1\n")
    assert not [each for each in read_bill(tmp_path / "b.csv").findings if "without a title" in each.message]


def test_a_name_under_a_misspelt_field_of_an_older_bods_is_told(tmp_path: Path) -> None:
    from pratique.parties.readers.any import read_registry

    person = {"statementID": "p", "statementType": "personStatement", "personType": "known-person"}
    (tmp_path / "r.json").write_text(json.dumps([{**person, "namesx": [{"fullName": "Li Wei"}]}]))
    assert "bods.key" in [each.code for each in read_registry(tmp_path / "r.json").findings]


@pytest.mark.parametrize("cell", ["\\ud800", "v\\udc00.colour", "a\\ud800\\u0041", "\\udc00\\ud800"])
def test_half_a_character_in_the_hidden_sheet_is_no_text(cell: str) -> None:
    """Replies and customers' workbooks are told apart by hashes, which only text has."""
    from pratique.usecases.missing.replies import unescaped

    assert unescaped(cell) == cell
    assert unescaped("\\ud83d\\ude00 \\u0041") == "\U0001f600 A"
