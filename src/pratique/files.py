"""Reading and writing files that may be hostile.

Rule: sizes are bounded before anything is decoded, XML entities and DTDs are refused, encodings are stated or
detected and never guessed silently, and an output file appears whole or not at all.
"""

from __future__ import annotations

import codecs
import os
import tempfile
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import msgspec

from pratique.errors import Finding, InvalidInput, Place

MAX_BYTES = 2 * 1024**3
"""Largest input file read without an explicit limit: 2 GiB (bytes)."""
MAX_DEPTH = 200
"""Deepest nesting accepted in a JSON or XML document."""
_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16"}
_WINDOW = 1 << 20
"""Bytes that are decoded at once to find where an encoding breaks."""


def _fail(code: str, message: str, place: Place, next_step: str) -> InvalidInput:
    return InvalidInput([Finding(code, message, place, next_step)])


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """The content of a regular file of at most `limit` bytes.

    Raises `InvalidInput` (`file.missing`, `file.not-regular`, `file.too-large`, `file.unreadable`).
    """
    where = Place(str(path))
    file = Path(path)
    try:
        if not file.exists():
            raise _fail("file.missing", f"There is no file {str(path)!r}.", where, "Check the path.")
        if not file.is_file():
            raise _fail("file.not-regular", f"{str(path)!r} is not a regular file.", where, "Name a file.")
        size = file.stat().st_size
        if size > limit:
            raise _fail(
                "file.too-large",
                f"{str(path)!r} has {size} bytes; the limit here is {limit}.",
                where,
                "Split the file, or raise the limit if you trust it.",
            )
        return file.read_bytes()
    except OSError as error:
        raise _fail("file.unreadable", f"{str(path)!r} cannot be read: {error}.", where, "Check it.") from error


def decode_text(data: bytes, place: Place, encodings: tuple[str, ...] = ("utf-8-sig",)) -> str:
    """Text of `data` in the first of `encodings` that fits; UTF-16 is recognised by its byte-order mark.

    Raises `InvalidInput` (`file.encoding`) with the offset of the first byte that does not fit.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    first: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            first = first or error
    assert first is not None
    raise _broken(first.start, encodings, place) from first


def _broken(byte: int, encodings: tuple[str, ...], place: Place) -> InvalidInput:
    names = " or ".join(_NAMES.get(each, each) for each in encodings)
    message = f"The file is not {names}: byte {byte} does not fit."
    return _fail("file.encoding", message, Place(place.file, offset=byte), "Save it as UTF-8.")


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


def load_json(data: bytes, place: Place) -> Any:
    """The value of a JSON document (UTF-8, with or without byte-order mark).

    Raises `InvalidInput`: `json.syntax` with line and column, `json.depth` beyond `MAX_DEPTH`, `file.encoding`.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode_text(data, place).encode()
    check_utf8(data, place)
    try:
        value = msgspec.json.decode(data)
        if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _is_deeper(value, MAX_DEPTH):
            raise RecursionError
        return value
    except RecursionError as error:
        message = f"The JSON document is nested deeper than {MAX_DEPTH} levels."
        raise _fail("json.depth", message, place, "Flatten it.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput([json_syntax_finding(data, str(error), place)]) from error


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects stand in one another more than `levels` deep; each level is looked at as a whole."""
    level = [value] if type(value) in (list, dict) else []
    for _ in range(levels):
        if not level:
            return False
        held = chain.from_iterable(each.values() if type(each) is dict else each for each in level)
        level = [each for each in held if type(each) is list or type(each) is dict]
    return bool(level)


def json_syntax_finding(data: bytes, error: str, place: Place) -> Finding:
    """A finding for a JSON syntax error, with line and column taken from msgspec's byte offset."""
    digits = "".join(ch for ch in error.rpartition("byte")[2] if ch.isdigit())
    offset = min(int(digits), len(data)) if digits else len(data)
    head = data[:offset]
    line = head.count(b"\n") + 1
    column = offset - (head.rfind(b"\n") + 1) + 1
    return Finding(
        "json.syntax",
        f"This is not JSON: {error.rstrip('.')}.",
        Place(place.file, line=line, column=column, offset=offset),
        "The file may be truncated; write it again.",
    )


def load_xml(data: bytes, place: Place) -> Element:
    """The root element of an XML document without DTD and entities.

    Raises `InvalidInput` (`xml.syntax`, `xml.entities`, and `xml.depth` beyond `MAX_DEPTH` levels).
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _fail(
            "xml.entities",
            "The XML document declares a DTD or entities, which are refused.",
            place,
            "Export it without a document type declaration.",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        line, column = getattr(error, "position", (None, None))
        raise _fail(
            "xml.syntax",
            f"This is not well-formed XML: {error}.",
            Place(place.file, line=line, column=column),
            "The file may be truncated; export it again.",
        ) from error
    level = [root]
    for _ in range(MAX_DEPTH):
        level = list(chain.from_iterable(level))
    if level:
        raise _fail("xml.depth", f"The XML document is nested deeper than {MAX_DEPTH} levels.", place, "Flatten it.")
    return root


def write_whole(path: str | Path, data: bytes | str) -> None:
    """Write `data` so that the file appears whole or not at all (temporary file, then rename)."""
    target = Path(path)
    raw = data.encode() if isinstance(data, str) else data
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def contained(base: Path, name: str) -> Path:
    """`name` resolved below `base`; raises `InvalidInput` (`file.outside`) if it leads elsewhere."""
    root = base.resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise _fail(
            "file.outside",
            f"{name!r} leads outside {str(base)!r}.",
            Place(str(base)),
            "Name a file beside the dossier or give it on the command line.",
        )
    return target
