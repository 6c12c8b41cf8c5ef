"""What a bill calls its part stands against what clears it, under every law and in whatever field it stands.

The same names beside the same denials were held open where a dossier listed the part, and cleared where a bill did.
"""

from __future__ import annotations

import copy
import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.document import plain_data
from tests.running import EXAMPLES
from tests.safety.inputs import FORMATS, clears, lay, line, outcome, refs_of


def example(name: str) -> dict[str, Any]:
    return plain_data(tomllib.loads((EXAMPLES / name / "dossier.toml").read_text("utf-8")))


CHIPS, CAR = example("export-chips"), example("bev-export")
(SOC,) = [each for each in CHIPS["parts"] if each["ref"] == "driving-soc"]
SOC_NAME = SOC["name"]
LIGHT = {name: str(value) for name, value in SOC["facts"].items() if name.startswith("chip.rate_")}


def shipped(folder: Path, form: str, name: str, *, by_bill: bool = False, **extra: Any) -> bool:
    """Whether the circuit that is light enough is cleared where a bill of some form lists it under a name."""
    data: dict[str, Any] = copy.deepcopy(CHIPS)
    file, write = FORMATS[form]
    told = line("soc", name, "Acme", LIGHT if by_bill else {}, extra=extra)
    bill = write([told])
    (ref,) = refs_of(bill)
    facts = {fact: value for fact, value in SOC["facts"].items() if not by_bill or fact not in LIGHT}
    data["parts"] = []
    data["products"] = [{"id": "box", "boms": [file], "parts_complete": True}]
    act = next(each for each in data["transactions"] if each["id"] == "soc-to-wuhan")
    data["transactions"] = [{**{k: v for k, v in act.items() if k != "goods"}, "product": "box"}]
    data["answers"] = [{"entity": ref, "part": name, "fact": fact, "value": value} for fact, value in facts.items()]
    return clears(outcome(lay(folder, data, {file: bill})))


CIRCUITS = (
    "NVIDIA H100 SXM5", "H20", "英伟达 H100 SXM5", "Huawei Ascend 910B", "module with NVIDIA H100 SXM5",
    "carrier, 2x H100 SXM5", "SoC and NVIDIA H100", "8x H100 server", "board incl. MI300X",
)  # fmt: skip
OTHERS = (
    SOC_NAME, "module", "controller 100", "bracket of an H100", "cable for NVIDIA H100", "heat sink, H100",
    "SoC for use with NVIDIA H100", "holder with 2 screws",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("by_bill", [False, True])
def test_a_circuit_of_the_table_is_not_lightened_in_a_bill(form: str, by_bill: bool, tmp_path: Path) -> None:
    assert shipped(tmp_path / "plain", form, SOC_NAME, by_bill=by_bill)
    assert not shipped(tmp_path / "named", form, "NVIDIA H100 SXM5", by_bill=by_bill)


def test_nor_where_a_part_comes_with_one(tmp_path: Path) -> None:
    for index, name in enumerate(CIRCUITS):
        assert not shipped(tmp_path / str(index), "cyclonedx", name), name


def test_what_is_for_one_or_belongs_to_one_is_none(tmp_path: Path) -> None:
    for index, name in enumerate(OTHERS):
        assert shipped(tmp_path / str(index), "cyclonedx", name), name


@pytest.mark.parametrize("said", ["NVIDIA H100 SXM5", "accelerator, H100", "module w/ H100 SXM5"])
def test_a_description_calls_a_part_too(said: str, tmp_path: Path) -> None:
    assert not shipped(tmp_path, "cyclonedx", SOC_NAME, description=said)
    assert shipped(tmp_path / "plain", "cyclonedx", SOC_NAME, description="circuit, black")


def moved(folder: Path, form: str, name: str, listed: list[str] | None = None) -> bool:
    """Whether a car out of China is let go with a part of its bill in which no controlled element is said to be."""
    data: dict[str, Any] = copy.deepcopy(CAR)
    data["facts"]["car.export_licence"] = True
    file, write = FORMATS[form]
    bill = write([line("m", name, "Acme", {})])
    (ref,) = refs_of(bill)
    facts: Mapping[str, Any] = data["vehicles"][0]["parts"][0]["facts"] | (
        {} if listed is None else {"goods.controlled_elements": listed}
    )
    data["vehicles"][0] |= {"parts": [], "boms": [file]}
    data["answers"] = [{"entity": ref, "part": name, "fact": fact, "value": value} for fact, value in facts.items()]
    return clears(outcome(lay(folder, data, {file: bill})))


@pytest.mark.parametrize("form", FORMATS)
def test_an_element_in_the_name_of_a_line_stands_against_a_list_without_it(form: str, tmp_path: Path) -> None:
    assert moved(tmp_path / "plain", form, "Traction motor")
    assert moved(tmp_path / "denied", form, "magnet without terbium")
    for index, name in enumerate(("NdFeB magnet with terbium", "Dysprosium oxide", "钕铁硼磁体（含镝）")):
        assert not moved(tmp_path / str(index), form, name), name


TITLES = ("Description", "Value", "MPN", "Supplier part number", "描述", "Beschreibung")


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_column_by_which_a_part_is_called_counts(title: str, form: str, tmp_path: Path) -> None:
    def table(said: str) -> bytes:
        rows = [["ref", "name", "type", title], ["soc", SOC_NAME, "device", said]]
        if form == "csv":
            return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
        from openpyxl import Workbook

        book, data = Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(data)
        return data.getvalue()

    def sent(said: str, name: str) -> bool:
        data: dict[str, Any] = copy.deepcopy(CHIPS)
        file = f"bom.{form}"
        data["parts"] = []
        data["products"] = [{"id": "box", "boms": [file]}]
        act = next(each for each in data["transactions"] if each["id"] == "soc-to-wuhan")
        data["transactions"] = [{**act, "product": "box", "goods": ["soc"]}]
        data["answers"] = [
            {"entity": "soc", "part": SOC_NAME, "fact": fact, "value": value} for fact, value in SOC["facts"].items()
        ]
        return clears(outcome(lay(tmp_path / name, data, {file: table(said)})))

    assert sent("X1", "plain")
    assert not sent("H100 SXM5", "named")
