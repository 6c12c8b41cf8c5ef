"""Under which keys a record of a large graph is found, worked out of each record by itself.

Rule: what hangs on other records is told beside the key: a party that is only named beside others is found by one
record that names it, and an id that may be a name by that name, unless a record states another. So records may be
looked at in any order and on any machine; what is told of them is put together once all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from pratique.errors import Findings
from pratique.parties.holdings import Claim, Hole, PartyClaim
from pratique.parties.readers.stakes import rows_at
from pratique.parties.registry import party_ids
from pratique.parties.stored.claims import keys_of_claim
from pratique.parties.stored.keys import about_key, text_keys
from pratique.parties.stored.large import ANYBODY, LINE_BITS, signed

FOUND, BESIDE, CALLED, DESCRIBED, WRONG, UNREAD = range(6)
"""What is told of a record: it is found under a key; so it is where none is found there; so it is by a name that
`name` may be where no record states one; it states what `name` is called; `data` is a finding; it is not UTF-8."""
REPLACED = "\ufffd"
"""What Spark puts where a byte is none of UTF-8."""


class ToldOfRecord(NamedTuple):
    """One thing that is told of a record, with the record itself."""

    what: int
    key: int
    record: int
    data: bytes
    name: str = ""


def record_number(file: int, line: int) -> int:
    """The number of a record: by its file, then by its line."""
    return (file << LINE_BITS) | line


def told_of_claims(claims: Sequence[Claim], record: int, data: bytes) -> Iterator[ToldOfRecord]:
    """What a record that makes these claims is found under."""
    open_to_all = not claims or any(
        not keys_of_claim(each) or (isinstance(each, Hole) and each.number) for each in claims
    )
    keys = {key for each in claims for key in keys_of_claim(each)}
    for key in sorted(keys | ({ANYBODY} if open_to_all else set())):
        yield ToldOfRecord(FOUND, signed(key), record, data)
    names = {name: None for each in claims for name in party_ids(each)}
    for name in names:
        if (key := about_key(name)) not in keys:
            yield ToldOfRecord(BESIDE, signed(key), record, data)
        if not any(map(str.isdigit, name)):
            for key in text_keys(name):
                yield ToldOfRecord(CALLED, signed(key), record, data, name)
    for each in claims:
        if isinstance(each, PartyClaim) and each.party.names:
            yield ToldOfRecord(DESCRIBED, 0, record, b"", each.party.id)


def told_of_lines(lines: Iterable[tuple[int, str]], header: str, source: str, file: int) -> Iterator[ToldOfRecord]:
    """What some lines of a table of stakes are found under, and what is wrong with them; blank ones are left out."""
    for line, text in lines:
        if not text.strip("\r\n"):
            continue
        record, data = record_number(file, line), text.encode()
        if REPLACED in text:
            yield ToldOfRecord(UNREAD, 0, record, b"")
        findings = Findings()
        yield from told_of_claims(list(rows_at(header, [(line, data)], source, findings)), record, data)
        for each in findings:
            yield ToldOfRecord(WRONG, 0, record, msgspec.json.encode(each))
