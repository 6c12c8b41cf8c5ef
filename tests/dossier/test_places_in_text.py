"""The line of a fact is found in one pass over a dossier, and is the line that a scan from the top finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pratique.dossier.document import line_of
from pratique.dossier.question import is_dossier

ROOT = Path(__file__).resolve().parents[2]
TOML = sorted((ROOT / "examples").glob("*/*.toml"))


def scanned(text: str, pointer: str) -> int | None:
    """The rule as it is told: each key is looked for from the line of the one before, its index counts lines."""
    lines, start, steps = text.splitlines(), 0, pointer.split("/")
    for index, key in enumerate(steps):
        if key.isdigit():
            continue
        nth = int(steps[index + 1]) if index + 1 < len(steps) and steps[index + 1].isdigit() else 0
        found = [number for number in range(start, len(lines)) if names(lines[number].strip(), key)]
        if len(found) <= nth:
            return start + 1 if start else None
        start = found[nth]
    return start + 1


def names(line: str, key: str) -> bool:
    starts = (f"[[{key}]]", f"[{key}]", f"{key} =", f"{key}=", f'"{key}"')
    return line.startswith(starts) or line.endswith((f".{key}]", f".{key}]]")) or f'"{key}"' in line


def pointers(value: object, at: str = "") -> list[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [at] if at else []
    for key, each in inner:
        found += pointers(each, f"{at}/{key}".strip("/"))
    return found


@pytest.mark.parametrize("path", TOML, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("form", ["toml", "json", "one line"])
def test_a_place_is_the_one_that_a_scan_finds(path: Path, form: str) -> None:
    from pratique.dossier.document import load_toml_or_json

    data = load_toml_or_json(path)
    text = path.read_text() if form == "toml" else json.dumps(data, indent=None if form == "one line" else 2)
    for pointer in [*pointers(data), "nothing/0/here", "vehicles/9999/parts"]:
        assert line_of(text, pointer) == scanned(text, pointer), pointer


def test_a_dossier_is_one_however_late_it_says_what_it_asks(tmp_path: Path) -> None:
    vehicles = [{"id": "v", "parts": [{"ref": f"p{n}", "note": "n" * 100} for n in range(900)]}]
    late = tmp_path / "late.json"
    late.write_text(json.dumps({"vehicles": vehicles, "transactions": []}))
    neither = tmp_path / "neither.json"
    neither.write_text(json.dumps({"vehicles": vehicles, "transaction": [{"transactions": 1}]}))
    bill = tmp_path / "bill.json"
    bill.write_text(json.dumps({"components": vehicles, "name": "transactions of components"}))
    assert late.stat().st_size > 64 * 1024
    assert [is_dossier(str(each)) for each in (late, neither, bill)] == [True, False, False]
