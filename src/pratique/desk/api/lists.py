"""Screening lists of a workspace, each a dataset by the name of its file; kept in the home, replaced whole."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from django.http import HttpRequest

from pratique.desk.api.asking import day_of
from pratique.desk.api.endpoints import MOST_JSON, Caller, Endpoint, Raw
from pratique.desk.api.problems import Stop
from pratique.desk.kept_lists import DAYS, days_in, folder_of, kept_in, named_from, with_day
from pratique.desk.ledger import append
from pratique.desk.models import Workspace
from pratique.files import exclusive, scratch, write_whole
from pratique.records.canonical import sha256
from pratique.reports.screening import screening_json
from pratique.usecases.ownership.lists import ListState, status
from pratique.usecases.ownership.screen import NameAsked, Near, nearest, screened

EVERY = ("default", "all")
"""Names of a dataset that mean every list."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


class AskedScreen(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Names to be screened against the lists of the workspace, or one of them."""

    names: tuple[NameAsked, ...]
    dataset: str = "default"


class ListOut(msgspec.Struct, frozen=True):
    """A list: its dataset, its file, how many bytes, and the day of its copy where that was said."""

    dataset: str
    file: str
    size: int
    as_of: str | None = None


def files_of(workspace: Workspace, dataset: str = "default") -> list[Path]:
    """The files of a dataset, `@DATE` behind one whose day was said. Raises Stop where there is none."""
    folder = _folder(workspace)
    found = kept_in(folder)
    wanted = [each for each in found if dataset in EVERY or each.name.partition(".")[0] == dataset]
    if not wanted:
        known = ", ".join(each.name.partition(".")[0] for each in found) or "none; PUT one to /api/v1/lists/NAME"
        raise Stop(404, f"There is no list {dataset!r}; there are: {known}.")
    days = days_in(folder)
    return [with_day(each, days) for each in wanted]


def _say_day(folder: Path, name: str, day: str | None) -> None:
    days = {each: known for each, known in days_in(folder).items() if each != name}
    write_whole(folder / DAYS, msgspec.json.encode(days | ({name: day} if day else {})))


def _folder(workspace: Workspace) -> Path:
    place = folder_of(workspace)
    if place is None:
        raise Stop(404, "The desk has no home, and so no lists.")
    return place


def put(request: HttpRequest, caller: Caller, name: str) -> ListOut:
    """Keep a list as a government publishes it, in place of the one of the same name; the body is the file.

    `as_of` in the query is the day of the copy, for a list that does not state it.
    """
    if not _NAME.fullmatch(name):
        raise Stop(422, f"{name!r} is no name of a list: letters, digits, dots, dashes.")
    said = day_of(request, "as_of")
    day = None if said is None else said.isoformat()
    data = request.read(MOST_JSON + 1)
    if len(data) > MOST_JSON:
        raise Stop(413, f"The list is larger than {MOST_JSON} bytes.")
    _readable(name, data)
    folder = _folder(caller.workspace)
    keep_list(folder, name, data, day)
    append(caller.workspace, "list", who=caller.name, about={"name": name, "sha256": sha256(data), "as_of": day})
    return ListOut(name.partition(".")[0], name, len(data), day)


def keep_list(folder: Path, name: str, data: bytes, day: str | None) -> None:
    """Write a list into a folder and the day of its copy beside it, one of those who keep lists at a time."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with exclusive(folder / DAYS):
        _say_day(folder, name, None)  # the day of one is never that of the next
        write_whole(folder / name, data)
        _say_day(folder, name, day)


def _readable(name: str, data: bytes) -> None:
    """That a list can be read at all, before it takes the place of another. Raises InvalidInput."""
    with scratch() as folder:
        write_whole(folder / name, data)
        with named_from(folder):
            nearest(NameAsked(name="nobody"), [folder / name], limit=1)


def near(workspace: Workspace, dataset: str, wanted: NameAsked, threshold: float, limit: int) -> tuple[Near, ...]:
    """Entries of a dataset near to a name, best first. Raises Stop, InvalidInput."""
    files = files_of(workspace, dataset)
    with named_from(files[0].parent):
        return nearest(wanted, files, threshold=threshold, limit=limit)


def listed(request: HttpRequest, caller: Caller) -> list[ListOut]:
    """The lists of the workspace."""
    folder = _folder(caller.workspace)
    days = days_in(folder)
    return [
        ListOut(each.name.partition(".")[0], each.name, each.stat().st_size, days.get(each.name))
        for each in kept_in(folder)
    ]


def state(request: HttpRequest, caller: Caller, name: str) -> list[ListState]:
    """From when the lists of a dataset are, how complete, until when absence from them counts."""
    files = files_of(caller.workspace, name.partition(".")[0])
    with named_from(files[0].parent):
        return list(status(files, day_of(request)))


def screen(request: HttpRequest, caller: Caller, asked: AskedScreen) -> Raw:
    """Names against lists, as `pratique screen --format json` tells it."""
    files = files_of(caller.workspace, asked.dataset)
    with named_from(files[0].parent):
        made = screening_json(screened(asked.names, files)) + "\n"
    return Raw(made.replace(f"{files[0].parent}/", "").encode())


ENDPOINTS = (
    Endpoint("GET", "lists", listed, "The screening lists of the workspace.", gives=list[ListOut]),
    Endpoint(
        "PUT",
        "lists/<str:name>",
        put,
        "Keep a screening list.",
        "work",
        gives=ListOut,
        body="application/octet-stream",
    ),
    Endpoint("GET", "lists/<str:name>", state, "From when a screening list is, how complete.", gives=list[ListState]),
    Endpoint("POST", "screen", screen, "Names against lists, with reasons.", takes=AskedScreen),
)
"""Screening."""
