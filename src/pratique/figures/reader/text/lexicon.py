"""The words of bulletins in English and Chinese and what they mean, from `data/words_*.tsv`.

Rule: a row is a kind (product, indicator, place, maker, or a word of grammar), a code and phrases. Codes of
products and indicators are those of `pratique.figures.codes`; a `maker` is a firm, whose figures are never taken
for a country's; `other` is a subject that nobody counts here, so that its numbers are left alone.
"""

from __future__ import annotations

from functools import lru_cache

from pratique.figures.reader.text.phrases import PhraseBook, character_book, word_book
from pratique.files.shipped import shipped_text


@lru_cache(maxsize=1)
def english() -> PhraseBook:
    return word_book(rows("en"))


@lru_cache(maxsize=1)
def chinese() -> PhraseBook:
    return character_book(rows("zh"))


def rows(language: str) -> list[tuple[str, str, str]]:
    """The rows (kind, code, phrases) of one language; comment lines start with `#`."""
    text = shipped_text("pratique.figures.reader", f"data/words_{language}.tsv")
    cells = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(kind, code, phrases) for kind, code, phrases in cells]
