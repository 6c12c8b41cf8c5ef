"""`pratique questionnaire`: one workbook per supplier."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import msgspec

from pratique.cli.deciding import deciding, decision
from pratique.cli.say import say
from pratique.files import write_whole
from pratique.usecases.missing.given import LEDGER


@click.command("questionnaire")
@click.argument("dossier", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="The folder of the workbooks.")
@click.option("--accepted-by", metavar="NAME", help="Who accepts that questions go to China after reading the note.")
@deciding
def command(dossier: str, output: str, accepted_by: str | None, **given: Any) -> None:
    """Write one XLSX per supplier with only the questions that can still change the outcome, in English and Chinese.

    `pratique answers OUT/*.xlsx` reads the replies; the folder's questionnaires.json says what was sent.

    \b
    pratique questionnaire dossier.toml -o out/
    """
    from pratique.reports.workbook import workbook
    from pratique.usecases.missing.questionnaire import questionnaires

    made = questionnaires(dossier, accepted_by=accepted_by, **decision(given))
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    sent = {}
    for each in made:
        name = f"{_slug(each.recipient)}-{each.identifier[:8]}.xlsx"
        write_whole(folder / name, workbook(each))
        sent[name] = {
            "recipient": each.recipient,
            "identifier": each.identifier,
            "questions": len(each.lines),
            "note_shown": each.note is not None,
            "accepted_by": each.accepted_by,
        }
        say(f"{folder / name}: {len(each.lines)} question{'' if len(each.lines) == 1 else 's'}")
    ledger = {"dossier": os.path.relpath(dossier, folder), "sent": sent}
    write_whole(folder / LEDGER, msgspec.json.format(msgspec.json.encode(ledger), indent=2) + b"\n")
    if not made:
        say("Nothing is left that a supplier could settle.", err=True)


def _slug(name: str) -> str:
    return "-".join("".join(ch if ch.isalnum() else " " for ch in name.lower()).split())[:60] or "supplier"
