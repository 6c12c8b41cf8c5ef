"""`pratique calendar`: what is due when, and on which days answers turn."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click

from pratique.cli.deciding import deciding_any_day, decision
from pratique.cli.options import DAY, emit_answer
from pratique.cli.say import emit


@click.command("calendar")
@click.argument("dossiers", nargs=-1, required=True, type=click.Path())
@click.option("--from", "start", type=DAY, help="First day (default: --known-on, else today).")
@click.option("--to", "end", type=DAY, help="Last day (default: the end of the fifth year on).")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics", "html", "md"]), help="Default: text; ics for *.ics."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
@deciding_any_day
def command(
    dossiers: tuple[str, ...],
    start: date | None,
    end: date | None,
    form: str | None,
    output: str | None,
    **given: Any,
) -> None:
    """The days of DOSSIERS (files or folders): duties, first lawful days, how long to keep papers, turning answers.

    \b
    pratique calendar dossiers/ -o dates.ics
    """
    from pratique.reports.calendar import calendar_text, ics
    from pratique.usecases.changes.calendar import calendar
    from pratique.usecases.questions import questions

    asked = questions(dossiers, {}, (), None, None, None, stdin=lambda: sys.stdin.buffer.read())
    found = calendar(asked.dossiers, start, end, **decision(given))
    form = form or ("ics" if (output or "").lower().endswith(".ics") else "text")
    if form == "ics":
        emit(ics(found), output)
    else:
        emit_answer(found, calendar_text, form, output)
