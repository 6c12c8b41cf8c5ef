"""`pratique answers`: replies to questionnaires, read into the answers of their dossier."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from pratique.cli.options import construed, dates
from pratique.cli.questionnaire import LEDGER
from pratique.errors import Place, UsageError
from pratique.files import load_json, read_bytes

MOST = 16 * 1024**2


@click.command("answers")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("--dossier", type=click.Path(dir_okay=False), help="Whose replies they are (default: as sent).")
@dates
def command(
    files: tuple[str, ...],
    dossier: str | None,
    on: date | None,
    law_on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    law_book: str | None,
) -> int:
    """Read replies to `pratique questionnaire` into the dossier's answers file: all of them, or none with findings.

    Answers that differ leave their fact unknown, with both kept. The exit status is that of the new verdict.

    \b
    pratique answers out/*.xlsx
    """
    from pratique.usecases.answered import answers_file, append_answers
    from pratique.usecases.decided import decided
    from pratique.usecases.dossier import read_dossier
    from pratique.usecases.questionnaire import dossier_hash, law_hash
    from pratique.usecases.replies import conflicts, read_replies

    book = None
    if law_book is not None:
        from pratique.law.export import read_book

        book = read_book(law_book)
    options: dict[str, Any] = {
        "on": on,
        "law_on": law_on,
        "known_on": known_on,
        "construe": construed(construe),
        "book": book,
    }
    path = dossier or _sent_for(files[0])
    before = decided(read_dossier(path), **options)
    entries = read_replies(files, dossier=dossier_hash(path), law_book=law_hash(before))
    new = append_answers(answers_file(path), entries)
    after = decided(read_dossier(path), **options)
    click.echo(f"{new} new answers in {answers_file(path)}; {before.range} -> {after.range}")
    for each in conflicts(entries):
        click.echo(f"Replies differ, so it stays unknown: {each}", err=True)
    return after.range.exit_status


def _sent_for(file: str) -> str:
    """The dossier that a reply's folder says it was sent for. Raises UsageError."""
    ledger = Path(file).parent / LEDGER
    if not ledger.is_file():
        raise UsageError(f"{ledger} is not there to say which dossier the replies belong to: add --dossier.")
    sent = load_json(read_bytes(ledger, MOST), Place(str(ledger)))
    return str(os.path.normpath(Path(file).parent / str(sent["dossier"])))
