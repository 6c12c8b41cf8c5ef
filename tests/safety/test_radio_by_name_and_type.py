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
