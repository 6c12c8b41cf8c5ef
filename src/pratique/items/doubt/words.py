"""The words that ship with the reading of texts beside parts: sections of `words.toml`, each list by its name.

Rule: words are data; what a list means is said above it in the file, and whoever reads it says what follows from it.
"""

from __future__ import annotations

from functools import cache

from pratique.files.shipped import shipped_toml


@cache
def _data() -> dict[str, dict[str, str | list[str]]]:
    return shipped_toml("pratique.items.doubt", "words.toml")


def lists_in(section: str) -> dict[str, str | list[str]]:
    """The name of a section of `words.toml` -> its lists as they stand there, by name."""
    return _data()[section]


@cache
def words_in(section: str) -> dict[str, str]:
    """The name of a section of `words.toml` -> its lists by name: words as they stand, patterns as one."""
    return {name: said if isinstance(said, str) else "|".join(said) for name, said in lists_in(section).items()}
