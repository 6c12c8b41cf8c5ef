"""Names of China and Korea as other systems than the usual one romanise them: of persons, and of firms.

Rule: these are further readings of a name that is written in Latin letters or Hangul; what it says stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.parties.names.cantonese import from_cantonese
from pratique.parties.names.korean import from_korean
from pratique.parties.names.romanise import hangul_words, is_hangul
from pratique.parties.names.wade_giles import from_wade_giles


def read_abroad(name: str) -> Iterator[str]:
    """A personal name (small letters) -> what it may be in pinyin, or in one spelling of Korean."""
    if read := from_wade_giles(name):
        yield read
    yield from from_cantonese(name)
    if all(is_hangul(char) or char.isspace() for char in name):
        name = " ".join(" ".join(hangul_words(part)) for part in name.split())
    if read := from_korean(name):
        yield read
