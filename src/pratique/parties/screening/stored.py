"""Screening lists kept as one file with their index, so that nothing is read or made ready again.

Rule: the file holds the entries as their reader read them, what is wrong with the lists, and the index over their
names; a file made with other tables of names, or cut, is refused. Entries are read only where a name comes near.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, overload

import msgspec
import numpy as np
import numpy.typing as npt

from pratique.errors import Finding, InvalidInput, Place
from pratique.files import read_head, write_parts
from pratique.files.sections import Sections, parts_of
from pratique.parties.lists import read_lists
from pratique.parties.lists.listing import ListedRelation, ListEntry, ScreeningList
from pratique.parties.screening.index import IndexData, NameIndex
from pratique.parties.screening.part import Part, latin_only, part_of, unread_only
from pratique.parties.screening.vocabulary import Vocabulary

MAGIC = b"PRATIQUE-LISTS-1\n"
AGAIN = "Build it again with `pratique lists build`."
_TABLES = (
    *("legal_forms.csv", "legal_forms_elf.csv", "terms.csv", "brands.csv", "acronyms.csv", "readings.csv"),
    *("cantonese.csv", "places.csv"),
)


class ListHead(msgspec.Struct, frozen=True, kw_only=True):
    """A list but for its entries, which are `count` from `first` on.

    `latin` of them have Latin names only, `unread` none but in letters that are not read.
    """

    code: str
    title: str
    source: str
    as_of: date | None
    newest: date | None
    digest: str
    relations: tuple[ListedRelation, ...]
    findings: tuple[Finding, ...]
    incomplete: tuple[str, ...]
    first: int
    count: int
    latin: int
    unread: int


class _About(msgspec.Struct, frozen=True, kw_only=True):
    tables: str
    kinds: tuple[str | None, ...]
    arrays: dict[str, str]
    lists: tuple[ListHead, ...]
    made_of: str = ""


Numbers = npt.NDArray[Any]
"""An array of a file, of the type that its head says."""
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_LISTING = msgspec.msgpack.Decoder(ListEntry)


READ_AS = b"11"
"""Changes where the same tables give other words of a name, or numbers are kept otherwise."""


def tables_digest() -> str:
    """A digest of the tables that names are read with."""
    room = files("pratique.parties.names")
    tables = b"".join(room.joinpath(name).read_bytes() for name in _TABLES)
    return hashlib.sha256(tables + READ_AS).hexdigest()[:16]


def store_lists(lists: Sequence[ScreeningList], output: str | Path) -> int:
    """Write lists with their index as one file, whole or not at all; how many entries it holds."""
    count, parts = stored_lists(lists)
    write_parts(output, parts)
    return count


def stored_lists(lists: Sequence[ScreeningList], made_of: str = "") -> tuple[int, list[bytes]]:
    """How many entries some lists hold, and the bytes of the file that keeps them with their index.

    `made_of` is the SHA-256 of the one file that they were read from, by which it is known again.
    """
    part = part_of(lists)
    encoded = [_ENCODER.encode(each) for each in part.entries]
    data = part.index.data
    vocabulary = data.vocabulary
    hashes, owners = vocabulary.slips
    arrays = {field.name: getattr(data, field.name) for field in fields(data)}
    arrays = {name: value for name, value in arrays.items() if isinstance(value, np.ndarray)}
    arrays |= {"entry_of": part.entry_of, "name_of": part.name_of, "slip_hashes": hashes, "slip_owners": owners}
    arrays |= {"entry_ends": np.cumsum([len(each) for each in encoded], dtype=np.int64)}
    heads, first = [], 0
    for one in lists:
        heads.append(_head(one, first))
        first += len(one.listings)
    about = _About(
        tables=tables_digest(),
        kinds=data.kind_names,
        arrays={name: array.dtype.str for name, array in arrays.items()},
        lists=tuple(heads),
        made_of=made_of,
    )
    sections = {name: np.ascontiguousarray(array).tobytes() for name, array in arrays.items()}
    sections["entries"] = b"".join(encoded)
    sections["vocabulary"] = "\n".join(vocabulary.words).encode()
    sections["sounds"] = "\n".join(vocabulary.sounds).encode()
    sections["numbers"] = msgspec.msgpack.encode(part.numbers)
    return len(encoded), parts_of(MAGIC, about, sections)


def _head(one: ScreeningList, first: int) -> ListHead:
    return ListHead(
        code=one.code,
        title=one.title,
        source=one.source,
        as_of=one.as_of,
        newest=one.newest,
        digest=one.digest,
        relations=one.relations,
        findings=one.findings,
        incomplete=one.incomplete,
        first=first,
        count=len(one.listings),
        latin=latin_only(one.listings),
        unread=unread_only(one.listings),
    )


class StoredLists:
    """Such a file, opened. Raises `InvalidInput` (`file.broken`, `lists.tables`) for one that cannot be used."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._file = Sections(path, MAGIC, AGAIN)
        try:
            self._about = msgspec.msgpack.decode(self._file.about, type=_About)
        except ValueError as error:  # as those of msgspec are, and that of a text which is no UTF-8
            raise self._broken(error) from error
        if self._about.tables != tables_digest():
            message = f"{Path(path).name} was made with other tables of names than these."
            raise InvalidInput([Finding("lists.tables", message, Place(str(path)), AGAIN)])
        self._kept: dict[int, ListEntry] = {}
        self._number: dict[int, int] = {}

    @property
    def made_of(self) -> str:
        """The SHA-256 of the file that the lists were read from; empty where nobody said it."""
        return self._about.made_of

    def lists(self, as_of: date | None = None) -> Iterator[ScreeningList]:
        """The lists, with entries that are read when they are looked at; `as_of` where the user knows it."""
        for head in self._about.lists:
            yield ScreeningList(
                code=head.code,
                title=head.title,
                source=head.source,
                listings=StoredListings(self, head),
                as_of=as_of or head.as_of,
                newest=head.newest,
                digest=head.digest,
                relations=head.relations,
                findings=head.findings,
                incomplete=head.incomplete,
            )

    def _broken(self, error: ValueError) -> InvalidInput:
        message = f"{self._path.name} is not whole: {error}."
        return InvalidInput([Finding("file.broken", message, Place(str(self._path)), AGAIN)])

    def _array(self, name: str) -> Numbers:
        return np.frombuffer(self._file.read(name), np.dtype(self._about.arrays[name]))

    def _texts(self, name: str) -> list[str]:
        text = self._file.read(name).decode()
        return text.split("\n") if text else []

    @cached_property
    def _ends(self) -> Numbers:
        return self._array("entry_ends")

    def listing(self, number: int) -> ListEntry:
        """One entry; the same object each time."""
        if number not in self._kept:
            start = int(self._ends[number - 1]) if number else 0
            data = self._file.read("entries", start, int(self._ends[number]) - start)
            try:
                self._kept[number] = _LISTING.decode(data)
            except ValueError as error:
                raise self._broken(error) from error
            self._number[id(self._kept[number])] = number
        return self._kept[number]

    def number_of(self, listing: ListEntry) -> int | None:
        """The number of an entry that was read here; None for another."""
        return self._number.get(id(listing))

    @cached_property
    def part(self) -> Part:
        """Everything that a screener needs of the file."""
        vocabulary = Vocabulary(self._texts("vocabulary"))
        vocabulary.keep(self._texts("sounds"), self._array("slip_hashes"), self._array("slip_owners"))
        arrays = {
            field.name: self._array(field.name) for field in fields(IndexData) if field.name in self._about.arrays
        }
        data = IndexData(vocabulary=vocabulary, kind_names=self._about.kinds, **arrays)
        numbers = msgspec.msgpack.decode(self._file.read("numbers"), type=dict[str, tuple[int, ...]])
        whole = ListHead(
            code="",
            title="",
            source="",
            as_of=None,
            newest=None,
            digest="",
            relations=(),
            findings=(),
            incomplete=(),
            first=0,
            count=len(self._ends),
            latin=0,
            unread=0,
        )
        entries = StoredListings(self, whole)
        return Part(entries, NameIndex(data), self._array("entry_of"), self._array("name_of"), numbers)


class StoredListings(Sequence[ListEntry]):
    """The entries of one list of a file, each read when it is looked at."""

    def __init__(self, file: StoredLists, head: ListHead) -> None:
        self.file, self.head = file, head

    def __len__(self) -> int:
        return self.head.count

    def holds(self, listing: ListEntry) -> bool:
        """Whether this very entry was read out of this list."""
        number = self.file.number_of(listing)
        return number is not None and self.head.first <= number < self.head.first + self.head.count

    @overload
    def __getitem__(self, place: int) -> ListEntry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ListEntry, ...]: ...
    def __getitem__(self, place: int | slice) -> ListEntry | tuple[ListEntry, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self.file.listing(self.head.first + place % len(self))


def is_stored_list(path: str | Path) -> bool:
    """Whether a file holds lists with their index."""
    try:
        return read_head(path, len(MAGIC)) == MAGIC
    except InvalidInput:
        return False


def open_lists(paths: Iterable[str | Path]) -> list[ScreeningList]:
    """The lists of files, stored or as they are published; a path may end in `@YYYY-MM-DD`, the date of its copy.

    Raises `InvalidInput` with the findings of every file that cannot be read at all.
    """
    from pratique.parties.lists import dated_path

    found: list[ScreeningList] = []
    problems: list[Finding] = []
    for path in paths:
        name, as_of = dated_path(str(path))
        try:
            found += StoredLists(name).lists(as_of) if is_stored_list(name) else read_lists([str(path)])
        except InvalidInput as error:
            problems += error.findings
    if problems:
        raise InvalidInput(problems)
    return found


def with_reason(one: ScreeningList, reason: str) -> ScreeningList:
    """A list of which nobody may be called absent, for one more reason."""
    return replace(one, incomplete=(*one.incomplete, reason))
