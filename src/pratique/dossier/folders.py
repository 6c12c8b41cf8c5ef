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
NOT_READ = (".yaml", ".yml", ".json5", ".jsonc", ".jsonl", ".ndjson")
"""Endings of formats in which a dossier can be written and is not read: one that asks is told."""
BESIDE = (
    *(".answers.toml", ".overlay.toml", ".columns.toml", ".form.toml"),
    *("screening-decisions.toml", "answers.toml"),
)
"""What stands beside a dossier and is none."""
MOST_LOOKED_AT = 10_000
"""So many files of a linked folder are looked at; one with more is told."""
_ASKING = re.compile(rb'"transactions?"\s*:', re.IGNORECASE)
_ASKING_YAML = re.compile(rb"^[\"']?transactions?[\"']?[ \t]*:", re.MULTILINE | re.IGNORECASE)
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
    ending = path.suffix.lower().rstrip()
    if ending not in (*ENDINGS, *NOT_READ) or path.name.lower().endswith(BESIDE) or path.is_dir():
        return False
    if any(part.startswith(".") for part in path.relative_to(root).parts):
        return False
    if path.parent.name.endswith(KEPT_ENDING) and _KEPT.fullmatch(path.name):
        return False
    if not path.is_file():
        return True  # a link to nothing or to itself, a pipe, a device: told when it is read
    if ending in NOT_READ:
        return _asks_unread(path)
    return _asks_toml(path) if ending == ".toml" else _asks_json(path)


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


def _asks_unread(path: Path) -> bool:
    """Whether a file of a format that is not read says what a dossier says, and is no bill and no answer."""
    try:
        head = read_head(path, HEAD)
    except InvalidInput:
        return True
    asking = _ASKING_YAML.search(head) or _ASKING.search(head)
    return asking is not None and not is_told(head) and not any(mark in head for mark in BILL_MARKS)


def _says_acts(keys: Iterable[str]) -> bool:
    """Whether one of the keys is that of the acts, or a slip of it."""
    return any(re.sub(r"[\W_]", "", key.lower()) in ("transaction", "transactions") for key in keys)


def _asks_json(path: Path) -> bool:
    try:
        head = read_head(path, HEAD)
    except InvalidInput:
        return True
    plain = head.replace(b"\0", b"")  # UTF-16, as far as the keys go
    if is_told(plain):
        return False  # what the program said of a dossier asks nothing
    if any(mark in plain for mark in BILL_MARKS):
        return _ASKING.search(plain) is not None and _says_acts(_outermost(path))
    if _ASKING.search(plain) is not None or (len(head) == HEAD and is_dossier(os.fspath(path), asked=True)):
        return True
    return b"\\u" in plain and _says_acts(_outermost(path))


def _outermost(path: Path) -> Iterable[str]:
    """The outermost keys of a JSON file; none where it holds no object, or cannot be read as one."""
    try:
        read = load_toml_or_json(path)
    except InvalidInput:
        return ()
    return read if isinstance(read, dict) else ()
