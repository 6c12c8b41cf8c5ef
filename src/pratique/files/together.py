"""Several files of one folder written as one: all of them, or none where one cannot be written.

Rule: what a file held is kept beside it, by a link that takes no room, until all are written; where one cannot be,
each is put back, and one that was not there before is taken away. A process that is killed in between leaves each
file whole, as it was or as it is to be, in the order in which they are given.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pratique.files.writing import mark, part_beside, target_of, unwritable, write_whole


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their names into a folder that may hold some of them. Raises InvalidInput as `write_whole`."""
    targets = [target_of(folder / name) for name in files]
    asides: list[_Aside] = []
    try:
        for target, data in zip(targets, files.values(), strict=True):
            asides.append(_Aside(target))
            write_whole(target, data)
    except BaseException:
        for each in reversed(asides):
            each.put_back()
        raise
    finally:
        for each in asides:
            each.close()


class _Aside:
    """What a file holds before it is written, kept beside it; nothing where there is no such file."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._kept: Path | None = None
        self._handle = -1
        try:
            if target.exists():
                self._keep(part_beside(target))
        except OSError as error:
            self.close()
            raise unwritable(target, error) from error

    def _keep(self, kept: Path) -> None:
        self._kept = kept
        try:
            os.link(self._target, kept)
        except OSError:  # a file system without links, or a file of somebody else
            kept.write_bytes(self._target.read_bytes())
        self._handle = os.open(kept, os.O_RDONLY)
        mark(self._handle)  # so that no other writer takes it for what a dead one left

    def put_back(self) -> None:
        """Let the file hold what it held."""
        with suppress(OSError):
            if self._kept is None:
                self._target.unlink(missing_ok=True)
            else:
                os.replace(self._kept, self._target)

    def close(self) -> None:
        """Take away what was kept."""
        with suppress(OSError):
            if self._kept is not None:
                self._kept.unlink(missing_ok=True)
            if self._handle >= 0:
                os.close(self._handle)
