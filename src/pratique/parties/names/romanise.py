"""From any script to ASCII words, one reading or several.

Rule: letters are romanised by anyascii, which needs no compiler and no ICU (2.6 MB; the first call takes 0.08 s).
Characters that several languages read differently give every reading that our tables hold: a Han name is read as
Chinese, and as Sino-Korean or Japanese where all of its characters are known. Invariant: the first reading always
exists, so that no name falls out of a screening because of its script.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pratique.parties.names.tables import readings

_CAPITALISED = re.compile(r"[A-Z][a-z'`]*|[a-z'`]+|\d+")
_LONG_VOWEL = re.compile(r"ou|oo|uu|aa|ii(?!\w)")
_FINAL = re.compile(r"(?<!n)g$|[db]$|ch$|j$|(?<=[aeiou])s$")
_HARD = {"g": "k", "d": "t", "b": "p", "ch": "t", "j": "t", "s": "t"}
ABJAD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Arabic, Hebrew and Syriac letters: their romanisation lacks the short vowels."""


@lru_cache(maxsize=65536)
def to_ascii(text: str) -> str:
    """ASCII letters and digits for any text, case kept (a capital begins each Han or Hangul syllable)."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text).replace("'", "").replace("`", "").replace('"', "")


_ARTICLE = re.compile(r"(?<![\u0600-\u06ff])ال(?=[\u0600-\u06ff]{3})")


def open_article(text: str) -> str:
    """Arabic text with the article "al" set apart from its word."""
    return _ARTICLE.sub("al ", text)


def is_han(char: str) -> bool:
    """Whether a character is an ideograph."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char == "々"


def is_kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff"


def is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def pinyin(text: str) -> str:
    """Han characters as one unbroken pinyin word without tones; anything else is passed through."""
    return "".join(syllables(text))


def syllables(text: str) -> list[str]:
    """Lower-case syllables of Han or Hangul text."""
    return [part.lower() for part in _CAPITALISED.findall(to_ascii(text))]


def kana_word(text: str) -> str:
    """Kana in the spelling that companies use: long vowels are not written."""
    return _LONG_VOWEL.sub(lambda match: match[0][0], to_ascii(text).lower())


def han_person(text: str) -> list[list[str]]:
    """Readings of two to four ideographs as a personal name, family name first: Chinese, Korean, Japanese."""
    return [reading for reading in (_chinese(text), _korean(text), _japanese(text)) if reading]


def _chinese(text: str) -> list[str]:
    table = readings()
    family = text[:2] if text[:2] in table["zh-compound"] and len(text) > 2 else text[:1]
    first = table["zh-compound"].get(family) or table["zh-surname"].get(family) or pinyin(family)
    return [first, pinyin(text[len(family) :])] if len(text) > len(family) else [first]


def _korean(text: str) -> list[str]:
    table = readings()["ko-hanja"]
    return [table[char] for char in text] if all(char in table for char in text) else []


def _japanese(text: str) -> list[str]:
    """Family and given name where both are in the table, else nothing."""
    family, given = readings()["ja-family"], readings()["ja-given"]
    for cut in (2, 1, 3):
        head, tail = text[:cut], text[cut:]
        if head in family and tail in given:
            return [family[head], given[tail]]
    return []


def japanese_brand(text: str) -> tuple[str, str]:
    """The reading of a Japanese family name that begins a company name, and what follows it; ("", text) if none."""
    family = readings()["ja-family"]
    for size in (3, 2):
        if text[:size] in family and len(text[:size]) == size:
            return family[text[:size]], text[size:]
    return "", text


def hangul_syllables(text: str) -> list[str]:
    """Syllables of Hangul with their final consonants as they sound."""
    return [_FINAL.sub(lambda match: _HARD[match[0]], part) for part in syllables(text)]


def hangul_words(text: str) -> list[str]:
    """Syllables of a Hangul word; a name of two to four syllables begins with the surname as people write it."""
    parts = hangul_syllables(text)
    if 2 <= len(text) <= 4 and parts:
        parts[0] = readings()["ko-surname"].get(parts[0], parts[0])
    return parts


_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


def han_number(text: str) -> int:
    """The value of a Chinese number below a thousand."""
    total, digit = 0, 0
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        else:
            total, digit = total + max(digit, 1) * {"十": 10, "百": 100}[char], 0
    return total + digit
