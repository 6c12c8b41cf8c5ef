"""A signed root of a ledger, as a note of three lines that anybody can check (C2SP tlog-checkpoint, Ed25519).

Rule: the note says the ledger, its size and the root of its tree; whoever keeps one elsewhere - printed in a pack,
mailed to counsel - can show later that nothing before it was changed, dropped or put in. A key in the same archive
proves nothing by itself: compare its fingerprint with the printed one.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pratique.errors import named_extras
from pratique.records.tree import root
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_SIGNED = "\N{EM DASH} "
_NAME = re.compile(r"[^\s+]+")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a name without blanks or plus (`desk.example/w1`) and a private key of 32 bytes."""

    name: str
    private: bytes

    @property
    def key(self) -> str:
        """The public half as others are given it: name+id+base64 (a C2SP verifier key)."""
        return verifier(self.name, _private(self.private).public_key().public_bytes_raw())


def verifier(name: str, public: bytes) -> str:
    """A public key of 32 bytes under a name, as one line. Raises ValueError for a name that is none."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a key: no blank and no plus")
    return f"{name}+{_id(name, public).hex()}+{base64.b64encode(_ED25519 + public).decode()}"


def fingerprint(key: str) -> str:
    """What people compare: SHA-256 of the public key, in groups of four digits. Raises ValueError."""
    digits = hashlib.sha256(_public(key)[1]).hexdigest()
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def signed(signer: Signer, ledger: str, hashes: Sequence[str]) -> str:
    """The checkpoint over the records with these hashes (hexadecimal, all of them, in order)."""
    head = base64.b64encode(root([bytes.fromhex(each) for each in hashes])).decode()
    text = f"{ledger}\n{len(hashes)}\n{head}\n"
    private = _private(signer.private)
    mark = _id(signer.name, private.public_key().public_bytes_raw())
    signature = base64.b64encode(mark + private.sign(text.encode())).decode()
    return f"{text}\n{_SIGNED}{signer.name} {signature}\n"


def fault(note: str, key: str, ledger: str, hashes: Sequence[str]) -> str:
    """What a checkpoint says against the ledger with these hashes; empty where all of it holds. Never raises.

    A ledger that has grown since is held to its first records.
    """
    try:
        name, public = _public(key)
        text, _, lines = note.partition("\n\n")
        origin, size, head = text.split("\n")
        signature = next(each for each in lines.splitlines() if each.startswith(f"{_SIGNED}{name} "))
        raw = base64.b64decode(signature.rpartition(" ")[2], validate=True)
        count, expected = int(size), base64.b64decode(head, validate=True)
        if note != f"{text}\n\n{signature}\n" or str(count) != size or raw[:4] != _id(name, public):
            return "the note is none that this key signed"
        _check(public, raw[4:], f"{text}\n".encode())
    except (ValueError, StopIteration, TypeError):
        return "the note is none that this key signed"
    if origin != ledger:
        return f"the note is of the ledger {origin!r}"
    if count > len(hashes):
        return f"{count} records were signed and only {len(hashes)} are here: the last were dropped"
    try:
        same = root([bytes.fromhex(each) for each in hashes[:count]]) == expected
    except ValueError:
        same = False
    return "" if same else f"the first {count} records are not those that were signed"


def _id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _public(key: str) -> tuple[str, bytes]:
    name, _, rest = key.strip().partition("+")
    raw = base64.b64decode(rest.partition("+")[2], validate=True)
    if verifier(name, raw[1:]) != key.strip() or len(raw) != 33:
        raise ValueError("the line is no key of a verifier")
    return name, raw[1:]


def _private(key: bytes) -> Ed25519PrivateKey:
    with named_extras():
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    return Ed25519PrivateKey.from_private_bytes(key)


def _check(public: bytes, signature: bytes, text: bytes) -> None:
    """Raises ValueError where the signature is not of this key."""
    with named_extras():
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    made: Ed25519PublicKey = Ed25519PublicKey.from_public_bytes(public)
    try:
        made.verify(signature, text)
    except InvalidSignature:
        raise ValueError("the signature is of another key or text") from None
