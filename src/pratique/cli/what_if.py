"""`pratique what-if`: what would change it?"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.options import ON, emit_answer, output, reading


@click.command("what-if")
@click.argument("dossier", type=click.Path(dir_okay=False))
@ON
@reading
@output("text", "json")
def command(dossier: str, on: date | None, how: dict[str, Any], form: str, output: str | None) -> int:
    """The smallest sets of changes that would flip the answer, among what can be acted on.

    \b
    pratique what-if dossier.toml
    """
    from pratique.reports.questions import what_if_text
    from pratique.usecases.what_if import what_if

    found = what_if(dossier, on=on, **how)
    emit_answer(found, what_if_text, form, output)
    return found.exit_status
