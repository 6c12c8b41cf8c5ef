"""`pratique explain`: one provision, down to facts and their proofs."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from pratique.cli.options import construed, dates, emit, output


@click.command("explain")
@click.argument("dossier", type=click.Path(dir_okay=False))
@click.argument("cite")
@dates
@output("text", "json")
def command(
    dossier: str,
    cite: str,
    on: date | None,
    law_on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    law_book: str | None,
    form: str,
    output: str | None,
) -> None:
    """Show how CITE reads on every node of DOSSIER: element by element, each with its facts and their proofs.

    \b
    pratique explain dossier.toml "15 CFR 791.303(b)"
    """
    from pratique.reports.explanation import explanation_text
    from pratique.usecases.explain import explain

    book = None
    if law_book is not None:
        from pratique.law.export import read_book

        book = read_book(law_book)
    found = explain(dossier, cite, on=on, law_on=law_on, known_on=known_on, construe=construed(construe), book=book)
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
    else:
        emit(explanation_text(found), output)
