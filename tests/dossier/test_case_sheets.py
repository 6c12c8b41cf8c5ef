"""A sheet of cases: every row answers as it would in a dossier of its own, in CSV and in a workbook."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

import pratique

from ..running import KNOWN, run

HEAD = [
    "id", "data.leaves_or_reached_from_abroad", "personal", "data.important_items", "notified_or_published_important",
    "ordinary_people_this_year", "sensitive_people_this_year", "by_critical_infrastructure_operator", "owner",
]  # fmt: skip
ROWS = [
    ["telemetry", "yes", "否", "none", "no", "0", "0", "no", "Li"],
    ["driver records", "yes", "yes", "none", "no", "1200000", "0", "no", "Wang"],
    ["open question", "yes", "?", "", "no", "", "", "no", "Chen"],
]
ASKED = ("--act", "data_export", "--out-of", "CN", "--into", "DE", "--on", "2026-08-01", "--format", "json", *KNOWN)


@pytest.fixture(params=["csv", "xlsx"])
def sheet(request, tmp_path):
    path = tmp_path / f"inventory.{request.param}"
    if request.param == "csv":
        path.write_text("\n".join(",".join(row) for row in [HEAD, *ROWS]), encoding="utf-8")
        return path
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEAD, *ROWS]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path


def alone(row: list[str], tmp_path) -> dict:
    """The same row as a dossier that a person would write."""
    facts = {"data.leaves_or_reached_from_abroad": True, "data.notified_or_published_important": False,
             "data.by_critical_infrastructure_operator": False}  # fmt: skip
    if row[2] != "?":
        facts |= {"data.personal": row[2] == "yes", "data.important_items": []}
        facts |= {"data.ordinary_people_this_year": int(row[5]), "data.sensitive_people_this_year": int(row[6])}
    act = {"act": "data_export", "date": "2026-08-01", "out_of": "CN", "into": "DE", "facts": facts}
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"transactions": [act]}))
    return json.loads(run("check", path, "--format", "json", *KNOWN).raw)["verdict"]


def test_a_row_is_a_case(sheet, tmp_path):
    answer = json.loads(run("check", sheet, *ASKED).raw)
    assert [each["id"].partition(": ")[2] for each in answer["transactions"]] == [row[0] for row in ROWS]
    assert [each["verdict"] for each in answer["transactions"]] == [alone(row, tmp_path) for row in ROWS]
    assert any("'owner' names no fact" in note["note"] for note in answer["findings"])


def test_a_mapping_names_what_the_headers_do_not(tmp_path):
    path, mapping = tmp_path / "i.csv", tmp_path / "m.toml"
    path.write_text("Datensatz,Personenbezug\nA,ja\n")
    mapping.write_text('[columns]\nPersonenbezug = "pratique.fact.data.personal"\n')
    answer = json.loads(run("check", path, "--columns", mapping, *ASKED).raw)
    assert len(answer["transactions"]) == 1


def test_what_a_row_does_not_say_is_asked_for(sheet):
    assert run("check", sheet, "--act", "data_export").status == 2
    assert run("check", sheet, "--into", "DE").status == 2


def test_a_wrong_cell_is_a_finding(tmp_path):
    path = tmp_path / "i.csv"
    path.write_text("id,data.personal\nA,perhaps\n")
    found = run("check", path, *ASKED)
    assert found.status == 4
    assert "data.personal" in found.err


@pytest.mark.parametrize("head", ["Reference,Value,Quantity", "Part name,Value,model_year", "ref,name,purpose"])
def test_a_bill_stays_a_bill(tmp_path, head):
    path = tmp_path / "b.csv"
    path.write_text(f"{head}\nU5,ESP32,2027\nU6,MCU,2027\n")
    asked = ("--act", "import", "--into", "US", "--on", "2027-01-01", "--format", "json", *KNOWN)
    answer = json.loads(run("check", path, *asked).raw)
    assert len(answer["transactions"]) == 1


SHORT = "id,data.personal,ordinary_people_this_year\nA,yes,7\nB,yes,5\n"


@pytest.mark.parametrize("row", ["Total,,12", "Summe,,12", "合计,,12", "小計,12,12"])
def test_a_sum_that_adds_up_is_no_case_and_told(tmp_path, row):
    path = tmp_path / "i.csv"
    path.write_text(f"Data sets of the plant\n\n{SHORT}{row}\n", encoding="utf-8")
    answer = json.loads(run("check", path, *ASKED).raw)
    assert [each["id"] for each in answer["transactions"]] == ["row 4: A", "row 5: B"]
    told = " ".join(each["note"] for each in answer["findings"])
    assert "Row 6 is the sum" in told
    assert "The header is row 3" in told


@pytest.mark.parametrize("row", ["Total,,11", "Total,yes,12", "Total,,", "Totals of May,,12"])
def test_what_may_be_a_case_stays_one(tmp_path, row):
    path = tmp_path / "i.csv"
    path.write_text(f"{SHORT}{row}\n", encoding="utf-8")
    assert len(json.loads(run("check", path, *ASKED).raw)["transactions"]) == 3


@pytest.mark.parametrize(
    ("act", "lot", "day"),
    [
        ("import", "Lot", "Ankunft"), ("import", "批次号", "报关日期"), ("import", "ロット番号", "通関日"),
        ("import", "Shipment no", "Arrived on"), ("export", "Sendung", "Versanddatum"), ("export", "Lot", "ETD"),
        ("export", "批号", "装船日期"), ("import", "Losnummer", "Anlieferung"),
    ],
)  # fmt: skip
def test_a_lot_is_an_act_of_its_own_day_in_the_words_of_many(tmp_path, act, lot, day):
    path = tmp_path / "lots.csv"
    rows = ("L-1,2028-12-01,LTE module,Acme", "L-1,2028-12-01,antenna,Acme", "L-2,2029-02-01,LTE module,Acme")
    path.write_text("\n".join((f"{lot},{day},Name,Manufacturer", *rows, "")))
    asked = pratique.question(path, act=act, into="US", out_of="CN", on=date(2026, 11, 22))
    assert [str(each["date"]) for each in asked.entries("transactions")] == ["2028-12-01", "2029-02-01"]


@pytest.mark.parametrize("head", ["接收国家", "境外接收方国家", "Drittland", "提供先国", "Destination country"])
def test_where_data_go_in_the_words_of_many(tmp_path, head):
    path = tmp_path / "data.csv"
    path.write_text(f"Dataset,{head}\naccounts,DE\n")
    (only,) = pratique.question(path, act="data_export", out_of="CN", on=date(2026, 12, 10)).entries("transactions")
    assert only["into"] == "DE"
