"""A number that no computer holds, in a field that nobody reads, ends no command; text inside text of XML is read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.running import run

CORPUS = Path(__file__).parents[1] / "fuzz" / "corpus"
NUMBERS = ("1e5000", "-1e5000", "1" + "0" * 400, "1E+400")
BILLS = ("bill.cdx.json", "bill.spdx2.json", "bill.spdx3.json", "bill.cx-1.json", "bill.wrapped.json")
CDX = '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>{}</components></bom>'


@pytest.mark.parametrize("bill", BILLS)
@pytest.mark.parametrize("number", NUMBERS)
def test_such_a_number_is_told_or_kept_as_it_is_written(bill: str, number: str, tmp_path: Path) -> None:
    text = (CORPUS / bill).read_text(encoding="utf-8")
    for nth in (1, text.count("{") // 2, text.count("{")):
        place = -1
        for _ in range(nth):
            place = text.index("{", place + 1)
        if text[place + 1 :].lstrip().startswith("}"):
            continue
        path = tmp_path / "b.json"
        path.write_text(f'{text[: place + 1]}"x-odd": {number}, {text[place + 1 :]}', encoding="utf-8")
        for target in ("cyclonedx-1.6", "spdx-3.0"):
            assert run("convert", path, "--to", target).status in (0, 4)
        assert run("check", path, "--into", "US", "--act", "sale", "--on", "2026-11-22").status in (0, 1, 3, 4)


def test_the_version_of_a_bill_is_such_a_number(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(
        '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1e5000,"components":[{"type":"device","name":"x"}]}'
    )
    found = run("convert", path, "--to", "cyclonedx-1.6")
    assert found.status == 0
    assert "/version" in found.err


@pytest.mark.parametrize(
    "name", ["<i>tele</i>matics", "tele<i>matics</i>", "<i><b>telematics</b></i>", "tele<!-- x -->matics"]
)
def test_a_name_in_parts_is_read_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xml"
    path.write_text(CDX.format(f'<component type="device"><name>{name}</name></component>'))
    found = run("convert", path, "--to", "cyclonedx-1.6")
    assert [each["name"] for each in json.loads(found.out)["components"]] == ["telematics"]


@pytest.mark.parametrize("number", ["0", "-1", "-0"])
def test_a_row_of_a_sheet_that_is_numbered_below_one_is_no_row_that_vanishes(number: str, tmp_path: Path) -> None:
    made = Workbook()
    for row in (("ref", "name"), ("a", "Wheel"), ("b", "Telematics")):
        made.active.append(row)
    made.save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="3"', f'<row r="{number}"'.encode())
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    found = run("convert", tmp_path / "b.xlsx", "--to", "cyclonedx-1.6")
    assert found.status == 4
    assert "xlsx.row" in found.err
