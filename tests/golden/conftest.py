"""Golden texts: what a person reads, kept as files and reviewed as a diff.

Reset them by one command: `PRATIQUE_RESET_GOLDEN=1 .venv/bin/pytest tests/golden`, then read `git diff`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare `text` with the golden file `name` (a path below tests/golden), or write it when resetting."""

    def check(name: str, text: str) -> None:
        path = HERE / name
        if os.environ.get("PRATIQUE_RESET_GOLDEN") == "1":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}: run PRATIQUE_RESET_GOLDEN=1 .venv/bin/pytest tests/golden"
        assert text == path.read_text(encoding="utf-8")

    return check
