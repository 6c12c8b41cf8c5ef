"""`pratique data`: the tables of the law book as packs."""

from __future__ import annotations

from datetime import date

import click

from pratique.cli.options import DAY, emit_rows
from pratique.cli.say import emit

FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group("data")
def command() -> None:
    """The tables of the law book: how old they are, what a pack changes, taking one in.

    \b
    pratique data status
    PRATIQUE_DATA=packs pratique data import eu-2027/ --dossier car.toml
    pratique data diff pratique.law.eu/rates.csv eu-2027/
    """


@command.command("status")
@click.option("--on", type=DAY, help="By which day packs run out (default: today).")
@FORM
def status(on: date | None, form: str) -> None:
    """Every table with its origin, its age and whether it still counts."""
    from pratique.reports.data import status_lines
    from pratique.usecases.data.packs import status as state

    emit_rows(state(on), status_lines, form)


@command.command("import")
@click.argument("pack", type=click.Path(file_okay=False))
@click.option(
    "--dossier", "dossiers", multiple=True, type=click.Path(dir_okay=False), help="Say whether it is touched."
)
@click.option("--key", type=click.Path(dir_okay=False), help="The key that the pack must be marked with.")
@FORM
def import_(pack: str, dossiers: tuple[str, ...], key: str | None, form: str) -> None:
    """Take in PACK, a folder with a manifest; PRATIQUE_DATA names where packs are kept."""
    from pratique.reports.data import import_lines
    from pratique.usecases.data.packs import import_pack

    emit_rows(import_pack(pack, dossiers=dossiers, key=key), import_lines, form)


@command.command("diff")
@click.argument("before")
@click.argument("after")
@FORM
def diff(before: str, after: str, form: str) -> None:
    """What differs between two tables: each a folder of a pack, or the name of a shipped table."""
    from pratique.reports.data import diff_lines
    from pratique.usecases.data.packs import diff as differing

    emit_rows(differing(before, after), diff_lines, form)


@command.command("export")
@click.argument("table")
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--name", required=True, help="The name of the pack.")
@click.option("--expires-on", type=DAY, required=True, help="Its last day.")
@click.option("--key", type=click.Path(dir_okay=False), help="Mark it with this key.")
def export(table: str, folder: str, name: str, expires_on: date, key: str | None) -> None:
    """Write a shipped table as a pack, to be kept up."""
    from pratique.usecases.data.packs import write_pack

    made = write_pack(table, folder, name=name, expires_on=expires_on, key=key)
    emit(f"{made.folder} holds the pack {name}.\n", None)


@command.command("fetch")
@click.argument("instrument")
@click.option("--url", help="Another https address.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), required=True, help="Where the text is kept.")
@FORM
def fetch(instrument: str, url: str | None, output: str, form: str) -> None:
    """Fetch the published text of an instrument for counsel to read; nothing else opens a connection."""
    from pratique.usecases.data.fetch import fetch_text

    got = fetch_text(instrument, output, url=url)
    emit_rows(got, lambda one: iter([f"{one.file}: {one.length} bytes of {one.url}, SHA-256 {one.sha256}"]), form)
