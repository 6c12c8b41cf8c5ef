"""Where a part was made, who is called and at which address: told by a number or a code alone, and heard.

Each text once read as nothing beside a part that clears, with the list and its sources said to be complete.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.safety.inputs import FORMATS, cyclonedx, line
from tests.safety.test_named_elsewhere import CLEAN, cleared, with_column

THERE = (
    ("Made in", "CN"), ("Country of origin", "China"), ("COO", "CHN"), ("Herkunft", "CN"), ("产地", "中国"),
    ("原产国", "CN"), ("Ursprungsland", "Russland"), ("Origin", "HK"), ("ZIP", "518057"), ("PLZ", "518057"),
    ("邮编", "518057"), ("Postal code", "101000"), ("Phone", "86 755 26770000"), ("Tel.", "0086 755 26770000"),
    ("Fax", "8675526770000"), ("手机", "+86 138 0013 8000"), ("USCC", "91440300708461136T"),
    ("Maker no.", "91440300708461136T"), ("LEI of the plant", "300300C1040833000032"), ("Chipset", "Hi3861"),
    ("MCU", "GD32F103"), ("芯片", "ASR1803"), ("Modem", "EC25"),
)  # fmt: skip
ELSEWHERE = (
    ("Made in", "DE"), ("COO", "Vietnam"), ("产地", "德国"), ("ZIP", "20095"), ("PLZ", "20095"), ("邮编", ""),
    ("Phone", "49 40 1234567"), ("Tel.", "+1 313 555 0100"), ("LEI of the plant", "5299000J2N45DDNE4Y28"),
    ("Weight g", "518057"), ("Drawing", "518057"), ("Currency", "CNY"), ("Chipset", "n/a"), ("Modem", "no"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "cell"), THERE)
def test_a_place_that_a_code_or_a_number_tells_opens(title: str, cell: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, with_column(title, cell), "bom.csv")


@pytest.mark.parametrize(("title", "cell"), ELSEWHERE)
def test_another_place_does_not(title: str, cell: str, tmp_path: Path) -> None:
    assert cleared(tmp_path, with_column(title, cell), "bom.csv")


@pytest.mark.parametrize("form", ["cyclonedx", "xml", "spdx2"])
@pytest.mark.parametrize("where", ["origin:assembled", "origin:diffused"])
def test_the_same_in_every_format(form: str, where: str, tmp_path: Path) -> None:
    file, write = FORMATS[form]
    for country, clear in (("CN", False), ("China", False), ("DE", True)):
        made = line("b", "telematics controller", "Acme", {**CLEAN["facts"], "origin": "x"})
        data = (
            write([made])
            .replace(b"pratique:fact:origin", f"pratique:{where}".encode())
            .replace(b'"x"', f'"{country}"'.encode())
            .replace(b">x<", f">{country}<".encode())
            .replace(b"=x", f"={country}".encode())
        )
        assert cleared(tmp_path / country, data, file) is clear, (form, country)


@pytest.mark.parametrize(
    ("told", "clear"),
    [
        ({"pedigree": {"ancestors": [{"type": "device", "name": "EC25"}]}}, False),
        ({"pedigree": {"ancestors": []}}, True),
    ],
)
def test_hardware_that_descends_from_another_was_designed_by_somebody_too(
    told: dict[str, Any], clear: bool, tmp_path: Path
) -> None:
    data = json.dumps(cyclonedx([{**CLEAN, "extra": told}])).encode()
    assert cleared(tmp_path, data, "bom.cdx.json") is clear
