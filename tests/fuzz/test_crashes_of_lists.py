"""Lists that names are held against, and what is asked of them, that once ended a command or cleared a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz.crashes import asked

NAMELESS = ["'", "- -", "。", '"']


@pytest.mark.parametrize("name", NAMELESS)
def test_a_listed_name_without_letters_stands_in_no_way(name: str, tmp_path: Path) -> None:
    rows = [{"name": name, "source": "X"}, {"name": "Acme", "source": "X"}, {"name": "Beta", "source": "X"}]
    status, err = asked(tmp_path, {"l.json": json.dumps(rows)}, "screen", "--name", "Acme", "--list", "@l.json")
    assert "Internal error" not in err
    assert status in (1, 3)


@pytest.mark.parametrize("threshold", ["nan", "1e400", "-inf", "-1", "0,9", "90%", "1_0", "1.0000001", ""])
def test_a_threshold_that_is_no_number_is_refused(threshold: str, tmp_path: Path) -> None:
    status, _ = asked(
        tmp_path,
        {"l.csv": "name,source\nAcme,X\n"},
        "screen",
        "--name",
        "Acme",
        "--list",
        "@l.csv",
        "--threshold",
        threshold,
    )
    assert status == 2


def test_a_name_that_is_no_text_leaves_its_list_open(tmp_path: Path) -> None:
    good = {"id": "e1", "schema": "Company", "properties": {"name": ["Acme Radar"], "topics": ["sanction"]}}
    bad = {"id": "e2", "schema": "Company", "properties": {"name": ["Harmless", {"name": ["Beta Optics"]}]}}
    rows = "\n".join(map(json.dumps, (good, bad)))
    status, err = asked(tmp_path, {"os.json": rows}, "screen", "--name", "Beta Optics", "--list", "@os.json")
    assert (status, "is no text" in err) == (3, True)
