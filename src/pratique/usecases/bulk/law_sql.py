"""An instrument as SQL: one SELECT over a documented table of facts, and the tables that it reads.

Rule: a case that SQL decides comes out as `check` says; what a table does not have is unknown, and is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlglot import exp

from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.files.plain import Plain
from pratique.law.instrument import LEVELS, Mode
from pratique.law.outcome import Outcome
from pratique.logic.simplify import simplify
from pratique.readings.sql.dialects import checked, name_in
from pratique.readings.sql.query import Written, sql
from pratique.readings.sql.tables import FactTables, standard_tables
from pratique.usecases.bulk.asked import AskedOfMany, asked_of, terms_of


@dataclass(frozen=True, slots=True)
class LawSql(Plain):
    """An instrument for a warehouse: the query, the tables it reads, and the columns that are missing, so unknown."""

    instrument: str
    dialect: str
    query: str
    tables: FactTables
    missing: tuple[str, ...]


def law_sql(
    instrument: str,
    dialect: str,
    *,
    law_on: date | None = None,
    per_line: bool = False,
    mode: Mode = "by_text",
    tables: FactTables | None = None,
    pretty: bool = True,
) -> LawSql:
    """An instrument's id and a dialect -> one SELECT: keys, `best`, `worst`, `decided_by` of each case or line.

    `tables` are those that there are (default: all that the instrument asks for). Raises UsageError for a name that
    is none and for a law whose numbers SQL cannot compute exactly.

    >>> pratique.sql("us.cfr15_791d", "duckdb").dialect
    'duckdb'
    """
    checked(dialect)
    asked = asked_of(instrument, law_on, per_line=per_line, mode=mode)
    normal = [simplify(condition) for condition in asked.conditions.values()]
    standard = standard_tables(normal, CASE)
    query = sql(
        asked.conditions,
        dialect,
        tables=tables or standard,
        per=asked.per,
        names=terms_of(asked),
        select=lambda answers: _outcomes(asked, answers),
        pretty=pretty,
    )
    missing = () if tables is None else tuple(_missing(standard, tables))
    return LawSql(instrument, dialect, query, tables or standard, missing)


def _missing(standard: FactTables, given: FactTables) -> list[str]:
    """Columns of facts that the law asks for and no form of which is given."""
    found = []
    for table, columns in standard.columns.items():
        have = {name.removesuffix(end) for name in given.columns.get(table, {}) for end in ("", ".lo", ".hi", ".may")}
        have |= {name.removesuffix(".must") for name in given.columns.get(table, {})}
        found += [f"{table}.{name}" for name in columns if name not in have and not name.endswith(".none")]
    return found


def _outcomes(asked: AskedOfMany, answers: Mapping[str, Written]) -> dict[str, exp.Expr]:
    """Best and worst in words, and the provision that decides the worst."""
    order = sorted(LEVELS, reverse=True)
    words = {level: exp.Literal.string(level.words) for level in Outcome}
    best = [exp.If(this=answers[level.name][0], true=words[level].copy()) for level in order]
    worst = [exp.If(this=_not(answers[level.name][1]), true=words[level].copy()) for level in order]
    cites = [exp.If(this=_not(answers[each.name][1]), true=exp.Literal.string(each.cite)) for each in asked.bringing]
    out = words[Outcome.OUT_OF_SCOPE]
    found: dict[str, exp.Expr] = {
        "best": exp.Case(ifs=best, default=out.copy()),
        "worst": exp.Case(ifs=worst, default=out.copy()),
    }
    if cites:
        found["decided_by"] = exp.Case(ifs=cites)
    return found


def _not(plane: exp.Expr) -> exp.Expr:
    return exp.Not(this=plane.copy())


# --- the tables -------------------------------------------------------------------------------------------

_TYPES: dict[str, dict[str, str]] = {
    "duckdb": {
        "key": "VARCHAR",
        "text": "VARCHAR",
        "bool": "BOOLEAN",
        "int": "BIGINT",
        "float": "DOUBLE",
        "date": "DATE",
        "list": "VARCHAR[]",
        "mask": "BIGINT",
    },
    "postgres": {
        "key": "text",
        "text": "text",
        "bool": "boolean",
        "int": "bigint",
        "float": "double precision",
        "date": "date",
        "list": "text[]",
        "mask": "bigint",
    },
    "spark": {
        "key": "STRING",
        "text": "STRING",
        "bool": "BOOLEAN",
        "int": "BIGINT",
        "float": "DOUBLE",
        "date": "DATE",
        "list": "ARRAY<STRING>",
        "mask": "BIGINT",
    },
    "snowflake": {
        "key": "VARCHAR",
        "text": "VARCHAR",
        "bool": "BOOLEAN",
        "int": "BIGINT",
        "float": "DOUBLE",
        "date": "DATE",
        "list": "ARRAY",
        "mask": "BIGINT",
    },
    "bigquery": {
        "key": "STRING",
        "text": "STRING",
        "bool": "BOOL",
        "int": "INT64",
        "float": "FLOAT64",
        "date": "DATE",
        "list": "ARRAY<STRING>",
        "mask": "INT64",
    },
}
"""The types of columns, as each engine calls them."""


def ddl(tables: FactTables, dialect: str) -> str:
    """CREATE TABLE statements with what each column means; NULL is unknown everywhere."""
    quote = "`" if dialect in ("spark", "bigquery") else '"'
    types = _TYPES[checked(dialect)]
    parts = ["-- NULL is unknown. A key is unique in the table named for it and leads to it from the others.\n"]
    for table, columns in tables.columns.items():
        lines = [
            f"  {quote}{name_in(dialect, name)}{quote} {types[kind]}{{comma}}  -- {_meaning(name, kind)}"
            for name, kind in columns.items()
        ]
        commas = [line.format(comma="," if place < len(lines) - 1 else "") for place, line in enumerate(lines)]
        parts.append(f"CREATE TABLE {quote}{table}{quote} (\n" + "\n".join(commas) + "\n);\n")
    return "\n".join(parts)


def _meaning(name: str, kind: str) -> str:
    if kind == "key":
        return f"key of the {name}"
    if name == "present":
        return "whether the row is surely there (NULL: perhaps)"
    if name.endswith(".closed"):
        return f"whether every {name.removesuffix('.closed')} is listed"
    if name.endswith(".none"):
        return f"whether there is no {name.removesuffix('.none')}"
    meaning = VOCABULARY[name].meaning if name in VOCABULARY else name
    return meaning.replace("{", "(").replace("}", ")").replace("\n", " ")


def tables_of(paths: Mapping[str, Path]) -> FactTables:
    """What columns Parquet files have, a table each."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pratique.facts.kinds import KINDS

    def type_of(name: str, kind: pa.DataType) -> str:
        if name in KINDS:
            return "key"
        if pa.types.is_boolean(kind):
            return "bool"
        if pa.types.is_date(kind):
            return "date"
        if pa.types.is_integer(kind):
            return "mask" if name in VOCABULARY and _is_named(name) else "int"
        if pa.types.is_floating(kind):
            return "float"
        return "list" if pa.types.is_list(kind) or pa.types.is_large_list(kind) else "text"

    return FactTables(
        {
            name: {each.name: type_of(each.name, each.type) for each in pq.read_schema(path)}
            for name, path in paths.items()
        }
    )


def _is_named(name: str) -> bool:
    from pratique.logic.nodes import ChoiceFact, SetFact

    return isinstance(VOCABULARY[name].fact, ChoiceFact | SetFact)
