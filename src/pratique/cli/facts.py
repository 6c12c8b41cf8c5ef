"""`pratique facts`: the vocabulary."""

from __future__ import annotations

import click

from pratique.cli.completing import FACTS
from pratique.cli.say import emit
from pratique.files.plain import as_json
from pratique.reports.vocabulary import fact_lines


@click.command("facts")
@click.argument("name", required=False, shell_complete=FACTS)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(name: str | None, form: str, output: str | None) -> None:
    """Every fact that the law asks for, or those whose name is or begins with NAME.

    \b
    pratique facts
    pratique facts part.radio_frequency_max
    pratique facts party
    """
    from pratique.usecases.book.vocabulary import vocabulary

    found = vocabulary(name)
    if form == "json":
        emit(as_json(found), output)
    else:
        emit("\n".join(fact_lines(found, whole=len(found) <= 3)) + "\n", output)
