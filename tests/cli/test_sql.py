"""`pratique sql`: the law as text for a warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sqlglot")

import sqlglot

from tests.running import run

DIALECTS = ("spark", "duckdb", "postgres", "snowflake", "bigquery")


@pytest.mark.parametrize(
    ("law", "dialect"),
    [("us.cfr15_791d", "spark"), ("cn.export", "postgres"), *(("ca.surtax", dialect) for dialect in DIALECTS)],
)
def test_query_and_tables_are_of_the_dialect(law: str, dialect: str) -> None:
    query, tables = run("sql", law, "--dialect", dialect), run("sql", law, "--dialect", dialect, "--tables")
    assert (query.status, query.err, tables.status) == (0, "", 0)
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


def test_the_whole_of_a_law_with_its_relations_is_less_than_three_hundred_kilobytes() -> None:
    from pratique.usecases.bulk.law_sql import law_sql

    assert len(law_sql("us.cfr15_791d", "spark", pretty=False).query) < 300_000


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
