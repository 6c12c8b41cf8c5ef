"""The SQL reading says, row by row, what the deciding one says case by case, on each engine that is installed."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

pytest.importorskip("polars")
pytest.importorskip("sqlglot")

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st
from sql_engines import Run, duckdb, in_stages, laid_out, postgres, postgres_binaries, spark
from strategies import CASE, KINDS, PART, aimed, cases, conditions, examples

from pratique.errors import UsageError
from pratique.logic.entities import Entity
from pratique.logic.nodes import Condition
from pratique.logic.simplify import simplify
from pratique.readings.columns.encode import encode_tables
from pratique.readings.decide import bind, decide, verdict
from pratique.readings.sql.query import sql, staged

KEYS = frozenset(kind.name for kind in KINDS)
SEVERAL = st.lists(cases(), min_size=1, max_size=5)
LIMITS = st.sampled_from([0, 3, 62])


@pytest.fixture(scope="module")
def on_duckdb() -> Run:
    pytest.importorskip("duckdb")
    return duckdb()


@pytest.fixture(scope="module")
def on_postgres() -> Iterator[Run]:
    pytest.importorskip("psycopg")
    if postgres_binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres() as run:
        yield run


@pytest.fixture(scope="module")
def on_spark() -> Iterator[Run]:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark or Java is not installed")
    with spark() as run:
        yield run


def check(
    run: Run, dialect: str, several: Sequence[Condition], rows: Sequence[Entity], *, shared: bool, limit: int
) -> None:
    """One query for all conditions over all rows, against one decision each."""
    asked = {f"condition {place}": condition for place, condition in enumerate(several)}
    tables = without_what_says_nothing(encode_tables(rows, several, shared=shared))
    text = sql(asked, dialect, tables=laid_out(tables, KEYS), limit=limit)
    found = {row[0]: row[1:] for row in run(tables, text)}
    expected = {
        key: tuple(decide(simplify(condition), case).truth.value for condition in several)
        for key, case in enumerate(rows)
    }
    assert found == expected, text


def without_what_says_nothing(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables as others write them: no column of facts in which nothing is said, no presence that is sure."""
    return {name: frame.select(each for each in frame if _says(each)) for name, frame in tables.items()}


def _says(column: pl.Series) -> bool:
    if column.name in KEYS:
        return True
    if column.name == "present":
        return not column.all(ignore_nulls=False)  # that presence is not known is said by nulls
    if column.name.endswith(".none"):
        return True  # beside two ends nulls say that there may be none; without the column there surely is one
    return column.null_count() < column.len()


def agreed(run: Run, dialect: str, several: Any, rows: Any, shared: bool, limit: int) -> None:
    try:
        check(run, dialect, several, rows, shared=shared, limit=limit)
    except UsageError as refusal:
        assume("exactly" not in str(refusal) and "two elements" not in str(refusal))
        raise


@examples(120)
@given(st.lists(conditions(numbers=False), min_size=1, max_size=5), SEVERAL, st.booleans(), LIMITS)
def test_duckdb_agrees_with_decide(
    on_duckdb: Run, several: list[Condition], rows: list[Entity], shared: bool, limit: int
) -> None:
    check(on_duckdb, "duckdb", several, rows, shared=shared, limit=limit)


@examples(60)
@given(st.data(), st.lists(conditions(), min_size=1, max_size=2), st.booleans(), LIMITS)
def test_duckdb_agrees_with_decide_where_spans_touch_thresholds(
    on_duckdb: Run, data: st.DataObject, several: list[Condition], shared: bool, limit: int
) -> None:
    rows = data.draw(st.lists(aimed(several, cases()), min_size=1, max_size=4))
    agreed(on_duckdb, "duckdb", several, rows, shared, limit)


def reckoned_soundly(run: Run, dialect: str, several: list[Condition], rows: list[Entity], shared: bool) -> None:
    """Numbers read as widely as is safe: what is settled is what is decided, and what is open may be settled."""
    asked = {f"condition {place}": condition for place, condition in enumerate(several)}
    tables = without_what_says_nothing(encode_tables(rows, several, shared=shared))
    try:
        text = sql(asked, dialect, tables=laid_out(tables, KEYS), unread={})
    except UsageError as refusal:
        assume("exactly" not in str(refusal))
        raise
    found = {row[0]: row[1:] for row in run(tables, text)}
    for key, case in enumerate(rows):
        for code, condition in zip(found[key], several, strict=True):
            assert code in (1, decide(simplify(condition), case).truth.value), text


@examples(120)
@given(st.data(), st.lists(conditions(), min_size=1, max_size=3), st.booleans())
def test_duckdb_reckons_soundly(on_duckdb: Run, data: st.DataObject, several: list[Condition], shared: bool) -> None:
    rows = data.draw(st.lists(aimed(several, cases()), min_size=1, max_size=4))
    reckoned_soundly(on_duckdb, "duckdb", several, rows, shared)


@examples(60)
@given(st.data(), st.lists(conditions(), min_size=1, max_size=3), st.booleans())
def test_postgres_reckons_soundly(
    on_postgres: Run, data: st.DataObject, several: list[Condition], shared: bool
) -> None:
    rows = data.draw(st.lists(aimed(several, cases()), min_size=1, max_size=4))
    reckoned_soundly(on_postgres, "postgres", several, rows, shared)


@examples(60)
@given(st.lists(conditions(), min_size=1, max_size=4), SEVERAL, st.booleans(), LIMITS)
def test_duckdb_says_stage_by_stage_what_it_says_at_once(
    on_duckdb: Run, several: list[Condition], rows: list[Entity], shared: bool, limit: int
) -> None:
    asked = {f"condition {place}": condition for place, condition in enumerate(several)}
    tables = without_what_says_nothing(encode_tables(rows, several, shared=shared))
    try:
        query = staged(asked, "duckdb", tables=laid_out(tables, KEYS), limit=limit)
    except UsageError as refusal:
        assume("exactly" not in str(refusal) and "two elements" not in str(refusal))
        raise
    assert sorted(in_stages(tables, query)) == sorted(on_duckdb(tables, query.text())), query.text()


@examples(40)
@given(st.lists(conditions((CASE, PART), numbers=False), min_size=1, max_size=3), SEVERAL, st.booleans())
def test_duckdb_agrees_with_decide_on_each_element(
    on_duckdb: Run, several: list[Condition], rows: list[Entity], shared: bool
) -> None:
    from pratique.logic.author import ALWAYS, some

    asked = {f"condition {place}": condition for place, condition in enumerate(several)}
    tables = encode_tables(rows, [*several, some(PART, ALWAYS)], shared=shared)
    bounds = [bind(bind({}, case), part) for case in rows for part in case.listing(PART).elements]
    assume(bounds)
    # At lower limits DuckDB refuses the text of a list that is read beside the element's own: none of the law's is.
    text = sql(asked, "duckdb", tables=laid_out(tables, KEYS), per=PART)
    expected = [tuple(verdict(simplify(each), bound).truth.value for each in several) for bound in bounds]
    assert sorted(row[2:] for row in on_duckdb(tables, text)) == sorted(expected), text


@examples(40)
@given(st.lists(conditions(), min_size=1, max_size=4), SEVERAL, st.booleans(), LIMITS)
def test_postgres_agrees_with_decide(
    on_postgres: Run, several: list[Condition], rows: list[Entity], shared: bool, limit: int
) -> None:
    agreed(on_postgres, "postgres", several, rows, shared, limit)


@examples(2)
@given(st.lists(conditions(), min_size=4, max_size=8), SEVERAL, st.booleans(), LIMITS)
def test_spark_agrees_with_decide(
    on_spark: Run, several: list[Condition], rows: list[Entity], shared: bool, limit: int
) -> None:
    agreed(on_spark, "spark", several, rows, shared, limit)


@pytest.mark.parametrize("dialect", ["snowflake", "bigquery", "spark", "duckdb", "postgres"])
@examples(15)
@given(st.lists(conditions(), min_size=1, max_size=3), LIMITS)
def test_the_text_is_of_the_dialect(dialect: str, several: list[Condition], limit: int) -> None:
    import sqlglot

    try:
        text = sql({f"c{place}": each for place, each in enumerate(several)}, dialect, limit=limit)
    except UsageError as refusal:
        assume(
            "exactly" not in str(refusal) and "two elements" not in str(refusal) and "bind all" not in str(refusal)
        )
        raise
    sqlglot.parse_one(text, dialect=dialect, error_level=sqlglot.ErrorLevel.RAISE)
