"""When does the answer change? The days from which another verdict, or another provision, decides.

Rule: every act of the dossier is put on one day, everything else stays; between two neighbouring change points
nothing that the law reads can change. The points are the clocks, every day that a condition names, and, where the
day stands in arithmetic, the days on which that arithmetic answers otherwise; and the days from which a registry says
another thing of a party. So the intervals say of each day what `check --on` says of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, ClassVar, Unpack

import msgspec
from msgspec.structs import force_setattr, replace

from pratique.deciding.applicable import candidates, instruments_for
from pratique.deciding.asked import OptionsOfAnyDay
from pratique.deciding.decision import Decided, decided
from pratique.deciding.relations import relations_of
from pratique.dossier.case import Case
from pratique.dossier.document import Dossier
from pratique.dossier.heard import reads
from pratique.errors import UsageError
from pratique.facts import act, vehicle
from pratique.facts.kinds import CASE
from pratique.files.clock import days_after
from pratique.files.far import steps
from pratique.files.plain import Plain
from pratique.law import book as law_book
from pratique.law.book import Book, publication_days
from pratique.law.instrument import Instrument
from pratique.logic.alike import Contents
from pratique.logic.simplify import simplify
from pratique.readings.breakpoints import Sweep
from pratique.readings.decide import bind
from pratique.usecases.answer.answer import Note, PendingOut, VerdictOut, verdict_out
from pratique.usecases.answer.pending import would_change
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.changes.track import State, act_of, joined, states, still, track
from pratique.usecases.questions import SaidBesideOnAnyDay, asked_beside

LONGEST = 200 * 366
"""Days: the longest time that can be asked about."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """From `start` to `end`, both included: one verdict, decided by the same provisions.

    `changed` names the provisions that decide here and did not before, and those that no longer do (with a minus).
    """

    start: str = msgspec.field(name="from")
    end: str = msgspec.field(name="to")
    verdict: VerdictOut
    as_enforced: VerdictOut
    provisions: tuple[str, ...]
    changed: tuple[str, ...] = ()


class ModelYears(msgspec.Struct, frozen=True, kw_only=True):
    """The model years from `start` to `end` (None: no limit), on the dossier's own days."""

    start: int | None = msgspec.field(name="from")
    end: int | None = msgspec.field(name="to")
    verdict: VerdictOut
    provisions: tuple[str, ...]


class Timeline(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `when`; `verdict` is the one on the dossier's own days."""

    rows_are: ClassVar[str] = "intervals"

    schema_version: str = "1"
    title: str
    verdict: VerdictOut
    exit_status: int
    intervals: tuple[Window, ...]
    windows: tuple[Window, ...] = ()
    """The intervals, neighbours of one outcome as one; which provisions came and went within is in `intervals`."""
    model_years: tuple[ModelYears, ...] = ()
    pending: tuple[PendingOut, ...] = ()
    law_book: str
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""

    def __post_init__(self) -> None:
        force_setattr(self, "windows", tuple(_windows(self.intervals)))  # they can never disagree


def when(
    dossier: str | Path | Mapping[str, Any] | Dossier,
    start: date,
    end: date,
    *,
    pending: bool = False,
    **options: Unpack[SaidBesideOnAnyDay],
) -> Timeline:
    """A dossier and two days -> the days between them on which its answer turns, and by what.

    Both days are included; `options` are those of `check` but for `on`.

    With `pending` each item of pending law says what it would make of the acts from the days of its own text.

    Raises UsageError where it is no time to speak of.

    >>> days = pratique.when("shanghai-app/dossier.toml", date(2026, 1, 1), date(2027, 1, 1), known_on=day)
    >>> days.intervals[-1].verdict.worst
    'prohibited'
    """
    _refuse_no_time(start, end)
    asked, how = asked_beside(dossier, options)
    return turning(decided(asked, **how), asked, start, end, how, pending=pending)


def _refuse_no_time(start: date, end: date) -> None:
    if end < start:
        raise UsageError(f"The time ends on {end}, before it begins on {start}.")
    if (end - start).days > LONGEST:
        raise UsageError(f"From {start} to {end} are more than {LONGEST // 366} years: ask for less.")


def turning(
    found: Decided,
    dossier: str | Path | Mapping[str, Any] | Dossier,
    start: date,
    end: date,
    options: OptionsOfAnyDay,
    *,
    pending: bool = False,
) -> Timeline:
    """What was decided of a dossier and two days -> the days between them on which its answer turns.

    It is decided anew, with `options`, for days on which registries or proofs say another thing. Raises UsageError
    where it is no time to speak of.
    """
    _refuse_no_time(start, end)
    stretches = [
        each for first, last, era in _eras(found, dossier, start, end, options) for each in _days(era, first, last)
    ]
    return Timeline(
        title=found.cases.dossier.title,
        verdict=verdict_out(found.range),
        exit_status=found.range.exit_status,
        intervals=tuple(_intervals(joined(stretches))),
        model_years=tuple(_model_years(found)),
        pending=would_change(found, found.range, every=True) if pending else (),
        law_book=Book(tuple(found.instruments), found.asked.law_on).hash,
        provenance=whose_word(found),
    )


def _windows(intervals: Iterable[Window]) -> list[Window]:
    """Neighbouring intervals of one outcome as one."""
    found: list[Window] = []
    for each in intervals:
        before = found[-1] if found else None
        if before is not None and (before.verdict, before.as_enforced) == (each.verdict, each.as_enforced):
            found[-1] = replace(before, end=each.end)
        else:
            found.append(each)
    return found


def _intervals(found: Iterable[tuple[int, int, State]]) -> Iterator[Window]:
    before: frozenset[str] | None = None
    for start, end, state in found:
        now = frozenset(state.provisions)
        changed = () if before is None else (*sorted(now - before), *(f"-{cite}" for cite in sorted(before - now)))
        before = now
        yield Window(
            start=date.fromordinal(start).isoformat(),
            end=date.fromordinal(end).isoformat(),
            verdict=verdict_out(state.range),
            as_enforced=verdict_out(state.enforced),
            provisions=state.provisions,
            changed=changed,
        )


# --- what moves -------------------------------------------------------------------------------------------


def _eras(
    found: Decided, dossier: Any, start: date, end: date, options: OptionsOfAnyDay
) -> Iterator[tuple[date, date, Decided]]:
    """Times in which registries, relations and proofs say the same, each with the dossier as of its first day."""
    from pratique.dossier.ownership import turning_days

    turning = set(_relation_days(found, start, end))
    if found.asked.registries:
        turning |= set(turning_days(found.cases, found.asked.registries, start, end))
    expiring = {days_after(day, 1) for day in found.cases.evidence.last_days()}
    turning |= {day for day in expiring if start < day <= end}
    if not turning and not expiring:
        yield start, end, found
        return
    days = [start, *sorted(turning)]
    for first, after in steps(zip_longest(days, days[1:]), len(days), "times looked at"):
        yield first, end if after is None else days_after(after, -1), decided(dossier, **options, on=first)


def _relation_days(found: Decided, start: date, end: date) -> Iterator[date]:
    """The days after `start` on which a relation that reads the day of the act may say something else of an act."""
    moving = Sweep(act.date, start.toordinal(), end.toordinal())
    dated = [each for each in relations_of(found.instruments) if each.per is CASE and act.date.name in reads(each)]
    for case in _apart(found.cases.cases, moving):
        opened = moving.opened(case.entity)
        for each in dated:
            for condition in (each.when, each.then, each.unless):
                places = moving.turning(simplify(condition), bind({}, opened)).places
                yield from (
                    date.fromordinal(place) for place in places if start.toordinal() < place <= end.toordinal()
                )


def _apart(cases: Sequence[Case], moving: Sweep) -> Iterable[Case]:
    """One act of all that say the same but for what moves: what is said of one at any place is said of each there.

    Where it is no fact of the act's (the model year where there is no vehicle) it does not move.
    """
    contents = Contents()

    def read(case: Case) -> object:
        moves = moving.fact is act.date or case.vehicle_key is not None
        return contents.of(moving.opened(case.entity) if moves else case.entity), moves, case.is_unexamined

    return {read(each): each for each in cases}.values()


def _days(found: Decided, start: date, end: date) -> Iterator[tuple[int, int, State]]:
    """From which day to which what is said, were every act to take place then."""
    moving = Sweep(act.date, start.toordinal(), end.toordinal())
    acts = [(case, act_of(case.entity)) for case in _apart(found.cases.cases, moving)]
    tracks = [track(versions, one, moving) for case, one in acts for versions in _versions(found, case, moving)]
    return states(tracks, moving.last)


def _versions(found: Decided, case: Case, moving: Sweep) -> Iterator[list[tuple[int, Instrument | None]]]:
    """Each instrument that can concern the act, as it is known from which day on."""
    fixed = found.asked.book or (law_book.load(candidates(case), found.asked.law_on) if found.asked.law_on else None)
    for instrument in (*(fixed or ()), *found.beside(case)):
        yield [(moving.first, instrument)]
    for name in () if fixed is not None else candidates(case):
        (whole,) = law_book.load([name])
        news = (day.toordinal() for day in publication_days(whole))
        steps = [moving.first, *(day for day in news if moving.first < day <= moving.last)]
        yield [(step, next(iter(law_book.load([name], date.fromordinal(step))), None)) for step in steps]


def _model_years(found: Decided) -> Iterator[ModelYears]:
    """The same by model year of the vehicle, on the dossier's own days; nothing where it makes no difference."""
    domain = vehicle.model_year.domain
    moving = Sweep(vehicle.model_year, int(domain.low), int(domain.high))
    tracks = []
    for case in _apart(found.cases.cases, moving):
        one = act_of(case.entity)
        for instrument in (*instruments_for(case, found.asked.book, found.asked.law_on), *found.beside(case)):
            if case.vehicle_key:
                tracks.append(track([(moving.first, instrument)], one, moving))
            else:
                tracks.append(still(instrument, one, moving))
    stretches = list(states(tracks, moving.last))
    for first, last, state in stretches if len(stretches) > 1 else ():
        yield ModelYears(
            start=None if first == moving.first else first,
            end=None if last == moving.last else last,
            verdict=verdict_out(state.range),
            provisions=state.provisions,
        )
