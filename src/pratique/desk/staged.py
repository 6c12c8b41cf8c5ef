"""Bytes that were sent and are part of nothing yet: kept a day for the work on them, or for the next try.

Rule: what is refused is kept nowhere else, because what is kept at all is kept for ten years; a hash names bytes only
to whoever was given it under a seal, or by a job of the same workspace.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from pratique.desk.home import home
from pratique.desk.models import Staged
from pratique.errors import Place
from pratique.files import read_bytes, refusal, write_whole
from pratique.files.clock import now

IN_ROW = 1024**2
MOST = 2 * 1024**3
KEPT = timedelta(days=1)
_FOLDER = "staged"


def stage(files: Mapping[str, bytes]) -> dict[str, str]:
    """Keep bytes for a day; the hash by which `taken` finds them, for each name."""
    held: dict[str, str] = {}
    for name, data in files.items():
        mark = held[name] = hashlib.sha256(data).hexdigest()
        packed: bytes | None = gzip.compress(data, 1, mtime=0)
        if packed is not None and len(packed) > IN_ROW and (folder := _folder()) is not None:
            folder.mkdir(mode=0o700, exist_ok=True)
            write_whole(folder / mark, packed)
            packed = None
        Staged.objects.update_or_create(sha256=mark, defaults={"size": len(data), "packed": packed, "at": now()})
    return held


def taken(held: Mapping[str, str]) -> dict[str, bytes]:
    """The bytes of each name. Raises InvalidInput where they are here no more."""
    rows = Staged.objects.in_bulk(list(held.values()))
    if gone := sorted(name for name, mark in held.items() if mark not in rows):
        raise refusal("upload.gone", f"{gone[0]} was kept for a day and is gone.", Place(gone[0]), "Send it again.")
    return {name: _bytes(rows[mark]) for name, mark in held.items()}


def still_here(held: Mapping[str, str]) -> dict[str, bytes]:
    """The same, without what is here no more."""
    rows = Staged.objects.in_bulk(list(held.values()))
    return {name: _bytes(rows[mark]) for name, mark in held.items() if mark in rows}


def sweep() -> int:
    """Let go what was kept for its day; how much."""
    old = Staged.objects.filter(at__lt=now() - KEPT)
    count = 0
    for row in old.defer("packed"):
        if row.packed is None and (folder := _folder()) is not None:
            (folder / row.sha256).unlink(missing_ok=True)
        row.delete()
        count += 1
    return count


def _bytes(row: Staged) -> bytes:
    packed: bytes | memoryview | None = row.packed
    if packed is None:
        folder = _folder()
        assert folder is not None
        packed = read_bytes(folder / row.sha256, MOST)
    return gzip.decompress(packed)


def _folder() -> Path | None:
    place = home()
    return None if place is None else place / _FOLDER
