"""What a screener looks through: the entries of some lists with an index over their names and their numbers.

Rule: entries made ready now and entries kept in a file answer alike; of kept ones only those that come near are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pratique.parties.lists.listing import ListedName, ListEntry, ScreeningList
from pratique.parties.names.scripts import is_east_asian, is_unread
from pratique.parties.screening.index import Name, NameIndex, index_data
from pratique.parties.screening.numbers import loose_number
from pratique.value_class import dataclass


@dataclass(frozen=True)
class Part:
    """Entries in order; row r of the index is name `name_of[r]` of entry `entry_of[r]`.

    `numbers` finds the entries that hold a number, by the number written loosely.
    """

    entries: Sequence[ListEntry]
    index: NameIndex
    entry_of: NDArray[np.int32]
    name_of: NDArray[np.int32]
    numbers: Mapping[str, Sequence[int]]

    def row(self, row: int) -> tuple[ListEntry, ListedName]:
        """The entry that a row of the index belongs to, and the name."""
        listing = self.entries[int(self.entry_of[row])]
        return listing, listing.names[int(self.name_of[row])]


def part_of(lists: Sequence[ScreeningList]) -> Part:
    """The entries of lists, made ready in one pass."""
    entries = tuple(listing for one in lists for listing in one.listings)
    rows = [(number, spot) for number, entry in enumerate(entries) for spot in range(len(entry.names))]
    names = [Name(entries[n].names[spot].text, entries[n].kind == "individual") for n, spot in rows]
    numbers: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for item in entry.identifiers:
            if loose := loose_number(item.value):
                numbers.setdefault(loose, []).append(number)
    places = np.array(rows, np.int32).reshape(-1, 2)
    return Part(entries, NameIndex(index_data(names)), places[:, 0], places[:, 1], numbers)


def unread_only(entries: Sequence[ListEntry]) -> int:
    """How many entries have no name but in letters that are not read: there is nothing to compare them by."""
    return sum(all(not each.text.isascii() and is_unread(each.text) for each in item.names) for item in entries)


def latin_only(entries: Sequence[ListEntry]) -> int:
    """How many entries have no name in East Asian letters."""
    return sum(not any(is_east_asian(char) for each in item.names for char in each.text) for item in entries)
