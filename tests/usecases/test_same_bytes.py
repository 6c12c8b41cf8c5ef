"""The same dossier gives the same bytes under any hash seed, in any time zone and in any locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pratique.logic.ordering import order_text
from tests.exploring import is_thorough
from tests.running import ROOT

MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
)


def start(folder: Path, machine: dict[str, str]) -> subprocess.Popen[str]:
    folder.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PRATIQUE"))}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.usecases.same_bytes", str(folder)],
        env={**clean, "PYTHONPATH": paths, **machine}, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def test_every_answer_is_the_same_bytes_on_any_machine(tmp_path: Path) -> None:
    machines = MACHINES if is_thorough() else MACHINES[1:]
    running = [start(tmp_path / str(at), machine) for at, machine in enumerate(machines)]
    found = [json.loads(each.communicate()[0]) for each in running]
    assert len(found[0]) > 25
    for machine, other in zip(machines[1:], found[1:], strict=True):
        differ = [name for name in found[0].keys() | other.keys() if found[0].get(name) != other.get(name)]
        assert not differ, machine


def test_the_text_that_orders_a_value_writes_its_sets_in_order() -> None:
    ring = frozenset(f"member {number}" for number in range(20))
    script = f"from pratique.logic.ordering import order_text; print(order_text((1, frozenset({sorted(ring)!r}))))"
    for seed in ("1", "2", "3"):
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed}
        told = subprocess.run([sys.executable, "-c", script], env=env, text=True, capture_output=True, check=True)
        assert told.stdout.strip() == order_text((1, ring))
