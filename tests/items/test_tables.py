"""CSV and XLSX: columns mean what is declared, every row is a line, nothing is guessed from a cell."""

from __future__ import annotations

import datetime
import io

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.items.tables.read import Columns, read_columns
from pratique.logic.truth import TRUE
from pratique.logic.values import between, one_of, point

from .bills import codes


def csv(text: str, columns: Columns | None = None):
    return read_bill(text.encode(), columns, name="parts.csv")


def test_the_twin_of_the_properties_with_dots():
    bill = csv(
        "ref,name,type,supplier,pratique.party.supplier.country,pratique.radio.0.band-hz,pratique.fact.part.programmable\n"
        'tcu,Unit,device,Acme,CN,"[703000000,3800000000]",true\nx,Bolt,,,,,?\n'
    )
    unit, bolt = (line.entity for line in bill.lines)
    assert unit.values["part.radio_frequency_max"] == between(3800000000, None)
    assert unit.values["part.programmable"] is TRUE
    (party,) = bill.parties.values()
    assert party.entity.values == {"party.organised_in": one_of("CN")}
    assert dict(bolt.values) == {}
    assert codes(bill) == []


def test_declared_columns_and_others():
    columns = Columns({"Teil": "ref", "Bezeichnung": "name", "Art": "type", "Jahr": "pratique:fact:part.model_year"})
    bill = csv("Teil;Bezeichnung;Art;Jahr;Bemerkung\n0007;Antenne;hardware;2027;egal\n", columns)
    assert (bill.lines[0].ref, bill.lines[0].name, bill.lines[0].pointer) == ("0007", "Antenne", "row 2")
    assert bill.lines[0].entity.values["part.model_year"] == point(2027)
    assert codes(bill) == ["table.column"]


def test_a_mapping_of_one_column_leaves_the_others_to_the_words_of_their_headers():
    text = "Teil;Bezeichnung;Hersteller;Vendor;Zusatz\n0007;Antenne;Kathrein;Rexel;egal\n"
    bill = csv(text, Columns({"Teil": "ref"}))
    line = bill.lines[0]
    assert (line.ref, line.name) == ("0007", "Antenne")
    assert [each.name for each in bill.parties.values()] == ["Kathrein"]
    assert codes(bill) == ["table.guess", "table.column"], "what was read is told, what may mean two is not read"
    away = csv(text, Columns({"Teil": "ref", "Hersteller": "ignore"}))
    assert not away.parties, "what is declared to say nothing says nothing"
    other = csv(text, Columns({"Teil": "ref", "Zusatz": "name"}))
    assert other.lines[0].name == "egal", "a meaning that is declared is not read of another column"


def test_levels_nest_and_gaps_are_found():
    bill = csv("level,name\n0,car\n1,unit\n2,chip\n1,head unit\n3,lost\nx,odd\n")
    assert [line.parent for line in bill.lines] == [None, 0, 1, 0, 3, None]
    assert codes(bill) == ["table.level.gap", "table.level"]


def test_a_row_with_more_cells_than_columns_is_found():
    assert codes(csv("name,type\nA,device,x\n")) == ["table.row.long"]


def test_blank_rows_are_no_lines_and_nameless_rows_are():
    bill = csv("name,type\nA,device\n,\n\n,device\nB,gizmo\n")
    assert [line.name for line in bill.lines] == ["A", "", "B"]
    assert codes(bill) == ["table.row.nameless", "table.type"]


def test_country_names_and_norway_are_countries():
    bill = csv(
        "name,pratique.party.developer.name,pratique.party.developer.country\na,X,NO\nb,Y,Germany\nc,Z,Korea\n"
    )
    values = [record.entity.values for record in bill.parties.values()]
    assert values == [{"party.organised_in": one_of("NO")}, {"party.organised_in": one_of("DE")}, {}]
    assert codes(bill) == ["bill.property.value"]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "x\n", '"open\n'])
def test_a_table_without_a_known_column_is_refused(text):
    with pytest.raises(InvalidInput):
        csv(text)


def test_a_mapping_may_name_only_what_the_table_has():
    bill = csv("name\nx\n", Columns({"Nope": "ref"}))
    assert codes(bill) == ["table.column.missing"]


def test_only_a_declaration_closes_a_table():
    assert not csv("name\nx\n").closed
    assert csv("name\nx\n", Columns(complete=True)).closed


def test_a_mapping_file(tmp_path):
    path = tmp_path / "columns.toml"
    path.write_text('header_row = 2\ncomplete = true\n[columns]\n"Part No" = "ref"\n')
    assert read_columns(path) == Columns({"Part No": "ref"}, header_row=2, complete=True)
    for text in ("columns = 3", "colums = {}", "[columns", 'header_row = "2"'):
        path.write_text(text)
        with pytest.raises(InvalidInput):
            read_columns(path)


def workbook(*rows: list[object], title: str = "BOM") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_says_the_same_as_a_table():
    head = ["ref", "name", "type", "pratique.fact.part.model_year"]
    bill = read_bill(
        workbook(head, ["007", "Unit", "device", 2027], [12.0, "Cap", None, "[2026,2028]"]), name="b.xlsx"
    )
    assert [(line.ref, line.pointer) for line in bill.lines] == [("007", "BOM!2"), ("12", "BOM!3")]
    assert [line.entity.values["part.model_year"] for line in bill.lines] == [point(2027), between(2026, 2028)]
    assert codes(bill) == []


def test_formulas_and_turned_dates_are_found_with_their_cell():
    rows = (["ref", "name", "pratique.fact.part.programmable"], ["a", datetime.datetime(2026, 3, 1), "=1=1"])
    bill = read_bill(workbook(*rows), name="b.xlsx")
    assert [(f.code, f.place.pointer) for f in bill.findings] == [("xlsx.date", "BOM!B2"), ("xlsx.formula", "BOM!C2")]
    assert dict(bill.lines[0].entity.values) == {}


def test_a_sheet_that_is_not_there_is_refused():
    with pytest.raises(InvalidInput) as refused:
        read_bill(workbook(["name"], ["x"]), Columns(sheet="Parts"))
    assert refused.value.findings[0].code == "xlsx.sheet"
