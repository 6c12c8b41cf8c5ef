"""`pratique graph`: registries kept as one file with an index."""

from __future__ import annotations

import click

from pratique.cli.say import say, say_findings


@click.group("graph", short_help="Registries kept as one file with an index.")
def command() -> None:
    """Keep registries as one file, so that a question reads only what it leads to."""


@command.command("build")
@click.argument("folder", required=False, type=click.Path(file_okay=False))
@click.option("--registry", "registries", multiple=True, help="Ownership data; repeat for more files.")
@click.option("-o", "--output", required=True, type=click.Path(), help="The file to write; with spark a folder.")
@click.option("--engine", type=click.Choice(["spark"]), help="Spark, for registries that one machine does not hold.")
def build(folder: str | None, registries: tuple[str, ...], output: str, engine: str | None) -> int:
    """Store the registries of FOLDER and of --registry in one file that `own` and `check` take as --registry.

    \b
    pratique graph build register/ -o graph.db --registry bods.json --registry gleif-rr.xml
    pratique own SUPPLIER --registry graph.db

    With --engine spark tables of stakes are read in parts, and a folder of Parquet is written; `own --engine spark`
    finds what stands above a supplier in it by joins, round by round, and without it this machine reads the same.

    What could not be read is said here and again by every question that it concerns; the rest is stored.
    """
    from pratique.usecases.ownership.store import store_registries

    built = store_registries([*([folder] if folder else []), *registries], output, engine=engine or "")
    say_findings(built.findings, notes=False)
    files = "1 file" if len(built.files) == 1 else f"{len(built.files)} files"
    say(f"Wrote {output}: {built.records} records of {files}.")
    return 0
