"""Screening lists that were imported as packs, and the lists of a question: files, stored lists, packs by name.

Rule: a pack lies in a folder of its own below `lists` in the folder that PRATIQUE_DATA names, with a manifest. Past
its last day nobody is called absent from its lists: who stands on them still does. A pack whose content is not what
its manifest says is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pratique.errors import Finding, InvalidInput, Place
from pratique.files.clock import today
from pratique.files.manifests import FOLDER, Manifest, packs_in, read_manifest, read_marked, refuse_two_of_one
from pratique.parties.lists import ScreeningList, dated_path
from pratique.parties.lists.sizes import expected_sizes
from pratique.parties.screening.stored import StoredLists, is_stored_list, open_lists, with_reason
from pratique.value_class import dataclass

ROOM = "lists"
"""Where the packs of lists lie in the folder of packs."""
INDEX = "index.lists"
"""The entries of a pack with their index, made when it was imported."""


@dataclass(frozen=True, slots=True)
class ListPack:
    """A pack of one list file; past its last day absence from it says nothing."""

    folder: Path
    manifest: Manifest

    @property
    def path(self) -> Path:
        """The file to read: the index where there is one, else the list."""
        index = self.folder / INDEX
        return index if is_stored_list(index) else self.folder / self.manifest.file

    def opened(self, day: date) -> list[ScreeningList]:
        """Its lists, as of the day on which they were made; nobody is called absent once `day` is past the last.

        Raises `InvalidInput` where the stored list beside it is another one's.
        """
        said = self.manifest
        if is_stored_list(self.path) and StoredLists(self.path).made_of != said.sha256:
            message = f"{INDEX} of the pack {said.name} was not made of its file {said.file}."
            step = "Import the pack again with `pratique lists import`."
            raise InvalidInput([Finding("pack.index", message, Place(str(self.path)), step)])
        lists = [dated_list(one, day) for one in open_lists([f"{self.path}@{said.made_on.isoformat()}"])]
        if not said.has_expired(day):
            return lists
        return [with_reason(one, f"the pack {said.name} counted until {said.expires_on}") for one in lists]


def read_list_pack(folder: Path) -> ListPack:
    """The pack in `folder`. Raises `InvalidInput` with every fault of its manifest, and for a file changed since."""
    manifest = read_manifest(folder)
    read_marked(folder, manifest)
    return ListPack(folder, manifest)


def kept_in() -> Path | None:
    """Where packs of lists are kept; None where nothing says so."""
    folder = os.environ.get(FOLDER)
    return Path(folder) / ROOM if folder else None


def imported_lists() -> tuple[ListPack, ...]:
    """The imported packs of lists, by name. Raises `InvalidInput` for one that is not whole."""
    room = kept_in()
    if room is None or not room.is_dir():
        return ()
    packs = tuple(map(read_list_pack, packs_in(room)))
    refuse_two_of_one((each.folder, each.manifest) for each in packs)
    return packs


def lists_of(paths: Iterable[str | Path], day: date | None = None, to_keep: bool = False) -> list[ScreeningList]:
    """The lists of a question, each a file (published or stored, `@DATE` behind it) or the name of an imported pack.

    `day` is the one by which packs run out (default: today); of lists `to_keep` their own age is not told, which
    hangs on the day that they are asked on. Raises `InvalidInput` with the findings of every file.
    """
    packs: dict[str, ListPack] | None = None
    opened: list[ScreeningList] = []
    problems: list[Finding] = []
    for path in paths:
        try:
            name = Path(dated_path(str(path))[0])
            if not name.exists() and kept_in() is not None:
                packs = {pack.manifest.name: pack for pack in imported_lists()} if packs is None else packs
                if name.name in packs:
                    opened += packs[name.name].opened(day or today())
                    continue
            found = open_lists([path])
            opened += found if to_keep else [dated_list(one, day or today()) for one in found]
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


def dated_list(one: ScreeningList, day: date) -> ScreeningList:
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
