"""`pratique needs`: what is missing?"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.options import ON, emit_answer, output, reading


@click.command("needs")
@click.argument("dossier", type=click.Path(dir_okay=False))
@ON
@reading
@output("text", "json")
def command(dossier: str, on: date | None, how: dict[str, Any], form: str, output: str | None) -> int:
    """The facts that can still change the answer, the shortest ways to settle it, whom to ask.

    \b
    pratique needs dossier.toml
    """
    from pratique.reports.questions import needs_text
    from pratique.usecases.needs import needs

    found = needs(dossier, on=on, **how)
    emit_answer(found, needs_text, form, output)
    return found.exit_status
