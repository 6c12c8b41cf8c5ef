"""A program that uses every public function passes a strict type checker (`make check` has one)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.running import ROOT

import pratique

CONSUMER = Path(__file__).with_name("consumer.py")


def test_the_consumer_uses_every_public_name() -> None:
    used = set(re.findall(r"pratique\.(\w+)", CONSUMER.read_text("utf-8")))
    assert used == set(pratique.__all__) - {"__version__"}


def test_the_consumer_passes_a_strict_type_checker() -> None:
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(CONSUMER)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
