"""A radio, by its name or by its type, of which somebody says that it has none, that it is silent, or too low."""

from __future__ import annotations

import csv
import io
import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.called import says_more
from pratique.facts.part import NAMED_TYPES, functions, radio_frequency_max
from pratique.logic.intervals import Interval
from pratique.logic.values import Absence, Members, Span, Value
from tests.safety.inputs import BRACKET_FACTS, FORMATS, MODEM_FACTS, cyclonedx, line, table
from tests.safety.test_named_elsewhere import cleared

TRUE_OF_ALL = {
    "part.for_completed_vehicle": "true", "part.installed_in_vehicle": "true", "part.model_year": "2031",
    "part.in_enabling_item": "false", "part.programmable": "true",
}  # fmt: skip
NO_RADIO = (
    {"part.radio_frequency_max": "none"},
    {"part.radio_frequency_max": "125000"},
    {"part.functions": "sensing"},
)
APART = ({"part.directly_enables_vcs": "false"}, {"part.directly_connected_to_vcs": "false"})
OF_A_NETWORK = (
    "cellular_modem_or_module", "wifi_microcontroller_or_module", "bluetooth_microcontroller_or_module",
    "satellite_communication_system",
)  # fmt: skip
"""What the type alone says of its radio; any other may be that of a sensor, or have none."""


def clear(path: Path, name: str, form: str = "csv", **facts: str) -> bool:
    file, write = FORMATS[form]
    return cleared(path, write([line("b", name, "Quectel", {**TRUE_OF_ALL, **facts})]), file)


@pytest.mark.parametrize("kind", OF_A_NETWORK)
def test_a_type_of_a_network_is_no_radio_of_none(kind: str, tmp_path: Path) -> None:
    for index, (radio, apart) in enumerate(product(NO_RADIO, APART)):
        told = {**radio, **apart, "part.named_type": kind, "part.contributes_to_communication": "true"}
        assert not clear(tmp_path / str(index), "x", **told), told


@pytest.mark.parametrize("kind", sorted(set(NAMED_TYPES) - set(OF_A_NETWORK)))
def test_any_other_type_may_be_of_a_sensor(kind: str, tmp_path: Path) -> None:
    told = {"part.named_type": kind, "part.functions": "sensing", "part.directly_enables_vcs": "false"}
    assert clear(tmp_path, "x", **told)


@pytest.mark.parametrize("form", FORMATS)
def test_nor_does_a_radio_by_its_name_clear(form: str, tmp_path: Path) -> None:
    for index, (radio, apart) in enumerate(product(NO_RADIO, APART)):
        if form not in ("csv", "cyclonedx") and index:
            break
        assert not clear(tmp_path / str(index), "LTE modem", form, **radio, **apart), (radio, apart)
        assert clear(tmp_path / f"b{index}", "bracket for LTE modem", form, **radio, **apart), (radio, apart)


NONE_AT_ALL = Span(Interval(1, 0), Absence.YES)


@pytest.mark.parametrize(
    ("name", "fact", "said", "stands"),
    [
        ("LTE modem", radio_frequency_max, NONE_AT_ALL, True),
        ("LTE modem", radio_frequency_max, Span(Interval(13_560_000, 13_560_000)), True),
        ("LTE modem", radio_frequency_max, Span(Interval(433_920_000, 433_920_000)), False),
        ("LTE modem", radio_frequency_max, Span(Interval(125_000)), False),
        ("T-Box", radio_frequency_max, NONE_AT_ALL, True),
        ("RF module 433", radio_frequency_max, Span(Interval(125_000, 125_000)), False),
        ("RF module 433", radio_frequency_max, NONE_AT_ALL, True),
        ("RF module 433", functions, Members(frozenset({"sensing"}), frozenset({"sensing"})), False),
        ("Wi-Fi module", functions, Members(frozenset({"sensing"}), frozenset({"sensing"})), True),
        ("Wi-Fi module", functions, Members(frozenset(), frozenset({"sensing", "communication"})), False),
        ("bracket", radio_frequency_max, NONE_AT_ALL, False),
        ("FPGA", radio_frequency_max, NONE_AT_ALL, False),
    ],
)  # fmt: skip
def test_only_what_cannot_be_of_such_a_radio_is_held_against_its_name(
    name: str, fact: Any, said: Value, stands: bool
) -> None:
    assert says_more({fact.name: said}, name) is stands


def called_in(column: str, value: str, facts: dict[str, str]) -> dict[str, bytes]:
    """A part that is named `U1` alone and is called by a column, or by a property."""
    one = line("b", "U1", "Quectel", facts)
    rows = table([one])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[*rows[0], column], [*rows[1], value]])
    whole = cyclonedx([one])
    whole["components"][0]["properties"].append({"name": column, "value": value})
    return {"bom.csv": text.getvalue().encode(), "bom.cdx.json": json.dumps(whole).encode()}


DENIALS = {
    "silent": BRACKET_FACTS,
    "not programmable": {**MODEM_FACTS, "part.programmable": "false", "part.named_type": "not_named"},
    "no radio": {**TRUE_OF_ALL, "part.radio_frequency_max": "none", "part.directly_enables_vcs": "false"},
    "a sensor": {**TRUE_OF_ALL, "part.functions": "sensing", "part.directly_enables_vcs": "false"},
}  # fmt: skip


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize(
    "column", ["MPN", "internal number", "description", "value", "Class", "Distributor part number"]
)
def test_a_column_by_which_it_is_called_is_read_as_its_name_is(column: str, denial: str, tmp_path: Path) -> None:
    for index, value in enumerate(("RG500Q-GL", "LTE modem with housing", "bracket for LTE modem", "M4x20")):
        for file, data in called_in(column, value, DENIALS[denial]).items():
            is_clear = cleared(tmp_path / f"{index}{file}", data, file)
            assert is_clear is (index > 1), (file, value)


def test_a_passive_antenna_with_a_field_of_its_radio_is_no_contradiction(tmp_path: Path) -> None:
    facts = {**MODEM_FACTS, "part.named_type": "external_antenna", "part.programmable": "false"}
    for file, data in called_in("Frequency range", "700-2700 MHz", facts).items():
        assert cleared(tmp_path / file, data, file), file


BOARD = """\
R1|Resistor|RC0603FR-0710KL|10k|RES 10K OHM 1% 1/10W 0603
C1|Capacitor|GRM155R71C104KA88D|100nF|CAP CER 0.1UF 16V X7R 0402
L1|Inductor|LQW15AN3N9B00D|3.9nH|RF inductor 3.9nH
J1|Connector FAKRA|59S2AQ-40MT5-Z_1||CONN FAKRA PLUG 50 OHM
J2|SIM card holder|SF56S006VBAR2500||CONN NANO SIM CARD
Y1|Crystal|ABM8-26.000MHZ|26MHz|CRYSTAL 26.0000MHZ 10PF SMD
D1|TVS diode|ESD9B5.0ST5G||TVS DIODE 5VWM 9.8VC SOD923
FB1|Ferrite bead|BLM18PG121SN1D|120R|FERRITE BEAD 120 OHM 0603
U9|LDO|TPS7A4700RGWT||IC REG LINEAR POS ADJ 1A
U8|CAN transceiver|TJA1042T/3||IC TRANSCEIVER HALF 1/1 8SO
U7|LIN transceiver|TJA1021T||LIN transceiver
Q1|MOSFET|BSS138||MOSFET N-CH 50V 220MA SOT23
SW1|Switch|EVQ-P7A01P||SWITCH TACTILE SPST-NO
M1|Bracket|10-2231||BRACKET, STEEL, MODEM MOUNT
W1|Antenna cable|ACX1234||COAX CABLE RG174 FAKRA 2M
S1|Screw|M4x20||SCREW M4X20 DIN 912
H1|Heat sink|HS-22||HEAT SINK FOR MODEM
T1|Thermal pad|TP-3||THERMAL PAD 3W LTE MODULE
E1|EEPROM|M95M02-DRMN6TP||IC EEPROM 2MBIT SPI
F1|SAW filter|B8328||SAW FILTER LTE BAND 8
F2|Fuse|0451002|2A|FUSE BOARD MNT 2A
B1|Buzzer|PS1240||BUZZER PIEZO
Z1|Shield can|BMI-S-203-F||RF SHIELD FRAME 26MM
P1|PCB|PCB-1||PCB 6 LAYER TCU bare
X9|Label|LBL||LABEL FCC ID MODEM
O1|Gasket|G-8||GASKET TELEMATICS HOUSING
LED1|LED|LTST-C190||LED GREEN 0603
V1|Varistor|V14E||VARISTOR 14V
N1|Op amp|LM358DR||IC OPAMP GP 2 CIRCUIT
K1|Relay|G5LE||RELAY GEN PURPOSE SPDT
"""
"""Lines of a board as lists write them: designator, name, part number, value, description."""


def board(*more: str) -> bytes:
    rows = [each.split("|") for each in (*BOARD.splitlines(), *more)]
    lines = table([line(row[0], row[1], "Quectel", BRACKET_FACTS) for row in rows])
    beside = [["MPN", "value", "description"], *(row[2:] for row in rows)]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(a + b for a, b in zip(lines, beside, strict=True))
    return text.getvalue().encode()


def test_no_ordinary_line_of_a_board_is_doubted(tmp_path: Path) -> None:
    assert cleared(tmp_path / "all", board(), "bom.csv")
    assert not cleared(tmp_path / "one more", board("U1|Module|RG500Q-GL||5G"), "bom.csv")
