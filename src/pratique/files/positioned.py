"""A large regular file, read where it is looked at and nowhere else.

Rule: nothing is kept of what was read, so that a question to a file of any size takes the memory of its answer.
(Mapping the file would do, but some systems count whole stretches of it as memory once one byte is touched.)
"""

from __future__ import annotations

import os
from pathlib import Path
from weakref import finalize

from pratique.errors import Place
from pratique.files.regular import duplicate, refusal


class PositionedFile:
    """A file opened for reading at any place. Raises `InvalidInput` as `read_bytes` does, and for an empty file."""

    def __init__(self, path: str | Path) -> None:
        self._handle, self.size = duplicate(path)
        self._close = finalize(self, os.close, self._handle)
        if not self.size:
            raise refusal("file.empty", f"{str(path)!r} is empty.", Place(str(path)), "Name a file with content.")

    def read(self, offset: int, length: int) -> bytes:
        """The bytes from `offset` on: `length` of them, fewer at the end of the file."""
        if not 0 <= offset < self.size:
            return b""
        length = max(0, min(length, self.size - offset))
        data = self._some(offset, length)
        while data and len(data) < length and (more := self._some(offset + len(data), length - len(data))):
            data += more
        return data

    def _some(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._handle, length, offset)
        os.lseek(self._handle, offset, os.SEEK_SET)
        return os.read(self._handle, length)
