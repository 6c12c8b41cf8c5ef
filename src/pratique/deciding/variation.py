"""A dossier with some of its facts otherwise: the same cases, other values, decided again.

Rule: only what is named changes. A value goes to whom the fact belongs (a vehicle's fact to every act with that
vehicle, a construction to every act), also to an element that the dossier only implies, as the party behind a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from msgspec import structs

from pratique.deciding.applicable import outcomes_for
from pratique.deciding.decision import Decided, policy_outcome
from pratique.deciding.outcomes import InstrumentOutcome
from pratique.deciding.relations import related_again
from pratique.dossier.case import Case
from pratique.dossier.heard import reads
from pratique.dossier.structure import laid_out
from pratique.facts import act
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import KINDS
from pratique.law.outcome import OUT_OF_SCOPE, Range
from pratique.logic.entities import Entity, Listing, carried_key, elements_of, other_key
from pratique.logic.nodes import Kind
from pratique.logic.values import Value
from pratique.readings.narrow import Because

Question = tuple[str, str]
"""Whose fact, and its full name."""
Changes = Mapping[Question, Value]
Outcomes = list[tuple[Case, InstrumentOutcome]]


def decided_with(found: Decided, changes: Changes) -> Outcomes:
    """What the law says of the cases of `found` once `changes` are made."""
    return outcomes_of(found, [otherwise(case, changes) for case in found.cases.cases])


def outcomes_of(found: Decided, cases: list[Case]) -> Outcomes:
    """What the law, and the firm's own policy, says of cases that were made of those of `found`."""
    asked = found.asked
    outcomes = [(case, outcome) for case in cases for outcome in outcomes_for(case, asked.book, asked.law_on)]
    policies = [(case, policy_outcome(each, case)) for case in cases for each in found.beside(case)]
    return [*outcomes, *((case, outcome) for case, outcome in policies if outcome is not None)]


def whole_range(outcomes: Iterable[tuple[Case, InstrumentOutcome]]) -> Range:
    """The worse of all outcomes."""
    return OUT_OF_SCOPE.worse_of(*(outcome.range for _, outcome in outcomes))


def otherwise(case: Case, changes: Changes) -> Case:
    """One case with `changes` made to what was told, its facts read together again where a relation reads them."""
    if case.told is None or not any(_is_related(case, name) for _, name in changes):
        return varied(case, changes)
    told = varied(replace(case, entity=case.told), changes).entity
    if all(name != act.concerns_vehicle.name for _, name in changes):
        told = laid_out(told, case.layout)
    return related_again(replace(case, told=told), case.told)


def is_possible(found: Decided, changes: Changes, *, alone: bool = False) -> bool:
    """Whether no relation is broken by changes that is not broken without them.

    `alone` asks of the changes by themselves: a relation to what is known and is not changed counts for nothing.
    """
    for case in found.cases.cases:
        if case.told is None or not any(_is_related(case, name) for _, name in changes):
            continue
        before, after = _broken(case), _broken(otherwise(case, changes))
        names = {name for _, name in changes}
        if any(
            each not in before and not (alone and {name for _, name in its} - names) for each, its in after.items()
        ):
            return False
    return True


def _broken(case: Case) -> dict[tuple[str, str], Because]:
    """The facts of every contradiction in a case, by its relation and where it is."""
    contradictions = case.related.contradictions if case.related else ()
    return {(each.relation.name, each.key): each.because for each in contradictions}


def _is_related(case: Case, name: str) -> bool:
    return any(name in reads(each) for each in case.relations)


def varied(case: Case, changes: Changes) -> Case:
    """One case with `changes` made to facts that are open; what follows from them is not read again."""
    by_key: ByKey = {}
    own: dict[str, Value] = {}
    for (key, name), value in changes.items():
        if _is_own(case, key, name):
            own[name] = value
        else:
            by_key.setdefault(key, {})[name] = value
    entity = structs.replace(case.entity, values={**case.entity.values, **own}) if own else case.entity
    return replace(case, entity=_with_values(entity, by_key, {}) if by_key else entity)


ByKey = dict[str, dict[str, Value]]
"""New values by whose they are."""


def _is_own(case: Case, key: str, name: str) -> bool:
    """Whether a fact is read at the case itself, whoever it belongs to."""
    return key in (case.id, case.vehicle_key, "law") and case.owner(case.id, name) == key


def _with_values(entity: Entity, changes: ByKey, done: dict[tuple[str, str], Entity]) -> Entity:
    """The same element with other values, down to what it lists and leads to."""
    at = (entity.kind.name, entity.key)  # a source and its party may share a key
    if at in done:
        return done[at]
    told = {name: value for name, value in changes.get(entity.key, {}).items() if _has(entity, name)}
    carries, carried = entity.kind.carries, entity.carried
    if carries is not None:
        carried = _with_values(carried or Entity(carries, carried_key(carries, entity.key)), changes, done)
    children: dict[Kind, Listing] = {}
    for kind in _kinds_below(entity, changes):
        listing = entity.listing(kind)
        elements = list(elements_of(entity, kind)) if kind.exactly_one else listing.elements
        children[kind] = Listing([_with_values(each, changes, done) for each in elements], listing.closed)
    values = {**entity.values, **told} if told else entity.values
    copy = done[at] = structs.replace(entity, values=values, children=children, carried=carried)
    return copy


def _has(entity: Entity, name: str) -> bool:
    """Whether a fact is one of the element's kind, not of another that shares its key."""
    return name not in VOCABULARY or VOCABULARY[name].fact.kind is entity.kind


def _kinds_below(entity: Entity, changes: ByKey) -> list[Kind]:
    """The kinds that the element lists, and those of which it has exactly one and a change names it."""
    implied = [
        kind
        for kind in KINDS.values()
        if kind.exactly_one and kind.parent is entity.kind and kind not in entity.children
        if any(key.startswith(other_key(kind, entity.key)) for key in changes)
    ]
    return [*entity.children, *implied]
