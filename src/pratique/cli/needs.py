"""`pratique needs`: what is missing?"""

from __future__ import annotations

from datetime import date

import click
import msgspec

from pratique.cli.options import construed, dates, emit, output


@click.command("needs")
@click.argument("dossier", type=click.Path(dir_okay=False))
@dates
@output("text", "json")
def command(
    dossier: str,
    on: date | None,
    law_on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    law_book: str | None,
    form: str,
    output: str | None,
) -> int:
    """The facts that can still change the answer, the shortest ways to settle it, whom to ask.

    \b
    pratique needs dossier.toml
    """
    from pratique.reports.questions import needs_text
    from pratique.usecases.needs import needs

    book = None
    if law_book is not None:
        from pratique.law.export import read_book

        book = read_book(law_book)
    found = needs(dossier, on=on, law_on=law_on, known_on=known_on, construe=construed(construe), book=book)
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
    else:
        emit(needs_text(found), output)
    return found.exit_status
