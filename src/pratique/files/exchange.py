"""Two names exchanged in one step, where the system can do that.

Rule: nobody ever finds one of the two missing. Linux (`renameat2`) and macOS (`renamex_np`) can; where neither is
there, the caller moves one after the other.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_AT_FDCWD, _EXCHANGE, _SWAP = -100, 2, 2


def exchanged(one: Path, other: Path) -> bool:
    """Whether the two were exchanged; False, and nothing done, where the system or its file system cannot."""
    if sys.platform == "win32":
        return False
    import ctypes

    try:
        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _SWAP) == 0)
        return bool(library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)
    except (AttributeError, OSError):
        return False
