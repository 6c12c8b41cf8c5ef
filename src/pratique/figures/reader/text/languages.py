"""Which language a text is written in: English and Chinese, which are read, or another, which is told and left.

Rule: the script decides where it can (kana is Japanese, Hangul Korean, Cyrillic Russian or a neighbour); Latin
writing goes to the language with most of its own words from `data/languages.tsv`. Invariant: `en` needs English
words; a text with none of any language is `und`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pratique.files.shipped import shipped_text

READ = ("en", "zh")
"""The languages whose grammar the reader has."""
UNDETERMINED = "und"

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""Scripts in order of right: the first whose letters make a twentieth of all tells the language."""
_FOREIGN = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+(?:['-][a-z]+)*")
_SAMPLE = 4000
_NUMBER = re.compile(r"\d[\d.,\s]*\d|\d")


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """Each telling word with the languages that have it."""
    text = shipped_text("pratique.figures.reader", "data/languages.tsv")
    book: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, words = line.split("\t")
            for word in words.split():
                book[word] = (*book.get(word, ()), code)
    return book


def language_of(text: str, usual: str = "") -> str:
    """The code (ISO 639-1, or `und`) of the language of a text; `usual` where its few words tell nothing.

    >>> language_of("China exportó coches en 2024."), language_of("China exported cars in 2024.")
    ('es', 'en')
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _latin(sample, usual)
    latin, ideographs = len(_LATIN.findall(sample)), len(_IDEOGRAPH.findall(sample))
    if _FOREIGN.search(sample):
        letters = latin + ideographs
        for code, pattern in _SCRIPTS:
            count = len(pattern.findall(sample))
            if 20 * count > letters + count and (code in ("ja", "uk", "fa") or 2 * count > latin):
                return code
    if 3 * ideographs > latin:
        return "zh"
    return _latin(sample, usual)


def _latin(sample: str, usual: str) -> str:
    book = _words()
    scores: dict[str, int] = {}
    words = _WORD.findall(sample.lower())
    for word in words:
        for code in book.get(word, ()):
            scores[code] = scores.get(code, 0) + 1
    english = scores.pop("en", 0)
    best = max(scores, key=lambda code: (scores[code], code), default="")
    if best and scores[best] > english and (scores[best] > 1 or not usual):
        return best
    return "en" if english else usual or (UNDETERMINED if words else "en")


def numbers(text: str) -> list[tuple[int, int]]:
    """The offsets of every printed number, for a text whose grammar is not known."""
    return [match.span() for match in _NUMBER.finditer(text)]
