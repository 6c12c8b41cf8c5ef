"""`pratique bulk --engine spark`: what it refuses and leaves. Its rows are held by agreement/test_rows_of_bulk.py."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pl = pytest.importorskip("polars")
pytest.importorskip("sqlglot")

from pratique.usecases.bulk.spark import LEAST_HEAP, MIB, MOST_HEAP, heap  # noqa: E402
from tests.running import run  # noqa: E402


def test_what_spark_cannot_do_is_a_sentence_with_a_way_out_and_the_old_answers_stay(tmp_path: Path) -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark or Java is not installed")
    pl.DataFrame({"case": ["c"], "act.kind": ["import"]}).write_parquet(tmp_path / "case.parquet")
    old = tmp_path / "answers"
    old.mkdir()
    (old / "part-0.parquet").write_text("old", encoding="utf-8")
    given = os.environ | {
        "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.parquet.compression.codec=none-such pyspark-shell",
        "TMPDIR": str(tmp_path),
    }
    command = [
        sys.executable,
        "-m",
        "pratique",
        "bulk",
        str(tmp_path),
        "-o",
        str(old),
        "--engine",
        "spark",
        "--quiet",
    ]
    said = subprocess.run(command, check=False, capture_output=True, text=True, env=given)
    assert said.returncode == 2, said.stderr
    assert "Spark did not decide us.cfr15_791d (" in said.stderr
    assert "--engine polars" in said.stderr
    assert "Traceback" not in said.stderr
    assert (old / "part-0.parquet").read_text(encoding="utf-8") == "old"
    assert sorted(each.name for each in tmp_path.iterdir() if "pratique" in each.name or "part" in each.name) == []


def test_the_heap_is_half_of_the_memory_within_bounds() -> None:
    assert [heap(gib * 1024 * MIB) for gib in (1, 4, 64)] == [LEAST_HEAP, 2048, MOST_HEAP]


def test_a_file_is_no_place_for_the_folder_that_spark_writes(tmp_path: Path) -> None:
    pl.DataFrame({"case": ["c"], "act.kind": ["import"]}).write_parquet(tmp_path / "case.parquet")
    (tmp_path / "old.parquet").write_text("old", encoding="utf-8")
    said = run("bulk", str(tmp_path / "case.parquet"), "-o", str(tmp_path / "old.parquet"), "--engine", "spark")
    assert said.status == 2
    assert "old.parquet is a file" in said.err
    assert (tmp_path / "old.parquet").read_text(encoding="utf-8") == "old"
