"""Hypothesis strategies: a small world of kinds and facts, random conditions over it, random cases.

Rule: whatever the language can say is drawn here, in the mix that breaks readings: empty lists closed and open,
phantoms, elements that may not be there, parties behind several sources, facts read both ways, spans that end on
a threshold with open and closed ends, numbers that are none, may be none or are not known, unknown set members.

Use `conditions()` for conditions about a case, `conditions((CASE, PART))` for those read part by part, and
`cases()`; `numbers=False` leaves sums and other arithmetic out, `partial=False` leaves values known or not at all.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec import structs
from worlds import SOME_DAY

from pratique.logic import author as a
from pratique.logic import lint
from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import Interval, Region, region
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Condition,
    Constant,
    DateFact,
    DateShift,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    Kind,
    Max,
    MaxOver,
    Min,
    Minus,
    Not,
    NumberFact,
    Numeric,
    Plus,
    Quotient,
    SetFact,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point

CASE = Kind("case")
PART = Kind("part", CASE, at_least_one=True)
NOTE = Kind("note", CASE)
PARTY = Kind("party")
ACTOR = Kind("actor", CASE, carries=PARTY, exactly_one=True)
SOURCE = Kind("source", PART, carries=PARTY, at_least_one=True)
KINDS = (CASE, ACTOR, PART, NOTE, SOURCE, PARTY)


def _facts(kind: Kind) -> tuple[Fact, ...]:
    name = kind.name
    return (
        a.truth_fact(f"{name}.linked", kind),
        a.truth_fact(f"{name}.firmware", kind),
        a.number_fact(f"{name}.year", kind, whole=True, may_be_none=True),
        a.number_fact(f"{name}.weight", kind, "kg", low=0),
        a.number_fact(f"{name}.drift", kind),
        a.date_fact(f"{name}.day", kind),
        a.date_fact(f"{name}.until", kind, may_be_none=True),
        a.choice_fact(f"{name}.act", kind, "import", "sale", "repair"),
        a.set_fact(f"{name}.roles", kind, "designed", "made", "supplied"),
    )


FACTS: dict[Kind, tuple[Fact, ...]] = {kind: _facts(kind) for kind in KINDS}
YEARS = tuple(range(2026, 2031))
DAYS = tuple(date(2027, 1, 29).toordinal() + step for step in range(4))
AMOUNTS = (0, 1, Fraction(5, 2), 3, Fraction(10, 3), 7)


def examples(number: int) -> settings:
    """A third as many examples in every run, or as many times the number as PRATIQUE_EXAMPLES says."""
    many = max(2, round(number * float(os.environ.get("PRATIQUE_EXAMPLES", "0.35"))))
    return settings(max_examples=many, deadline=None, suppress_health_check=list(HealthCheck))


# --- conditions -------------------------------------------------------------------------------------------


def thresholds(fact: NumberFact | DateFact) -> tuple[int | Fraction, ...]:
    """The constants that conditions and values on a numeric fact are drawn from."""
    if isinstance(fact, DateFact):
        return DAYS
    return YEARS if fact.whole else AMOUNTS


@st.composite
def intervals(draw: st.DrawFn, constants: Sequence[int | Fraction]) -> Interval:
    """A nonempty interval with ends among `constants` or at infinity, each open or closed."""
    low, high = sorted(draw(st.tuples(st.sampled_from(constants), st.sampled_from(constants))))
    found = Interval(
        float("-inf") if draw(st.booleans()) else low,
        float("inf") if draw(st.booleans()) else high,
        draw(st.booleans()),
        draw(st.booleans()),
    )
    return Interval(found.low, found.high) if found.is_empty else found


def regions(constants: Sequence[int | Fraction]) -> st.SearchStrategy[Region]:
    """A union of at most two intervals; may be empty."""
    return st.lists(intervals(constants), max_size=2).map(region)


def _within(fact: ChoiceFact | SetFact) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(fact.values)))


@st.composite
def atoms(draw: st.DrawFn, bound: tuple[Kind, ...]) -> Condition:
    """A question about one fact of a bound kind."""
    fact = draw(st.sampled_from([fact for kind in _readable(bound) for fact in FACTS[kind]]))
    match fact:
        case TruthFact():
            return fact
        case NumberFact() | DateFact():
            return InRegion(fact, draw(regions(thresholds(fact))), draw(st.booleans()))
        case ChoiceFact():
            return fact.is_(*draw(_within(fact)))
        case SetFact():
            return draw(st.sampled_from([Intersects, SubsetOf]))(fact, draw(_within(fact)))


def _readable(bound: tuple[Kind, ...]) -> list[Kind]:
    return [k for kind in bound for k in (kind, kind.carries) if k is not None]


def _listed(bound: tuple[Kind, ...]) -> list[Kind]:
    return [kind for kind in KINDS if kind.parent in bound and kind not in bound]


@st.composite
def numerics(draw: st.DrawFn, bound: tuple[Kind, ...], depth: int = 2) -> Numeric:
    """A number or a date over facts of the bound kinds."""
    kinds = _readable(bound)
    facts = [f for kind in kinds for f in FACTS[kind] if isinstance(f, NumberFact | DateFact)]
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(facts) | st.sampled_from(AMOUNTS).map(Constant))
    inner = numerics(bound, depth - 1)
    shape = draw(st.sampled_from([Plus, Minus, Times, Quotient, Min, Max, DateShift, SumOver, MaxOver]))
    if shape in (SumOver, MaxOver):
        listed = _listed(bound)
        if not listed:
            return draw(inner)
        kind = draw(st.sampled_from(listed))
        below = (*bound, kind)
        return shape(kind, draw(numerics(below, 0)), draw(conditions(below, depth - 1, numbers=False)))
    if shape is DateShift:
        days = [fact for fact in facts if isinstance(fact, DateFact)]
        move = st.integers(-14, 14)
        return DateShift(draw(st.sampled_from(days)), draw(st.integers(-1, 1)), draw(move), draw(move))
    if shape in (Min, Max):
        return shape(tuple(draw(st.lists(inner, min_size=1, max_size=3))))
    return shape(draw(inner), draw(inner))


@st.composite
def conditions(
    draw: st.DrawFn, bound: tuple[Kind, ...] = (CASE,), depth: int = 3, *, numbers: bool = True
) -> Condition:
    """A condition that can be read where the kinds of `bound` (and what they carry) are bound."""
    shapes = ["atom", "lies"] if numbers else ["atom"]
    if depth > 0:
        shapes += ["all", "any", "not", "term", "all", "any", "either"] + (
            ["some", "every"] * 2 if _listed(bound) else []
        )
    shape = draw(st.sampled_from(shapes))
    inner = conditions(bound, depth - 1, numbers=numbers)
    if shape == "atom":
        return draw(atoms(bound))
    if shape == "lies":
        return InRegion(draw(numerics(bound)), draw(regions((*AMOUNTS, *YEARS, *DAYS))), draw(st.booleans()))
    if shape in ("all", "any"):
        parts = tuple(draw(st.lists(inner, max_size=3)))
        return AllOf(parts) if shape == "all" else AnyOf(parts)
    if shape == "not":
        return Not(draw(inner))
    if shape == "either":
        way = draw(atoms(bound))
        return AnyOf((AllOf((way, draw(inner))), AllOf((Not(way), draw(inner)))))
    if shape == "term":
        return Term("term", "1 CFR 1", "A term.", draw(inner))
    kind = draw(st.sampled_from(_listed(bound)))
    body = draw(conditions((*bound, kind), depth - 1, numbers=numbers))
    return Exists(kind, body) if shape == "some" else ForAll(kind, body)


# --- cases ------------------------------------------------------------------------------------------------


@st.composite
def values(draw: st.DrawFn, fact: Fact, *, partial: bool = True) -> Value:
    """A value of a fact: known, or (with `partial`) known in part."""
    match fact:
        case TruthFact():
            return draw(st.sampled_from([FALSE, TRUE] + [UNKNOWN] * partial))
        case NumberFact() | DateFact():
            return draw(_spans(fact, partial))
        case ChoiceFact():
            if partial:
                return Choice(draw(st.frozensets(st.sampled_from(sorted(fact.values)), min_size=1)))
            return Choice(frozenset({draw(st.sampled_from(sorted(fact.values)))}))
        case SetFact():
            must = draw(_within(fact))
            return Members(must, must | draw(_within(fact)) if partial else must)


@st.composite
def _spans(draw: st.DrawFn, fact: NumberFact | DateFact, partial: bool) -> Span:
    if fact.may_be_none and draw(st.integers(0, 4)) == 0:
        return NONE
    if not partial or draw(st.booleans()):
        return point(draw(st.sampled_from(thresholds(fact))))
    found = draw(intervals(thresholds(fact)))
    whole = isinstance(fact, DateFact) or fact.whole
    if whole and found.whole().is_empty:
        found = Interval(found.low, found.high)
    if isinstance(fact, NumberFact) and found.meet(fact.domain).is_empty:
        found = fact.domain
    none = draw(st.sampled_from([Absence.NO, Absence.MAYBE])) if fact.may_be_none else Absence.NO
    return Span(found, none)


SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def known(draw: st.DrawFn, kind: Kind, *, partial: bool = True) -> dict[str, Value]:
    """What is known of an element: any subset of the facts of its kind.

    One draw is dealt into all of its values: drawing each took three quarters of the time of every test that uses
    cases. What shrinks is which elements there are, not their values.
    """
    dice = random.Random(draw(SEEDS))
    told = [fact for fact in FACTS[kind] if dice.random() < 0.45]
    return {fact.name: dealt(dice, fact, partial) for fact in told}


def dealt(dice: random.Random, fact: Fact, partial: bool) -> Value:
    """A value of a fact as `values` draws it, dealt by dice."""
    match fact:
        case TruthFact():
            return dice.choice([FALSE, TRUE] + [UNKNOWN] * partial)
        case NumberFact() | DateFact():
            return _dealt_span(dice, fact, partial)
        case ChoiceFact():
            names = sorted(fact.values)
            return Choice(frozenset(dice.sample(names, dice.randint(1, len(names)) if partial else 1)))
        case SetFact():
            must, may = (_dealt_names(dice, fact) for _ in range(2))
            return Members(must, must | may if partial else must)


def _dealt_names(dice: random.Random, fact: SetFact) -> frozenset[str]:
    return frozenset(name for name in sorted(fact.values) if dice.random() < 0.4)


def _dealt_span(dice: random.Random, fact: NumberFact | DateFact, partial: bool) -> Span:
    constants = thresholds(fact)
    if fact.may_be_none and dice.random() < 0.2:
        return NONE
    if not partial or dice.random() < 0.5:
        return point(dice.choice(constants))
    low, high = sorted((dice.choice(constants), dice.choice(constants)))
    ends = (float("-inf") if dice.random() < 0.4 else low, float("inf") if dice.random() < 0.4 else high)
    found = Interval(*ends, dice.random() < 0.5, dice.random() < 0.5)
    found = Interval(*ends) if found.is_empty else found
    if (isinstance(fact, DateFact) or fact.whole) and found.whole().is_empty:
        found = Interval(found.low, found.high)
    if isinstance(fact, NumberFact) and found.meet(fact.domain).is_empty:
        found = fact.domain
    return Span(found, dice.choice([Absence.NO, Absence.MAYBE]) if fact.may_be_none else Absence.NO)


@st.composite
def cases(
    draw: st.DrawFn, *, partial: bool = True, most: int = 2, uncertain: bool = True, crowds: bool = False
) -> Entity:
    """A case with at most `most` elements in each list; with `uncertain` a listed element may not be there.

    With `crowds` a listed element may stand for several of which the same is known, as the answer "there are others"
    makes one. Two parties at most, so that sources share them; a source may come without its party.
    """
    parties = [Entity(PARTY, f"party{i}", draw(known(PARTY, partial=partial))) for i in range(2)]
    values = draw(known(CASE, partial=partial))
    return Entity(CASE, "case", values, _below(draw, CASE, "case", parties, partial, most, uncertain, crowds))


def _below(
    draw: st.DrawFn,
    parent: Kind,
    owner: str,
    parties: list[Entity],
    partial: bool,
    most: int,
    uncertain: bool,
    crowds: bool,
) -> dict[Kind, Listing]:
    found: dict[Kind, Listing] = {}
    for kind in KINDS:
        if kind.parent != parent or draw(st.integers(0, 4)) == 0:
            continue
        size = draw(st.integers(0, 1 if kind.exactly_one else most))
        closed, elements = draw(st.booleans()), []
        for index in range(size):
            key = f"{owner}/{kind.name}{index}"
            values = draw(known(kind, partial=partial))
            unsure = uncertain and not kind.exactly_one and draw(st.integers(0, 5)) == 0
            many = crowds and not kind.exactly_one and draw(st.integers(0, 7)) == 0
            carried = draw(st.sampled_from([*parties, None])) if kind.carries is PARTY else None
            below = _below(draw, kind, key, parties, partial, most, uncertain, crowds)
            elements.append(Entity(kind, key, values, below, carried, UNKNOWN if unsure else TRUE, many))
        found[kind] = Listing(elements, closed)
    return found


@st.composite
def aimed(draw: st.DrawFn, asked: Sequence[Condition], told: st.SearchStrategy[Entity]) -> Entity:
    """A case of `told` that says more of what the conditions ask: spans that end on their thresholds, and nothing."""
    case = draw(told)
    questions = [
        (fact, atom) for each in asked for atom in lint.atoms(each) for fact in dict.fromkeys(lint.facts_of(atom))
    ]
    sharp = [(fact, atom) for fact, atom in questions if isinstance(atom, InRegion) and atom.number is fact]
    for pool in draw(st.lists(st.sampled_from([questions, sharp or questions]), min_size=2, max_size=6)):
        if not pool:
            continue
        fact, atom = draw(st.sampled_from(pool))
        for element in _elements(case):
            if element.kind is fact.kind:
                assert isinstance(element.values, dict), "drawn for this case alone"
                element.values.pop(fact.name, None)
                if draw(st.integers(0, 2)):
                    element.values[fact.name] = draw(telling(fact, atom))
    return case


def telling(fact: Fact, atom: Condition) -> st.SearchStrategy[Value]:
    """A value of a fact near what an atom asks of it."""
    if not (isinstance(fact, NumberFact | DateFact) and isinstance(atom, InRegion) and atom.where.constants):
        return values(fact)
    near = intervals(sorted(atom.where.constants)).filter(lambda each: _is_possible(fact, each))
    none = st.sampled_from([Absence.NO, Absence.MAYBE] if fact.may_be_none else [Absence.NO])
    return st.builds(Span, near, none) | values(fact)


def _is_possible(fact: NumberFact | DateFact, interval: Interval) -> bool:
    """Whether the fact can lie there: a day that no calendar has, as the zeroth, completes to nothing."""
    inside = interval.meet(fact.domain if isinstance(fact, NumberFact) else Interval(SOME_DAY, float("inf")))
    whole = isinstance(fact, DateFact) or fact.whole
    return not (inside.whole() if whole else inside).is_empty


def _elements(entity: Entity) -> Iterator[Entity]:
    """Everything that a case lists or leads to, each once, the case first."""
    found = {id(entity): entity}
    for listing in entity.children.values():
        for element in listing.elements:
            found |= {id(each): each for each in _elements(element)}
    if entity.carried is not None:
        found[id(entity.carried)] = entity.carried
    return iter(found.values())


@st.composite
def weaker(draw: st.DrawFn, case: Entity) -> Entity:
    """The same case with any of its facts turned unknown, and any of its lists opened."""
    return _weaken(draw, case, {})


def _weaken(draw: st.DrawFn, entity: Entity, done: dict[int, Entity]) -> Entity:
    if id(entity) in done:
        return done[id(entity)]
    kept = {name: value for name, value in entity.values.items() if draw(st.booleans())}
    carried, below = None if entity.carried is None else _weaken(draw, entity.carried, done), dict[Kind, Listing]()
    for kind, listing in entity.children.items():
        elements = [_weaken(draw, each, done) for each in listing.elements]
        below[kind] = Listing(elements, listing.closed and draw(st.booleans()))
    done[id(entity)] = structs.replace(entity, values=kept, children=below, carried=carried)
    return done[id(entity)]
