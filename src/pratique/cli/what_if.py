"""`pratique what-if`: what would change it?"""

from __future__ import annotations

from typing import Any

import click
from msgspec.structs import replace

from pratique.cli.deciding import as_typed, asked_of, asking_of_one, deciding, only
from pratique.cli.options import emit_answer, output


@click.command("what-if")
@click.argument("dossier", required=False, type=click.Path(allow_dash=True))
@only
@asking_of_one
@deciding
@output("text", "json", "html", "md")
def command(dossier: str | None, form: str, output: str | None, **given: Any) -> int:
    """The smallest sets of changes that would flip the answer, among what can be acted on.

    \b
    pratique what-if dossier.toml
    pratique what-if model.toml --into EU --on 2026-12-01
    """
    from pratique.reports.questions import what_if_text
    from pratique.usecases.changes.what_if import what_if

    asked, how = asked_of(dossier, given)
    found = what_if(asked, **how)
    if form != "json":
        found = replace(found, next_step=as_typed(found.next_step, dossier))
    emit_answer(found, what_if_text, form, output)
    return found.exit_status
