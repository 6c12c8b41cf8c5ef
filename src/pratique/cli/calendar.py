"""`pratique calendar`: what is due when, and on which days answers turn."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.deciding import asking, beside_files, deciding_any_day, decision, piped, say_taken_day
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
@click.option("--on", type=DAY, help="For a bill, a sheet or a model: the day of the act (default: today).")
@asking
@deciding_any_day
def command(
    dossiers: tuple[str, ...],
    start: date | None,
    end: date | None,
    on: date | None,
    form: str | None,
    output: str | None,
    **given: Any,
) -> None:
    """The days of DOSSIERS (files or folders): duties, first lawful days, how long to keep papers, turning answers.

    \b
    pratique calendar dossiers/ -o dates.ics
    pratique calendar bms.csv --into US --act import --on 2027-06-01
    """
    from pratique.reports.calendar import calendar_text, ics
    from pratique.usecases.changes.calendar import calendar
    from pratique.usecases.questions import questions

    asked = questions(dossiers, beside_files(given, on), stdin=piped)
    say_taken_day(asked)
    found = calendar(asked.dossiers, start, end, **decision(given))
    form = form or ("ics" if (output or "").lower().endswith(".ics") else "text")
    if form == "ics":
        emit(ics(found), output, outcome=lambda: calendar_text(found))
    else:
        emit_answer(found, calendar_text, form, output)
