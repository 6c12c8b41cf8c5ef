"""Words that mix scripts, as somebody writes who does not want to be found.

Rule: letters of one word come from one script; a word that mixes them is read as its look-alike in Latin as well, and
is said; so is a character that nobody sees. Chinese, Japanese and Korean letters stand beside each other and beside
Latin ones in honest names.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from pratique.patterns import regex

_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυıɡ",
    "aeopcyxijshdqwABEKMHOPCTYXIJABEZHIKMNOPTYXoaivpuig",
)
"""Cyrillic and Greek letters that look like Latin ones (Unicode confusables, the letters of these alphabets)."""


_FRAMED = {ord(first) + at: chr(65 + at) for first in "\U0001f150\U0001f170" for at in range(26)}
"""Letters in black circles and squares, which no table of Unicode brings to plain ones."""
_OF_FLAGS = regex("[\U0001f1e6-\U0001f1ff]{3,}")
"""Letters of flags: two are a flag, three or more are written to be read."""


def _unframed(text: str) -> str:
    """A text with letters that are drawn in a frame, or taken from flags, as plain ones."""
    flagless = _OF_FLAGS.sub(lambda found: "".join(chr(ord(char) - 0x1F1E6 + 65) for char in found[0]), text)
    return flagless.translate(_FRAMED)


_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Marks and fillers without an image that Unicode does not count among its format characters."""
_JOINERS = frozenset("\u200c\u200d")
_PERCENT = regex(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPED = regex(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")


def mixed_words(text: str) -> tuple[str, ...]:
    """The words in which Latin, Cyrillic or Greek letters stand beside each other."""
    if text.isascii():
        return ()
    return tuple(word for word in re.findall(r"[^\W\d_]+", text) if len(_scripts(word)) > 1)


def hidden_signs(text: str) -> tuple[str, ...]:
    """The characters of a name that nobody sees, or that turn its direction, by name.

    A joiner between letters that are not Latin, Cyrillic or Greek belongs to the writing of some languages.
    """
    if text.isascii():
        return ()
    found = []
    for place, char in enumerate(text):
        if unicodedata.category(char) != "Cf" and char not in _UNSEEN:
            continue
        if char in _JOINERS and place and not _scripts(text[place - 1]):
            continue
        found.append(unicodedata.name(char, f"U+{ord(char):04X}").lower())
    return tuple(dict.fromkeys(found))


def uncoded(text: str) -> str:
    """A name with what stands in it as codes of an address, a page or a program (%20, &uuml;, \\u0435) as letters."""
    if "%" in text:
        text = _PERCENT.sub(lambda found: unquote(found[0], errors="replace"), text)
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return text


_MARKS = str.maketrans(dict.fromkeys("™℠®©℗", " "))
"""Signs of protection behind a name, two of which are letters where they are brought to plain signs."""


def plain_look(text: str) -> str:
    """The text without codes and what nobody sees, and with words of mixed scripts as they look in Latin letters."""
    text = uncoded(text)
    if text.isascii():
        return text
    text = "".join(
        char
        for char in _unframed(text.translate(_MARKS))
        if unicodedata.category(char) != "Cf" and char not in _UNSEEN
    )
    for word in mixed_words(text):
        text = text.replace(word, word.translate(_ALIKE))
    return text


def look_of(text: str) -> str:
    """The text as a person sees it: without capitals, kinds of blanks and widths of letters, look-alikes as Latin."""
    if not text.isprintable():
        text = "".join(char for char in text if char.isprintable() or char.isspace())
    if not text.isascii():
        text = unicodedata.normalize("NFKC", plain_look(text)).translate(_ALIKE).casefold().translate(_ALIKE)
    return " ".join(text.casefold().split())


def only_translated(text: str) -> bool:
    """Whether every letter of a name is of a script out of which names are translated, and not only spelt.

    Chinese, Japanese, Korean; Arabic and Persian, Hebrew, and whatever else has no alphabet of Europe.
    """
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and not any(map(_is_spelt, letters))


_ALPHABETS = ("LATIN", "FULLWIDTH LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")


def _is_spelt(char: str) -> bool:
    """Whether a letter is of an alphabet that is transliterated letter by letter."""
    return unicodedata.name(char, "").startswith(
        ("LATIN", "FULLWIDTH LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
    )


def is_unread(text: str) -> bool:
    """Whether every letter of a name is of a script of which no vowels or no words are read, as Hebrew or Thai."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and not any(_is_spelt(char) or is_east_asian(char) or _is_arabic(char) for char in letters)


def _is_arabic(char: str) -> bool:
    return unicodedata.name(char, "").startswith("ARABIC")


def is_east_asian(char: str) -> bool:
    """Whether a letter is an ideograph, kana or hangul."""
    return unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"))


def _scripts(word: str) -> set[str]:
    names = {unicodedata.name(char, "").split(" ", 1)[0] for char in word}
    return names & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
