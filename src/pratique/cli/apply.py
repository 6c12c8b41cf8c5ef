"""`pratique apply`: applications and requests to the agency before an act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pratique.cli.deciding import deciding, decision
from pratique.cli.say import say
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.files import write_folder


@click.command("apply")
@click.argument("dossier", type=click.Path())
@click.option(
    "--kind",
    type=click.Choice(["specific", "opinion", "supplier"]),
    required=True,
    help="specific: 15 CFR 791.307(c); opinion: 791.310(c); supplier: the list of approved suppliers.",
)
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="The folder of the pack.")
@click.option("--draft", is_flag=True, help="Make a draft although something is missing.")
@deciding
def command(dossier: str, kind: str, output: str, draft: bool, **given: Any) -> int:
    """Write the pack of an application: form data, evidence index with hashes, the answer, reports, a manifest.

    Refused (exit status 3) while a field that is demanded is blank or a condition of asking is not met, each named;
    --draft writes it all the same, marked as such. What no law reads is taken from dossier.form.toml beside the
    dossier, each as text: address, contact, identifiers, owners, make, model, trim, assembly, functions, tara,
    access_limits, security_standards, controls, description, system, intended_vehicles,
    interest, question, material, sites.

    \b
    pratique apply --kind specific dossier.toml -o pack/
    """
    from pratique.reports.declaration import pack
    from pratique.usecases.papers.apply import apply, keys_of_blanks
    from pratique.usecases.papers.form import form_file

    made = apply(dossier, kind, draft=draft, **decision(given))
    for each in made.refused:
        say(each, err=True)
    if keys := keys_of_blanks(made):
        say(f"{form_file(dossier)} states what is blank, each as text: {', '.join(keys)}.", err=True)
    if made.refused and not draft:
        say(f"No paper was written: {len(made.refused)} gaps; --draft writes one that is marked.", err=True)
        return EXIT_UNDETERMINED
    files = pack(made)
    write_folder(output, files)
    for name in files:
        say(str(Path(output) / name))
    return EXIT_CLEAR
