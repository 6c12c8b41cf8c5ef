"""`pratique classify`: what is printed, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pratique.cli import main; main()", "classify", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


H100 = (
    "chip",
    "--tops",
    "1979@8",
    "--nonplanar-mm2",
    "814",
    "--node-nm",
    "4",
    "--datacenter",
    "yes",
    "--on",
    "2025-06-01",
)


def test_a_chip_as_json() -> None:
    done = run(*H100, "--format", "json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["classes"] == ["3A090.a"]
    assert found["tpp"] == [15832, 15832]
    assert found["performance_density"] == [15832 / 814] * 2
    assert found["open_facts"] == []
    assert [each["eccn"] for each in found["provisions"]] == ["3A090.a"]
    assert {"by_text", "as_enforced", "not_examined"} <= set(found)


def test_a_chip_as_text_fits_a_terminal() -> None:
    done = run(*H100)
    assert "3A090.a" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_an_open_class_has_status_3() -> None:
    done = run("chip", "--tops", "[1000,2000]@4", "--datacenter", "no", "--on", "2025-06-01", "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["classes"] == ["3A090.a", "none"]


def test_a_construction_settles_a_board() -> None:
    asked = (
        "chip",
        "--tops",
        "500@8",
        "--datacenter",
        "no",
        "--item",
        "computer",
        "--circuits",
        "2",
        "--on",
        "2025-06-01",
    )
    assert run(*asked).returncode == 3
    done = run(*asked, "--format", "json", "--construe", "us.ear.board_counts_as_one_circuit=adds_up")
    assert json.loads(done.stdout)["classes"] == ["4A090.a"]


def test_bad_figures_have_status_4_and_print_nothing() -> None:
    done = run("chip", "--tops", "1979@7", "--nonplanar-mm2", "0")
    assert (done.returncode, done.stdout) == (4, "")
    assert "chip.bits" in done.stderr
    assert "chip.area" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sparse_figure_is_warned_about_on_stderr() -> None:
    done = run("chip", "--tops", "3958@8", "--nonplanar-mm2", "814", "--datacenter", "yes", "--format", "json")
    assert "chip.rate.sparse" in done.stderr
    assert json.loads(done.stdout)["findings"][0]["code"] == "chip.rate.sparse"


def test_a_strange_name_has_status_2() -> None:
    assert run("chip", "H100").returncode == 2


def test_a_model() -> None:
    done = run("model", "--training-ops", "2e25", "--weights", "open", "--on", "2025-08-01", "--format", "json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["classes"] == ["none"]
    assert found["training_ops"] == [2 * 10**25] * 2


def test_a_closed_model_above_the_threshold_stays_open() -> None:
    done = run("model", "Grok 4", "--on", "2025-08-01", "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 3
    assert found["by_text"]["classes"] == ["4E091", "none"]
    assert found["as_enforced"]["classes"] == ["none"]


@pytest.mark.parametrize(
    ("form", "holds"), [("text", "3A090.a"), ("csv", "H100,2025-06-01,3A090.a,15832"), ("json", '"line": 2')]
)
def test_a_table(tmp_path: Path, form: str, holds: str) -> None:
    file = tmp_path / "chips.csv"
    file.write_text("name,tops,nonplanar_mm2,datacenter\nH100,1979@8,814,yes\n")
    done = run("chips", str(file), "--on", "2025-06-01", "--format", form)
    assert done.returncode == 0
    assert holds in done.stdout


def test_a_table_with_a_bad_row(tmp_path: Path) -> None:
    file = tmp_path / "chips.csv"
    file.write_text("name,tops\ngood,1@8\nbad,1@7\n")
    done = run("chips", str(file), "--on", "2025-06-01", "--format", "json")
    assert done.returncode == 4
    assert json.loads(done.stdout)["chips"][1]["classes"] is None


def test_a_missing_file() -> None:
    done = run("chips", "no-such-file.csv")
    assert done.returncode == 4
    assert "file.missing" in done.stderr
