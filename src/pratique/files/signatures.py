"""Who vouches for a file: an Ed25519 signature beside it, made and checked with the extra `sign`.

Rule: a signature says which key made it and under which name; that the name is who it says is known only where the
public key was learnt another way and is named. A signature that does not fit is worse than none: it is a finding.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from pratique.errors import Place, named_extras
from pratique.files.documents import load_json
from pratique.files.plain import Plain
from pratique.files.regular import read_bytes, refusal
from pratique.files.writing import write_key, write_whole
from pratique.value_class import dataclass

SUFFIX = ".sig"
_LIMIT = 64 * 1024
_HEAD = "pratique signature 1"


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
    """Write a new private key, readable by its owner alone; the public half. Raises UsageError, InvalidInput.

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
    made = _ed25519()
    try:
        private = made.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(read_bytes(key, 1024).decode().strip()))
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
    if not file.is_file():
        return None
    place = Place(str(file))
    plain = load_json(read_bytes(file, _LIMIT), place)
    made = _ed25519()
    try:
        by, public = str(plain["by"]), str(plain["public_key"])
        if plain["format"] != _HEAD:
            raise ValueError(plain["format"])
        made.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(
            bytes.fromhex(plain["signature"]), _signed(by, data)
        )
    except Exception as error:  # InvalidSignature is no ValueError, and a shape can be wrong in any way
        message = f"The signature does not fit {Path(path).name}: one of the two was changed."
        raise refusal("signature.wrong", message, place, "Get both again from whoever signed.") from error
    return Signature(by, public)


def _signed(by: str, data: bytes) -> bytes:
    return f"{_HEAD}\0{by}\0{hashlib.sha256(data).hexdigest()}".encode()
