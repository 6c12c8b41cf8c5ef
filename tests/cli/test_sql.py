"""`pratique sql`: the law as text for a warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sqlglot")

import sqlglot

from tests.running import run

DIALECTS = ("spark", "duckdb", "postgres", "snowflake", "bigquery")


OF_TWO_ELEMENTS = (
    "note: the query does not compute (number of days from 2000-01-01 to act.date) minus (part.model_year times",
    "note: the query does not compute part.model_year minus vehicle.model_year",
)
"""Contradictions between a part and its act, which only `bulk` and `check` compare; the query says so."""


@pytest.mark.parametrize(
    ("law", "dialect"),
    [("us.cfr15_791d", "spark"), ("cn.export", "postgres"), *(("ca.surtax", dialect) for dialect in DIALECTS)],
)
def test_query_and_tables_are_of_the_dialect(law: str, dialect: str) -> None:
    query, tables = run("sql", law, "--dialect", dialect), run("sql", law, "--dialect", dialect, "--tables")
    told = [line for line in query.err.splitlines() if not line.startswith(OF_TWO_ELEMENTS)]
    assert (query.status, told, tables.status) == (0, [], 0)
    (parsed,) = sqlglot.parse(query.out, dialect=dialect, error_level=sqlglot.ErrorLevel.RAISE)
    assert [each.alias_or_name for each in parsed.selects] == [
        "case",
        "best",
        "worst",
        "decided_by",
        "contradictions",
    ]
    made = sqlglot.parse(tables.out, dialect=dialect, error_level=sqlglot.ErrorLevel.RAISE)
    assert "case" in {each.find(sqlglot.exp.Table).name for each in made if each is not None}
    if law == "ca.surtax":
        assert run("sql", law, "--dialect", dialect).out == query.out


def test_the_whole_of_a_law_with_its_relations_is_less_than_a_third_of_a_megabyte() -> None:
    from pratique.usecases.bulk.law_sql import law_sql

    assert len(law_sql("us.cfr15_791d", "spark", pretty=False).query) < 333_000


def test_what_sql_does_not_compute_is_named_and_unknown() -> None:
    found = run("sql", "us.ear")
    assert found.status == 0
    assert "does not compute" in found.err
    assert "unknown in every row; `pratique bulk` does" in found.err


def test_a_column_that_is_not_there_is_said_and_unknown(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    pl.DataFrame({"case": ["a"], "act.into": ["US"]}).write_parquet(tmp_path / "case.parquet")
    found = run("sql", "us.cfr15_791d", "--over", str(tmp_path))
    assert found.status == 0
    assert "there is no column case.act.date: unknown in every row" in found.err
    assert '"act.date"' not in found.out


def test_an_instrument_that_there_is_not_is_named() -> None:
    found = run("sql", "us.nothing")
    assert found.status == 2
    assert "us.nothing" in found.err


OVER = {
    "a file that is none": (None, "This is no whole Parquet file"),
    "a number where names stand": ({"case": ["a"], "act.kind": [3.5]}, "A column of names is Float64"),
    "text where a number stands": ({"case": ["a"], "vehicle.gvwr_lb": ["heavy"]}, "A column of numbers is String"),
    "text where a truth stands": ({"case": ["a"], "vehicle.new": ["yes"]}, "A column of truths is String"),
    "a name that is almost a fact": ({"case": ["a"], "act.knd": ["import"]}, "Perhaps act.kind is meant"),
    "no key": ({"act.kind": ["import"]}, "There is no column case"),
}


@pytest.mark.parametrize("name", OVER)
def test_tables_that_sql_cannot_read_are_findings_and_no_query(tmp_path: Path, name: str) -> None:
    polars = pytest.importorskip("polars")
    columns, said = OVER[name]
    if columns is None:
        (tmp_path / "case.parquet").write_text("junk")
    else:
        polars.DataFrame(columns).write_parquet(tmp_path / "case.parquet")
    found = run("sql", "us.cfr15_791d", "--over", str(tmp_path), "-o", str(tmp_path / "law.sql"))
    assert found.status == 4
    assert said in found.err
    assert not (tmp_path / "law.sql").exists()


def test_a_type_that_bulk_reads_and_sql_does_not_is_said(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"case": ["a"], "act.date": ["2027-06-01"], "act.into": ["US"]})
    frame.write_parquet(tmp_path / "case.parquet")
    found = run("sql", "us.cfr15_791d", "--over", str(tmp_path))
    assert found.status == 0
    assert "act.date is String, which SQL does not read: unknown in every row. Cast it." in found.err
    assert "act.into is" not in found.err
