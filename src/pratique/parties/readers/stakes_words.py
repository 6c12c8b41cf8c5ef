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


def meant(section: Section, text: str) -> str:
    """What a word stands for; the word itself where it stands for nothing here."""
    return words(section).get(plain(text), text)
