"""Which literal words a pattern cannot do without: a cheap test before a costly search.

Rule: every match of a pattern holds one of its stems, in small letters; a pattern without such words has none
and is always searched. Invariant: leaving a search out by its stems never changes what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # the parser of `re` itself, so that both read a pattern alike

SHORTEST = 2
"""Letters that a Latin stem has at least; a Chinese character tells as much by itself."""


@lru_cache(maxsize=1024)
def stems_of(pattern: str) -> tuple[str, ...]:
    """Words, one of which stands in every match of a pattern (small letters); empty where there are none.

    >>> stems_of("not (?:true|correct)")
    ('not ',)
    """
    return tuple(sorted(_needed(_parser.parse(pattern))))


def may_match(stems: Sequence[str], low: str) -> bool:
    """Whether a text in small letters holds one of the stems; always so where there are none."""
    return not stems or any(stem in low for stem in stems)


def _needed(parsed: Iterable[tuple[object, object]]) -> frozenset[str]:
    """The best set of literals of a parsed sequence: that whose shortest is longest."""
    found: list[frozenset[str]] = []
    run = ""
    for op, argument in [*parsed, (None, None)]:
        if str(op) == "LITERAL" and isinstance(argument, int):
            run += chr(argument).lower()
            continue
        if _tells(run):
            found.append(frozenset((run,)))
        run = ""
        inner = _inside(str(op), argument)
        if inner:
            found.append(inner)
    return max(found, key=lambda each: (min(map(_weight, each)), -len(each)), default=frozenset())


def _inside(op: str, argument: object) -> frozenset[str]:
    """What an operator of the pattern needs: nothing where it may be left out or looks around."""
    if not isinstance(argument, tuple):
        return frozenset()
    match op:
        case "SUBPATTERN":
            return _needed(argument[-1])
        case "BRANCH":
            each = [_needed(branch) for branch in argument[1]]
            return frozenset().union(*each) if all(each) else frozenset()
        case "MAX_REPEAT" | "MIN_REPEAT" if argument[0] >= 1:
            return _needed(argument[2])
    return frozenset()


def _weight(stem: str) -> int:
    return len(stem) + 2 * sum(not char.isascii() for char in stem)


def _tells(stem: str) -> bool:
    return _weight(stem.strip()) >= SHORTEST


def compiled(pattern: str, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern and its stems."""
    return re.compile(pattern, flags), stems_of(pattern)
