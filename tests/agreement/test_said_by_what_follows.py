"""What follows of a fact counts as said of it: relations that ask whether it was speak in SQL as in `bulk`."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("polars")
pytest.importorskip("sqlglot")
pytest.importorskip("duckdb")

import polars as pl
from sql_engines import duckdb

from pratique.facts import part
from pratique.usecases.bulk.answers import bulk_tables
from pratique.usecases.bulk.law_sql import law_sql, tables_of

LAW = "us.cfr15_791d"
ENABLES: tuple[list[str] | None, ...] = (None, [], ["VCS"], ["ADS"])
SOFTWARE_CLASS = (None, "firmware", "application")
FREQUENCY = (None, 9_000, 5_000_000_000)
PARTIES: list[dict[str, Any]] = [
    {"party.natural_person": human, "party.us_person": us_person, "party.headquartered_in": seat, "party.linked": tie}
    for human, us_person, seat, tie in product((None, True), (None, True, False), (None, "CN", "DE"), (None, "no"))
]


def test_what_follows_of_a_fact_is_said_of_it(tmp_path: Path) -> None:
    types = (None, *sorted(part.named_type.values))
    parts = [
        {
            "part.named_type": named,
            "part.software_enables": enables,
            "part.software_class": of_class,
            "part.radio_frequency_max": frequency,
        }
        for named, enables, of_class, frequency in product(types, ENABLES, SOFTWARE_CLASS, FREQUENCY)
    ]
    rows: list[tuple[dict[str, Any], dict[str, Any]]] = [(its, {}) for its in parts] + [({}, who) for who in PARTIES]
    act = {"act.kind": "import", "act.into": "US", "act.date": date(2027, 6, 5), "act.concerns_vehicle": True}
    keys = range(len(rows))
    tables = {
        "case": pl.DataFrame([{"case": f"c{at}", "part.closed": True, **act} for at in keys]),
        "uses": pl.DataFrame([{"case": f"c{at}", "part": f"x{at}"} for at in keys]),
        "part": pl.DataFrame(
            [{"part": f"x{at}", "source.closed": True, **dict.fromkeys(parts[0]), **rows[at][0]} for at in keys],
            infer_schema_length=None,
        ),
        "supplies": pl.DataFrame([{"part": f"x{at}", "party": f"p{at}"} for at in keys]),
        "party": pl.DataFrame(
            [{"party": f"p{at}", **dict.fromkeys(PARTIES[0]), **rows[at][1]} for at in keys], infer_schema_length=None
        ),
    }
    for name, frame in tables.items():
        frame.write_parquet(tmp_path / f"{name}.parquet")
    bulk_tables(tmp_path, tmp_path / "answers.parquet", LAW)
    many = {
        row["case"]: set(row["contradictions"]) for row in pl.read_parquet(tmp_path / "answers.parquet").to_dicts()
    }
    query = law_sql(LAW, "duckdb", tables=tables_of({name: tmp_path / f"{name}.parquet" for name in tables})).query
    told = {key: {each.rstrip("?") for each in wrong.split()} for key, *_, wrong in duckdb()(tables, query)}
    silent = {key: its - told[key] for key, its in many.items() if its - told[key]}
    assert not silent, {key: (its, rows[int(key[1:])]) for key, its in list(silent.items())[:5]}
    assert len({name for its in many.values() for name in its}) >= 4
    assert sum(not told[key] for key in many) >= 20
