"""`pratique bulk`: many cases at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from pratique.cli.deciding import deciding, decision
from pratique.cli.say import emit, say, say_findings
from pratique.cli.waiting import far
from pratique.errors import UsageError
from pratique.files.plain import as_json

OTHERS = (".csv", ".tsv", ".json", ".html", ".xlsx", ".md", ".txt", ".arrow", ".arrows", ".feather")
"""Endings of other formats than that in which the answers to tables are written."""
FOR_TABLES = ("law", "engine", "batch", "as_enforced")
FOR_DOSSIERS = (
    "workers",
    "on",
    "known_on",
    "construe",
    "law_book",
    "registries",
    "lists",
    "overlays",
    "presume",
    "revoke",
)


def _refuse_given(names: tuple[str, ...], source: str) -> None:
    """An option that would have no effect on such a source is refused, not passed over."""
    context = click.get_current_context()
    stated = {name for name in names if context.get_parameter_source(name) is not ParameterSource.DEFAULT}
    options = [each.opts[0] for each in context.command.params if each.name in stated]
    if options:
        raise UsageError(f"{', '.join(options)} would have no effect on {source}. Leave it out.")


@click.command("bulk")
@click.argument("source", type=click.Path(exists=True))
@click.option("-o", "--output", type=click.Path(), help="Where the answers go; for dossiers .json .csv .html .xlsx.")
@click.option("--law", default="us.cfr15_791d", show_default=True, help="For tables: the instrument.")
@click.option("--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True)
@click.option("--batch", type=click.IntRange(1), default=250_000, show_default=True, help="Cases decided at a time.")
@click.option("--as-enforced", is_flag=True, help="Clocks as enforced, not by the text.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="For dossiers: processes.")
@click.option("--quiet", is_flag=True, help="No progress.")
@deciding
def command(
    source: str,
    output: str | None,
    law: str,
    engine: str,
    batch: int,
    as_enforced: bool,
    form: str,
    workers: int,
    quiet: bool,
    **given: Any,
) -> int:
    """Decide every case of SOURCE: a file of cases, a folder of tables, or a folder of dossiers.

    \b
    pratique bulk cases.parquet -o answers.parquet --law us.cfr15_791d
    pratique bulk tables/ -o answers.parquet       # case.parquet, uses.parquet, part.parquet, supplies.parquet, ...
    pratique bulk portfolio/ -o portfolio.html --workers 4      # every dossier below; goes on where it was killed

    Of a folder of dossiers each is decided as `check` decides it, under the options of `check`; the answer is told by
    model, market and supplier.

    The tables are those of `pratique sql LAW --tables`, in Parquet, Arrow IPC (.arrow, .feather, .arrows) or
    delimited text (.csv, .tsv: an empty cell is unknown, several names stand between semicolons). A column that is
    not there is unknown in every row and named.
    A file that is damaged, or says what it cannot, is refused with every finding, exit status 4, and the old answers
    stay. A range is never narrower than that of `check`; it can be wider, and on Spark it is anything where facts
    contradict each other, which the column `contradictions` tells. Needs the extra `sql` (or `spark`).
    """
    progress = None if quiet else _progress
    from pratique.usecases.bulk.brought import is_tables

    if Path(source).is_dir() and not is_tables(Path(source)):
        _refuse_given(FOR_TABLES, "a folder of dossiers")
        return _dossiers(Path(source), output, form, workers, progress, decision(given))
    _refuse_given(FOR_DOSSIERS, "tables of facts")
    if output is None:
        raise UsageError("Say with -o where the answers go: a Parquet file.")
    if Path(output).suffix.lower() in OTHERS:
        raise UsageError(f"The answers to tables are written as Parquet, which no {Path(output).suffix} file is.")
    from pratique.reports.bulk import bulk_text
    from pratique.usecases.bulk.answers import bulk_tables

    found = bulk_tables(
        Path(source),
        Path(output),
        law,
        law_on=given["law_on"],
        mode="as_enforced" if as_enforced else "by_text",
        engine=engine,
        batch=batch,
        progress=progress,
    )
    say_findings(found.findings)
    emit(as_json(found) if form == "json" else bulk_text(found), None)
    return found.exit_status


def _progress(done: int, total: int) -> None:
    """How far it is: in the line that a terminal shows, else a line of its own."""
    if not far(done, total):
        say(f"{done:,} of {total:,}", err=True)


def _dossiers(
    folder: Path, output: str | None, form: str, workers: int, progress: Any, options: dict[str, Any]
) -> int:
    """A folder of dossiers: what is decided is kept beside the output until that is written."""
    from pratique.reports import portfolio as printed
    from pratique.usecases.bulk.portfolio import forget, kept_beside, portfolio

    end = Path(output).suffix.lower() if output else ""
    printers: dict[str, Any] = {
        ".json": as_json,
        ".csv": printed.portfolio_csv,
        ".html": printed.portfolio_html,
        ".xlsx": printed.portfolio_xlsx,
    }
    if end and end not in printers:
        raise UsageError(f"{output} is none of {', '.join(printers)}.")
    state = kept_beside(output) if output else None
    found = portfolio(folder, state=state, workers=workers, progress=progress, **options)
    if output:
        emit(printers[end](found), output)
        if state is not None:
            forget(state)
    emit(as_json(found) if form == "json" else printed.portfolio_text(found), None)
    return found.exit_status
