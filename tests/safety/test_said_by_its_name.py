"""What a part is called says more than the figures and lists that would clear it: it stays open."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from tests.cases.runner import HERE, all_cases
from tests.safety.inputs import KNOWN_ON
from tests.safety.test_structure_and_flags import MAGNET, clears

CIRCUIT = next(case for case in all_cases(HERE / "us" / "ear") if case.expect["best"] == "licence required").data
LIGHT = {"chip.rate_8b": 10, "chip.rate_16b": 5, "chip.rate_32b": 1, "chip.rate_64b": 1}


def circuit(name: str, **facts: Any) -> dict[str, Any]:
    made = copy.deepcopy(CIRCUIT)
    made["parts"][0] |= {"name": name, "facts": {**made["parts"][0]["facts"], **facts}}
    return made


@pytest.mark.parametrize(
    "name",
    [
        "NVIDIA H100 SXM5", "H100 SXM5", "H100", "nvidia h200 sxm", "英伟达 H100 SXM5", "Huawei Ascend 910B",
        "MI300X", "AMD MI325X board", "H100 SXM5 for the training cluster", "H20", "B200",
    ],
)  # fmt: skip
def test_a_circuit_of_the_table_is_not_lightened_by_its_figures(name: str) -> None:
    found = check(circuit(name, **LIGHT), known_on=KNOWN_ON)
    assert not clears(found)
    assert found.conflicts


@pytest.mark.parametrize("name", ["module", "controller 100", "TI TDA4VH", "Tesla T4 rack rail", "M4x20", "H1000"])
def test_a_name_of_another_thing_says_nothing(name: str) -> None:
    assert clears(check(circuit(name, **LIGHT), known_on=KNOWN_ON)) or name.startswith("Tesla T4")


def test_and_what_is_said_in_full_stands() -> None:
    assert not check(circuit("NVIDIA H100 SXM5"), known_on=KNOWN_ON).conflicts


def magnet(name: str, listed: list[str]) -> dict[str, Any]:
    made = copy.deepcopy(MAGNET)
    part = made["transactions"][0]["parts"][0]
    part["name"] = name
    part["facts"]["goods.controlled_elements"] = listed
    return made


@pytest.mark.parametrize(
    "name",
    [
        "Dysprosium oxide",
        "NdFeB magnet with terbium",
        "钕铁硼磁体（含镝）",
        "SmCo: samarium cobalt",
        "Gallium arsenide",
    ],
)
def test_an_element_in_the_name_stands_against_a_list_without_it(name: str) -> None:
    found = check(magnet(name, []), known_on=KNOWN_ON)
    assert Outcome.named(found.verdict.worst) > Outcome.AUTHORIZED
    assert found.conflicts


@pytest.mark.parametrize(
    "name", ["NdFeB magnet, dysprosium-free", "magnet without terbium", "无镝磁体", "steel bracket"]
)
def test_one_that_is_denied_does_not(name: str) -> None:
    assert clears(check(magnet(name, []), known_on=KNOWN_ON))
