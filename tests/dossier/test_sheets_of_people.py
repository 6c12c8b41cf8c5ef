"""Sheets of data sets, vehicles and lots as people write them: their own headers, days, numbers and languages."""

from __future__ import annotations

import json
import tomllib
from importlib import resources

import pytest

from pratique.dossier.case_values import cell_value, day_of
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from pratique.items.tables.case_words import ACT_KEYS, case_meanings, row_kind
from pratique.items.tables.guess import plain

from ..running import KNOWN, run

load_vocabulary()
WORDS = tomllib.loads(resources.files("pratique.items.tables").joinpath("case_headers.toml").read_text("utf-8"))
GOODS = ("--act", "export", "--out-of", "CN", "--into", "DE", "--on", "2026-09-01", "--format", "json", *KNOWN)
DATA = ("--act", "data_export", "--out-of", "CN", "--into", "DE", "--on", "2026-08-01", "--format", "json", *KNOWN)


def test_a_word_stands_once_and_means_a_fact_or_a_key():
    said = [
        (plain(w), name) for part in ("identity", "keys", "facts") for name, ws in WORDS[part].items() for w in ws
    ]
    said += [(plain(each), "unsure") for each in WORDS["unsure"]]
    words = [word for word, _ in said]
    assert sorted(words) == sorted(set(words))
    meant = {*WORDS["keys"], *WORDS["facts"], *(one for choices in WORDS["unsure"].values() for one in choices)}
    meant |= {fact for facts in WORDS["implied"].values() for fact in facts}
    assert meant <= {*VOCABULARY, *ACT_KEYS, "ignore"}


def test_a_day_is_that_of_the_act_that_is_asked_about():
    assert case_meanings("ETA", "import") == ("date",)
    assert case_meanings("ETA", "export") == ()
    assert case_meanings("到货日期 Arrival date", "import") == ("date",)


def answered(path, asked) -> dict:
    return json.loads(run("check", path, *asked).raw)


CARS = """Vehicle list for export batch 2026-03,,,,,
VIN,Model,First registration date,Export application date,Licence no.,HS Code
LSV1,MG4,2025-08-20,2026-03-01,EX-1,8703800090
LSV2,MG4,unregistered,2026-03-01,,8703800090
"""


def test_a_title_above_a_sheet_of_cars_is_told_and_the_rows_are_cars(tmp_path):
    (tmp_path / "cars.csv").write_text(CARS, encoding="utf-8")
    told = answered(str(tmp_path / "cars.csv"), GOODS)
    assert [each["id"] for each in told["transactions"]] == ["row 3: LSV1", "row 4: LSV2"]
    assert "The header is row 2; 1 row above it is not read." in {each["note"] for each in told["findings"]}


@pytest.mark.parametrize(
    "above", ["VIN,LSV9,Model year,2027,Destination,DE", "LSV0,MG4,2025-08-20,2026-03-01,EX-0,8703800090"]
)
def test_a_block_of_names_and_values_or_a_case_above_is_no_title(tmp_path, above):
    """A list of parts below a block that names its vehicle stays one, and no case above the header is dropped."""
    parts = "Ref,Part name,Manufacturer,Qty,Country,Remarks\nU1,Modem,Acme,1,DE,\nU2,Antenna,Acme,1,DE,\n"
    rows = parts if above.startswith("VIN") else CARS.partition("\n")[2]
    (tmp_path / "bill.csv").write_text(f"{above}\n{rows}", encoding="utf-8")
    ran = run("check", str(tmp_path / "bill.csv"), *GOODS)
    acts = json.loads(ran.raw)["transactions"] if ran.raw.startswith(b"{") else []
    assert not [each for each in acts if each["id"].startswith("row ")]


def test_a_column_that_only_sounds_like_a_fact_is_not_read(tmp_path):
    """`Recipient` names firms: it is no value of who orders data to be given, and no fault of every cell."""
    text = (
        "Dataset,Leaves China?,Personal information,Recipient\nTelemetry,yes,no,Aster GmbH\nOwners,yes,yes,Bryn Ltd\n"
    )
    (tmp_path / "data.csv").write_text(text, encoding="utf-8")
    told = answered(str(tmp_path / "data.csv"), DATA)
    assert len(told["transactions"]) == 2
    assert any("no cell of it is a value of conflict.recipient" in each["note"] for each in told["findings"])
    (tmp_path / "data.csv").write_text(text.replace("Bryn Ltd", "private_party"), encoding="utf-8")
    ran = run("check", str(tmp_path / "data.csv"), *DATA)
    assert ran.status == 4
    assert "Aster GmbH" in ran.err


FIRST = {
    "en": ("VIN", "Model", "First registration date", "Export application date", "HS code"),
    "de": ("Fahrgestellnummer", "Modell", "Erstzulassung", "Ausfuhrantrag", "Zolltarifnummer"),
    "zh": ("车架号", "车型", "首次登记日期", "出口申请日期", "海关编码"),
    "both": ("VIN (车架号)", "Model", "首次登记日期 First registration date", "Export application date", "HS code"),
}
DAYS = {
    "en": ("2026-02-01", "2026-08-01", "2026-09-01"),
    "de": ("01.02.2026", "1.8.2026", "01.09.2026"),
    "zh": ("2026年2月1日", "2026/8/1", "2026年9月1日"),
    "both": ("2026-02-01", "2026-08-01 00:00:00", "2026-09-01"),
}


@pytest.mark.parametrize("language", FIRST)
def test_vehicles_by_number_say_the_same_in_every_language(tmp_path, language):
    old, new, applied = DAYS[language]
    rows = [("LSV0001", "Seal", old, applied, "8703 80 10"), ("LSV0002", "Seal", new, applied, "87038000")]
    path = tmp_path / "cars.csv"
    path.write_text("\n".join(",".join(row) for row in (FIRST[language], *rows)), encoding="utf-8")
    plain_head = "id,car.has_vin,act.concerns_vehicle,technology.kind,car.registered_on,car.export_application_on"
    plain_head += ",trade.hs6"
    bare = [f"LSV000{at},yes,yes,none,2026-0{month}-01,2026-09-01,870380" for at, month in ((1, 2), (2, 8))]
    facts = tmp_path / "facts.csv"
    facts.write_text("\n".join((plain_head, *bare)))
    found, told = answered(path, GOODS), answered(facts, GOODS)
    assert [each["id"] for each in found["transactions"]] == ["row 2: LSV0001", "row 3: LSV0002"]
    assert [each["verdict"] for each in found["transactions"]] == [each["verdict"] for each in told["transactions"]]
    assert _open(found) == _open(told)
    assert any("are read by their headers" in each["note"] for each in found["findings"])


def _open(answer: dict) -> list:
    return sorted((each["name"], each["entity"]) for each in answer["open_facts"])


@pytest.mark.parametrize(
    "head",
    [
        "Dataset,Contains personal information,Number of individuals,Destination country",
        "数据集名称,是否含个人信息,涉及人数,目的国",
        "Datensatz,Enthält personenbezogene Daten,Anzahl Personen,Empfängerland",
        "データセット名,個人情報の有無,人数,移転先国",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp932"])
def test_data_sets_are_read_and_what_may_be_two_facts_is_asked(tmp_path, head, encoding):
    no = "no" if head.isascii() or encoding == "cp932" else "否"
    text = f"{head}\nlogs,{no},0,Germany\ndrivers,yes,1200000,Germany\n"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this encoding has not these letters")
    path = tmp_path / "inventory.csv"
    path.write_bytes(data)
    found = answered(path, DATA)
    assert [each["id"] for each in found["transactions"]] == ["row 2: logs", "row 3: drivers"]
    notes = " ".join(each["note"] for each in found["findings"])
    assert "data.personal" in notes
    assert "may mean data.ordinary_people_this_year or data.sensitive_people_this_year" in notes
    assert ("data.personal", "row 3: drivers") not in {(e["name"], e["entity"]) for e in found["open_facts"]}


def test_what_was_asked_is_said_in_a_mapping(tmp_path):
    path, mapping = tmp_path / "i.csv", tmp_path / "m.toml"
    path.write_text("Dataset,Personal data,People,Where\nlogs,yes,7,Germany\n")
    mapping.write_text('[columns]\nPeople = "pratique.fact.data.ordinary_people_this_year"\nWhere = "into"\n')
    asked = [each for each in DATA if each not in ("--into", "DE")]
    found = answered(path, [*asked, "--columns", mapping])
    assert found["transactions"][0]["into"] == "DE"
    assert "data.ordinary_people_this_year" not in {each["name"] for each in found["open_facts"]}


LOTS = """Lot,Part,Manufacturer,Quantity,Arrival date
L-1,ESP32-C3 module,Espressif,5000,2027-03-01
L-1,NINA-W152,u-blox,10,2027-03-01
L-2,ESP32-C3 module,Espressif,200,2029-05-01
L-2,ESP32-C3 module,Espressif,100,2030-05-01
"""


def test_a_lot_is_an_act_with_its_day_and_its_parts(tmp_path):
    path = tmp_path / "lots.csv"
    path.write_text(LOTS)
    found = answered(path, ("--act", "import", "--into", "US", "--format", "json", *KNOWN))
    acts = found["transactions"]
    assert [(each["id"], each["date"]) for each in acts] == [
        ("lot L-1", "2027-03-01"),
        ("lot L-2 on 2029-05-01", "2029-05-01"),
        ("lot L-2 on 2030-05-01", "2030-05-01"),
    ]
    nodes = {each["id"]: {one["label"] for i in each["instruments"] for one in i["lines"]} for each in acts}
    assert any("NINA" in label for label in nodes["lot L-1"])
    assert not any("NINA" in label for label in nodes["lot L-2 on 2029-05-01"])


def test_a_lot_answers_as_the_bill_of_its_rows_alone(tmp_path):
    path, alone = tmp_path / "lots.csv", tmp_path / "one.csv"
    path.write_text(LOTS)
    alone.write_text("\n".join(LOTS.splitlines()[:3]).replace(",Arrival date", "").replace(",2027-03-01", ""))
    asked = ("--act", "import", "--into", "US", "--role", "importer", "--format", "json", *KNOWN)
    lot = answered(path, asked)["transactions"][0]
    bill = answered(alone, (*asked, "--on", "2027-03-01"))["transactions"][0]
    assert lot["verdict"] == bill["verdict"]
    assert [len(each["lines"]) for each in lot["instruments"]] == [len(each["lines"]) for each in bill["instruments"]]


@pytest.mark.parametrize(
    "text",
    [
        "VIN,Part name,Part number\nV1,Modem,EG915\nV1,MCU,STM32\n",  # as built: every row is a part of one vehicle
        "Reference,Value,Lot\nU1,ESP32,L1\nU2,STM32,L1\n",  # a lot of parts as they were made, without a day
        "VIN,Part name\n,Modem\nV1,MCU\n",
    ],
)
def test_a_bill_that_names_a_vehicle_or_a_lot_stays_a_bill(tmp_path, text):
    path = tmp_path / "b.csv"
    path.write_text(text)
    asked = ("--act", "import", "--into", "US", "--on", "2027-01-01", "--format", "json", *KNOWN)
    assert len(answered(path, asked)["transactions"]) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-01", "2026-02-01"),
        ("2026/2/1", "2026-02-01"),
        ("1.2.2026", "2026-02-01"),
        ("2026年2月1日", "2026-02-01"),
        ("25/02/2026", "2026-02-25"),
        ("02/25/2026", "2026-02-25"),
        ("03/03/2026", "2026-03-03"),
        ("02/03/2026", "02/03/2026"),  # the second of March, or the third of February
        ("31.02.2026", "31.02.2026"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_read_where_its_order_is_sure(text, day):
    assert day_of(text) == day


def test_a_day_that_may_be_two_is_told(tmp_path):
    path = tmp_path / "cars.csv"
    path.write_text("VIN,First registration\nV1,02/03/2026\nV2,2026-08-01\n")
    found = run("check", path, *GOODS)
    assert found.status == 4
    assert "row 2" in found.err


@pytest.mark.parametrize("cell", ["-", "n/a", "—"])
def test_a_sign_of_nothing_states_nothing(cell):
    assert cell_value("data.personal", cell) is None


@pytest.mark.parametrize(("cell", "people"), [("1,200,000", 1200000), ("1.200.000", 1200000), ("7", "7")])
def test_numbers_with_thousands(cell, people):
    assert cell_value("data.ordinary_people_this_year", cell) == {"value": people}


@pytest.mark.parametrize("word", ["否", "nein", "いいえ", "no", "×"])
def test_no_in_every_language(word):
    assert cell_value("data.personal", word) == {"value": False}


def test_the_kinds_of_rows():
    assert [row_kind(each) for each in ("VIN", "数据集", "Lot No.", "Part")] == ["vehicle", "data", "lot", None]
