"""Goods of a country of concern have a maker there: a list of sources that names none is not complete, anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pratique.items.interpret.origin import is_origin, origins_in
from pratique.items.readers import read_bill
from tests.safety.inputs import BRACKET, as_csv, as_xml, cyclonedx, table
from tests.safety.test_named_elsewhere import CLEAN, cleared, with_column, written

FIELDS = (
    "Country of origin",
    "COO",
    "Made in",
    "Ursprungsland",
    "Herkunft",
    "原产国",
    "产地",
    "Origin",
    "País de origen",
)
OF_CONCERN = (
    "CN",
    "China",
    "PRC",
    "P.R.C.",
    "VR China",
    "中国",
    "深圳",
    "RU",
    "Hong Kong",
    "HK",
    "DE; CN",
    "Macao SAR",
    "made in china",
    "various",
    "BY",
    "IR",
    "Belarus",
    "see label",
)
ELSEWHERE = (
    "DE",
    "Germany",
    "Germany (DE)",
    "USA / Mexico",
    "Taiwan, China",
    "TW",
    "n/a",
    "-",
    "unknown",
    "EU",
    "Deutschland",
)
OF_A_MAKER = (
    ("UBO", "Li Wei (CN)"), ("State owned", "yes"), ("国有", "是"), ("SOE", "x"), ("LEI", "300300C1030244000001"),
    ("USCC", "91310000MA1FL0000X"), ("Reg. no.", "914403007084611366"), ("Registrierung", "91440300708461136T"),
)  # fmt: skip
OF_ANOTHER = (("UBO", "Anna (DE)"), ("State owned", "no"), ("LEI", "529900T8BM49AURSDO55"), ("Reg. no.", "HRB 12345"))


@pytest.mark.parametrize("title", FIELDS)
@pytest.mark.parametrize("origin", OF_CONCERN)
def test_an_origin_of_concern_opens_the_sources_in_a_table(title: str, origin: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, with_column(title, origin), "bom.csv")


@pytest.mark.parametrize("origin", ELSEWHERE)
def test_another_origin_or_none_leaves_them_as_they_are_said(origin: str, tmp_path: Path) -> None:
    assert cleared(tmp_path, with_column("Country of origin", origin), "bom.csv")


@pytest.mark.parametrize("name", ["cdx:country_of_origin", "erp:COO", "countryOfOrigin", "sap.made-in", "原产国"])
def test_so_does_a_property_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    assert is_origin(name)
    own = cyclonedx([CLEAN])["components"][0]["properties"]
    for at, (origin, clear) in enumerate((("CN", False), ("DE", True))):
        data = cyclonedx([{**CLEAN, "extra": {"properties": [*own, {"name": name, "value": origin}]}}])
        assert cleared(tmp_path / f"j{at}", json.dumps(data).encode(), "bom.json") is clear
        inner = f'<property name="{name}">{origin}</property></properties>'
        text = as_xml([CLEAN]).decode().replace("</properties>", inner, 1)
        assert cleared(tmp_path / f"x{at}", text.encode(), "bom.xml") is clear


def test_a_source_that_is_said_to_be_there_is_the_one_that_makes_it() -> None:
    own = cyclonedx([CLEAN])["components"][0]["properties"]
    there = [{"name": "pratique:party:manufacturer:country", "value": "CN"}, {"name": "coo", "value": "CN"}]
    data = cyclonedx([{**CLEAN, "extra": {"properties": [*own, *there]}}])
    bill = read_bill(json.dumps(data).encode(), name="b")
    assert bill.lines[0].shape.sources_closed
    assert "bill.origin.maker" not in {each.code for each in bill.findings}


def test_the_finding_names_the_origin_and_what_to_do() -> None:
    head, row = table([CLEAN])
    bill = read_bill(written([*head, "COO"], [*row, "CN"]), name="b.csv")
    (told,) = [each for each in bill.findings if each.code == "bill.origin.maker"]
    assert "CN" in told.message
    assert "Name who makes it there" in told.next_step
    assert not bill.lines[0].shape.sources_closed


def test_a_part_that_no_maker_brings_in_stays_out_wherever_it_comes_from(tmp_path: Path) -> None:
    head, row = table([BRACKET])
    assert cleared(tmp_path, written([*head, "COO"], [*row, "CN"]), "bom.csv")


def test_what_a_field_says_of_the_maker_opens_the_list(tmp_path: Path) -> None:
    for at, (title, cell) in enumerate(OF_A_MAKER):
        assert not cleared(tmp_path / str(at), with_column(title, cell), "bom.csv"), (title, cell)
    for at, (title, cell) in enumerate(OF_ANOTHER):
        assert cleared(tmp_path / f"n{at}", with_column(title, cell), "bom.csv"), (title, cell)


def test_what_is_written_is_read_again_with_the_same_origin() -> None:
    assert origins_in("one-of(CN|TW)") == {"CN"}
    assert read_bill(as_csv([CLEAN]), name="b.csv").lines[0].shape.sources_closed
