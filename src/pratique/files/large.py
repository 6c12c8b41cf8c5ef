"""Output that appears whole or not at all, where it is too large to be held: written beside, then moved.

Rule: as `writing` has it: a link is followed, a device refused, the mode kept, the file flushed to the disk before it
is moved, and what a writer that was killed left behind is swept away by the next. A folder that cannot be moved bears
a mark while it is filled (it may be a volume): whoever opens it asks `is_unfinished` first.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pratique.errors import Place
from pratique.files.regular import refusal
from pratique.files.writing import (
    held,
    keep_mode,
    mark,
    part_beside,
    put_folder,
    sweep,
    sync_folder,
    target_of,
    unwritable,
)

UNFINISHED = ".unfinished"
"""The file that stands in a folder from before anything else does until all of it is on the disk."""

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
    """A place beside `path` where a folder may be made; exchanged at the end for what stands there."""
    target = Path(os.path.realpath(path))
    sweep(target)
    part = part_beside(target)
    try:
        yield part
        put_folder(part, target, exchange=target.is_dir())
        sync_folder(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def is_unfinished(folder: Path) -> bool:
    """Whether somebody began to fill a folder and was ended before all was there."""
    return os.path.lexists(folder / UNFINISHED)


@contextmanager
def filled_folder(path: str | Path) -> Iterator[Path]:
    """A folder (0700) to fill where it is: it is there with all that was put in it, or it says that it is unfinished.

    What a writer that was killed left in it is removed first; where the work fails, what it put there is, and the
    folder where there was none. Raises `InvalidInput` (`pack.exists`, `file.unwritable`, `file.locked`).
    """
    target = Path(path)
    try:
        made = not target.exists()
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(target.iterdir()) and not is_unfinished(target):
            message = f"{str(path)!r} exists and is not empty; it is never written over."
            raise refusal("pack.exists", message, Place(str(path)), "Name a folder that is empty or not there.")
        handle = os.open(target / UNFINISHED, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        if not held(handle):
            message = f"Another program is filling {str(path)!r}."
            raise refusal("file.locked", message, Place(str(path)), "Wait until it has ended.")
        yield from _filled(target, made)
    finally:
        os.close(handle)


def _filled(target: Path, made: bool) -> Iterator[Path]:
    try:
        _emptied(target)
        sync_folder(target)
        yield target
        for folder, _, names in os.walk(target):
            for name in names:
                _flushed(os.path.join(folder, name))
            sync_folder(Path(folder))
        os.unlink(target / UNFINISHED)
        sync_folder(target)
    except BaseException as error:
        _emptied(target)
        (target / UNFINISHED).unlink(missing_ok=True)
        if made:
            shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            raise unwritable(target, error) from error
        raise


def _emptied(folder: Path) -> None:
    """Remove all that is in a folder but its mark."""
    for each in folder.iterdir():
        if each.name != UNFINISHED:
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()


def _flushed(path: str) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _no_room() -> frozenset[int]:
    import errno

    return frozenset(getattr(errno, name) for name in NO_ROOM if hasattr(errno, name))
