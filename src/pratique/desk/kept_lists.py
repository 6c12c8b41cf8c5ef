"""The files of a workspace's screening lists, and the days of their copies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pratique.desk.home import home
from pratique.desk.models import Workspace
from pratique.errors import InvalidInput
from pratique.files import read_bytes
from pratique.usecases.answer.beside import findings_beside

DAYS = ".days"
"""The file beside the lists that holds the days of their copies."""


def folder_of(workspace: Workspace) -> Path | None:
    """Where the lists of a workspace are kept; None where the desk has no home."""
    place = home()
    return None if place is None else place / "lists" / str(workspace.pk)


def kept_in(folder: Path) -> list[Path]:
    """The files of lists in a folder."""
    return sorted(each for each in folder.iterdir() if each.name != DAYS) if folder.is_dir() else []


def days_in(folder: Path) -> dict[str, str]:
    """The days that were said of copies, by the names of their files."""
    place = folder / DAYS
    return msgspec.json.decode(read_bytes(place), type=dict[str, str]) if place.is_file() else {}


def with_day(file: Path, days: dict[str, str]) -> Path:
    """A file with `@DATE` behind it where its day was said."""
    return file.with_name(f"{file.name}@{days[file.name]}") if file.name in days else file


@contextmanager
def named_from(folder: Path) -> Iterator[None]:
    """What is wrong with lists, named from their folder: no path of the machine is told."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInput(findings_beside(error.findings, folder)) from error
