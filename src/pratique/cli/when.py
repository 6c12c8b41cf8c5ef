"""`pratique when`: when does the answer change?"""

from __future__ import annotations

from datetime import date

import click
import msgspec

from pratique.cli.options import DAY, construed, emit, output


@click.command("when")
@click.argument("dossier", type=click.Path(dir_okay=False))
@click.option("--from", "start", type=DAY, required=True, help="First day.")
@click.option("--to", "end", type=DAY, required=True, help="Last day.")
@click.option("--law-book", type=click.Path(dir_okay=False), help="Decide under an exported law book.")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@click.option("--known-on", type=DAY, help="State of registries and evidence (default: today).")
@click.option("--law-on", type=DAY, help="State of the law book (default: each day's own).")
@output("text", "json")
def command(
    dossier: str,
    start: date,
    end: date,
    law_on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    law_book: str | None,
    form: str,
    output: str | None,
) -> int:
    """The intervals of each verdict, had every act of DOSSIER taken place on that day.

    \b
    pratique when dossier.toml --from 2025-01-01 --to 2031-12-31
    """
    from pratique.reports.questions import when_text
    from pratique.usecases.when import when

    book = None
    if law_book is not None:
        from pratique.law.export import read_book

        book = read_book(law_book)
    found = when(dossier, start, end, law_on=law_on, known_on=known_on, construe=construed(construe), book=book)
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
    else:
        emit(when_text(found), output)
    return found.exit_status
