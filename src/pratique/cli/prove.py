"""`pratique prove`: the law book's proofs."""

from __future__ import annotations

import click

from pratique.cli.completing import CITES
from pratique.cli.deciding import named_book
from pratique.cli.options import output
from pratique.cli.say import emit
from pratique.files.plain import as_json


@click.command("prove")
@click.argument("cite", required=False, shell_complete=CITES)
@click.option("--law-book", type=click.Path(dir_okay=False), help="Prove an exported law book.")
@output("text", "json")
def command(cite: str | None, law_book: str | None, form: str, output: str | None) -> int:
    """Prove the law book sound, or what CITE begins; a claim that fails shows a counter-example as a dossier.

    Exit status: 0 if every claim holds, 1 if one fails.

    \b
    pratique prove
    pratique prove "15 CFR 791.308"
    """
    from pratique.reports.questions import proofs_text
    from pratique.usecases.book.prove import prove_book

    found = prove_book(cite, named_book(law_book, "Proved of"))
    if form == "json":
        emit(as_json(found), output)
    else:
        emit(proofs_text(found), output)
    return found.exit_status
