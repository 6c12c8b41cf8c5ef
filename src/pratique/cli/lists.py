"""`pratique lists`: the screening lists that are here."""

from __future__ import annotations

from datetime import date

import click

from pratique.cli.options import DAY, emit_rows
from pratique.cli.say import say, say_findings

FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
LISTS = click.option(
    "--list", "lists", multiple=True, metavar="FILE[@DATE]", help="A list file and the date of its copy; repeat."
)


@click.group("lists", short_help="The screening lists that are here.")
def command() -> None:
    """The screening lists that are here: from when, how complete, until when they count.

    \b
    pratique lists status --list csl.csv@2026-11-20
    pratique lists build --list csl.csv --list un.xml -o lists.index
    PRATIQUE_DATA=packs pratique lists import csl-2026-11/
    pratique screen suppliers.csv --list lists.index

    Read as they are published: the Consolidated Screening List (CSV, JSON), OFAC (CSV with its companions, advanced
    XML), bis_dpl.txt, the UN (XML), the UK Sanctions List (XML, CSV), OFSI's ConList.csv, the EU (XML, CSV), exports
    of OpenSanctions, and a table with a name column. Each may be packed with gzip, a table may be a workbook.
    """


@command.command("status")
@LISTS
@click.option("--on", type=DAY, help="By which day they count (default: today).")
@FORM
def status(lists: tuple[str, ...], on: date | None, form: str) -> None:
    """Every list of --list and of the imported packs."""
    from pratique.reports.lists import status_lines
    from pratique.usecases.ownership.lists import status as state

    emit_rows(state(lists, on), status_lines, form)


@command.command("import")
@click.argument("pack", type=click.Path(file_okay=False))
@click.option("--key", type=click.Path(dir_okay=False), help="The key that the pack must be marked with.")
@FORM
def import_(pack: str, key: str | None, form: str) -> None:
    """Take in PACK, a folder with a list and a manifest.json; PRATIQUE_DATA names where packs are kept.

    The manifest says name, file, sha256, made_on, checked_on, expires_on and, if there is one, source. The name of
    the pack is then a list: `--list NAME`. Past its last day nobody is called absent from it.
    """
    from pratique.reports.lists import import_lines
    from pratique.usecases.ownership.lists import import_list

    emit_rows(import_list(pack, key=key), import_lines, form)


@command.command("build")
@LISTS
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The file to write.")
def build(lists: tuple[str, ...], output: str) -> None:
    """Keep lists with the index of their names as one file, which `screen` and `check` take as --list."""
    from pratique.usecases.ownership.lists import build as made

    count, read = made(lists, output)
    say_findings((finding for one in read for finding in one.findings), notes=False)
    entries = "1 entry" if count == 1 else f"{count} entries"
    say(f"Wrote {output}: {entries} of {', '.join(one.code for one in read)}.")
