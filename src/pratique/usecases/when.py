"""When does the answer change? The days from which another verdict, or another provision, decides.

Rule: every act of the dossier is put on one day, everything else stays; between two neighbouring change points
nothing that the law reads can change. The points are the clocks, every day that a condition names, and, where the
day stands in arithmetic, the days on which that arithmetic answers otherwise. So the intervals say of each day what
`check --on` says of it (ownership and lists are taken as on the dossier's own day).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, KINDS
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.instrument import Instrument, Mode, levels
from pratique.law.outcome import NOWHERE, Range
from pratique.logic.entities import Entity, carried_by, elements_of, value_of
from pratique.logic.intervals import INFINITY, End
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition, DateFact, Kind, Lies
from pratique.logic.simplify import free_kinds, simplify
from pratique.logic.values import Span, point
from pratique.readings.decide import Bound, amount
from pratique.usecases.answer import VerdictOut
from pratique.usecases.cases import Case
from pratique.usecases.concern import candidates
from pratique.usecases.decided import Decided, decided
from pratique.usecases.dossier import Dossier
from pratique.usecases.reasons import deciders_of
from pratique.usecases.show import verdict_out
from pratique.usecases.variation import Outcomes, decided_with, whole_range

MODEL_YEAR = "vehicle.model_year"
LONGEST = 200 * 366
"""Days: the longest time that can be asked about."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
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


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `when`; `verdict` is the one on the dossier's own days."""

    schema_version: str = "1"
    title: str
    verdict: VerdictOut
    exit_status: int
    intervals: tuple[Interval, ...]
    model_years: tuple[ModelYears, ...]
    law_book: str


@dataclass(frozen=True, slots=True)
class State:
    """What is said on one day or of one model year."""

    range: Range
    enforced: Range
    provisions: tuple[str, ...]


def when(
    dossier: str | Path | Mapping[str, Any] | Dossier,
    start: date,
    end: date,
    *,
    law_on: date | None = None,
    known_on: date | None = None,
    construe: str | Mapping[str, str] | None = None,
    book: Book | None = None,
) -> Timeline:
    """The intervals from `start` to `end`, both included. Raises UsageError where they are no time to speak of."""
    if end < start:
        raise UsageError(f"The time ends on {end}, before it begins on {start}.")
    if (end - start).days > LONGEST:
        raise UsageError(f"From {start} to {end} are more than {LONGEST // 366} years: ask for less.")
    found = decided(dossier, law_on=law_on, known_on=known_on, construe=construe, book=book)
    days = sorted({start, *change_points(found, start, end)})
    spans = zip(days, [*(day - timedelta(days=1) for day in days[1:]), end], strict=True)
    intervals = list(_merged((first, last, state_on(found, first)) for first, last in spans))
    years = list(_model_years(found))
    return Timeline(
        title=str(found.cases.dossier.data.get("title", found.cases.dossier.file)),
        verdict=verdict_out(found.range),
        exit_status=found.range.exit_status,
        intervals=tuple(_intervals(intervals)),
        model_years=tuple(years),
        law_book=Book(tuple(found.instruments), found.law_on).hash,
    )


def state_on(found: Decided, day: date) -> State:
    """What is said where every act takes place on `day`."""
    moved = {(case.id, "act.date"): point(day) for case in found.cases.cases}
    return _state(decided_with(found, moved))


def _state(outcomes: Outcomes) -> State:
    whole = whole_range(outcomes)
    enforced = NOWHERE
    for _, outcome in outcomes:
        enforced = enforced.worse_of(outcome.enforced)
    cites = {
        each.cite
        for _, outcome in outcomes
        if outcome.range.worst is whole.worst
        for node in outcome.nodes
        if node.like is None and node.range.worst is whole.worst
        for each in deciders_of(outcome.instrument, node)
        if each.level is whole.worst
    }
    return State(whole, enforced, tuple(sorted(cites)))


def _merged(found: Iterable[tuple[date, date, State]]) -> Iterator[tuple[date, date, State]]:
    """Neighbours of which the same is said, as one."""
    held: tuple[date, date, State] | None = None
    for start, end, state in found:
        if held is not None and held[2] == state:
            held = (held[0], end, state)
            continue
        if held is not None:
            yield held
        held = (start, end, state)
    if held is not None:
        yield held


def _intervals(found: Iterable[tuple[date, date, State]]) -> Iterator[Interval]:
    before: frozenset[str] | None = None
    for start, end, state in found:
        now = frozenset(state.provisions)
        changed = () if before is None else (*sorted(now - before), *(f"-{cite}" for cite in sorted(before - now)))
        before = now
        yield Interval(
            start=start.isoformat(),
            end=end.isoformat(),
            verdict=verdict_out(state.range),
            as_enforced=verdict_out(state.enforced),
            provisions=state.provisions,
            changed=changed,
        )


# --- where an answer can change ---------------------------------------------------------------------------


def change_points(found: Decided, start: date, end: date) -> set[date]:
    """Every day after `start` and up to `end` from which the answer can be another than the day before."""
    days: set[date] = set()
    for case in found.cases.cases:
        for instrument in found.book or law_book.load(candidates(case)):
            days |= published(instrument) if found.law_on is None and found.book is None else set()
            days |= _in_conditions(instrument, case, start, end)
    return {day for day in days if start < day <= end}


def published(instrument: Instrument) -> set[date]:
    """The days on which something of the instrument became known."""
    clocks = [provision.clocks for provision in instrument.provisions]
    clocks += [each.clocks for each in instrument.exceptions() if each.clocks is not None]
    days = {instrument.published, *(each.published for each in clocks), *(each.in_force for each in clocks)}
    return {day for day in days if day is not None}


def _in_conditions(instrument: Instrument, case: Case, start: date, end: date) -> set[date]:
    days: set[date] = set()
    for atom in _atoms(instrument, "act.date"):
        if isinstance(atom.number, DateFact):
            days |= set(_first_days(atom.where.constants))
        else:
            days |= _in_arithmetic(atom, case.entity, start, end)
    return days


def _atoms(instrument: Instrument, fact: str) -> list[Lies]:
    """The questions that the instrument asks of a number or date."""
    modes: tuple[Mode, ...] = ("by_text", "as_enforced")
    conditions = [
        simplify(each) for mode in modes for kind in instrument.kinds for each in levels(instrument, kind, mode)
    ]
    found = dict.fromkeys(
        atom
        for condition in conditions
        for atom in atoms(condition)
        if isinstance(atom, Lies) and any(each.name == fact for each in facts_of(atom))
    )
    return list(found)


def _first_days(ends: Iterable[End]) -> Iterator[date]:
    """The first day at and the first day after each end."""
    for each in ends:
        for ordinal in (int(each), int(each) + 1):
            if 0 < ordinal <= date.max.toordinal():
                yield date.fromordinal(ordinal)


def _in_arithmetic(atom: Lies, case: Entity, start: date, end: date) -> set[date]:
    """The days on which an atom with the day in an expression answers otherwise, wherever it is read."""
    days: set[date] = set()
    once = [fact.name for fact in facts_of(atom)].count("act.date") == 1
    for bound in _bounds(atom, case):

        def span_on(ordinal: int, bound: Bound = bound) -> Span:
            moved = Entity(CASE, case.key, {**case.values, "act.date": point(ordinal)}, case.children)
            return amount(atom.number, {**bound, CASE: moved})[0]

        search = _crossings if once else _every_change
        found = search(span_on, atom, start.toordinal(), end.toordinal())
        days |= {date.fromordinal(each) for each in found}
    return days


def _crossings(span_on: Callable[[int], Span], atom: Lies, first: int, last: int) -> Iterator[int]:
    """Where the day is read once, what it is read in rises or falls with it and crosses a constant once."""
    for constant in atom.where.constants:
        for end, strict in product(("low", "high"), (False, True)):
            low, high = first, last
            before = _is_past(span_on(low), end, constant, strict)
            if _is_past(span_on(high), end, constant, strict) is before:
                continue
            while high - low > 1:
                middle = (low + high) // 2
                same = _is_past(span_on(middle), end, constant, strict) is before
                low, high = (middle, high) if same else (low, middle)
            yield high


def _is_past(span: Span, end: str, constant: End, strict: bool) -> bool:
    at: End = getattr(span.interval, end)
    return at > constant or (at == constant and not strict)


def _every_change(span_on: Callable[[int], Span], atom: Lies, first: int, last: int) -> Iterator[int]:
    """Day by day, where the day is read twice in one expression."""
    before = None
    for ordinal in range(first, last + 1):
        truth = span_on(ordinal).lies_in(atom.where, atom.none_ok)
        if before is not None and truth is not before:
            yield ordinal
        before = truth


def _bounds(atom: Condition, case: Entity) -> Iterator[Bound]:
    """Each way to bind the kinds that an atom reads, and some that no quantifier would; the like is tried once."""
    by_kind: dict[Kind, dict[str, Entity]] = {}
    for each in _elements(case, {}):
        by_kind.setdefault(each.kind, {}).setdefault(repr(sorted(each.values.items(), key=str)), each)
    kinds = sorted(free_kinds(atom) - {CASE}, key=lambda kind: kind.name)
    for chosen in product(*(by_kind.get(kind, {}).values() for kind in kinds)):
        yield {CASE: case, **dict(zip(kinds, chosen, strict=True))}


def _elements(entity: Entity, seen: dict[tuple[str, str], Entity]) -> Iterator[Entity]:
    """Every element that a condition can be read at, those that are only implied included."""
    at = (entity.kind.name, entity.key)  # a source and its party may share a key
    if at in seen:
        return
    seen[at] = entity
    yield entity
    carried = carried_by(entity)
    if carried is not None:
        yield from _elements(carried, seen)
    for kind in KINDS.values():
        if kind.parent is entity.kind:
            for element in elements_of(entity, kind):
                yield from _elements(element, seen)


# --- model years ------------------------------------------------------------------------------------------


def _model_years(found: Decided) -> Iterator[ModelYears]:
    """The same by model year of the vehicle, where a condition asks for it."""
    owners = {case.vehicle_key for case in found.cases.cases if case.vehicle_key}
    marks = {
        year
        for instrument in found.instruments
        for atom in _atoms(instrument, MODEL_YEAR)
        for end in atom.where.constants
        for year in (int(end), int(end) + 1)
        if abs(end) != INFINITY
    }
    if not owners or not marks:
        return
    domain = VOCABULARY[MODEL_YEAR].fact
    known = [value_of(case.entity, domain) for case in found.cases.cases if case.vehicle_key]
    marks |= {int(each.interval.low) for each in known if isinstance(each, Span) and each.is_known}
    edges: list[int | None] = [None, *sorted(marks)]
    held: list[tuple[int | None, int | None, State]] = []
    for first, after in zip(edges, [*edges[1:], None], strict=True):
        tried = min(marks) - 1 if first is None else first
        state = _state(decided_with(found, {(owner, MODEL_YEAR): point(tried) for owner in owners}))
        last = None if after is None else after - 1
        if held and held[-1][2] == state:
            held[-1] = (held[-1][0], last, state)
        else:
            held.append((first, last, state))
    for first, last, state in held:
        yield ModelYears(start=first, end=last, verdict=verdict_out(state.range), provisions=state.provisions)
