"""What would change the answer? The smallest sets of changes, among what its owner can act on, that flip it.

Rule: a flip takes the answer from one side to the other (may be done without asking anybody, or not) however the
unknowns turn out; applied to the dossier, it does. Only facts that can be acted on are changed: never what somebody
knows, never the law, never what the act is, and no act is put into the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.law.outcome import Outcome
from pratique.logic.entities import Entity, Listing, unknown_value, value_of
from pratique.logic.nodes import Fact
from pratique.logic.values import Absence, Span, Value, between
from pratique.usecases.answer import VerdictOut
from pratique.usecases.cases import Case
from pratique.usecases.decided import Decided, decided
from pratique.usecases.dossier import Dossier
from pratique.usecases.reasons import label_of
from pratique.usecases.show import show_value, verdict_out
from pratique.usecases.variation import decided_with, whole_range

if TYPE_CHECKING:
    from pratique.usecases.stakes import Stakes

Question = tuple[str, str]
NEVER = frozenset({"act.knowledge", "act.kind", "act.into", "act.out_of"})
"""Never a change: what is known, and what the question itself is about."""
COSTS = ("paper", "date", "supplier", "redesign", "ownership")
"""What changes cost, in rising order."""
MOST_FLIPS = 12


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One fact made otherwise; `count` elements that say the same are changed alike (`entities` names them)."""

    fact: str
    entity: str
    label: str
    now: str
    then: str
    cost: str
    entities: tuple[str, ...]


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that flip the answer together, the dearest class of cost among them, and the verdict after."""

    changes: tuple[Change, ...]
    cost: str
    verdict: VerdictOut


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `what-if`; `towards` says to which side the flips lead."""

    schema_version: str = "1"
    title: str
    verdict: VerdictOut
    exit_status: int
    towards: str
    flips: tuple[Flip, ...]
    complete: bool
    """Whether no flip of at most three changes is missing."""


def what_if(dossier: str | Path | Mapping[str, Any] | Dossier, **options: Any) -> WhatIf:
    """What would flip the answer to a dossier; `options` are those of `check`. Raises InvalidInput, UsageError."""
    found = decided(dossier, **options)
    try:
        from pratique.usecases.stakes import stakes_of
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        raise UsageError("`what-if` needs the Z3 solver: pip install pratique[prove].") from error
    stakes = stakes_of(found, levels=(Outcome.LICENCE_REQUIRED,), loosened=_loosened(found))
    flips, complete = _flips(stakes)
    data = found.cases.dossier
    return WhatIf(
        title=str(data.data.get("title", data.file)),
        verdict=verdict_out(found.range),
        exit_status=found.range.exit_status,
        towards="may cross" if found.range.worst > Outcome.AUTHORIZED else "barred",
        flips=flips,
        complete=complete,
    )


def can_be_changed(name: str) -> bool:
    """Whether an owner can act on a fact."""
    definition = VOCABULARY.get(name)
    return definition is not None and definition.change is not None and name not in NEVER and not definition.is_legal


def _loosened(found: Decided) -> Any:
    """Gives a case with every fact that can be changed left open."""

    def loosened(case: Case, entity: Entity) -> Entity:
        return _open(entity, found.known_on.toordinal(), {})

    return loosened


def _open(entity: Entity, today: int, done: dict[tuple[str, str], Entity]) -> Entity:
    at = (entity.kind.name, entity.key)  # a source and its party may share a key
    if at in done:
        return done[at]
    values = {name: _opened(name, value, today) for name, value in entity.values.items()}
    copy = done[at] = replace(entity, values=values, children={})
    copy.carried = None if entity.carried is None else _open(entity.carried, today, done)
    for kind, listing in entity.children.items():
        copy.children[kind] = Listing([_open(each, today, done) for each in listing.elements], listing.closed)
    return copy


def _opened(name: str, value: Value, today: int) -> Value:
    if not can_be_changed(name):
        return value
    if name == "act.date" and isinstance(value, Span) and value.none is Absence.NO:
        return Span(value.interval.hull(between(today, None).interval))
    return unknown_value(VOCABULARY[name].fact)


def _flips(stakes: Stakes) -> tuple[tuple[Flip, ...], bool]:
    from pratique.readings.prove_formulas import negated

    now = dict(_values(stakes))
    variables = [each for each, variable in stakes.worlds.variables.items() if variable.is_open and each in now]
    stays = {each: stakes.worlds.within(each, now[each][1]) for each in variables}
    today = stakes.found.known_on.toordinal()
    ways = {
        each: [way for way in stakes.ways(each) if _is_otherwise(each[1], now[each][1], way, today)]
        for each in variables
        if can_be_changed(each[1])
    }
    formulas = {each: [stakes.worlds.within(each, way) for way in its] for each, its in ways.items() if its}
    roots = {each: root for root, its in stakes.roots().items() for each in its}
    barred = stakes.levels[Outcome.LICENCE_REQUIRED]
    bad = barred if stakes.found.range.worst > Outcome.AUTHORIZED else negated(barred)
    sets = stakes.search(formulas, stays, roots).smallest(bad, limit=MOST_FLIPS)
    flips = [
        _flip(stakes, [(question, now[question], ways[question][index]) for question, index in sorted(chosen)])
        for chosen in sets.sets
        if chosen
    ]
    flips.sort(key=lambda each: (len(each.changes), COSTS.index(each.cost), [(c.fact, c.then) for c in each.changes]))
    return tuple(flips), sets.complete


def _values(stakes: Stakes) -> Iterator[tuple[Question, tuple[Fact, Value]]]:
    """What is now known of each fact that can be changed, of each element that stands in the formulas."""
    from pratique.usecases.compare import entities

    facts = [definition.fact for name, definition in VOCABULARY.items() if can_be_changed(name)]
    for case in stakes.found.cases.cases:
        for entity in entities(case.entity, {}):
            for fact in facts:
                if fact.kind is entity.kind:
                    key = case.owner(case.id, fact.name) if entity is case.entity else entity.key
                    yield (key, fact.name), (fact, value_of(entity, fact))


def _is_otherwise(name: str, now: Value, then: Value, today: int) -> bool:
    """Whether a way is a change at all: not what holds now, and not an act put into the past."""
    from pratique.usecases.evidence import refines

    if name == "act.date" and isinstance(then, Span) and then.interval.high < today:
        return False
    return not refines(now, then)


def _flip(stakes: Stakes, chosen: list[tuple[Question, tuple[Fact, Value], Value]]) -> Flip:
    changes = []
    applied: dict[Question, Value] = {}
    for (key, name), (fact, value), then in chosen:
        twins = stakes.twins.of(key)
        applied |= {(each, name): then for each in twins}
        cost = VOCABULARY[name].change
        assert cost is not None
        changes.append(
            Change(
                fact=name,
                entity=key,
                label=label_of(stakes.cases[0], key),
                now=show_value(fact, value),
                then=show_value(fact, then),
                cost=cost,
                entities=tuple(twins),
            )
        )
    after = whole_range(decided_with(stakes.found, applied))
    dearest = max((each.cost for each in changes), key=COSTS.index)
    return Flip(changes=tuple(changes), cost=dearest, verdict=verdict_out(after))
