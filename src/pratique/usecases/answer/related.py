"""What an answer says of facts read together: derived, concluded, taken for granted, contradicting each other.

Rule: whatever nobody stated and the answer rests on stands here with the sentence it follows from; what is derived is
as strong as the weakest fact behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, TypeAlias

from pratique.dossier.case import Case
from pratique.dossier.related import Contradiction, Related
from pratique.facts.conclusions import FIGURES, RULINGS
from pratique.facts.definition import NOT_STATED, VOCABULARY
from pratique.facts.proof import Basis
from pratique.facts.shown import show_value
from pratique.logic.entities import Entity, is_known, value_of
from pratique.logic.places import ByPlace
from pratique.logic.relations import Relation
from pratique.logic.values import one_of
from pratique.readings.narrow import Said
from pratique.usecases.answer.answer import Concluded, ContradictionOut, FactOut, Note, RelatedOut
from pratique.usecases.answer.reasons import label_of, proof_of, weakest_behind
from pratique.value_class import dataclass


@dataclass(slots=True)
class RelatedAnswer:
    """The entries of one answer."""

    taken_for_granted: list[RelatedOut] = field(default_factory=list)
    concluded: list[Concluded] = field(default_factory=list)
    derived: DerivedFacts = field(default_factory=lambda: DerivedFacts())
    contradictions: list[ContradictionOut] = field(default_factory=list)
    look_again: list[Note] = field(default_factory=list)


def related_answer(cases: Iterable[Case]) -> RelatedAnswer:
    """What was made of the facts of all cases by reading them together, each once."""
    found = RelatedAnswer()
    for case in cases:
        told = _Elements(case)
        if case.related is not None:
            found.taken_for_granted += _presumed(case, case.related)
            found.derived.add(told, case.related)
            found.contradictions += _contradictions(case, case.related, told)
            found.look_again += _remarks(case, case.related)
        found.concluded += _concluded(case, told)
    found.look_again = list(dict.fromkeys(found.look_again))
    return found


def _presumed(case: Case, its: Related) -> Iterator[RelatedOut]:
    for each in its.presumed:
        yield RelatedOut(
            **_whose(case, each.relation, (each.key, each.fact.name)),
            value=show_value(each.fact, each.value),
            within=each.relation.within,
            leans=each.relation.leans,
        )


class DerivedFacts(ByPlace[RelatedOut]):
    """What follows in some cases, each put in words when it is asked for."""

    def __init__(self) -> None:
        self._all: list[tuple[_Elements, Related, Said]] = []

    def add(self, told: _Elements, its: Related) -> None:
        """Add what follows in one case."""
        self._all += [(told, its, at) for at in sorted(its.derived)]

    def __len__(self) -> int:
        return len(self._all)

    def at(self, place: int) -> RelatedOut:
        told, its, at = self._all[place]
        last, basis = its.derived[at][-1], weakest_behind(told.case, at)
        return RelatedOut(
            **_whose(told.case, last.relation, at),
            value=show_value(last.fact, last.value),
            basis=None if basis is None else basis.words,
            rests_on=tuple(map(told.fact, sorted(last.because))),
        )

    def among(self, facts: Collection[tuple[str, str]]) -> Iterator[RelatedOut]:
        """What follows of some facts, given by name and element."""
        for place, (told, _, (key, name)) in enumerate(self._all):
            if (name, told.case.owner(key, name)) in facts:
                yield self.at(place)


def derived_among(derived: Sequence[RelatedOut], facts: Collection[tuple[str, str]]) -> Iterator[RelatedOut]:
    """Of what follows in an answer, what follows of some facts, given by name and element."""
    if isinstance(derived, DerivedFacts):
        return derived.among(facts)
    return (each for each in derived if (each.fact, each.entity) in facts)


def _whose(case: Case, relation: Relation, at: Said) -> dict[str, Any]:
    owner = case.owner(*at)
    return {
        "fact": at[1],
        "entity": owner,
        "label": label_of(case, owner),
        "relation": relation.name,
        "says": relation.says,
        "cite": relation.cite,
        "transaction": case.id,
    }


def _contradictions(case: Case, its: Related, told: _Elements) -> Iterator[ContradictionOut]:
    for each in its.contradictions:
        yield ContradictionOut(
            relation=each.relation.name,
            says=each.relation.says,
            cite=each.relation.cite,
            entity=each.key,
            label=label_of(case, each.key),
            transaction=case.id,
            members=tuple(told.fact(one) for one in sorted(each.because)),
            doubted=tuple(sorted(f"{label_of(case, case.owner(*one))}: {one[1]}" for one in _doubted(each))),
        )


def _doubted(each: Contradiction) -> Iterable[Said]:
    return each.members


def _remarks(case: Case, its: Related) -> Iterator[Note]:
    for relation, key in its.remarks:
        yield Note(about=label_of(case, key), note=f"{relation.says} ({relation.cite})")


class _Elements:
    """The elements of one case as they were told, before anything was doubted, and their facts in words."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known: dict[Said, FactOut] = {}  # one fact of a party is behind several that follow

    @cached_property
    def told(self) -> Told:
        """Every element by its kind and key."""
        return elements_told(self.case)

    def fact(self, at: Said) -> FactOut:
        """A fact as it was told."""
        if at not in self._known:
            self._known[at] = self._fact(at)
        return self._known[at]

    def _fact(self, at: Said) -> FactOut:
        (key, name), case = at, self.case
        owner, fact = case.owner(key, name), VOCABULARY[name].fact
        element = self.told.get((fact.kind.name, key))
        proof = proof_of(case, key, name)
        return FactOut(
            name=name,
            entity=owner,
            label=label_of(case, owner),
            value="unknown" if element is None else show_value(fact, value_of(element, fact)),
            basis=None if proof is None else proof.basis.words,
            source=None if proof is None else proof.source,
        )


Told: TypeAlias = Mapping[tuple[str, str], Entity]
"""Every element of a case as it was told, by its kind and its key."""


def elements_told(case: Case) -> Told:
    """Every element of a case as it was told, before anything followed or was doubted."""
    stack, found = [case.told or case.entity], dict[tuple[str, str], Entity]()
    while stack:
        element = stack.pop()
        at = (element.kind.name, element.key)
        if at in found:
            continue
        found[at] = element
        stack += [each for listing in element.children.values() for each in listing.elements]
        if element.carried is not None:
            stack.append(element.carried)
    return found


def _concluded(case: Case, elements: _Elements) -> Iterator[Concluded]:
    """The conclusions that were stated of the elements of a case."""
    if not any(map(_is_one, case.evidence.facts)):
        return  # nearly all
    told = elements.told
    for key, name in _stated_conclusions(case, told):
        definition = VOCABULARY[name]
        at = case.id if key == case.vehicle_key and definition.fact.kind is case.entity.kind else key
        element = told.get((definition.fact.kind.name, at))
        if element is None:
            continue
        value, proof = value_of(element, definition.fact), proof_of(case, at, name)
        is_said_only = name in RULINGS and (proof is None or proof.basis is not Basis.DOCUMENTED)
        if is_said_only or not is_known(value) or value == one_of(NOT_STATED):
            continue
        owner = case.owner(at, name)
        yield Concluded(
            fact=name,
            entity=owner,
            label=label_of(case, owner),
            value=show_value(definition.fact, value),
            transaction=case.id,
            basis=None if proof is None else proof.basis.words,
            source=None if proof is None else proof.source,
        )


def _stated_conclusions(case: Case, told: Told) -> Iterator[tuple[str, str]]:
    """The key of each element and the name of each conclusion, figure or ruling that was stated of it."""
    mine, stated = {key for _, key in told}, case.evidence.names
    if case.vehicle_key:
        mine.add(case.vehicle_key)
    for key in sorted(mine & stated.keys()):
        for name in sorted(stated[key]):
            if _is_one(name) and case.evidence.value(key, name) is not None:
                yield key, name


def _is_one(name: str) -> bool:
    """Whether a fact is a conclusion, or a figure or a ruling that is told as one."""
    return name in VOCABULARY and (VOCABULARY[name].is_conclusion or name in FIGURES or name in RULINGS)
