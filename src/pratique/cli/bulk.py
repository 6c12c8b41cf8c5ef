"""`pratique bulk`: many cases at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pratique.cli.options import DAY
from pratique.cli.say import emit, say, say_findings
from pratique.errors import UsageError


@click.command("bulk")
@click.argument("source", type=click.Path(exists=True))
@click.option("-o", "--output", type=click.Path(), required=True, help="Where the answers go.")
@click.option("--law", default="us.cfr15_791d", show_default=True, help="For tables: the instrument.")
@click.option("--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True)
@click.option("--batch", type=click.IntRange(1), default=250_000, show_default=True, help="Cases decided at a time.")
@click.option("--law-on", type=DAY, help="The law as it was known on this day.")
@click.option("--as-enforced", is_flag=True, help="Clocks as enforced, not by the text.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--quiet", is_flag=True, help="No progress.")
def command(
    source: str,
    output: str,
    law: str,
    engine: str,
    batch: int,
    law_on: date | None,
    as_enforced: bool,
    form: str,
    quiet: bool,
) -> int:
    """Decide every case of SOURCE: a Parquet file of cases, or a folder of tables.

    \b
    pratique bulk cases.parquet -o answers.parquet --law us.cfr15_791d
    pratique bulk tables/ -o answers.parquet       # case.parquet, uses.parquet, part.parquet, supplies.parquet, ...

    The tables are those of `pratique sql LAW --tables`. A column that is not there is unknown in every row and named.
    A file that is damaged, or says what it cannot, is refused with every finding, exit status 4, and the old answers
    stay. A range is never narrower than that of `check`; it can be wider. Needs the extra `sql` (or `spark`).
    """
    try:
        from pratique.reports.bulk import bulk_json, bulk_text
        from pratique.usecases.bulk.answers import bulk_tables
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is missing: pip install 'pratique[sql]'.") from error
    found = bulk_tables(
        Path(source),
        Path(output),
        law,
        law_on=law_on,
        mode="as_enforced" if as_enforced else "by_text",
        engine=engine,
        batch=batch,
        progress=None if quiet else lambda done, total: say(f"{done:,} of {total:,} cases", err=True),
    )
    say_findings(found.findings)
    emit(bulk_json(found) if form == "json" else bulk_text(found), None)
    return found.exit_status
