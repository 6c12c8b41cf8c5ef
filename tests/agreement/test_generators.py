"""The generators reach what the agreement is about: each class below occurs, on the same seed every time."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import AMOUNTS, CASE, DAYS, FACTS, YEARS, aimed, cases, conditions, telling
from worlds import ways

from pratique.logic.entities import Entity
from pratique.logic.intervals import INFINITY, Interval, region
from pratique.logic.lint import atoms, binate, facts_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    DateFact,
    DateShift,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    MaxOver,
    Not,
    NumberFact,
    Quotient,
    SubsetOf,
    SumOver,
    Term,
    TruthFact,
)
from pratique.logic.simplify import simplify
from pratique.logic.traverse import expressions
from pratique.logic.truth import TRUE, UNKNOWN
from pratique.logic.values import Absence, Members, Span

CLASSES = {
    "an empty list that is closed", "an empty list that is open", "a phantom beside listed elements",
    "an element that may not be there", "an element that stands for several", "a party behind two sources",
    "a source of which no party is told", "a set with members that may be in it", "a choice among several",
    "a number that may be none", "a number that is none", "a span that ends on a threshold, open",
    "a span that ends on a threshold, closed", "a fact read both ways", "a fact read both ways that is open",
    "a kind asked for some and for every", "a quantifier inside a quantifier", "a quantifier inside another sort",
    "a sum over elements", "a sum over what may be there", "a greatest of elements", "a condition inside a sum",
    "a quotient", "a day moved", "a question about sets", "a term under a negation",
}  # fmt: skip


def below(entity: Entity) -> Iterator[Entity]:
    yield entity
    for listing in entity.children.values():
        for element in listing.elements:
            yield from below(element)
            if element.carried is not None:
                yield element.carried


def of_case(case: Entity) -> Iterator[str]:
    """The classes that a case falls in by itself."""
    every = list(below(case))
    behind = Counter(id(each.carried) for each in every if each.carried is not None)
    for entity in every:
        for listing in entity.children.values():
            if not listing.elements:
                yield f"an empty list that is {'closed' if listing.closed else 'open'}"
            elif not listing.closed:
                yield "a phantom beside listed elements"
        if entity.present is UNKNOWN:
            yield "an element that may not be there"
        if entity.many:
            yield "an element that stands for several"
        if entity.kind.carries is not None:
            yield "a source of which no party is told" if entity.carried is None else "told"
        for value in entity.values.values():
            if isinstance(value, Members) and value.must < value.may:
                yield "a set with members that may be in it"
            if isinstance(value, Span) and value.none is not Absence.NO:
                yield "a number that is none" if value.none is Absence.YES else "a number that may be none"
    if any(count > 1 for count in behind.values()):
        yield "a party behind two sources"
    if any(len(getattr(value, "possible", ())) > 1 for each in every for value in each.values.values()):
        yield "a choice among several"


def of_condition(condition: Condition) -> Iterator[str]:
    """The classes that a condition falls in by itself."""
    if binate(simplify(condition)):
        yield "a fact read both ways"
    yield from quantified(condition, ())
    for atom in atoms(condition):
        if isinstance(atom, Intersects | SubsetOf):
            yield "a question about sets"
        for part in expressions(atom.number) if isinstance(atom, InRegion) else ():
            match part:
                case SumOver():
                    yield "a sum over elements"
                case MaxOver():
                    yield "a greatest of elements"
                case Quotient():
                    yield "a quotient"
                case DateShift():
                    yield "a day moved"
            if isinstance(part, SumOver | MaxOver) and any(True for _ in atoms(part.where)):
                yield "a condition inside a sum"


def quantified(condition: Condition, outer: tuple[type[Condition], ...]) -> Iterator[str]:
    match condition:
        case Exists(kind, body) | ForAll(kind, body):
            sort = type(condition)
            yield f"{sort.__name__} {kind.name}"
            if outer:
                yield "a quantifier inside a quantifier" if sort in outer else "a quantifier inside another sort"
            yield from quantified(body, (*outer, sort))
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from quantified(part, outer)
        case Not(Term()):
            yield "a term under a negation"
            yield from quantified(condition.part, outer)
        case Not(part) | Term(body=part):
            yield from quantified(part, outer)


def of_both(condition: Condition, case: Entity) -> Iterator[str]:
    """The classes that a condition and a case fall in together."""
    every = list(below(case))
    both_ways = {fact for fact in binate(simplify(condition)) if isinstance(fact, TruthFact)}
    if any(fact.kind is each.kind and fact.name not in each.values for fact in both_ways for each in every):
        yield "a fact read both ways that is open"
    for atom in atoms(condition):
        if not isinstance(atom, InRegion):
            continue
        if isinstance(atom.number, NumberFact | DateFact):
            for fact, each in ((fact, each) for fact in facts_of(atom) for each in every):
                span = each.values.get(fact.name)
                if isinstance(span, Span) and not span.interval.is_point:
                    yield from touching(span, atom)
        kinds = {part.kind for part in expressions(atom.number) if isinstance(part, SumOver)}
        doubtful = (each for each in every if each.kind in kinds and (each.many or each.present is not TRUE))
        if any(True for _ in doubtful):
            yield "a sum over what may be there"


def touching(span: Span, atom: InRegion) -> Iterator[str]:
    interval = span.interval
    for end, is_open in ((interval.low, interval.low_open), (interval.high, interval.high_open)):
        if abs(end) != INFINITY and end in atom.where.constants:
            yield f"a span that ends on a threshold, {'open' if is_open else 'closed'}"


class EnoughSeen(Exception):
    """Every class has occurred."""


def test_the_generators_reach_every_class() -> None:
    seen = Counter[str]()

    @settings(
        max_examples=400,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data(), st.lists(conditions(), min_size=4, max_size=6))
    def look(data: st.DataObject, asked: list[Condition]) -> None:
        case = data.draw(aimed(asked, cases(crowds=True)))
        seen.update(of_case(case))
        for condition in asked:
            found = {*of_condition(condition), *of_both(condition, case)}
            for kind in ("part", "note", "source"):
                if {f"Exists {kind}", f"ForAll {kind}"} <= found:
                    found.add("a kind asked for some and for every")
            seen.update(found)
        if seen.keys() >= CLASSES:
            raise EnoughSeen

    with contextlib.suppress(EnoughSeen):
        look()
    assert CLASSES - seen.keys() == set()


@given(st.sampled_from([each for each in FACTS[CASE] if isinstance(each, DateFact)]), st.data())
def test_whatever_is_said_of_a_date_can_turn_out_some_way(fact: DateFact, data: st.DataObject) -> None:
    constant = data.draw(st.sampled_from([*AMOUNTS, *YEARS, *DAYS]))
    asked = InRegion(fact, region([Interval(constant, constant)]), none_ok=False)
    assert ways(fact, data.draw(telling(fact, asked)), [constant])
