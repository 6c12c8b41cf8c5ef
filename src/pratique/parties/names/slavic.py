"""Russian and Ukrainian words as German, Polish and scholarly spellings write them, and in the genitive.

Rule: a word that shows such a spelling is read as English spells it; it is one more reading, never the only one.
Source: DIN 1460 and ISO 9 beside BGN/PCGN, by the letters in which they differ (ж, з, х, ц, ч, ш, щ, в, й).
"""

from __future__ import annotations

from pratique.patterns import regex

_GERMAN = regex(r"tsch|[aeo]w(?:a|y|ski?|skij|itsch)?$|sawod|sch(?:n|k|t|m|in|en|uk)|[aeiou]j(?![aeiou])|(?:k|ch)ij$")
"""What no English spelling of a Slavic word holds."""
_GENITIVE = regex(r"(?:s|ts|k)kogo$|(?<=[a-z]{3})skoi$|(?<=[a-z]{3})skoy$")
_STEPS = (
    ("schtsch", "shCH"),
    ("tsch", "CH"),
    ("sch", "sh"),
    ("ch", "kh"),
    ("CH", "ch"),
)
_BETWEEN = regex(r"(?<=[aeiounrlv])s(?=[aeiou])")
_GLIDE = regex(r"(?<=[aeiouy])j(?![aeiou])")
SHORTEST = 5


def as_english(word: str) -> str:
    """A word in small Latin letters as English would spell it ("kalaschnikow": "kalashnikov"), else the word."""
    if len(word) < SHORTEST or not word.isascii():
        return word
    if _GENITIVE.search(word):
        return _GENITIVE.sub("skiy" if "sk" in word[-6:] else "kiy", word)
    if not _GERMAN.search(word):
        return word
    for written, read in _STEPS:
        word = word.replace(written, read)
    return _GLIDE.sub("y", _BETWEEN.sub("z", word.replace("w", "v")))


_ENDING = regex(
    r"(?:ыми|ими|ого|его|ому|ему|ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ым|им|ую|юю|ей|ия|ии|ию|ием|иям|иями|иях"
    r"|ами|ями|ах|ях|ов|ев|ам|ям|ом|ем|а|я|о|е|ы|и|у|ю|ь|й)$"
)
SHORTEST_STEM = 5


def russian_stem(word: str) -> str:
    """A word in small Cyrillic letters without the ending of its case, gender and number; "" where little is left."""
    if len(word) < SHORTEST_STEM or " " in word or not all("\u0430" <= char <= "\u045f" for char in word):
        return ""
    stem = _ENDING.sub("", word.replace("ё", "е"))
    return stem if len(stem) >= SHORTEST_STEM else ""


_LETTERS = str.maketrans("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziiklmnoprstufhie") | str.maketrans(
    {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_SPELT = (("shch", "sh"), ("kh", "h"), ("y", "i"), ("j", "i"))
_DOUBLE = regex(r"ii+")
_LATIN_ENDING = regex(r"(?:i?ih|i?im|ogo|ego|omu|oi|o?ie|oe|aia|iaia|uiu|a|o|e|u|i)$")
SHORTEST_LATIN = 7
"""Letters of a stem in Latin letters: shorter ones are those of English words."""


def latin_stem(word: str) -> str:
    """A Russian word in small Cyrillic or Latin letters as a Latin stem, however it is spelt; "" if short."""
    plain = word.translate(_LETTERS)
    for written, read in _SPELT:
        plain = plain.replace(written, read)
    plain = _DOUBLE.sub("i", plain)
    stem = _LATIN_ENDING.sub("", plain)
    return stem if len(stem) >= SHORTEST_LATIN and stem.isascii() else ""
