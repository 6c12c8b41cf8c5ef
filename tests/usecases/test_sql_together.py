"""The law as SQL reads relations too: never narrower than the cases read alone, and what it contradicts is told."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

pl = pytest.importorskip("polars")
pytest.importorskip("sqlglot")
engine = pytest.importorskip("duckdb")

from pratique.facts.kinds import KINDS  # noqa: E402
from pratique.law import book as law_book  # noqa: E402
from pratique.law.outcome import Outcome  # noqa: E402
from pratique.logic.entities import Entity  # noqa: E402
from pratique.logic.nodes import Condition  # noqa: E402
from pratique.readings.columns.encode import encode_tables  # noqa: E402
from pratique.usecases.bulk.answers import told as worded  # noqa: E402
from pratique.usecases.bulk.asked import asked_of  # noqa: E402
from pratique.usecases.bulk.law_sql import law_in_stages, law_sql, laws_of, tables_of  # noqa: E402
from pratique.usecases.bulk.speaking import ENDS, sides_of  # noqa: E402
from pratique.usecases.bulk.together import read_tables  # noqa: E402
from tests.usecases.test_together import doubtful, told  # noqa: E402

KEYS = frozenset(KINDS)


def on_duckdb(tables: Mapping[str, Any], query: str) -> list[dict[str, Any]]:
    base = engine.connect()
    for name, frame in tables.items():
        base.register(f"given_{name}", frame.to_arrow())
        base.execute(f'CREATE TABLE "{name}" AS SELECT * FROM "given_{name}"')
    found = base.execute(query)
    names = [each[0] for each in found.description]
    return sorted((dict(zip(names, row, strict=True)) for row in found.fetchall()), key=lambda row: row["case"])


def both(cases: list[Entity], law: str, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of the same tables by SQL and by the columns that read cases as `check` does."""
    asked = asked_of(law)
    sides = [side for each in laws_of(asked.instrument) for side in sides_of(each)]
    conditions: list[Condition] = [*asked.conditions.values(), *sides]
    tables = {
        name: frame.select(
            each for each in frame if each.name in KEYS or each.name == "present" or each.null_count() < each.len()
        )
        for name, frame in encode_tables(cases, conditions).items()
    }
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    laid = tables_of({name: folder / f"{name}.parquet" for name in tables})
    found = on_duckdb(tables, law_sql(law, "duckdb", tables=laid, pretty=False).query)
    read = read_tables(asked.conditions, tables, asked.instrument.relations)
    rows = worded(read.codes, asked).with_columns(read.contradictions).sort("case").to_dicts()
    return found, rows


def width(row: Mapping[str, Any]) -> tuple[Outcome, Outcome]:
    return Outcome.named(row["best"]), Outcome.named(row["worst"])


@pytest.mark.parametrize("law", ["us.cfr15_791d", "us.ear", "cn.export", "cn.access", "eu.customs_tariff"])
def test_sql_is_never_narrower_and_tells_what_is_contradicted(law: str, tmp_path: Path) -> None:
    dice = random.Random(17)
    _, given = next((i, c) for i, c in told().items() if i.id == law)
    cases = [*given, *(doubtful(dice.choice(given), law_book.load([law]).instruments[0], dice) for _ in range(40))]
    by_sql, alone = both(cases, law, tmp_path)
    assert len(by_sql) == len(alone) == len(cases)
    same = contradicted = 0
    for ours, theirs in zip(by_sql, alone, strict=True):
        (best, worst), (right_best, right_worst) = width(ours), width(theirs)
        assert best <= right_best, (ours, theirs)
        assert worst >= right_worst, (ours, theirs)
        if theirs["contradictions"]:
            contradicted += 1
            assert ours["contradictions"].split(), theirs
        same += (best, worst) == (right_best, right_worst) and ours["contradictions"] == ""
    assert contradicted
    if law != "us.ear":  # of whose reckoned numbers a relation may say anything
        assert same + contradicted >= len(cases) - 2  # what is wider is so for the reasons of ADR 63


@pytest.mark.parametrize("law", [each.id for each in law_book.load() if any(one.given for one in each.relations)])
def test_the_table_of_facts_has_what_relations_need_to_be_said(law: str) -> None:
    columns = {name for table in law_in_stages(law, "duckdb").tables.columns.values() for name in table}
    said = {column.removesuffix(end) for column in columns for end in ENDS}
    needed = {fact.name for each in laws_of(asked_of(law).instrument) for fact in each.given}
    assert needed <= said


def test_an_end_at_that_of_the_domain_says_nothing_of_a_number(tmp_path: Path) -> None:
    """Software beside hardware whose frequency is a span: of the software's nobody said anything."""
    parts = pl.DataFrame(
        {
            "case": [0, 0],
            "part": ["app", "modem"],
            "part.kind": ["software", "hardware"],
            "part.radio_frequency_max.lo": [8300, 700_000_000],
            "part.radio_frequency_max.hi": [None, 3_800_000_000],
        }
    )
    cases = pl.DataFrame({"case": [0], "act.kind": ["sale"]})
    tables = {"case": cases, "part": parts}
    for name, frame in tables.items():
        frame.write_parquet(tmp_path / f"{name}.parquet")
    laid = tables_of({name: tmp_path / f"{name}.parquet" for name in tables})
    (row,) = on_duckdb(tables, law_sql("us.cfr15_791d", "duckdb", tables=laid, pretty=False).query)
    assert row["contradictions"] == ""
