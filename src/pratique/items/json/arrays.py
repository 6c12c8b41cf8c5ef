"""Arrays of JSON records cut into stretches that are decoded at once, each record found again by its byte.

Rule: a stretch is taken for whole records only where a decoder has read it as an array of them. Invariant: the text
from one record's beginning to a brace, read as an array without complaint, ends where a record ends; so a guess at
where records part is proved by decoding and costs time only when it is wrong. Between two elements of an array stand
only a comma and blanks, so that each offset is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from itertools import accumulate
from typing import Generic, TypeVar

import msgspec
from msgspec import Raw

from pratique.items.json.keys import array_is_plain, as_many_keys
from pratique.value_class import dataclass

T = TypeVar("T")
STRETCH = 1 << 16
"""About how many bytes of an array are decoded at once."""
MISSES = 16
"""Wrong guesses at where records part, after which the rest of an array is one stretch."""
_gap = re.compile(rb"[\s,]*").match
_opening = re.compile(rb'\[(\s*\{\s*"[^"\\]{0,80}")').match
_records = msgspec.json.Decoder(list[Raw])


@dataclass(slots=True)
class Stretch:
    """Neighbouring elements of an array: the bytes `begin` to `end` of `data`, from the `first` of them on."""

    data: bytes
    pointer: str
    first: int
    begin: int
    end: int
    found: list[int] = field(default_factory=list)

    @property
    def text(self) -> bytes:
        """The elements as an array of their own."""
        return b"[" + self.data[self.begin : self.end] + b"]"

    @property
    def offsets(self) -> list[int]:
        """Where each element begins, worked out when first asked for."""
        if not self.found:
            self.found = split(self.text, self.elements(), self.begin - 1)
        return self.found

    def elements(self) -> list[Raw]:
        """The text of each element. Raises `msgspec.DecodeError` where this is no array."""
        return _records.decode(self.text)


@dataclass(frozen=True, slots=True)
class StretchLines:
    """Lines read from neighbouring elements: line `line` of the bill is element `nth` of the stretch."""

    stretch: Stretch
    line: int
    nth: int

    def pointer(self, index: int) -> str:
        """The JSON pointer of a line."""
        return f"{self.stretch.pointer}/{self.stretch.first + self.nth + index - self.line}"

    def offset(self, index: int) -> int:
        """The byte at which the record of a line begins."""
        return self.stretch.offsets[self.nth + index - self.line]


def split(text: bytes, elements: list[Raw], offset: int) -> list[int]:
    """The offset of each element of the array `text`, which itself begins at `offset`."""
    lengths = [len(memoryview(element)) for element in elements]
    if sum(lengths) + len(lengths) + 1 == len(text):  # no blanks: each gap is one comma
        return list(accumulate(lengths[:-1], lambda at, length: at + length + 1, initial=offset + 1))
    offsets: list[int] = []
    at = 1
    for length in lengths:
        at = _gap(text, at).end()  # type: ignore[union-attr]
        offsets.append(offset + at)
        at += length
    return offsets


def find(data: bytes, raw: Raw, key: bytes, start: int = 0) -> int:
    """Where the value `raw` of `key` begins in `data`, at or after `start`."""
    text = memoryview(raw)
    at = data.find(key, start)
    while at >= 0:
        begin = data.find(text[:1], at + len(key))
        if data.startswith(text, begin):
            return begin
        at = data.find(key, at + 1)
    # The key may be written with escapes.
    return data.find(text, start)


@dataclass(slots=True)
class Stretches(Generic[T]):
    """An array, `begin` to `end` of `data` with its brackets, as stretches of records.

    Each comes with its records; None where one of them does not fit its type.
    """

    data: bytes
    begin: int
    end: int
    pointer: str
    decoder: msgspec.json.Decoder[list[T]]
    misses: int = 0

    def __iter__(self) -> Iterator[tuple[Stretch, list[T] | None]]:
        mark = self._mark()
        at, first = self.begin + 1, 0
        while at < self.end - 1:
            stretch, records, count = self._next(at, first, mark)
            if count:
                yield stretch, records
            first += count
            at = _gap(self.data, stretch.end).end()  # type: ignore[union-attr]

    def _mark(self) -> bytes:
        """What stands between two records if all begin as the first does; empty where that cannot be told."""
        opening = _opening(self.data, self.begin, self.end)
        return b"}," + opening[1] if opening else b""

    def _next(self, at: int, first: int, mark: bytes) -> tuple[Stretch, list[T] | None, int]:
        """The next stretch, its records and how many there are."""
        guess = at + STRETCH
        while mark and self.misses < MISSES and (found := self.data.find(mark, guess, self.end - 1)) >= 0:
            stretch = Stretch(self.data, self.pointer, first, at, found + 1)
            records, count = self._decoded(stretch)
            if count:
                return stretch, records, count
            self.misses += 1
            guess = found + 1
        stretch = Stretch(self.data, self.pointer, first, at, self.end - 1)
        return stretch, *self._decoded(stretch)

    def _decoded(self, stretch: Stretch) -> tuple[list[T] | None, int]:
        """The records of a stretch, and how many there are: none where it does not end where a record does."""
        try:
            records = self.decoder.decode(stretch.text)
            return records, len(records)
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        try:
            return None, len(stretch.elements())
        except msgspec.DecodeError:
            return None, 0


def same_keys(text: bytes, written: bytes) -> bool:
    """Whether `written`, all fields that were decoded of the array `text` written again, leaves no key out.

    Writing again never makes a text longer: strings are escaped as little as can be and the rest stands as it was. So
    where the two are as long as each other, or have as many keys, nothing was left out. Where they are not, fields
    that no type has may be the reason; then the objects are looked at as they are.
    """
    return len(written) == len(text) or as_many_keys(written, text) or array_is_plain(text)
