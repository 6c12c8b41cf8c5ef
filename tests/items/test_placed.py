"""Rows with a place on a board and a footprint are hardware; nothing else is said of them, and no other row is."""

from __future__ import annotations

import json

import pytest

from pratique.items.readers import read_bill

from ..running import KNOWN, run

HEAD = "Reference,Value,Footprint,Manufacturer,MPN"
ASKED = ("--into", "US", "--act", "import", "--role", "importer", "--on", "2027-06-01", "--format", "json", *KNOWN)


def kind_of(row: str, head: str = HEAD) -> str:
    (line,) = read_bill(f"{head}\n{row}\n".encode(), name="b.csv").lines
    return line.type


@pytest.mark.parametrize(
    "row",
    ["U1,ESP32,QFN-48,Espressif,E32", "R1-R9,10k,R_0402,,", "H1,MountingHole,M3,,", '"C1,C2",100n,0402,Murata,GRM'],
)
def test_a_place_and_a_footprint_say_hardware(row):
    assert kind_of(row) == "device"


@pytest.mark.parametrize(
    "row",
    [
        "U1,ESP32,,Espressif,E32",
        "U1,ESP32,~,Espressif,E32",
        "U1,ESP32,n/a,Espressif,E32",
        "FW1,Firmware image,FW,Us,FW-1",
        "U9,固件,X,Us,1",
        "U9,Bootloader,X,Us,1",
        "U9,Software licence,X,Us,1",
    ],
)
def test_less_or_a_word_of_software_says_nothing(row):
    assert kind_of(row) == ""


def test_a_package_is_a_footprint_only_beside_a_place():
    assert kind_of("openssl,3.0,libssl", "Name,Version,Package") == ""


def test_a_type_that_is_stated_goes_before():
    assert kind_of("U1,blob,QFN,library", "Reference,Value,Footprint,Type") == "library"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\nU1,ESP32,QFN,Espressif,E32\n",
        "Comment,Designator,Footprint,JLCPCB Part #\nESP32,U1,QFN,C2838502\n",
        "Comment,Description,Designator,Footprint,LibRef,Quantity\nESP32,module,U1,QFN,L,1\n",
        "元件名称,位号,封装,数量\nESP32,U1,QFN,1\n",
    ],
)
def test_nobody_is_asked_whether_a_placed_part_is_hardware(tmp_path, text):
    path = tmp_path / "b.csv"
    path.write_text(text, encoding="utf-8")
    answer = json.loads(run("check", path, *ASKED).raw)
    asked = {each["name"] for each in answer["open_facts"] if "U1" in each["label"]}
    assert "part.kind" not in asked
    assert not {each for each in asked if each.startswith("part.software") or each == "part.covered_software"}
    assert "part.programmable" in asked
    assert any("read as hardware" in each["note"] for each in answer["findings"])
