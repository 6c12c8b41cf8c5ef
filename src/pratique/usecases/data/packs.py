"""Packs of tables: their state, what one changes, and taking one in.

Rule: nothing is taken in that is not whole, and nothing half-written; importing says what changes and which of the
dossiers that were named ask an instrument which reads the table.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from pratique.errors import Finding, InvalidInput, Place, UsageError
from pratique.files import read_bytes
from pratique.files.clock import today
from pratique.files.manifests import (
    FOLDER,
    MANIFEST,
    Manifest,
    is_plain_name,
    packs_in,
    read_manifest,
    refuse_two_of_one,
)
from pratique.files.plain import AnswerRows, Plain
from pratique.files.regular import contained
from pratique.files.secrets import is_marked, mark_of
from pratique.files.shipped import shipped_text
from pratique.files.writing import replace_folder, write_folder
from pratique.law.book import INSTRUMENTS
from pratique.law.data import LAW, REPLACEABLE, Pack, imported, read_pack
from pratique.law.packs import law_packs
from pratique.usecases.data.law_packs import FILE, checked, instruments_in, law_rows, law_text

SOON = 30
"""Days before its last day from which a pack is said to run out soon."""
SHORTEST_KEY = 16
"""Characters of a key that marks packs: an empty one marks whatever anybody likes."""


class TableState(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the book: where it comes from and whether it still counts."""

    table: str
    origin: str
    rows: int
    sha256: str
    made_on: str | None
    checked_on: str | None
    expires_on: str | None
    state: str
    signed: bool
    instruments: tuple[str, ...]


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """A row that one table has and the other has not, or has otherwise."""

    row: str
    change: str
    before: str
    after: str


class Imported(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """What taking in a pack did."""

    name: str
    table: str
    folder: str
    signed: str
    expires_on: str
    changes: tuple[RowChange, ...]
    touches: tuple[str, ...]


class PackWritten(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """A pack that was written: its name, what it replaces, where it lies, its last day."""

    name: str
    table: str
    folder: str
    expires_on: str


def status(on: date | None = None) -> AnswerRows[TableState]:
    """A day (today) by which packs run out -> every table that a pack may replace, with what stands in for it.

    >>> {each.state for each in pratique.data_status(day)}
    {'shipped'}
    """
    day = on or today()
    packs = {pack.manifest.replaces: pack for pack in imported()}
    tables = tuple(_state(table, packs.get(table), day) for table in REPLACEABLE)
    return AnswerRows((*tables, *(_state(LAW, pack, day) for pack in law_packs())))


def _state(table: str, pack: Pack | None, day: date) -> TableState:
    text = pack.text if pack else shipped(table)
    manifest = pack.manifest if pack else None
    rows = _rows(table, text)
    checked = [each["checked"] for each in rows.values() if each.get("checked")]
    return TableState(
        table=table,
        origin=f"pack {manifest.name}" if manifest else "shipped",
        rows=len(rows),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_on=manifest.made_on.isoformat() if manifest else None,
        checked_on=manifest.checked_on.isoformat() if manifest else min(checked, default=None),
        expires_on=manifest.expires_on.isoformat() if manifest else None,
        state=_word(manifest, day),
        signed=bool(manifest and manifest.signature),
        instruments=tuple(sorted(instruments_in(rows))) if table == LAW else instruments_of(table),
    )


def _rows(table: str, text: str) -> dict[str, dict[str, str]]:
    """The rows of a table, or the provisions of a law book."""
    return law_rows(text) if table == LAW else rows_of(text)


def _word(manifest: Manifest | None, day: date) -> str:
    if manifest is None:
        return "shipped"
    if manifest.has_expired(day):
        return "expired: what it says is unknown"
    left = (manifest.expires_on - day).days
    return f"valid, {left} days left" if left <= SOON else "valid"


def instruments_of(table: str) -> tuple[str, ...]:
    """The instruments that read a table."""
    room = table.partition("/")[0]
    return tuple(name for name, module in INSTRUMENTS.items() if module == room)


def shipped(table: str) -> str:
    """The text of a table, or of the whole law book, as it was shipped. Raises UsageError naming the others."""
    if table == LAW:
        return law_text()
    if table not in REPLACEABLE:
        raise UsageError(f"There is no table {table!r}; there are {', '.join((*REPLACEABLE, LAW))}.")
    package, _, name = table.partition("/")
    return shipped_text(package, name)


def rows_of(text: str) -> dict[str, dict[str, str]]:
    """The rows of a table by what tells them apart."""
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(text.splitlines()):
        key = " ".join(row[name] for name in ("name", "layer", "key", "from", "status") if row.get(name))
        while key in found:
            key += " (again)"
        found[key] = {name: value or "" for name, value in row.items() if name is not None}
    return found


def diff(before: str, after: str) -> AnswerRows[RowChange]:
    """Two tables (folders of packs, or names of shipped ones) -> the rows that differ. Raises UsageError.

    >>> table = pratique.data_status(day)[0].table
    >>> len(pratique.data_diff(table, table))
    0
    """
    return AnswerRows(_changes(_rows_named(before), _rows_named(after)))


def _rows_named(named: str) -> dict[str, dict[str, str]]:
    if named in (*REPLACEABLE, LAW):
        return _rows(named, shipped(named))
    pack = read_pack(Path(named))
    return _rows(pack.manifest.replaces, pack.text)


def _changes(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> Iterator[RowChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        columns = [name for name in (after or before or {}) if (before or {}).get(name) != (after or {}).get(name)]
        yield RowChange(
            row=key,
            change="gone" if after is None else "new" if before is None else "changed",
            before="; ".join(f"{name} {before[name]}" for name in columns if before and before.get(name)),
            after="; ".join(f"{name} {after[name]}" for name in columns if after and after.get(name)),
        )


def import_pack(folder: str | Path, *, dossiers: Sequence[str] = (), key: str | Path | None = None) -> Imported:
    """The folder of a pack of a table or the law -> what taking it in changed. Raises InvalidInput, UsageError.

    `key` is the file of the key that the pack must be marked with; `dossiers` are looked through for what it touches.
    """
    kept = os.environ.get(FOLDER)
    if not kept:
        raise UsageError(f"Set {FOLDER} to the folder that keeps imported packs.")
    pack = read_pack(Path(folder))
    signed = is_signed_with(key, pack.manifest, pack.folder, pack.manifest.replaces)
    table = pack.manifest.replaces
    if table == LAW:
        checked(pack.folder / pack.manifest.file)
    changed = tuple(_changes(_rows(table, shipped(table)), _rows(table, pack.text)))
    read_by = instruments_in(each.row for each in changed) if table == LAW else frozenset(instruments_of(table))
    touched = tuple(each for each in dossiers if asks(each, read_by))
    target = contained(Path(kept), pack.manifest.name)
    _refuse_second(target, pack)
    replace_folder(target, {MANIFEST: read_bytes(pack.folder / MANIFEST), pack.manifest.file: pack.text.encode()})
    return Imported(
        name=pack.manifest.name,
        table=table,
        folder=str(target),
        signed=signed,
        expires_on=pack.manifest.expires_on.isoformat(),
        changes=changed,
        touches=touched,
    )


def _refuse_second(target: Path, pack: Pack) -> None:
    """Raise InvalidInput where another pack than that in `target` is called alike, or replaces the same table."""
    others = [each for each in packs_in(target.parent) if each.name != target.name] if target.parent.is_dir() else []
    there = []
    for each in others:
        with suppress(InvalidInput):  # one that is broken counts nowhere; whoever reads it is told
            there.append((each, read_manifest(each, (*REPLACEABLE, LAW))))
    refuse_two_of_one([*there, (target, pack.manifest)], (LAW,))


def is_signed_with(key: str | Path | None, manifest: Manifest, folder: Path, replaces: str) -> str:
    """What is to be said of the mark of a pack. Raises InvalidInput where a key is asked for and it bears another."""
    if key is None:
        return "signed, not checked" if manifest.signature else "not signed"
    kept = _key(key)
    if is_marked(kept, manifest.signature, *_marked(manifest, replaces)):
        return "signed"
    if is_marked(kept, manifest.signature, *_marked_before(manifest, replaces)):
        return "signed; its mark is older and says nothing of made_on, checked_on, source and file"
    message = f"The pack {manifest.name!r} does not bear the mark of the key {str(key)!r}."
    raise InvalidInput(
        [Finding("pack.signature", message, Place(str(folder / MANIFEST)), "Ask its maker for the key or the pack.")]
    )


def _key(path: str | Path) -> bytes:
    key = read_bytes(path, 4096).strip()
    if len(key) < SHORTEST_KEY:
        message = f"{str(path)!r} holds no key of at least {SHORTEST_KEY} characters."
        step = "Make a long one at random, and give it to whoever takes the packs in."
        raise InvalidInput([Finding("key.invalid", message, Place(str(path)), step)])
    return key


def _marked(manifest: Manifest, replaces: str) -> tuple[str, ...]:
    """All that a pack says of itself but its mark."""
    return (json.dumps({**manifest.written(), "signature": "", "replaces": replaces}, sort_keys=True),)


def _marked_before(manifest: Manifest, replaces: str) -> tuple[str, ...]:
    """What marks were made of before they were made of all."""
    return (manifest.name, replaces, manifest.sha256, manifest.expires_on.isoformat())


def touches(dossier: str, table: str) -> bool:
    """Whether an act of the dossier is decided by an instrument that reads the table."""
    return asks(dossier, frozenset(instruments_of(table)))


def asks(dossier: str, instruments: frozenset[str]) -> bool:
    """Whether an act of the dossier is decided by one of the instruments."""
    from pratique.deciding.decision import decided

    return not instruments.isdisjoint(each.id for each in decided(dossier).instruments)


def write_pack(
    table: str, folder: str | Path, *, name: str, expires_on: date, key: str | Path | None = None
) -> PackWritten:
    """A shipped table, or the law book, and a folder -> a pack of it there, to be kept up by who follows the text.

    `expires_on` is its last day; `key` the file of the key that marks it. Raises UsageError for no such table.
    """
    made = export_pack(table, folder, name=name, expires_on=expires_on, made_on=today(), key=key)
    return PackWritten(name=name, table=table, folder=str(made), expires_on=expires_on.isoformat())


def export_pack(
    table: str, folder: str | Path, *, name: str, expires_on: date, made_on: date, key: str | Path | None = None
) -> Path:
    """Write a shipped table, or the law book, as a pack, to be kept up by whoever follows the text; the folder."""
    if not is_plain_name(name):
        raise UsageError(f"{name!r} cannot be the name of a pack; write letters, digits, blanks and -_. alone.")
    text = shipped(table).encode()
    file = FILE if table == LAW else table.rpartition("/")[2]
    manifest = Manifest(
        name=name,
        replaces=table,
        file=file,
        sha256=hashlib.sha256(text).hexdigest(),
        made_on=made_on,
        checked_on=made_on,
        expires_on=expires_on,
        source="as shipped",
    )
    if key is not None:
        manifest = replace(manifest, signature=mark_of(_key(key), *_marked(manifest, table)))
    write_folder(folder, {MANIFEST: (json.dumps(manifest.written(), indent=2) + "\n").encode(), file: text})
    return Path(folder)
