"""The key with which a sender marks what it sends, so that what comes back can be told from what was made up.

Rule: the key lies beside the dossier, readable by its owner alone, and is never part of what is sent; a mark says
nothing of what it marks.
"""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from pratique.errors import InvalidInput, Place
from pratique.files.regular import read_secret, refusal
from pratique.files.writing import sweep, write_key

LENGTH = 32
"""Bytes of a key."""


def key_file(dossier: str | Path) -> Path:
    """Where the key of a dossier lies: `dossier.key` beside `dossier.toml`."""
    return Path(dossier).with_suffix(".key")


def sender_key(dossier: str | Path) -> bytes:
    """The key of whoever sends questions about a dossier, made where there is none yet. Raises `InvalidInput`."""
    path = key_file(dossier)
    sweep(path)  # a writer that was ended once the key had its name leaves a second copy of it
    if not path.exists():
        try:
            write_key(path, secrets.token_hex(LENGTH) + "\n")
        except OSError as error:
            message = f"{str(path)!r}, the key of what is sent, cannot be written: {error.strerror}."
            raise refusal("key.unwritable", message, Place(str(path)), "Make the folder writable.") from error
    return kept_key(dossier)


def kept_key(dossier: str | Path) -> bytes:
    """The key of a dossier. Raises `InvalidInput` (`key.missing`, `key.invalid`, `key.readable`)."""
    path = key_file(dossier)
    step = "Replies can be read only where the questions were sent from; ask again from here."
    try:
        text = read_secret(path).decode("ascii", "replace").strip()
    except InvalidInput as error:
        if any(each.code == "key.readable" for each in error.findings):
            raise
        message = f"There is no {str(path)!r}, with which what was sent from here is marked."
        raise refusal("key.missing", message, Place(str(path)), step) from error
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise refusal("key.invalid", f"{str(path)!r} holds no key.", Place(str(path)), step)
    return key


def mark_of(key: bytes, *parts: str) -> str:
    """The mark of some texts under a key: HMAC-SHA256, hexadecimal."""
    return hmac.new(key, "\0".join(parts).encode(), "sha256").hexdigest()


def is_marked(key: bytes, mark: str, *parts: str) -> bool:
    """Whether `mark` is the mark of these texts."""
    return hmac.compare_digest(mark_of(key, *parts).encode(), mark.encode())
