"""The dossiers of a folder: which files ask something, and which cannot be looked at.

Rule: a file counts by what stands in it, whatever the letters of its ending; one that almost asks something (a slip
of its key, a text that breaks off, a link to nothing or to a folder of dossiers elsewhere, a pipe) is taken for one,
so that it is told and never passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from pratique.dossier.document import load_toml_or_json
from pratique.dossier.question import BILL_MARKS, is_dossier
from pratique.dossier.told import HEAD, is_told
from pratique.errors import InvalidInput
from pratique.files import read_head

ENDINGS = (".toml", ".json")
BESIDE = (
    *(".answers.toml", ".overlay.toml", ".columns.toml", ".form.toml"),
    *("screening-decisions.toml", "answers.toml"),
)
"""What stands beside a dossier and is none."""
MOST_LOOKED_AT = 10_000
"""So many files of a linked folder are looked at; one with more is told."""
_ASKING = re.compile(rb'"transactions?"\s*:', re.IGNORECASE)
_ASKING_TOML = re.compile(rb"^[ \t]*\[\[[ \t]*(?:transactions|vehicles)[ \t]*\]\]", re.MULTILINE)
_KEPT = re.compile(r"[0-9a-f]{32}\.json")
KEPT_ENDING = ".part"
"""The end of the folder in which a run over many dossiers keeps what it has decided, each under a digest."""


def dossiers_in(root: Path) -> list[Path]:
    """The dossiers below a folder, in the order of their paths; hidden files and folders are left out."""
    return sorted(each for each in root.rglob("*") if _asks(each, root))


def _asks(path: Path, root: Path) -> bool:
    if path.is_symlink() and path.is_dir():
        return not any(part.startswith(".") for part in path.relative_to(root).parts) and _leads_to_others(path, root)
    if path.suffix.lower() not in ENDINGS or path.name.lower().endswith(BESIDE) or path.is_dir():
        return False
    if any(part.startswith(".") for part in path.relative_to(root).parts):
        return False
    if path.parent.name.endswith(KEPT_ENDING) and _KEPT.fullmatch(path.name):
        return False
    if not path.is_file():
        return True  # a link to nothing or to itself, a pipe, a device: told when it is read
    return _asks_toml(path) if path.suffix.lower() == ".toml" else _asks_json(path)


def _leads_to_others(link: Path, root: Path) -> bool:
    """Whether a linked folder, which is not gone through, has dossiers that are not among those of the root."""
    target, own = link.resolve(), root.resolve()
    if target.is_relative_to(own):
        return False
    every = islice(target.rglob("*"), MOST_LOOKED_AT + 1)
    return own.is_relative_to(target) or any(
        at == MOST_LOOKED_AT or (not each.is_symlink() and _asks(each, target)) for at, each in enumerate(every)
    )


def _asks_toml(path: Path) -> bool:
    try:
        head = read_head(path, HEAD)
        found = _ASKING_TOML.search(head)
        if found and b'"""' not in head[: found.start()] and b"'''" not in head[: found.start()]:
            return True  # no text goes on over this line, so it begins a table, or the file is damaged
        read = load_toml_or_json(path)
    except InvalidInput:
        return True  # damaged, so that it is told
    return isinstance(read, dict) and ("vehicles" in read or _says_acts(read))


def _says_acts(keys: Iterable[str]) -> bool:
    """Whether one of the keys is that of the acts, or a slip of it."""
    return any(re.sub(r"[\W_]", "", key.lower()) in ("transaction", "transactions") for key in keys)


def _asks_json(path: Path) -> bool:
    try:
        head = read_head(path, HEAD)
    except InvalidInput:
        return True
    if any(mark in head for mark in BILL_MARKS):
        return False
    if is_told(head):
        return False  # what the program said of a dossier asks nothing
    return _ASKING.search(head) is not None or (len(head) == HEAD and is_dossier(os.fspath(path), asked=True))
