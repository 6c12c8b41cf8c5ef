"""What the files of past crashes share: a command asked about files of a folder, and records of a registry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.running import run

Files = dict[str, str | bytes]


def put(folder: Path, files: Files) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def asked(folder: Path, files: Files, *arguments: str) -> tuple[int | str | None, str]:
    """Exit status and stderr of a command that finds these files in its folder, named as @NAME."""
    put(folder, files)
    ran = run(*(str(folder / each[1:]) if each.startswith("@") else each for each in arguments))
    return ran.status, ran.err


def bods(**changes: Any) -> str:
    entity = {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": "X"}
    told = {"statementId": "s", "recordId": "x", "recordType": "entity", "recordStatus": "new"}
    return json.dumps([told | {"recordDetails": entity | changes}])


def related(**changes: Any) -> str:
    held = {"subject": "x", "interestedParty": "y", "interests": [{"type": "votingRights"}]}
    told = {"statementId": "r", "recordId": "r", "recordType": "relationship", "recordStatus": "new"}
    return json.dumps([told | {"recordDetails": held | changes}])
