"""Names near a word that is none: what a finding offers as "did you mean".

Rule: a hint costs less than the reading of the word it is about, however many names there are: the names are first
looked through by a quick measure of likeness, and only the best of them by the one that orders the hint.
"""

from __future__ import annotations

from collections.abc import Iterable

LOOKED_AT = 8
"""How many names the slower measure looks at."""
LONGEST = 200
"""Longest word that is compared (characters)."""


def near_names(word: str, names: Iterable[str], count: int = 3, cutoff: float = 0.6) -> list[str]:
    """At most `count` of `names` that are like `word`, the likest first."""
    from difflib import get_close_matches

    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if len(word) > LONGEST:
        return []
    known = list(names)
    if len(known) > LOOKED_AT:
        best = process.extract(word, known, scorer=Indel.normalized_similarity, limit=LOOKED_AT)
        chosen = {found[0] for found in best}
        known = [each for each in known if each in chosen]
    return get_close_matches(word, known, count, cutoff)
