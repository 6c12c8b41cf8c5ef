"""Screening lists that were imported as packs, and the lists of a question: files, stored lists, packs by name.

Rule: a pack lies in a folder of its own below `lists` in the folder that PRATIQUE_DATA names, with a manifest. Past
its last day nobody is called absent from its lists: who stands on them still does. A pack whose content is not what
its manifest says is refused.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pratique.errors import Finding, InvalidInput, Place
from pratique.files import load_json, read_bytes
from pratique.files.clock import today
from pratique.files.regular import contained
from pratique.law.data import DAYS, FOLDER, MANIFEST, manifest_faults
from pratique.parties.lists import ScreeningList, dated_path
from pratique.parties.lists.sizes import expected_sizes
from pratique.parties.screening.stored import is_stored_list, open_lists, with_reason
from pratique.value_class import dataclass

ROOM = "lists"
"""Where the packs of lists lie in the folder of packs."""
INDEX = "index.lists"
"""The entries of a pack with their index, made when it was imported."""
AGAIN = "Ask for the pack again."
_TEXTS = ("name", "file", "sha256", *DAYS)


@dataclass(frozen=True, slots=True)
class ListPack:
    """A pack of one list file. `expires_on` is the last day on which absence from it says anything."""

    folder: Path
    name: str
    file: str
    sha256: str
    made_on: date
    checked_on: date
    expires_on: date
    source: str = ""
    signature: str = ""

    @property
    def path(self) -> Path:
        """The file to read: the index where there is one, else the list."""
        index = self.folder / INDEX
        return index if is_stored_list(index) else self.folder / self.file

    def opened(self, day: date) -> list[ScreeningList]:
        """Its lists, as of the day on which they were made; nobody is called absent once `day` is past the last."""
        lists = [_dated(one, day) for one in open_lists([f"{self.path}@{self.made_on.isoformat()}"])]
        if day <= self.expires_on:
            return lists
        return [with_reason(one, f"the pack {self.name} counted until {self.expires_on}") for one in lists]


def read_list_pack(folder: Path) -> ListPack:
    """The pack in `folder`. Raises `InvalidInput` with every fault of its manifest, and for a file changed since."""
    place = Place(str(folder / MANIFEST))
    raw = load_json(read_bytes(folder / MANIFEST, 1 << 20), place)
    faults = list(_faults(raw))
    if faults:
        raise InvalidInput([Finding("pack.manifest", each, place, AGAIN) for each in faults])
    made, checked, expires = (date.fromisoformat(raw[key]) for key in DAYS)
    if hashlib.sha256(read_bytes(contained(folder, raw["file"]))).hexdigest() != raw["sha256"]:
        message = f"{raw['file']!r} is not what the manifest of the pack {raw['name']!r} says: its SHA-256 differs."
        raise InvalidInput([Finding("pack.content", message, place, AGAIN)])
    return ListPack(
        folder=folder,
        name=raw["name"],
        file=raw["file"],
        sha256=raw["sha256"],
        made_on=made,
        checked_on=checked,
        expires_on=expires,
        source=str(raw.get("source", "")),
        signature=str(raw.get("signature", "")),
    )


def _faults(raw: object) -> Iterator[str]:
    yield from manifest_faults(raw, _TEXTS)
    if not isinstance(raw, dict):
        return
    try:
        made, checked, expires = (date.fromisoformat(str(raw.get(key, "2000-01-01"))) for key in DAYS)
    except ValueError:
        return
    if not made <= checked <= expires:
        yield "It was checked before it was made, or ran out before it was checked."


def kept_in() -> Path | None:
    """Where packs of lists are kept; None where nothing says so."""
    folder = os.environ.get(FOLDER)
    return Path(folder) / ROOM if folder else None


def imported_lists() -> tuple[ListPack, ...]:
    """The imported packs of lists, by name. Raises `InvalidInput` for one that is not whole."""
    room = kept_in()
    if room is None or not room.is_dir():
        return ()
    return tuple(
        read_list_pack(each) for each in sorted(room.iterdir()) if each.name[0] != "." and (each / MANIFEST).is_file()
    )


def lists_of(paths: Iterable[str | Path], day: date | None = None) -> list[ScreeningList]:
    """The lists of a question, each a file (published or stored, `@DATE` behind it) or the name of an imported pack.

    `day` is the one by which packs run out (default: today). Raises `InvalidInput` with the findings of every file.
    """
    packs: dict[str, ListPack] | None = None
    opened: list[ScreeningList] = []
    problems: list[Finding] = []
    for path in paths:
        try:
            name = Path(dated_path(str(path))[0])
            if not name.exists() and kept_in() is not None:
                packs = {pack.name: pack for pack in imported_lists()} if packs is None else packs
                if name.name in packs:
                    opened += packs[name.name].opened(day or today())
                    continue
            opened += [_dated(one, day or today()) for one in open_lists([path])]
        except InvalidInput as error:
            problems += error.findings
    if problems:
        raise InvalidInput(problems)
    return opened


SAY_WHEN = "say it as FILE@YYYY-MM-DD"
OLDEST = 366
"""Days after which a copy of a list says nothing of who is not on it."""
PUBLISHED = frozenset(("UN",))
"""Lists of governments of which no size is expected, beside those of which one is."""


def _dated(one: ScreeningList, day: date) -> ScreeningList:
    """A list of which nobody is called absent where its copy is of a day to come or too old, or it was given up.

    A list of a government that does not say from when it is is no older than the newest day in it; without one, any.
    """
    expected = expected_sizes().get(one.code)
    if expected is not None and expected.ended is not None and expected.ended <= day:
        one = with_reason(one, f"its publisher gave the list up on {expected.ended}")
    if one.as_of is None:
        if expected is None and one.code not in PUBLISHED:
            return one
        if one.newest is None:
            return with_reason(one, f"nothing says from when it is; {SAY_WHEN}")
        age = (day - one.newest).days
        since = f"the newest day in it is {one.newest}; {SAY_WHEN}"
        return one if 0 <= age <= OLDEST else with_reason(one, since)
    age = (day - one.as_of).days
    if age < 0:
        return with_reason(one, f"its copy is dated {one.as_of}, which is yet to come")
    return with_reason(one, f"its copy is {age} days old") if age > OLDEST else one
