"""The second stage: one query against one entry, with everything that agrees and everything that differs.

Rule: the score starts from the names and is moved by evidence in steps that anybody can read in `Weights`; a
candidate never carries a score without the statements behind it. Missing evidence moves nothing: an unknown
country neither agrees nor differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import date

from pratique.errors import UsageError
from pratique.ids import country_name
from pratique.parties.lists.listing import Identifier, ListedName, ListEntry
from pratique.parties.names.compare import Comparison, Pair
from pratique.parties.screening.numbers import is_number, is_slip, is_wrong, loose_number, plain_number
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """Who is looked for: a name, its other names, countries (ISO 3166-1 alpha-2), identifiers.

    `individual` is None where it is not known whether this is a person or an organisation. `beside` are others that
    are named with it, as a parent: they are looked for too, and are no names of it. `said_listed` is where its row
    says itself that it is on a list.
    """

    name: str
    aliases: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    identifiers: tuple[Identifier, ...] = ()
    individual: bool | None = None
    births: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    said_listed: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """What is a candidate, and how far each piece of evidence moves a score (all on the scale 0 to 1).

    The threshold was fixed on mutated SDN names, not on the labelled set of the benchmark.
    """

    threshold: float = 0.8
    close: float = 0.6
    """From here up to the threshold a name is close and is not judged: nobody is called absent beside it."""
    country_agrees: float = 0.03
    country_differs: float = -0.05
    identifier_agrees: float = 0.15
    identifier_differs: float = -0.1
    kind_differs: float = -0.15
    birth_agrees: float = 0.05
    birth_differs: float = -0.1
    weak_alias: float = -0.03
    same_identifier: float = 0.95
    """Least score of an entry that shares an identifier, whatever the names say."""

    def most_added(self, query: Query) -> float:
        """The most that evidence other than an identifier adds to a score."""
        return self.country_agrees * bool(query.countries) + self.birth_agrees * bool(query.births)

    def __post_init__(self) -> None:
        if not (0 <= self.threshold <= 1 and 0 <= self.close <= 1):
            raise UsageError(f"A threshold lies between 0 and 1: {self.threshold}, {self.close}.")


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be the party: which of its names, how strongly, and why.

    `identified` says that a number that somebody issued agrees, not only the name. `strength` decides whether it is a
    candidate: it is the score without what countries, kinds and dates take from it, which rank and never prune.
    """

    listing: ListEntry
    matched: ListedName
    score: float
    name_score: float
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    identified: bool = False
    strength: float = 0.0

    @property
    def list(self) -> str:
        return self.listing.list

    @property
    def id(self) -> str:
        return self.listing.id

    @property
    def name(self) -> str:
        return self.listing.name


@dataclass(slots=True)
class _Evidence:
    """Statements for and against, and the sum of their steps."""

    agrees: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    step: float = 0.0
    identified: bool = False
    nearly: bool = False
    against: float = 0.0

    def weaken(self, step: float) -> None:
        """Count what speaks against it: in the rank, not in what decides whether it is a candidate."""
        self.step += step
        self.against += step


def judge(
    query: Query,
    listing: ListEntry,
    matched: ListedName,
    names: Comparison,
    on: date | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Candidate:
    """The candidate that a comparison of names yields once countries, identifiers and dates are looked at."""
    evidence = _Evidence()
    _say_names(names, matched, listing, evidence, weights)
    _weigh_countries(query, listing, evidence, weights)
    _weigh_identifiers(query, listing, names.score, evidence, weights)
    _weigh_kind(query, listing, evidence, weights)
    _weigh_births(query, listing, evidence, weights)
    _say_dates(listing, on, evidence)
    score = min(max(names.score + evidence.step, 0.0), 1.0)
    strength = min(max(names.score + evidence.step - evidence.against, 0.0), 1.0)
    if evidence.identified:
        score = max(score, weights.same_identifier)
    elif evidence.nearly:
        score = max(score, weights.close)
    return Candidate(
        listing=listing,
        matched=matched,
        score=round(score, 3),
        name_score=round(names.score, 3),
        agrees=tuple(evidence.agrees),
        differs=tuple(evidence.differs),
        identified=evidence.identified,
        strength=round(max(score, strength), 3),
    )


def _say_names(
    names: Comparison, matched: ListedName, listing: ListEntry, evidence: _Evidence, weights: Weights
) -> None:
    same = [pair.first for pair in names.pairs if pair.likeness == 1.0]
    if same:
        evidence.agrees.append(f"words: {' '.join(same)}")
    evidence.agrees += [_pair_text(pair) for pair in names.pairs if pair.likeness < 1.0]
    if not names.pairs and names.score:
        evidence.agrees.append(f"initials: {' '.join(names.first.words)} ~ {' '.join(names.second.words)}")
    if matched.kind != "primary":
        evidence.agrees.append(f"name on the list: {matched.text} ({matched.kind}) of {listing.name}")
    if names.only_first:
        evidence.differs.append(f"only in the query: {' '.join(names.only_first)}")
    if names.only_second:
        evidence.differs.append(f"only on the list: {' '.join(names.only_second)}")
    _say_forms(names, evidence)
    if matched.weak:
        evidence.differs.append("the publisher calls this alias weak")
        evidence.weaken(weights.weak_alias)


def _pair_text(pair: Pair) -> str:
    how = "alike" if pair.likeness >= 0.8 else "somewhat alike"
    if " " in pair.first or " " in pair.second:
        how = "written together"
    elif 1 in (len(pair.first), len(pair.second)):
        how = "initial"
    return f"{how}: {pair.first} ~ {pair.second}"


def _say_forms(names: Comparison, evidence: _Evidence) -> None:
    first, second = names.first.legal_form, names.second.legal_form
    if first and second:
        if first == second:
            evidence.agrees.append(f"legal form: {first}")
        else:
            evidence.differs.append(f"legal form: {first} against {second}")


def _weigh_countries(query: Query, listing: ListEntry, evidence: _Evidence, weights: Weights) -> None:
    if not query.countries or not listing.countries:
        return
    if shared := query.countries & listing.countries:
        evidence.agrees.append(f"country: {_countries(shared)}")
        evidence.step += weights.country_agrees
    else:
        evidence.differs.append(f"country: {_countries(query.countries)} against {_countries(listing.countries)}")
        evidence.weaken(weights.country_differs)


def _countries(codes: frozenset[str]) -> str:
    shown = sorted(codes)
    names = ", ".join(country_name(code) for code in shown[:4])
    return names if len(shown) <= 4 else f"{names} and {len(shown) - 4} more"


def _weigh_identifiers(
    query: Query, listing: ListEntry, likeness: float, evidence: _Evidence, weights: Weights
) -> None:
    if not query.identifiers or not listing.identifiers:
        return
    shared = list(_shared(query.identifiers, listing.identifiers))
    same = [item for mine, item in shared if plain_number(mine.value) == plain_number(item.value)]
    for item in same:
        evidence.agrees.append(f"identifier: {item.kind} {item.value}".replace("  ", " "))
    if same:
        evidence.identified = True
        evidence.step += weights.identifier_agrees
        return
    shared = shared or list(_slipped(query.identifiers, listing.identifiers, likeness))
    for mine, item in shared:
        evidence.agrees.append(f"identifier, nearly: {mine.value} ~ {item.kind} {item.value}".replace("  ", " "))
    if shared:
        evidence.nearly = True
        return
    for own, other in _same_kind(query.identifiers, listing.identifiers):
        evidence.differs.append(f"identifier: {other.kind} {own.value} against {other.value}")
        evidence.weaken(weights.identifier_differs)
        return


def _shared(own: tuple[Identifier, ...], listed: tuple[Identifier, ...]) -> Iterator[tuple[Identifier, Identifier]]:
    """Listed identifiers, each with one of the query's that is the same or near, of no other issuing country.

    One of the two singles a party out; the other may lack leading zeros.
    """
    numbers: dict[str, list[Identifier]] = {}
    for mine in own:
        if loose := loose_number(mine.value):
            numbers.setdefault(loose, []).append(mine)
    for item in listed:
        for mine in numbers.get(loose_number(item.value), ()):
            told = is_number(item.value) or is_number(mine.value)
            if told and not (mine.country and item.country and mine.country != item.country):
                yield mine, item


SLIP = 0.25
"""Likeness of names from which on a number with a slip may be meant."""


def _slipped(
    own: tuple[Identifier, ...], listed: tuple[Identifier, ...], likeness: float
) -> Iterator[tuple[Identifier, Identifier]]:
    """Identifiers a slip apart, where the names have something in common or the query's own cannot be right."""
    for mine in own:
        if likeness < SLIP and not is_wrong(mine.value):
            continue
        loose = loose_number(mine.value)
        for item in listed:
            apart = mine.country and item.country and mine.country != item.country
            if not apart and is_slip(loose, loose_number(item.value)):
                yield mine, item


def _same_kind(
    own: tuple[Identifier, ...], listed: tuple[Identifier, ...]
) -> Iterator[tuple[Identifier, Identifier]]:
    for mine in own:
        for item in listed:
            alike = plain_number(mine.kind) == plain_number(item.kind) != ""
            if alike and mine.country == item.country and is_number(mine.value) and is_number(item.value):
                yield mine, item


def _weigh_kind(query: Query, listing: ListEntry, evidence: _Evidence, weights: Weights) -> None:
    if query.individual is None or listing.kind is None:
        return
    if query.individual != (listing.kind == "individual"):
        wanted = "a person" if query.individual else "an organisation"
        evidence.differs.append(f"kind: {wanted} against {listing.kind}")
        evidence.weaken(weights.kind_differs)


def _weigh_births(query: Query, listing: ListEntry, evidence: _Evidence, weights: Weights) -> None:
    """Dates of birth, of which one may be a year: alike where one begins the other."""
    mine, theirs = ([_birth(text) for text in births] for births in (query.births, listing.births))
    pairs = [(one, other) for one in mine for other in theirs if one and other]
    if not pairs:
        return
    if any(one.startswith(other) or other.startswith(one) for one, other in pairs):
        evidence.agrees.append(f"born: {', '.join(query.births)}")
        evidence.step += weights.birth_agrees
    else:
        evidence.differs.append(f"born: {', '.join(query.births)} against {', '.join(listing.births)}")
        evidence.weaken(weights.birth_differs)


def _birth(text: str) -> str:
    """A date of birth as year, month and day without signs, as far as it is stated; empty where it has no year."""
    found = re.search(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if not found:
        return ""
    if day := re.match(r"\s*(\d{2})/(\d{2})/(\d{4})\s*$", text):
        parts = [day[3], day[2], day[1]]
        return "".join(part for part in parts if part != "00")
    return "".join(part for part in found.groups() if part)


def in_force(listing: ListEntry, on: date | None) -> bool:
    """Whether the entry has begun and not ended on a day; True where the day or the dates are not known."""
    if on is None:
        return True
    return not (listing.start and listing.start > on) and not (listing.end and listing.end < on)


def _say_dates(listing: ListEntry, on: date | None, evidence: _Evidence) -> None:
    if on is not None and not in_force(listing, on):
        when = f"ended on {listing.end}" if listing.end and listing.end < on else f"begins on {listing.start}"
        evidence.differs.append(f"the listing {when}")
