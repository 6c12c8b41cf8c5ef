"""The country in which a text says that something lies, by its cities and provinces, telephone and network numbers.

Rule: only countries that are of concern to a law of the book are looked for, and only by names that are hardly
anything else; what is found is evidence and states no place of organisation. A text that names none gives none.
"""

from __future__ import annotations

import re
import shlex
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pratique.ids.place import places

SURELY = 7
"""From so many letters on a reading is taken for a place of China wherever it stands; shorter ones are listed."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@cache
def _table() -> tuple[dict[str, str], dict[str, re.Pattern[str]]]:
    """The country of each name (in lower case, one word or two), and by country the other signs of it."""
    data = tomllib.loads((files("pratique.ids") / "located.toml").read_text(encoding="utf-8"))
    names = {name: code for code, said in data.items() for name in shlex.split(said["names"])}
    names |= {each: "CN" for place in places() for each in place.latin if len(each) >= SURELY}
    signs: dict[str, re.Pattern[str]] = {}
    for code, said in data.items():
        characters = [each for place in places() for each in place.written] if code == "CN" else []
        ends = [rf"[\w-]\.{end}(?![\w.-]*[\w-])" for end in said["ends"]]
        signs[code] = re.compile("|".join((*map(re.escape, characters), *said["marks"], *said["phones"], *ends)))
    return names, signs


def countries_in(text: str) -> frozenset[str]:
    """The countries of concern in which a text names a place, as two-letter codes.

    `countries_in("Nanshan, Shenzhen") == {"CN"}`, `countries_in("+7 495 123") == {"RU"}`, none for "Berlin".
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    names, signs = _table()
    words = _WORD.findall(plain)
    said = {*words, *(f"{one} {other}" for one, other in pairwise(words))}
    found = {names[each] for each in said if each in names}
    return frozenset(found | {code for code, pattern in signs.items() if pattern.search(plain)})
