"""`pratique exposure`: the published trade that an instrument touches, as ranges, never a naked sum."""

from __future__ import annotations

import json
from datetime import date

import click

from pratique.cli.options import DAY, emit_told, output


@click.command("exposure", short_help="The trade that an instrument touches, as ranges.")
@click.argument("instrument")
@click.option("--on", type=DAY, help="The day that counts (default: today).")
@click.option("--ledger", type=click.Path(dir_okay=False), help="A ledger file (default: the shipped one).")
@output("text", "json", "html", "md")
def command(instrument: str, on: date | None, ledger: str | None, form: str, output: str | None) -> None:
    """The published figures that fall under INSTRUMENT, each with its source.

    A flow without figure is unknown, not zero. Flows overlap, so nothing is added up.
    """
    from pratique.reports.exposure import exposure_text
    from pratique.usecases.figures import exposure_of

    found = exposure_of(instrument, on, ledger=ledger)
    data = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
    emit_told(lambda: data, lambda: exposure_text(found.exposure), form, output)
