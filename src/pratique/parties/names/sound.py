"""How a word sounds, and how alike two words are.

Rule: two spellings of one sound (Mohamed, Muhammad; Yuriy, Jurij) share a skeleton of consonants, because vowels
are what transliterations disagree on. Similarity is 1 for the same word, 0 for what is certainly another, and
between them never by edit distance alone where a word is short.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

FLOOR = 0.62
"""Similarities below this count as no similarity."""
SAME_SOUND = 0.9
INITIAL = 0.75
SHORTENED = 0.7

_SOUNDS = (
    ("x", "ks"), ("shch", "x"), ("tsch", "c"), ("tch", "c"), ("sch", "x"), ("sh", "x"), ("zh", "j"), ("dj", "j"),
    ("ch", "c"), ("cz", "c"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("th", "t"), ("dh", "d"), ("tz", "z"), ("ts", "z"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_DROPPED = re.compile(r"(?<=.)[aeiouyw]|h$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=300_000)
def skeleton(word: str) -> str:
    """The consonants of an ASCII word in one spelling; a leading vowel counts as "a"."""
    if word.isdigit():
        return word
    text = word
    for old, new in _SOUNDS:
        if old in text:
            text = text.replace(old, new.upper())
    text = text.replace("c", "k") if "c" in text and not _SOFT_C.search(text) else _SOFT_C.sub("s", text)
    text = text.lower().replace("z", "s").replace("w", "v" if text[:1] == "w" else "w")
    text = _DROPPED.sub("", text)
    if text[:1] in "aeiou":
        text = "a" + text[1:]
    return _DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=500_000)
def similarity(first: str, second: str, abjad: bool = False) -> float:
    """How alike two ASCII words are, between 0 and 1; `abjad` where one side has no short vowels."""
    if first == second:
        return 1.0
    if first.isdigit() or second.isdigit():
        return 0.0
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) == 1:
        return INITIAL if longer.startswith(shorter) else 0.0
    best = max(_by_edits(shorter, longer), _by_sound(shorter, longer, abjad))
    if best < SHORTENED and len(shorter) >= 3 and longer.startswith(shorter):
        best = SHORTENED
    return best if best >= FLOOR else 0.0


def _by_edits(shorter: str, longer: str) -> float:
    size = len(longer)
    allowed = 0 if size < 4 else 1 if size < 7 else 2 if size < 12 else 3
    edits = OSA.distance(shorter, longer, score_cutoff=allowed)
    if edits > allowed:
        return 0.0
    return 1.0 - edits / size - (0.1 if shorter[0] != longer[0] else 0.0)


def _by_sound(shorter: str, longer: str, abjad: bool) -> float:
    sound, other = skeleton(shorter), skeleton(longer)
    if abjad:
        return SAME_SOUND if sound.lstrip("a") == other.lstrip("a") else 0.0
    if sound != other:
        return 0.0
    if len(sound) >= 3:
        return SAME_SOUND
    return 0.8 if len(sound) == 2 or (longer[0] == shorter[0] and len(longer) <= 4) else 0.0
