"""Patterns that are put together when they are first looked for.

Rule: a pattern answers as `re.compile` of the same words does (its methods are that one's own from the first use on);
a pattern with a fault in it raises at the first use. A module of many patterns is imported by commands that look for
few of them, and putting together a long one costs a millisecond.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "pattern", "flags")

if TYPE_CHECKING:
    regex = re.compile
else:

    class regex:
        """A pattern by its words and flags: what it finds is what `re.compile` of them finds."""

        def __init__(self, words: str, flags: int = 0) -> None:
            self._words, self._flags = words, flags

        def __getattr__(self, name: str) -> object:
            if name not in _METHODS:
                raise AttributeError(name)
            made = re.compile(self._words, self._flags)
            for each in _METHODS:
                setattr(self, each, getattr(made, each))
            return getattr(made, name)
