"""The words that ship with the reading of texts and names: sections of `words.toml` and `types.toml`, by name.

Rule: words are data; what a list means is said above it in the file, and whoever reads it says what follows from it.
"""

from __future__ import annotations

from functools import cache

from pratique.files.shipped import shipped_toml

OF_TYPES = frozenset(
    (
        "waves",
        "devices",
        "types",
        "general",
        "short",
        "families",
        "computes",
        "enables",
        "classes",
        "forms",
        "powertrains",
        "vehicles",
        "levels",
    )
)
"""The sections of `types.toml`: nouns of parts."""


@cache
def _data(of_types: bool) -> dict[str, dict[str, str | list[str]]]:
    return shipped_toml("pratique.items.doubt", "types.toml" if of_types else "words.toml")


def lists_in(section: str) -> dict[str, str | list[str]]:
    """The name of a section -> its lists as they stand there, by name."""
    return _data(section in OF_TYPES)[section]


@cache
def words_in(section: str) -> dict[str, str]:
    """The name of a section -> its lists by name: words as they stand, patterns as one."""
    return {name: said if isinstance(said, str) else "|".join(said) for name, said in lists_in(section).items()}


@cache
def brands_of_concern() -> tuple[frozenset[str], tuple[str, ...]]:
    """The names under which goods of makers of countries of concern go: words in Latin letters, and others."""
    brands = words_in("brands")
    return frozenset(brands["latin"].split()), tuple(brands["characters"].split())
