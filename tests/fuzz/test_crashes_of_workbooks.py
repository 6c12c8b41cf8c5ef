"""Workbooks whose parts say something else than their cells: no row is lost, no entity is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.crashes import asked


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
