"""`pratique attest`: the supplier's side, one dossier for every customer's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pratique.cli.completing import COUNTRIES, STATED
from pratique.cli.deciding import beside_files, deciding, decision, say_taken_day
from pratique.cli.say import emit, say
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.files import write_folder
from pratique.files.plain import as_json


@click.command("attest")
@click.argument("file", type=click.Path())
@click.option(
    "--for", "customers", multiple=True, type=click.Path(dir_okay=False), help="A customer's workbook (XLSX)."
)
@click.option(
    "--columns", type=click.Path(dir_okay=False), help="TOML file that says what the customer's sheet asks."
)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False), default="attested", show_default=True, help="Folder."
)
@click.option("--by", help="Who states it.")
@click.option(
    "--into", shell_complete=COUNTRIES, default="US", show_default=True, help="For a bill of materials: the market."
)
@click.option("--act", default="import", show_default=True, help="For a bill of materials: import, sale, ...")
@click.option("--role", help="For a bill of materials: the role of the customer.")
@click.option("--model-year", help="For a bill of materials: the vehicle's model year.")
@click.option(
    "--fact", "facts", multiple=True, metavar="NAME=VALUE", shell_complete=STATED, help="Any fact by its full name."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@deciding
def command(file: str, customers: tuple[str, ...], columns: str | None, output: str, form: str, **given: Any) -> int:
    """Fill customers' workbooks with what FILE (a dossier or a bill) lets its supplier state; the rest stays unknown.

    A workbook of `pratique questionnaire` is filled as it is. Of any other the columns are known by the words of a
    question or the name of a fact, or by --columns: part, name, version, maker, [fill] "Their column" = "part.fact",
    or question, answer, [questions] "Their question" = "manufacturer party.organised_in"; [parts] maps their numbers.

    The folder gets the workbooks, each bill as CX-0158-1 and CX-0158-2, and attestation.md with every gap and why.
    The exit status is 0 where everything that was asked is stated, else 3.

    \b
    pratique attest bom.cdx.json --for customer.xlsx --on 2027-06-01
    """
    from pratique.reports.attested import attested_lines, pack
    from pratique.usecases.papers.attest import attest
    from pratique.usecases.questions import subject

    by, beside = given.pop("by"), beside_files(given, given["on"])
    how = decision(given)
    asked = subject(file, beside)
    say_taken_day(asked)
    made = attest(asked.dossiers[0], customers, columns=columns, by=by, **how)
    files = pack(made)
    write_folder(output, files)
    if form == "json":
        emit(as_json(made), None)
    else:
        for line in attested_lines(made):
            say(line)
        for name in files:
            say(str(Path(output) / name))
    return EXIT_CLEAR if made.is_whole else EXIT_UNDETERMINED
