"""A chain of records: each is bound to the one before by its hash, and says itself what it is.

Rule: a body is canonical bytes that name their own version, ledger, number, kind, time and person; all else it tells
by hash or in `about`. What does not hash is not read. Invariant: any byte of any record changed is told with the
number of that record, and nothing that is found in a ledger makes the check raise.
A chain alone proves nothing against who owns the database: only a checkpoint kept elsewhere does (`checkpoint`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pratique.records.canonical import canonical, parsed, sha256
from pratique.value_class import dataclass

VERSION = 1
START = "0" * 64
"""What the first record of a ledger follows."""
_PREFIX = b"pratique record v1\n"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")


@dataclass(frozen=True, slots=True)
class Chained:
    """One record as it is stored: number from 1, canonical body, hash of the one before, own hash (hexadecimal).

    `kind` and `at` are what the store says beside the body; None where it says nothing.
    """

    seq: int
    body: bytes
    prev: str
    sha256: str
    kind: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which record (its number; 0 where it is the ledger as a whole)."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"record {self.seq}: {self.what}" if self.seq else self.what


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says: who did what kind of thing when (UTC), and about what."""

    ledger: str
    seq: int
    kind: str
    at: str
    who: str
    about: Mapping[str, object]


def hash_of(prev: str, body: bytes) -> str:
    """The hash of a record: SHA-256 of the prefix, the 32 bytes of the hash before, and the body."""
    return sha256(_PREFIX + bytes.fromhex(prev) + body)


def next_entry(
    ledger: str, seq: int, prev: str, *, kind: str, at: str, who: str, about: Mapping[str, object]
) -> Chained:
    """The record that follows `prev`. `at` is UTC as 2026-11-28T13:56:02Z. Raises ValueError."""
    if not _TIME.fullmatch(at):
        raise ValueError(f"{at!r} is no time in UTC; write it as 2026-11-28T13:56:02Z")
    body = canonical({"v": VERSION, "ledger": ledger, "seq": seq, "kind": kind, "at": at, "who": who, "about": about})
    return Chained(seq, body, prev, hash_of(prev, body), kind, at)


def read(entry: Chained) -> Said:
    """What a record says. Raises ValueError where it does not hash, so that nothing changed is ever read."""
    if not re.fullmatch("[0-9a-f]{64}", entry.prev) or hash_of(entry.prev, entry.body) != entry.sha256:
        raise ValueError("it is not what was recorded: body, hash or hash before was changed")
    said = parsed(entry.body)
    match said:
        case {
            "v": int(version),
            "ledger": str(ledger),
            "seq": int(seq),
            "kind": str(kind),
            "at": str(at),
            "who": str(who),
            "about": dict(about),
        } if version == VERSION and isinstance(said, dict) and len(said) == 7:
            return Said(ledger, seq, kind, at, who, about)
    raise ValueError("its body is none of this program")


def faults(entries: Iterable[Chained], ledger: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a ledger from its first record on; none where it holds."""
    found: list[Fault] = []
    before, seq = START, 0
    for seq, entry in enumerate(entries, start=1):
        found += (Fault(entry.seq if entry.seq > 0 else seq, what) for what in _wrong(entry, seq, before, ledger))
        before = entry.sha256
    return tuple(found)


def _wrong(entry: Chained, seq: int, before: str, ledger: str) -> Iterable[str]:
    if entry.seq != seq:
        yield f"stands where record {seq} belongs"
    if entry.prev != before:
        yield "does not follow the record before it"
    try:
        said = read(entry)
    except ValueError as error:
        yield str(error)
        return
    if said.seq != entry.seq or said.ledger != ledger:
        yield f"says that it is record {said.seq} of {said.ledger!r}"
    for name, shown, recorded in (("kind", entry.kind, said.kind), ("at", entry.at, said.at)):
        if shown is not None and shown != recorded:
            yield f"its {name} is shown as {shown!r} and recorded as {recorded!r}"
