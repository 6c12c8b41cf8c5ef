"""The list of the files of a pack with their hashes, so that anybody can check that none was changed.

Rule: names are relative and in order, so that the same files give the same manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from pratique.errors import Findings, Place
from pratique.files import contained, load_json, read_bytes, refusal
from pratique.files.plain import Data, Plain
from pratique.files.signatures import Signature, sign, signature_of
from pratique.law.export import read_book
from pratique.value_class import dataclass

NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"
"""Who vouches for the manifest, and by it for every file."""
LIMIT = 512 * 1024**2
"""Largest file of a pack (bytes)."""


def manifest(files: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    """The manifest of `files` as JSON, with what it is `about` (hashes of law book and input)."""
    listed = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return msgspec.json.format(msgspec.json.encode({"about": dict(about), "sha256": listed}), indent=2) + b"\n"


def verify(folder: str | Path) -> Findings:
    """What of a pack is missing, was changed or was added since its manifest was written; no finding where nothing.

    Raises `InvalidInput` where there is no manifest that can be read.
    """
    findings = Findings()
    root = Path(folder)
    place = Place(str(root / NAME))
    plain = load_json(read_bytes(root / NAME, LIMIT), place)
    listed = plain.get("sha256") if isinstance(plain, dict) else None
    if not isinstance(listed, dict) or not listed or not all(isinstance(mark, str) for mark in listed.values()):
        raise refusal(
            "pack.manifest", "The manifest lists no files with their SHA-256.", place, "Make the pack again."
        )
    for name, mark in listed.items():
        file = contained(root, name)
        if not file.is_file():
            findings.add("pack.missing", f"{name} is missing.", Place(str(file)), "Make the pack again.")
        elif hashlib.sha256(read_bytes(file, LIMIT)).hexdigest() != mark:
            findings.add("pack.changed", f"{name} was changed.", Place(str(file)), "Make the pack again.")
    known = {*listed, NAME, SIGNATURE}
    for file in sorted(root.iterdir()):
        if file.name not in known:
            step = "Take it out, or make the pack again with it."
            findings.add("pack.added", f"{file.name} is no file of the pack.", Place(str(file)), step)
    return findings


@dataclass(frozen=True, slots=True)
class Verified(Plain):
    """What is wrong with a pack or a file, and what its signature says in words."""

    findings: Findings
    signature: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing, changed or added, and the signature fits."""
        return not self.findings.errors

    def to_dict(self) -> Data:
        """The same as JSON values."""
        found = [each.to_dict() for each in self.findings]
        return {"whole": self.is_whole, "signature": self.signature, "findings": found}


def verify_any(path: str | Path, key: str | None = None) -> Verified:
    """A pack (folder) or an exported law book -> what was changed in it, and who vouches for it.

    With `key`, at least 16 hexadecimal digits of a public key, it must be signed by that one. Raises InvalidInput.

    >>> pratique.law_export().write("unsigned.json")
    >>> pratique.verify("unsigned.json").is_whole
    True
    """
    return verify_pack(path, key) if Path(path).is_dir() else verify_file(path, key)


def sign_any(path: str | Path, key: str | Path, by: str) -> Signature:
    """A pack (folder) or an exported law book, a private key and a name -> its signature, written beside it.

    Raises UsageError without the extra `sign`, InvalidInput for a file that holds no key.

    >>> public = pratique.sign_new_key("firm.key")
    >>> pratique.law_export().write("signed.json")
    >>> pratique.sign("signed.json", "firm.key", "Acme").words
    'signed by Acme (key ...)'
    """
    return sign(Path(path) / NAME if Path(path).is_dir() else path, key, by)


def verify_pack(folder: str | Path, key: str | None = None) -> Verified:
    """A pack against its manifest, and the manifest's signature; with `key` it must be of that public key."""
    findings = verify(folder)
    return Verified(findings, _signature(Path(folder) / NAME, key, findings))


def verify_file(path: str | Path, key: str | None = None) -> Verified:
    """An exported law book, and its signature; with `key` it must be of that public key. Raises `InvalidInput`."""
    read_book(path)
    findings = Findings()
    return Verified(findings, _signature(Path(path), key, findings))


def _signature(path: Path, key: str | None, findings: Findings) -> str:
    found = signature_of(path, read_bytes(path, LIMIT))
    if key is not None and (len(key) < 16 or found is None or not found.public_key.startswith(key.lower())):
        told = "nobody signed it" if found is None else found.words
        step = "Do not rely on it; give at least 16 digits of the key."
        findings.add("signature.other", f"It is not signed by the key {key}: {told}.", Place(str(path)), step)
    return "nobody signed it" if found is None else found.words
