"""Puerto Rico is the United States in a table of cases as in a dossier: columns, lists of choices, SQL."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pratique.facts.territories import OF_THE_US, READ_AS
from pratique.logic.author import any_of, none_of
from pratique.logic.nodes import IsOneOf
from pratique.usecases.bulk.law_sql import law_sql
from pratique.usecases.bulk.territories import of_markets, read_as_markets
from pratique.usecases.many import decide_many

IMPORT = {"act.kind": "import", "act.date": date(2029, 3, 1)}
EXPORT = {"act.kind": "export", "act.into": "CN", "act.date": date(2026, 3, 1)}


def decided(law: str, asked: dict[str, object], fact: str, codes: list[object]) -> list[tuple[str, str]]:
    rows = [{"case": str(at), **asked, fact: code} for at, code in enumerate(codes)]
    found = pl.DataFrame(decide_many({"case": pl.DataFrame(rows)}, law))
    return list(zip(found["best"], found["worst"], strict=True))


def test_what_enters_puerto_rico_enters_the_united_states() -> None:
    mainland, there, elsewhere = decided("us.cfr15_791d", IMPORT, "act.into", ["US", "PR", "FR"])
    assert there == mainland
    assert mainland[1] == "prohibited"
    assert elsewhere == ("out of scope", "out of scope")


@pytest.mark.parametrize("code", OF_THE_US)
def test_what_leaves_a_territory_leaves_the_united_states(code: str) -> None:
    mainland, there = decided("us.ear", EXPORT, "act.out_of", ["US", code])
    assert there == mainland


def test_so_do_lists_of_what_is_possible() -> None:
    mainland, there, mixed = decided("us.cfr15_791d", IMPORT, "act.into", [["US"], ["PR"], ["FR", "PR"]])
    assert there == mainland == mixed


def test_a_table_without_such_a_column_is_as_it_was() -> None:
    frame = pl.DataFrame({"case": ["a"], "part.vendor": ["PR"]})
    assert read_as_markets(frame).equals(frame)


@pytest.mark.parametrize("fact", READ_AS)
def test_conditions_ask_for_the_codes_too(fact: str) -> None:
    from pratique.facts.vocabulary import VOCABULARY

    choice = VOCABULARY[fact].fact
    codes = {code for code, country in READ_AS[fact].items() if country == "US"}
    us, other = IsOneOf(choice, frozenset({"US"})), IsOneOf(choice, frozenset({"CN", *codes}))  # type: ignore[arg-type]
    assert of_markets(us) == IsOneOf(choice, frozenset({"US", *codes}))  # type: ignore[arg-type]
    assert of_markets(other) == IsOneOf(choice, frozenset({"CN"}))  # type: ignore[arg-type]
    assert of_markets(none_of(any_of(us))) == none_of(any_of(of_markets(us)))


def test_sql_decides_them_alike() -> None:
    duckdb = pytest.importorskip("duckdb")
    law = law_sql("us.cfr15_791d", "duckdb")
    rows = [{"case": code, **IMPORT, "act.into": code} for code in ("US", "PR", "FR")]
    kinds = {"bool": pl.Boolean, "int": pl.Int64, "float": pl.Float64, "date": pl.Date, "list": pl.List(pl.String)}
    database = duckdb.connect()
    for name, columns in law.tables.columns.items():
        schema = {column: kinds.get(kind, pl.String) for column, kind in columns.items()}
        given = rows if name == "case" else []
        frame = pl.DataFrame([{each: row.get(each) for each in schema} for row in given], schema=schema)
        database.register(name, frame.to_arrow())
    found = {row[0]: row[1:3] for row in database.execute(law.query).fetchall()}
    assert found["PR"] == found["US"]
    assert found["FR"] != found["US"]
