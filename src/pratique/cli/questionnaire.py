"""`pratique questionnaire`: one workbook per supplier."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pratique.cli.deciding import asked_of, asking_of_one, deciding
from pratique.cli.say import say, say_whose_word
from pratique.files import exclusive, write_folder, write_together
from pratique.files.writing import refuse_unwritable_folder


@click.command("questionnaire")
@click.argument("dossier", required=False, type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="The folder of the workbooks.")
@click.option("--accepted-by", metavar="NAME", help="Who accepts that questions go to China after reading the note.")
@asking_of_one
@deciding
def command(dossier: str | None, output: str, accepted_by: str | None, **given: Any) -> None:
    """Write one XLSX per supplier with only the questions that can still change the outcome, in English and Chinese.

    `pratique answers OUT/*.xlsx` reads the replies; the folder's questionnaires.json says what was sent. A bill, a
    sheet or a chip is asked of with --into and --act; the question is then kept as NAME.dossier.toml beside it.

    \b
    pratique questionnaire dossier.toml -o out/
    pratique questionnaire bms.csv --into US --act import --role importer --on 2027-06-01 -o out/
    """
    from pratique.reports.made_files import questionnaire_files
    from pratique.usecases.missing.groups import counted
    from pratique.usecases.missing.kept_question import home_of, kept_if_asked
    from pratique.usecases.missing.questionnaire import questionnaires

    import_module("openpyxl")  # before the key that marks what is sent is made: without workbooks nothing is sent
    subject, options = asked_of(dossier, dict(given))
    home = home_of(dossier, given["chip"], subject)
    is_new = not home.is_file()
    folder = Path(output)
    refuse_unwritable_folder(folder)  # before the key is made, too
    with kept_if_asked(subject, home):
        made = questionnaires(home, accepted_by=accepted_by, **options)
        files = questionnaire_files(made, home, folder)
        _write(folder, files)
    if is_new:
        say(f"Kept in {home}: check it, and read the replies into it, from now on.", err=True)
    for name, each in zip(files, made, strict=False):  # the last file says what was sent
        say(f"{folder / name}: {counted(len(each.lines), each.groups)}")
    say_whose_word(made[0].provenance if made else ())
    if not made:
        say("Nothing is left that a supplier could settle.", err=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder whole; into one that holds something all files or none, what was sent, now and before, last."""
    from pratique.usecases.missing.given import LEDGER, ledger_with

    if not folder.is_dir() or not any(folder.iterdir()):
        write_folder(folder, files)
        return
    with exclusive(folder / LEDGER):
        write_together(folder, {**files, LEDGER: ledger_with(folder, files[LEDGER])})
