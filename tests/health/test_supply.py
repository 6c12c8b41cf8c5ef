"""What the program is made of is pinned, hashed and listed, and says so without naming a registry."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "supply" / "requirements.lock").read_text("utf-8")
_PIN = re.compile(r"(?m)^([A-Za-z0-9_.\-]+)(?:\[[^]]*\])?==([^ ;\\]+)((?:.*\n\s+--hash=.*)+)")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, str]:
    return {plain(name): version for name, version, _ in _PIN.findall(LOCK)}


def test_every_pin_has_hashes_and_no_registry_is_named() -> None:
    assert len(re.findall(r"(?m)^[A-Za-z0-9]", LOCK)) == len(_PIN.findall(LOCK))
    assert "://" not in LOCK


def test_the_lock_holds_what_the_constraints_pin() -> None:
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split())
    assert {name: version for name, version in locked().items() if name in map(plain, pinned)} == {
        plain(name): version for name, version in pinned.items() if plain(name) in locked()
    }


def test_every_dependency_is_locked_and_capped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    shipped = [
        *project["dependencies"],
        *(
            each
            for name, its in extras.items()
            if name not in ("all", "test", "check", "bench", "docs")
            for each in its
        ),
    ]
    for each in shipped:
        assert "<" in each, f"{each} has no upper cap"
        assert plain(re.split(r"[<>=\[]", each)[0]) in locked()


def test_the_bill_of_materials_and_the_licences_are_those_of_the_lock() -> None:
    bom = json.loads((ROOT / "supply" / "pratique.cdx.json").read_text("utf-8"))
    assert {each["name"]: each["version"] for each in bom["components"]} == locked()
    with open(ROOT / "supply" / "licences.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["package"]: row["version"] for row in rows} == locked()
    assert all(row["licence"] for row in rows)
