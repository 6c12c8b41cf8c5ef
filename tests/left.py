"""What a process has one of, and a test may leave changed: it is put back after each, and told.

Rule: a command ends with its process, so that it may set what concerns the whole of it (the desk sets the environment
and the modes of new files, a runner of commands the width of help). Here thousands of commands share a process, in an
order that no two runs share: what one leaves decides nothing for the next.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = "80"
"""Columns of a terminal, whatever the one is in which the tests are run: help is folded to it."""
READ = (b"PRATIQUE", b"COLUMNS", b"LINES", b"TZ", b"LANG", b"LC_", b"HOME", b"PATH", b"PYTHON")
"""How names in the environment begin that what is tested reads; engines leave words of their own once started."""
_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGPIPE") if hasattr(signal, name)]


def state() -> dict[str | bytes, object]:
    """What there is one of in this process, by its name."""
    formatting = sys.modules.get("click.formatting")
    mask = os.umask(0o22)
    os.umask(mask)
    return {
        **os.environ._data,  # type: ignore[attr-defined]  # as bytes: to decode them all twice a test took seconds
        "the folder": os.getcwd(),
        "the modes of new files": mask,
        "the width of help": getattr(formatting, "FORCED_WIDTH", None),
        "what signals do": [signal.getsignal(each) for each in _SIGNALS],
    }


def put_back(before: dict[str | bytes, object]) -> list[str]:
    """A state that was -> the process is in it again; what was another one, with both."""
    after = state()
    others = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    left = [name for name in others if isinstance(name, str) or name.startswith(READ)]
    for name in left:
        was = before.get(name)
        if isinstance(name, bytes):
            os.environb.pop(name, None) if was is None else os.environb.update({name: was})  # type: ignore[dict-item]
        elif name == "the folder":
            os.chdir(str(was))
        elif name == "the modes of new files":
            os.umask(was)  # type: ignore[arg-type]
        elif name == "the width of help":
            sys.modules["click.formatting"].FORCED_WIDTH = was  # type: ignore[attr-defined]
        else:
            for each, handler in zip(_SIGNALS, was, strict=True):  # type: ignore[call-overload]
                signal.signal(each, handler)
    return [f"{each!r} was {before.get(each)!r} and is {after.get(each)!r}" for each in left]


@contextmanager
def as_it_was() -> Iterator[None]:
    """After this the process is in the state in which it was before."""
    before = state()
    try:
        yield
    finally:
        put_back(before)
