"""`pratique sql`: the law as SQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pratique.cli.options import DAY
from pratique.cli.say import emit, say, say_findings

DIALECTS = ("spark", "duckdb", "postgres", "snowflake", "bigquery")


@click.command("sql")
@click.argument("law", metavar="LAW")
@click.option("--dialect", type=click.Choice(DIALECTS), default="duckdb", show_default=True)
@click.option("--law-on", type=DAY, help="The law as it was known on this day.")
@click.option("--as-enforced", is_flag=True, help="Clocks as enforced, not by the text.")
@click.option("--per-line", is_flag=True, help="One row for each listed part, not for each case.")
@click.option(
    "--over", type=click.Path(file_okay=False, exists=True), help="A folder of Parquet files: only their columns."
)
@click.option("--tables", is_flag=True, help="The tables that the query reads, not the query.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(
    law: str,
    dialect: str,
    law_on: date | None,
    as_enforced: bool,
    per_line: bool,
    over: str | None,
    tables: bool,
    output: str | None,
) -> int:
    """LAW, an instrument such as us.cfr15_791d, as one SELECT over a documented table of facts.

    \b
    pratique sql us.cfr15_791d --dialect duckdb --tables   # CREATE TABLE, with what each column means
    pratique sql us.cfr15_791d --dialect spark -o law.sql

    Its rows: the key of the case, best and worst outcome, the provision that decides the worst, the relations between
    facts that the case contradicts (a name with a question mark: perhaps). There the outcome is anything. NULL is
    unknown, a column that --over does not have is unknown and named. A range is never narrower than that of `check`;
    it can be wider. Needs the extra `sql`.
    """
    from pratique.usecases.bulk.law_sql import ddl, law_in_stages, tables_of

    given = None
    if over:
        from pratique.usecases.bulk.parquet import columns_over

        source = columns_over(Path(over))
        say_findings(source.findings)
        given = tables_of(source.paths)
    found = law_in_stages(
        law,
        dialect,
        law_on=law_on,
        per_line=per_line,
        mode="as_enforced" if as_enforced else "by_text",
        tables=given,
    )
    for column in found.missing:
        say(f"note: there is no column {column}: unknown in every row.", err=True)
    for number in found.not_computed:
        say(f"note: the query does not compute {number}: unknown in every row; `pratique bulk` does.", err=True)
    emit(ddl(found.tables, dialect) if tables else found.query.text() + "\n", output)
    return 0
