"""Many cases through the commands: `pratique bulk` over Parquet, beside the same law as SQL on DuckDB.

    .venv/bin/python benchmarks/bulk.py [--small]

User CPU of whole processes (other work on the machine moves wall time more). The floor is a process that reads every
column once with Polars. The tables are those of `columns.py`, four lines a case.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from columns import tables
from pratique.facts.definition import VOCABULARY

LAW = "us.cfr15_791d"
SCAN = "import polars as pl,sys; [pl.read_parquet(p).null_count() for p in sys.argv[1:]]"
DUCKDB = """
import duckdb, pathlib, sys
base = duckdb.connect()
for path in pathlib.Path(sys.argv[1]).glob('*.parquet'):
    base.execute(f'CREATE VIEW "{path.stem}" AS SELECT * FROM read_parquet(\\'{path}\\')')
base.execute(f"COPY ({pathlib.Path(sys.argv[2]).read_text()}) TO '{sys.argv[3]}' (FORMAT parquet)")
"""


def consistent(made: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables without what cannot both be: a party is a person or a company, a weight is in one unit."""
    is_person = pl.col("party") % 4 == 0
    of_persons = ("citizen_of", "resident_in", "us_citizen_or_permanent_resident")
    of_companies = ("organised_in", "headquartered_in", "principal_place_of_business")
    party = (
        made["party"]
        .drop("party.us_person")
        .with_columns(
            is_person.alias("party.natural_person"),
            *(pl.when(is_person).then(pl.col(f"party.{each}")).alias(f"party.{each}") for each in of_persons),
            *(pl.when(~is_person).then(pl.col(f"party.{each}")).alias(f"party.{each}") for each in of_companies),
        )
    )
    party = party.with_columns(pl.lit(None, pl.Boolean).alias("party.us_citizen_or_permanent_resident"))
    part = made["part"].drop("part.foreign_interest")
    return made | {"party": party, "part": part, "case": made["case"].drop("vehicle.gvwr_kg", "act.concerns_vehicle")}


def written(folder: Path, cases: int) -> None:
    for name, frame in consistent(tables(cases)).items():
        known = [c for c in frame.columns if "." not in c or c.endswith(".closed") or c in VOCABULARY]
        plain = frame.select(known).with_columns(pl.col(pl.Enum).cast(pl.String))
        plain.with_columns(pl.col(pl.UInt64).cast(pl.Int64)).write_parquet(folder / f"{name}.parquet")


def cpu(*command: str) -> float:
    """User CPU of one process (an exit status of 3 says that some case is open)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    found = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    assert found.returncode in (0, 1, 3), found.stderr[-500:]
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main() -> None:
    sizes = (50_000, 200_000) if "--small" in sys.argv else (100_000, 1_000_000)
    print("| cases | scan s | pratique bulk s | DuckDB by pratique sql s | bulk / scan | DuckDB / bulk |")
    print("|---|---|---|---|---|---|")
    for cases in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (data := folder / "data").mkdir()
            written(data, cases)
            scan = cpu("-c", SCAN, *map(str, data.glob("*.parquet")))
            bulk = cpu("-m", "pratique", "bulk", str(data), "-o", str(folder / "a.parquet"), "--law", LAW, "--quiet")
            cpu("-m", "pratique", "sql", LAW, "--over", str(data), "-o", str(folder / "law.sql"))
            duck = cpu("-c", DUCKDB, str(data), str(folder / "law.sql"), str(folder / "b.parquet"))
            ours, theirs = (pl.read_parquet(folder / f"{each}.parquet").sort("case") for each in "ab")
            for column in ("best", "worst", "decided_by"):
                assert ours[column].to_list() == theirs[column].to_list(), column
            print(
                f"| {cases:,} | {scan:.2f} | {bulk:.2f} | {duck:.2f} | {bulk / scan:.1f} | {duck / bulk:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
