"""Duplicate keys in JSON objects: found, since a decoder silently keeps the last.

Rule: the two things a repeated key says are both on the page, and which of them is meant is not for a reader to
choose. Counting keys is quick: an array of objects is decoded to members and written again, and where the two
texts have the same number of keys none was dropped. Only where they differ is each object walked.

A key is counted as a quote followed by a colon, blanks left out. A string may hold those two characters too, but
then in both texts alike; an escape in a key could hide one, so texts with `\\u` are walked.
"""

from __future__ import annotations

import msgspec
from msgspec import Raw

from pratique.files.documents import count_keys

_members = msgspec.json.Decoder(list[dict[str, Raw]])
_encode = msgspec.json.Encoder().encode


def array_is_plain(text: bytes) -> bool:
    """Whether no object that is an element of this array repeats a key (what lies deeper is not looked at).

    False also where that cannot be seen so quickly; then walk it with `repeated_keys`.
    """
    if _may_hide_one(text):
        return False
    try:
        return as_many_keys(_encode(_members.decode(text)), text)
    except (msgspec.DecodeError, RecursionError):
        return False


def as_many_keys(kept: bytes, text: bytes) -> bool:
    """Whether what was `kept` of a text has as many keys as the text; False also where an escape may hide one."""
    if kept == text:  # a text without blanks comes out as it went in
        return True
    return not _may_hide_one(text) and count_keys(kept) == count_keys(text)


def _may_hide_one(text: bytes) -> bool:
    return b"\\" in text and b"\\u" in text  # the first is ten times quicker, and most texts have no escape
