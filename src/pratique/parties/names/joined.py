"""Words of a name that belong together, and parts of one word that belong apart.

Rule: letters are never dropped; what was written together or apart is written the other way.
"""

from __future__ import annotations

from pratique.parties.names.tables import brand_heads, brands, legal_forms, terms

GLUED = frozenset(
    {
        "jsc",
        "pjsc",
        "ojsc",
        "cjsc",
        "ooo",
        "oao",
        "zao",
        "pao",
        "llc",
        "gmbh",
        "corp",
        "ltd",
        "limited",
        "company",
        "corporation",
    }
)
"""Legal forms that are found written together with a name."""
LONG_JOINED = 14
"""Letters of a name of several words written as one, which may end in "co" before its legal form."""


def apart(word: str) -> list[str]:
    """A long word as its parts, where it begins or ends with a legal form, a word of the trade or a place."""
    table = legal_forms().curated
    for size in (11, 7, 4, 3):
        if len(word) >= size + 5 and (word[:size],) in table and word[:size] in GLUED:
            return [word[:size], word[size:]]
        if len(word) >= size + 5 and (word[-size:],) in table and word[-size:] in GLUED:
            bare = word[:-size]
            return [*apart(bare.removesuffix("co") if len(bare) >= LONG_JOINED else bare), word[-size:]]
    for size in range(min(len(word) - 4, 14), 6, -1):
        if word[-size:] in terms():
            return [*apart(word[:-size]), word[-size:]]
        if word[:size] in terms():
            return [word[:size], *apart(word[size:])]
    return [word]


def with_brands(words: list[str]) -> list[str]:
    """Neighbouring words that are together how a brand is read ("hai kang wei shi") as that one word."""
    heads = brand_heads()
    if heads.isdisjoint(words[:-1]):
        return words
    table = brands()
    made: list[str] = []
    start = 0
    while start < len(words):
        sizes = range(min(5, len(words) - start), 1, -1) if words[start] in heads else ()
        size = next((size for size in sizes if "".join(words[start : start + size]) in table), 1)
        made.append("".join(words[start : start + size]))
        start += size
    return made


def without_gaps(words: list[str]) -> list[str]:
    """Single letters in a row written as one word: "C M F" is "CMF" in the name of an organisation."""
    joined: list[str] = []
    for index, word in enumerate(words):
        if len(word) == 1 and word.isalpha() and index and len(words[index - 1]) == 1 and words[index - 1].isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    return joined
