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
