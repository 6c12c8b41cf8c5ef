"""State groups and firms that are called by an acronym: what their full names are.

Rule: a name has the acronym as one more form where its words are those of a full name in `acronyms.csv`, in any order
and in any language that the trade words know, beside words that every group bears. The acronym is never the only one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from pratique.files.shipped import shipped_rows

_BORNE = frozenset(("group", "corporation", "company", "holding", "limited", "of", "and", "the", "e"))
"""Words that a full name may have or lack."""


_SPLIT = re.compile(r"[^\w]+|_")


def abbreviates(text: str, name: str) -> bool:
    """Whether what stands in brackets abbreviates the name: most of its letters begin words of it."""
    letters = [char for char in text if char.isalpha()]
    initials = [word[0] for word in _SPLIT.split(name.upper().replace(f"({text})", "")) if word]
    return 3 <= len(letters) <= 8 and sum(char in initials for char in letters) > 0.7 * len(letters)


Reader = Callable[[str], Iterable[tuple[str, ...]]]
"""What gives the words of a name, once for each way to read it."""


def acronyms_for(words: tuple[str, ...], read: Reader) -> tuple[str, ...]:
    """The acronyms of a name with these words, which `read` gives of a name in small letters."""
    return _acronyms(read).get(frozenset(words) - _BORNE, ())


@cache
def known_acronyms() -> frozenset[str]:
    """Acronyms and brands of which it is known what they stand for: other names with these initials are others."""
    brands = {row["brand"] for row in shipped_rows(__package__, "brands.csv")}
    return frozenset(row["acronym"] for row in shipped_rows(__package__, "acronyms.csv")) | brands


@cache
def _acronyms(read: Reader) -> Mapping[frozenset[str], tuple[str, ...]]:
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for row in shipped_rows(__package__, "acronyms.csv"):
        for each in read(row["name"]):
            words = frozenset(each) - _BORNE
            if words and row["acronym"] not in found[words]:
                found[words].append(row["acronym"])
    return {words: tuple(each) for words, each in found.items()}
