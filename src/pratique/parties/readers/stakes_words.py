"""What titles, kinds and answers in a table of stakes are called in other words and languages.

Rule: a word stands for one thing in each section (`stakes_words.toml`); what stands for none is what it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pratique.files.shipped import shipped_toml

Section = Literal["columns", "kinds", "answers", "types", "aside"]


@cache
def words(section: Section) -> Mapping[str, str]:
    """The words of a section in plain form, each with what it stands for."""
    return {
        plain(word): meant
        for meant, rows in shipped_toml(__package__, "stakes_words.toml")[section].items()
        for word in rows
    }


@cache
def plain(text: str) -> str:
    """A word after NFKC, without case, with every run of marks and blanks as one blank."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return re.sub(r"[\s_\-./:,;()\[\]'’]+", " ", folded).strip() or folded


_FILLERS = frozenset(
    (
        *("%", "in", "en", "of", "the", "de", "des", "du", "la", "le", "les", "l", "d", "der", "die", "das", "den"),
        *("dem", "am", "an", "del", "della", "dei", "di", "pct", "percent", "prozent", "pourcentage", "total"),
        *("exact", "current", "aktuell", "aktuelle", "aktueller", "actuel", "actuelle"),
    )
)
"""Words of a title that change nothing of what the column holds."""


def _bare(title: str) -> str:
    return " ".join(word for word in title.replace("%", " % ").split() if word not in _FILLERS)


@cache
def _bare_words(section: Section) -> Mapping[str, str]:
    """The words of a section without fillers, as far as each still stands for one thing."""
    found: dict[str, set[str]] = {}
    for word, stands_for in words(section).items():
        found.setdefault(_bare(word), set()).add(stands_for)
    return {word: each.pop() for word, each in found.items() if word and len(each) == 1}


def meant(section: Section, text: str) -> str:
    """What a word stands for; the word itself where it stands for nothing here. Of a title, fillers may differ."""
    title = plain(text)
    found = words(section).get(title)
    if found is None and section == "columns":
        found = _bare_words(section).get(_bare(title))
    return text if found is None else found
