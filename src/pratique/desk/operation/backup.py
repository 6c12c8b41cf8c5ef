"""A backup of a desk while it works, and a desk made of one.

Rule: the database is copied by its own backup, never as a file (what was written last is not in it yet); files that
the rows name are copied after it, so that none is missing. A desk is restored into an empty home only, which no desk
opens before all of it is there. Another server is reached as the desk reaches it; its password stands in no list of
processes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlencode

from django.db import connection

from pratique.desk.databases import database_of
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput, Place, UsageError
from pratique.files import refusal
from pratique.files.archives import UNREADABLE
from pratique.files.large import filled_folder, whole_file
from pratique.files.regular import duplicate

DATABASE, DUMP = "desk.sqlite3", "desk.pgdump"
FOLDERS = ("blobs", "lists")
KEYS = ("secret", "records.key")
_LARGEST = 64 * 1024**3


def backup(home: Path, target: Path) -> int:
    """Write a backup of the open desk to a new file (mode 0600); its size in bytes. Raises UsageError."""
    if target.exists():
        raise UsageError(f"{str(target)!r} is there; a backup is never written over.")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="desk-backup-") as name,
            whole_file(target, 0o600) as part,
            zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as zipper,
        ):
            copy = _copied(Path(name))
            zipper.write(copy, copy.name)
            for file in _files(home):
                zipper.write(file, file.relative_to(home).as_posix())
    except OSError as error:
        raise UsageError(f"The backup cannot be written: {error.strerror}.") from error
    return target.stat().st_size


def _copied(folder: Path) -> Path:
    """A copy of the database at one moment, whoever writes meanwhile."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / DATABASE) as copy:
            connection.connection.backup(copy)
        copy.close()
        return folder / DATABASE
    where, password = _reached(connection.settings_dict)
    _ran(["pg_dump", "--format=custom", "--file", str(folder / DUMP), where], password)
    return folder / DUMP


def _files(home: Path) -> Iterator[Path]:
    yield from (home / each for each in KEYS if (home / each).is_file())
    for each in FOLDERS:
        yield from sorted(file for file in (home / each).rglob("*") if file.is_file() and file.suffix != ".part")


@contextmanager
def restored(source: Path, home: Path) -> Iterator[None]:
    """Make the home of a desk of a backup; it counts once the work in this context, `refill`, has ended too.

    A home in which a restore was ended half-way is begun anew. Raises InvalidInput where the home is not empty or
    cannot be written, or the file is no backup.
    """
    os.umask(0o077)
    handle, _ = duplicate(source)
    with os.fdopen(handle, "rb") as stream:
        try:
            zipper = zipfile.ZipFile(stream)
            names = _desk_in(zipper)
        except UNREADABLE as error:
            raise _no_backup(source, error) from error
        with zipper, filled_folder(home):
            for name in names:
                _unpacked(zipper, name, source, home)
            yield


def _desk_in(zipper: zipfile.ZipFile) -> list[str]:
    """The names of a backup, none of which leads elsewhere. Raises BadZipFile."""
    names = zipper.namelist()
    if "secret" not in names or not {DATABASE, DUMP} & set(names):
        raise zipfile.BadZipFile("it holds no desk")
    if len(set(names)) < len(names):
        raise zipfile.BadZipFile("a name stands in it twice")
    if sum(each.file_size for each in zipper.infolist()) > _LARGEST:
        raise zipfile.BadZipFile("it holds more than can be read")
    for name in names:
        parts = PurePosixPath(name).parts
        kept = name in (DATABASE, DUMP, *KEYS) or (len(parts) > 1 and parts[0] in FOLDERS)
        if not kept or ".." in parts or "\0" in name or "\\" in name or name.endswith("/"):
            raise zipfile.BadZipFile("a name in it is of no file of a desk")
    return names


def _unpacked(zipper: zipfile.ZipFile, name: str, source: Path, home: Path) -> None:
    try:
        with zipper.open(name) as stream:
            (home / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(home / name, "xb") as out:
                shutil.copyfileobj(stream, out)
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # of the disk, not of the archive
        raise _no_backup(source, error) from error


def _no_backup(source: Path, error: Exception) -> InvalidInput:
    message = f"{source.name} is no backup of a desk: {error}."
    return refusal("backup.invalid", message, Place(str(source)), "Take another copy.")


def refill(home: Path, database: str) -> None:
    """Fill an empty PostgreSQL database, by its address, from the dump of a restored home: all of it or nothing.

    Raises UsageError.
    """
    dump = home / DUMP
    if not dump.is_file():
        raise UsageError("The backup is of SQLite: leave --database out.")
    where, password = _reached(database_of(database, home))
    _ran(["pg_restore", "--no-owner", "--single-transaction", where, str(dump)], password)
    dump.unlink()  # everything stands in it once more


def _reached(given: Plain) -> tuple[str, str]:
    """How a program of PostgreSQL is told the database that the desk uses, and the password apart from it."""
    asked = {**given["OPTIONS"], "host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"--dbname=postgresql:///{quote(str(given['NAME']), safe='')}?{told}", str(given["PASSWORD"])


def _ran(asked: list[str], password: str) -> None:
    try:
        ran = subprocess.run(
            asked,
            env={**os.environ, **({"PGPASSWORD": password} if password else {})},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(f"{asked[0]} is not installed here; it comes with PostgreSQL.") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"{asked[0]} failed: {said[-1] if said else ran.returncode}.")
