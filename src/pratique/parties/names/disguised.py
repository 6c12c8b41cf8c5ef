"""Letters written as the digits and signs that look like them, as somebody writes who does not want to be found.

Rule: it is one more reading beside the name as it stands. A sign stands for a letter inside a word alone, digits only
in a word that is letters for the most part and has one of them between two letters: "3M" and "G4S" stay as they are.
"""

from __future__ import annotations

import re

_LETTERS = str.maketrans("013457$!@|", "oieastsial")
"""What such digits and signs look like."""
_DISGUISING = re.compile(r"[a-z][013457$!@|]|\$[a-z]")
_SIGN = re.compile(r"(?<![^\W\d_])\$(?=[^\W\d_]{2})|(?<=[^\W\d_])[$!@|](?=[^\W\d_])")
_WORD = re.compile(r"[a-z0-9]*[a-z][013457]+[a-z][a-z0-9]*")
_DIGIT_INSIDE = re.compile(r"(?<=[a-z])[0135](?=[a-z])|\b[013](?=[a-z]{2})")
SHORTEST = 5
"""Signs of the shortest word that is read so."""


def undisguised(text: str) -> str:
    """A text in small letters -> the same with the digits and signs as the letters that they look like."""
    if not _DISGUISING.search(text):
        return text
    return _WORD.sub(_read, _SIGN.sub(lambda found: found[0].translate(_LETTERS), text))


def looking_alike(words: list[str]) -> list[str]:
    """Words -> the same with a digit between letters, or two letters, as the letter that looks like it."""
    return [_DIGIT_INSIDE.sub(_inside, word.replace("vv", "w")) for word in words]


def _inside(found: re.Match[str]) -> str:
    return {"0": "o", "1": "l", "3": "e", "5": "s"}[found[0]]


def _read(found: re.Match[str]) -> str:
    word = found[0]
    is_disguised = len(word) >= SHORTEST and 2 * sum(map(str.isalpha, word)) >= len(word)
    return word.translate(_LETTERS) if is_disguised else word
