"""Python's cyclic collector at rest, while many objects are made that hold no cycles.

Rule: it is as it was afterwards, whatever happened inside; what is made inside is looked through once, then.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Run what is inside with the cyclic collector at rest; to look through it again and again is half the work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
