"""The list of the files of a pack with their hashes, so that anybody can check that none was changed.

Rule: names are relative and in order, so that the same files give the same manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from pratique.errors import Findings, Place
from pratique.files import contained, load_json, read_bytes

NAME = "manifest.json"
LIMIT = 512 * 1024**2
"""Largest file of a pack (bytes)."""


def manifest(files: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    """The manifest of `files` as JSON, with what it is `about` (hashes of law book and input)."""
    listed = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return msgspec.json.format(msgspec.json.encode({"about": dict(about), "sha256": listed}), indent=2) + b"\n"


def verify(folder: str | Path) -> Findings:
    """What of a pack is missing or was changed since its manifest was written; no finding where nothing was."""
    findings = Findings()
    root = Path(folder)
    place = Place(str(root / NAME))
    listed = load_json(read_bytes(root / NAME, LIMIT), place).get("sha256", {})
    for name, mark in listed.items():
        file = contained(root, name)
        if not file.is_file():
            findings.add("pack.missing", f"{name} is missing.", Place(str(file)), "Make the pack again.")
        elif hashlib.sha256(read_bytes(file, LIMIT)).hexdigest() != mark:
            findings.add("pack.changed", f"{name} was changed.", Place(str(file)), "Make the pack again.")
    return findings
