"""Bills of materials inside something else: a code host's answer, a statement of in-toto, an envelope of signatures.

Rule: what is wrapped is read as if it stood alone, and the wrapper is named. A signature is not checked and lends
nothing to what it signs.
"""

from __future__ import annotations

import base64
import binascii

import msgspec

from pratique.errors import Place
from pratique.items.bill import Bill

MOST_WRAPPERS = 3
"""How many wrappers may stand around each other."""


class Wrapper(msgspec.Struct):
    """The fields by which a wrapper is known."""

    sbom: msgspec.Raw = msgspec.Raw()
    predicate: msgspec.Raw = msgspec.Raw()
    predicateType: msgspec.Raw = msgspec.Raw()
    payload: msgspec.Raw = msgspec.Raw()
    payloadType: msgspec.Raw = msgspec.Raw()


def unwrapped(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The innermost document of `data`, and what it was wrapped in, outermost first.

    Raises `msgspec.DecodeError` where the wrapper is no JSON object.
    """
    names: list[str] = []
    for _ in range(MOST_WRAPPERS):
        found = _inner(data)
        if found is None:
            break
        data, name = found
        names.append(name)
    return data, tuple(names)


def _inner(data: bytes) -> tuple[bytes, str] | None:
    if not data.lstrip().startswith(b"{"):
        return None
    top = msgspec.json.decode(data, type=Wrapper)
    if bytes(top.sbom).startswith(b"{"):
        return bytes(top.sbom), "the answer of a code host (sbom)"
    if bytes(top.predicate).startswith(b"{") and bytes(top.predicateType):
        return bytes(top.predicate), "an in-toto statement (predicate)"
    if bytes(top.payload).startswith(b'"') and bytes(top.payloadType):
        try:
            inner = base64.b64decode(msgspec.json.decode(top.payload, type=str), validate=True)
        except (binascii.Error, ValueError):
            return None
        return inner, "an envelope of signatures (payload), which was not verified"
    return None


def tell(bill: Bill, names: tuple[str, ...]) -> Bill:
    """The bill with a note of what it was wrapped in."""
    if names:
        inside = ", inside ".join(reversed(names))
        bill.findings.add(
            "bill.wrapped",
            f"The bill stands inside {inside}; places are those of the bill.",
            Place(bill.file),
            "Nothing is to be done.",
            "note",
        )
    return bill
