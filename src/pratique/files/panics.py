"""What a library of another language prints before it gives up is not shown: the finding says what is wrong.

Rule: only what such a library says of its own panic is left out; whatever else was written meanwhile is handed on.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_PANIC = re.compile(rb"\n?thread '[^\n]*panicked at .*", re.DOTALL)
"""A panic of Rust with all that follows it."""


@contextmanager
def without_panics() -> Iterator[None]:
    """Hold back what is written to the error output of the process, and hand it on without panics."""
    try:
        real = os.dup(2)
    except OSError:  # there is none
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(real, 2)
            os.close(real)
            held.seek(0)
            if left := _PANIC.sub(b"", held.read()):
                os.write(2, left)
