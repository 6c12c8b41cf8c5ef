"""`pratique schema`: the JSON Schema of what goes in and what comes out."""

from __future__ import annotations

import click

from pratique.cli.say import emit
from pratique.files.plain import as_json


@click.command("schema")
@click.argument("name", type=click.Choice(["dossier", "answers", "mapping", "overlay", "answer", "model", "columns"]))
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(name: str, output: str | None) -> None:
    """The JSON Schema (2020-12) of a dossier with every fact, of answers to questions, of a column mapping, of an
    overlay, of a model, or of an answer of `check`; for `columns` what a mapping may say, as text.

    \b
    pratique schema dossier -o dossier.schema.json     # then, in the first line of dossier.toml:
    #:schema ./dossier.schema.json
    """
    if name == "columns":
        from pratique.usecases.columns import columns_help

        emit(columns_help(), output)
        return
    from pratique.usecases.schemas import schema_of

    emit(as_json(schema_of(name)), output)
