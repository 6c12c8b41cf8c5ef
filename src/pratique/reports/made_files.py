"""What an answer comes to as files: packs, workbooks, a new folder, a law book, a check list.

Rule: a command writes what stands here and nothing else, so that a program gets the same bytes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from pratique.errors import UsageError, named_extras
from pratique.files import write_whole
from pratique.files.far import steps
from pratique.files.outward import for_pack
from pratique.files.plain import Data, Plain
from pratique.reports.scaffold import NewFolder
from pratique.usecases.missing.given import LEDGER
from pratique.usecases.missing.questionnaire import Questionnaire
from pratique.usecases.papers.attest import Attestation
from pratique.usecases.papers.paper import Paper
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class MadeFile(Plain):
    """One file that was made: its name and its bytes."""

    name: str
    data: bytes

    def write(self, path: str | Path) -> None:
        """Write it whole. Raises InvalidInput where there is no room."""
        write_whole(path, self.data)

    def to_dict(self) -> Data:
        """Its name, size and SHA-256."""
        return {"name": self.name, "bytes": len(self.data), "sha256": hashlib.sha256(self.data).hexdigest()}


@named_extras()
def files_of(made: Paper | Attestation | NewFolder | MadeFile | Iterable[Questionnaire]) -> Mapping[str, bytes]:
    """A paper, an attestation, questionnaires or a new folder -> the files that its command writes, by name.

    Workbooks and DOCX need the extra `office`. Raises UsageError for what comes to no files.

    >>> sorted(pratique.files_of(pratique.new("holding")))
    ['dossier.toml']
    """
    if isinstance(made, Paper):
        from pratique.reports.declaration import pack

        return pack(made)
    if isinstance(made, Attestation):
        from pratique.reports.attested import pack as attested

        return attested(made)
    if isinstance(made, NewFolder):
        return made.files
    if isinstance(made, MadeFile):
        return {made.name: made.data}
    asked = list(made) if isinstance(made, Iterable) else [made]
    if not all(isinstance(each, Questionnaire) for each in asked):
        raise UsageError(f"{type(made).__name__} comes to no files; its rows and its report are in itself.")
    return _workbooks(asked)


def _workbooks(asked: Iterable[Questionnaire]) -> dict[str, bytes]:
    from pratique.reports.workbook import workbook

    given = list(asked)
    made = steps(given, len(given), "workbooks made")
    return {f"{_slug(each.recipient)}-{each.identifier[:8]}.xlsx": workbook(each) for each in made}


def questionnaire_files(asked: Iterable[Questionnaire], dossier: str | Path, folder: str | Path) -> dict[str, bytes]:
    """Questionnaires of a dossier -> their workbooks, and the file that says in `folder` what was sent to whom."""
    given = list(asked)
    books = _workbooks(given)
    sent = {
        name: {
            "recipient": each.recipient,
            "identifier": each.identifier,
            "questions": each.count,
            "facts": len(each.lines),
            "note_shown": each.note is not None,
            "accepted_by": each.accepted_by,
        }
        | ({"provenance": [f"{note.about}: {note.note}" for note in each.provenance]} if each.provenance else {})
        for name, each in zip(books, given, strict=True)
    }
    ledger = {"dossier": os.path.relpath(dossier, folder), "sent": sent}
    return books | for_pack({LEDGER: msgspec.json.format(msgspec.json.encode(ledger), indent=2) + b"\n"})


def _slug(name: str) -> str:
    return "-".join("".join(ch if ch.isalnum() else " " for ch in name.lower()).split())[:60] or "supplier"


def law_book_file(law_on: date | None = None, *, law_book: str | Path | None = None) -> MadeFile:
    """The law book, or that of a day, or an exported one -> the file that `--law-book` reads. Raises InvalidInput.

    >>> pratique.law_export().name
    'book.json'
    """
    from pratique.usecases.book.books import book_of, exported

    return MadeFile("book.json", exported(book_of(law_book), law_on))


@named_extras()
def checklist_file(instrument: str) -> MadeFile:
    """An instrument's id -> a check list for counsel (DOCX, extra `office`). Raises UsageError naming the others.

    >>> pratique.law_checklist("us.ear").name
    'us.ear.docx'
    """
    from pratique.reports.checklist import checklist
    from pratique.usecases.book.books import one

    return MadeFile(f"{instrument}.docx", checklist(*one(instrument)))
