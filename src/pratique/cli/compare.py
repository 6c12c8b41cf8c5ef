"""`pratique compare`: what differs, and why?"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.options import ON, emit_answer, output, reading


@click.command("compare")
@click.argument("a", type=click.Path(dir_okay=False))
@click.argument("b", type=click.Path(dir_okay=False))
@ON
@reading
@output("text", "json")
def command(a: str, b: str, on: date | None, how: dict[str, Any], form: str, output: str | None) -> int:
    """What differs between the answers to dossiers A and B, and which facts account for it.

    The exit status is that of B.

    \b
    pratique compare before.toml after.toml
    """
    from pratique.reports.questions import compare_text
    from pratique.usecases.compare import compare

    found = compare(a, b, on=on, **how)
    emit_answer(found, compare_text, form, output)
    return found.exit_status
