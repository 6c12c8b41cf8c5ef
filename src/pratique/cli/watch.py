"""`pratique watch`: what changed between two states."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pratique.cli.deciding import named_book
from pratique.cli.options import DAY, construed, emit_answer
from pratique.reports.watch import watch_text


@click.command("watch")
@click.argument("before", type=click.Path(exists=True, file_okay=False))
@click.argument("after", type=click.Path(exists=True, file_okay=False))
@click.option("--law-on", nargs=2, type=DAY, help="The law as it was known on one day, and on another.")
@click.option("--known-on", nargs=2, type=DAY, help="The evidence as it stood on one day, and on another.")
@click.option("--list", "lists", nargs=2, type=click.Path(dir_okay=False), help="A screening list before, and after.")
@click.option(
    "--registry", "registries", nargs=2, type=click.Path(dir_okay=False), help="A registry before, and after."
)
@click.option(
    "--law-book",
    "law_books",
    nargs=2,
    type=click.Path(dir_okay=False),
    help="An exported law book, or pack:NAME, before, and after.",
)
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(
    before: str,
    after: str,
    law_on: tuple[date, date] | None,
    known_on: tuple[date, date] | None,
    lists: tuple[str, str] | None,
    registries: tuple[str, str] | None,
    law_books: tuple[str, str] | None,
    construe: tuple[str, ...],
    workers: int,
    form: str,
    output: str | None,
) -> int:
    """Every act of BEFORE and AFTER, folders of dossiers, whose answer changed, and why.

    \b
    pratique watch portfolio.monday/ portfolio.tuesday/
    pratique watch portfolio/ portfolio/ --law-on 2025-01-01 2026-11-22     # the law alone
    pratique watch portfolio/ portfolio/ --list csl-october.csv csl-november.csv
    pratique watch portfolio/ portfolio/ --law-book book.march.json book.june.json

    Exit status: 0 nothing changed, 1 something became worse, 3 something changed otherwise, 4 something is damaged.
    """
    from pratique.usecases.bulk.watch import watch

    options: list[dict[str, Any]] = [{}, {}]
    for place, one in enumerate(options):
        one |= {} if law_on is None else {"law_on": law_on[place]}
        one |= {} if known_on is None else {"known_on": known_on[place]}
        one |= {} if lists is None else {"lists": [lists[place]]}
        one |= {} if registries is None else {"registries": [registries[place]]}
        one |= {} if law_books is None else {"book": named_book(law_books[place])}
        one |= {"construe": construed(construe)} if construe else {}
    found = watch(before, after, options_before=options[0], options_after=options[1], workers=workers)
    emit_answer(found, watch_text, form, output)
    return found.exit_status
