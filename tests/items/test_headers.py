"""Tables as people have them: headers of many programs and languages, encodings, levels, rows that are not fitted."""

# ruff: noqa: E501
from __future__ import annotations

import itertools

import pytest

from pratique.errors import InvalidInput, Place
from pratique.items.readers import read_bill
from pratique.items.tables.columns import Columns, RowRule, columns_of
from pratique.items.tables.guess import guess, profiles
from pratique.items.tables.guess import meanings as meanings_of
from pratique.items.tables.meanings import designators_in, meaning_of
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import one_of

from .bills import codes


def csv(text: str, columns: Columns | None = None, encoding: str = "utf-8"):
    return read_bill(text.encode(encoding), columns, name="parts.csv")


TABLES = {
    "KiCad": ("Reference,Value,Footprint,Datasheet,Qty,DNP,MPN,Manufacturer", 'U5,ESP32,QFN,~,1,,ESP32-C3-N4,Espressif'),
    "KiCad grouped": ('"Refs","Value","Footprint","Qty","DNP","Manufacturer","MPN"', '"U5","ESP32","QFN","1","","Espressif","ESP32-C3-N4"'),
    "Altium": ("Comment,Description,Designator,Footprint,LibRef,Quantity,Manufacturer 1,Manufacturer Part Number 1", "ESP32,Module,U5,QFN,ESP,1,Espressif,ESP32-C3-N4"),
    "JLC": ("Comment,Designator,Footprint,JLCPCB Part #,Manufacturer,MPN", "ESP32,U5,QFN,C2934560,Espressif,ESP32-C3-N4"),
    "OrCAD": ("Item\tQuantity\tReference\tPart\tMPN\tManufacturer", "1\t1\tU5\tESP32\tESP32-C3-N4\tEspressif"),
    "SAP": ("Explosion level;Item;Component number;Object description;Comp. Qty (CUn);MPN;Manufacturer;Designator", "1;0010;4711;Module;1;ESP32-C3-N4;Espressif;U5"),
    "German": ("Stufe;Pos.;Sachnummer;Bezeichnung;Menge;Einbauplatz;Hersteller;Hersteller-Teilenummer", "1;10;4711;Funkmodul;1;U5;Espressif;ESP32-C3-N4"),
    "Chinese": ("序号,物料编码,物料名称,规格型号,位号,数量,制造商,制造商型号", "1,4711,模块,无,U5,1,Espressif,ESP32-C3-N4"),
    "Japanese": ("番号,品番,品名,員数,回路記号,メーカー,メーカー型番", "1,4711,モジュール,1,U5,Espressif,ESP32-C3-N4"),
    "spaced": ("  reference designator(s) ,MANUFACTURER_PART_NUMBER,manufacturer,QTY.", "U5,ESP32-C3-N4,Espressif,1"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_headers_of_programs_and_languages(name):
    head, row = TABLES[name]
    bill = csv(f"{head}\n{row}\n")
    (line,) = bill.lines
    record = bill.records[line.pointer]
    assert (line.ref, record["designators"], record["part-number"]) == ("U5", "U5", "ESP32-C3-N4")
    assert [party.name for party in bill.parties.values()] == ["Espressif"]
    assert "ESP" in bill.label(line) or record["name"] in bill.label(line)
    assert bill.label(line).startswith("U5 ")
    assert {code for code in codes(bill) if code != "table.column"} <= {"table.guess", "table.placed"}


def test_a_profile_may_be_said_and_gives_words_of_its_own():
    head = "Item,Quantity,Reference,Part"
    assert guess(head.split(",")).profile == profiles()["orcad"]
    parts = "Qty,Value,Parts\n1,ESP32,U5\n"
    assert csv(parts, Columns(profile="eagle")).records["row 2"]["designators"] == "U5"
    assert "designators" not in csv(parts).records["row 2"]


def test_every_word_means_one_thing_and_every_meaning_is_one():
    from pratique.items.tables.guess import _data, _norm

    words = [_norm(word) for each in _data()["sure"].values() for word in each] + [
        _norm(w) for w in _data()["unsure"]
    ]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    meanings = [*_data()["sure"], *itertools.chain(*_data()["unsure"].values())]
    meanings += [each for profile in profiles().values() for each in profile.columns.values()]
    assert [each for each in meanings if meaning_of(each) is None] == []


@pytest.mark.parametrize("title", ["Vendor", "Brand", "厂家", "品牌", "ブランド", "Land", "Country", "LEI"])
def test_a_word_that_may_name_two_parties_is_asked_and_not_read(title):
    bill = csv(f"Reference,Value,{title}\nU5,ESP32,CN\n")
    assert "table.column.unsure" in codes(bill)
    assert not bill.parties
    (asked,) = [each for each in bill.findings if each.code == "table.column.unsure"]
    assert asked.value == title
    assert asked.severity == "warning"


def test_a_word_that_may_be_two_numbers_is_the_one_that_is_left():
    assert guess(["Part Number", "MPN", "Qty"]).sure[0] == "internal-number"
    assert guess(["Part Number", "Material Number"]).sure[0] == "part-number"
    assert guess(["Part Number", "Qty"]).sure[0] == "name"


def test_a_declared_mapping_is_not_helped_by_guesses():
    bill = csv("Ref,Manufacturer,Hersteller\nU5,A,B\n", Columns({"Ref": "ref"}))
    assert [party.name for party in bill.parties.values()] == ["A"]


def test_the_country_of_origin_of_goods_is_not_where_their_maker_is_organised():
    bill = csv("Reference,Value,Manufacturer,Country of origin\nU5,X,Acme,DE\n")
    (party,) = bill.parties.values()
    assert dict(party.entity.values) == {}
    assert ("origin:assembled", "DE") in [(n.removeprefix("pratique:"), v) for n, v in bill.lines[0].shape.notes]


@pytest.mark.parametrize(
    ("encoding", "head", "cell"),
    [
        ("gbk", "位号,名称,数量,制造商", "上海芯片"), ("cp932", "回路記号,品名,員数,メーカー", "東京部品"),
        ("cp1252", "Einbauplatz,Bezeichnung,Stückzahl,Hersteller", "Müller"), ("cp1252", "Reference,Value,Qty,Manufacturer", "10 µF"),
        ("utf-16", "位号,名称,数量,制造商", "上海芯片"), ("utf-8-sig", "位号,名称,数量,制造商", "上海芯片"),
    ],
)  # fmt: skip
def test_encodings_are_taken_where_the_headers_say_so(encoding, head, cell):
    bill = csv(f"{head}\nU5,{cell},1,{cell}\n", encoding=encoding)
    assert bill.lines[0].name == cell
    assert ("table.encoding" in codes(bill)) == (encoding in ("gbk", "cp932", "cp1252"))
    assert csv(f"{head}\nU5,{cell},1,x\n", Columns(encoding=encoding), encoding).lines[0].name == cell


def test_an_encoding_that_cannot_be_told_is_refused_with_those_that_could_be():
    with pytest.raises(InvalidInput) as refused:
        csv("Reference,Value,Qty\nU5,上海,1\n", encoding="gbk")
    (finding,) = refused.value.findings
    assert finding.code == "file.encoding"
    assert "gb18030" in finding.next_step
    with pytest.raises(InvalidInput) as refused:
        csv("Reference,Value\nU5,x\n", Columns(encoding="klingon"))
    assert [each.code for each in refused.value.findings] == ["file.encoding"]


def test_the_line_of_excel_that_says_the_separator():
    bill = csv("sep=;\nReference;Value\nU5;10,5k\n")
    assert (bill.lines[0].name, bill.lines[0].pointer) == ("10,5k", "row 3")


def test_rows_above_the_header_are_told():
    bill = csv("Source:,x.kicad_sch\nDate:,2026-01-01\n\nReference,Value,Qty\nU5,ESP32,1\n")
    assert [line.name for line in bill.lines] == ["ESP32"]
    assert "table.above" in codes(bill)


def test_positions_and_indents_are_levels():
    bill = csv("Level,Name\n1,car\n1.1,unit\n1.1.2,chip\n1.2,lamp\n2,other\n")
    assert [line.parent for line in bill.lines] == [None, 0, 1, 0, None]
    bill = csv("Level,Name\n0,car\n.1,unit\n..2,chip\n.1,lamp\n")
    assert [line.parent for line in bill.lines] == [None, 0, 1, 0]
    bill = csv("Level,Name\n1,car\n1.1.2,chip\n")
    assert ([line.parent for line in bill.lines], "table.level.gap" in codes(bill)) == ([None, 0], True)


NOT_FITTED = [
    ("DNP", "DNP"), ("DNP", "x"), ("DNP", "yes"), ("DNP", "Excluded from board"), ("Fitted", "Not Fitted"), ("Fitted", "no"),
    ("Populate", "0"), ("不贴", "是"), ("bestückt", "nein"), ("実装", "未実装"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "cell"), NOT_FITTED)
def test_a_row_that_is_not_fitted_stays_a_part_unless_the_mapping_leaves_it_out(title, cell):
    text = f"Reference,Value,{title}\nU5,ESP32,{cell}\nU6,MCU,\n"
    bill = csv(text)
    assert [line.name for line in bill.lines] == ["ESP32", "MCU"]
    assert "table.not-fitted" in codes(bill)
    left = csv(text, Columns(not_fitted="leave out"))
    assert [line.name for line in left.lines] == ["MCU"]
    assert "table.left-out" in codes(left)


def test_a_value_that_says_so_is_not_fitted_and_a_fitted_one_is_not():
    assert "table.not-fitted" in codes(csv("Reference,Value\nR1,10k (DNP)\n"))
    for cell in ("", "no", "0", "false"):
        assert "table.not-fitted" not in codes(csv(f"Reference,Value,DNP\nR1,10k,{cell}\n"))


def test_quantities_and_designators_agree_or_it_is_said():
    assert "table.quantity" in codes(csv('Reference,Value,Qty\n"C1,C2",1u,3\n'))
    assert "table.quantity" not in codes(csv('Reference,Value,Qty\n"C1-C3, C7",1u,4\n'))
    assert list(designators_in("C1, C2;C5-C7 R9–10")) == ["C1", "C2", "C5", "C6", "C7", "R9", "R10"]


def test_rules_say_what_holds_for_rows_that_fit():
    columns = Columns(
        rows=(
            RowRule({"type": "hardware"}),
            RowRule({"pratique:fact:part.contributes_to_communication": "false"}, {"designators": ("R*", "C*")}),
        )
    )
    bill = csv('Reference,Value\n"C1,C2",1u\n"C3,U1",odd\nU5,ESP32\n', columns)
    said = [line.entity.values.get("part.contributes_to_communication") for line in bill.lines]
    assert said == [FALSE, None, None]
    assert [line.entity.values["part.kind"] for line in bill.lines] == [one_of("hardware")] * 3


def test_what_a_row_says_itself_stands_against_a_rule():
    columns = Columns(rows=(RowRule({"pratique:fact:part.programmable": "false"}),))
    bill = csv("Reference,Value,pratique.fact.part.programmable\nU1,a,true\nU2,b,\n", columns)
    assert bill.lines[0].entity.values.get("part.programmable") is not FALSE
    assert bill.lines[1].entity.values["part.programmable"] is FALSE
    assert TRUE is not FALSE


def test_an_alternate_reopens_the_sources():
    head = "Reference,Value,Manufacturer,pratique.sources,Alternate\n"
    closed, opened = (csv(f"{head}U1,a,Acme,complete,{cell}\n") for cell in ("", "Other Co X1"))
    assert closed.lines[0].shape.sources_closed
    assert not opened.lines[0].shape.sources_closed
    assert "table.alternate" in codes(opened)


@pytest.mark.parametrize(
    "table",
    [
        {"columns": {"A": "quantiti"}}, {"columns": {"A": 3}}, {"rows": [{"where": {}}]}, {"rows": [3]}, {"profile": "no"},
        {"not_fitted": "drop"}, {"rows": [{"set": {"part.x": 1}, "where": {"wheel": "a"}}]}, {"header_row": True},
    ],
)  # fmt: skip
def test_a_mapping_that_means_nothing_is_refused_with_what_it_may_mean(table):
    with pytest.raises(InvalidInput) as refused:
        columns_of(table, Place("m.toml"))
    assert all(each.next_step for each in refused.value.findings)


def test_a_mistyped_meaning_gets_the_nearest():
    with pytest.raises(InvalidInput) as refused:
        columns_of({"columns": {"Qty": "quantty", "PartNumber": "part number"}}, Place("m.toml"))
    steps = [each.next_step for each in refused.value.findings]
    assert "quantity" in steps[0]
    assert "part-number" in steps[1]


SAP = (
    "Level,Item Number,Component number,Object description,Component quantity,Un\n"
    "1,0010,300-100,TELEMATICS UNIT,1,PC\n.2,0010,300-101,LTE MODULE,1,PC\n.2,0020,300-102,SCREW M3,4,PC\n"
)


def test_the_position_in_an_export_of_sap_is_no_number_of_the_part():
    bill = csv(SAP)
    assert [line.ref for line in bill.lines] == ["300-100", "300-101", "300-102"]
    assert not [each for each in bill.findings if each.severity != "note"]
    assert [line.parent for line in bill.lines] == [None, 0, 0]


@pytest.mark.parametrize("second", ["Material number", "Stock code", "SKU", "料号"])
def test_a_second_number_of_the_owners_own_is_told_and_takes_nothing(second):
    bill = csv(f"Item number,{second},Name,Manufacturer\nA-1,7001,Modem,Acme\nA-2,7002,Antenna,Acme\n")
    assert [(line.ref, line.name) for line in bill.lines] == [("A-1", "Modem"), ("A-2", "Antenna")]
    assert not bill.findings.errors
    assert "table.column.unsure" in codes(bill)


def test_two_columns_of_makers_are_still_refused_or_read_as_alternates():
    bill = csv("Name,Manufacturer,Hersteller\nModem,Acme,Beta\n")
    (line,) = bill.lines
    assert bill.findings.errors or bill.outside or len(line.shape.sources) > 1


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Mfr Item Number", "part-number"),
        ("Manufacturer Item No", "part-number"),
        ("原産地", "origin"),
        ("製造国", "origin"),
    ],
)
def test_words_of_other_programs(title, meaning):
    assert meanings_of(title) == (meaning,)


def test_one_row_that_is_not_fitted_is_told_as_one():
    (told,) = [each for each in csv("Reference,Value,DNP\nR1,10k,x\n").findings if each.code == "table.not-fitted"]
    assert told.message == "1 row is marked as not fitted and is a part like the others: R1."


@pytest.mark.parametrize(
    ("cells", "meaning"),
    [
        (("U1", "C1-C4, C9"), "designators"),
        (("R12", ""), "designators"),
        (("U1", "U1"), None),
        (("U1", "see note"), None),
        (("DNP", ""), "not-fitted"),
        (("nicht bestückt", "DNP"), "not-fitted"),
        (("不贴", ""), "not-fitted"),
        (("DNP", "yes"), None),
        (("", ""), None),
    ],
)
def test_cells_that_say_what_a_strange_column_is_are_asked_about_and_not_read(cells, meaning):
    bill = csv("Name,Maker,Wobei\n" + "".join(f'part {at},Acme,"{cell}"\n' for at, cell in enumerate(cells)))
    asked = [each for each in bill.findings if each.code == "table.column.unsure"]
    assert [each.message.split(" may mean ")[1].split(" or ")[0] for each in asked] == ([meaning] if meaning else [])
    assert "table.not-fitted" not in codes(bill), "nobody said that it is so"
    assert not any(meaning and meaning in record for record in bill.records.values())
