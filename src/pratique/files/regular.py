"""Bytes and text of regular files, bounded before anything is decoded.

Rule: what is opened is looked at through its open handle, so that nothing can be exchanged between the look and the
reading; devices, pipes and folders are refused without waiting on them. Encodings are stated or detected, never
guessed.
"""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from pratique.errors import Finding, InvalidInput, Place

MAX_BYTES = 2 * 1024**3
"""Largest input file read without an explicit limit: 2 GiB (bytes)."""
_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16"}
_WINDOW = 1 << 20
"""Bytes that are decoded at once to find where an encoding breaks."""


def refusal(code: str, message: str, place: Place, next_step: str) -> InvalidInput:
    """One finding as the reason why an input cannot be used."""
    return InvalidInput([Finding(code, message, place, next_step)])


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """The content of a regular file of at most `limit` bytes.

    Raises `InvalidInput` (`file.missing`, `file.not-regular`, `file.too-large`, `file.unreadable`).
    """
    with _opened(path) as (stream, size):
        if size > limit:
            raise _too_large(path, f"{size} bytes", limit)
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _too_large(path, f"more than {limit} bytes", limit)
    return data


def read_head(path: str | Path, length: int) -> bytes:
    """The first `length` bytes of a regular file. Raises `InvalidInput` as `read_bytes` does."""
    with _opened(path) as (stream, _):
        return stream.read(length)


def duplicate(path: str | Path) -> tuple[int, int]:
    """A handle of a regular file, which the caller closes, and the size of the file. Raises as `read_bytes` does."""
    with _opened(path) as (file, size):
        return os.dup(file.fileno()), size


def read_secret(path: str | Path, limit: int = 1024) -> bytes:
    """The content of a file that its owner alone may read: a key that others may read is anybody's.

    Raises `InvalidInput` as `read_bytes` does, and `key.readable` where its mode lets others read or write it.
    """
    with _opened(path) as (stream, _):
        mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
        if os.name == "posix" and mode & 0o077:  # elsewhere the mode says nothing of who may read
            message = f"{str(path)!r} holds a key, and others than its owner may use the file (mode {mode:04o})."
            step = "Run `chmod 600` on it; if somebody may have read it, make a new key."
            raise refusal("key.readable", message, Place(str(path)), step)
    return read_bytes(path, limit)


@contextmanager
def _opened(path: str | Path) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file, open for reading, and its size."""
    try:
        # Without O_NONBLOCK, opening a pipe waits for its writer for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                message = f"{str(path)!r} is not a regular file."
                raise refusal("file.not-regular", message, Place(str(path)), "Name a file.")
            with open(handle, "rb", closefd=False) as stream:
                yield stream, found.st_size
        finally:
            os.close(handle)
    except FileNotFoundError as error:
        raise refusal(
            "file.missing", f"There is no file {str(path)!r}.", Place(str(path)), "Check the path."
        ) from error
    except (OSError, ValueError) as error:  # a null character in the name is a ValueError
        raise _unreadable(path, error) from error


def _too_large(path: str | Path, size: str, limit: int) -> InvalidInput:
    message = f"{str(path)!r} has {size}; the limit here is {limit}."
    return refusal("file.too-large", message, Place(str(path)), "Split the file, or raise the limit if you trust it.")


def _unreadable(path: str | Path, error: Exception) -> InvalidInput:
    reason = getattr(error, "strerror", None) or str(error)
    return refusal("file.unreadable", f"{str(path)!r} cannot be read: {reason}.", Place(str(path)), "Check it.")


def is_called(path: str | Path) -> bool:
    """Whether anything has this name, a link to nothing too: whoever is given it reads it, and says what it is."""
    return os.path.lexists(path)


def decode_text(data: bytes, place: Place, encodings: tuple[str, ...] = ("utf-8-sig",)) -> str:
    """Text of `data` in the first of `encodings` that fits; UTF-16 is recognised by its byte-order mark.

    Raises `InvalidInput` (`file.encoding`) with the offset of the first byte that does not fit, or where an encoding
    is none that the program knows.
    """
    if (wide := wide_encoding(data)) == "UTF-32" and encodings == ("utf-8-sig",):
        raise wide_refusal(wide, place)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    first: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            first = first or error
        except (LookupError, ValueError) as error:
            step = "Name a text encoding such as utf-8, utf-16 or gb18030."
            raise refusal("file.encoding", f"There is no text encoding {encoding!r}.", place, step) from error
    assert first is not None
    raise _broken(first.start, encodings, place) from first


def _broken(byte: int, encodings: tuple[str, ...], place: Place) -> InvalidInput:
    names = " or ".join(_NAMES.get(each, each) for each in encodings)
    message = f"The file is not {names}: byte {byte} does not fit."
    return refusal("file.encoding", message, Place(place.file, offset=byte), "Save it as UTF-8.")


def wide_encoding(data: bytes) -> Literal["UTF-16-LE", "UTF-16-BE", "UTF-32"] | None:
    """The encoding of two or four bytes a character that a text is in, where no byte-order mark says UTF-16.

    It is known by the zeros between letters of ASCII; None for everything else.
    """
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "UTF-32"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    head = data[: min(len(data), 256) // 4 * 4]
    zeros = [head[at::4].count(0) * 4 > len(head) * 3 // 4 for at in range(4)]
    if len(head) < 8 or b"\0" not in head:
        return None
    if zeros in ([False, True, True, True], [True, True, True, False]):
        return "UTF-32"
    if zeros == [False, True, False, True] and 0 not in head[::2]:
        return "UTF-16-LE"
    return "UTF-16-BE" if zeros == [True, False, True, False] and 0 not in head[1::2] else None


def wide_refusal(encoding: str, place: Place) -> InvalidInput:
    """The refusal of a text in an encoding that nothing announces, or in UTF-32."""
    what = "in UTF-32" if encoding == "UTF-32" else "in UTF-16 without a byte-order mark"
    return refusal("file.encoding", f"The text is {what}.", place, "Save it as UTF-8.")


def check_utf8(data: bytes, place: Place) -> None:
    """Raise `InvalidInput` (`file.encoding`) with the first byte that is not UTF-8; nothing is kept of the text."""
    if data.isascii():
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    held = 0
    for start in range(0, len(data), _WINDOW):
        window = data[start : start + _WINDOW]
        try:
            decoder.decode(window, start + _WINDOW >= len(data))
        except UnicodeDecodeError as error:
            raise _broken(start - held + error.start, ("utf-8",), place) from error
        held = len(decoder.getstate()[0])


def contained(base: Path, name: str) -> Path:
    """The file `name` below `base`, called as it is given; raises `InvalidInput` (`file.outside`) for any other."""
    step = "Name a file beside the dossier or give it on the command line."
    try:
        root = base.resolve()
        target = (root / name).resolve()
        target.exists()  # raises where a name is too long, which resolving passes over
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a null character, a name too long
        reason = getattr(error, "strerror", None) or ("it is a loop of links" if "loop" in str(error) else str(error))
        raise refusal("file.outside", f"{name!r} names no file: {reason}.", Place(name), step) from error
    if not target.is_relative_to(root):
        raise refusal("file.outside", f"{name!r} leads outside its folder.", Place(name), step)
    return base / name
