"""A decision made again from what was recorded: under the law book of then, or of now.

Rule: files, answers, settings and the day of the evidence are those that the record names by hash, never those that
the dossier holds now; nothing is stored. (a) the same program under the stored book gives the same bytes; (b) another
program under the stored book shows what the program changed; (c) the present book shows what the law changed too.
"""

from __future__ import annotations

from datetime import date

import msgspec

from pratique.desk.blobs import bytes_of
from pratique.desk.decisions import BOOK, decide, whole_book_hash
from pratique.desk.folders import Content, content_from
from pratique.desk.jobs import Lease
from pratique.desk.ledger import chained
from pratique.desk.models import Blob, Record
from pratique.desk.plain import Plain
from pratique.errors import UsageError
from pratique.files import scratch, write_whole
from pratique.records.chain import read
from pratique.usecases.answer.answer import Answer
from pratique.usecases.answer.difference import Difference, differences
from pratique.usecases.book.books import Book, book_of
from pratique.value_class import dataclass
from pratique.version import __version__

BOOKS = ("old", "present")
KIND = "replay"
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Replayed:
    """A decision made again: the record, under which book, whether the bytes are equal, and what differs."""

    record: int
    book: str
    program_then: str
    program_now: str
    same_bytes: bool
    differences: tuple[Difference, ...]
    answer: bytes


def replayed(record: Record, book: str = "old") -> Replayed:
    """Decide again what a record tells. Raises UsageError for what is no decision, InvalidInput where files went."""
    said = read(chained(record))
    if said.kind != "decision" or book not in BOOKS:
        raise UsageError(f"Record {record.seq} tells no decision, or {book!r} is neither of {', '.join(BOOKS)}.")
    was = bytes_of(_blob(said.about["answer"]))
    content = content_from(bytes_of(_blob(said.about["content"])))
    known_on = date.fromisoformat(str(said.about["known_on"]))
    if book == "old" and said.about["book"] != whole_book_hash():
        made = _under_stored(content, str(said.about[BOOK]), known_on)
    else:
        made = decide(content, known_on)[0]
    now = made.to_json()
    old = msgspec.json.decode(was, type=Answer)
    return Replayed(
        record.seq,
        book,
        str(said.about["program"]),
        f"pratique {__version__}",
        now == was,
        () if now == was else differences(old, made),
        now,
    )


def _blob(mark: object) -> Blob:
    found = Blob.objects.filter(sha256=str(mark)).first()
    if found is None:
        raise UsageError(f"What the record names {str(mark)[:16]} is not in this database.")
    return found


def _under_stored(content: Content, mark: str, known_on: date) -> Answer:
    with scratch() as folder:
        path = folder / "law-book.json"
        write_whole(path, bytes_of(_blob(mark)))
        book: Book | None = book_of(path)
        return decide(content, known_on, book)[0]


def replay_job(held: Lease) -> Plain:
    """Decide again what a record of the workspace tells, and say what differs."""
    record = Record.objects.filter(pk=held.job.given["record"], ledger__workspace=held.job.workspace).first()
    if record is None:
        raise UsageError("There is no such record.")
    held.tell(0, 1, "deciding again")
    found = replayed(record, held.job.given["book"])
    told = [str(each) for each in found.differences[:MOST_TOLD]]
    return {
        "record": found.record,
        "book": found.book,
        "then": found.program_then,
        "now": found.program_now,
        "same": found.same_bytes,
        "differences": told,
        "more": max(0, len(found.differences) - MOST_TOLD),
    }
