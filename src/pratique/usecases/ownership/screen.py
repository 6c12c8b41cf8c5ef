"""Who of these names is on these lists, and why; the lists read once for many questions.

Rule: near names are told with what agrees and what differs, whatever they score; a threshold says which count as a
match and never which are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from pratique.dossier.list_packs import lists_of
from pratique.errors import UsageError
from pratique.files.clock import today
from pratique.ids import country_code
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.lists import Identifier, ScreeningList, dated_path
from pratique.parties.screening import DEFAULT_WEIGHTS, Candidate, Query, Screener, Screening, Weights, screener_for
from pratique.value_class import dataclass

LOOSEST = 0.3
"""Below this a name is not near (on the scale 0 to 1)."""


class NameAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A party that is looked for: its name, other names, countries (two letters each), person or organisation.

    `identifiers` are numbers by what they are called (LEI, registrationNumber), `births` days or years of birth.
    """

    name: str
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    individual: bool | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    births: tuple[str, ...] = ()


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An entry near a name: id, list, names, countries, score from 0 to 1, whether it counts as a match, and why."""

    id: str
    list: str
    name: str
    matched: str
    kind: str
    countries: tuple[str, ...]
    score: float
    match: bool
    agrees: tuple[str, ...]
    differs: tuple[str, ...]


def screened(names: Sequence[NameAsked], lists: Sequence[str | Path]) -> list[Screening]:
    """Each name against the lists, as `pratique screen` has it. Raises InvalidInput, UsageError."""
    screener = _screener(_prints(lists), DEFAULT_WEIGHTS)
    return [screener.screen(_query(each), NO_DECISIONS, None) for each in names]


def screened_above(
    names: Sequence[NameAsked],
    lists: Sequence[str | Path],
    registries: Sequence[str | Path],
    on: date | None = None,
) -> list[Screening]:
    """The same, and who owns them as far as registries know. Raises InvalidInput, UsageError."""
    from pratique.usecases.ownership.listed_above import with_owners

    screener = _screener(_prints(lists), DEFAULT_WEIGHTS)
    found = [screener.screen(_query(each), NO_DECISIONS, on) for each in names]
    return with_owners(found, registries, screener, NO_DECISIONS, on)


def nearest(
    name: NameAsked, lists: Sequence[str | Path], *, threshold: float = DEFAULT_WEIGHTS.threshold, limit: int = 10
) -> tuple[Near, ...]:
    """The entries nearest to a name, best first; `match` where the score reaches the threshold."""
    found = _screener(_prints(lists), Weights(threshold=LOOSEST, close=LOOSEST)).screen(
        _query(name), NO_DECISIONS, None
    )
    every = [each for each, _ in (*found.candidates, *found.close)]
    every += [found.nearest] if found.nearest is not None else []
    made = {(each.list, each.id): _near(each, threshold) for each in reversed(every)}
    return tuple(sorted(made.values(), key=lambda each: (-each.score, each.list, each.id))[:limit])


def _near(each: Candidate, threshold: float) -> Near:
    listing = each.listing
    return Near(
        id=each.id,
        list=each.list,
        name=each.name,
        matched=each.matched.text,
        kind=str(listing.kind or ""),
        countries=tuple(sorted(listing.countries)),
        score=each.score,
        match=each.score >= threshold,
        agrees=each.agrees,
        differs=each.differs,
    )


def _query(asked: NameAsked) -> Query:
    codes = [country_code(each) for each in asked.countries]
    if None in codes:
        raise UsageError(
            f"There is no country {asked.countries[codes.index(None)]!r}: write two letters, such as CN."
        )
    known = frozenset(each for each in codes if each)
    numbers = tuple(Identifier(kind, number, None) for kind, number in asked.identifiers)
    return Query(asked.name, tuple(asked.aliases), known, numbers, asked.individual, tuple(asked.births))


@dataclass(frozen=True, slots=True)
class ListsRead:
    """What lists were when they were read, and the day by which their copies are new enough."""

    files: tuple[tuple[str, int, int], ...]
    day: date


def _prints(lists: Sequence[str | Path]) -> ListsRead:
    """Each file with its size and time of change, so that a list that was replaced is read again."""
    if not lists:
        raise UsageError("There is no list to look in.")
    return ListsRead(tuple(_print(str(each)) for each in lists), today())


def _print(given: str) -> tuple[str, int, int]:
    """A file or an imported pack by its name, `@DATE` behind it or not; what is not there is told in reading."""
    path = Path(dated_path(given)[0])
    if not path.exists():
        return given, 0, 0
    at = path.stat()
    return given, at.st_size, at.st_mtime_ns


@lru_cache(maxsize=8)
def _lists(prints: ListsRead) -> tuple[ScreeningList, ...]:
    return tuple(lists_of([name for name, _, _ in prints.files], prints.day))


@lru_cache(maxsize=16)
def _screener(prints: ListsRead, weights: Weights) -> Screener:
    return screener_for(list(_lists(prints)), weights)
