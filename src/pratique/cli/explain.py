"""`pratique explain`: one provision, down to facts and their proofs."""

from __future__ import annotations

from typing import Any

import click

from pratique.cli.completing import CITES
from pratique.cli.deciding import asked_of, asking_of_one, deciding, only
from pratique.cli.options import emit_answer, output


@click.command("explain")
@click.argument("dossier", required=False, type=click.Path(allow_dash=True))
@click.argument("cite", required=False, shell_complete=CITES)
@click.option("--at", help="Only at one part: its reference, a designator (U5), or its name.")
@only
@asking_of_one
@deciding
@output("text", "json", "html", "md")
def command(
    dossier: str | None, cite: str | None, at: str | None, form: str, output: str | None, **given: Any
) -> None:
    """Show how CITE reads on DOSSIER: element by element, each with its facts and their proofs.

    Without CITE it is the provision that decides. The parts that decide come first; --at shows one.

    \b
    pratique explain dossier.toml "15 CFR 791.303(b)"
    pratique explain dossier.toml --at U5
    pratique explain bms.csv --into US --act import --at U5
    """
    from pratique.reports.explanation import explanation_text
    from pratique.usecases.explain import explain

    if given["chip"] is not None and cite is None:
        dossier, cite = None, dossier
    asked, how = asked_of(dossier, given)
    emit_answer(explain(asked, cite, at=at, **how), explanation_text, form, output)
