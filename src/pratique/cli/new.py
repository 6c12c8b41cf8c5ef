"""`pratique new`: a dossier to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from pratique.cli.say import say


@click.command("new")
@click.argument("kind")
@click.argument("bills", nargs=-1, type=click.Path(dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="Folder to make.")
def command(kind: str, bills: tuple[str, ...], output: str) -> None:
    """Make a folder with a commented dossier for a question of KIND and the BILLS beside it.

    KIND is hardware-import, software-sale, chip-export, holding, data-export or market-model. For each table a
    mapping of its columns is guessed from the headers; see whether it is right.

    \b
    pratique new hardware-import bms.csv -o car/
    pratique check car/dossier.toml --on 2027-06-01
    """
    from pratique.reports.scaffold import new_folder

    made = new_folder(kind, bills)
    made.write(output)
    for name in made.files:
        say(str(Path(output, name)))
    asking = Path(output, "model.toml" if kind == "market-model" else "dossier.toml")
    say(f"Next: pratique {'markets' if kind == 'market-model' else 'check'} {shlex.quote(str(asking))}", err=True)
