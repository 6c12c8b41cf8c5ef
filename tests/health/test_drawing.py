"""The drawing of ARCHITECTURE.md is the folder list: every room in it, nothing in it that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/pratique"
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
NO_ROOMS = {"__init__", "__main__", "version"}


def _drawn() -> dict[str, str]:
    """What the drawing names, with what it says of it."""
    block = re.search(r"^src/pratique/\n(.*?)^```", PAGE, re.M | re.S)
    assert block is not None
    said: dict[str, str] = {}
    for line in block[1].splitlines():
        if named := re.match(r"  (\w+)(/|\.py)\s+(.*)", line):
            last = named[1] + named[2]
            said[last] = named[3]
        else:
            said[last] += " " + line.strip()
    return said


def test_the_drawing_is_the_folder_list() -> None:
    rooms = {f"{each.name}/" for each in SOURCE.iterdir() if (each / "__init__.py").exists()}
    files = {each.name for each in SOURCE.glob("*.py") if each.stem not in NO_ROOMS}
    assert set(_drawn()) == rooms | files


def test_each_reading_has_its_name_in_the_drawing() -> None:
    there = {each.stem for each in (SOURCE / "readings").iterdir() if not each.name.startswith("_")}
    assert set(re.findall(r"\w+", _drawn()["readings/"].partition(":")[2])) == there


def test_the_places_that_the_tables_name_are_there() -> None:
    paths = re.findall(r"`(?:pratique/)?((?:\w+/)+\w*(?:\.\w+)?)`", PAGE)
    named = [each for each in paths if each.partition("/")[0] in {one.name for one in SOURCE.iterdir()}]
    assert named
    assert [each for each in named if not (SOURCE / each).exists()] == []
