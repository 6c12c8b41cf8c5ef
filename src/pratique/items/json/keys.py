"""Duplicate keys in JSON objects: found, since a decoder silently keeps the last.

Rule: the two things a repeated key says are both on the page, and which of them is meant is not for a reader to
choose. Counting keys is quick: an array of objects is decoded to members and written again, and where the two
texts have the same number of keys none was dropped. Only where they differ is each object walked.

A key is counted as a quote followed by a colon, blanks left out. A string may hold those two characters too, but
then in both texts alike; an escape in a key could hide one, so texts with `\\u` are walked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Raw

BLANKS = b" \t\n\r"
_members = msgspec.json.Decoder(list[dict[str, Raw]])
_encode = msgspec.json.Encoder().encode


def count_keys(text: bytes) -> int:
    """The number of `":` in a JSON text, blanks apart."""
    return text.translate(None, BLANKS).count(b'":')


def array_is_plain(text: bytes) -> bool:
    """Whether no object that is an element of this array repeats a key (what lies deeper is not looked at).

    False also where that cannot be seen so quickly; then walk it with `repeated_keys`.
    """
    if b"\\" in text and b"\\u" in text:  # the first look is ten times quicker, and most texts have no escape
        return False
    try:
        kept = _encode(_members.decode(text))
        # A text without blanks comes out as it went in.
        return kept == text or count_keys(kept) == count_keys(text)
    except (msgspec.DecodeError, RecursionError):
        return False


def repeated_keys(text: bytes) -> Sequence[str]:
    """The keys that some object in this JSON text repeats, at any depth, in order of discovery.

    A text nested too deeply to be walked gives none: it is refused elsewhere.
    """
    repeated: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len({key for key, _ in pairs}) == len(pairs):
            return
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                repeated[key] = None
            seen.add(key)

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return ()
    return tuple(repeated)
