"""Names of China and Korea as other systems than the usual one romanise them: of persons, and of firms.

Rule: these are further readings of a name that is written in Latin letters or Hangul; what it says stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.parties.names.cantonese import from_cantonese
from pratique.parties.names.korean import from_korean
from pratique.parties.names.romanise import hangul_words, is_hangul
from pratique.parties.names.wade_giles import from_wade_giles
from pratique.patterns import regex

_TITLES = regex(
    r"\s*(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|sheikh|shaykh|sheik|president|vice president|prime minister|"
    r"minister|general|gen|major|maj|colonel|col|brigadier|captain|capt|admiral|commander|chairman|ayatollah|hojatoleslam|"
    r"mullah|maulavi|mawlawi|haji|hajji|his excellency|h\.? ?e|herrn?|frau|monsieur|madame|mme|señora?|senora?|"
    r"signora?|г-н|господин)\b\.?[,\s]+)+(?=\S)",
    2,
)
"""What a person is called by before the name."""


def without_titles(name: str) -> str:
    """A personal name without the titles that stand before it."""
    found = _TITLES.match(name)
    return name[found.end() :] if found else name


def read_abroad(name: str) -> Iterator[str]:
    """A personal name (small letters) -> what it may be in pinyin, or in one spelling of Korean."""
    if read := from_wade_giles(name):
        yield read
    yield from from_cantonese(name)
    if all(is_hangul(char) or char.isspace() for char in name):
        name = " ".join(" ".join(hangul_words(part)) for part in name.split())
    if read := from_korean(name):
        yield read
