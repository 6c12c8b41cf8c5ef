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
SAME_SOUND = 0.84
"""Likeness of words that share their consonants; up to `SOUND_AND_SPELLING` more where the letters agree too."""
SOUND_AND_SPELLING = 0.1
INITIAL = 0.75
SHORTENED = 0.7

SLIP_IN_SHORT, SLIP_IN_LONG, MORE_SLIPS = 1.5, 1.25, 1.6
"""What a slip costs, as a multiple of its share of the letters: in short words, alone in long ones, and one of
several. Sima and Sina are two names, not one and a slip."""
SWAPPED = 0.85
"""Likeness of words of four letters or more that differ by two neighbours swapped."""
OTHER_BEGINNING = 0.1
"""Further cost where the first letters differ."""

_SOUNDS = {
    "x": "ks",
    "shch": "x",
    "tsch": "k",
    "tch": "k",
    "sch": "x",
    "sh": "x",
    "zh": "j",
    "dzh": "j",
    "dj": "j",
    "ch": "k",
    "cz": "k",
    "ph": "f",
    "kh": "h",
    "tekh": "tk",
    "tehn": "tkn",
    "zhn": "sn",
    "gh": "g",
    "ck": "k",
    "qu": "k",
    "q": "k",
    "th": "t",
    "dh": "d",
    "tz": "s",
    "ts": "s",
    "c": "k",
    "ce": "se",
    "ci": "si",
    "cy": "sy",
}
_SPELLING = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_GLIDE = re.compile(r"^y(?=e|o(?!u))|^w(?=oo)")
_DROPPED = re.compile(r"(?<=.)[aeiouyw]+|h$")
_INNER_Z = re.compile(r"(?<=.)z")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=300_000)
def skeleton(word: str) -> str:
    """The consonants of an ASCII word in one spelling; a leading vowel counts as "a"."""
    if word.isdigit():
        return word
    text = _GLIDE.sub("", _SPELLING.sub(_sound_of, word))
    first = text[0]
    if first in "aeiouw":
        text = ("v" if first == "w" else "a") + text[1:]
    return _DOUBLED.sub(r"\1", _INNER_Z.sub("s", _DROPPED.sub("", text)))


def _sound_of(match: re.Match[str]) -> str:
    return _SOUNDS[match[0]]


@lru_cache(maxsize=500_000)
def similarity(first: str, second: str, abjad: bool = False) -> float:
    """How alike two ASCII words are, between 0 and 1; `abjad` where one side has no short vowels."""
    if first == second:
        return 1.0
    if first.isdigit() or second.isdigit():
        return 0.0
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    if len(shorter) == 1:
        return INITIAL if longer.startswith(shorter) else 0.0
    best = max(by_edits(shorter, longer), _by_sound(shorter, longer, abjad))
    if best < SHORTENED and len(shorter) >= 3 and longer.startswith(shorter):
        best = SHORTENED
    return best if best >= FLOOR else 0.0


def by_edits(shorter: str, longer: str) -> float:
    """Likeness by slips of the pen alone; 0 where there are more than the length of the word allows."""
    size = len(longer)
    allowed = 0 if size < 4 else 1 if size < 7 else 2 if size < 12 else 3
    edits = OSA.distance(shorter, longer, score_cutoff=allowed)
    if edits > allowed:
        return 0.0
    if edits == 1 and len(shorter) == size >= 4 and sorted(shorter) == sorted(longer):
        return SWAPPED
    cost = SLIP_IN_SHORT if size <= 6 else SLIP_IN_LONG if edits == 1 else MORE_SLIPS
    return 1.0 - cost * edits / size - (OTHER_BEGINNING if shorter[0] != longer[0] else 0.0)


def _by_sound(shorter: str, longer: str, abjad: bool) -> float:
    sound, other = skeleton(shorter), skeleton(longer)
    if abjad:
        return 0.9 if sound.lstrip("a") == other.lstrip("a") else 0.0
    if sound != other:
        return 0.0
    return by_same_sound(shorter, longer, len(sound))


def by_same_sound(shorter: str, longer: str, consonants: int) -> float:
    """Likeness of two words that are known to share a skeleton of so many consonants."""
    if consonants >= 3:
        return SAME_SOUND + SOUND_AND_SPELLING * OSA.normalized_similarity(shorter, longer)
    edits = OSA.distance(shorter, longer, score_cutoff=2)
    if len(longer) < 3:
        return 0.0
    return 0.8 if edits <= 1 else 0.72 if edits == 2 and len(shorter) >= 4 else 0.0
