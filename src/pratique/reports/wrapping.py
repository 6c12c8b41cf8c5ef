"""Text for a terminal of 80 columns.

Rule: a line is as wide as a terminal shows it: a Chinese character takes two columns, a mark that stands on another
none. No word is cut, but a Chinese sentence has no spaces and may end a line between any two characters, save that no
line begins with a closing mark or ends with an opening one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from unicodedata import combining, east_asian_width

WIDTH = 80
CLOSING = frozenset("，。、；：！？）》」』】〉”’…,.;:!?)]}%")
OPENING = frozenset("（《「『【〈“‘([{")
EITHER = frozenset("'\"`")
"""Marks that open and close alike: a line ends on neither side of one."""
_WHOLE: ContextVar[bool] = ContextVar("_WHOLE", default=False)


@contextmanager
def unwrapped() -> Iterator[None]:
    """Within it a paragraph is one line, however long, for what is laid out otherwise than for a terminal."""
    token = _WHOLE.set(True)
    try:
        yield
    finally:
        _WHOLE.reset(token)


def columns(text: str) -> int:
    """How many columns a terminal gives a text."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(each) else 2 if is_wide(each) else 1 for each in text)


def is_wide(character: str) -> bool:
    """Whether a character takes two columns."""
    return east_asian_width(character) in "WF"


def cell(text: str, width: int) -> str:
    """A text as a cell of a table: cut to `width` columns with an ellipsis, or filled to them."""
    if columns(text) > width:
        kept = ""
        for each in text:
            if columns(kept + each) > width - 1:
                break
            kept += each
        text = f"{kept}…" if width > 0 else ""
    return padded(text, width)


def padded(text: str, width: int) -> str:
    """A text filled with spaces to `width` columns; a longer one as it is."""
    return text + " " * max(width - columns(text), 0)


def wrapped(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """The lines of a paragraph; `first` opens the first of them, `rest` the others (the same by default)."""
    indent = first if rest is None else rest
    if _WHOLE.get():
        said = " ".join(text.splitlines()).strip()
        return [f"{first}{said}"] if said else []
    if text.isascii() or not any(map(is_wide, text)):
        return textwrap.wrap(
            text,
            width,
            initial_indent=first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    lines, line, empty = [], first, True
    for space, piece in _pieces(text):
        between = " " if space and not empty else ""
        if not empty and columns(line + between + piece) > width:
            lines.append(line)
            line, between = indent, ""
        line, empty = line + between + piece, False
    return [*lines, line]


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """What stays together, each with whether a space stands before it."""
    for word in text.split():
        start = 0
        for at in range(1, len(word)):
            before, after = word[at - 1], word[at]
            wide = is_wide(before) or is_wide(after)
            if wide and not (after in CLOSING or before in OPENING or {before, after} & EITHER or combining(after)):
                yield start == 0, word[start:at]
                start = at
        yield start == 0, word[start:]


def some(texts: Iterable[str], most: int, left: int = 0) -> str:
    """Texts -> the first of them in one line, and how many more there are; `left` were left out before."""
    its = list(dict.fromkeys(texts))
    left += len(its[most:])
    return "; ".join([*its[:most], *([f"and {left} more"] if left else ())])
