"""Is this party on a list? Candidates with reasons, and one outcome for each list.

Rule: listed, not listed, or unknown. Above the upper threshold a name is a candidate; between the two it is close and
not judged; below both no name comes close. A candidate or a close name that no person has judged keeps its list
unknown; so does a list that is incomplete, and a name that cannot be compared. Countries, kinds and dates rank.
Invariant: `not listed` is only said of a complete list on which every name near was judged to be somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from pratique.parties.decisions import Decision, Decisions
from pratique.parties.lists.listing import Identifier, ListEntry, ScreeningList
from pratique.parties.names.compare import best_comparison
from pratique.parties.names.forms import name_forms
from pratique.parties.names.overlong import MOST_NAMES, OVERLONG, is_overlong
from pratique.parties.names.scripts import hidden_signs, mixed_words, only_translated
from pratique.parties.screening.match import (
    DEFAULT_WEIGHTS,
    Candidate,
    Query,
    Weights,
    in_force,
    judge,
)
from pratique.parties.screening.nearest import Compared, near_of, near_of_all, proposals
from pratique.parties.screening.numbers import loose_number, slips
from pratique.parties.screening.part import Part, latin_only, part_of, unread_only
from pratique.parties.screening.stored import StoredListings
from pratique.parties.screening.within import numbers_in
from pratique.value_class import dataclass

UNWRITTEN = "the name is given in letters out of which names are translated and not spelt"
"""What leaves such a name open beside Latin ones; a table of suppliers takes other names in `aliases`."""
Status = Literal["listed", "not listed", "unknown"]


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What can be said about a party and one list; `reasons` say why in words, strongest first.

    `candidates` and `close` are how many names nobody has judged above each threshold.
    """

    list: str
    status: Status
    reasons: tuple[str, ...]
    as_of: date | None = None
    candidates: int = 0
    close: int = 0
    to_judge: tuple[Candidate, ...] = ()
    """The entries that nobody has judged, or that somebody was unsure about, strongest first."""


@dataclass(frozen=True, slots=True)
class Screening:
    """A query, its candidates with the decision that applies to each (or None), and the outcome for each list.

    `close` are the names between the thresholds, `nearest` the closest name of all where none of them is near.
    """

    query: Query
    candidates: tuple[tuple[Candidate, Decision | None], ...]
    outcomes: tuple[ListOutcome, ...]
    close: tuple[tuple[Candidate, Decision | None], ...] = ()
    nearest: Candidate | None = None


Decided = tuple[tuple[Candidate, Decision | None], ...]


class Screener:
    """Lists made ready for many queries: an index over all names and over all identifiers."""

    def __init__(self, lists: Sequence[ScreeningList], weights: Weights = DEFAULT_WEIGHTS) -> None:
        self.lists = tuple(lists)
        self.weights = weights
        self._parts = tuple(_parts(self.lists))
        self._letters: dict[tuple[int, str], int] = {}
        self._ids: dict[int, frozenset[str]] = {}

    def candidates(self, query: Query, on: date | None = None) -> tuple[Candidate, ...]:
        """Entries at or above the threshold, each once with its best name, highest score first."""
        return tuple(item for item in self.ranked(query, on) if item.strength >= self.weights.threshold)

    def ranked(self, query: Query, on: date | None = None, least: float = 0.0) -> tuple[Candidate, ...]:
        """Every entry that has anything in common with the query, each once with its best name, best first.

        Those that cannot have a strength of `least` may be left out.
        """
        identified = self._identified(query)
        score = 0.0 if identified else least - self.weights.most_added(query)
        proposed = [proposals(part.index, query) for part in self._parts]
        near = [near_of(part.index, each, score) for part, each in zip(self._parts, proposed, strict=True)]
        return self._ranked(query, near, identified, on)

    def _ranked(
        self, query: Query, near: Sequence[Compared], identified: Sequence[ListEntry], on: date | None
    ) -> tuple[Candidate, ...]:
        """The entries of compared rows, one sequence a part, and those that hold a number of the query."""
        best: dict[tuple[str, str], Candidate] = {}
        for part, found in zip(self._parts, near, strict=True):
            for row, names in found:
                listing, matched = part.row(row)
                self._keep(judge(query, listing, matched, names, on, self.weights), best)
        for listing in identified:
            if (listing.list, listing.id) not in best:
                names = best_comparison(name_forms(query.name), name_forms(listing.name))
                self._keep(judge(query, listing, listing.names[0], names, on, self.weights), best)
        return tuple(sorted(best.values(), key=lambda item: (-item.score, -item.name_score, item.list, item.id)))

    def _identified(self, query: Query) -> list[ListEntry]:
        """Entries that hold one of the query's numbers or one near it; `judge` looks at the issuing country."""
        numbers = dict.fromkeys(filter(None, (loose_number(item.value) for item in query.identifiers)))
        found: dict[int, ListEntry] = {}
        for part in self._parts:
            known = part.numbers
            near = [each for number in numbers for each in (number, *slips(number)) if each in known] if known else []
            for entry in (part.entries[at] for number in near for at in known[number]):
                found[id(entry)] = entry
        return list(found.values())

    @staticmethod
    def _keep(candidate: Candidate, best: dict[tuple[str, str], Candidate]) -> None:
        key = (candidate.list, candidate.id)
        if key not in best or (candidate.strength, candidate.score) > (best[key].strength, best[key].score):
            best[key] = candidate

    def screen(self, query: Query, decisions: Decisions, on: date | None = None) -> Screening:
        """Candidates with their decisions, and the outcome for each list; numbers in names are looked for as well."""
        return self.screen_all([query], decisions, on)[0]

    def screen_all(self, queries: Sequence[Query], decisions: Decisions, on: date | None = None) -> list[Screening]:
        """The same of several queries, in order; together they take less time."""
        queries = [_with_numbers(query) for query in queries]
        held = [self._identified(query) for query in queries]
        least = [
            0.0 if identified else self.weights.close - self.weights.most_added(query)
            for query, identified in zip(queries, held, strict=True)
        ]
        proposed = [[proposals(part.index, query) for query in queries] for part in self._parts]
        near = [near_of_all(part.index, each, least) for part, each in zip(self._parts, proposed, strict=True)]
        made = []
        for spot, (query, identified) in enumerate(zip(queries, held, strict=True)):
            ranked = self._ranked(query, [found[spot] for found in near], identified, on)
            if not any(item.strength >= self.weights.close for item in ranked):
                every = zip(self._parts, proposed, strict=True)
                whole = [near_of(part.index, each[spot], 0.0) for part, each in every]
                ranked = self._ranked(query, whole, identified, on)
            made.append(self._screening(query, ranked, decisions, on))
        return made

    def _screening(
        self, query: Query, ranked: Sequence[Candidate], decisions: Decisions, on: date | None
    ) -> Screening:
        near = [item for item in ranked if item.strength >= self.weights.close]
        decided = tuple((item, decisions.find(query.name, query.countries, item.listing)) for item in near)
        upper = tuple(pair for pair in decided if pair[0].strength >= self.weights.threshold)
        close = tuple(pair for pair in decided if pair[0].strength < self.weights.threshold)
        outcomes = tuple(self._outcome(one, query, upper, close, decisions, on) for one in self.lists)
        return Screening(query, upper, outcomes, close, ranked[0] if ranked and not near else None)

    def _outcome(
        self,
        one: ScreeningList,
        query: Query,
        candidates: Decided,
        close: Decided,
        decisions: Decisions,
        on: date | None,
    ) -> ListOutcome:
        if not name_forms(query.name) or not any(map(str.isalnum, query.name)):
            return ListOutcome(one.code, "unknown", ("the name has no letters to compare",), one.as_of, candidates=1)
        listed: list[str] = []
        open_: list[str] = []
        near: list[str] = []
        left: list[Candidate] = []
        for candidate, decision in (*candidates, *close):
            if candidate.list == one.code and in_force(candidate.listing, on) and self._holds(one, candidate):
                left += [candidate] if decision is None or decision.verdict == "unsure" else []
                doubts = open_ if candidate.strength >= self.weights.threshold else near
                _sort_candidate(candidate, decision, decisions, query, listed, doubts)
        if listed:
            return ListOutcome(one.code, "listed", tuple(listed), one.as_of, len(open_), len(near), tuple(left))
        near = [f"close, not judged: {text}" for text in near]
        mixed = mixed_words(" ".join((query.name, *query.aliases)))
        if mixed:
            near.append(f"written in mixed scripts: {', '.join(mixed)}")
        hidden = hidden_signs(" ".join((query.name, *query.aliases)))
        if hidden:
            near.append(f"holds characters that nobody sees: {', '.join(hidden)}")
        if overlong := _overlong(query):
            near.append(overlong)
        if not any(map(str.isalpha, " ".join((query.name, *query.aliases)))):
            near.append(f"{query.name!r} is a number and no name: a list of numbers is perhaps taken for names")
        if query.said_listed:
            near.append(f"its row says that it is on a list ({query.said_listed})")
        near += self._unwritten(query, one)
        reasons = (*open_, *near, *(f"the list is not complete: {reason}" for reason in one.incomplete))
        if reasons:
            unseen = len(open_) + bool(mixed or hidden or overlong)
            return ListOutcome(one.code, "unknown", reasons, one.as_of, unseen, len(near), tuple(left))
        judged = sum(
            candidate.list == one.code and self._holds(one, candidate) for candidate, _ in (*candidates, *close)
        )
        reason = (
            f"{judged} candidates, all judged to be others or not in force on that day"
            if judged
            else "no name on the list comes close"
        )
        return ListOutcome(one.code, "not listed", (reason,), one.as_of)

    def _holds(self, one: ScreeningList, candidate: Candidate) -> bool:
        """Whether an entry is of this very file, or of another copy of its list and stands in this one too."""
        if _is_of(candidate, one):
            return True
        place = next(place for place, other in enumerate(self.lists) if other is one)
        if place not in self._ids:
            several = sum(other.code == one.code for other in self.lists) > 1
            self._ids[place] = frozenset(each.id for each in one.listings) if several else frozenset()
        return candidate.id in self._ids[place]

    def _unwritten(self, query: Query, one: ScreeningList) -> list[str]:
        """Why a name is not absent: entries that stand there only in letters that it is not spelt in.

        A Chinese or an Arabic name may be translated on the list; of a Hebrew or a Thai one nothing is compared.
        """
        names = (query.name, *query.aliases)
        if all(only_translated(name) for name in names):
            latin = self._lettered(one, "latin")
            return [f"{UNWRITTEN}, and {latin} entries have Latin names only"] if latin else []
        unread = self._lettered(one, "unread") if not any(only_translated(name) for name in names) else 0
        return [f"{unread} entries have no name but in letters that are not read here"] if unread else []

    def _lettered(self, one: ScreeningList, which: Literal["latin", "unread"]) -> int:
        """How many entries of a list have no name in East Asian letters, or none in letters that are read."""
        key = (id(one), which)
        if key not in self._letters:
            kept = one.listings
            if isinstance(kept, StoredListings):
                self._letters[key] = kept.head.latin if which == "latin" else kept.head.unread
            else:
                self._letters[key] = latin_only(kept) if which == "latin" else unread_only(kept)
        return self._letters[key]


def _with_numbers(query: Query) -> Query:
    """A query with the numbers in its names as identifiers."""
    numbers = [each for each in numbers_in((query.name, *query.aliases)) if each not in query.identifiers]
    return replace(query, identifiers=(*query.identifiers, *numbers)) if numbers else query


def _overlong(query: Query) -> str:
    """Why a party is not absent whose names were not compared whole; empty where all were."""
    if any(map(is_overlong, (query.name, *query.aliases[:MOST_NAMES], *query.beside[:MOST_NAMES]))):
        return f"a name has {OVERLONG}, and was not compared whole"
    many = max(len(query.aliases), len(query.beside)) > MOST_NAMES
    return f"there are more than {MOST_NAMES:,} further names, and the others were not compared" if many else ""


def _parts(lists: Sequence[ScreeningList]) -> Iterator[Part]:
    """The lists that are kept with an index file by file, the others made ready together."""
    kept = [one.listings.file for one in lists if isinstance(one.listings, StoredListings)]
    yield from (file.part for file in dict.fromkeys(kept))
    plain = [one for one in lists if not isinstance(one.listings, StoredListings)]
    if plain:
        yield part_of(plain)


def _is_of(candidate: Candidate, one: ScreeningList) -> bool:
    """Whether a candidate comes from this very file: two snapshots of one list may be screened together."""
    if isinstance(one.listings, StoredListings):
        return one.listings.holds(candidate.listing)
    return candidate.listing.place.file == one.source or any(item is candidate.listing for item in one.listings)


def _sort_candidate(
    candidate: Candidate,
    decision: Decision | None,
    decisions: Decisions,
    query: Query,
    listed: list[str],
    open_: list[str],
) -> None:
    label = f"{candidate.name} ({candidate.list} {candidate.id})"
    if decision is not None and decision.verdict == "same":
        listed.append(f"{label}: {decision.who} judged it the same on {decision.when:%Y-%m-%d}")
    elif decision is not None and decision.verdict == "unsure":
        open_.append(f"{label}: {decision.who} was unsure on {decision.when:%Y-%m-%d}")
    elif decision is None and candidate.identified:
        listed.append(f"{label}: an identifier agrees and nobody has judged it different")
    elif decision is None:
        lapsed = decisions.lapsed(query.name, query.countries, candidate.listing)
        why = "its names changed since it was judged different" if lapsed else "nobody has judged it yet"
        open_.append(f"{label}, score {candidate.score:.2f}: {why}")


_READY: dict[tuple[object, ...], Screener] = {}
"""Screeners by the digests of their lists, so that a check of many parties reads the lists once."""


def screener_for(lists: Sequence[ScreeningList], weights: Weights = DEFAULT_WEIGHTS) -> Screener:
    """The screener of these lists; the last few are kept."""
    key = (
        weights,
        *((one.code, one.source, one.digest, one.as_of, len(one.listings), one.incomplete) for one in lists),
    )
    if key not in _READY:
        while len(_READY) >= 4:
            _READY.pop(next(iter(_READY)))
        _READY[key] = Screener(lists, weights)
    return _READY[key]


def screen_party(
    name: str,
    countries: Sequence[str] | frozenset[str],
    ids: Sequence[Identifier],
    lists: Sequence[ScreeningList],
    decisions: Decisions,
    on: date | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
) -> tuple[ListOutcome, ...]:
    """One outcome for each list: listed, not listed or unknown.

    `countries` are ISO 3166-1 alpha-2 codes; `on` leaves out entries that had not begun or had ended on that day.
    """
    query = Query(name, countries=frozenset(countries), identifiers=tuple(ids))
    return screener_for(lists, weights).screen(query, decisions, on).outcomes
