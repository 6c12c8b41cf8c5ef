"""The provinces and prefectures of China, by any name that a register or an address writes.

Rule: a place is found by a name as a whole, in simplified or traditional characters, with or without its rank, in
pinyin and in the older spellings that are in use. Several places share a reading (Suzhou, Fuzhou, Yichun): a
look-up gives them all. The table is made by `supply/places.py`, which names its source and the day it is of.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from types import MappingProxyType

from pratique.files.shipped import shipped_rows
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Division:
    """A province or prefecture: its GB/T 2260 code, names and the reading in pinyin without tones."""

    code: str
    name: str
    short: str
    traditional: str
    reading: str
    also: tuple[str, ...]

    @property
    def province(self) -> bool:
        """Whether it is of the first level."""
        return self.code.endswith("0000")

    @property
    def written(self) -> tuple[str, ...]:
        """Its names in characters, the one with its rank first."""
        return tuple(dict.fromkeys(each for each in (self.name, self.short, self.traditional) if each))

    @property
    def latin(self) -> tuple[str, ...]:
        """Its names in Latin letters without accents, in lower case: the reading first."""
        return tuple(dict.fromkeys(_key(each) for each in (self.reading, *self.also)))


@cache
def places() -> tuple[Division, ...]:
    """Every province and prefecture, in the order of the codes."""
    return tuple(
        Division(
            row["code"],
            row["name"],
            row["short"],
            row["traditional"],
            row["reading"],
            tuple(each for each in row["also"].split(";") if each),
        )
        for row in shipped_rows("pratique.ids", "places_cn.csv")
    )


def places_named(text: str) -> tuple[Division, ...]:
    """The places that a text names as a whole, none where it names none.

    >>> [each.name for each in places_named("Xi'an")]
    ['西安市']
    >>> [each.code for each in places_named("Suzhou")]
    ['320500', '341300']
    """
    return _by_name().get(_key(text), ())


@cache
def _by_name() -> MappingProxyType[str, tuple[Division, ...]]:
    table: dict[str, list[Division]] = defaultdict(list)
    for place in places():
        for name in dict.fromkeys((*(_key(each) for each in place.written), *place.latin)):
            table[name].append(place)
    return MappingProxyType({name: tuple(found) for name, found in table.items()})


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(char for char in plain if char.isalnum() or char.isspace()).split())
