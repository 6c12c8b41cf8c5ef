"""Rows that are no part, headers of two rows, merged cells: told, and never a part nor a part lost."""

# ruff: noqa: E501
from __future__ import annotations

import io

import pytest

from pratique.errors import Place
from pratique.items.readers import read_bill
from pratique.items.tables.columns import Columns, columns_of
from pratique.items.tables.guess import guess, meanings

from .bills import codes


def csv(text: str, columns: Columns | None = None, encoding: str = "utf-8"):
    return read_bill(text.encode(encoding), columns, name="parts.csv")


HEADS = {
    "en": "Reference,Value,Manufacturer,Qty,Price", "de": "Einbauplatz,Bezeichnung,Hersteller,Menge,Preis", "fr": "Repère,Désignation,Fabricant,Quantité,Prix",
    "zh": "位号,名称,制造商,数量,单价", "ja": "回路記号,品名,メーカー,数量,単価", "ko": "위치,품명,제조사,수량,단가", "ru": "Поз. обозначение,Наименование,Производитель,Кол-во,Цена",
}  # fmt: skip
SUMS = {"en": "Total", "de": "Summe", "fr": "Total général", "zh": "合计", "ja": "小計", "ko": "합계", "ru": "Итого:"}


@pytest.mark.parametrize("language", HEADS)
@pytest.mark.parametrize("place", [0, 1])
def test_a_row_of_sums_is_told_and_no_part(language, place):
    cells = ["", "", "", "3", '"4,50 €"']
    cells[place] = SUMS[language]
    bill = csv(f"{HEADS[language]}\nU1,a,Acme,1,1\nU2,b,Acme,2,2\n{','.join(cells)}\n")
    assert [line.name for line in bill.lines] == ["a", "b"]
    assert "table.total" in codes(bill)
    assert "table.total.differs" not in codes(bill)


@pytest.mark.parametrize(
    "row",
    [
        "U9,Total,Acme,1,", "Total,Lubricant,TotalEnergies,1,", ",,Total,3,", "Total,,,,", ",Total quartz,,2,", "4711,Total,,2,",
        ",Summenzähler,,3,",
    ],
)  # fmt: skip
def test_what_may_be_a_part_stays_one(row):
    bill = csv(f"{HEADS['en']}\nU1,a,Acme,1,1\n{row}\n")
    assert len(bill.lines) == 2
    assert "table.total" not in codes(bill)
    if row.startswith("Total,"):
        assert "table.total.unsure" in codes(bill)


@pytest.mark.parametrize(
    ("sums", "differs"),
    [("3", False), ("3,0", False), ("3 pcs", False), ("2", False), ("4", True), ("1.003", True)],
)  # fmt: skip
def test_a_sum_that_its_rows_do_not_come_to_opens_the_list(sums, differs):
    bill = csv(f'{HEADS["en"]}\nU1,a,Acme,1,\n"U2,U3",b,Acme,2,\nTotal,,,"{sums}",\n', Columns(complete=True))
    assert ("table.total.differs" in codes(bill)) == differs
    assert bool(bill.outside) == differs


def test_sums_of_groups_count_from_the_last_one():
    text = f"{HEADS['en']}\nU1,a,,1,\nSubtotal,,,1,\nU2,b,,2,\nSubtotal,,,2,\nTotal,,,3,\n"
    assert "table.total.differs" not in codes(csv(text))
    assert len(csv(text).lines) == 2


def test_the_header_again_its_units_and_rules_are_no_parts():
    text = "Reference\tValue\tManufacturer\tQty\n\t\t\t[pcs]\n____________\nU1\ta\tAcme\t1\nReference\tValue\tManufacturer\tQty\nU2\tb\tAcme\t1\n"
    bill = csv(text)
    assert [line.name for line in bill.lines] == ["a", "b"]
    assert {"table.units", "table.header.again"} <= {*codes(bill)}
    both = csv("Reference,Name,Manufacturer,Qty\n位号,名称,制造商,数量\nU1,a,Acme,1\n")
    assert [line.name for line in both.lines] == ["a"]
    other = csv("Reference,Value,Manufacturer\nU1,Value,Maker\n")  # a part may be called so
    assert [line.name for line in other.lines] == ["Value"]


def test_a_header_of_two_rows_is_read_as_one():
    bill = csv("Part,,Maker,,\nNumber,Name,Name,Country,Notes\nP-1,Modem,Quectel,CN,\nP-2,Bracket,Acme,US,\n")
    assert [line.name for line in bill.lines] == ["Modem", "Bracket"]
    assert {party.name for party in bill.parties.values()} == {"Quectel", "Acme"}
    mapped = columns_of({"columns": {"Maker Name": "manufacturer", "Part Name": "name"}}, Place("m.toml"))
    again = csv("Part,,Maker,,\nNumber,Name,Name,Country,Notes\nP-1,Modem,Quectel,CN,\n", mapped)
    assert [line.name for line in again.lines] == ["Modem"]


@pytest.mark.parametrize(
    ("head", "below", "row"),
    [
        ("Teil,,Hersteller,,Menge,DNP", "Nr.,Bezeichnung,Name,Land,Stk,x", "1,Modem,Quectel,CN,1,"),
        ("零件,,制造商,,数量,备注", "编号,名称,名称,国家,个,", "1,Modem,Quectel,CN,1,"),
        ("Component,,Maker,,Qty,Fitted", "Number,Name,Name,Country,pcs,y/n", "1,Modem,Quectel,CN,1,y"),
    ],
)
def test_a_group_above_takes_nothing_from_what_stands_below(head, below, row):
    bill = csv(f"{head}\n{below}\n{row}\n")
    assert [line.name for line in bill.lines] == ["Modem"]
    assert "Quectel" in {party.name for party in bill.parties.values()}


def test_one_row_stays_the_header_where_two_tell_no_more():
    for text in ("Reference,Value,Manufacturer\nU1,a,\n,,Acme\n", "Name,,Qty\nA,b,1\n"):
        assert "table.above" not in codes(csv(text))


@pytest.mark.parametrize(
    ("title", "means"),
    [
        ("Menge [ST]", ("quantity",)), ("Quantité (pcs)", ("quantity",)), ("制造商 Manufacturer", ("manufacturer",)), ("Part Number (MPN)", ("part-number",)),
        ("Hersteller / Lieferant", ("manufacturer", "supplier")), ("Hersteller (Land)", ("manufacturer", "manufacturer.country", "supplier.country", "origin")),
        ("Manufacturer 3", ("alternate",)), ("Manufacturer Part Number 2", ("alternate",)), ("Manufacturer (old)", ()), ("Mfr. #", ("part-number",)), ("Mfr", ("manufacturer",)),
        ("Reference 2", ()), ("Herkunftsland", ("origin",)),
    ],
)  # fmt: skip
def test_titles_with_units_two_languages_and_numbers(title, means):
    assert meanings(title) == means


def test_tables_of_product_data_systems_are_known():
    assert guess(["Level", "BOM Line", "Item ID", "Item Revision", "Item Name"]).profile.name == "teamcenter"
    assert guess(["Number", "Name", "Version", "State"]).sure[0] == "internal-number"
    assert guess(["Material", "Materialkurztext", "Menge"]).sure[0] == "internal-number"


def test_the_separator_is_that_of_the_header_and_not_of_the_title():
    title = "Design Title, Revised: Monday, March 01, 2025\nRevision: A\n\n"
    bill = csv(f"{title}Item\tQuantity\tReference\tPart\n____\n\n1\t2\tC1,C2\t100n\n2\t1\tU1\tESP32\n")
    assert [line.ref for line in bill.lines] == ["C1,C2", "U1"]


@pytest.mark.parametrize(
    ("encoding", "language"), [("cp949", "ko"), ("cp1251", "ru"), ("euc_jp", "ja"), ("utf-16-le", "en"), ("utf-16-be", "de")]
)  # fmt: skip
def test_more_encodings_are_known_by_their_headers(encoding, language):
    head = HEADS[language]
    name = {"ko": "모뎀", "ru": "Модем", "ja": "無線"}.get(language, "Modem")
    bill = csv(f"{head}\nU1,{name},Acme,1,1\nU2,b,Acme,1,1\n", encoding=encoding)
    assert [line.name for line in bill.lines] == [name, "b"]
    assert "table.encoding" in codes(bill)


def test_merged_cells_count_for_every_row_and_hidden_columns_are_told():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["Reference", "Value", "Manufacturer"],
        ["U1", "a", "Acme"],
        ["U2", "b"],
        ["U3", "c", "Other"],
        ["Power", None, None],
    ):
        book.active.append(row)
    for each in ("C2:C3", "A5:C5"):
        book.active.merge_cells(each)
    book.active.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    bill = read_bill(out.getvalue(), None, name="parts.xlsx")
    assert [bill.records[line.pointer].get("manufacturer") for line in bill.lines] == ["Acme", "Acme", "Other", None]
    assert [each.message.split(" hidden")[0] for each in bill.findings if each.code == "xlsx.hidden"] == [
        "1 column is"
    ]


@pytest.mark.parametrize(
    ("total", "whole"),
    [
        ("Total,,,150.3,", True),
        ("Total,,,,7", True),
        ("Total,,,4711,7", True),  # one of two adds up: the other may be a price each
        ("Total,,,2,", True),  # the number of rows
        ("Total,,,4711,", False),
        ("Summe,,,4711,9", False),
        ("合计,,,,8", False),
    ],
)
def test_a_sum_of_no_quantity_that_adds_up_nowhere_opens_the_list(total: str, whole: bool) -> None:
    """It may have been a part: a number in a column that nobody reads may be what names it."""
    rows = ("Description,Manufacturer,Country,Kostenstelle,Ablage", "bracket,Acme,DE,100.1,3", "cover,Acme,DE,50.2,4")
    bill = csv("\n".join([*rows, total]) + "\n")
    assert len(bill.records) == 2
    assert (not any("a sum" in each.what for each in bill.outside)) == whole
