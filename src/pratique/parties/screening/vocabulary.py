"""The distinct words of many names, and which of them a query word may stand for.

Rule: an index over words, not names, because a list of a million names has far fewer words. A query word expands
to itself, to words one slip away, to words that sound the same and to words it shortens. The slips come from a
deletion neighbourhood: two words one insertion, deletion, substitution or transposition apart share a word that is
one of them less a letter; all those are hashed at once (a polynomial modulo 2^64), without building the strings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pratique.parties.names.sound import FLOOR, SHORTENED, by_edits, by_same_sound, similarity, skeleton
from pratique.parties.names.tables import homes

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_LONGEST = 24
"""Letters of a word that take part in the hashes; longer words are found by sound or as they are."""
_POWERS = [pow(_BASE, spot, 1 << 64) for spot in range(_LONGEST + 1)]
_SHORTEST = 4
"""Words shorter than this have no slips: one letter makes another word of them."""
_MOST_PREFIXED = 12
SOUNDS_ALIKE = 0.9
"""Likeness of words that share three consonants or more, near enough for a proposal."""
MOST_MATES = 40
"""A skeleton of one or two consonants that more words than this share tells nothing: slips alone count then."""


class Vocabulary:
    """Words numbered in order of first appearance, with the tables that find neighbours (built on first use)."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.numbers: dict[str, int] = {word: number for number, word in enumerate(words)}

    def keep(self, sounds: list[str], hashes: NDArray[np.uint64], owners: NDArray[np.int32]) -> None:
        """Take over what was made of the same words before: see `sounds` and `slips`."""
        self.__dict__ |= {"sounds": sounds, "slips": (hashes, owners)}

    def number(self, word: str) -> int:
        """The number of a word, given on first sight."""
        return self.numbers.setdefault(word, len(self.numbers))

    @cached_property
    def words(self) -> list[str]:
        """All words by number; the vocabulary must not grow after this."""
        return list(self.numbers)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def sounds(self) -> list[str]:
        """The skeleton of each word."""
        return [skeleton(word) for word in self.words]

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = defaultdict(list)
        for number, sound in enumerate(self.sounds):
            table[sound].append(number)
        return dict(table)

    @cached_property
    def slips(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """Hashes of every word and of every word less one letter, sorted, and the word each came from."""
        numbers = [n for n, word in enumerate(self.words) if _SHORTEST <= len(word) <= _LONGEST and word.isascii()]
        if not numbers:
            return np.zeros(0, np.uint64), np.zeros(0, np.int32)
        hashes, owners = _neighbourhood([self.words[n] for n in numbers])
        order = np.argsort(hashes, kind="stable")
        return hashes[order], np.asarray(numbers, np.int32)[owners[order]]

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """How many letters each word has."""
        return np.array([*map(len, self.words)], np.int64)

    @cached_property
    def letters(self) -> NDArray[np.uint64]:
        """Which letters each word holds: see `letters_of`."""
        return self.letters_of(self.words)

    @staticmethod
    def letters_of(words: list[str]) -> NDArray[np.uint64]:
        """Two bits a letter, at least one and at least two of it; 0 for words of which no letter is known so.

        Of two words, one holds at least as many slips as it has bits that the other lacks.
        """
        plain = [word.encode() if word.isascii() and len(word) <= _LONGEST else b"" for word in words]
        table = np.array([*plain, b""], f"S{_LONGEST}").view(np.uint8).reshape(len(plain) + 1, _LONGEST)[:-1]
        found = np.zeros(len(plain), np.uint64)
        for spot, letter in enumerate(b"abcdefghijklmnopqrstuvwxyz"):
            counts = np.count_nonzero(table == letter, axis=1)
            found |= ((counts > 0) * np.uint64(1) + (counts > 1) * np.uint64(2)) << np.uint64(2 * spot)
        return found

    @cached_property
    def sound_numbers(self) -> NDArray[np.int64]:
        """The skeleton of each word as a number."""
        found = np.zeros(len(self.words), np.int64)
        for numbers in self._by_sound.values():
            found[numbers] = numbers[0]
        return found

    def sounds_of(self, words: list[str]) -> NDArray[np.int64]:
        """The skeletons of other words as the numbers of `sound_numbers`; -1 for what is none of them."""
        return np.array([self._by_sound.get(skeleton(word), (-1,))[0] for word in words], np.int64)

    @cached_property
    def homes(self) -> NDArray[np.int64]:
        """The words with which registered names begin in China: see `tables.homes`."""
        return np.array([number for word in homes() if (number := self.numbers.get(word)) is not None], np.int64)

    def expand(self, word: str, abjad: bool = False) -> dict[int, float]:
        """Numbers of the words that `word` may stand for, with their likeness; the word itself first."""
        own = self.numbers.get(word)
        found = {} if own is None else {own: 1.0}
        if len(word) < 2 or word.isdigit():
            return found
        for number in self._prefixed(word):
            found.setdefault(number, SHORTENED)
        self._add_slips(word, found)
        self._add_sounds(word, abjad, found)
        return found

    def _add_slips(self, word: str, found: dict[int, float]) -> None:
        words, size = self.words, len(word)
        for number in self._slipped(word):
            other = words[number]
            likeness = by_edits(word, other) if size <= len(other) else by_edits(other, word)
            if likeness >= FLOOR and likeness > found.get(number, 0.0):
                found[number] = likeness

    def _add_sounds(self, word: str, abjad: bool, found: dict[int, float]) -> None:
        sound = skeleton(word)
        if abjad:
            bare = sound.lstrip("a")
            mates = [*self._by_sound.get(bare, ()), *self._by_sound.get("a" + bare, ())]
            alike = {number: similarity(word, self.words[number], True) for number in mates}
        elif len(sound) >= 3:
            alike = dict.fromkeys(self._by_sound.get(sound, ()), SOUNDS_ALIKE)
        else:
            alike = self._short_sounds(word, sound)
        for number, likeness in alike.items():
            if likeness > found.get(number, 0.0):
                found[number] = likeness

    def _short_sounds(self, word: str, sound: str) -> dict[int, float]:
        """Words of the same one or two consonants, if they are few, with their likeness."""
        mates = self._by_sound.get(sound, [])
        if len(mates) > MOST_MATES:
            return {}
        alike = {}
        for number in mates:
            shorter, longer = sorted((word, self.words[number]), key=len)
            alike[number] = by_same_sound(shorter, longer, len(sound))
        return alike

    def _slipped(self, word: str) -> list[int]:
        hashes, owners = self.slips
        if not _SHORTEST - 1 <= len(word) <= _LONGEST or not word.isascii() or not len(hashes):
            return []
        wanted = np.array(deletion_hashes(word), np.uint64)
        low = np.searchsorted(hashes, wanted, "left")
        inside = low < len(hashes)
        hit = inside & (hashes[np.minimum(low, len(hashes) - 1)] == wanted)
        if not hit.any():
            return []
        high = np.searchsorted(hashes, wanted[hit], "right")
        spans = zip(low[hit].tolist(), high.tolist(), strict=True)
        return list({owner for start, stop in spans for owner in owners[start:stop].tolist()})

    def _prefixed(self, word: str) -> list[int]:
        if len(word) < 4:
            return []
        start = bisect_left(self._sorted, word)
        block = self._sorted[start : start + _MOST_PREFIXED]
        return [self.numbers[other] for other in block if other.startswith(word)]


def deletion_hashes(word: str) -> list[int]:
    """The hash of an ASCII word, then of the word less each of its letters."""
    terms = [code * power & _MASK for code, power in zip(word.encode(), _POWERS, strict=False)]
    whole = sum(terms) & _MASK
    hashes, head = [whole], 0
    for term in terms:
        tail = (whole - head - term) * _INVERSE
        hashes.append((head + tail) & _MASK)
        head += term
    return hashes


def _neighbourhood(words: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """`deletion_hashes` of all words at once, and the position of the word that each hash belongs to."""
    sizes = np.array([len(word) for word in words])
    letters = np.array([word.encode() for word in words], f"S{_LONGEST}")
    matrix = letters.view(np.uint8).reshape(len(words), _LONGEST).astype(np.uint64)
    powers = np.array(_POWERS[:_LONGEST], np.uint64)
    with np.errstate(over="ignore"):
        terms = matrix * powers
        heads = np.cumsum(terms, axis=1, dtype=np.uint64)
        whole = heads[:, -1]
        tails = (whole[:, None] - heads) * np.uint64(_INVERSE)
        deleted = heads - terms + tails
    inside = np.arange(_LONGEST)[None, :] < sizes[:, None]
    owners = np.nonzero(inside)[0]
    return np.concatenate([whole, deleted[inside]]), np.concatenate([np.arange(len(words)), owners])
