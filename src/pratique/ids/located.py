"""The country in which a text says that something lies, by its cities and provinces, telephone and network numbers.

Rule: only countries that are of concern to a law of the book are looked for, and only by names that are hardly
anything else; what is found is evidence and states no place of organisation. A text that names none gives none.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypedDict

from pratique.files.shipped import shipped_toml
from pratique.ids.place import places
from pratique.patterns import regex

SURELY = 7
"""From so many letters on a reading is taken for a place of China wherever it stands; shorter ones are listed."""
_MARKED = regex(r"[+.(]|\bcn|00|\b9[1-3]\d{6}|chin|cine|rus")
"""Whether a text in ASCII letters can hold a sign of a country beside its names."""
_WORD = regex(r"[a-z]+(?:'[a-z]+)?")


class PlaceWords(TypedDict):
    """The names of places of a country, and the patterns of other signs of it."""

    names: str
    marks: list[str]
    phones: list[str]
    ends: list[str]


@cache
def _names() -> dict[str, str]:
    """The country of each name in lower case, of one word or two."""
    names = {name: code for code, said in _data().items() for name in shlex.split(said["names"])}
    return names | {each: "CN" for place in places() for each in place.latin if len(each) >= SURELY}


@cache
def _data() -> dict[str, PlaceWords]:
    return shipped_toml("pratique.ids", "located.toml")


@cache
def of_concern() -> frozenset[str]:
    """The countries of concern to a law of the book, as two-letter codes: those whose places are known here."""
    return frozenset(_data())


@cache
def _signs(ascii_alone: bool) -> dict[str, re.Pattern[str]]:
    """By country the other signs of it; those alone that a text of ASCII letters can hold, where that is all."""
    found: dict[str, re.Pattern[str]] = {}
    for code, said in _data().items():
        characters = [re.escape(each) for place in places() for each in place.written] if code == "CN" else []
        ends = [rf"[\w-]\.{end}(?![\w.-]*[\w-])" for end in said["ends"]]
        every = [*characters, *said["marks"], *said["phones"], *ends]
        found[code] = re.compile("|".join(each for each in every if each.isascii() or not ascii_alone))
    return found


@lru_cache(maxsize=4096)
def countries_in(text: str) -> frozenset[str]:
    """The countries of concern in which a text names a place, as two-letter codes.

    `countries_in("Nanshan, Shenzhen") == {"CN"}`, `countries_in("+7 495 123") == {"RU"}`, none for "Berlin".
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    names, words = _names(), _WORD.findall(plain)
    found = {names[each] for each in (*words, *map(" ".join, pairwise(words))) if each in names}
    if plain.isascii() and not _MARKED.search(plain):
        return frozenset(found)
    signs = _signs(plain.isascii())
    return frozenset(found | {code for code, pattern in signs.items() if pattern.search(plain)})
