"""Which proposed names may reach a score at all: a bound over many pairs of names at once, in arrays.

Rule: each word of one name is taken to be paired with the likest word of the other, wanted by several or not, and all
that `compare_forms` takes off a score is left out. So a pair that is left out certainly stays below; names in which
words may be written together, or of which little is known, are always kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pratique.parties.names.compare import (
    CONTAINED,
    DISTINCTIVE,
    EXTRA_PERSON_WORD,
    GENERIC_PENALTY,
    JOINED,
    NUMBER_CONFLICT,
    ROUNDED,
    TELLING,
    WORD_CONFLICT,
)
from pratique.parties.names.forms import NameForm
from pratique.parties.names.sound import similarity
from pratique.parties.names.tables import homes
from pratique.parties.screening.index import NameIndex
from pratique.value_class import dataclass

MOST_WORDS = 8
"""Words of the longest form that a bound is worked out for."""
LEAST = WORD_CONFLICT / (1 - NUMBER_CONFLICT)
"""The lowest score that counts for which a bound is worked out."""
_NEVER = 1000
"""The length of a word that is not there: written together with another it makes none."""
_FLAT = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3])
"""Slips that a word of so many letters may hold, as `sound.by_edits` has it."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The forms of one name and a row that is proposed for it; `least` is the score that counts."""

    forms: tuple[NameForm, ...]
    row: int
    least: float


@dataclass(frozen=True, slots=True)
class _Side:
    """One name of each pair: its words by number (-1 for none), their weights and lengths, and whether to keep it."""

    words: Numbers
    weights: Floats
    sizes: Numbers
    kept: Flags

    @property
    def counts(self) -> Numbers:
        found: Numbers = np.sum(self.words >= 0, axis=1)
        return found


@dataclass(frozen=True, slots=True)
class _Alike:
    """The words of both names pair by pair: how alike they are, and whether the one may be a piece of the other."""

    likeness: Floats
    pieces: Flags
    wholes: Flags


def may_reach(index: NameIndex, proposed: Sequence[Proposed]) -> list[bool]:
    """Of each row that is proposed for a name, whether its exact comparison may reach the score that counts."""
    if not proposed:
        return []
    table = index.data
    rows = np.array([each.row for each in proposed], np.int64)
    firsts = np.where(rows > 0, table.row_ends[rows - 1], 0)
    counts = (table.row_ends[rows] - firsts) * np.array([len(each.forms) for each in proposed], np.int64)
    owners = np.repeat(np.arange(len(proposed)), counts)
    forms: dict[NameForm, int] = {}
    asked: list[int] = []
    listed: list[int] = []
    for each, first, stop in zip(proposed, firsts.tolist(), table.row_ends[rows].tolist(), strict=True):
        for form in each.forms:
            number = forms.setdefault(form, len(forms))
            asked += [number] * (stop - first)
            listed += range(first, stop)
    least = np.array([each.least for each in proposed])[owners]
    words: dict[str, int] = {}
    own = _of_forms(list(forms), words, np.array(asked, np.int64))
    other = _of_rows(index, np.array(listed, np.int64))
    alike = _alike(index, list(words), own, other)
    reached = own.kept | other.kept | _may_join(alike, own, other)
    reached |= _reached(index, list(words), alike.likeness, own, other, least, table.individual[rows][owners])
    kept: list[bool] = np.bincount(owners, weights=reached, minlength=len(proposed)).astype(bool).tolist()
    return kept


def _of_forms(forms: list[NameForm], words: dict[str, int], asked: Numbers) -> _Side:
    """The forms that are looked for, in the order of the pairs; their words get numbers on first sight."""
    numbers = np.full((len(forms), MOST_WORDS), -1, np.int64)
    weights = np.zeros((len(forms), MOST_WORDS))
    sizes = np.full((len(forms), MOST_WORDS), _NEVER, np.int64)
    kept = np.zeros(len(forms), np.bool_)
    for spot, form in enumerate(forms):
        kept[spot] = form.abjad or len(form.words) > MOST_WORDS or len(set(form.words)) < len(form.words)
        for place, word in enumerate(form.words[:MOST_WORDS]):
            numbers[spot, place] = words.setdefault(word, len(words))
            sizes[spot, place] = len(word)
        weights[spot, : len(form.weights)] = form.weights[:MOST_WORDS]
    return _Side(numbers[asked], weights[asked], sizes[asked], kept[asked])


def _of_rows(index: NameIndex, listed: Numbers) -> _Side:
    """The forms of listed names, by their numbers."""
    table = index.data
    starts = np.where(listed > 0, table.form_ends[listed - 1], 0)
    counts = table.form_ends[listed] - starts
    inside = np.arange(MOST_WORDS)[None, :] < counts[:, None]
    spots = np.where(inside, starts[:, None] + np.arange(MOST_WORDS)[None, :], 0)
    numbers = np.where(inside, table.words[spots], -1).astype(np.int64)
    ordered = np.sort(numbers, axis=1)
    twice = np.any((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0), axis=1)
    kept = ((table.flags[listed] & 1) > 0) | (counts > MOST_WORDS) | twice
    sizes = np.where(inside, index.vocabulary.sizes[numbers], _NEVER)
    return _Side(numbers, np.where(inside, table.weights[spots], 0.0).astype(np.float64), sizes, kept)


def _alike(index: NameIndex, words: list[str], own: _Side, other: _Side) -> _Alike:
    """Each word of the one beside each of the other, pair by pair; only words that may be alike are compared."""
    vocabulary = index.vocabulary
    known = np.array([vocabulary.numbers.get(word, -2) for word in words], np.int64)
    bags, sounds = vocabulary.letters_of(words), vocabulary.sounds_of(words)
    lengths = np.array([len(word) for word in words], np.int64)
    where = np.nonzero((own.words[:, :, None] >= 0) & (other.words[:, None, :] >= 0))
    mine, theirs = own.words[where[0], where[1]], other.words[where[0], where[2]]
    equal = known[mine] == theirs
    first, second = bags[mine], vocabulary.letters[theirs]
    lacking, beside = _ones(first & ~second), _ones(second & ~first)
    longest = np.maximum(lengths[mine], vocabulary.sizes[theirs])
    alike = (np.maximum(lacking, beside) <= _FLAT[np.minimum(longest, len(_FLAT) - 1)]) | (lacking == 0)
    alike |= (beside == 0) | (sounds[mine] == vocabulary.sound_numbers[theirs]) | (first == 0) | (second == 0)
    spots = np.nonzero(alike & ~equal)[0]
    count = len(vocabulary.words)
    pairs, places = np.unique(mine[spots] * count + theirs[spots], return_inverse=True)
    found = [similarity(words[pair // count], vocabulary.words[pair % count]) for pair in pairs.tolist()]
    values = equal.astype(np.float64)
    values[spots] = np.array(found)[places.ravel()] if found else 0.0
    likeness, pieces, wholes = (
        np.zeros((len(own.words), MOST_WORDS, MOST_WORDS), kind) for kind in (float, bool, bool)
    )
    likeness[where] = values
    pieces[where] = (lacking <= 1) | (second == 0)
    wholes[where] = (beside <= 1) | (first == 0)
    return _Alike(likeness, pieces, wholes)


def _ones(bits: NDArray[np.uint64]) -> Numbers:
    """How many bits are set."""
    bits = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    with np.errstate(over="ignore"):
        return ((bits * np.uint64(0x0101010101010101)) >> np.uint64(56)).astype(np.int64)


def _may_join(alike: _Alike, own: _Side, other: _Side) -> Flags:
    """Whether words that are not in both names may be one word of the other when they are written together."""
    left = np.where(alike.likeness.max(axis=2) < 1.0, own.sizes, _NEVER)
    right = np.where(alike.likeness.max(axis=1) < 1.0, other.sizes, _NEVER)
    return _joins(left, right, alike.pieces) | _joins(right, left, alike.wholes.transpose(0, 2, 1))


def _joins(many: Numbers, one: Numbers, pieces: Flags) -> Flags:
    """Whether two words of one name are together no longer than a word of the other, and its letters are theirs."""
    shortest = np.partition(many, 1, axis=1)[:, :2].sum(axis=1)
    several = np.sum(pieces & (many < _NEVER)[:, :, None], axis=1) > 1
    longest: Numbers = np.where((one < _NEVER) & several, one, 0).max(axis=1)
    found: Flags = shortest <= longest + 1
    return found


def _reached(
    index: NameIndex, words: list[str], likeness: Floats, own: _Side, other: _Side, least: Floats, person: Flags
) -> Flags:
    """Whether a score may reach what counts, as `compare_forms` weighs pairs and words that stand alone.

    Two numbers that differ cost more than two other words do, of a score that is no lower than `LEAST`.
    """
    mine, theirs = likeness.max(axis=2), likeness.max(axis=1)
    gained = (mine * own.weights).sum(axis=1) + (theirs * other.weights).sum(axis=1)
    sums = own.weights.sum(axis=1), other.weights.sum(axis=1)
    lone = ((mine == 0) * own.weights).sum(axis=1) + ((theirs == 0) * other.weights).sum(axis=1)
    strong, weighty = own.weights >= DISTINCTIVE, other.weights >= DISTINCTIVE
    distinctive = np.any(strong & (mine > 0), axis=1) | np.any(weighty & (theirs > 0), axis=1)
    at_home = np.array([word in homes() for word in (*words, "")], np.bool_)[own.words[:, 0]]
    home = np.where(at_home, own.weights[:, 0], 0.0)
    home += np.where(np.isin(other.words[:, 0], index.vocabulary.homes), other.weights[:, 0], 0.0)
    less = np.where(person, (1 - EXTRA_PERSON_WORD) * np.maximum(*sums), home)
    total = sums[0] + sums[1] + np.where(distinctive, -less, GENERIC_PENALTY * lone)
    apart = np.any((mine == 0) & (own.weights >= TELLING), axis=1)
    apart &= np.any((theirs == 0) & (other.weights >= TELLING), axis=1)
    reached: Flags = gained >= (least - ROUNDED + WORD_CONFLICT * apart) * total
    counts, others = own.counts, other.counts
    paired = np.any(mine > 0, axis=1)
    telling = np.any(strong & (mine >= JOINED), axis=1) | np.any(weighty & (theirs >= JOINED), axis=1)
    whole = (np.sum(mine == 1.0, axis=1) == counts) | (np.sum(theirs == 1.0, axis=1) == others)
    raised = (least <= CONTAINED) & (telling | (whole & (np.minimum(counts, others) > 1)))
    kept: Flags = np.where(paired, reached | raised, (counts == 1) | (others == 1))
    return kept
