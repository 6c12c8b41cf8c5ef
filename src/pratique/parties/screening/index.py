"""Which names of many could be meant by a query: the first, coarse stage.

Rule: names are rows, words are columns; a query adds up the weights of the words it shares with each row, rare
words first, and keeps the rows with the largest share. Invariant: this stage only proposes. Every score that
anybody sees comes from the exact comparison of the second stage, and a row left out here has less in common with
the query than `KEEP` others.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pratique.parties.names.compare import MOST_JOINED, acronyms_of
from pratique.parties.names.forms import PARTICLES, NameForm, name_forms
from pratique.parties.screening.vocabulary import Vocabulary
from pratique.value_class import dataclass

KEEP = 24
"""Names handed to the second stage for each query."""
BUDGET, LEAST_BUDGET, BUDGET_SHARE = 60_000, 5_000, 8
"""Rows looked at for each query before common words are left to the second stage: an eighth of all, within limits."""
MOST_MEANINGS = 60
"""Words that one query word may stand for, the likeliest first."""
KNOWN = 100_000
"""Query words whose expansions are remembered."""
NEAR = 0.4
"""A row with less than this part of the largest sum of weights cannot have a share that counts."""
CLOSE = 0.64
"""A row with less than this part of the best row's share is not handed on."""
SHORTEST_ACRONYM = 4
"""Letters from which on a word finds the names whose initials it is; three letters are the initials of too many."""
_UNKNOWN_SHARE = 0.8
"""Weight of a query word that no row holds, as a share of the weight of the rarest word."""


@dataclass(frozen=True, slots=True)
class Name:
    """One row: a name as written, and whether it is a person's."""

    text: str
    individual: bool = False


LONGEST_JOINED = 60
"""The longest word (letters) that is tried as several written together."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A query word: the rows it may stand for (spans of the postings with likeness) and its weight."""

    spans: tuple[tuple[int, int, float], ...]
    rows: int
    weight: float


@dataclass(frozen=True)
class IndexData:
    """Everything of an index but its scratch: arrays and words, made once, that may be kept in a file.

    All forms of all names stand one after the other: words by number with their weights, form after form, name
    after name. `form_ends[f]` is where the words of form f end, `row_ends[r]` where the forms of name r end; `kinds`
    numbers the legal form in `kind_names` (0 = none), `flags` holds abjad (1) and romanised (2). `sorted_keys` are
    hashes of the words of a form in any order, and of its initials, `by_key` their forms. `postings` are the rows of
    each word from `starts` on; `gains` weigh the words.
    """

    individual: NDArray[np.bool_]
    vocabulary: Vocabulary
    kind_names: tuple[str | None, ...]
    words: NDArray[np.int32]
    weights: NDArray[np.float32]
    form_ends: NDArray[np.int64]
    row_ends: NDArray[np.int64]
    kinds: NDArray[np.int8]
    flags: NDArray[np.int8]
    postings: NDArray[np.int32]
    starts: NDArray[np.int64]
    gains: NDArray[np.float32]
    row_weights: NDArray[np.float32]
    by_key: NDArray[np.int64]
    sorted_keys: NDArray[np.int64]


def index_data(names: Sequence[Name]) -> IndexData:
    """What an index over names consists of, in one pass over them."""
    vocabulary = Vocabulary()
    known: dict[str | None, int] = {None: 0}
    words, weights = array("i"), array("f")
    form_ends, row_ends = array("q"), array("q")
    kinds, flags, keys, keyed = array("b"), array("b"), array("q"), array("q")
    for name in names:
        for form in name_forms.__wrapped__(name.text, name.individual):
            words.extend([vocabulary.number(word) for word in form.words])
            weights.extend(form.weights)
            found = [_key(form), *([] if name.individual else map(_initials_key, _acronyms(form)))]
            keys.extend(found)
            keyed.extend([len(form_ends)] * len(found))
            form_ends.append(len(words))
            kinds.append(known.setdefault(form.legal_form, len(known)))
            flags.append(form.abjad + 2 * form.romanised)
        row_ends.append(len(form_ends))
    numbers = np.array(words, np.int32)
    ends, per_name = np.array(form_ends, np.int64), np.array(row_ends, np.int64)
    # Where the words of the first so many forms end; a name without letters has no form and no words.
    per_row = np.diff(np.concatenate([np.zeros(1, np.int64), ends])[per_name], prepend=0)
    rows = np.repeat(np.arange(len(names), dtype=np.int32), per_row)
    counts = np.bincount(numbers, minlength=len(vocabulary.numbers))
    idf = np.log1p(max(len(names), 1) / np.maximum(counts, 1)).astype(np.float32)
    # The summed weight of a row's words; where a name has several forms, their mean.
    sums = np.bincount(rows, weights=idf[numbers], minlength=len(names))
    made = np.array(keys, np.int64)
    order = np.argsort(made, kind="stable")
    return IndexData(
        individual=np.array([name.individual for name in names], np.bool_),
        vocabulary=vocabulary,
        kind_names=tuple(known),
        words=numbers,
        weights=np.array(weights, np.float32),
        form_ends=ends,
        row_ends=per_name,
        kinds=np.array(kinds, np.int8),
        flags=np.array(flags, np.int8),
        postings=rows[np.argsort(numbers, kind="stable")],
        starts=np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
        gains=idf,
        row_weights=(sums / np.maximum(np.diff(per_name, prepend=0), 1)).astype(np.float32),
        by_key=np.array(keyed, np.int64)[order],
        sorted_keys=made[order],
    )


class NameIndex:
    """An index over names. Building takes one pass; a look-up touches the rows of its rarest words."""

    def __init__(self, names: Sequence[Name] | IndexData) -> None:
        self.data = data = names if isinstance(names, IndexData) else index_data(names)
        self.vocabulary = data.vocabulary
        self._rows, self._row_weight = data.postings, data.row_weights
        self._starts: list[int] = data.starts.tolist()
        self._gains: list[float] = data.gains.tolist()
        count = len(data.row_ends)
        self._sums = np.zeros(count, np.float32)
        self._known: dict[tuple[str, bool], _Group] = {}
        self._budget = min(BUDGET, max(LEAST_BUDGET, count // BUDGET_SHARE))
        self._rarest = float(math.log1p(max(count, 1)))

    def is_individual(self, row: int) -> bool:
        """Whether a row is a person's name."""
        return bool(self.data.individual[row])

    def forms_of(self, row: int) -> tuple[NameForm, ...]:
        """The forms of a row as they were read at building."""
        table = self.data
        first = int(table.row_ends[row - 1]) if row else 0
        return tuple(self._form(number) for number in range(first, int(table.row_ends[row])))

    def _form(self, number: int) -> NameForm:
        table = self.data
        start, stop = int(table.form_ends[number - 1]) if number else 0, int(table.form_ends[number])
        words = self.vocabulary.words
        flag = int(table.flags[number])
        return NameForm(
            tuple([words[word] for word in table.words[start:stop].tolist()]),
            tuple(table.weights[start:stop].tolist()),
            table.kind_names[table.kinds[number]],
            bool(flag & 1),
            bool(flag & 2),
        )

    def look_up(self, forms: Iterable[NameForm], keep: int = KEEP) -> list[int]:
        """Rows with the same words, then rows that share most: at most `keep` of each for each form, best first."""
        found: dict[int, None] = {}
        for form in forms:
            found.update(dict.fromkeys(self._under(_key(form))[:keep]))
            if len(form.words) == 1:
                found.update(dict.fromkeys(self._under(_initials_key(form.words[0]))[:keep]))
            for word in _acronyms(form):
                if word in self.vocabulary.numbers:
                    found.update(dict.fromkeys(self._under(_key_of(word))[:keep]))
            found.update(dict.fromkeys(self._look_up_form(form, keep)))
        return list(found)

    def _under(self, key: int) -> list[int]:
        """Rows under a key: a name on the list finds its entry however common its words are."""
        data = self.data
        start = int(np.searchsorted(data.sorted_keys, key, "left"))
        if start == len(data.sorted_keys) or data.sorted_keys[start] != key:
            return []
        stop = int(np.searchsorted(data.sorted_keys, key, "right"))
        rows: list[int] = np.searchsorted(data.row_ends, data.by_key[start:stop], "right").tolist()
        return rows

    def _look_up_form(self, form: NameForm, keep: int) -> list[int]:
        groups = sorted(self._groups(form), key=lambda group: group.rows)
        total = sum(group.weight for group in groups)
        spans: list[tuple[int, int, float]] = []
        seen = 0
        for group in groups:
            seen = _take(group, spans, seen, self._budget)
        if not seen:
            return []
        rows = np.concatenate([self._rows[start:stop] for start, stop, _ in spans])
        sizes = np.array([stop - start for start, stop, _ in spans])
        gains = np.repeat(np.array([gain for _, _, gain in spans], np.float32), sizes)
        np.add.at(self._sums, rows, gains)
        return self._best(rows, total, keep)

    def _best(self, rows: NDArray[np.int32], total: float, keep: int) -> list[int]:
        """The rows with the largest share, and the sums set back to zero."""
        sums = self._sums[rows]
        self._sums[rows] = 0
        near = sums >= NEAR * sums.max()
        rows, sums = rows[near], sums[near]
        shares = sums / (self._row_weight[rows] + np.float32(total))
        if len(rows) > 4 * keep:
            top = np.argpartition(shares, len(rows) - 4 * keep)[-4 * keep :]
            rows, shares = rows[top], shares[top]
        order = np.argsort(-shares, kind="stable")
        shares = shares[order]
        ranked = rows[order][shares >= CLOSE * shares[0]] if len(shares) else rows
        return list(dict.fromkeys(ranked.tolist()))[:keep]

    def _groups(self, form: NameForm) -> list[_Group]:
        """One group for each word, and one for each pair of neighbours written as one word."""
        groups = [self._group(word, form.abjad) for word in form.words if len(word) > 1 or len(form.words) == 1]
        for left, right in zip(form.words, form.words[1:], strict=False):
            known = form.abjad or left + right in self.vocabulary.numbers
            if known and len(left) + len(right) >= 4:
                joined = self._group(left + right, form.abjad)
                groups.append(_Group(joined.spans, joined.rows, 0.0))
        for size in range(3, min(MOST_JOINED, len(form.words)) + 1):
            for start in range(len(form.words) - size + 1):
                whole = "".join(form.words[start : start + size])
                if whole in self.vocabulary.numbers:
                    joined = self._group(whole, form.abjad)
                    groups.append(_Group(joined.spans, joined.rows, 0.0))
        for word in form.words:
            groups += self._pieces(word)
        return [group for group in groups if group.rows or group.weight]

    def _group(self, word: str, abjad: bool) -> _Group:
        key = (word, abjad)
        if key not in self._known:
            if len(self._known) >= KNOWN:
                self._known.clear()
            self._known[key] = self._make_group(word, abjad)
        return self._known[key]

    def _make_group(self, word: str, abjad: bool) -> _Group:
        found = self.vocabulary.expand(word, abjad)
        starts, idf = self._starts, self._gains
        likely = sorted(found.items(), key=lambda item: -item[1])[:MOST_MEANINGS]
        spans = tuple([(starts[n], starts[n + 1], 2 * idf[n] * likeness) for n, likeness in likely])
        best = max([gain for _, _, gain in spans], default=0.0) / 2
        weight = best or (0.0 if word in PARTICLES else _UNKNOWN_SHARE * self._rarest)
        return _Group(spans, sum([stop - start for start, stop, _ in spans]), weight)

    def _pieces(self, word: str) -> list[_Group]:
        """A long unknown word as the fewest known ones: "aerocaribbean" finds "aero caribbean"."""
        numbers = self.vocabulary.numbers
        if not 6 <= len(word) <= LONGEST_JOINED or word in numbers:
            return []
        best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(2, len(word) + 1):
            for start in range(end - 1):
                before = best[start]
                if before is None or len(before) == MOST_JOINED or word[start:end] not in numbers:
                    continue
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = (*before, word[start:end])
        found = [self._group(each, False) for each in best[-1] or ()]
        return [_Group(group.spans[:1], group.rows, 0.0) for group in found]


def _key(form: NameForm) -> int:
    """A hash of the words in any order, the same in every process."""
    return _key_of(" ".join(sorted(form.words)))


def _key_of(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


def _initials_key(word: str) -> int:
    """The key under which names stand whose initials make a word."""
    return _key_of(f"={word}")


def _acronyms(form: NameForm) -> list[str]:
    return [each for each in acronyms_of(form) if len(each) >= SHORTEST_ACRONYM]


def _take(group: _Group, spans: list[tuple[int, int, float]], seen: int, budget: int) -> int:
    """Add a group's spans, the likeliest words first, as far as the budget goes; returns the rows seen so far."""
    for span in group.spans:
        size = span[1] - span[0]
        if seen and seen + size > budget:
            break
        spans.append(span)
        seen += size
    return seen
