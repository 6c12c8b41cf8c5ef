"""A table that counts for one variant or market is of that one; short titles and numbers of places are read."""

from __future__ import annotations

import io
import json
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.safety.inputs import BRACKET, as_spdx2, as_xml, cyclonedx
from tests.safety.test_named_elsewhere import HEAD, ROW, cleared, with_column, written

OPENS = (
    ("Variant A", "1"), ("Variant A", "x"), ("Qty China", "1"), ("Qty EU", "1"), ("Menge LHD", "1"), ("RHD", "1"),
    ("Anzahl Variante 2", "1"), ("数量（中国）", "1"), ("中国版", "1"), ("左舵", "1"), ("MY2027", "1"),
    ("BOM A", "1"), ("Config 1", "1"), ("4G", "1"), ("Qty variant B", "2"),
    ("FW", "V1"), ("SW version", "1.2"), ("Alt", "EC25"), ("2nd", "EC25"), ("Deviation", "EC25"),
    ("Made at", "Xi'an"), ("Port", "CNSZX"), ("VAT", "CN91440300"), ("Shipping from", "Yantian"),
    ("Datasheet", "https://www.quectel.com/ec25.pdf"), ("Packaged by", "JCET"),
)  # fmt: skip
LEAVES = (
    ("Standard", "ISO 4762"), ("Line", "3"), ("Alt", "none"), ("FW", "no"), ("Altitude", "2000 m"),
    ("Process", "CNC milled"), ("Port", "DEHAM"), ("VAT", "DE123456789"), ("Qty per panel", "4"),
    ("Datasheet", "https://www.acme.com/b.pdf"), ("Qty stock", "12"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "cell"), OPENS)
def test_a_column_of_one_variant_or_in_short_opens_the_list(title: str, cell: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, with_column(title, cell), "bom.csv")


@pytest.mark.parametrize(("title", "cell"), LEAVES)
def test_one_of_another_meaning_leaves_it(title: str, cell: str, tmp_path: Path) -> None:
    assert cleared(tmp_path, with_column(title, cell), "bom.csv")


@pytest.mark.parametrize("titles", [("Qty China", "Qty EU"), ("Variant A", "Variant B"), ("LHD", "RHD")])
def test_columns_of_every_variant_that_say_the_same_are_of_all(titles: tuple[str, str], tmp_path: Path) -> None:
    assert cleared(tmp_path / "same", written([*HEAD, *titles], [*ROW, "1", "1"]), "bom.csv")
    for place, cells in enumerate((("1", "0"), ("1", ""), ("1", "2"))):
        assert not cleared(tmp_path / str(place), written([*HEAD, *titles], [*ROW, *cells]), "bom.csv")


def test_a_workbook_is_read_alike(tmp_path: Path) -> None:
    from openpyxl import Workbook

    for place, (title, clear) in enumerate((("Qty China", False), ("Variant A", False), ("Qty per panel", True))):
        book, data = Workbook(), io.BytesIO()
        book.active.append([*HEAD, title])
        book.active.append([*ROW, 1])
        book.save(data)
        assert cleared(tmp_path / str(place), data.getvalue(), "bom.xlsx") is clear, title


def as_property(title: str, value: str) -> tuple[str, bytes]:
    document = cyclonedx([BRACKET])
    document["components"][0]["properties"].append({"name": title, "value": value})
    return "bom.cdx.json", json.dumps(document).encode()


def as_xml_property(title: str, value: str) -> tuple[str, bytes]:
    told = f'<property name="erp:{escape(title)}">{escape(value)}</property></properties></component>'
    return "bom.cdx.xml", as_xml([BRACKET]).replace(b"</properties></component>", told.encode())


def as_annotation(title: str, value: str) -> tuple[str, bytes]:
    document = json.loads(as_spdx2([BRACKET]))
    made = {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "OTHER"}
    document["packages"][0]["annotations"].append({**made, "comment": f"{title}: {value}"})
    return "bom.spdx.json", json.dumps(document).encode()


def as_comment(title: str, value: str) -> tuple[str, bytes]:
    document = json.loads(as_spdx2([BRACKET]))
    document["packages"][0]["comment"] = f"Pos: 10; {title}: {value}"
    return "bom.spdx.json", json.dumps(document).encode()


FIELDS = (as_property, as_xml_property, as_annotation, as_comment)


def test_a_field_of_a_document_is_read_as_a_column_is(tmp_path: Path) -> None:
    places = (tmp_path / str(nth) for nth in count())
    for nth, (title, value) in enumerate((*OPENS, *LEAVES)):
        for write in FIELDS if nth % 4 == 0 else FIELDS[:1]:
            name, data = write(title, value)
            assert cleared(next(places), data, name) is ((title, value) in LEAVES), (write.__name__, title, value)


def test_fields_of_every_variant_that_say_the_same_are_of_all(tmp_path: Path) -> None:
    for place, (first, second, clear) in enumerate((("1", "1", True), ("1", "0", False), ("1", "2", False))):
        document = cyclonedx([BRACKET])
        told = ({"name": "Trim A", "value": first}, {"name": "Trim B", "value": second})
        document["components"][0]["properties"] += told
        assert cleared(tmp_path / str(place), json.dumps(document).encode(), "bom.cdx.json") is clear


def test_a_sheet_of_options_beside_the_list_opens_it(tmp_path: Path) -> None:
    from openpyxl import Workbook

    for place, name in enumerate(("Options", "Variante B", "选装")):
        book, data = Workbook(), io.BytesIO()
        book.active.append(HEAD)
        book.active.append(ROW)
        other = book.create_sheet(name)
        other.append(["Option", "Part", "Manufacturer"])
        other.append(["LTE", "EC25", "Quectel"])
        book.save(data)
        assert not cleared(tmp_path / str(place), data.getvalue(), "bom.xlsx")
