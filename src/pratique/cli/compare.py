"""`pratique compare`: what differs, and why?"""

from __future__ import annotations

from datetime import date

import click
import msgspec

from pratique.cli.options import construed, dates, emit, output


@click.command("compare")
@click.argument("a", type=click.Path(dir_okay=False))
@click.argument("b", type=click.Path(dir_okay=False))
@dates
@output("text", "json")
def command(
    a: str,
    b: str,
    on: date | None,
    law_on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    law_book: str | None,
    form: str,
    output: str | None,
) -> int:
    """What differs between the answers to dossiers A and B, and which facts account for it.

    The exit status is that of B.

    \b
    pratique compare before.toml after.toml
    """
    from pratique.reports.questions import compare_text
    from pratique.usecases.compare import compare

    book = None
    if law_book is not None:
        from pratique.law.export import read_book

        book = read_book(law_book)
    found = compare(a, b, on=on, law_on=law_on, known_on=known_on, construe=construed(construe), book=book)
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
    else:
        emit(compare_text(found), output)
    return found.exit_status
