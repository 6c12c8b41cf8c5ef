"""The tables behind a name: legal forms, trade words, readings of characters.

Rule: what words mean is data in CSV files beside this module, one row for each wording, so that a missing form is one
reviewed line. `legal_forms.csv`: a wording and its class; `legal_forms_elf.csv` the same out of the list of ISO 20275
(`supply/legal_forms.py`), whose words count only as a whole form. `terms.csv`: a wording in any script, its English
word and its weight (1 = singles a company out, 0 = says nothing). `brands.csv`: firms whose name abroad is no reading
of their name at home: the one, the other in simplified and traditional writing, and how that is read where no common
word is read so, `also` where one is, which makes one more form (typed from memory of how the firms call themselves;
such a row makes a name near, never listed).
`readings.csv`: Japanese and Sino-Korean readings of characters, Korean surnames as people write them, Chinese
surnames with a reading of their own. The places of China are those of `pratique.ids.place`, `places.csv` has cities
of Russia and its neighbours with the adjectives that firms bear; a row of `terms.csv` goes before.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache

from pratique.files.shipped import shipped_rows
from pratique.ids.country import country_code, country_name
from pratique.ids.place import places
from pratique.parties.names.slavic import SHORTEST_LATIN, latin_stem, russian_stem
from pratique.value_class import dataclass

SHORTEST_CORRECTED = 7
"""Shorter words are too close to too many others for a slip to be mended."""
SHORTEST_PLACE = 5
"""Letters of a reading that can be taken for the name of a place (Jian and Luan are not)."""
PLACE = 0.6
"""Weight of a place in a name: many companies bear it."""
NAMED = 0.75
"""Weight from which a wording is somebody's name, each long word of which is mended like a trade word."""
BRAND_LIKE = 0.75
"""Weight from which a word is a brand, which is not inflected."""
LEGAL_WORD = 0.15
"""Weight of a word that belongs to a long legal form but stands in no whole one (words out of order)."""


@dataclass(frozen=True, slots=True)
class NameTerm:
    """The English word of a trade word, written as one token, and its weight between 0 and 1."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class LegalForms:
    """Legal forms by wording: as tuples of words, and as substrings of unspaced scripts, longest first.

    `curated` and `unspaced_curated` are those of `legal_forms.csv` alone.
    """

    words: dict[tuple[str, ...], str]
    longest: int
    unspaced: tuple[tuple[str, str], ...]
    curated: dict[tuple[str, ...], str]
    unspaced_curated: tuple[tuple[str, str], ...]


def _rows(name: str) -> list[dict[str, str]]:
    return shipped_rows(__package__, name)


@lru_cache(maxsize=1)
def legal_forms() -> LegalForms:
    """Every wording of a legal form, casefolded and in compatibility form."""
    curated, unspaced_curated = _forms_of("legal_forms.csv")
    others, unspaced = _forms_of("legal_forms_elf.csv")
    words = others | curated
    ordered = tuple(sorted((unspaced | unspaced_curated).items(), key=lambda item: -len(item[0])))
    return LegalForms(words, max(map(len, words)), ordered, curated, tuple(unspaced_curated.items()))


def _forms_of(name: str) -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """The wordings of a table with their classes: in words, and in unspaced scripts."""
    words: dict[tuple[str, ...], str] = {}
    unspaced: dict[str, str] = {}
    for row in _rows(name):
        form = unicodedata.normalize("NFKC", row["form"]).casefold()
        if row["script"] in ("han", "hangul"):
            unspaced[form] = row["class"]
        else:
            words[tuple(form.split())] = row["class"]
    return words, unspaced


@lru_cache(maxsize=1)
def brands() -> frozenset[str]:
    """How brands are read at home, in small Latin letters."""
    return frozenset(read for row in _rows("brands.csv") for read in row["read"].split(";") if read)


@lru_cache(maxsize=1)
def brand_names() -> frozenset[str]:
    """How brands are written abroad, in small Latin letters: none of them is a slip of another word."""
    return frozenset(row["brand"] for row in _rows("brands.csv"))


@lru_cache(maxsize=1)
def homely_brands() -> dict[str, str]:
    """Brands by how they are read at home where a common word or another firm is read so too."""
    return {read: row["brand"] for row in _rows("brands.csv") for read in row["also"].split(";") if read}


@lru_cache(maxsize=1)
def brand_heads() -> frozenset[str]:
    """What a reading of a brand may begin with."""
    return frozenset(read[:size] for read in brands() for size in range(1, len(read)))


@lru_cache(maxsize=1)
def _trade_words() -> dict[str, NameTerm]:
    """The rows of `terms.csv`, and before them those of `brands.csv`, by wording."""
    table: dict[str, NameTerm] = {}
    for row in _rows("brands.csv"):
        wordings = (row["written"], row["traditional"], *row["read"].split(";"))
        table |= {wording: NameTerm(row["brand"], 1.0) for wording in wordings if wording}
    return table | {
        unicodedata.normalize("NFKC", row["term"]).casefold(): NameTerm(
            row["canonical"].replace(" ", ""), float(row["weight"])
        )
        for row in _rows("terms.csv")
    }


@lru_cache(maxsize=1)
def place_terms() -> dict[str, NameTerm]:
    """The provinces and prefectures of China and the cities of `places.csv` that `terms.csv` does not hold."""
    table = {row["wording"]: NameTerm(row["place"].replace(" ", ""), PLACE) for row in _rows("places.csv")}
    table = {wording: term for wording, term in table.items() if wording not in _trade_words()}
    for place in places():
        term = NameTerm(place.latin[0].replace(" ", ""), PLACE)
        latin = (each for each in place.latin if len(each) >= SHORTEST_PLACE and " " not in each)
        for wording in (*place.written, *latin):
            if wording not in _trade_words():
                table.setdefault(wording, term)
    return table


@lru_cache(maxsize=1)
def homes() -> frozenset[str]:
    """The words for China, its provinces and its cities, with which the registered name of a firm begins there."""
    return frozenset(("china", *(place.latin[0].replace(" ", "") for place in places())))


@lru_cache(maxsize=1)
def terms() -> dict[str, NameTerm]:
    """Trade words and places by wording; multi-word wordings hold single spaces."""
    table = _trade_words() | place_terms()
    for wording, term in list(table.items()):
        # "Dong Fang" and "Dongfang" are one word.
        if " " in wording and wording.isascii() and len(wording) >= 7:
            table.setdefault(wording.replace(" ", ""), term)
    for form in legal_forms().curated:
        for word in form:
            if len(word) >= SHORTEST_CORRECTED or (len(form) == 1 and len(word) > 1):
                table.setdefault(word, NameTerm(word, LEGAL_WORD))
    return table


@lru_cache(maxsize=20_000)
def country_term(word: str) -> NameTerm | None:
    """The generic word for a country whose name in its own letters this is ("ایران": "iran"); None for another."""
    code = None if word.isascii() else country_code(word)
    return terms().get(country_name(code).partition(",")[0].casefold()) if code else None


@lru_cache(maxsize=20_000)
def inflected_term(word: str) -> NameTerm | None:
    """The trade word of a Russian word in another case, gender or number, in Latin letters too ("oruzheinogo")."""
    if word[:1] >= "\u0400":
        return _stems().get(russian_stem(word))
    return _latin_stems().get(latin_stem(word)) if len(word) > SHORTEST_LATIN and word.isascii() else None


@lru_cache(maxsize=1)
def _stems() -> dict[str, NameTerm]:
    """Russian trade words by their stems; a stem of two trade words stands for neither."""
    found: dict[str, NameTerm] = {}
    twice: set[str] = set()
    for wording, term in sorted(terms().items()):
        if (stem := russian_stem(wording)) and found.setdefault(stem, term).word != term.word:
            twice.add(stem)
    return {stem: term for stem, term in found.items() if stem not in twice and term.weight < BRAND_LIKE}


@lru_cache(maxsize=1)
def _latin_stems() -> dict[str, NameTerm]:
    """The same by how the stems are spelt in Latin letters."""
    found: dict[str, NameTerm] = {}
    twice: set[str] = set()
    for wording, term in sorted(terms().items()):
        if russian_stem(wording) and (stem := latin_stem(wording)) and found.setdefault(stem, term).word != term.word:
            twice.add(stem)
    return {stem: term for stem, term in found.items() if stem not in twice and term.weight < BRAND_LIKE}


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    """Every long trade or legal word less one letter, and the word itself: one-slip look-ups."""
    words = {word for word in terms() if word.isascii() and " " not in word and word not in place_terms()}
    words.update(word for form in legal_forms().curated for word in form if word.isascii())
    named = (wording for wording, term in terms().items() if term.weight >= NAMED and wording.isascii())
    words.update(word for wording in named for word in wording.split())
    table: dict[str, str] = {}
    for word in sorted(words):
        if len(word) >= SHORTEST_CORRECTED:
            table[word] = word
            for spot in range(len(word)):
                table.setdefault(word[:spot] + word[spot + 1 :], word)
    return table


@lru_cache(maxsize=200_000)
def corrected(word: str) -> str:
    """A word that is one slip from a long trade or legal word, as that word; any other word as it is."""
    if len(word) < SHORTEST_CORRECTED - 1 or not word.isascii() or word in terms() or word in brand_names():
        return word
    from rapidfuzz.distance import OSA

    table = _slips()
    for spot in range(-1, len(word)):
        found = table.get(word if spot < 0 else word[:spot] + word[spot + 1 :])
        if found and found[0] == word[0] and OSA.distance(word, found, score_cutoff=1) <= 1:
            return found
    return _sounding().get(_sound(word), word)


def _sound(word: str) -> str:
    """A word with the spellings of one sound written alike: "teknologies" is "technologies"."""
    for written, sound in (("ch", "k"), ("ck", "k"), ("c", "k"), ("q", "k"), ("ph", "f"), ("z", "s"), ("y", "i")):
        word = word.replace(written, sound)
    return word


@lru_cache(maxsize=1)
def _sounding() -> dict[str, str]:
    """Long trade and legal words by how they sound, where they begin with a letter of their own."""
    return {_sound(word): word for word in sorted(set(_slips().values()), reverse=True)}


@lru_cache(maxsize=1)
def longest_unspaced_term() -> int:
    """Characters of the longest wording in an unspaced script."""
    return max(len(wording) for wording in terms() if wording[:1] > "\u2e80")


@lru_cache(maxsize=1)
def readings() -> dict[str, dict[str, str]]:
    """Readings by kind: `ja-family`, `ja-given`, `ko-hanja`, `ko-surname`, `zh-compound`, `zh-surname`."""
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows("readings.csv"):
        table[row["script"]].setdefault(row["written"], row["reading"])
    return dict(table)
