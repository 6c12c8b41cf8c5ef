"""A dossier as the use cases read it: a folder with its files, the answers given and what counsel signed beside it.

Rule: the folder is made for one question and removed after it; a name never leaves it; a reply that waits for
acceptance is not among the answers. What is said of a dossier names files from this folder, so that no path of the
machine is told.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pratique.desk.blobs import bytes_of
from pratique.desk.models import Blob, Dossier, DossierFile, Judgement, Signoff
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput, Place
from pratique.files import refusal, scratch, write_whole
from pratique.usecases.answer.beside import findings_beside
from pratique.usecases.book.signed import SignedText, lay_signoffs
from pratique.usecases.missing.given import lay_answers
from pratique.usecases.ownership.judged import JudgedHit, lay_judgements
from pratique.value_class import dataclass

LONGEST_NAME = 200
"""Longest name of a file (bytes of UTF-8): a file system takes 255, of which its parts need some."""


def may_be_called(name: str) -> bool:
    """Whether a file may have this name in the folder of a dossier: a plain one, that any disk takes.

    >>> [may_be_called(each) for each in ("bom.csv", "..", "a/b.csv", "x" * 201)]
    [True, False, False, False]
    """
    if name in ("", ".", "..") or "/" in name:
        return False
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in name):
        return False
    return len(name.encode()) <= LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Content:
    """What a dossier holds at a revision: its newest files by name, its answers, what was taken back."""

    main: str
    files: tuple[DossierFile, ...]
    answers: tuple[Plain, ...]
    withdrawals: tuple[dict[str, str], ...]
    settings: Plain
    signed: tuple[Signoff, ...] = ()
    judged: tuple[Judgement, ...] = ()

    def to_json(self) -> bytes:
        """All of it, files by their hash; `content_from` reads it again."""
        plain = {
            "main": self.main,
            "files": {each.name: each.blob_id for each in self.files},
            "answers": self.answers,
            "withdrawals": self.withdrawals,
            "settings": self.settings,
            "signed": [
                (each.pk, each.cite, each.by_name, each.text_id, each.encoding_sha256) for each in self.signed
            ],
            "judged": [(each.pk, each.party, each.entry, each.says) for each in self.judged],
        }
        return msgspec.json.encode(plain, order="sorted")

    @property
    def sha256(self) -> str:
        """The hash of all of it."""
        return hashlib.sha256(self.to_json()).hexdigest()


def content_of(dossier: Dossier) -> Content:
    """What a dossier holds now."""
    newest: dict[str, DossierFile] = {}
    for each in dossier.files.select_related("blob").order_by("revision", "id"):
        newest[each.name] = each
    replies = list(dossier.replies.filter(waits=False).order_by("seq"))
    return Content(
        dossier.main,
        tuple(newest[name] for name in sorted(newest)),
        tuple(each.entry for each in replies if each.kind == "answer"),
        tuple(each.entry for each in replies if each.kind == "withdrawal"),
        dossier.settings,
        *beside(dossier.workspace_id),
    )


def beside(workspace: int) -> tuple[tuple[Signoff, ...], tuple[Judgement, ...]]:
    """What counsel signed and what was judged of hits in a workspace: it lies beside each of its dossiers."""
    return (
        tuple(Signoff.objects.filter(workspace_id=workspace, withdrawn=None).order_by("id")),
        tuple(Judgement.objects.filter(workspace_id=workspace).order_by("id")),
    )


def content_from(kept: bytes) -> Content:
    """What `Content.to_json` wrote, with the files that are still here."""
    plain = msgspec.json.decode(kept, type=_Kept)
    blobs = Blob.objects.in_bulk(list(plain.files.values()))
    if gone := sorted(name for name, mark in plain.files.items() if mark not in blobs):
        raise refusal("blob.gone", f"{gone[0]} is no longer kept.", Place(gone[0]), "Its hash is.")
    files = tuple(DossierFile(name=name, blob=blobs[mark]) for name, mark in sorted(plain.files.items()))
    rows = Signoff.objects.in_bulk([int(each[0]) for each in plain.signed])
    hits = Judgement.objects.in_bulk([int(each[0]) for each in plain.judged])
    judged = tuple(hits[int(each[0])] for each in plain.judged)
    signed = tuple(rows[int(each[0])] for each in plain.signed)
    return Content(plain.main, files, tuple(plain.answers), tuple(plain.withdrawals), plain.settings, signed, judged)


class _Kept(msgspec.Struct):
    main: str
    files: dict[str, str]
    answers: list[Plain]
    withdrawals: list[dict[str, str]]
    settings: Plain
    signed: list[tuple[int, str, str, str | None, str]] = []
    judged: list[tuple[int, str, str, str]] = []


@contextmanager
def laid_out(content: Content) -> Iterator[Path]:
    """The dossier's own file, in a folder with all that belongs to it, for as long as this lasts.

    What is wrong is told with files named from the folder.
    """
    with scratch() as folder:
        for each in content.files:
            write_whole(folder / Path(each.name).name, bytes_of(each.blob))
        main = folder / content.main
        try:
            if content.answers or content.withdrawals:
                lay_answers(main, content.answers, content.withdrawals)
            lay_judgements(folder, [as_judged(each) for each in content.judged])
            lay_signoffs(main, [as_signed(each) for each in content.signed])
            yield main
        except InvalidInput as error:
            raise InvalidInput(findings_beside(error.findings, folder)) from error


def as_signed(row: Signoff) -> SignedText:
    """A kept sign-off with the text that was read."""
    text = b"" if row.text is None else bytes_of(row.text)
    return SignedText(
        cite=row.cite,
        by=row.by_name,
        on=row.at.date(),
        text_name=row.text_name or "text",
        text=text,
        encoding_sha256=row.encoding_sha256,
        constructions=row.constructions,
        note=row.note,
    )


def as_judged(row: Judgement) -> JudgedHit:
    """A kept judgement."""
    entry, _, countries = row.entry.rpartition("|")
    code, _, number = entry.partition(":")
    held = tuple(filter(None, (each.strip() for each in countries.split(","))))
    return JudgedHit(
        party=row.party,
        countries=held,
        code=code,
        number=number,
        says=row.says,
        who=row.by_name,
        why=row.reason,
        when=row.at,
        seen=row.seen or "",
    )
