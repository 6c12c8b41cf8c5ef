"""What the law says of an act while one fact of it moves: the day of the act, or the model year of the vehicle.

Rule: an instrument is read again only where a condition of it can turn (`readings.breakpoints`) or something of it
becomes known; in between, what was said last still holds: the range, as enforced, and the provisions behind it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from msgspec import structs

from pratique.deciding.outcomes import InstrumentOutcome, adds_up, outcome_of
from pratique.facts.kinds import CASE
from pratique.law.instrument import Instrument, Mode, applies, at_least, levels
from pratique.law.outcome import OUT_OF_SCOPE, Range
from pratique.logic.alike import Twins, representatives
from pratique.logic.entities import Entity, elements_of
from pratique.logic.nodes import Condition, Kind
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE
from pratique.logic.values import point
from pratique.readings.breakpoints import Sweep
from pratique.readings.decide import Bound, bind
from pratique.usecases.answer.reasons import deciders_of
from pratique.value_class import dataclass


@dataclass(frozen=True)
class InstrumentState:
    """What one instrument says of an act."""

    outcome: InstrumentOutcome

    @cached_property
    def range(self) -> Range:
        return self.outcome.range

    @cached_property
    def enforced(self) -> Range:
        return self.outcome.enforced

    @cached_property
    def cites(self) -> frozenset[str]:
        """The provisions behind its worst outcome."""
        worst = self.range.worst
        return frozenset(
            each.cite
            for node in self.outcome.nodes
            if node.like is None and node.range.worst is worst
            for each in deciders_of(self.outcome.instrument, node)
            if each.level is worst
        )


@dataclass(frozen=True, slots=True)
class State:
    """What is said in all, at one place of what moves."""

    range: Range
    enforced: Range
    provisions: tuple[str, ...]


def state_of(said: Iterable[InstrumentState]) -> State:
    """What all instruments say together."""
    every = list(said)
    whole = OUT_OF_SCOPE.worse_of(*(each.range for each in every))
    cites = frozenset[str]().union(*(each.cites for each in every if each.range.worst is whole.worst))
    return State(whole, OUT_OF_SCOPE.worse_of(*(each.enforced for each in every)), tuple(sorted(cites)))


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be read by many instruments: whole, and with one element of all that say the same."""

    whole: Entity
    few: Entity

    def read_by(self, instrument: Instrument | None) -> Entity:
        """The act as the instrument needs it: repeats count only where it adds something up."""
        return self.whole if instrument is not None and adds_up(instrument) else self.few


def act_of(case: Entity) -> Act:
    """The act that a case is about."""
    return Act(case, representatives(case, Twins()))


@dataclass(frozen=True, slots=True)
class Track:
    """What one instrument says of one act, from each of `places` on (None: it is not concerned)."""

    places: tuple[int, ...]
    said: tuple[InstrumentState | None, ...]

    def at(self, place: int) -> InstrumentState | None:
        """What it says there."""
        return self.said[bisect_right(self.places, place) - 1]


def states(tracks: Sequence[Track], last: int) -> Iterator[tuple[int, int, State]]:
    """From where to where what is said in all; neighbours differ."""
    places = sorted({place for track in tracks for place in track.places})
    ends = [*(place - 1 for place in places[1:]), last]
    said = ([said for track in tracks if (said := track.at(place)) is not None] for place in places)
    return joined((place, end, state_of(each)) for place, end, each in zip(places, ends, said, strict=True))


def joined(stretches: Iterable[tuple[int, int, State]]) -> Iterator[tuple[int, int, State]]:
    """Neighbours of which the same is said, as one."""
    held: tuple[int, int, State] | None = None
    for first, last, state in stretches:
        if held is not None and held[2] == state:
            held = held[0], last, state
            continue
        if held is not None:
            yield held
        held = first, last, state
    if held is not None:
        yield held


def track(versions: Sequence[tuple[int, Instrument | None]], act: Act, moving: Sweep) -> Track:
    """One act under one instrument; `versions` says from where on it reads how (None: it is not known yet)."""
    places: list[int] = []
    said: list[InstrumentState | None] = []
    ends = [*(start for start, _ in versions[1:]), moving.last + 1]
    for (first, version), after in zip(versions, ends, strict=True):
        stretch = replace(moving, first=first, last=after - 1)
        case = act.read_by(version)
        for place in sorted({first, *(_turns(version, case, stretch) if version is not None else ())}):
            places.append(place)
            said.append(None if version is None else _said(version, case, moving, place))
    return Track(tuple(places), tuple(said))


def still(instrument: Instrument, act: Act, moving: Sweep) -> Track:
    """The same for an act that does not read what moves."""
    found = InstrumentState(outcome_of(instrument, act.read_by(instrument)))
    return Track((moving.first,), (None if found.outcome.concerned is FALSE else found,))


def _said(instrument: Instrument, case: Entity, moving: Sweep, place: int) -> InstrumentState | None:
    entity = structs.replace(case, values={**case.values, moving.fact.name: point(place)})
    found = InstrumentState(outcome_of(instrument, entity))
    return None if found.outcome.concerned is FALSE else found


def _turns(instrument: Instrument, case: Entity, moving: Sweep) -> frozenset[int]:
    """Where what the instrument says can turn."""
    opened = moving.opened(case)
    bound = bind({}, opened)
    reach = moving.turning(simplify(instrument.reach), bound)
    if reach.truth is FALSE:
        return frozenset()
    found = set(reach.places)
    for kind, groups in _asked(instrument):
        for inside in _bounds(kind, opened, bound):
            for first, *others in groups:
                turning = moving.turning(first, inside)
                found |= turning.places
                if turning.truth is not FALSE:
                    found.update(*(moving.turning(each, inside).places for each in others))
    return frozenset(found)


def _bounds(kind: Kind, case: Entity, bound: Bound) -> Iterator[Bound]:
    """The nodes of one kind."""
    if kind is CASE:
        yield bound
        return
    for element in elements_of(case, kind):
        yield bind(bound, element)


@lru_cache(maxsize=1024)
def _asked(instrument: Instrument) -> tuple[tuple[Kind, tuple[tuple[Condition, ...], ...]], ...]:
    """What is asked of each node: groups of conditions, of which the others matter only where the first can hold."""
    return tuple((kind, tuple(_groups(instrument, kind))) for kind in instrument.kinds)


def _groups(instrument: Instrument, kind: Kind) -> Iterator[tuple[Condition, ...]]:
    modes: tuple[Mode, ...] = ("by_text", "as_enforced")
    for mode in modes:
        mildest, *others = (simplify(each) for each in levels(instrument, kind, mode))
        yield (mildest, *others)
    for provision in instrument.provisions:
        if provision.per is kind:
            steps = sorted({each.leaves for each in provision.lifted_by} | {provision.severity})
            yield (simplify(applies(provision)), *(simplify(at_least(provision, level)) for level in steps))
    for exception in instrument.exempt.get(kind, ()):
        yield (simplify(exception.when),)
    if kind in instrument.scope:
        yield (simplify(instrument.scope[kind]),)
