"""`pratique needs`: what is missing?"""

from __future__ import annotations

from typing import Any

import click

from pratique.cli.deciding import asked_of, asking_of_one, deciding, only
from pratique.cli.options import emit_answer, output


@click.command("needs")
@click.argument("dossier", required=False, type=click.Path(allow_dash=True))
@only
@asking_of_one
@deciding
@click.option(
    "-v", "--verbose", is_flag=True, help="The whole list of questions, not its digest; a page and JSON have it."
)
@output("text", "json", "html", "md")
def command(dossier: str | None, verbose: bool, form: str, output: str | None, **given: Any) -> int:
    """The facts that can still change the answer, the shortest ways to settle it, whom to ask.

    \b
    pratique needs dossier.toml
    pratique needs bom.csv --into US --act import --on 2027-06-01
    """
    from pratique.reports.needs import needs_digest
    from pratique.reports.questions import needs_text
    from pratique.usecases.missing.needs import needs

    asked, how = asked_of(dossier, given)
    found = needs(asked, **how)
    is_page = form in ("html", "md")  # a page has room for all, a screen has not
    emit_answer(found, needs_text if verbose or is_page else needs_digest, form, output)
    return found.exit_status
