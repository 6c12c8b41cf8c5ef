"""What lists are here: from when, how complete, until when they count; packs taken in; lists kept with an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pratique.dossier.list_packs import (
    INDEX,
    ListPack,
    dated_list,
    imported_lists,
    kept_in,
    lists_of,
    read_list_pack,
)
from pratique.errors import Finding, InvalidInput, Place, UsageError
from pratique.files import read_bytes
from pratique.files.clock import today
from pratique.files.manifests import AGAIN, FOLDER, MANIFEST
from pratique.files.plain import AnswerRows, Data, Plain
from pratique.files.regular import contained
from pratique.files.writing import replace_folder
from pratique.parties.lists import ScreeningList
from pratique.parties.screening import store_lists, stored_lists
from pratique.usecases.data.packs import is_signed_with
from pratique.value_class import dataclass

SOON = 30
"""Days before its last day from which a pack is said to run out soon."""


class ListState(msgspec.Struct, frozen=True, kw_only=True):
    """One list: where it comes from, from when it is, how complete, until when absence from it counts.

    `newest` is the latest date found inside; `age` are days since `as_of`; `incomplete` says why nobody may be called
    absent from it; `expires_on` is None where nobody says when it stops to count.
    """

    list: str
    title: str
    origin: str
    source: str
    entries: int
    as_of: str | None
    newest: str | None
    age: int | None
    complete: bool
    incomplete: tuple[str, ...]
    expires_on: str | None
    state: str
    sha256: str


class ListImported(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """What taking in a pack of a list did."""

    name: str
    folder: str
    signed: str
    lists: tuple[ListState, ...]


def status(paths: Sequence[str | Path] = (), on: date | None = None) -> AnswerRows[ListState]:
    """Files of lists -> each of them and of every imported pack: from when it is, and until when (`on`) it counts.

    Raises `InvalidInput` where a file cannot be read or a pack is not whole.

    >>> [each.list for each in pratique.lists_status(["sdn.csv"], on=day)]
    ['SDN']
    """
    day = on or today()
    found = [_state(one, "file", None, day) for one in lists_of(paths, day)]
    for pack in imported_lists():
        found += _states(pack, day)
    return AnswerRows(found)


def _states(pack: ListPack, day: date) -> list[ListState]:
    return [_state(one, f"pack {pack.manifest.name}", pack.manifest.expires_on, day) for one in pack.opened(day)]


def _state(one: ScreeningList, origin: str, expires: date | None, day: date) -> ListState:
    return ListState(
        list=one.code,
        title=one.title,
        origin=origin,
        source=one.source,
        entries=len(one.listings),
        as_of=one.as_of.isoformat() if one.as_of else None,
        newest=one.newest.isoformat() if one.newest else None,
        age=(day - one.as_of).days if one.as_of else None,
        complete=one.complete,
        incomplete=one.incomplete,
        expires_on=expires.isoformat() if expires else None,
        state=_word(one, expires, day),
        sha256=one.digest,
    )


def _word(one: ScreeningList, expires: date | None, day: date) -> str:
    if expires is not None and expires < day:
        return f"expired on {expires}: nobody is called absent from it"
    if not one.complete:
        return "not complete: nobody is called absent from it"
    if expires is None:
        return "counts; nobody says until when" if one.as_of else "counts; nobody says from when it is, or until when"
    left = (expires - day).days
    return f"counts until {expires}, {left} days left" if left <= SOON else f"counts until {expires}"


def import_list(folder: str | Path, *, key: str | Path | None = None) -> ListImported:
    """The folder of a pack of a list -> what taking it in did; it is then a list of its own name.

    Raises `InvalidInput` where it is not whole or a list cannot be read, `UsageError` where nowhere keeps packs.
    """
    room = kept_in()
    if room is None:
        raise UsageError(f"Set {FOLDER} to the folder that keeps imported packs.")
    pack = read_list_pack(Path(folder))
    said = pack.manifest
    signed = is_signed_with(key, said, pack.folder, ROOM_MARK)
    lists = lists_of([pack.folder / said.file], to_keep=True)
    if not any(one.listings for one in lists):
        message = f"{said.file} of the pack {said.name} holds no entry of a list."
        raise InvalidInput([Finding("pack.empty", message, Place(str(pack.folder)), AGAIN)])
    target = contained(room, said.name)
    _, index = stored_lists(lists, said.sha256)
    content = {name: read_bytes(pack.folder / name) for name in (MANIFEST, said.file)}
    replace_folder(target, {**content, INDEX: b"".join(index)})
    kept = read_list_pack(target)
    return ListImported(name=said.name, folder=str(target), signed=signed, lists=tuple(_states(kept, today())))


ROOM_MARK = "screening list"
"""What stands in a mark of such a pack where that of a table names what it replaces."""


@dataclass(frozen=True)
class ListsKept(Plain):
    """How many entries were kept, of which lists: two in a row, if wanted."""

    entries: int
    lists: tuple[ScreeningList, ...]

    def __iter__(self) -> Iterator[Any]:
        return iter((self.entries, self.lists))

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return {"entries": self.entries, "lists": [one.code for one in self.lists]}


def build(paths: str | Path | Sequence[str | Path], output: str | Path) -> ListsKept:
    """Lists -> one file with an index of their names, which every question takes as a list.

    Raises `UsageError` without a list, `InvalidInput` where one cannot be read.

    >>> pratique.lists_build("sdn.csv", "kept.lists").entries
    2
    """
    if not paths:
        raise UsageError("Give --list FILE, the lists to keep.")
    lists = lists_of((paths,) if isinstance(paths, str | Path) else paths, to_keep=True)
    return ListsKept(store_lists(lists, output), tuple(dated_list(one, today()) for one in lists))
