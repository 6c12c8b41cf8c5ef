"""The lines between an assistant and the server of `pratique mcp`: every line that asks gets an answer.

Rule: the library that speaks the protocol passes over a line that it cannot read, and whoever sent it waits for ever;
such a line is answered here, before the library sees it. What anything else prints goes to standard error, so that
nothing but messages is on the wire. Each message leaves as one whole line.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import BinaryIO

LONGEST_MESSAGE = 64 * 1024**2
"""Longest message of an assistant that is read (bytes), as a dossier may be no larger."""
NO_JSON, NO_MESSAGE = -32700, -32600
"""Codes of JSON-RPC: what cannot be parsed, and what is no request."""
Reads = Callable[[bytes], object]
Message = dict[str, object]


class LinesOut(io.RawIOBase):
    """Bytes out: each write whole, whoever writes at the same time."""

    def __init__(self, wire: BinaryIO) -> None:
        self._wire, self._lock = wire, Lock()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | memoryview) -> int:  # type: ignore[override]
        with self._lock:
            self._wire.write(data)
            self._wire.flush()
        return memoryview(data).nbytes


class LinesIn(io.RawIOBase):
    """Bytes in: the lines that are messages; every other is answered at once."""

    def __init__(self, wire: BinaryIO, told: LinesOut, reads: Reads) -> None:
        self._wire, self._told, self._reads = wire, told, reads
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._left:
            line = self._wire.readline(LONGEST_MESSAGE + 1)
            if not line:
                return 0
            if not line.strip():
                continue
            wrong = self._wrong(line)
            if wrong:
                self._told.write(json.dumps({"jsonrpc": "2.0", **wrong}).encode() + b"\n")
            else:
                # A carriage return stands between the words of JSON alone; the library would end the line at it.
                self._left = line.rstrip(b"\r\n").replace(b"\r", b" ") + b"\n"
        part = self._left[: len(room)]
        room[: len(part)] = part
        self._left = self._left[len(part) :]
        return len(part)

    def _wrong(self, line: bytes) -> Message:
        if len(line) > LONGEST_MESSAGE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = self._wire.readline(LONGEST_MESSAGE)
            told = f"A message has at most {LONGEST_MESSAGE} bytes; name a file of the served folder instead"
            return _error(NO_MESSAGE, told, None)
        return wrong_with(line, self._reads)


def wrong_with(line: bytes, reads: Reads) -> Message:
    """What is answered to a line that is no message, as the id and error of JSON-RPC; empty for a message.

    `reads` raises ValueError for what the library does not take. The id is that of the line wherever it has one.
    """
    try:
        reads(line)
    except ValueError:
        taken = False
    else:
        taken = True
        if b'"id"' in line and b'"method"' not in line:
            return {}  # an answer of the assistant's
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {} if taken else _error(NO_JSON, "The line is no JSON", None)
    if not isinstance(said, dict):
        return _error(NO_MESSAGE, "A message is an object, one on each line", None)
    ident = said.get("id")
    known = type(ident) is int or (isinstance(ident, str) and ident.isprintable())
    if "id" in said and "method" in said and not known:
        return _error(NO_MESSAGE, "The id of a request is a whole number or a text", None)
    if taken:
        return {}
    return _error(NO_MESSAGE, "The line is no message of JSON-RPC 2.0, or half a character stands in it", ident)


def _error(code: int, message: str, ident: object) -> Message:
    return {"id": ident if isinstance(ident, int | str) else None, "error": {"code": code, "message": message}}


class _Standard:
    """A standard stream of which the library takes the bytes; whoever prints to it prints to standard error."""

    def __init__(self, wire: io.BufferedReader | io.BufferedWriter) -> None:
        self.buffer = wire

    def __getattr__(self, name: str) -> object:
        return getattr(sys.stderr, name)


@contextmanager
def wired(reads: Reads) -> Iterator[None]:
    """Standard input and output as the library finds them, with a line that is no message answered."""
    before = sys.stdin, sys.stdout
    sys.stdout.flush()
    wire = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    told = LinesOut(os.fdopen(wire[1], "wb", closefd=False))
    asked = LinesIn(os.fdopen(wire[0], "rb", closefd=False), told, reads)
    sys.stdin = _Standard(io.BufferedReader(asked))
    sys.stdout = _Standard(io.BufferedWriter(told))  # type: ignore[arg-type]
    try:
        yield
    finally:
        os.dup2(wire[0], 0)
        os.dup2(wire[1], 1)
        sys.stdin, sys.stdout = before
