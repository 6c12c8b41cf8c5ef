"""Output that appears whole or not at all, where it is too large to be held: written beside, then moved.

Rule: as `writing` has it: a link is followed, a device refused, the mode kept, the file flushed to the disk before it
is moved, and what a writer that was killed left behind is swept away by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pratique.files.writing import keep_mode, mark, part_beside, sweep, sync_folder, target_of, unwritable

NO_ROOM = ("ENOSPC", "EDQUOT", "EROFS", "EFBIG", "EACCES", "EPERM")
"""What a place that cannot be written says; whatever else fails inside is the business of who writes."""


@contextmanager
def whole_file(path: str | Path, mode: int = 0o666) -> Iterator[Path]:
    """A file beside `path` to write to; moved over it at the end, removed where the work fails.

    `mode` is that of a new file, less the umask. Raises `InvalidInput` (`file.not-regular`, `file.unwritable`).
    """
    try:
        target = target_of(Path(path))
        sweep(target)
        part = part_beside(target)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    try:
        mark(handle)
        keep_mode(target, handle)
        yield part
        os.fsync(handle)
        os.replace(part, target)
        sync_folder(target.parent)
    except OSError as error:
        if error.errno in _no_room() or (error.filename or "") == str(part):
            raise unwritable(path, error) from error
        raise
    finally:
        os.close(handle)
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: str | Path) -> Iterator[Path]:
    """A place beside `path` where a folder may be made; moved to it at the end, over the folder that stands there."""
    target = Path(os.path.realpath(path))
    sweep(target)
    part = part_beside(target)
    try:
        yield part
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(part, target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _no_room() -> frozenset[int]:
    import errno

    return frozenset(getattr(errno, name) for name in NO_ROOM if hasattr(errno, name))
