"""What several questions of one run read once: a bill, a registry or a list that many dossiers name.

Rule: only within `sharing`, and only while the file is as it was (path, size, times of change); what is kept is never
changed by those that read it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
MOST = 256
"""How many readings are kept; beyond, the oldest goes."""
Readings: TypeAlias = dict[object, Any]
"""What was read, by what it is and the state of its files."""
_KEPT: ContextVar[Readings | None] = ContextVar("kept", default=None)


def begin_sharing() -> None:
    """Share from now on, as a worker process does for its whole life."""
    _KEPT.set({})


@contextmanager
def sharing(kept: Readings | None = None) -> Iterator[None]:
    """Share what is read inside, with what was `kept` before if that is given; what is read is kept there."""
    before = _KEPT.set({} if kept is None else kept)
    try:
        yield
    finally:
        _KEPT.reset(before)


def read_once(
    what: str, paths: Sequence[str | Path], read: Callable[[], T], apart: Callable[[T], T] | None = None
) -> T:
    """What `read` makes of some files; that of the last time where they are shared and as they were.

    What its readers go on telling of it is handed to each `apart`, as it was read; what nobody changes needs none.
    """
    kept = _KEPT.get()
    if kept is None:
        return read()
    try:
        key = (what, tuple((os.fspath(path), _state(path)) for path in paths))
    except OSError:
        return read()  # which says what is wrong with them
    if key not in kept:
        if len(kept) >= MOST:
            kept.pop(next(iter(kept)))
        kept[key] = read()
    found: T = kept[key]
    return found if apart is None else apart(found)


def _state(path: str | Path) -> tuple[int, ...]:
    found = os.stat(path)  # the time of the change of its entry too: that of its text may be set back
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
