"""`pratique explain`: one provision, down to facts and their proofs."""

from __future__ import annotations

from typing import Any

import click

from pratique.cli.completing import CITES
from pratique.cli.deciding import deciding, decision, only
from pratique.cli.options import emit_answer, output


@click.command("explain")
@click.argument("dossier", type=click.Path())
@click.argument("cite", required=False, shell_complete=CITES)
@click.option("--at", help="Only at one part: its reference, a designator (U5), or its name.")
@only
@deciding
@output("text", "json")
def command(dossier: str, cite: str | None, at: str | None, form: str, output: str | None, **given: Any) -> None:
    """Show how CITE reads on DOSSIER: element by element, each with its facts and their proofs.

    Without CITE it is the provision that decides. The parts that decide come first; --at shows one.

    \b
    pratique explain dossier.toml "15 CFR 791.303(b)"
    pratique explain dossier.toml --at U5
    """
    from pratique.reports.explanation import explanation_text
    from pratique.usecases.explain import explain

    emit_answer(explain(dossier, cite, at=at, **decision(given)), explanation_text, form, output)
