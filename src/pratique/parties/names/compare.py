"""How far two names agree, word by word.

Rule: words are paired one to one, the best pairs first: the same word, a sound-alike, a slip of the pen, two
words written as one, an initial. The score is the weight of what is paired over the weight of both names, so
what stands alone on either side counts against. Invariants: symmetric, 1 for equal words in any order, 0 where
nothing is paired; numbers that differ are never paired.
"""

from __future__ import annotations

from collections.abc import Container

from rapidfuzz.distance import OSA

from pratique.parties.names.acronyms import known_acronyms
from pratique.parties.names.forms import PARTICLES, NameForm, name_forms
from pratique.parties.names.sound import similarity
from pratique.parties.names.tables import homes
from pratique.value_class import dataclass

_FORM_INITIALS = ("c", "co", "cl", "l", "g", "gc", "i")
ROUNDED = 1e-4
"""What a score may gain by being rounded."""
JOINED = 0.97
"""Two words of one name written as one word in the other."""
MOST_JOINED = 6
"""Words that are found written as one, at most: syllables of a Chinese name."""
CONTAINED = 0.65
"""The whole of a name, a telling word among it, inside a longer one, or one brand beside words of the trade and
places on both sides ("Hikvision Europe", "Hangzhou Hikvision Digital"): worth a look, below the usual threshold."""
HEAD = 1.0
"""Least weight of general words that a longer name begins with: a country or a place and a trade."""
SHORT_BRAND = 3
"""Letters of a brand that is only told at the head of a longer name ("DJI Baiwang Technology")."""
ACRONYM = 0.72
"""The whole of a name against the initials of another: worth a look, below the usual threshold."""
NUMBER_CONFLICT = 0.78
"""Factor where both names hold numbers and the numbers differ (Plant 3, Plant 4)."""
WORD_CONFLICT = 0.06
"""Taken off where each name has a telling word that the other lacks: two others, not one that is shortened."""
TELLING = 0.4
"""Least weight of a telling word."""
INITIAL_CONFLICT = 0.12
"""Taken off where each name has an initial that the other lacks (Robert J., Robert K.)."""
UNSURE_PAIR, UNSURE_IN_PERSON = 0.8, 0.15
"""In a person's name a pair below the first counts for so much less: one letter makes another given name."""
FORM_CONFLICT = 0.02
"""Taken off where both names state a legal form and the classes differ."""
DISTINCTIVE = 0.75
"""A word of at least this weight singles a name out."""
GENERIC_PENALTY = 0.8
"""How much more lone words count where no distinctive word agrees (Bank of China, China Construction Bank)."""
EXTRA_PERSON_WORD = 0.45
"""Weight factor of a word that one side lacks once two words of a person agree (middle names, patronymics)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the first and second name taken for the same, and how alike they are (0 to 1)."""

    first: str
    second: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names share: the pairs, the words that stand alone, the legal forms, and the score (0 to 1)."""

    score: float
    pairs: tuple[Pair, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    first: NameForm
    second: NameForm


def compare_names(first: str, second: str, individual: bool = False) -> Comparison:
    """The best comparison over all forms of two names; a score of 0 where either has no letters."""
    return best_comparison(name_forms(first, individual), name_forms(second, individual), individual)


_NOTHING = Comparison(0.0, (), (), (), NameForm((), ()), NameForm((), ()))


def best_comparison(
    first: tuple[NameForm, ...], second: tuple[NameForm, ...], individual: bool = False, least: float = 0.0
) -> Comparison:
    """The comparison with the highest score; the first in order wins a tie. Below `least` it may be one of 0."""
    best = _NOTHING
    for one in first:
        for other in second:
            found = compare_forms(one, other, individual, least)
            if found.score > best.score or not best.first.words:
                best = found
    return best


def compare_forms(first: NameForm, second: NameForm, individual: bool = False, least: float = 0.0) -> Comparison:
    """Pair the words of two forms and weigh them; a comparison of 0 where the score is certainly below `least`."""
    left = dict(enumerate(first.words))
    right = dict(enumerate(second.words))
    pairs: list[Pair] = []
    gained = _pair_equal(first, second, left, right, pairs)
    if left and right and len(left) + len(right) > 2:
        gained += _pair_joined(first, second, left, right, pairs)
    if left and right:
        alike = _alike(first, second, left, right)
        if least > 0 and _stays_below(least, first, second, (left, right, pairs, alike, gained), individual):
            return _NOTHING
        gained += _pair_alike(first, second, left, right, pairs, alike, individual)
    return _judge(first, second, left, right, pairs, gained, individual)


def _pair_equal(
    first: NameForm, second: NameForm, left: dict[int, str], right: dict[int, str], pairs: list[Pair]
) -> float:
    gained = 0.0
    where: dict[str, list[int]] = {}
    for index, word in right.items():
        where.setdefault(word, []).append(index)
    for index, word in list(left.items()):
        if spots := where.get(word):
            other = spots.pop(0)
            gained += first.weights[index] + second.weights[other]
            pairs.append(Pair(word, word, 1.0))
            del left[index], right[other]
    return gained


def _pair_joined(
    first: NameForm, second: NameForm, left: dict[int, str], right: dict[int, str], pairs: list[Pair]
) -> float:
    """Runs of neighbouring words on one side against one word on the other."""
    gained = 0.0
    abjad = first.abjad or second.abjad
    for swapped in (False, True):
        many, one = (right, left) if swapped else (left, right)
        if len(many) < 2 or not one:
            continue
        shortest, next_one = sorted(map(len, many.values()))[:2]
        if not abjad and shortest + next_one > max(map(len, one.values())) + 1:
            continue
        many_form, one_form = (second, first) if swapped else (first, second)
        lengths = None if abjad else _lengths(one)
        for run in _runs(many, lengths):
            if any(index not in many for index in run):
                continue
            target, likeness = _target("".join([many[index] for index in run]), one, abjad)
            if target is None:
                continue
            gained += likeness * (sum(many_form.weights[index] for index in run) + one_form.weights[target])
            apart, whole = " ".join(many[index] for index in run), one[target]
            pairs.append(Pair(whole, apart, likeness) if swapped else Pair(apart, whole, likeness))
            del one[target]
            for index in run:
                del many[index]
    return gained


def _lengths(words: dict[int, str]) -> set[int]:
    """How long several words are together that may be one of these, but for a slip in a longer one."""
    sizes = [len(word) for word in words.values()]
    return {size + slip for size in sizes for slip in ((-1, 0, 1) if size >= 6 else (0,))}


def _target(joined: str, words: dict[int, str], abjad: bool) -> tuple[int | None, float]:
    """The word that a run of words makes when written together, and how sure that is."""
    for spot, word in words.items():
        if joined == word:
            return spot, JOINED
        close = abs(len(joined) - len(word)) <= 1 and len(word) >= 6
        if close and (edits := OSA.distance(joined, word, score_cutoff=1)) <= 1:
            return spot, JOINED - edits / len(word)
        if abjad and similarity(joined, word, True):
            return spot, similarity(joined, word, True)
    return None, 0.0


def _runs(words: dict[int, str], lengths: set[int] | None) -> list[tuple[int, ...]]:
    """Runs of neighbouring words, long ones first, pairs in both orders; `lengths` are those that can be one word."""
    spots = sorted(words)
    sizes = [len(words[spot]) for spot in spots]
    found: list[tuple[int, ...]] = []
    for count in range(min(MOST_JOINED, len(spots)), 1, -1):
        for start in range(len(spots) - count + 1):
            if spots[start + count - 1] != spots[start] + count - 1:
                continue
            length = sum(sizes[start : start + count])
            if length >= 4 and (lengths is None or length in lengths):
                found.append(tuple(spots[start : start + count]))
    return [*found, *[(b, a) for a, b in [run for run in found if len(run) == 2]]]


Alike = list[tuple[float, int, int]]
"""How alike words of two names are that are not the same one, each with its place in both."""
_Pairing = tuple[dict[int, str], dict[int, str], list[Pair], Alike, float]
"""The words of both names that are not paired yet, what is paired, what may be, and what the pairs gain."""


def _alike(first: NameForm, second: NameForm, left: dict[int, str], right: dict[int, str]) -> Alike:
    abjad = first.abjad or second.abjad
    return [
        (likeness, i, j)
        for i, word in left.items()
        for j, other in right.items()
        if (likeness := similarity(word, other, abjad)) > 0
    ]


def _stays_below(least: float, first: NameForm, second: NameForm, pairing: _Pairing, individual: bool) -> bool:
    """Whether the score is below `least` even where each word has the likest of the other side, wanted twice or not.

    A brand inside a longer name and initials count in other ways: with these nothing is said.
    """
    left, right, pairs, alike, gained = pairing
    if not pairs and not alike:
        return len(first.words) > 1 and len(second.words) > 1
    mine: dict[int, float] = {}
    theirs: dict[int, float] = {}
    for likeness, i, j in alike:
        mine[i] = max(mine.get(i, 0.0), likeness)
        theirs[j] = max(theirs.get(j, 0.0), likeness)
    own, other = first.weights, second.weights
    gained += sum([likeness * own[i] for i, likeness in mine.items()])
    gained += sum([likeness * other[j] for j, likeness in theirs.items()])
    total = sum(own) + sum(other)
    if not _is_distinctive(first, second, left.keys() - mine.keys(), right.keys() - theirs.keys()):
        lone = [own[i] for i in left if i not in mine] + [other[j] for j in right if j not in theirs]
        total += GENERIC_PENALTY * sum(lone)
    elif individual:  # of a person's further words no more than a part counts
        total -= (1 - EXTRA_PERSON_WORD) * max(sum(own), sum(other))
    else:
        total -= _home(first, left.keys() - mine.keys()) + _home(second, right.keys() - theirs.keys())
    if gained >= (least - ROUNDED) * total:
        return False
    if least > CONTAINED:
        return True
    telling = [(pair.first, pair.second) for pair in pairs if pair.likeness >= JOINED]
    telling += [(left[i], right[j]) for likeness, i, j in alike if likeness >= JOINED]
    return not _singles_out(telling, first, second) and (individual or not _is_head(first, second))


def _singles_out(telling: list[tuple[str, str]], first: NameForm, second: NameForm) -> bool:
    """Whether a word among some that are in both names singles one of them out, in either."""
    words = {word for pair in telling for word in pair}
    known = [pair for form in (first, second) for pair in zip(form.words, form.weights, strict=True)]
    return any(weight >= DISTINCTIVE and word in words for word, weight in known)


def _pair_alike(
    first: NameForm,
    second: NameForm,
    left: dict[int, str],
    right: dict[int, str],
    pairs: list[Pair],
    alike: Alike,
    individual: bool,
) -> float:
    """The most alike words first, each used once."""
    gained = 0.0
    for likeness, i, j in sorted(alike, key=lambda item: (-item[0], item[1], item[2])):
        if i in left and j in right:
            unsure = individual and likeness < UNSURE_PAIR and min(len(left[i]), len(right[j])) > 1
            worth = likeness - UNSURE_IN_PERSON * unsure
            gained += worth * (first.weights[i] + second.weights[j])
            pairs.append(Pair(left.pop(i), right.pop(j), likeness))
    return gained


def _judge(
    first: NameForm,
    second: NameForm,
    left: dict[int, str],
    right: dict[int, str],
    pairs: list[Pair],
    gained: float,
    individual: bool,
) -> Comparison:
    lone_first = sum([first.weights[index] for index in left])
    lone_second = sum([second.weights[index] for index in right])
    total = first.weight + second.weight
    if not _is_distinctive(first, second, left, right):
        total += GENERIC_PENALTY * (lone_first + lone_second)
    elif individual and sum([pair.likeness >= 0.75 for pair in pairs]) >= 2:
        total -= (1 - EXTRA_PERSON_WORD) * abs(lone_first - lone_second)
    elif not individual and bool(left) != bool(right):
        total -= _home(first, left) + _home(second, right)
    score = gained / total if total else 0.0
    if left and right:
        score = _less_conflict(score, first, second, left, right)
    if first.legal_form and second.legal_form and first.legal_form != second.legal_form:
        score -= FORM_CONFLICT
    if not pairs:
        score = max(score, _as_acronym(first, second))
    elif score < CONTAINED and (
        _shares_the_brand(pairs, first, second, left, right) or (not individual and _is_head(first, second))
    ):
        score = CONTAINED
    score = round(min(max(score, 0.0), 1.0), 4)
    return Comparison(score, tuple(pairs), tuple(left.values()), tuple(right.values()), first, second)


def _home(form: NameForm, lone: Container[int]) -> float:
    """The weight of the Chinese place that a name begins with and the other lacks: a trade name leaves it out."""
    return form.weights[0] if 0 in lone and len(form.words) > 1 and form.words[0] in homes() else 0.0


def _shares_the_brand(
    pairs: list[Pair], first: NameForm, second: NameForm, left: dict[int, str], right: dict[int, str]
) -> bool:
    """Whether what singles one name out is in the other, and nothing that stands alone on both sides singles out."""
    if bool(left) != bool(right):
        return _contains(pairs, first, second, whole_first=not left)
    lone = [first.weights[spot] for spot in left] + [second.weights[spot] for spot in right]
    if not lone or max(lone) >= DISTINCTIVE or (_has_number(left) and _has_number(right)):
        return False
    return any(_contains(pairs, first, second, whole_first) for whole_first in (True, False))


def _is_head(first: NameForm, second: NameForm) -> bool:
    """Whether one name, of general words alone, is how the other begins ("Korea Mining" of a trading corporation)."""
    whole, longer = sorted((first, second), key=lambda form: len(form.words))
    size = len(whole.words)
    return 2 <= size < len(longer.words) and whole.words == longer.words[:size] and whole.weight >= HEAD


def _contains(pairs: list[Pair], first: NameForm, second: NameForm, whole_first: bool) -> bool:
    """Whether one name is the whole of what it shares with the other, word for word, and a telling word is in it."""
    whole, longer = (first, second) if whole_first else (second, first)
    # Of words that are one word on the other side, that one tells.
    weights = {
        word: weight for form in (longer, whole) for word, weight in zip(form.words, form.weights, strict=False)
    }
    telling = ((pair.first, pair.second) for pair in pairs if pair.likeness >= JOINED)
    return all(pair.likeness >= 0.9 for pair in pairs) and any(
        weights.get(word, 0.0) >= DISTINCTIVE
        and (len(word) >= 4 or (len(word) == SHORT_BRAND and longer.words[0] == word))
        for pair in telling
        for word in pair
    )


def _is_distinctive(first: NameForm, second: NameForm, left: Container[int], right: Container[int]) -> bool:
    """Whether a word that singles a name out is among the paired words of either side."""
    return any(weight >= DISTINCTIVE and spot not in left for spot, weight in enumerate(first.weights)) or any(
        weight >= DISTINCTIVE and spot not in right for spot, weight in enumerate(second.weights)
    )


def _less_conflict(
    score: float, first: NameForm, second: NameForm, left: dict[int, str], right: dict[int, str]
) -> float:
    """The score once words that stand against each other are counted: two numbers, or two telling words."""
    if _has_number(left) and _has_number(right):
        return score * NUMBER_CONFLICT
    if _words_differ(first, left) and _words_differ(second, right):
        return score - WORD_CONFLICT
    if _has_initial(left) and _has_initial(right):
        return score - INITIAL_CONFLICT
    return score


def _words_differ(form: NameForm, lone: dict[int, str]) -> bool:
    """Whether a word that says something stands alone."""
    return any(form.weights[index] >= TELLING for index in lone)


def _has_initial(words: dict[int, str]) -> bool:
    return any(len(word) == 1 and word.isalpha() for word in words.values())


def _has_number(words: dict[int, str]) -> bool:
    return any(word.isdigit() for word in words.values())


def _as_acronym(first: NameForm, second: NameForm) -> float:
    """`ACRONYM` where one name is a single word of three letters or more made of the initials of the other."""
    for short, full in ((first, second), (second, first)):
        if len(short.words) != 1 or short.words[0] in known_acronyms():
            continue
        if short.words[0] in acronyms_of(full):
            return ACRONYM
    return 0.0


def acronyms_of(form: NameForm) -> tuple[str, ...]:
    """The words of three letters or more that the initials of a name make, without and with its legal form."""
    if len(form.words) < 2:
        return ()
    initials = "".join(word[0] for word in form.words if word not in PARTICLES)
    made = [initials]
    if "institute" in form.words:  # which a research institute is called here as well
        made.append("".join("ri" if word == "institute" else word[0] for word in form.words if word not in PARTICLES))
    if form.legal_form:
        bare = [initials, *([initials[:-1]] if form.words[-1] == "group" else [])]
        made += [each + end for each in bare for end in _FORM_INITIALS if len(each) >= 2]
    return tuple(each for each in made if len(each) >= 3)
