"""What the headers of a table mean whose rows are acts: data sets, vehicles by number, lots, in many languages.

Rule: as for tables of parts, a header that means one thing is read as that and told, and one that may mean two is
asked about and not read. What a row is (a vehicle by its number, a data set, a lot) is known by its header alone;
whether every row is one, the reader of the table sees from its cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pratique.files.shipped import shipped_toml
from pratique.items.tables.guess import plain, title_pieces
from pratique.value_class import dataclass

ACT_KEYS = ("id", "act", "date", "into", "out_of", "role")
"""Columns that are keys of the act itself."""


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What each word means, as headers are compared: one meaning, the choices of several, or what a row is by it."""

    sure: Mapping[str, str]
    unsure: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, str]
    dates: Mapping[str, frozenset[str]]
    implied: Mapping[str, Mapping[str, str]]
    said: Mapping[str, frozenset[str]]


def case_meanings(title: str, act: str | None = None) -> tuple[str, ...]:
    """The facts or keys of an act that a header may mean: one where it is sure, none where it is not known.

    `act` says which days are that of the act (`ETA` of an import); None: any. A title in two languages must agree.
    """
    if known := _known(title, act):
        return known
    found = [_known(each, act) for each in title_pieces(title)]
    return found[0] if found and all(found) and len(set(found)) == 1 else ()


def row_kind(title: str) -> str | None:
    """What a row is that has a column with this header: `vehicle`, `data`, `lot`; None where it says nothing."""
    rows = case_words().rows
    found = {rows.get(plain(each)) for each in (title, *title_pieces(title))} - {None}
    return found.pop() if len(found) == 1 else None


def _known(title: str, act: str | None) -> tuple[str, ...]:
    words, word = case_words(), plain(title)
    if any(word in its for of, its in words.dates.items() if act in (None, of)):
        return ("date",)
    return (words.sure[word],) if word in words.sure else words.unsure.get(word, ())


@lru_cache(maxsize=1)
def case_words() -> CaseWords:
    """The words of `case_headers.toml`."""
    data = shipped_toml("pratique.items.tables", "case_headers.toml")
    dates = {act: frozenset(map(plain, each["words"])) for act, each in data["date"].items()}
    sure = {plain(word): name for part in ("keys", "facts") for name, words in data[part].items() for word in words}
    unsure = {plain(word): tuple(choices) for word, choices in data["unsure"].items()}
    rows = {plain(word): kind for kind, words in data["identity"].items() for word in words}
    said = {name: frozenset(words) for name, words in data["said"].items()}
    return CaseWords(sure, unsure, rows, dates, data["implied"], said)
