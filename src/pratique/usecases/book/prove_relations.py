"""Proofs about relations between facts: that they fit together, and that they take no case away that a rule is about.

Rule: each claim is tried on one act with one part of one source, of which nothing is known and in which everything
may have been concluded; lists hold one member each and are complete, so that every claim is settled soon.

- The relations of an instrument can all hold together.
- What a provision, an exception or a scope asks can still be so, and not be so, in a case that satisfies them.
- A relation that is called a definition is a theorem of the terms.
- A presumption that leans towards barring leaves every bar possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, KINDS, PART, PARTY, SOURCE
from pratique.law.instrument import Instrument, applies, at_least, conditions_of
from pratique.law.outcome import Outcome
from pratique.logic.author import all_of, none_of
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import ChoiceFact, Condition, Kind
from pratique.logic.relations import Relation
from pratique.logic.simplify import free_kinds, simplify
from pratique.logic.values import Choice, Value
from pratique.readings.decide import Bound, bind
from pratique.usecases.book.claim import ClaimProof


def proofs_of_relations(instrument: Instrument) -> Iterator[ClaimProof]:
    """What can be proved of the relations of one instrument."""
    if not instrument.relations:
        return
    world = OneCase(instrument)
    together = world.possible(*world.axioms)
    yield ClaimProof(claim="its relations can all hold together", cite=instrument.cite, holds=together)
    if together:
        yield _keeps_every_case(instrument, world)
    for relation in instrument.relations:
        if relation.why == "definition":
            yield _theorem(relation, world)
        if relation.force == "taken for granted" and relation.leans == "bars":
            yield _leans(instrument, relation, world)


class OneCase:
    """One act with one part of one source, of which nothing is known, and what conditions say of it."""

    def __init__(self, instrument: Instrument) -> None:
        from pratique.readings.prove.completions import Completions
        from pratique.readings.prove.solver import Solver
        from pratique.readings.prove.witnesses import witnesses

        self.case = _open_case()
        self.bounds = _bounds(self.case)
        normal = [simplify(each) for each in _every_condition(instrument)]
        counts = witnesses(normal, self.case)
        self.worlds: Completions = Completions(normal, counts)
        self.solver = Solver(self.worlds)
        self.axioms = [
            self.formula(axiom, bound)
            for relation in instrument.relations
            if (axiom := relation.axiom) is not None
            for bound in self.bounds[relation.per]
        ]

    def formula(self, condition: Condition, bound: Bound) -> Any:
        """The condition where `bound` says which element each kind is."""
        return self.worlds.formula(simplify(condition), bound)

    def possible(self, *formulas: Any) -> bool:
        """Whether some case makes them all true."""
        return self.solver.possible(*formulas)

    def bound_of(self, condition: Condition) -> Bound:
        """The elements that a condition reads, the part and its source where it reads them."""
        kinds = free_kinds(condition)
        kind = next((each for each in (SOURCE, PART) if each in kinds), CASE)
        return self.bounds[kind][0]


def _open_case() -> Entity:
    """The act: everything that may be concluded may have been, and every list holds one member."""
    maker = Entity(PARTY, "act/part/source/party", _conclusions(PARTY))
    source = Entity(SOURCE, "act/part/source", _conclusions(SOURCE), carried=maker)
    below, of_act = {SOURCE: Listing([source], True)}, dict[Kind, Listing]()
    for kind in KINDS.values():
        if kind.parent is PART and kind is not SOURCE:
            below[kind] = Listing([], True)
        elif kind.parent is CASE and kind.carries is PARTY:
            party = Entity(PARTY, f"act/{kind.name}/party", _conclusions(PARTY))
            of_act[kind] = Listing([Entity(kind, f"act/{kind.name}", carried=party)], True)
    of_act[PART] = Listing([Entity(PART, "act/part", _conclusions(PART), below)], True)
    return Entity(CASE, "act", _conclusions(CASE), of_act)


def _conclusions(kind: Kind) -> dict[str, Value]:
    return {
        name: Choice(definition.fact.values)
        for name, definition in VOCABULARY.items()
        if definition.is_conclusion and definition.fact.kind is kind and isinstance(definition.fact, ChoiceFact)
    }


def _bounds(case: Entity) -> dict[Kind, list[Bound]]:
    """For each kind the elements of it, each with what stands above."""
    whole = bind({}, case)
    found: dict[Kind, list[Bound]] = {CASE: [whole], PARTY: []}
    (part,) = case.listing(PART).elements
    (source,) = part.listing(SOURCE).elements
    found[PART] = [bind(whole, part)]
    found[SOURCE] = [bind(found[PART][0], source)]
    found[PARTY].append({**whole, PARTY: found[SOURCE][0][PARTY]})
    for kind, listing in case.children.items():
        if kind.carries is PARTY:
            inside = [bind(whole, each) for each in listing.elements]
            found[kind] = inside
            found[PARTY] += [{**whole, PARTY: each[PARTY]} for each in inside]
    return found


def _every_condition(instrument: Instrument) -> Iterator[Condition]:
    for _, condition in conditions_of(instrument):
        yield condition
    for provision in instrument.provisions:
        yield applies(provision)
        yield at_least(provision, Outcome.LICENCE_REQUIRED)
    for relation in instrument.relations:
        yield relation.when
        yield relation.then
        yield relation.unless
        if (axiom := relation.axiom) is not None:
            yield axiom


def _keeps_every_case(instrument: Instrument, world: OneCase) -> ClaimProof:
    """Whether everything that can be so, and not be so, still can once the relations hold."""
    lost = []
    asked = 0
    for cite, condition in conditions_of(instrument):
        bound = world.bound_of(condition)
        for word, each in (("holds", condition), ("does not hold", none_of(condition))):
            formula = world.formula(each, bound)
            asked += 1
            if not world.possible(*world.axioms, formula) and world.possible(formula):
                lost.append(f"{cite} {word}")
    note = f"{asked} conditions, each way" if not lost else f"No longer possible: {'; '.join(lost)}."
    claim = "its relations take no case away that a rule is about"
    return ClaimProof(claim=claim, cite=instrument.cite, holds=not lost, note=note)


def _theorem(relation: Relation, world: OneCase) -> ClaimProof:
    bound = world.bounds[relation.per][0]
    wrong = all_of(relation.when, relation.then if relation.force == "contradicts" else none_of(relation.then))
    wrong = all_of(wrong, none_of(relation.unless))
    holds = not world.possible(world.formula(wrong, bound))
    return ClaimProof(claim="the relation follows from the definitions", cite=relation.name, holds=holds)


def _leans(instrument: Instrument, relation: Relation, world: OneCase) -> ClaimProof:
    """Whether every bar that is possible stays so once the presumption stands."""
    where = world.bounds[relation.per][0]
    when, then = (world.formula(each, where) for each in (relation.when, relation.then))
    lost = [
        provision.cite
        for provision, barred in _bars(instrument, world)
        if not world.possible(barred, when, then) and world.possible(barred, when)
    ]
    note = f"It takes the bar away: {'; '.join(lost)}." if lost else ""
    return ClaimProof(
        claim="the presumption leaves every bar possible", cite=relation.name, holds=not lost, note=note
    )


def _bars(instrument: Instrument, world: OneCase) -> Iterable[tuple[Any, Any]]:
    for provision in instrument.provisions:
        if provision.severity >= Outcome.LICENCE_REQUIRED:
            condition = all_of(instrument.reach, at_least(provision, provision.severity))
            yield provision, world.formula(condition, world.bounds[provision.per][0])
