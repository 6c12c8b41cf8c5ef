"""`pratique declare`: the declaration of conformity with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pratique.cli.deciding import deciding, decision
from pratique.cli.say import say
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.files import write_folder


@click.command("declare")
@click.argument("dossier", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="The folder of the pack.")
@click.option("--draft", is_flag=True, help="Make a draft although it may not be declared yet.")
@deciding
def command(dossier: str, output: str, draft: bool, **given: Any) -> int:
    """Write the pack for 15 CFR 791.305: form data, evidence index with hashes, reports, CycloneDX attestations.

    Refused (exit status 3) unless the outcome is settled, what decides and every bar that the statement denies was
    read or signed off, and nothing is late; --draft writes it all the same, marked as such, with what is open first.

    What the form asks and no law reads is taken from dossier.form.toml beside the dossier (address, contact, filing,
    make, model, trim, group, hardware, fcc_ids, measures, signatory, title, each as text); the rest stays a blank.

    \b
    pratique declare dossier.toml -o pack/
    """
    from pratique.reports.declaration import pack
    from pratique.usecases.papers.declare import declare

    made = declare(dossier, draft=draft, **decision(given))
    for each in made.refused:
        say(each, err=True)
    if any("signed off" in each for each in made.refused):
        say("What counsel has read is signed off by `pratique law signoff CITE --by NAME --text FILE`.", err=True)
    if made.refused and not draft:
        say("No declaration was written; --draft writes one that is marked.", err=True)
        return EXIT_UNDETERMINED
    files = pack(made)
    write_folder(output, files)
    for name in files:
        say(str(Path(output) / name))
    return EXIT_CLEAR
