"""A backup of a desk while it works, and a desk made of one.

Rule: the database is copied by its own backup, never as a file (what was written last is not in it yet); files that
the rows name are copied after it, so that none is missing. A desk is restored into an empty home only. Another server
is reached as the desk reaches it; its password stands in no list of processes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from pratique.desk.databases import database_of
from pratique.desk.plain import Plain
from pratique.errors import Place, UsageError
from pratique.files import refusal
from pratique.files.archives import UNREADABLE
from pratique.files.large import whole_file

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


def restore(source: Path, home: Path) -> None:
    """Make the home of a desk of a backup; the database of another server is filled from its dump by `pg_restore`.

    Raises UsageError where the home is not empty, InvalidInput where the file is no backup.
    """
    if home.exists() and any(home.iterdir()):
        raise UsageError(f"{str(home)!r} is not empty; a desk is restored into an empty folder.")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.umask(0o077)
    try:
        with zipfile.ZipFile(source) as zipper:
            names = zipper.namelist()
            if "secret" not in names or not {DATABASE, DUMP} & set(names):
                raise zipfile.BadZipFile("it holds no desk")
            if sum(each.file_size for each in zipper.infolist()) > _LARGEST:
                raise zipfile.BadZipFile("it holds more than can be read")
            for name in names:
                if name.startswith("/") or ".." in Path(name).parts:
                    raise zipfile.BadZipFile("a name in it leads elsewhere")
            for name in names:
                (home / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with zipper.open(name) as stream, open(home / name, "wb") as out:
                    shutil.copyfileobj(stream, out)
    except UNREADABLE as error:
        shutil.rmtree(home, ignore_errors=True)
        message = f"{source.name} is no backup of a desk: {error}."
        raise refusal("backup.invalid", message, Place(str(source)), "Take another copy.") from error


def refill(home: Path, database: str) -> None:
    """Fill an empty PostgreSQL database, by its address, from the dump of a restored home. Raises UsageError."""
    dump = home / DUMP
    if not dump.is_file():
        raise UsageError("The backup is of SQLite: leave --database out.")
    where, password = _reached(database_of(database, home))
    _ran(["pg_restore", "--no-owner", "--exit-on-error", where, str(dump)], password)
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
