"""`pratique bulk` over tables: as `decide`, whatever the batches; damage leaves the old answers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("polars")
pytest.importorskip("sqlglot")

import polars as pl
import pyarrow.parquet as pq

from tests.running import run

ACTS = ["import", "sale", "repair", None]
DAYS = [date(2024, 1, 1), date(2027, 6, 1), None]


def write(folder: Path, rows: int = 60, **changed: pl.DataFrame) -> Path:
    """Small tables in which most of what is asked is unknown."""
    folder.mkdir(exist_ok=True)
    tables = {
        "case": pl.DataFrame(
            {
                "case": [f"c{n}" for n in range(rows)],
                "actor": [f"p{n % 3}" for n in range(rows)],
                "part.closed": [n % 2 == 0 for n in range(rows)],
                "act.kind": [ACTS[n % 4] for n in range(rows)],
                "act.into": ["US" if n % 5 else "DE" for n in range(rows)],
                "act.date": pl.Series([DAYS[n % 3] for n in range(rows)], dtype=pl.Date),
                "vehicle.model_year": [2025 + n % 6 for n in range(rows)],
                "ours": list(range(rows)),
            }
        ),
        "uses": pl.DataFrame(
            {"case": [f"c{n // 2}" for n in range(rows * 2)], "part": [f"x{n % 7}" for n in range(rows * 2)]}
        ),
        "part": pl.DataFrame(
            {
                "part": [f"x{n}" for n in range(7)],
                "part.kind": ["hardware", "software", None, "hardware"] + [None] * 3,
            }
        ),
        "party": pl.DataFrame({"party": ["p0", "p1", "p2"], "party.organised_in": ["CN", "US", None]}),
    }
    for name, frame in (tables | changed).items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def test_any_batches_give_the_same_answers(tmp_path: Path) -> None:
    from pratique.usecases.many import decide_many

    folder = write(tmp_path / "tables", 8)
    answers = []
    for size in ("1000", "3", "1"):
        out = tmp_path / f"{size}.parquet"
        found = run("bulk", str(folder), "-o", str(out), "--batch", size, "--quiet")
        assert found.status == 3
        answers.append(pl.read_parquet(out))
    assert answers[0].equals(answers[1])
    assert answers[0].equals(answers[2])
    whole = decide_many({path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")})
    assert answers[0]["best"].to_list() == whole["best"].to_list()
    assert answers[0]["worst"].to_list() == whole["worst"].to_list()
    decided = answers[0].filter(pl.col("worst").is_in(["prohibited", "licence required"]))
    assert decided["decided_by"].null_count() == 0
    assert decided.height


def test_what_is_missing_is_said_in_the_file_and_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "answers.parquet"
    found = run("bulk", str(write(tmp_path / "tables")), "-o", str(out), "--format", "json", "--quiet")
    plain = json.loads(found.raw)
    assert "act.kind" not in plain["unknown_in_every_row"]
    assert "actor.imports_vcs_hardware" in plain["unknown_in_every_row"]
    said = pq.read_schema(out).metadata
    assert said[b"pratique.unknown_in_every_row"].decode().split() == plain["unknown_in_every_row"]
    assert "'ours' is no fact: not read" in found.err
    rows = pl.read_parquet(out)
    settled = rows.filter(pl.col("best") == pl.col("worst"))
    assert settled["open_facts"].list.len().sum() == 0
    assert "act.kind" in set(rows["open_facts"].explode().drop_nulls())


DAMAGE = {
    "a value outside its choices": (
        "case",
        lambda t: t.with_columns(pl.lit("teleport").alias("act.kind")),
        "teleport",
    ),
    "a type that is none of its": ("case", lambda t: t.with_columns(pl.lit(3).alias("act.date")), "act.date"),
    "a name that is nearly a fact": ("case", lambda t: t.rename({"act.kind": "act.kinds"}), "act.kinds"),
    "a line of no case": ("uses", lambda t: t.with_columns(pl.lit("c999").alias("case")), "belong to no case"),
    "a part twice": ("part", lambda t: pl.concat([t, t]), "more than once"),
    "a case twice": ("case", lambda t: pl.concat([t, t.tail(1)]), "more than once"),
    "a case without its key": (
        "case",
        lambda t: t.with_columns(pl.when(pl.col("case") != "c3").then("case").alias("case")),
        "have no key",
    ),
    "a day that is none": ("case", lambda t: t.with_columns(pl.lit("2026-13-01").alias("act.date")), "no days"),
    "a length of time for a day": (
        "case",
        lambda t: t.with_columns(pl.duration(days=1).alias("act.date")),
        "Duration",
    ),
    "a list for a number": (
        "case",
        lambda t: t.with_columns(pl.lit([1.5]).alias("vehicle.gvwr_lb")),
        "List(Float64)",
    ),
    "a weight below nothing": (
        "case",
        lambda t: t.with_columns(pl.lit(-5.0).alias("vehicle.gvwr_lb")),
        "-5.0 cannot",
    ),
    "a year without end": ("case", lambda t: t.with_columns(pl.lit(2**62).alias("vehicle.model_year")), "cannot be"),
    "half a year": ("case", lambda t: t.with_columns(pl.lit(2027.5).alias("vehicle.model_year")), "2027.5 cannot"),
    "ends that hold nothing": (
        "case",
        lambda t: t.with_columns(pl.lit(9.0).alias("vehicle.gvwr_lb.lo"), pl.lit(8.0).alias("vehicle.gvwr_lb.hi")),
        "nothing lies between",
    ),
    "a fact in two columns": (
        "case",
        lambda t: t.with_columns(pl.lit(2020).alias("vehicle.model_year.lo")),
        "say one fact",
    ),
    "a day and that there is none": (
        "case",
        lambda t: t.with_columns(
            pl.lit(date(2027, 1, 1)).alias("declaration.filed"), pl.lit(True).alias("declaration.filed.none")
        ),
        "say that there is none",
    ),
    "a member that is none": ("case", lambda t: t.with_columns(pl.lit(["wizard"]).alias("actor.roles")), "wizard"),
    "a mask below zero": ("case", lambda t: t.with_columns(pl.lit(-1).alias("actor.roles")), "negative"),
    "a key that is no number": (
        "case",
        lambda t: t.with_columns(pl.when(pl.col("case") == "c3").then(float("nan")).otherwise(1.0).alias("case")),
        "have no key",
    ),
    "no cases": ("case", lambda t: t.head(0), "no cases"),
    "no key": ("case", lambda t: t.drop("case"), "no column case"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_a_finding_and_leaves_the_old_answers(tmp_path: Path, name: str) -> None:
    table, change, said = DAMAGE[name]
    folder, out = write(tmp_path / "tables"), tmp_path / "answers.parquet"
    out.write_bytes(b"old")
    change(pl.read_parquet(folder / f"{table}.parquet")).write_parquet(folder / f"{table}.parquet")
    found = run("bulk", str(folder), "-o", str(out), "--batch", "10", "--quiet")
    assert (found.status, out.read_bytes()) == (4, b"old")
    assert said in found.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.parquet", "tables"]


def test_a_column_twice_is_a_finding_and_a_decimal_is_the_number_that_it_says(tmp_path: Path) -> None:
    import pyarrow as pa

    case = pa.array(["a", "b"])
    twice = pa.Table.from_arrays([case, case, case], names=["case", "act.into", "act.into"])
    weights = pa.array([Decimal("9000.5"), None], pa.decimal128(10, 1))
    for table, status in ((twice, 4), (pa.table({"case": case, "vehicle.gvwr_lb": weights}), 3)):
        pq.write_table(table, tmp_path / "case.parquet")
        found = run("bulk", str(tmp_path / "case.parquet"), "-o", str(tmp_path / "answers.parquet"), "--quiet")
        assert found.status == status, found.err


def test_a_column_without_effect_is_told_and_one_that_is_nearly_a_fact_is_refused(tmp_path: Path) -> None:
    def ran(title: str, value: str) -> tuple[int | str | None, str]:
        told = f"case,act.kind,act.into,act.date,{title}\na,acquire_holding,CN,2017-06-01,{value}\n"
        (tmp_path / "case.csv").write_text(told)
        to = ("-o", str(tmp_path / "answers.parquet"), "--law", "cn.ownership", "--quiet")
        found = run("bulk", str(tmp_path / "case.csv"), *to)
        return found.status, found.out + found.err

    for title, value in (("vehicle.new", "yes"), ("part.model_year.lo", "2030"), ("trade.hs6", "870380")):
        status, said = ran(title, value)
        assert status == 3
        assert f"The column {title!r} has no effect here" in said
    for title, value in (("holding.foreign_share_percent", "60"), ("holding.vehicle_kind", "passenger")):
        assert "no effect" not in ran(title, value)[1]
    for title in ("Holding.Foreign_Share_Percent", "HOLDING.vehicle_kind", "holding.share"):
        status, said = ran(title, "60")
        assert status == 4, said
        assert "There is no fact" in said


@pytest.mark.parametrize("kept", [0, 10, 300])
def test_a_cut_file_is_a_finding(tmp_path: Path, kept: int) -> None:
    folder, out = write(tmp_path / "tables"), tmp_path / "answers.parquet"
    whole = (folder / "case.parquet").read_bytes()
    (folder / "case.parquet").write_bytes(whole[:kept])
    found = run("bulk", str(folder), "-o", str(out), "--quiet")
    assert (found.status, out.exists()) == (4, False)
    assert "case.parquet" in found.err


@pytest.mark.parametrize("table", ["case", "uses", "part"])
def test_a_damaged_page_is_a_finding(tmp_path: Path, table: str) -> None:
    folder, out = write(tmp_path / "tables"), tmp_path / "answers.parquet"
    path = folder / f"{table}.parquet"
    whole, refused = path.read_bytes(), 0
    for at in range(8, len(whole) - 8, max(1, len(whole) // 12)):
        out.write_bytes(b"old")
        path.write_bytes(whole[:at] + bytes(255 - each for each in whole[at : at + 6]) + whole[at + 6 :])
        found = run("bulk", str(folder), "-o", str(out), "--quiet")
        assert found.status in (0, 1, 3, 4), found.err
        if found.status == 4:
            refused += 1
            assert out.read_bytes() == b"old"
            assert path.name in found.err
    assert refused


def test_a_list_that_is_not_held_whole_is_read_along_with_its_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pratique.usecases.bulk import parquet
    from pratique.usecases.bulk.answers import bulk_tables

    folder = write(tmp_path / "tables", 20)
    held = bulk_tables(folder, tmp_path / "held.parquet", batch=7)
    monkeypatch.setattr(parquet, "HELD", 10)
    along = bulk_tables(folder, tmp_path / "along.parquet", batch=7)
    assert along == held
    assert (tmp_path / "along.parquet").read_bytes() == (tmp_path / "held.parquet").read_bytes()


def test_tables_of_others_are_taken_by_their_arrow_stream() -> None:
    import pyarrow as pa

    from pratique.usecases.many import decide_many

    table = pa.table({"case": ["a", "b"], "act.into": ["US", "DE"], "act.kind": ["import", "import"]})
    found = decide_many({"case": table})
    assert pa.table(found).column("best").to_pylist() == found["best"].to_list()
    assert found["worst"].to_list()[1] == "out of scope"
