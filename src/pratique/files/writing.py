"""Writing files so that nothing acknowledged is lost: whole or not at all, one writer at a time.

Rule: a file is written beside its place, flushed to the disk and moved over it; its mode stays, a new one follows the
umask, a link is followed to the file it names, and a device is refused. Whoever reads a file to write it again holds
`exclusive` in between. In a folder that is made for one question (`scratch`), or holds what would be worked out
anew where it is broken (`unflushed`), nothing is flushed. A pack of files is staged and moved as one; a pack that
stands is never written over, or it is exchanged for the new one in one step. A key is made whole, for its owner
alone, and never over another.
Invariant: where a write fails - a full disk, a read-only folder, a signal - the old file stands as it was.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pratique.errors import InvalidInput, Place
from pratique.files.exchange import exchanged
from pratique.files.regular import refusal

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PATIENCE = 60.0
"""How long to wait for another writer (seconds)."""
LISTED = 1_000
"""Names of a folder that a write may look through for what killed writers left there."""
_PASSED_OVER: dict[str, int] = {}
"""Writes into a large folder until it is listed again."""
_PART = ".part"
_LEFT_LIKE = f"01234567{_PART}"
_LEFT = re.compile(r"^\..*\.[0-9a-f]{8}\.part$", re.DOTALL)
_SCRATCH: set[str] = set()
"""Folders in use in which nothing is flushed."""
_NO_FOLDER_LOCKS = (errno.EBADF, errno.EINVAL, errno.ENOTSUP, errno.ENOLCK, errno.EISDIR, errno.EACCES)


def write_whole(path: str | Path, data: bytes | str) -> None:
    """Write `data` so that the file appears whole or not at all, and stays after a power cut.

    Raises `InvalidInput` (`file.not-regular`, `file.unwritable`); the old file then stands as it was.
    """
    write_parts(path, [data.encode() if isinstance(data, str) else data])


def write_parts(path: str | Path, parts: Sequence[bytes | memoryview]) -> None:
    """Write the parts of a file one after the other; as `write_whole`, for what is too large to be joined first."""
    try:
        target = target_of(Path(path))
        sweep(target)
        while not _written(target, parts):
            pass
    except (OSError, RuntimeError, ValueError) as error:
        raise unwritable(path, error) from error


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder for its owner alone, removed at the end: what is written in it is not flushed to the disk."""
    import tempfile  # for the desk and sign-offs alone

    with tempfile.TemporaryDirectory(prefix="desk-") as name, unflushed(Path(name)) as folder:
        yield folder


@contextmanager
def unflushed(folder: Path) -> Iterator[Path]:
    """A folder, resolved, in which what is written is whole to other processes and may be broken by a power cut."""
    folder = folder.resolve()
    _SCRATCH.add(str(folder))
    try:
        yield folder
    finally:
        _SCRATCH.discard(str(folder))


def _stays(target: Path) -> bool:
    """Whether a file is to outlast its process."""
    return not _SCRATCH or _SCRATCH.isdisjoint(map(str, target.parents))


def part_beside(target: Path) -> Path:
    """Where a file is written before it is moved over `target`; what `sweep` knows again."""
    return target.with_name(f"{_head(target)}{os.urandom(4).hex()}{_PART}")


def _head(target: Path) -> str:
    """What the names of its parts begin with: a file system bounds names in bytes, not in characters."""
    return f".{target.name.encode('utf-8', 'replace')[:100].decode('utf-8', 'ignore')}."


def target_of(path: Path) -> Path:
    """The file that is written: the one a link leads to. Raises `InvalidInput` for what is no regular file."""
    target = Path(os.path.realpath(path))
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return target
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a device, a pipe or a socket, not a file"
        raise refusal("file.not-regular", f"{str(path)!r} is {what}.", Place(str(path)), "Name a file to write.")
    return target


def _written(target: Path, parts: Sequence[bytes | memoryview]) -> bool:
    """Write beside `target` and move over it; False where another program swept the part away in between."""
    part, stays = part_beside(target), _stays(target)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            mark(handle)
            keep_mode(target, handle)
            stream.writelines(parts)
            stream.flush()
            if stays:
                os.fsync(handle)
        if fcntl is not None and not part.exists():
            return False
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if stays:
        sync_folder(target.parent)
    return True


def keep_mode(target: Path, handle: int) -> None:
    """Give the new file the mode, and where it may be the owner, of the old one."""
    with suppress(FileNotFoundError):
        old = os.stat(target)
        if hasattr(os, "fchown"):
            with suppress(OSError):
                os.fchown(handle, old.st_uid, old.st_gid)
        if hasattr(os, "fchmod"):
            os.fchmod(handle, stat.S_IMODE(old.st_mode))


def mark(handle: int) -> None:
    """Hold a lock on what is being written, which shows that its writer lives."""
    held(handle)


def held(handle: int) -> bool:
    """Whether nobody else holds the lock on what is being written, which is held from here on where that can be."""
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
    return True


def sweep(target: Path) -> None:
    """Remove what writers of `target` that were killed left behind.

    A folder of n names is listed at every write up to `LISTED`; beyond at every n / `LISTED`-th of this process, and
    then what dead writers of any file left there goes, so that n files take a time that grows as n does.
    """
    if fcntl is None:
        return
    head, folder = _head(target), str(target.parent)
    if left := _PASSED_OVER.get(folder, 0):
        _PASSED_OVER[folder] = left - 1
        return
    with suppress(OSError):
        names = os.listdir(folder)
        large = _PASSED_OVER[folder] = len(names) // LISTED
        if not large:
            del _PASSED_OVER[folder]
        for name in names:
            if _LEFT.search(name) and (large or name[: -len(_LEFT_LIKE)] == head):
                _remove_dead(target.parent / name)


def _remove_dead(part: Path) -> None:
    with suppress(OSError):
        handle = os.open(part, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its writer lives
            _folder_removed(part) if part.is_dir() else part.unlink()
        finally:
            os.close(handle)


def sync_folder(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unwritable(path: str | Path, error: Exception) -> InvalidInput:
    reason = getattr(error, "strerror", None) or str(error)
    step = "Nothing was changed; name another place or mend this one, and run the command again."
    return refusal("file.unwritable", f"{str(path)!r} cannot be written: {reason}.", Place(str(path)), step)


@contextmanager
def exclusive(path: str | Path) -> Iterator[None]:
    """Hold off every other writer of `path` from before it is read until after it is written again.

    Waits for a writer that came first. Raises `InvalidInput` (`file.locked` after `PATIENCE`, `file.unwritable` where
    there is no such folder).
    """
    try:
        release = _acquire(Path(os.path.realpath(path)))
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        release()


def _acquire(target: Path) -> Callable[[], None]:
    """Lock the folder, which leaves nothing behind; a file beside the target where folders cannot be locked."""
    handle = None
    if fcntl is not None:
        handle = os.open(target.parent, os.O_RDONLY)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            if handle is None:
                return _lock_file(target)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = handle
            return lambda: os.close(held)
        except (BlockingIOError, FileExistsError):
            if time.monotonic() > until:
                message = f"Another program has been writing {str(target)!r} for {PATIENCE:.0f} s."
                step = "Wait until it has ended, and run the command again."
                raise refusal("file.locked", message, Place(str(target)), step) from None
            time.sleep(0.02)
        except OSError as error:
            if handle is None or error.errno not in _NO_FOLDER_LOCKS:
                raise
            os.close(handle)
            handle = None


def _lock_file(target: Path) -> Callable[[], None]:
    lock = target.with_name(f"{_head(target)}lock")
    os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    return lambda: lock.unlink(missing_ok=True)


def write_folder(folder: str | Path, files: Mapping[str, bytes]) -> None:
    """Write a pack of files as one folder that appears whole or not at all; names are plain names of files.

    Raises `InvalidInput`: `pack.exists` where the folder holds anything already, `file.unwritable`.
    """
    target = Path(os.path.realpath(folder))
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            message = f"{str(folder)!r} exists and is not empty; a pack is never written over."
            raise refusal("pack.exists", message, Place(str(folder)), "Name a new folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        _staged(target, files)
    except (OSError, ValueError) as error:
        raise unwritable(folder, error) from error


def refuse_unwritable_folder(folder: str | Path) -> None:
    """Raise InvalidInput (`file.unwritable`) where no file can be put into a folder, or no such folder be made."""
    target = Path(os.path.realpath(folder))
    inside = next(each for each in (target, *target.parents) if each.exists())
    try:
        (part := part_beside(inside / "trial")).mkdir()
        part.rmdir()
    except (OSError, ValueError) as error:
        raise unwritable(folder, error) from error


def replace_folder(folder: str | Path, files: Mapping[str, bytes]) -> None:
    """Write a pack in the place of the one that may stand there: one of the two is there at every moment.

    Raises `InvalidInput` (`file.unwritable`, `file.locked`); the old pack then stands as it was.
    """
    target = Path(os.path.realpath(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(target):
            sweep(target)
            _staged(target, files, exchange=target.is_dir())
    except (OSError, ValueError) as error:
        raise unwritable(folder, error) from error


def _folder_removed(folder: Path, ignore_errors: bool = False) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=ignore_errors)


def put_folder(stage: Path, target: Path, exchange: bool) -> None:
    """Move a staged folder to its place; where one stands there, exchange the two and remove the old one."""
    if not exchange:
        if target.is_dir():
            target.rmdir()
        os.rename(stage, target)
        return
    if not exchanged(stage, target):
        old = stage.with_name(f"{stage.name[: -len(_PART)]}.old{_PART}")
        os.rename(target, old)
        os.rename(stage, target)
        stage = old
    _folder_removed(stage, ignore_errors=True)


def write_key(path: str | Path, text: str) -> bool:
    """Write a secret that its owner alone may read, whole, and never over another; False where one is there.

    Raises OSError where it cannot be written; nothing is left then.
    """
    target = Path(path)
    sweep(target)
    part = part_beside(target)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as stream:
            mark(handle)
            stream.write(text)
            stream.flush()
            os.fsync(handle)
        _link(part, target)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def _link(part: Path, target: Path) -> None:
    """Give a file its name where nothing has it."""
    try:
        os.link(part, target)
    except OSError as error:
        if isinstance(error, FileExistsError) or target.exists():
            raise FileExistsError(str(target)) from error
        os.rename(part, target)  # a file system without links


def _staged(target: Path, files: Mapping[str, bytes], exchange: bool = False) -> None:
    stage = part_beside(target)
    stage.mkdir()
    handle = os.open(stage, os.O_RDONLY) if fcntl is not None else None
    try:
        if handle is not None:
            mark(handle)
        for name, data in files.items():
            if Path(name).name != name:
                raise ValueError(f"{name!r} is no plain name of a file")
            with open(stage / name, "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        sync_folder(stage)
        put_folder(stage, target, exchange)
        sync_folder(target.parent)
    except BaseException:
        _folder_removed(stage, ignore_errors=True)
        raise
    finally:
        if handle is not None:
            os.close(handle)
