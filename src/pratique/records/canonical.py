"""One value, one row of bytes: JSON as RFC 8785 writes it, without fractions.

Rule: keys stand in the order of their UTF-16 code units, nothing is escaped that need not be, and a number is a whole
one that every reader of JSON holds exactly. Whatever cannot be written in one way only is refused, never rounded.
Invariant: `canonical(parsed(canonical(value))) == canonical(value)`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

LARGEST = 2**53 - 1
"""The largest whole number that a reader of JSON surely holds exactly."""


def canonical(value: object) -> bytes:
    """The bytes of a plain value (objects, lists, texts, whole numbers, true, false, null). Raises ValueError."""
    return json.dumps(_ordered(value, ()), ensure_ascii=False, separators=(",", ":")).encode()


def parsed(data: bytes) -> object:
    """The value of canonical bytes. Raises ValueError for any other bytes, however alike."""
    try:
        value: object = json.loads(data.decode())
        same = canonical(value) == data
    except RecursionError:
        raise ValueError("the bytes are nested too deep") from None
    if not same:
        raise ValueError("the bytes are not in canonical form")
    return value


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _ordered(value: object, place: tuple[str, ...]) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        value.encode()  # half of a surrogate pair is no text
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} at /{'/'.join(place)} is larger than every reader holds; write it as text")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise ValueError(f"a key at /{'/'.join(place)} is no text")
        return {key: _ordered(value[key], (*place, key)) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ordered(each, (*place, str(at))) for at, each in enumerate(value)]
    raise ValueError(f"{type(value).__name__} at /{'/'.join(place)} has no one way to be written; write it as text")


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")
