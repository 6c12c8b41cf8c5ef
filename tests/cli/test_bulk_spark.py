"""`pratique bulk --engine spark`: the same rows as the single machine, and said what is not read there."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

pl = pytest.importorskip("polars")
pytest.importorskip("sqlglot")

from tests.running import run  # noqa: E402


def test_spark_gives_the_same_rows_and_says_what_it_does_not_read(tmp_path: Path) -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark or Java is not installed")
    acts = ["import", "sale", "repair", None]
    case = pl.DataFrame(
        {
            "case": [f"c{n}" for n in range(12)],
            "part.closed": [n % 2 == 0 for n in range(12)],
            "act.kind": [acts[n % 4] for n in range(12)],
            "act.into": ["US" if n % 5 else "DE" for n in range(12)],
            "vehicle.model_year": [2025 + n % 6 for n in range(12)],
            "vehicle.gvwr_lb": [4000] * 12,
        }
    )
    folder = tmp_path / "tables"
    folder.mkdir()
    case.write_parquet(folder / "case.parquet")
    found = {}
    for engine in ("polars", "spark"):
        out = tmp_path / f"{engine}.parquet"
        said = run("bulk", str(folder), "-o", str(out), "--engine", engine, "--quiet")
        assert said.status in (0, 1, 3), said.err
        assert ("vehicle.weight_in_both_units" in said.err) is (engine == "spark")
        rows = pl.read_parquet(out / "*.parquet" if out.is_dir() else out)
        found[engine] = rows.select("case", "best", "worst", "decided_by").sort("case")
    assert found["spark"].to_dicts() == found["polars"].to_dicts()
