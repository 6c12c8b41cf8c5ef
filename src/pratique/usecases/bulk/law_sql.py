"""An instrument as SQL: one SELECT over a documented table of facts, and the tables that it reads.

Rule: a case that SQL decides comes out as `check` says; what a table does not have is unknown, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlglot import exp

from pratique.dossier.heard import conclusion_read
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, PART
from pratique.files.plain import Plain
from pratique.law.instrument import LEVELS, Instrument, Mode
from pratique.law.outcome import Outcome
from pratique.logic.author import NEVER, all_of, any_of
from pratique.logic.lint import facts_in
from pratique.logic.nodes import Condition, Numeric
from pratique.logic.relations import Relation
from pratique.logic.simplify import simplify
from pratique.readings.prose import amount_in_words
from pratique.readings.sql.dialects import checked, name_in
from pratique.readings.sql.follows import (
    contradicted,
    following,
    is_computed,
    is_read_whole,
    may_hide,
    said_of,
    unread_guards,
)
from pratique.readings.sql.query import Written, staged
from pratique.readings.sql.stages import StagedQuery
from pratique.readings.sql.tables import FactTables, standard_tables
from pratique.usecases.bulk.asked import AskedOfMany, asked_of, terms_of
from pratique.usecases.bulk.speaking import can_speak, sides_of, wherever
from pratique.usecases.bulk.territories import of_markets
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class LawSql(Plain):
    """An instrument for a warehouse: the query, the tables it reads, and the columns that are missing, so unknown."""

    instrument: str
    dialect: str
    query: str
    tables: FactTables
    missing: tuple[str, ...]
    not_computed: tuple[str, ...] = ()
    """Numbers that the query leaves unknown in every row, since SQL does not compute them."""


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
    """An instrument's id and a dialect -> one SELECT of each case or line: keys, `best`, `worst`, `decided_by`,
    `contradictions` (names of relations between facts, a blank before each; the range is then anything).

    `tables` are those that there are (default: all that the instrument asks for). Numbers that SQL cannot compute
    exactly are read as widely as rounding may go, sums over lists are unknown and named in `not_computed`: a range is
    never narrower than that of `check`. Raises UsageError for a name that is none.

    >>> pratique.sql("us.cfr15_791d", "duckdb").dialect
    'duckdb'
    """
    law = law_in_stages(instrument, dialect, law_on=law_on, per_line=per_line, mode=mode, tables=tables)
    return LawSql(instrument, dialect, law.query.text(pretty), law.tables, law.missing, law.not_computed)


@dataclass(frozen=True, slots=True)
class LawInStages:
    """An instrument as a query in stages; else as `LawSql`."""

    query: StagedQuery
    tables: FactTables
    missing: tuple[str, ...]
    not_computed: tuple[str, ...]


def law_in_stages(
    instrument: str,
    dialect: str,
    *,
    law_on: date | None = None,
    per_line: bool = False,
    mode: Mode = "by_text",
    tables: FactTables | None = None,
) -> LawInStages:
    """What `law_sql` takes -> the same query in stages, for an engine that does not plan them all at once."""
    checked(dialect)
    asked = _of_markets(asked_of(instrument, law_on, per_line=per_line, mode=mode))
    normal = [simplify(condition) for condition in asked.conditions.values()]
    laws = laws_of(asked.instrument)
    sides = [simplify(side) for each in laws for side in sides_of(each)]
    given = tables or standard_tables([*normal, *sides], CASE)
    laws = can_speak(laws, {name: list(columns) for name, columns in given.columns.items()})
    told, unread = _told(laws)
    not_computed: dict[Numeric, None] = {}
    query = staged(
        asked.conditions | told | unread,
        dialect,
        tables=given,
        per=asked.per,
        names=terms_of(asked),
        select=lambda answers: _outcomes(asked, answers, [*told], [*unread]),
        follows=following(laws, None if _is_sure(given) else PART),
        unread=not_computed,
    )
    missing = () if tables is None else tuple(_missing(standard_tables(normal, CASE), tables))
    return LawInStages(query, given, missing, tuple(sorted(map(amount_in_words, not_computed))))


def laws_of(instrument: Instrument) -> list[Relation]:
    """The relations of an instrument that say what follows and what cannot both be."""
    laws = (each for each in instrument.relations if each.force in ("entails", "contradicts"))
    return [replace(each, when=of_markets(each.when), then=of_markets(each.then)) for each in laws]


def _of_markets(asked: AskedOfMany) -> AskedOfMany:
    return replace(asked, conditions={name: of_markets(each) for name, each in asked.conditions.items()})


def _told(laws: Sequence[Relation]) -> tuple[dict[str, Condition], dict[str, Condition]]:
    """For each relation that a case contradicts it; for those that SQL does not read whole, that one says something.

    What such a relation entails could be against what another says: then the case is not decided by SQL.
    """
    told: dict[str, Condition] = {}
    unread: dict[str, Condition] = {}
    for each in laws:
        if each.unless != NEVER:  # whether it is known to hold is not asked in SQL
            unread[f"{each.name}?"] = any_of(*wherever(each.per, all_of(each.when, each.then)))
            continue
        against = contradicted(each)
        is_computed_here = is_computed(against)
        if is_computed_here:
            told[each.name] = any_of(*wherever(each.per, against))
        if not is_computed_here or (not is_read_whole(each) and may_hide(each, laws)):
            unread[f"{each.name}?"] = any_of(*_speaking(each))
    return told, unread


def _speaking(relation: Relation) -> Iterator[Condition]:
    """That a case says what a relation needs, or something that it reads; of a conclusion, that it was drawn."""
    if conclusion_read(relation) is not None:
        yield from wherever(relation.per, relation.when)
        return
    if relation.given:
        yield all_of(*(any_of(*wherever(fact.kind, said_of(fact))) for fact in relation.given))
        return
    if not is_computed(all_of(relation.when, relation.then)):
        for fact in sorted(facts_in(simplify(relation.when), simplify(relation.then)), key=lambda each: each.name):
            yield from wherever(fact.kind, said_of(fact))
        return
    for guard in unread_guards(relation):
        yield from wherever(relation.per, guard)


def _is_sure(tables: FactTables) -> bool:
    """Whether every listed part is surely there: of one that may not be nothing follows."""
    return not any({CASE.name, PART.name, "present"} <= set(columns) for columns in tables.columns.values())


def _missing(standard: FactTables, given: FactTables) -> list[str]:
    """Columns of facts that the law asks for and no form of which is given."""
    found = []
    for table, columns in standard.columns.items():
        have = {name.removesuffix(end) for name in given.columns.get(table, {}) for end in ("", ".lo", ".hi", ".may")}
        have |= {name.removesuffix(".must") for name in given.columns.get(table, {})}
        found += [f"{table}.{name}" for name in columns if name not in have and not name.endswith(".none")]
    return found


def _outcomes(
    asked: AskedOfMany, answers: Mapping[str, Written], told: Sequence[str], unread: Sequence[str]
) -> dict[str, exp.Expr]:
    """Best and worst in words, the provision that decides the worst, and the relations that are contradicted.

    Where one is, or may be, the outcome is anything that the instrument can say.
    """
    order = sorted(LEVELS, reverse=True)
    words = {level: exp.Literal.string(level.words) for level in Outcome}
    best = [exp.If(this=answers[level.name][0], true=words[level].copy()) for level in order]
    worst = [exp.If(this=_not(answers[level.name][1]), true=words[level].copy()) for level in order]
    cites = [exp.If(this=_not(answers[each.name][1]), true=exp.Literal.string(each.cite)) for each in asked.bringing]
    out = words[Outcome.OUT_OF_SCOPE]
    doubted = [exp.If(this=answers[name][0].copy(), true=exp.Literal.string(name)) for name in (*told, *unread)]
    if doubted:
        gravest = max((each.level for each in asked.bringing), default=Outcome.PROHIBITED)
        anything = exp.or_(*(each.this.copy() for each in doubted))
        best.insert(0, exp.If(this=anything.copy(), true=out.copy()))
        worst.insert(0, exp.If(this=anything.copy(), true=words[gravest].copy()))
        cites = [exp.If(this=anything.copy(), true=exp.null()), *cites] if cites else cites
    found: dict[str, exp.Expr] = {
        "best": exp.Case(ifs=best, default=out.copy()),
        "worst": exp.Case(ifs=worst, default=out.copy()),
    }
    if cites:
        found["decided_by"] = exp.Case(ifs=cites)
    found["contradictions"] = _listed(doubted)
    return found


def _listed(names: Sequence[exp.If]) -> exp.Expr:
    """The names whose conditions hold, each with a blank before it."""
    parts = [
        exp.Case(
            ifs=[exp.If(this=each.this.copy(), true=exp.Literal.string(f" {each.args['true'].name}"))],
            default=exp.Literal.string(""),
        )
        for each in names
    ]
    joined: exp.Expr = exp.Literal.string("")
    for part in parts:
        joined = exp.DPipe(this=joined, expression=part)
    return joined


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
