"""Who vouches for a file: an Ed25519 signature beside it, made and checked with the extra `sign`.

Rule: a signature says which key made it and under which name; that the name is who it says is known only where the
public key was learnt another way and is named. A signature that does not fit is worse than none: it is a finding.
So is one in another writing than `sign` gives it, under a name that is no line of text or that looks like a key, and
of a key that signs anything (a point of small order).
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import msgspec

from pratique.errors import Place, UsageError, named_extras
from pratique.files.documents import load_json
from pratique.files.outward import is_harmless
from pratique.files.plain import Plain
from pratique.files.regular import read_bytes, read_secret, refusal
from pratique.files.writing import write_key, write_whole
from pratique.value_class import dataclass

SUFFIX = ".sig"
_LIMIT = 64 * 1024
_AGAIN = "Get both again from whoever signed."
_HEAD = "pratique signature 1"
_LONGEST_NAME = 200
_HEX = re.compile(r"[0-9a-f]+")
_LIKE_A_KEY = re.compile(r"[(（]\s*key\b|[0-9a-f]{16}", re.IGNORECASE)
"""A name that would be read as the key that is told beside it."""
_PRIME = 2**255 - 19
_ORDER_8 = (
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
)
_SMALL_ORDER = frozenset({0, 1, _PRIME - 1, *_ORDER_8})
"""The heights of the points of Ed25519 whose order divides eight: what they "sign", anybody can."""


@dataclass(frozen=True, slots=True)
class Signature(Plain):
    """Under which name a file was signed, by the key of which public half (hexadecimal)."""

    by: str
    public_key: str

    @property
    def words(self) -> str:
        return f"signed by {self.by} (key {self.public_key[:16]})"


def _ed25519() -> Any:
    with named_extras():
        from cryptography.hazmat.primitives.asymmetric import ed25519
    return ed25519


def new_key(path: str | Path) -> str:
    """A file to write -> the public half (hexadecimal) of a new private key, which is kept there for its owner alone.

    Raises UsageError without the extra `sign`, InvalidInput where the file is there or cannot be written.

    >>> len(pratique.sign_new_key("acme.key"))
    64
    """
    key = _ed25519().Ed25519PrivateKey.generate()
    step = "Name a new file; no key is written over."
    try:
        is_new = write_key(path, key.private_bytes_raw().hex() + "\n")
    except OSError as error:
        message = f"{str(path)!r} cannot be written: {error.strerror}."
        raise refusal("key.unwritable", message, Place(str(path)), step) from error
    if not is_new:
        raise refusal("key.unwritable", f"{str(path)!r} is there.", Place(str(path)), step)
    return str(key.public_key().public_bytes_raw().hex())


def sign(path: str | Path, key: str | Path, by: str) -> Signature:
    """Sign a file under a name: `FILE.sig` beside it. Raises UsageError, InvalidInput."""
    if fault := _fault_of_name(by):
        raise UsageError(f"Nobody signs as {ascii(by)[:80]}: {fault}.")
    made = _ed25519()
    try:
        private = made.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(read_secret(key).decode().strip()))
    except (ValueError, UnicodeDecodeError) as error:
        message = f"{str(key)!r} holds no private key."
        raise refusal(
            "key.invalid", message, Place(str(key)), "Make one with `pratique sign --new-key FILE`."
        ) from error
    public = private.public_key().public_bytes_raw().hex()
    signed = private.sign(_signed(by, read_bytes(path)))
    plain = {"format": _HEAD, "by": by, "public_key": public, "signature": signed.hex()}
    write_whole(signature_file(path), msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")
    return Signature(by, public)


def signature_file(path: str | Path) -> Path:
    """Where the signature of a file lies."""
    return Path(f"{path}{SUFFIX}")


def signature_of(path: str | Path, data: bytes) -> Signature | None:
    """Who signed the file with this content; None where nobody did.

    Raises InvalidInput where the signature does not fit, UsageError where the extra `sign` is missing.
    """
    file = signature_file(path)
    if not os.path.lexists(file):
        return None
    place = Place(str(file))
    plain = load_json(read_bytes(file, _LIMIT), place)
    try:
        by, public, signature = _checked(plain)
    except (KeyError, TypeError, ValueError) as error:
        message = f"This is no signature: {error!s:.200}."
        raise refusal("signature.invalid", message, place, _AGAIN) from error
    made = _ed25519()
    try:
        made.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(
            bytes.fromhex(signature), _signed(by, data)
        )
    except Exception as error:  # InvalidSignature is no ValueError
        message = f"The signature does not fit {Path(path).name}: one of the two was changed."
        raise refusal("signature.wrong", message, place, _AGAIN) from error
    return Signature(by, public)


def _checked(plain: Any) -> tuple[str, str, str]:
    """The name, the public key and the signature of a file of `sign`. Raises KeyError, TypeError, ValueError."""
    if not isinstance(plain, dict) or set(plain) != {"format", "by", "public_key", "signature"}:
        raise ValueError("it holds format, by, public_key and signature, each once and nothing else")
    by, public, signature = (plain[each] for each in ("by", "public_key", "signature"))
    if plain["format"] != _HEAD:
        raise ValueError(f"its format is {plain['format']!r}, not {_HEAD!r}")
    if not isinstance(by, str) or (fault := _fault_of_name(by)):
        raise ValueError(f"the name {ascii(by)[:80]} is none: {fault if isinstance(by, str) else 'it is no text'}")
    for name, digits, length in (("public_key", public, 64), ("signature", signature, 128)):
        if not isinstance(digits, str) or len(digits) != length or not _HEX.fullmatch(digits):
            raise ValueError(f"its {name} is not {length} hexadecimal digits in small letters")
    height = int.from_bytes(bytes.fromhex(public), "little") % 2**255
    if height >= _PRIME or height in _SMALL_ORDER:
        raise ValueError("under its key anybody can sign anything")
    return by, public, signature


def _fault_of_name(by: str) -> str:
    """Why nobody can be called so beside a key; empty where somebody can."""
    if not by.strip() or len(by) > _LONGEST_NAME or not all(map(is_harmless, by)):
        return f"it is not one line of 1 to {_LONGEST_NAME} characters that can be seen"
    return "it reads as a key" if _LIKE_A_KEY.search(by) else ""


def _signed(by: str, data: bytes) -> bytes:
    return f"{_HEAD}\0{by}\0{hashlib.sha256(data).hexdigest()}".encode()
