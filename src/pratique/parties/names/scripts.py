"""Words that mix scripts, as somebody writes who does not want to be found.

Rule: letters of one word come from one script; a word that mixes them is read as its look-alike in Latin as well, and
is said. Chinese, Japanese and Korean letters stand beside each other and beside Latin ones in honest names.
"""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυıɡ",
    "aeopcyxijshdqwABEKMHOPCTYXIJABEZHIKMNOPTYXoaivpuig",
)
"""Cyrillic and Greek letters that look like Latin ones (Unicode confusables, the letters of these alphabets)."""


def mixed_words(text: str) -> tuple[str, ...]:
    """The words in which Latin, Cyrillic or Greek letters stand beside each other."""
    if text.isascii():
        return ()
    return tuple(word for word in re.findall(r"[^\W\d_]+", text) if len(_scripts(word)) > 1)


def plain_look(text: str) -> str:
    """The text with words of mixed scripts as they look in Latin letters."""
    for word in mixed_words(text):
        text = text.replace(word, word.translate(_ALIKE))
    return text


def only_east_asian(text: str) -> bool:
    """Whether every letter of a name is Chinese, Japanese or Korean: names that are translated, not only spelt."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(map(is_east_asian, letters))


def is_east_asian(char: str) -> bool:
    """Whether a letter is an ideograph, kana or hangul."""
    return unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"))


def _scripts(word: str) -> set[str]:
    names = {unicodedata.name(char, "").split(" ", 1)[0] for char in word}
    return names & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
