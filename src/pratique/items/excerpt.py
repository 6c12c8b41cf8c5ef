"""What a document says of its own list: that it is a part of one, and how long it is.

Rule: a page of several, a filter, an excerpt, rows that are hidden or go on elsewhere leave the list open; so does a
number of lines or pieces that is not the number of those that were read. The words are in `excerpt.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from pratique.files.shipped import shipped_toml

EXCERPT = "words by which the document holds a part of a list"
"""What is kept as outside of a document that says so of itself."""
COUNTED = "a number of lines that is not the number of those that were read"
_COUNT = r"(\d{1,7}|\d{1,3}(?:[.,' ]\d{3})+)(?![.,]?\d)"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The patterns of a list of `excerpt.toml` as one."""
    said = shipped_toml("pratique.items", "excerpt.toml")
    lines = f"(?:{'|'.join(said['lines'].split())})"
    return re.compile("|".join(each.replace("LINES", lines).replace("COUNT", _COUNT) for each in said[name]))


def says_excerpt(text: str) -> bool:
    """Whether a title, a comment or a property says that the document holds a part of a list."""
    plain = _plain(text)
    pages = _pattern("pages").search(plain)
    several = pages is not None and (next(filter(None, pages.groups()), "2")) not in ("1", "0")
    return several or _is_meant("words", plain) or _is_meant("lacking", plain)


def says_lacking(text: str) -> bool:
    """Whether a remark says that something is not in its list, or not yet."""
    return _is_meant("lacking", _plain(text))


def counts_other(text: str, counted: Collection[int]) -> bool:
    """Whether a text gives a number of lines, parts or pieces of which none was `counted`."""
    given = [next(filter(None, each.groups())) for each in _pattern("counts").finditer(_plain(text))]
    return any(int(re.sub(r"\D", "", each)) not in counted for each in given)


def _is_meant(name: str, plain: str) -> bool:
    return _pattern(name).search(plain) is not None and _pattern("denied").search(plain) is None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
