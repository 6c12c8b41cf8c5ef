"""What the program is made of is pinned, hashed and listed, and says so without naming a registry."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

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


def test_make_installs_by_hashes_what_the_lock_holds_and_what_builds_it() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    whole = set(re.split(r"\n(?=[A-Za-z])", LOCK.strip()))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    tested = re.search(r"(?m)^EXTRAS := (\S+)$", make)
    assert tested is not None
    for name, its in (("demo", ["office"]), ("test", tested[1].split(","))):
        part = set(re.split(r"\n(?=[A-Za-z])", (ROOT / "supply" / f"{name}.lock").read_text("utf-8").strip()))
        assert part <= whole
        held = {plain(re.split(r"[=\[]", each)[0]) for each in part}
        asked = [
            *project["dependencies"],
            "hatchling",
            "editables",
            *(each for extra in its for each in extras[extra]),
        ]
        assert {plain(re.split(r"[<>=\[]", each)[0]) for each in asked} <= held
        assert f"$(call install,{name}.lock," in make
    assert "--require-hashes -r supply/$(1)" in make


def test_the_bill_of_materials_and_the_licences_are_those_of_the_lock() -> None:
    bom = json.loads((ROOT / "supply" / "pratique.cdx.json").read_text("utf-8"))
    assert {each["name"]: each["version"] for each in bom["components"]} == locked()
    with open(ROOT / "supply" / "licences.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["package"]: row["version"] for row in rows} == locked()
    assert all(row["licence"] for row in rows)


def test_the_wheel_is_the_same_twice_and_carries_its_bill_of_materials(tmp_path: Path) -> None:
    pytest.importorskip("hatchling.build")
    place = spec_from_file_location("provenance", ROOT / "supply" / "provenance.py")
    assert place is not None
    assert place.loader is not None
    provenance = module_from_spec(place)
    place.loader.exec_module(provenance)
    tree = tmp_path / "source"
    # A system that was built in build/ has devices, and a copy of one never ends.
    unneeded = (".git", ".venv", "__pycache__", "tests", "benchmarks", "docs", "build", "dist", ".*_cache")
    leave = shutil.ignore_patterns(*unneeded)
    shutil.copytree(ROOT, tree, ignore=leave)
    first = provenance.built(tree, tmp_path / "first", "1764288000")
    for each in tree.rglob("*.py"):
        os.utime(each, (10**9, 10**9))  # when a file was touched says nothing of it
    second = provenance.built(tree, tmp_path / "second", "1764288000")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as wheel:
        (carried,) = [name for name in wheel.namelist() if "/sboms/" in name]
        assert wheel.read(carried) == (ROOT / "supply" / "pratique.cdx.json").read_bytes()
    said = provenance.statement(first, "0" * 40, "1764288000")
    provenance.beside(first).write_text(json.dumps(said), "utf-8")
    assert provenance.check(first) == []
    first.write_bytes(first.read_bytes() + b"x")
    assert provenance.check(first) == ["the wheel has other bytes"]


def test_what_is_pinned_is_looked_up_in_a_copy_of_the_advisories(tmp_path: Path) -> None:
    name, version = next(iter(locked().items()))
    span = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": f"{version}.1"}]}
    mended = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": version}]}

    def looked_up(*advisories: object) -> tuple[int, str]:
        for number, each in enumerate(advisories):
            (tmp_path / f"{number}.json").write_text(json.dumps(each))
        asked = [sys.executable, str(ROOT / "supply" / "advisories.py"), str(tmp_path)]
        ran = subprocess.run(asked, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout

    def advisory(ranges: object, **more: object) -> dict[str, object]:
        return {"id": "A-1", "affected": [{"package": {"name": name}, "ranges": [ranges]}], **more}

    assert looked_up(advisory(mended))[0] == 0
    assert looked_up(advisory(span, withdrawn="2026-01-01T00:00:00Z"))[0] == 0
    status, said = looked_up(advisory(span))
    assert (status, "A-1" in said, name in said) == (1, True, True)
    assert looked_up("x")[0] == 1
    bare = subprocess.run(
        [sys.executable, str(ROOT / "supply" / "advisories.py")], capture_output=True, text=True, check=False,
        env={key: value for key, value in os.environ.items() if key != "PRATIQUE_ADVISORIES"},
    )  # fmt: skip
    assert (bare.returncode, "nothing was looked up" in bare.stdout) == (0, True)


def asked_of_advisories(folder: Path, **package: object) -> tuple[int, str]:
    """Status and words of the look-up in a folder with one advisory on a package, its ranges and versions."""
    folder.mkdir(exist_ok=True)
    ranges, versions = package.pop("ranges", []), package.pop("versions", [])
    row = {"package": package, "ranges": ranges, "versions": versions}
    (folder / "a.json").write_text(json.dumps({"id": "INVENTED-1", "affected": [row]}))
    ran = subprocess.run(
        [sys.executable, str(ROOT / "supply" / "advisories.py"), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


def test_a_version_is_looked_up_as_the_format_means_it(tmp_path: Path) -> None:
    name, version = next((name, version) for name, version in locked().items() if version.count(".") == 2)
    since = [{"fixed": "0.0.1"}, {"introduced": version}, {"introduced": "0"}]  # in no order, as some exports are
    hit = {
        "events in no order": {"ranges": [{"type": "ECOSYSTEM", "events": since}]},
        "up to this version": {
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": version}]}]
        },
        "listed with another zero": {"versions": [f"{version}.0"]},
        "another way to write the name": {"name": name.replace("-", "_").upper(), "versions": [version]},
    }
    for what, said in hit.items():
        status, told = asked_of_advisories(tmp_path / "db", **{"name": name, "ecosystem": "PyPI", **said})
        assert (status, "INVENTED-1" in told) == (1, True), what
    missed = {
        "of another ecosystem": {"ecosystem": "npm", "versions": [version]},
        "commits, which say nothing of a version": {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
        "before the fault came": {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": f"{version}.1"}]}]},
    }
    for what, said in missed.items():
        status, told = asked_of_advisories(tmp_path / "db", **{"name": name, "ecosystem": "PyPI", **said})
        assert (status, "none in one of 1 advisories" in told) == (0, True), what


def test_a_folder_without_an_advisory_is_not_clean(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        asked = [sys.executable, str(ROOT / "supply" / "advisories.py"), str(folder)]
        ran = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert (ran.returncode, "nothing was looked up" in ran.stdout) == (1, True)


@pytest.mark.skipif(not os.environ.get("PRATIQUE_ADVISORIES"), reason="no copy of the advisories is named here")
def test_nothing_that_is_pinned_is_in_an_advisory() -> None:
    asked = [sys.executable, str(ROOT / "supply" / "advisories.py")]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_every_licence_is_stated_or_the_package_is_not_here() -> None:
    """Those that are not here are of another system or Python alone; each is named, so that no other joins them."""
    with open(ROOT / "supply" / "licences.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["package"] for row in rows if row["licence"].startswith("not ")} == {
        "brotlicffi",
        "httpx2-jsfetch",
        "pywin32",
    }


def test_the_lowest_versions_that_are_tried_are_those_that_are_declared() -> None:
    """`make smoke` runs every command at these (uv pip compile, lowest-direct, over the extras of `all`)."""
    pins = dict(line.split("==") for line in (ROOT / "supply" / "lowest.txt").read_text("utf-8").split())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    names = extras["all"][0].partition("[")[2].rstrip("]").split(",")
    for each in [*project["dependencies"], *(its for name in names for its in extras[name])]:
        name, lowest = re.match(r"([\w.-]+)(?:\[\w+\])?>=([\d.]+)", each).groups()  # type: ignore[union-attr]
        found = {plain(pin.partition("[")[0]): version for pin, version in pins.items()}[plain(name)]
        assert f"{found}.0.0".startswith(lowest), f"{name} {found} is not the declared {lowest}"
