"""`pratique permits`: which Chinese cities let whom run an automated service."""

from __future__ import annotations

import json
from datetime import date

import click

from pratique.cli.options import DAY, emit_lines, output
from pratique.cli.say import emit
from pratique.errors import EXIT_CLEAR
from pratique.reports.permits import permits_text


@click.command("permits")
@click.option(
    "--service",
    type=click.Choice(["driverless", "operator", "any"]),
    default="any",
    show_default=True,
    help="Nobody on board, somebody on board, or both.",
)
@click.option("--paid/--unpaid", "paid", default=None, help="Only with, or only without a fare (default: both).")
@click.option("--on", type=DAY, help="The day (default: today).")
@click.option("--city", help="One city, such as shenzhen.")
@click.option("--district", help="One district or zone, such as pingshan.")
@click.option("--holder", help="One holder, such as baidu.")
@output("text", "json", "html", "md")
def command(
    service: str,
    paid: bool | None,
    on: date | None,
    city: str | None,
    district: str | None,
    holder: str | None,
    form: str,
    output: str | None,
) -> int:
    """Permits of Chinese cities on a day: cities in order, holder, stage, district, hours, dates.

    Every row is a fact with its source, not a rule; `pratique check` decides an act under it.

    \b
    pratique permits --service driverless --paid --on 2023-07-01
    """
    from pratique.usecases.markets.permits import permits_on

    found = permits_on(on, service=service, paid=paid, city=city, district=district, holder=holder)  # type: ignore[arg-type]
    data = found.to_dict()
    if form == "json":
        emit(json.dumps(data, indent=2, ensure_ascii=False) + "\n", output)
    else:
        emit_lines(lambda: permits_text(data), form, output)
    return EXIT_CLEAR
