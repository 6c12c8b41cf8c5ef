"""The keys under which records of a stored graph are found: numbers of 64 bits made of texts.

Rule: a key says what kind of thing it is (whom a record is about, an identifier, a name, a record that is replaced)
and is made the same way from one text and from a column of texts. Two texts may share a key by chance: whoever looks
up a key gets more than was asked for, never less.
"""

from __future__ import annotations

from pratique.parties.join import name_keys
from pratique.parties.names.scripts import look_of
from pratique.parties.registers import register_of

_BASE, PRIME, _MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1
ABOUT, NUMBER, NAME, RECORD, ANY_NUMBER = b"a", b"i", b"n", b"r", b"x"


def key_of(kind: bytes, text: str) -> int:
    """The key of a text (FNV-1a over its UTF-8 bytes, behind its kind)."""
    return extended(_BASE, kind + text.encode())


def about_key(name: str) -> int:
    """The key of a party's id, the same for ids that look alike: one of them may be a slip for the other."""
    return key_of(ABOUT, look_of(name))


def extended(key: int, data: bytes) -> int:
    """A key with further bytes behind it."""
    for byte in data:
        key = ((key ^ byte) * PRIME) & _MASK
    return key


def number_keys(scheme: str, number: str) -> tuple[int, int]:
    """The keys of an identifier: with its scheme, and of the number alone."""
    register, plain = register_of(scheme, number)
    return key_of(NUMBER, f"{register}\0{plain}"), key_of(ANY_NUMBER, plain)


def text_keys(name: str) -> list[int]:
    """The keys of a name, one for each way of writing it that joins."""
    return sorted(key_of(NAME, "\0".join(key)) for key in name_keys(name))


def may_be_name(name: str) -> bool:
    """Whether an id may be what somebody is called: it has no digit, or is of several words."""
    return " " in name or not any(map(str.isdigit, name))


def record_key(source: str, record: str) -> int:
    """The key of a record that later statements of its source replace."""
    return key_of(RECORD, f"{source}\0{record}")
