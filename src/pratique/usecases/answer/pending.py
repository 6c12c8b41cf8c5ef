"""What pending law would make of an answer.

Rule: pending law never decides. It is asked beside the answer: on the day of the act, and on each day from which its
own text would apply; where nothing of it is in scope on any of these days, it is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from msgspec import structs

from pratique.deciding.applicable import first_of_each, outcomes_of
from pratique.deciding.decision import Decided
from pratique.deciding.outcomes import InstrumentOutcome
from pratique.dossier.case import Case
from pratique.law.book import EXPORT_ACTS
from pratique.law.instrument import Instrument
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.law.pending import Pending, pending_in
from pratique.logic.values import Span, point
from pratique.usecases.answer.answer import PendingDay, PendingOut, verdict_out
from pratique.usecases.answer.open_facts import open_facts


def would_change(found: Decided, whole: Range, *, every: bool = False) -> tuple[PendingOut, ...]:
    """What each item would make of the answer; unless `every` is asked for, those that certainly make it worse."""
    said: list[PendingOut] = []
    if whole.best is Outcome.PROHIBITED and not every:
        return ()  # nothing is worse
    acts = found.cases.cases
    cases = first_of_each(acts, found.together)
    for item in pending_in():
        instrument = item.instrument if _touches(item, acts) else None
        if instrument is None:
            continue
        days = list(_days(item, instrument, cases))
        worse = any(day.range.best > max(whole.best, Outcome.AUTHORIZED) for day in days)
        if worse or (every and any(day.range.worst is not Outcome.OUT_OF_SCOPE for day in days)):
            said.append(_said(item, tuple(map(_day_out, days))))
    return tuple(said)


def _touches(item: Pending, cases: Iterable[Case]) -> bool:
    """Whether an item can concern any of the acts at all; what cannot is not loaded any further."""
    return any(
        item.id == "us.affiliates" if case.act in EXPORT_ACTS else item.id != "us.affiliates" for case in cases
    )


class _Day(NamedTuple):
    """What an item comes to on one day (None: that of the acts); its details are worked out where they are told."""

    on: date | None
    range: Range
    concerned: list[tuple[Case, InstrumentOutcome]]


def _days(item: Pending, instrument: Instrument, cases: Iterable[Case]) -> Iterator[_Day]:
    """The outcome on the days of the acts, and on each later day from which it would apply."""
    acts = [_day_of(case) for case in cases]
    later = [day for day, _ in item.would_apply_from if any(act is None or day > act for act in acts)]
    for day in (None, *later):
        concerned = [(case, each) for case in cases for each in outcomes_of(_moved(case, day).entity, (instrument,))]
        yield _Day(day, OUT_OF_SCOPE.worse_of(*(each.range for _, each in concerned)), concerned)


def _day_out(day: _Day) -> PendingDay:
    return PendingDay(
        on=day.on.isoformat() if day.on else None,
        verdict=verdict_out(day.range),
        provisions=tuple(
            _biting(
                outcome.provision.cite
                for _, each in day.concerned
                for node in each.telling()
                for outcome in node.provisions
                if outcome.range.worst > Outcome.AUTHORIZED
            )
        ),
        open_facts=tuple(dict.fromkeys(fact.name for fact in open_facts(day.concerned))),
    )


def _biting(cites: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(cites))


def _day_of(case: Case) -> date | None:
    value = case.entity.values.get("act.date")
    known = isinstance(value, Span) and value.is_known
    return date.fromordinal(int(value.interval.low)) if known and isinstance(value, Span) else None


def _moved(case: Case, day: date | None) -> Case:
    if day is None:
        return case
    return replace(case, entity=structs.replace(case.entity, values={**case.entity.values, "act.date": point(day)}))


def _said(item: Pending, days: tuple[PendingDay, ...]) -> PendingOut:
    return PendingOut(
        id=item.id,
        title=item.title,
        cite=item.cite,
        kind=item.kind,
        stage=f"{item.stage.what} ({item.stage.on.isoformat()}, {item.stage.confidence})",
        days=days,
    )
