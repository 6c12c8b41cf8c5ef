"""Which literal words a pattern cannot do without: a cheap test before a costly search.

Rule: every match of a pattern holds one of its stems, in small letters; a pattern without such words has none
and is always searched. Patterns are read by the grammar below (groups, choices, classes, counts, looks around,
escapes), which is the part of `re`'s that the tables use; what it does not know tells nothing. Invariant: leaving a
search out by its stems never changes what is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

SHORTEST = 2
"""Letters that a Latin stem has at least; a Chinese character tells as much by itself."""
Needed = frozenset[str]
_ATOM = re.compile(
    r"(?P<around>\(\?<?[=!])|(?P<comment>\(\?#[^)]*\))|(?P<flags>\(\?[a-zA-Z]+\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|[a-zA-Z]*(?:-[a-zA-Z]+)?:|>))?)"
    r"|(?P<many>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<escaped>\\.)|(?P<mark>[.^$])|(?P<end>[|)])|(?P<letter>.)",
    re.DOTALL,
)
_COUNT = re.compile(r"(?:\*|\?|\+|\{(?P<least>\d*),?\d*\})[?+]?")


@lru_cache(maxsize=1024)
def stems_of(pattern: str) -> tuple[str, ...]:
    """Words, one of which stands in every match of a pattern (small letters); empty where there are none.

    >>> stems_of("not (?:true|correct)")
    ('not ',)
    """
    if "(?(" in pattern or "(?x" in pattern:
        return ()
    return tuple(sorted(_choices(pattern, 0)[0]))


def may_match(stems: Sequence[str], low: str) -> bool:
    """Whether a text in small letters holds one of the stems; always so where there are none."""
    for stem in stems:
        if stem in low:
            return True
    return not stems


def _choices(pattern: str, at: int) -> tuple[Needed, int]:
    """What a group needs, from its first character on, and where it ends (at its bracket or the end)."""
    each = []
    while True:
        needed, at = _sequence(pattern, at)
        each.append(needed)
        if at >= len(pattern) or pattern[at] == ")":
            return (frozenset[str]().union(*each) if all(each) else frozenset()), at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Needed, int]:
    """What one choice needs: the best set of literals, that whose shortest is longest; and where it ends."""
    found: list[Needed] = []
    run = ""
    while at < len(pattern):
        atom = _ATOM.match(pattern, at)
        if atom is None or atom["end"]:
            break
        letter, inner, at = _read(pattern, atom)
        count = _COUNT.match(pattern, at)
        at = at if count is None else count.end()
        needed = count is None or count.group()[0] == "+" or bool(count["least"] and int(count["least"]))
        if letter and count is None:
            run += letter.lower()
            continue
        found.append(frozenset((run + (letter.lower() if letter and needed else ""),)))
        found.append(inner if needed else frozenset())
        run = ""
    told = [each for each in (*found, frozenset((run,))) if each and all(map(_tells, each))]
    return max(told, key=lambda each: (min(map(_weight, each)), -len(each)), default=frozenset()), at


def _read(pattern: str, atom: re.Match[str]) -> tuple[str, Needed, int]:
    """The letter that an atom is, what it needs if it is a group, and where it ends."""
    if atom["around"] or atom["open"]:
        inner, end = _choices(pattern, atom.end())
        return "", frozenset() if atom["around"] else inner, end + 1
    if atom["letter"]:
        return atom["letter"], frozenset(), atom.end()
    if atom["escaped"] and not atom["escaped"][1].isalnum():
        return atom["escaped"][1], frozenset(), atom.end()
    return "", frozenset(), atom.end()


def _weight(stem: str) -> int:
    return len(stem) + 2 * sum(not char.isascii() for char in stem)


def _tells(stem: str) -> bool:
    return _weight(stem.strip()) >= SHORTEST


def compiled(pattern: str, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern and its stems."""
    return re.compile(pattern, flags), stems_of(pattern)
