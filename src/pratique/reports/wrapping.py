"""Text for a terminal of 80 columns.

Rule: a line is as wide as a terminal shows it: a Chinese character takes two columns. No word is cut.
"""

from __future__ import annotations

import textwrap
from unicodedata import east_asian_width

WIDTH = 80
_SECOND = "\ue000"
"""Stands for the second column of a wide character while lines are measured (a private-use character)."""


def wrapped(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """The lines of a paragraph; `first` opens the first of them, `rest` the others (the same by default)."""
    lines = textwrap.wrap(
        _measured(text),
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_SECOND, "") for line in lines]


def _measured(text: str) -> str:
    if text.isascii():
        return text
    return "".join(each + _SECOND if east_asian_width(each) in "WF" else each for each in text)
