"""The records of a desk as plain data, for the terminal.

Rule: nothing here decides but `replayed`; nothing is changed but by a checkpoint, which is appended.
"""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec

from pratique.desk import ledger as chain
from pratique.desk import replay
from pratique.desk.blobs import bytes_of
from pratique.desk.models import Blob, Ledger, Record
from pratique.errors import InvalidInput, UsageError
from pratique.files import write_whole
from pratique.records.archive import archive, zipped
from pratique.records.chain import Said, read
from pratique.records.checkpoint import fingerprint
from pratique.reports.html import html
from pratique.usecases.answer.answer import Answer
from pratique.usecases.answer.difference import Difference

NAMED = ("answer", "content", "book_file", "pack", "text")
"""Where a record names bytes that are kept."""


class RecordOut(msgspec.Struct, frozen=True, kw_only=True):
    """A record: number, kind, time (UTC), person, what it is about, its hash and the one before; what is wrong."""

    ledger: str
    seq: int
    kind: str
    at: str
    who: str
    about: dict[str, object]
    sha256: str
    prev: str
    wrong: str = ""


class LedgerOut(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger: its name, how many records, whether they hold (`faults` empty), its newest checkpoint and key."""

    ledger: str
    size: int
    faults: tuple[str, ...]
    checkpoint: str
    fingerprint: str


class ReplayOut(msgspec.Struct, frozen=True, kw_only=True):
    """A decision made again: under which book, whether the bytes are equal, what differs."""

    record: int
    book: str
    program_then: str
    program_now: str
    same_bytes: bool
    differences: tuple[Difference, ...]


def ledgers(name: str | None = None) -> list[Ledger]:
    """The ledgers whose name holds `name`, all by default. Raises UsageError where there is none such."""
    found = list(Ledger.objects.filter(name__contains=name or "").order_by("id"))
    if name and not found:
        known = ", ".join(Ledger.objects.values_list("name", flat=True)) or "none yet"
        raise UsageError(f"There is no ledger {name!r}; there are: {known}.")
    return found


def one_ledger(name: str | None) -> Ledger:
    """The one ledger meant. Raises UsageError where it is not clear which."""
    found = [each for each in ledgers(name) if name or not each.name.endswith(f"/{chain.AUDIT}")]
    if len(found) != 1:
        known = ", ".join(each.name for each in found) or "none yet"
        raise UsageError(f"Say which ledger by --ledger NAME; there are: {known}.")
    return found[0]


def listed(ledger: Ledger, kind: str | None = None, latest: int = 50) -> list[RecordOut]:
    """The newest records, oldest first, of a kind if one is named."""
    rows = ledger.records.order_by("-seq")
    rows = rows.filter(kind=kind) if kind else rows
    return [told(each) for each in reversed(list(rows.select_related("ledger")[:latest]))]


def record(ledger: Ledger, seq: int) -> Record:
    """The record of a number. Raises UsageError."""
    found = ledger.records.filter(seq=seq).select_related("ledger").first()
    if found is None:
        raise UsageError(f"{ledger.name} has no record {seq}; it has {ledger.size}.")
    return found


def told(row: Record) -> RecordOut:
    """A record as plain data; what does not hash is not read and says so."""
    entry = chain.chained(row)
    try:
        said, wrong = read(entry), ""
    except ValueError as error:
        said, wrong = Said(row.ledger.name, row.seq, row.kind, chain.shown(row.at), "", {}), str(error)
    return RecordOut(
        ledger=said.ledger,
        seq=said.seq,
        kind=said.kind,
        at=said.at,
        who=said.who,
        about=dict(said.about),
        sha256=row.sha256,
        prev=row.prev,
        wrong=wrong,
    )


def checked(ledger: Ledger) -> LedgerOut:
    """A ledger, verified now."""
    newest = ledger.checkpoints.order_by("-size", "-id").first()
    key = chain.public_key(ledger)
    return LedgerOut(
        ledger=ledger.name,
        size=ledger.size,
        faults=tuple(str(each) for each in chain.verify(ledger)),
        checkpoint=newest.note if newest else "",
        fingerprint=fingerprint(key) if key else "",
    )


def signed(ledger: Ledger) -> str:
    """A new checkpoint over all records, as its note."""
    return chain.sign_now(ledger).note


def replayed(row: Record, book: str) -> ReplayOut:
    """A decision made again. Raises UsageError, InvalidInput."""
    made = replay.replayed(row, book)
    return ReplayOut(
        record=made.record,
        book=made.book,
        program_then=made.program_then,
        program_now=made.program_now,
        same_bytes=made.same_bytes,
        differences=made.differences,
    )


def exported(ledger: Ledger, path: str | Path) -> int:
    """Write the archive of a ledger, signed as of now, with every blob that it names; how many records it holds."""
    write_whole(path, archived(ledger))
    return ledger.records.count()


def archived(ledger: Ledger) -> bytes:
    """The archive of a ledger as a zip: records, checkpoints, files, law books, answers, the script that checks."""
    chain.sign_now(ledger)
    bag = archive(
        list(chain.entries(ledger)),
        sealed=chain.sealed_of(ledger),
        checkpoints=list(ledger.checkpoints.order_by("size", "id").values_list("note", flat=True)),
        key=chain.public_key(ledger),
        beside=_beside(ledger),
    )
    return zipped(bag, ledger.name.replace("/", "-"))


def _beside(ledger: Ledger) -> dict[str, bytes]:
    """The bytes that the records name, by hash, and each answer as a page."""
    made: dict[str, bytes] = {}
    for row in ledger.records.order_by("seq").select_related("ledger"):
        about = told(row).about
        marks = [str(about[name]) for name in NAMED if name in about]
        content = _kept(str(about.get("content", "")))
        if content:
            marks += msgspec.json.decode(content, type=_Files).files.values()
        for mark in marks:
            if f"blobs/{mark}" not in made and (data := _kept(mark)) is not None:
                made[f"blobs/{mark}"] = data
        if row.kind == "decision" and (answer := made.get(f"blobs/{about.get('answer')}")):
            made[f"answers/{row.seq:09}.html"] = html(msgspec.json.decode(answer, type=Answer)).encode()
    return made


class _Files(msgspec.Struct):
    files: dict[str, str]


def _kept(mark: str) -> bytes | None:
    blob = Blob.objects.filter(sha256=mark).first()
    try:
        return None if blob is None else bytes_of(blob)
    except InvalidInput:
        return None  # it went by its retention: its hash stays


def proof_of(ledger: Ledger, seq: int) -> str:
    """That a record is in the newest checkpoint: the note, the number, and the hashes up to its root, as one text."""
    from pratique.records.tree import inclusion

    note = ledger.checkpoints.filter(size__gte=seq).order_by("-size", "-id").first()
    if note is None:
        raise UsageError(f"No checkpoint holds record {seq} yet: make one with `pratique records checkpoint`.")
    hashes = list(ledger.records.order_by("seq").values_list("sha256", flat=True))[: note.size]
    path = inclusion([bytes.fromhex(each) for each in hashes], seq - 1)
    lines = ["c2sp.org/tlog-proof@v1", f"index {seq - 1}", *(base64.b64encode(each).decode() for each in path)]
    return "\n".join([*lines, "", note.note])
