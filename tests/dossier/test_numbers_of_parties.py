"""A number of a party tells of its seat: whoever has a Chinese uniform code is organised in China."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.usecases.check import check
from tests.safety.inputs import KNOWN_ON, answers, as_cyclonedx, dossier, lay, line

CODE = "91440300708461136T"
"""A well-formed code (its check character fits)."""
CLEAN = line("b", "telematics controller", "Acme")


def verdict(folder: Path, **said: Any) -> str:
    data = dossier("b.json", answers=answers("b"))
    data["vehicles"][0]["parts_complete"] = True
    data["parties"][2] |= said
    return check(lay(folder, data, {"b.json": as_cyclonedx([CLEAN])}), known_on=KNOWN_ON).verdict.worst


@pytest.mark.parametrize("key", ["uscc", "registration"])
def test_a_chinese_code_stands_against_a_seat_elsewhere(key: str, tmp_path: Path) -> None:
    assert verdict(tmp_path / "plain") == "clear with duties"
    assert verdict(tmp_path / "code", **{key: CODE}) == "prohibited"
    assert verdict(tmp_path / "other", registration="HRB 12345") == "clear with duties"


def test_alone_it_is_the_seat(tmp_path: Path) -> None:
    data = dossier("b.json", answers=answers("b"))
    data["vehicles"][0]["parts_complete"] = True
    for name in ("organised_in", "headquartered_in", "principal_place_of_business"):
        data["parties"][2].pop(name)
    data["parties"][2]["uscc"] = CODE
    found = check(lay(tmp_path, data, {"b.json": as_cyclonedx([CLEAN])}), known_on=KNOWN_ON)
    assert found.verdict.best == "prohibited"


def test_one_that_is_none_is_refused_where_it_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        verdict(tmp_path, uscc="91440300708461136A")
    assert "dossier.uscc" in {each.code for each in refused.value.findings}
