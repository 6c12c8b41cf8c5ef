"""A list that says that it goes on, how long it is, or that a part has a radio, is held to it before it is closed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from pratique.items.excerpt import counts_other, says_excerpt
from tests.safety.inputs import BRACKET, as_xml, cyclonedx, table
from tests.safety.test_named_elsewhere import HEAD, ROW, cleared, written

GOES_ON = """
... continued|continued on sheet 2|Fortsetzung folgt|Fortsetzung auf Blatt 2|End of sheet 1|2 rows hidden
Hidden rows: 3|--- snip ---|Weitere Teile siehe Anlage|further parts see appendix
remaining items in separate file|Other components on request|其余零件见附件|续表|接下页|已隐藏
lignes masquées|à suivre|autres pièces: voir annexe|Zeilen ausgeblendet|продолжение на листе 2|Page 1 of 2
Blatt 1 von 3|第 1 页 / 共 3 页
"""
GOES_NOT = """
no further parts|Page 1 of 1|Bill of materials, telematics bracket|Stückliste Halter, Rev. B
Keine weiteren Teile|Acme GmbH|控制器物料清单|hidden rows: none|Nomenclature du support
"""
OTHER_COUNTS = """
Total: 2 items|45 lines|Number of parts: 12|Anzahl Positionen: 7|合计: 3|共 12 项|Item count 9
line total: 40|Total parts 1,250|nombre d'articles: 6|Gesamtanzahl 4|всего 5 позиций|BOM with 14 components
总计：8
"""
SAME_COUNTS = """
Total: 1 item|1 line|Number of parts: 1|合计: 1|Total: 45.20 EUR|Total weight 12 kg|Total cost: 45|Rev 2
BOM 4711|24 V|sheet 3|Total price 99 USD|gross total 12 kg|2026-01-02|4 layers|M6x20
"""
RADIOS = (
    ("HTS", "8517.62.0090"), ("HS code", "8526 91"), ("Zolltarifnummer", "85291080"), ("ECCN", "5A991"),
    ("FCC ID", "XMR201605EC25A"), ("Antenna", "yes"), ("Wireless", "yes"), ("Bluetooth", "5.2"), ("无线", "有"),
    ("Funkmodul", "ja"), ("IMEI", "356938035643809"), ("MAC address", "00:1A:79:00:00:01"), ("RF power (dBm)", "20"),
    ("Frequency band", "2.4 GHz"), ("型号核准代码", "2025AP1234"), ("GNSS", "x"), ("eSIM", "1"), ("ICCID", "8986"),
    ("Interface", "LTE"), ("Class", "modem"), ("Category", "Wireless"), ("Warengruppe", "Funk"),
    ("Protocol", "LTE Cat 4"),
    ("物料类别", "通信模块"), ("Description", "LTE modem"), ("Beschreibung", "LTE-Modem"), ("Connectivity", "4G"),
)  # fmt: skip
NO_RADIOS = (
    ("HTS", "8708.29"), ("ECCN", "EAR99"), ("Bluetooth", "no"), ("Wireless", "n/a"), ("Wi-Fi module", "-"),
    ("Antenna", "none"), ("无线", "无"), ("Funkmodul", "nein"), ("GNSS", "0"), ("Machine", "M1"),
    ("Traffic light", "1"), ("Material", "steel"), ("Radio", "not applicable"),
    ("Net weight", "5g"), ("Group", "brackets for modem"), ("Category", "RF connectors"), ("Vibration", "4G"),
    ("Description", "M3x8 screw, telematics box"), ("Description", "LTE antenna cable"), ("Connectivity", "none"),
    ("Description", "wireless charging coil"), ("Beschreibung", "Halter Telematiksteuergerät"), ("Interface", "CAN"),
)  # fmt: skip


def several(text: str) -> list[str]:
    return [each for line in text.strip().splitlines() for each in line.split("|")]


def above(title: str) -> bytes:
    return written([title, *[""] * (len(HEAD) - 1)], HEAD, ROW)


@pytest.mark.parametrize("title", [*several(GOES_ON), *several(OTHER_COUNTS)])
def test_what_stands_above_the_header_says_that_there_is_more(title: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, above(title), "bom.csv")


@pytest.mark.parametrize("title", [*several(GOES_NOT), *several(SAME_COUNTS)])
def test_a_title_that_says_nothing_of_more_leaves_the_list_complete(title: str, tmp_path: Path) -> None:
    assert not says_excerpt(title)
    assert not counts_other(title, {1})
    if title != "BOM 4711":  # a title of one piece alone; the others are tried through the door as well
        assert cleared(tmp_path, above(title), "bom.csv")


def test_the_number_of_pieces_and_of_names_is_a_number_of_the_list_too(tmp_path: Path) -> None:
    head = [*HEAD, "Qty"]
    for index, (said, clear) in enumerate((("Total: 4 parts", True), ("2 lines", True), ("Total: 5 parts", False))):
        second = list(ROW)
        second[0] = "b2"
        data = written([said, *[""] * len(HEAD)], head, [*ROW, "1"], [*second, "3"])
        assert cleared(tmp_path / str(index), data, "bom.csv") is clear, said


def as_workbook(*rows: list[str]) -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("title", ["Total: 12 items", "2 rows hidden", "Fortsetzung auf Blatt 2"])
def test_a_workbook_is_held_to_it_as_well(title: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, as_workbook([title], HEAD, ROW), "bom.xlsx")


@pytest.mark.parametrize("said", ["component count: 12", "further parts see appendix", "45 components"])
def test_so_are_properties_and_notes_of_a_document(said: str, tmp_path: Path) -> None:
    name, _, value = said.rpartition(": ")
    top: dict[str, Any] = {"properties": [{"name": name or "note", "value": value}]}
    assert not cleared(tmp_path / "j", json.dumps(cyclonedx([BRACKET], **top)).encode(), "bom.json")
    inner = f'<properties><property name="{name or "note"}">{value}</property></properties>'
    data = as_xml([BRACKET]).decode().replace("</components>", f"</components>{inner}").encode()
    assert not cleared(tmp_path / "x", data, "bom.xml")


def bracket(title: str, cell: str) -> bytes:
    head, row = table([BRACKET])
    return written([*head, title], [*row, cell])


def test_a_field_that_only_a_radio_has_is_held_against_a_part_that_contributes_nothing(tmp_path: Path) -> None:
    for index, (title, cell) in enumerate(RADIOS):
        assert not cleared(tmp_path / str(index), bracket(title, cell), "bom.csv"), (title, cell)
        extra = {"properties": [*cyclonedx([BRACKET])["components"][0]["properties"], {"name": title, "value": cell}]}
        data = json.dumps(cyclonedx([{**BRACKET, "extra": extra}])).encode()
        assert not cleared(tmp_path / f"j{index}", data, "bom.json"), (title, cell)
    for index, (title, cell) in enumerate(NO_RADIOS):
        assert cleared(tmp_path / f"n{index}", bracket(title, cell), "bom.csv"), (title, cell)
