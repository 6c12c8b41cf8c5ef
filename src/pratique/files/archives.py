"""ZIP archives of strangers: the one place that knows by which errors the standard library tells a damaged one.

Rule: a ZIP file that cannot be opened is never an internal error; whoever opens one catches `UNREADABLE`. Nothing is
read of one in which a name stands twice: of the two each program takes another.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

UNREADABLE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,  # a version or a method that this program does not unpack
    RuntimeError,  # locked with a password
    ValueError,
    OverflowError,
    KeyError,
    OSError,
    EOFError,
)
"""What opening an archive, listing it or reading a member may raise where it is damaged, cut, locked or made up."""


def unpacking(data: bytes) -> zipfile.ZipFile:
    """The bytes of a ZIP archive -> the archive. Raises one of `UNREADABLE`, for a name that stands twice too."""
    opened = zipfile.ZipFile(io.BytesIO(data))
    names = opened.namelist()
    if len(set(names)) != len(names):
        opened.close()
        raise zipfile.BadZipFile("a name stands in it twice")
    return opened


def members_of(data: bytes) -> tuple[str, ...] | None:
    """A ZIP archive -> the names of its members in its order; None for what is none, or cannot be opened.

    >>> members_of(b"Reference,Value") is None
    True
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except UNREADABLE:
        return None
