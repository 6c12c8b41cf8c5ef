"""`pratique when`: when does the answer change?"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.deciding import asked_of, asking_of_one, deciding_any_day, only
from pratique.cli.options import DAY, emit_answer, output
from pratique.cli.say import emit


def one_day(context: click.Context, option: click.Parameter, given: str | None) -> None:
    """Refuse the day of an act, which other questions take: `when` is asked of all days of a span."""
    if given is not None:
        raise click.UsageError(
            "`when` looks at a span of days (--from, --to); for one day ask `pratique check --on`."
        )


@click.command("when")
@click.argument("dossier", required=False, type=click.Path(allow_dash=True))
@click.option("--from", "start", type=DAY, help="First day (default: --known-on, else today).")
@click.option("--to", "end", type=DAY, help="Last day (default: the end of the fifth year on).")
@click.option("--on", hidden=True, expose_value=False, callback=one_day)
@click.option("--pending", is_flag=True, help="Say from when pending law would answer otherwise; it decides nothing.")
@only
@asking_of_one
@deciding_any_day
@output("text", "json", "html", "md", "svg")
def command(
    dossier: str | None,
    start: date | None,
    end: date | None,
    pending: bool,
    form: str,
    output: str | None,
    **given: Any,
) -> int:
    """The intervals of each verdict, had every act of DOSSIER taken place on that day.

    \b
    pratique when dossier.toml --from 2025-01-01 --to 2031-12-31
    """
    from pratique.reports.questions import when_text
    from pratique.usecases.changes.calendar import span
    from pratique.usecases.changes.when import when

    first, last = span(start, end, given.get("known_on"))
    asked, how = asked_of(dossier, given)
    found = when(asked, first, last, pending=pending, **how)
    if form == "svg":
        from pratique.reports.strip import timeline_svg

        emit(timeline_svg(found), output)
        return found.exit_status
    emit_answer(found, when_text, form, output)
    return found.exit_status
