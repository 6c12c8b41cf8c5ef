"""What is known of each element, with proof; and what becomes of it when sources differ or expire.

Rule: of two values one of which refines the other, the finer holds; of two that differ, neither does: the fact is
unknown and both are kept. What had expired by `known_on` is unknown, with the reason; a paper that is held (a
licence, an approval) has to hold on the day of the act too. What was asserted only after `known_on` settles nothing.
Nothing is ever dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from pratique.facts.definition import VOCABULARY
from pratique.facts.part import ONE_DAY_FOR_ALL
from pratique.facts.proof import WITHDRAWN, Given, Proof
from pratique.facts.vocabulary import definition_of
from pratique.logic.entities import is_known, open_value, unknown_value
from pratique.logic.nodes import Fact
from pratique.logic.truth import Truth
from pratique.logic.values import Choice, Members, Span, Value
from pratique.value_class import dataclass

FEW = 8
"""So many values of one fact are looked through one by one."""


@dataclass(slots=True)
class Evidence:
    """Everything given, by element key and fact name, in the order it was given."""

    known_on: date
    given: dict[tuple[str, str], list[Given]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    """For each element the facts of which something was given."""
    acts: dict[str, date] = field(default_factory=dict)
    """The days of the acts by their keys: a paper of an act has to hold on its day, any other on the last of them."""
    _differing: tuple[tuple[str, str, list[Given]], ...] | None = field(default=None, compare=False, repr=False)
    _last: date | None = field(default=None, compare=False, repr=False)
    _kept: dict[tuple[str, str], set[Given]] = field(default_factory=dict, compare=False, repr=False)
    """What was given of a fact, where it is more than a few: each is looked for among them once."""

    def needed_on(self, key: str, name: str) -> date:
        """The day on which the proof of a fact of an element must not have expired."""
        if not is_held(name):
            return self.known_on
        if key in self.acts:
            return max(self.known_on, self.acts[key])
        if self._last is None:
            self._last = max([self.known_on, *self.acts.values()])
        return self._last

    def add(self, key: str, fact: Fact, value: Value, proof: Proof) -> None:
        """Keep one value of `fact` at the element `key`; one day for all verbs is kept as the day of each."""
        if fact.name in ONE_DAY_FOR_ALL:
            for each in ONE_DAY_FOR_ALL[fact.name]:
                self.add(key, definition_of(each).fact, value, proof)
            return
        self.facts[fact.name] = fact
        self._differing = None
        its = self.given.get((key, fact.name))
        if its is None:
            its = self.given[(key, fact.name)] = []
            self.names.setdefault(key, []).append(fact.name)
        one = Given(value, proof)
        if len(its) < FEW:
            is_new = one not in its
        else:
            known = self._kept.get((key, fact.name))
            if known is None:
                known = self._kept[(key, fact.name)] = set(its)
            is_new = one not in known
            known.add(one)
        if is_new:
            its.append(one)

    def is_given(self, name: str) -> bool:
        """Whether something was given of a fact, at whatever element."""
        return name in self.facts

    def withdraw(self, key: str, name: str, value: Value) -> None:
        """What was given of a fact with this value counts no longer, and is kept as withdrawn."""
        its = self.given[(key, name)]
        its[:] = [
            Given(one.value, replace(one.proof, reason=WITHDRAWN)) if one.value == value else one for one in its
        ]
        self._kept.pop((key, name), None)
        self._differing = None

    def value(self, key: str, name: str) -> Value | None:
        """What all that was given comes to; None where nothing was given."""
        its = self.given.get((key, name))
        if not its:
            return None
        if len(its) == 1 and its[0].proof.is_of_any_day:
            return its[0].value  # nearly all
        return combined(its, self.facts[name], self.known_on, self.needed_on(key, name))

    def values_of(self, key: str) -> dict[str, Value]:
        """The values of one element by fact name."""
        mine = self.names.get(key, ())
        return {name: value for name in mine if (value := self.value(key, name)) is not None}

    def copy(self, key: str, to: str, name: str | None = None) -> None:
        """What was given of one element (by its short name) holds of another (by its own): all of it, or one fact."""
        names = tuple(self.names.get(key, ())) if name is None else (name,)
        for each in names if key != to else ():
            for one in self.given[(key, each)]:
                self.add(to, self.facts[each], one.value, one.proof)

    def state(self, key: str, values: Mapping[str, Value], proof: Proof) -> None:
        """Keep what a document says of an element as evidence on it."""
        for name, value in values.items():
            self.add(key, definition_of(name).fact, value, proof)

    def conflicts(self) -> tuple[tuple[str, str, list[Given]], ...]:
        """Every fact whose sources differ; looked for once, however many acts ask."""
        if self._differing is None:
            self._differing = tuple(self._conflicts())
        return self._differing

    def _conflicts(self) -> Iterator[tuple[str, str, list[Given]]]:
        for (key, name), its in self.given.items():
            if len(its) < 2:
                continue  # nearly all
            on = self.needed_on(key, name)
            live = [one for one in its if not one.proof.has_expired(on) and one.proof.reason != WITHDRAWN]
            if len(live) > 1 and _finest(live) is None:
                yield key, name, live

    def expired(self) -> Iterator[tuple[str, str, Given]]:
        """Every value that had expired by `known_on`, or is of a paper that will have on the day of the act."""
        for (key, name), its in self.given.items():
            for one in its:
                if one.proof.has_expired(self.needed_on(key, name)):
                    yield key, name, one

    def last_days(self) -> set[date]:
        """The last days of the papers that are held."""
        every = (one.proof.expires_on for (_, name), its in self.given.items() if is_held(name) for one in its)
        return {day for day in every if day is not None}

    def early(self) -> Iterator[tuple[str, str, Given]]:
        """Every value that was asserted only after `known_on`: it settles nothing, and may be in conflict."""
        for (key, name), its in self.given.items():
            for one in its:
                if one.proof.is_early(self.known_on):
                    yield key, name, one

    def proofs(self, key: str, name: str) -> tuple[Proof, ...]:
        """The proofs behind one fact, the live ones first; those of withdrawn answers where there are no others."""
        its = self.given.get((key, name), [])
        if len(its) < 2:
            return tuple([one.proof for one in its])  # nearly all
        its = [one for one in its if one.proof.reason != WITHDRAWN] or its
        return tuple(
            one.proof for one in sorted(its, key=lambda one: one.proof.has_expired(self.needed_on(key, name)))
        )


def is_held(name: str) -> bool:
    """Whether a fact says of a paper that it is there: what lapses with its last day, and not only its proof."""
    definition = VOCABULARY.get(name)
    return definition is not None and (definition.change == "paper" or definition.known_by == "authority")


def combined(its: list[Given], fact: Fact, known_on: date, needed_on: date) -> Value:
    """What several sources together say of a fact."""
    live = [one for one in its if not one.proof.has_expired(needed_on)]
    finest = _finest(live)
    if finest is None:
        return open_value(fact) if live else unknown_value(fact)
    timely = [one for one in live if not one.proof.is_early(known_on)]
    known = finest if len(timely) == len(live) else _finest(timely)
    return unknown_value(fact) if known is None else known


def _finest(its: list[Given]) -> Value | None:
    """The first value that refines all; to refine is to lie within, so each has to be compared with one alone."""
    if not its:
        return None
    finest = its[0].value
    for one in its[1:]:
        if refines(one.value, finest) and not refines(finest, one.value):
            finest = one.value
    return finest if all(refines(finest, other.value) for other in its) else None


def refines(fine: Value, coarse: Value) -> bool:
    """Whether every way `fine` can turn out is a way that `coarse` can."""
    match coarse, fine:
        case Truth(), Truth():
            return coarse is fine or not is_known(coarse)
        case Span(), Span():
            return coarse.holds(fine)
        case Choice(), Choice():
            return coarse.holds(fine)
        case Members(), Members():
            return coarse.holds(fine)
        case _:
            return False
