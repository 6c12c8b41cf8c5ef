"""Tables of stakes and suppliers as people elsewhere write them: other languages, encodings, workbooks.

Property: a table in other words gives the answer of the same table in ours, stored or not; what stands in a column
that is not read rules nothing out.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from tests.running import run

from pratique.errors import Findings
from pratique.parties.readers.stakes_columns import COLUMNS, KINDS
from pratique.parties.readers.stakes_words import plain, words
from pratique.parties.screening.queries import read_queries

TABLES = {
    "de": """\
Art;Gesellschaft;Gesellschafter;Anteil;Rechtsordnung;Hauptsitz;Hauptniederlassung;entscheidend;abgestimmt
Partei;a;;;China;CN;CN;;
Partei;s;;;Deutschland;DE;DE;;
Stimmrechte;s;a;60,5;;;;;
Vertrag;s;a;;;;;nein;
Streubesitz;s;;5;;;;;nein
""",
    "fr": """\
nature;société;actionnaire;pourcentage;pays d'immatriculation
partie;a;;;Chine
partie;s;;;Allemagne
droits de vote;s;a;60 %
""",
    "zh": """\
类型,公司名称,股东名称,比例,注册地,总部,主要营业地,一致行动
主体,a,,,中国,中国,中国,
主体,s,,,德国,德国,德国,
表决权,s,a,60%,,,,
分散,s,,5%,,,,否
""",
    "ja": """\
種別,会社名,株主名,割合,設立国,本社,主たる事業所
当事者,a,,,中国,中国,中国
当事者,s,,,ドイツ,ドイツ,ドイツ
議決権,s,a,60%,,,
""",
    "ko": """\
구분,회사명,주주명,비율,설립지,본사,주된 사업장
당사자,a,,,중국,중국,중국
당사자,s,,,독일,독일,독일
의결권,s,a,60%,,,
""",
    "ru": """\
вид;компания;акционер;доля;страна регистрации
сторона;a;;;Китай
сторона;s;;;Германия
голоса;s;a;60
""",
}
LOCAL = {"de": "cp1252", "fr": "cp1252", "zh": "gb18030", "ja": "cp932", "ko": "euc_kr", "ru": "cp1251"}
SEATS = "kind,subject,holder,share,organised,headquarters,principal_place\nparty,a,,,CN,CN,CN\nparty,s,,,DE,DE,DE\n"
CLOSED = f"{SEATS}party,b,,,DE,DE,DE\ncomplete,b\nwidely_held,s,,5\n"


def controlled(*registries: Path, folder: Path, stored: bool = False) -> str:
    """What `own s` says of control from China."""
    given = [part for each in registries for part in ("--registry", each)]
    if stored:
        assert run("graph", "build", "-o", folder / "kept", *given).status in (0, 4)
        given = ["--registry", folder / "kept"]
    found = run("own", "s", *given, "--country", "CN", "--on", "2026-06-01", "--format", "json")
    answer: str = json.loads(found.out)["nexus"]["CN"]["controlled"]
    return answer


def written(folder: Path, data: bytes | str, name: str = "asked.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def workbook(rows: list[list[object]], percent: str = "General") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, float):
                cell.number_format = percent
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_table_in_another_language_is_read(tmp_path: Path, language: str, stored: bool) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", LOCAL[language]):
        path = written(tmp_path, TABLES[language].encode(encoding))
        assert controlled(path, folder=tmp_path, stored=stored) == "yes", encoding
    delimiter = ";" if ";" in TABLES[language] else ","
    rows: list[list[object]] = [list(line.split(delimiter)) for line in TABLES[language].splitlines()]
    path = written(tmp_path, workbook(rows), "asked.xlsx")
    assert controlled(path, folder=tmp_path, stored=stored) == "yes"


@pytest.mark.parametrize(
    ("table", "outcome"),
    [
        ("Company,Shareholder,Ownership %,Voting rights %\ns,a,40,60\ns,b,60,40\n", "yes"),
        ("公司名称,股东名称,持股比例\ns,a,60%\ns,b,40%\n", "yes"),
        ("Gesellschaft;Gesellschafter;Anteil in %\ns;b;60\ns;a;9\n", "no"),
        ("Nr,Company,Shareholder,Ownership %,City\n1,s,b,60,Berlin\n", "no"),
        # What is not read may end, limit or turn what the row says.
        ("Company,Shareholder,Ownership %,Valid until\ns,b,60,2020\n", "no"),
        ("Company,Shareholder,Ownership %,Valid until\ns,a,60,2020\n", "no"),
        ("Company,Shareholder,Ownership %,Valid until\ns,a,60,2026\n", "unknown"),
        ("Company,Shareholder,Ownership %,Valid until\ns,a,60,31.12.2020\n", "unknown"),
        ("Company,Shareholder,Ownership %,Valid until\ns,a,60,2030-12-31\n", "yes"),
        ("Company,Shareholder,Ownership %,Status\ns,a,60,ceased\n", "unknown"),
        ("Company,Shareholder,Ownership %,Valid until\ns,b,60,\n", "no"),
        ("Company,Shareholder,Ownership %,Remarks\ns,b,60,nominee for a\n", "unknown"),
        # Whom a row is about has to be said.
        ("股东名称,持股比例\na,60%\nb,40%\n", "unknown"),
        ("Company,Shareholder,Ownership %\ns,b,60\n,Total,60\n", "unknown"),
        ("Company,Shareholder,Ownership %\ns,b,60\nTotal,,60\n", "no"),
        ("Company,Shareholder,Ownership %\ns,b,0.60\ns,a,0.40\n", "unknown"),
    ],
)
def test_a_table_of_shareholders(tmp_path: Path, table: str, outcome: str) -> None:
    beside = written(tmp_path, CLOSED, "beside.csv")
    for stored in (False, True):
        assert controlled(written(tmp_path, table), beside, folder=tmp_path, stored=stored) == outcome


def test_cells_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    head: list[list[object]] = [list(line.split(",")) for line in CLOSED.splitlines()]
    for value, shown, outcome in (
        (60, "General", "yes"),
        (0.6, "0%", "yes"),
        (0.604, "0.00%", "yes"),
        (0.012, "0.0%", "no"),
        (0.6, "General", "unknown"),
        ("=B2/3", "General", "unknown"),
    ):
        path = written(tmp_path, workbook([*head, ["votes", "s", "a", value]], shown), "asked.xlsx")
        assert controlled(path, folder=tmp_path) == outcome, (value, shown)


def test_a_sheet_that_is_not_read_may_say_anything(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in f"{CLOSED}votes,s,b,60\n".splitlines():
        book.active.append(line.split(","))
    notes = book.create_sheet("notes")
    notes.append(["typed by hand"])
    out = io.BytesIO()
    book.save(out)
    assert controlled(written(tmp_path, out.getvalue(), "asked.xlsx"), folder=tmp_path) == "no"
    other = book.create_sheet("other")
    other.append(["Wer", "hat", "was"])
    other.append(["a", "s", 60])
    out = io.BytesIO()
    book.save(out)
    assert controlled(written(tmp_path, out.getvalue(), "asked.xlsx"), folder=tmp_path) == "unknown"


def test_each_word_stands_for_something_that_is_read() -> None:
    assert set(words("columns").values()) <= set(COLUMNS)
    assert set(words("kinds").values()) <= set(KINDS)
    assert not {plain(each) for each in COLUMNS} & words("columns").keys() - {"type"}
    assert not set(KINDS) & words("kinds").keys()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Lieferant;Land\nHuawei;China\n", "utf-8"),
        ("供应商名称,国家\nHuawei,中国\n", "gb18030"),
        ("仕入先名,国\nHuawei,中国\n", "cp932"),
        ("Raison sociale;Pays\nHuawei;Chine\n", "cp1252"),
        ("name,company\nLi Wei,Huawei\n", "utf-8"),
        ("Firma;Früherer Name\nHarmlos AG;Huawei\n", "cp1252"),
    ],
)
def test_suppliers_are_screened_under_each_of_their_names(tmp_path: Path, text: str, encoding: str) -> None:
    queries, findings = read_queries(written(tmp_path, text.encode(encoding)))
    assert [("Huawei" in (each.name, *each.aliases)) for each in queries] == [True], findings
    rows: list[list[object]] = [list(line.replace(";", ",").split(",")) for line in text.splitlines()]
    queries, findings = read_queries(written(tmp_path, workbook(rows), "asked.xlsx"))
    assert [("Huawei" in (each.name, *each.aliases)) for each in queries] == [True], findings
    assert isinstance(findings, Findings)


def test_a_table_of_shareholders_joins_by_the_names_in_it(tmp_path: Path) -> None:
    held = "Gesellschaft;Gesellschafter;Stimmrechte in %\nNordlicht GmbH;极光控股有限公司;60\n"
    places = "kind,subject,name,organised,headquarters,principal_place\nparty,n,Nordlicht GmbH,DE,DE,DE\n"
    places += "party,b,Beta AG,DE,DE,DE\nparty,j,极光控股有限公司,CN,CN,CN\nwidely_held,n,,,,\n"
    table, beside = written(tmp_path, held), written(tmp_path, places, "beside.csv")
    suppliers = written(tmp_path, "Lieferant;Land\nNordlicht GmbH;DE\n", "suppliers.csv")
    kept = tmp_path / "kept"
    assert run("graph", "build", "-o", kept, "--registry", table).status in (0, 4)
    for given in (("--registry", table), ("--registry", kept)):
        found = run("own", suppliers, *given, "--country", "CN", "--on", "2026-06-01", "--format", "json")
        assert [row["joined_by"] for row in json.loads(found.out)] == ["the name 'Nordlicht GmbH'"]
    # A namesake of which the one table says who holds it, and the other where it sits, is open.
    assert run("own", "n", "--registry", table, "--registry", beside, "--on", "2026-06-01").status == 3


@pytest.mark.parametrize("title", ["股东信息\n", "Stakes of s,,\n\n", ",,,\nAs of 2026\n"])
def test_a_title_above_the_header_hides_nothing(tmp_path: Path, title: str) -> None:
    path = written(tmp_path, f"{title}{SEATS}votes,s,a,60\n")
    assert controlled(path, folder=tmp_path) == "yes"
    assert controlled(path, folder=tmp_path, stored=True) == "yes"
    assert "Above the header stands" in run("own", "s", "--registry", path, "--on", "2026-06-01").err
