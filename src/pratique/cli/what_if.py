"""`pratique what-if`: what would change it?"""

from __future__ import annotations

from datetime import date

import click
import msgspec

from pratique.cli.options import construed, dates, emit, output


@click.command("what-if")
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
    """The smallest sets of changes that would flip the answer, among what can be acted on.

    \b
    pratique what-if dossier.toml
    """
    from pratique.reports.questions import what_if_text
    from pratique.usecases.what_if import what_if

    book = None
    if law_book is not None:
        from pratique.law.export import read_book

        book = read_book(law_book)
    found = what_if(dossier, on=on, law_on=law_on, known_on=known_on, construe=construed(construe), book=book)
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
    else:
        emit(what_if_text(found), output)
    return found.exit_status
