"""Is somebody on a list? Parties of a table and of names against lists, and what a person decides about one of them.

Rule: a row that could not be used is a fault of the answer, the others are screened all the same; somebody listed
outweighs what is open. Many parties are shared out among the processors; the answer is the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar

from pratique.dossier.list_packs import imported_lists, lists_of
from pratique.errors import (
    EXIT_BARRED,
    EXIT_CLEAR,
    EXIT_INVALID,
    EXIT_UNDETERMINED,
    Finding,
    InvalidInput,
    Place,
    UsageError,
)
from pratique.files.far import steps
from pratique.files.plain import Data, Plain
from pratique.ids import country_code
from pratique.parties import decisions as book
from pratique.parties.decisions import NO_DECISIONS, Decision, Decisions, read_decisions
from pratique.parties.lists import ListEntry, ScreeningList
from pratique.parties.names.overlong import LONGEST_NAME
from pratique.parties.screening import (
    DEFAULT_WEIGHTS,
    Candidate,
    Query,
    Screener,
    Screening,
    Weights,
    read_queries,
    screener_for,
)
from pratique.value_class import dataclass

MANY = 1_000
"""Parties from which on they are shared out."""
SHARE = 100
"""Parties that are screened together."""
MOST_SCREENED = 500_000
"""Most parties of one table: each costs some thousandths of a second, and their answers are held together."""


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """Who is screened (a table, names, the country of the names) against which lists; none: all that were imported.

    `threshold` is the least score of a candidate; entries not in force `on` a day are left out. With `registries`,
    who owns the parties is screened too, as far as these know it.
    """

    lists: Sequence[str | Path] = ()
    suppliers: str | Path | None = None
    names: Sequence[str] = ()
    country: str | None = None
    threshold: float | None = None
    on: date | None = None
    decisions: str | Path | None = None
    registries: Sequence[str | Path] = ()


@dataclass(frozen=True)
class ScreenAnswer(Plain):
    """Each party with its outcomes, the lists, the findings of both, and whether a row could not be used."""

    rows_are: ClassVar[str] = "parties"

    found: tuple[Screening, ...]
    lists: tuple[ScreeningList, ...]
    findings: tuple[Finding, ...]
    threshold: float
    faulty: bool = False

    @property
    def exit_status(self) -> int:
        """0 nobody listed and nothing open, 1 somebody listed, 3 something open, 4 a row that could not be used."""
        statuses = {overall(one) for one in self.found}
        if self.faulty:
            return EXIT_INVALID
        if "listed" in statuses:
            return EXIT_BARRED
        return EXIT_UNDETERMINED if "unknown" in statuses else EXIT_CLEAR

    def to_dict(self) -> Data:
        """Each party as `pratique screen --format json` prints it, the lists, and what was found wrong."""
        return {
            "schema": "1",
            "parties": [screening_data(one) for one in self.found],
            "lists": [
                {"list": one.code, "entries": len(one.listings), "source": one.source, "complete": one.complete}
                for one in self.lists
            ],
            "threshold": self.threshold,
            "findings": [str(each) for each in self.findings],
            "exit_status": self.exit_status,
        }


def overall(one: Screening) -> str:
    """The outcome over all lists."""
    statuses = {outcome.status for outcome in one.outcomes}
    return "listed" if "listed" in statuses else "unknown" if "unknown" in statuses else "not listed"


def screening_data(one: Screening) -> dict[str, Any]:
    """A screening as plain data."""
    return {
        "query": one.query.name,
        "countries": sorted(one.query.countries),
        "status": overall(one),
        "candidates": [_json_candidate(item, decision) for item, decision in one.candidates],
        "close": [_json_candidate(item, decision) for item, decision in one.close],
        "nearest": _json_candidate(one.nearest, None) if one.nearest else None,
        "outcomes": [
            {
                "list": each.list,
                "status": each.status,
                "as_of": each.as_of.isoformat() if each.as_of else None,
                "reasons": list(each.reasons),
            }
            for each in one.outcomes
        ],
    }


def _json_candidate(item: Candidate, decision: Decision | None) -> dict[str, Any]:
    return {
        "list": item.list,
        "id": item.id,
        "name": item.name,
        "score": item.score,
        "agrees": list(item.agrees),
        "differs": list(item.differs),
        "matched": item.matched.text,
        "name_score": item.name_score,
        "place": str(item.listing.place),
        "decision": None
        if decision is None
        else {
            "decision": decision.verdict,
            "who": decision.who,
            "when": decision.when.isoformat(),
            "why": decision.why,
        },
    }


def screen_parties(
    suppliers: str | Path | None = None,
    *,
    names: str | Sequence[str] = (),
    lists: str | Path | Sequence[str | Path] = (),
    country: str | None = None,
    threshold: float | None = None,
    on: date | None = None,
    decisions: str | Path | None = None,
    registries: str | Path | Sequence[str | Path] = (),
) -> ScreenAnswer:
    """A table of parties, or names, and lists -> for each party whether it is listed, with what agrees and differs.

    `lists` are files (`csl.csv`, `csl.csv@2026-11-20` with the date of its copy) or names of imported packs; none
    takes every imported pack. `country` is that of the `names`, ISO 3166-1. `threshold` is the least score of a
    candidate, 0 to 1. With `registries`, owners that these know are screened too. Raises UsageError where there is
    nobody or no list, InvalidInput where a file cannot be read.

    >>> pratique.screen("suppliers.csv", lists="sdn.csv", on=day).exit_status
    3
    """
    every = (lists,) if isinstance(lists, str | Path) else tuple(lists)
    named = (names,) if isinstance(names, str) else tuple(names)
    known = (registries,) if isinstance(registries, str | Path) else tuple(registries)
    return screen(
        ScreenQuestion(
            lists=every,
            suppliers=suppliers,
            names=named,
            country=country,
            threshold=threshold,
            on=on,
            decisions=decisions,
            registries=known,
        )
    )


def screen(question: ScreenQuestion) -> ScreenAnswer:
    """Everybody of the question against every list.

    Raises `UsageError` where there is nobody to screen, no list, or no such country; `InvalidInput` where a file
    cannot be read at all.
    """
    queries, findings, faulty = _queries(question)
    lists = _lists(question)
    weights = _weights(question.threshold)
    made = read_decisions(question.decisions) if question.decisions else NO_DECISIONS
    screener = screener_for(lists, weights)
    found = _screened(screener, queries, made, question.on)
    if question.registries:
        from pratique.usecases.ownership.listed_above import with_owners

        found = with_owners(found, question.registries, screener, made, question.on)
    findings = (*findings, *(finding for one in lists for finding in one.findings))
    return ScreenAnswer(tuple(found), tuple(lists), findings, weights.threshold, faulty)


def record(question: ScreenQuestion, entry: str, *, party: str | None, who: str, why: str, when: datetime) -> str:
    """Add what a person decided on `LIST:ID=same|different|unsure` to the file of decisions; a sentence that says so.

    Raises `UsageError` where there is no such entry or party, or nobody and no ground is named.
    """
    if not question.decisions:
        raise UsageError("--decide needs --decisions, the file that the decision is added to.")
    code, _, verdict = entry.rpartition("=")
    listing = _entry(code, _lists(question))
    query = _one_query(party, _queries(question)[0])
    decision = book.decide(query.name, query.countries, listing, verdict, who, why, when)
    book.append_decision(question.decisions, decision)
    return f"Recorded in {question.decisions}: {query.name} and {listing.name} ({code}) are {verdict}."


def _lists(question: ScreenQuestion) -> list[ScreeningList]:
    paths = list(question.lists) or [pack.manifest.name for pack in imported_lists()]
    if not paths:
        raise UsageError("No list to screen against: give --list FILE, or import one with `pratique lists import`.")
    return lists_of(paths)


def _weights(threshold: float | None) -> Weights:
    if threshold is None:
        return DEFAULT_WEIGHTS
    return Weights(threshold=threshold, close=min(threshold, DEFAULT_WEIGHTS.close))


def _queries(question: ScreenQuestion) -> tuple[list[Query], tuple[Finding, ...], bool]:
    """The parties, the findings of their table, and whether a row of it could not be used."""
    if not question.suppliers and not question.names:
        raise UsageError("Nobody to screen: give a file of suppliers, or --name.")
    code = country_code(question.country)
    if question.country and not code:
        raise UsageError(f"There is no country {question.country!r}. Write an ISO 3166-1 code, as in --country CN.")
    if any(len(name) > LONGEST_NAME for name in question.names):
        raise UsageError(f"A name has more than {LONGEST_NAME:,} characters; write the name alone.")
    given = [Query(name, countries=frozenset([code] if code else [])) for name in question.names]
    if not question.suppliers:
        return given, (), False
    queries, findings = read_queries(question.suppliers)
    if not queries:
        step = "Give a table with a row for each party."
        findings.add(
            "screen.nobody", "The table names nobody, so nobody was screened.", Place(str(question.suppliers)), step
        )
    if len(queries) > MOST_SCREENED:
        said = f"There are {len(queries):,} parties; at most {MOST_SCREENED:,} are screened at once."
        raise InvalidInput([Finding("screen.many", said, Place(str(question.suppliers)), "Split the table.")])
    return queries + given, tuple(findings), bool(findings.errors)


def _entry(text: str, lists: Sequence[ScreeningList]) -> ListEntry:
    code, _, number = text.partition(":")
    for one in lists:
        for listing in one.listings if one.code == code else ():
            if listing.id == number:
                return listing
    raise UsageError(f"No list holds the entry {text!r}. Write LIST:ID=same, as in SDN:36=different.")


def _one_query(party: str | None, queries: Sequence[Query]) -> Query:
    fitting = [query for query in queries if party is None or query.name == party]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(f"No party is called {party!r}. Write the name as it stands in the file.")
    raise UsageError(f"{len(fitting)} parties fit: say which with --party, and give each its country.")


# Many parties -------------------------------------------------------------------------------------

_SHARED: list[tuple[Screener, Decisions, date | None]] = []
"""What the processes share, set before they are made."""


def _screened(screener: Screener, queries: Sequence[Query], made: Decisions, on: date | None) -> list[Screening]:
    """What is found of each; who stands in a table more than once, told alike, is looked for once."""
    each = list(dict.fromkeys(queries))
    found = dict(zip(each, _found(screener, each, made, on), strict=True))
    return [found[query] for query in queries]


def _found(screener: Screener, queries: Sequence[Query], made: Decisions, on: date | None) -> list[Screening]:
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    shares = [queries[start : start + SHARE] for start in range(0, len(queries), SHARE)]
    if len(queries) < MANY or workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        alone = (screener.screen_all(share, made, on) for share in shares)
        return list(steps(chain.from_iterable(alone), len(queries), "parties screened"))
    _SHARED.append((screener, made, on))
    try:
        with ProcessPoolExecutor(min(workers, 8), mp_context=multiprocessing.get_context("fork")) as pool:
            each = pool.map(_share, shares)
            return list(steps(chain.from_iterable(each), len(queries), "parties screened"))
    finally:
        _SHARED.pop()


def _share(queries: Sequence[Query]) -> list[Screening]:
    screener, made, on = _SHARED[-1]
    return screener.screen_all(queries, made, on)
