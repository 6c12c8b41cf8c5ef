"""`pratique when`: when does the answer change?"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.deciding import deciding_any_day, decision
from pratique.cli.options import DAY, emit_answer, output


@click.command("when")
@click.argument("dossier", type=click.Path())
@click.option("--from", "start", type=DAY, required=True, help="First day.")
@click.option("--to", "end", type=DAY, required=True, help="Last day.")
@click.option("--pending", is_flag=True, help="Say from when pending law would answer otherwise; it decides nothing.")
@deciding_any_day
@output("text", "json")
def command(dossier: str, start: date, end: date, pending: bool, form: str, output: str | None, **given: Any) -> int:
    """The intervals of each verdict, had every act of DOSSIER taken place on that day.

    \b
    pratique when dossier.toml --from 2025-01-01 --to 2031-12-31
    """
    from pratique.reports.questions import when_text
    from pratique.usecases.changes.when import when

    found = when(dossier, start, end, pending=pending, **decision(given))
    emit_answer(found, when_text, form, output)
    return found.exit_status
