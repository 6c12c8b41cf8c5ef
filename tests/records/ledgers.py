"""A small ledger to try things on, and a verifier that shares no line with the program's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from pratique.records.chain import START, Chained, next_entry
from pratique.records.checkpoint import Signer

LEDGER = "desk.example/w1"
SIGNER = Signer("desk.example/w1", bytes(range(32)))


def ledger(size: int = 12, name: str = LEDGER) -> list[Chained]:
    """So many records, with texts that tempt a reader to write them otherwise."""
    entries: list[Chained] = []
    prev = START
    for seq in range(1, size + 1):
        about = {"answer": hashlib.sha256(b"%d" % seq).hexdigest(), "\u20ac\U0001f600\u00e9": "\u2028\\/", "n": seq}
        entries.append(
            next_entry(
                name, seq, prev, kind="decision", at=f"2026-11-28T13:56:{seq % 60:02}Z", who="J. Rivera", about=about
            )
        )
        prev = entries[-1].sha256
    return entries


def holds(entries: Sequence[Chained]) -> bool:
    """The second verifier: whether the chain holds, written from the description alone."""
    expected = bytes(32)
    for number, each in enumerate(entries):
        digest = hashlib.new("sha256")
        for part in (b"pratique record v1\n", expected, each.body):
            digest.update(part)
        if digest.hexdigest() != each.sha256 or expected.hex() != each.prev or each.seq != number + 1:
            return False
        if json.loads(each.body)["seq"] != number + 1:
            return False
        expected = digest.digest()
    return True


def merkle(leaves: Sequence[bytes]) -> bytes:
    """The root by the definition of RFC 6962, section 2.1."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = max(1 << bit for bit in range(len(leaves).bit_length()) if 1 << bit < len(leaves))
    return hashlib.sha256(b"\x01" + merkle(leaves[:k]) + merkle(leaves[k:])).digest()
