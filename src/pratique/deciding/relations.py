"""The facts of a case read together, under the relations of the law that can concern it.

Rule: this happens once, between building a case and deciding it, so that every question sees the same values; the
same relations are read again where a question makes facts otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from msgspec import structs

from pratique.deciding.applicable import instruments_for
from pratique.deciding.related_moved import RelatedTogether
from pratique.dossier.accepted import Accepted, names_in
from pratique.dossier.case import Case
from pratique.dossier.course import Courses
from pratique.dossier.related import Related, related
from pratique.dossier.structure import laid_out, rests_on
from pratique.dossier.working import Working
from pratique.errors import UsageError
from pratique.facts import act
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, PART
from pratique.facts.relations import NONE_IS_NOTHING
from pratique.facts.vocabulary import definition_of
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.instrument import Instrument
from pratique.logic.contents import CaseContent, content_of
from pratique.logic.entities import Entity, Listing, open_value
from pratique.logic.relations import Relation
from pratique.logic.truth import FALSE
from pratique.logic.values import Value
from pratique.readings.decide import bind, verdict
from pratique.readings.narrow import Because, Said


def relations_of(instruments: Iterable[Instrument]) -> tuple[Relation, ...]:
    """The relations of several instruments, each once."""
    return tuple({each.name: each for instrument in instruments for each in instrument.relations}.values())


def relate(
    case: Case,
    book: Book | None,
    law_on: date | None,
    accepted: Accepted,
    beside: Iterable[Relation] = (),
    together: RelatedTogether | None = None,
) -> None:
    """Read the facts of a case together; it keeps what was told and what became of it.

    `beside` are relations that hold whatever instrument concerns the case; `together` are the acts asked of with it.
    """
    bound = bind({}, case.entity)
    reaching = [
        each
        for each in instruments_for(case, book, law_on)
        if each.relations and verdict(each.reach, bound).truth is not FALSE
    ]
    found = {each.name: each for each in (*relations_of(reaching), *beside)}
    if case.layout.units:
        found.pop(NONE_IS_NOTHING.name, None)  # the vehicle is described, and is elsewhere
    case.relations = tuple(found.values())
    case.accepted = accepted
    _narrow(case, together)


def related_again(case: Case, before: Entity | None = None) -> Case:
    """The same case read together again after its facts were made otherwise; `before` is what it was told then."""
    again = replace(case)
    _narrow(again, before=before)
    return again


def _narrow(case: Case, together: RelatedTogether | None = None, before: Entity | None = None) -> None:
    if not case.relations:
        return
    told = case.told = case.told or case.entity
    said = _said(case) if case.accepted.sets else frozenset[Said]()  # only what is presumed asks who said what
    sides = _sides(case)
    content = content_of(told)
    if content is None and together is not None and not sides and not case.accepted.sets:
        case.related = together.of(told, case.relations)
    elif content is None:
        case.related = related(told, case.relations, case.accepted, said, sides)
    else:
        disputed = tuple((at, tuple(values)) for at, values in sides.items())
        known = content_of(before) if before is not None and not disputed else None
        if known is None:
            case.related = _related_before(content, case.relations, case.accepted, said, disputed)
        else:
            case.related = _related_beside(content, case.relations, case.accepted, said, known)
    case.related = _laid_out_again(case, case.related, said, sides)
    case.entity = case.related.entity


def _laid_out_again(case: Case, found: Related, said: Because, sides: Mapping[Said, Sequence[Value]]) -> Related:
    """What relations make of a case whose layout says less once the facts that it was read from are doubted.

    Whether the act concerns a vehicle is read from what its parts are; where one of them may be something else, it is
    open, and where it is doubted itself, so is what the parts are: either may be what was wrong. Goods named of a
    vehicle that may cross with them are not all that crosses.
    """
    told = case.told
    if told is None or not found.doubted:
        return found
    laid = (told.key, act.concerns_vehicle.name)
    is_torn = any(laid in each.members for each in found.contradictions)
    if case.layout.goods and is_torn and told.listing(PART).closed:
        some = {**told.children, PART: Listing(told.listing(PART).elements, False)}
        return _wider(case, found, structs.replace(told, children=some), said, sides)
    if not case.layout.concludes:
        return found
    doubted = found.doubted | (rests_on(told) if laid in found.doubted else frozenset())
    work = Working(told)
    values = dict[Said, Sequence[Value]]()
    for at in sorted(doubted - {laid}):
        fact = definition_of(at[1]).fact
        element = work.copies.get((fact.kind.name, at[0]))
        if element is not None and fact.name in element.values:
            values[at] = sides.get(at, (element.values[fact.name],))
            work.set(element, fact.name, open_value(fact))
    again = laid_out(work.result(), case.layout).values.get(laid[1])
    if again == told.values.get(laid[1]):
        return found
    rest = {name: value for name, value in told.values.items() if name != laid[1]}
    opened = structs.replace(told, values=rest if again is None else {**rest, laid[1]: again})
    return _wider(case, found, opened, said, {**sides, **values})


def _wider(
    case: Case, found: Related, opened: Entity, said: Because, sides: Mapping[Said, Sequence[Value]]
) -> Related:
    """What relations make of the case as it is opened, beside what they said before."""
    wider = related(opened, case.relations, case.accepted, said, sides)
    known = {(each.relation.name, each.key) for each in found.contradictions}
    news = [each for each in wider.contradictions if (each.relation.name, each.key) not in known]
    return replace(
        wider, contradictions=(*found.contradictions, *news), rounds=(*found.rounds, found.entity, *wider.rounds)
    )


@lru_cache(maxsize=1024)
def _related_before(
    told: CaseContent,
    relations: tuple[Relation, ...],
    accepted: Accepted,
    said: frozenset[Said],
    sides: tuple[tuple[Said, tuple[Value, ...]], ...],
) -> Related:
    """What relations made of a case that said the same: `related`, kept."""
    return related(told.entity, relations, accepted, said, dict(sides))


@lru_cache(maxsize=1024)
def _related_beside(
    told: CaseContent,
    relations: tuple[Relation, ...],
    accepted: Accepted,
    said: frozenset[Said],
    before: CaseContent,
) -> Related:
    """The same, of a case that differs in some facts from one before: what is told of both is told once."""
    return related(told.entity, relations, accepted, said, courses=_courses(before, relations))


@lru_cache(maxsize=64)
def _courses(told: CaseContent, relations: tuple[Relation, ...]) -> Courses:
    """What relations told of a case step by step."""
    courses = Courses()
    related(told.entity, relations, courses=courses)
    return courses


def _said(case: Case) -> frozenset[Said]:
    """The facts of which somebody said something, be it that it is unknown, as the case reads them."""
    found = set[Said]()
    for owner, name in case.evidence.given:
        definition = VOCABULARY.get(name)
        if definition is not None:
            found.add((case.id if definition.fact.kind is CASE else owner, name))
    return frozenset(found)


def _sides(case: Case) -> dict[Said, list[Value]]:
    """The values of every fact of the case on which its sources differ, as the case reads it."""
    found: dict[Said, list[Value]] = {}
    for owner, name, its in case.evidence.conflicts():
        definition = VOCABULARY.get(name)
        if definition is None or (definition.fact.kind is CASE and owner not in (case.id, case.vehicle_key)):
            continue
        key = case.id if definition.fact.kind is CASE else owner
        found.setdefault((key, name), []).extend(one.value for one in its)
    return found


def accepted(presume: Iterable[str], revoke: Iterable[str]) -> Accepted:
    """The presumptions of sets by name, but of the facts that are revoked. Raises UsageError for no set."""
    sets, revoked = {*presume}, {*revoke}
    if not sets and not revoked:
        return Accepted()
    taken = [each for each in relations_of(law_book.load()) if each.force == "taken for granted"]
    known = sorted({each.within for each in taken})
    if strange := sorted(sets - set(known)):
        raise UsageError(f"No set of presumptions is called {', '.join(strange)}; there are {', '.join(known)}.")
    facts = frozenset[str]().union(*(names_in(each) for each in taken if each.within in sets))
    if strange := sorted(revoked - facts):
        raise UsageError(
            f"{', '.join(strange)} cannot be revoked: the sets accepted presume nothing of it; they presume "
            f"{', '.join(sorted(facts)) or 'nothing'}."
        )
    return Accepted(frozenset(sets), frozenset(revoked))
