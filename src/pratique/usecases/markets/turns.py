"""The days ahead on which a market changes for a model, each with what changes.

Rule: what is told of a day is the difference between the day before it and the day itself, all else being equal: the
rate, sums of money, the rows of the duty where the rate stays, and what the market's own law asks of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import msgspec
from msgspec import structs

from pratique.deciding.duty_stack import ways_of
from pratique.deciding.rates import Rate, rate_text, shown
from pratique.dossier.case import Cases
from pratique.files.clock import days_after
from pratique.law.book import Book
from pratique.law.outcome import OUT_OF_SCOPE, Range
from pratique.law.rate import Schedule
from pratique.logic.entities import Entity
from pratique.logic.values import point
from pratique.usecases.markets.duty import amounts_of
from pratique.usecases.markets.duty_answer import sums_text
from pratique.usecases.markets.gates import conditions_of, is_gate, outcomes_there
from pratique.value_class import dataclass

YEARS_AHEAD = 5
NO_SUM = "no sum in the book"


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a market changes for a model: the rates from then on, and what changes, in words."""

    day: str
    rate: Rate
    owed: Rate
    what: tuple[str, ...]


def turns_of(
    cases: Cases, law: Book, schedule: Schedule, known_on: date, on: date, days: Iterable[str]
) -> Iterator[Turn]:
    """The acts of a model in a market and the days on which the duty changes -> every day that changes, in order."""
    gates = Book(tuple(filter(is_gate, law)))
    edges = {edge for one in gates for p in one.provisions for edge in p.clocks.edges if edge > on}
    last = days_after(on, 366 * YEARS_AHEAD)
    of_duty = set(map(date.fromisoformat, days))
    entry = cases.cases[0].entity
    due, there = _due(schedule, entry, known_on), _there(cases, gates)
    for day in sorted(each for each in edges | of_duty if each <= last):
        moved = _moved(cases, day)
        after = _due(schedule, moved.cases[0].entity, known_on) if day in of_duty else due
        then = _there(moved, gates) if day in edges else there
        what = (*_of_duty(due, after), *_of_law(there, then))
        if day in of_duty or then != there:
            yield Turn(day=day.isoformat(), rate=after.rate, owed=after.owed, what=what)
        due, there = after, then


@dataclass(frozen=True, slots=True)
class _Due:
    """What is due on a day: the rates, the sums of money in words, the rows by what they cite."""

    rate: Rate
    owed: Rate
    money: str
    rows: frozenset[str]


def _due(schedule: Schedule, entry: Entity, known_on: date) -> _Due:
    ways = ways_of(schedule, entry, known_on)
    rows = {each.row.cite for way in ways.ways for each in way.stack.charges}
    return _Due(
        rate=shown(ways.range(lambda stack: stack.paid)),
        owed=shown(ways.range(lambda stack: stack.owed)),
        money=sums_text(tuple(amounts_of(ways))),
        rows=frozenset(rows | {row.cite for _, row in ways.possible}),
    )


def _of_duty(before: _Due, after: _Due) -> Iterator[str]:
    """What is said where the duty changes."""
    if before == after:
        return
    said = [f"duty {_from_to(rate_text(before.rate), rate_text(after.rate))}"] * (before.rate != after.rate)
    if before.owed != after.owed and (before.owed, after.owed) != (before.rate, after.rate):
        said.append(f"owed in the end {_from_to(rate_text(before.owed), rate_text(after.owed))}")
    if before.money != after.money:
        said.append(f"in money {_from_to(before.money or NO_SUM, after.money or NO_SUM)}")
    begin = sorted(after.rows - before.rows)
    said += [f"the duty stays, under {'; '.join(begin)}"] if begin and not said else []
    yield from said or ["the rows of the duty change, the rate stays"]


def _from_to(before: str, after: str) -> str:
    return f"{before}, then {after}"


_There = tuple[Mapping[tuple[str, str], Range], Mapping[str, str]]
"""What each instrument says of each act, and the provisions that say so, each with its outcome."""


def _there(cases: Cases, gates: Book) -> _There:
    found = list(outcomes_there(cases, gates))
    ranges = {(case.id, each.instrument.id): OUT_OF_SCOPE.worse_of(each.range) for case, each in found}
    return (
        {key: each for key, each in ranges.items() if each != OUT_OF_SCOPE},
        {each.cite: each.outcome for each in conditions_of(found)},
    )


def _of_law(before: _There, after: _There) -> Iterator[str]:
    """What is said where the market's law asks something else of the model."""
    if before == after:
        return
    cites = dict.fromkeys((*before[1], *after[1]))
    said = [
        f"{cite}: {_from_to(before[1].get(cite, 'nothing'), after[1].get(cite, 'nothing'))}"
        for cite in cites
        if before[1].get(cite) != after[1].get(cite)
    ]
    if not said and before[0] != after[0]:
        said = [
            f"{_words(before[0].get(key))}, then {_words(after[0].get(key))}" for key in {**before[0], **after[0]}
        ]
    yield from dict.fromkeys(said)


def _words(found: Range | None) -> str:
    return "out of scope" if found is None else f"{found}"


def _moved(cases: Cases, day: date) -> Cases:
    """The same acts on another day."""
    moved = [
        replace(case, entity=structs.replace(case.entity, values={**case.entity.values, "act.date": point(day)}))
        for case in cases.cases
    ]
    return replace(cases, cases=moved)
