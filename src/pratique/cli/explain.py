"""`pratique explain`: one provision, down to facts and their proofs."""

from __future__ import annotations

from typing import Any

import click

from pratique.cli.deciding import deciding, decision
from pratique.cli.options import emit_answer, output


@click.command("explain")
@click.argument("dossier", type=click.Path())
@click.argument("cite")
@deciding
@output("text", "json")
def command(dossier: str, cite: str, form: str, output: str | None, **given: Any) -> None:
    """Show how CITE reads on every node of DOSSIER: element by element, each with its facts and their proofs.

    \b
    pratique explain dossier.toml "15 CFR 791.303(b)"
    """
    from pratique.reports.explanation import explanation_text
    from pratique.usecases.explain import explain

    emit_answer(explain(dossier, cite, **decision(given)), explanation_text, form, output)
