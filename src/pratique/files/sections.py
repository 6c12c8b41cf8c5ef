"""One file of named sections of bytes, each found by its place in the head.

Rule: the head says what each section is and how long the file must be; a file that is shorter, or is no such file, is
refused before anything of it is used. The head and every section bear a check sum, which a whole reading compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import msgspec

from pratique.errors import Place
from pratique.files.positioned import PositionedFile
from pratique.files.regular import refusal
from pratique.files.writing import write_parts

_ALIGNED = 64
_LEAD = 12
"""Bytes between the magic and the head: its length and its check sum."""


class _Head(msgspec.Struct, frozen=True):
    """What stands in front: where each section begins behind the head, its length, its CRC-32, the writer's words."""

    sections: dict[str, tuple[int, int, int]]
    about: msgspec.Raw


def write_sections(path: str | Path, magic: bytes, about: object, sections: Mapping[str, bytes]) -> None:
    """Write sections under their names, with `about` (anything msgspec encodes) in the head; whole or not at all."""
    write_parts(path, parts_of(magic, about, sections))


def parts_of(magic: bytes, about: object, sections: Mapping[str, bytes]) -> list[bytes]:
    """The bytes of such a file, part after part."""
    at, spots = 0, {}
    parts: list[bytes] = []
    for name, data in sections.items():
        spots[name] = (at, len(data), crc32(data))
        gap = -len(data) % _ALIGNED
        parts += [data, bytes(gap)]
        at += len(data) + gap
    head = msgspec.msgpack.encode(_Head(spots, msgspec.Raw(msgspec.msgpack.encode(about))))
    lead = len(head).to_bytes(8, "little") + crc32(head).to_bytes(4, "little")
    return [magic + lead + head, *parts]


class Sections:
    """A file that `write_sections` wrote. Raises `InvalidInput` (`file.broken`) for one that is cut or none."""

    def __init__(self, path: str | Path, magic: bytes, again: str) -> None:
        self._file = PositionedFile(path)
        self._broken = refusal("file.broken", f"{Path(path).name} is not whole.", Place(str(path)), again)
        size = int.from_bytes(self._file.read(len(magic), 8), "little")
        self._start = len(magic) + _LEAD + size
        mark = int.from_bytes(self._file.read(len(magic) + 8, _LEAD - 8), "little")
        head = self._file.read(len(magic) + _LEAD, size)
        try:
            if crc32(head) != mark:
                raise self._broken
            decoded = msgspec.msgpack.decode(head, type=_Head)
        except ValueError as error:  # as those of msgspec are, and that of a text which is no UTF-8
            raise self._broken from error
        self.about = bytes(decoded.about)
        self._spots = decoded.sections
        if any(
            at < 0 or length < 0 or self._start + at + length > self._file.size
            for at, length, _ in self._spots.values()
        ):
            raise self._broken

    def read(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """A section, or `length` bytes of it from `start` on. Raises `InvalidInput` where the file has it not."""
        at, size, mark = self._spots.get(name, (0, -1, 0))
        wanted = size - start if length is None else length
        if not 0 <= start <= start + wanted <= size:
            raise self._broken
        data = self._file.read(self._start + at + start, wanted)
        if wanted == size and crc32(data) != mark:
            raise self._broken
        return data
