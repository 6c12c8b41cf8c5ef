"""The law that newcomers copy holds what it says: its cases, its days and its proofs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEMPLATE = Path(__file__).parents[2] / "examples" / "template-law"


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "run.py"], cwd=folder, capture_output=True, text=True, check=False)


def test_the_template_holds() -> None:
    pytest.importorskip("z3")
    ran = run(TEMPLATE)
    assert (ran.returncode, ran.stdout) == (0, "6 cases, the timeline and the proofs hold.\n"), ran.stderr


def test_a_wrong_number_is_told(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    for each in TEMPLATE.iterdir():
        if each.is_file():
            text = each.read_text(encoding="utf-8").replace("BRIGHT = 5", "BRIGHT = 4")
            (tmp_path / each.name).write_text(text, encoding="utf-8")
    ran = run(tmp_path)
    assert ran.returncode == 1
    assert ran.stdout.startswith("five watts is not bright: ['prohibited', 'prohibited']")
