"""Names as catalogues write them, noun first, and assemblies parted by a stroke: radios, and what is none."""

from __future__ import annotations

import pytest

from pratique.items.doubt.nouns import turned_over
from pratique.items.doubt.types import computes, type_called

ANTENNA, MODEM, WIFI = "external_antenna", "cellular_modem_or_module", "wifi_microcontroller_or_module"
BLUETOOTH, UNIT, MCU = "bluetooth_microcontroller_or_module", "networking_or_telematics_unit", "microcontroller"
TYPES = {
    "Antenna, LTE": ANTENNA, "Antenna (LTE)": ANTENNA, "Antenna, LTE, roof": ANTENNA, "Antenne, LTE": ANTENNA,
    "Antenne (LTE)": ANTENNA, "天线，LTE": ANTENNA, "Modem, LTE": MODEM, "Module, Bluetooth": BLUETOOTH,
    "模块，蓝牙": BLUETOOTH, "Module (Wi-Fi), 2.4 GHz": WIFI, "Unit (telematics)": UNIT, "Unit, telematics": UNIT,
    "LTE modem/bracket assembly": MODEM, "bracket/LTE modem assembly": MODEM, "LTE modem / bracket kit": MODEM,
    "eUICC": MCU, "eSIM chip": MCU, "eUICC, MFF2": MCU,
    "LTE modem PLC board": MODEM,
}  # fmt: skip
NONE = (
    "Bracket, LTE modem", "Cover (telematics unit)", "Resistor, 10K", "Module, GPS", "Cable, LTE antenna",
    "Antenna cable, LTE", "Filter, LTE", "Screw, LTE module", "TCU bracket/cover assembly", "LTE modem/GNSS cover",
    "Halter, LTE-Modem", "Label, FCC ID, LTE modem", "kit, LTE modem bracket", "支架，通信模块", "eSIM bracket",
    "LTE modem M.2 connector", "M.2 socket for LTE modem", "SIM card holder", "PLC modem", "PLC-modem",
    "Modem (PLC)", "modem, PLC", "power line communication modem", "HomePlug modem", "SECC module",
)  # fmt: skip
COMPUTES = ("SECC", "EVCC", "SECC module", "charging communication controller", "BMS controller", "电池管理系统",
            "battery management system")  # fmt: skip
DOES_NOT = ("EVCC harness", "battery pack", "battery management system cover", "charging cable", "BMS bracket")


@pytest.mark.parametrize("name", TYPES)
def test_a_name_is_of_its_type_whichever_way_it_is_written(name: str) -> None:
    assert type_called(name) == TYPES[name]


@pytest.mark.parametrize("name", NONE)
def test_what_belongs_to_one_or_is_of_another_wave_is_none(name: str) -> None:
    assert type_called(name) is None


def test_what_runs_software_is_told_from_what_goes_with_it() -> None:
    assert all(map(computes, COMPUTES))
    assert not any(map(computes, DOES_NOT))


def test_only_a_bare_noun_is_turned_over() -> None:
    assert turned_over("Antenna, LTE, roof") == "LTE Antenna, roof"
    for name in ("LTE antenna", "M3x8, steel", "RES 10K, 1%", ""):
        assert turned_over(name) == name
