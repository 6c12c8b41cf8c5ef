"""What a relation reads, and what it said before: of the same values a relation always says the same.

Rule: what a relation that reads no lists says of an element is a function of the values that it reads there, so it is
worked out once for each of them. Whose facts they were is put in anew each time it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TypeAlias, TypeVar

from pratique.facts.kinds import CASE
from pratique.facts.vocabulary import definition_of
from pratique.logic.entities import Entity
from pratique.logic.lint import facts_in
from pratique.logic.nodes import (
    AllOf,
    Condition,
    Exists,
    Fact,
    ForAll,
    InRegion,
    IsOneOf,
    Kind,
    MaxOver,
    SumOver,
    Term,
)
from pratique.logic.relations import Relation
from pratique.logic.traverse import children, expressions
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import Value
from pratique.readings.decide import Bound, verdict
from pratique.readings.narrow import Because, Narrowing, is_one, narrowings, support, was_said
from pratique.value_class import dataclass

T = TypeVar("T")
Need: TypeAlias = tuple[tuple[Kind, frozenset[str]], ...]
"""Facts by kind, of which one has to be known of the elements that are bound."""
Values: TypeAlias = tuple[tuple[bool, ...], tuple[Value | None, ...]]
"""Of each kind that is read whether it is one element that is there, and the values of the facts that are read."""
Names: TypeAlias = frozenset[tuple[Kind, str]]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a relation said of one element, told so that it can be said of another with the same values."""

    fact: Fact | None
    value: Value | None
    because: Names

    @classmethod
    def from_(cls, told: Narrowing | Because) -> Heard:
        if isinstance(told, frozenset):
            return cls(None, None, _named(told))
        return cls(told.fact, told.value, _named(told.because))

    def of(self, bound: Bound) -> Narrowing | Because:
        because = frozenset((bound[kind].key, name) for kind, name in self.because)
        return because if self.fact is None else Narrowing(bound[self.fact.kind], self.fact, self.value, because)


def _named(because: Because) -> Names:
    return frozenset((definition_of(name).fact.kind, name) for _, name in because)


MOST_TOLD = 4_096
"""Of so many values at most what a relation says is remembered."""


@dataclass(frozen=True, slots=True)
class Index:
    """What a relation reads: its facts by name, by kind and, in one order, those that tell whether it speaks.

    `by_kind` is None where an element that knows none of them can make it speak (it reads lists); `before` is None
    where no values of the elements that are bound tell whether it says anything.
    """

    names: frozenset[str]
    by_kind: dict[str, frozenset[str]] | None
    before: tuple[tuple[Kind, str], ...] | None
    kinds: tuple[Kind, ...]
    """The kinds of the facts in `before`."""
    told: dict[Values, Heard | None] = field(default_factory=dict)
    """What it says at which values (None: nothing); it is a function of what the relation reads."""
    remarkable: dict[Values, bool] = field(default_factory=dict)


def remember(known: dict[Values, T], at: Values, said: T) -> None:
    """Keep what was said at some values; where too many are kept, they are worked out anew."""
    if len(known) >= MOST_TOLD:
        known.clear()
    known[at] = said


@lru_cache(maxsize=4_096)
def index_of(relation: Relation) -> Index:
    """What a relation reads, worked out once for each relation."""
    facts = facts_in(relation.when) | facts_in(relation.then) | facts_in(relation.unless) | set(relation.given)
    bound = set(_kinds_bound(relation.per))
    by_kind: dict[str, set[str]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind.name, set()).add(fact.name)
    flat = {fact.kind for fact in facts} <= bound
    first = facts if flat else facts_in(relation.then) if relation.force == "contradicts" else set[Fact]()
    tells = first and {fact.kind for fact in first} <= bound
    before = tuple(sorted(((each.kind, each.name) for each in first), key=lambda each: each[1]))
    return Index(
        frozenset(fact.name for fact in facts),
        {kind: frozenset(names) for kind, names in by_kind.items()} if flat else None,
        before if tells else None,
        tuple(dict.fromkeys(kind for kind, _ in before)),
    )


@lru_cache(maxsize=4_096)
def ways_of(relation: Relation) -> tuple[tuple[Need, ...], ...] | None:
    """The ways in which a relation can come to say anything, each all that it needs; None where nothing tells.

    Both statements are so, or the one is so or the other not.
    """
    bound = set(_kinds_bound(relation.per))
    given = [_need({fact}) for fact in relation.given if fact.kind in bound]
    when = [*given, *_needs(relation.when, TRUE, bound)]
    if relation.force in ("contradicts", "look again"):
        ways = [[*when, *_needs(relation.then, TRUE, bound)]]
    elif relation.force == "entails":
        ways = [when] if relation.given else [when, [*_needs(relation.then, FALSE, bound)]]
    else:
        return None
    return tuple(map(tuple, ways)) if all(ways) else None


def _needs(condition: Condition, truth: Truth, bound: set[Kind]) -> Iterator[Need]:
    """What must be known for a condition to be so, or not; of what reads lists, or is so in any case, nothing."""
    if isinstance(condition, Term):
        yield from _needs(condition.body, truth, bound)
    elif isinstance(condition, AllOf) and truth is TRUE:
        for part in condition.parts:
            yield from _needs(part, truth, bound)
    elif (facts := facts_in(condition)) and {fact.kind for fact in facts} <= bound and not _reads_lists(condition):
        nobody = {kind: Entity(kind, kind.name) for kind in bound}
        if verdict(condition, nobody).truth is not truth:
            yield _need(facts)


def _need(facts: Iterable[Fact]) -> Need:
    by_kind: dict[Kind, set[str]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, set()).add(fact.name)
    return tuple((kind, frozenset(names)) for kind, names in by_kind.items())


def _reads_lists(condition: Condition) -> bool:
    if isinstance(condition, Exists | ForAll):
        return True
    if isinstance(condition, InRegion) and any(
        isinstance(each, SumOver | MaxOver) for each in expressions(condition.number)
    ):
        return True
    return any(map(_reads_lists, children(condition)))


def is_flat(relation: Relation) -> bool:
    """Whether it reads no lists: all that it says follows from the values of the elements that are bound."""
    return index_of(relation).by_kind is not None


def conclusion_read(relation: Relation) -> str | None:
    """The conclusion without which the relation has nothing to say."""
    when = relation.when
    return when.fact.name if isinstance(when, IsOneOf) and when.fact.unstated is not None else None


def _kinds_bound(kind: Kind | None) -> Iterator[Kind]:
    """The kinds of which an element is bound where one of `kind` is."""
    yield CASE
    while kind is not None:
        yield kind
        if kind.carries is not None:
            yield kind.carries
        kind = kind.parent


def reads(relation: Relation) -> frozenset[str]:
    """The facts that a relation reads."""
    return index_of(relation).names


def is_silent_at(relation: Relation, bound: Bound) -> bool:
    """Whether too little is known of the elements that are bound for a relation to say anything of them."""
    read = index_of(relation).by_kind
    if read is not None and all(read.get(each.kind.name, _NONE).isdisjoint(each.values) for each in bound.values()):
        return True  # nothing that it reads is known, so nothing that any of its ways needs
    ways = ways_of(relation)
    if ways is None:
        return False
    for way in ways:
        for need in way:
            for kind, names in need:
                if not names.isdisjoint(bound[kind].values):
                    break  # one of these is known
            else:
                break  # none is: not this way
        else:
            return False
    return True


def values_read(relation: Relation, bound: Bound) -> Values | None:
    """All that the relation reads where elements are bound; None where it reads lists as well.

    Of a contradiction half of which reads lists it is what the other half reads.
    """
    index = index_of(relation)
    if index.before is None:
        return None
    whole = tuple([is_one(bound[kind]) for kind in index.kinds])
    return whole, tuple([bound[kind].values.get(name) for kind, name in index.before])


def may_speak_at(relation: Relation, element: Entity, bound: Bound) -> bool:
    """Whether enough is known for a relation to have something to say of an element."""
    stated = conclusion_read(relation)
    if stated is not None and stated not in element.values:
        return False
    return is_one(element) and not is_silent_at(relation, bound)


def says_at(relation: Relation, element: Entity, bound: Bound) -> bool | Values:
    """Whether a relation may have something to say of an element; the values at which nobody asked that yet."""
    if not may_speak_at(relation, element, bound):
        return False
    at = values_read(relation, bound)
    if at is None:
        return True
    known = known_of(relation)
    return bool(known[at]) if at in known else at


def says_of(relation: Relation, bound: Bound) -> Iterator[Narrowing | Because]:
    """What the relation says where elements are bound: a narrower value, or the facts that it contradicts."""
    if not all(was_said(fact, bound) for fact in relation.given):
        return
    if relation.force == "contradicts" and verdict(relation.then, bound).truth is not TRUE:
        return  # the second statement is the plainer one
    if verdict(relation.unless, bound).truth is TRUE:
        return
    when = verdict(relation.when, bound).truth
    if when is FALSE:
        return
    then = verdict(relation.then, bound).truth
    given = frozenset((bound[fact.kind].key, fact.name) for fact in relation.given)
    if relation.force == "contradicts":
        if when is TRUE:
            yield support(relation.when, bound, TRUE) | support(relation.then, bound, TRUE)
    elif when is TRUE and then is FALSE:
        yield given | support(relation.when, bound, TRUE) | support(relation.then, bound, FALSE)
    elif when is TRUE and then is not TRUE:
        yield from narrowings(relation.then, bound, TRUE, given | support(relation.when, bound, TRUE))
    elif then is FALSE and not relation.given:
        yield from narrowings(relation.when, bound, FALSE, support(relation.then, bound, FALSE))


def known_of(relation: Relation) -> Mapping[Values, object]:
    """What a relation said before, or whether its remark was called for: nothing, or False, where it was silent."""
    index = index_of(relation)
    return index.remarkable if relation.force == "look again" else index.told


_NONE: frozenset[str] = frozenset()
