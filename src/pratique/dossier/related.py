"""A case whose facts were read together: what follows is derived, what cannot be is doubted, what is accepted stands.

Rule: relations narrow a case to a fixed point before anything is decided, so that every reading sees the same values.
A derived value rests on the facts that it was derived from and is as strong as the weakest of them. Of facts that
contradict each other all are read as unknown, which holds the outcomes under every repair of one of them; what the
question itself is about is never doubted, and what a thing is (`item.kind`, `part.kind`) is. A presumption stands
only where nobody said anything, and falls first.
Invariant: whatever order relations and facts come in, the fixed point is the same, for all are read in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from pratique.dossier.accepted import ACCEPTED_NOTHING, Accepted
from pratique.dossier.course import Course, Courses, Event, Retelling, event_of
from pratique.dossier.grouped import AskedOnce
from pratique.dossier.heard import (
    Heard,
    index_of,
    is_flat,
    is_silent_at,
    known_of,
    may_speak_at,
    reads,
    remember,
    says_at,
    says_of,
    values_read,
)
from pratique.dossier.working import At, Working
from pratique.facts.kinds import PARTY
from pratique.facts.vocabulary import definition_of
from pratique.logic.entities import Entity, open_value
from pratique.logic.nodes import Fact
from pratique.logic.relations import Relation
from pratique.logic.truth import TRUE
from pratique.logic.values import Value
from pratique.readings.decide import Bound, bind, verdict
from pratique.readings.narrow import Because, Narrowing, Said, is_one, narrowings
from pratique.value_class import dataclass

NEVER_DOUBTED = frozenset({"act.kind", "act.date", "act.into", "act.out_of", "service.city", "service.district"})
"""What the question is about: a contradiction doubts the other facts in it."""
MOST_STEPS = 8
"""How often one relation narrows one number before it is left as it is: arithmetic may creep without end."""
UNHEARD = object()
"""In place of what a relation said before, where it said nothing yet."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that follows: by which relation, from which facts that were said."""

    relation: Relation
    key: str
    fact: Fact
    value: Value
    because: Because


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be so; `members` are those that are doubted for it."""

    relation: Relation
    key: str
    members: Because
    because: Because


@dataclass(frozen=True, slots=True)
class Presumed:
    """A value that was taken for granted."""

    relation: Relation
    key: str
    fact: Fact
    value: Value


@dataclass(frozen=True, slots=True)
class Related:
    """What relations made of a case; `rounds` are what it was each time before more was doubted."""

    entity: Entity
    derived: Mapping[Said, tuple[Derived, ...]] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    presumed: tuple[Presumed, ...] = ()
    remarks: tuple[tuple[Relation, str], ...] = ()
    rounds: tuple[Entity, ...] = ()

    def at(self, turn: int | None) -> Entity:
        """The case as it was in one round of doubting, 0 the first, before anything was doubted; None the last."""
        return self.entity if turn is None or turn >= len(self.rounds) else self.rounds[turn]

    def taken(self, key: str, name: str) -> Relation | None:
        """The presumption that a fact rests on."""
        found = (each.relation for each in self.presumed if (each.key, each.fact.name) == (key, name))
        return next(found, None)

    @property
    def doubted(self) -> Because:
        """The facts that are read as unknown because of a contradiction."""
        return frozenset().union(*(each.members for each in self.contradictions))


def related(
    entity: Entity,
    relations: Iterable[Relation],
    accepted: Accepted = ACCEPTED_NOTHING,
    said: Because = frozenset(),
    sides: Mapping[Said, Sequence[Value]] | None = None,
    courses: Courses | None = None,
) -> Related:
    """The case with its facts read together; `said` are facts of which somebody said something, be it "unknown".

    `courses` are those of a case of the same elements and relations, where it has some; else they are kept there.

    `sides` are the values of facts on which sources differ: what cannot stand beside one of them is doubted too, so
    that a fact in dispute is never settled by another that says the same thing in other words.
    """
    every = sorted(relations, key=lambda each: each.name)
    laws = [each for each in every if each.force != "taken for granted"]
    found = list(_beside(entity, laws, sides or {}))
    doubts = set[Said]().union(*(each.members for each in found), sides or ())
    rounds = list[Entity]()
    known = courses.kept[:] if courses else []
    while True:
        run = _Run(entity, laws, frozenset(doubts))
        run.settle_as(known[min(len(rounds), len(known) - 1)] if known else None, None if known else courses)
        news = [each for each in run.contradictions if not each.members <= doubts]
        if not news:
            found += [each for each in run.contradictions if not each.members]
            break
        found += news
        rounds.append(run.work.result())
        doubts |= frozenset().union(*(each.members for each in news))
    accepting = [each for each in every if each.force == "taken for granted" and accepted.takes(each)]
    fallen: set[Said] = set()
    while accepting:
        run = _Run(entity, laws, frozenset(doubts))
        run.settle()
        run.presume(accepting, said | fallen)
        against = frozenset().union(*(each.because for each in run.contradictions)) & run.assumed.keys()
        if not against - fallen:
            break
        fallen |= against
    run.look_again(laws)
    return Related(
        run.work.result(),
        {at: tuple(its) for at, its in run.derived.items()},
        tuple(found),
        tuple(run.assumed[at] for at in sorted(run.assumed)),
        tuple(run.remarks),
        tuple(rounds),
    )


def _beside(
    entity: Entity, laws: Sequence[Relation], sides: Mapping[Said, Sequence[Value]]
) -> Iterator[Contradiction]:
    """What contradicts a side of a dispute between sources; each run takes one side of every dispute."""
    if not sides:
        return
    read = frozenset[str]().union(*(reads(each) for each in laws))
    disputes = {at: values for at, values in sorted(sides.items()) if at[1] in read}
    seen: set[tuple[str, str, Because]] = set()
    for turn in range(max((len(values) for values in disputes.values()), default=0)):
        run = _Run(entity, laws, frozenset())
        run.suppose({at: values[turn % len(values)] for at, values in disputes.items()})
        run.settle()
        for each in run.contradictions:
            mark = (each.relation.name, each.key, each.members)
            if each.members - disputes.keys() and each.because & disputes.keys() and mark not in seen:
                seen.add(mark)
                yield each


class _Run:
    """One narrowing of one case to its fixed point, with some facts read as unknown."""

    def __init__(self, entity: Entity, relations: Sequence[Relation], doubts: Because) -> None:
        self.work = Working(entity)
        self.relations = [each for each in relations if each.force != "look again"]
        self.derived: dict[Said, list[Derived]] = {}
        self.assumed: dict[Said, Presumed] = {}
        self.contradictions: list[Contradiction] = []
        self.remarks: list[tuple[Relation, str]] = []
        self.said: dict[Said, bool] = {}
        self._bounds: dict[At, Bound] = {}
        self._groups = AskedOnce(self.work)
        self._anywhere = self.work.known_anywhere()
        self._events: list[Event] | None = None
        """Where what the relation tells that is asked is kept, if it is."""
        self._elsewhere = 0
        """How often a relation told something of another element than the one that it was read at."""
        self.suppose({(key, name): open_value(definition_of(name).fact) for key, name in doubts})

    def suppose(self, values: Mapping[Said, Value]) -> None:
        """Read facts as these values."""
        for (key, name), value in sorted(values.items(), key=lambda item: item[0]):
            copy = self.work.copies.get((definition_of(name).fact.kind.name, key))
            if copy is not None:
                self._set(copy, name, value)

    def settle(self, changed: set[str] | None = None) -> None:
        """Narrow until nothing more follows; `changed` are the facts that are new (None: all are)."""
        while changed is None or changed:
            wanted, changed = changed, set()
            for relation in self.relations:
                if wanted is not None and wanted.isdisjoint(reads(relation)):
                    continue
                for element in self._elements(relation):
                    changed |= self._apply(relation, element)

    def settle_as(self, before: Course | None, kept: Courses | None) -> None:
        """Narrow until nothing more follows, as a case that was narrowed before; what is told is kept, if asked."""
        course = Course.of(self.work) if kept is not None else None
        follow = Retelling.where_it_can(before, self.work)
        if follow is None and course is None:
            return self.settle()
        wanted, turn = frozenset[str](), 0
        while not turn or wanted:
            changed, told = set[str](), dict[Relation, list[Event]]()
            for relation in self.relations:
                again = None if follow is None else follow.again(turn, relation)
                if again is not None:
                    self._events = None
                    for element, each in again:
                        changed |= self._keep(relation, element, each)
                    continue
                self._events = told[relation] = []
                if not turn or not wanted.isdisjoint(reads(relation)):
                    for element in self._elements(relation):
                        changed |= self._apply(relation, element)
                if follow is not None:
                    follow.asked(turn, relation, self._events)
            if course is not None:
                course.rounds.append({relation: events for relation, events in told.items() if events})
            wanted, turn = frozenset(changed), turn + 1
        self._events = None
        if kept is not None and course is not None:
            kept.kept.append(course)

    def _apply(self, relation: Relation, element: Entity) -> set[str]:
        """Keep what the relation says of an element; the names of the facts that are narrower for it."""
        at, known = values_read(relation, self._bound(element)), index_of(relation).told
        heard = known.get(at, UNHEARD) if at is not None else UNHEARD
        if heard is not UNHEARD:
            return (
                self._keep(relation, element, heard.of(self._bound(element))) if isinstance(heard, Heard) else set()
            )
        told, changed = list[Narrowing | Because](), set[str]()
        for each in says_of(relation, self._bound(element)):  # what is kept is read by what is told next
            told.append(each)
            changed |= self._keep(relation, element, each)
        if at is None:
            return changed
        if len(told) < 2 if is_flat(relation) else not told and self._is_silent(relation, element):
            remember(known, at, Heard.from_(told[0]) if told else None)
        return changed

    def _is_silent(self, relation: Relation, element: Entity) -> bool:
        """Whether the half of a contradiction that reads no lists is not so, whatever the other half is."""
        return verdict(relation.then, self._bound(element)).truth is not TRUE

    def presume(self, accepting: Sequence[Relation], said: Because) -> None:
        """Take for granted what nobody said anything of, and narrow again."""
        for relation in accepting:
            for element in self.work.of_kind(relation.per):
                if not is_one(element):
                    continue
                bound = self._bound(element)
                if verdict(relation.when, bound).truth is not TRUE:
                    continue
                for each in narrowings(relation.then, bound, TRUE, frozenset()):
                    at = (each.element.key, each.fact.name)
                    untold = each.fact.name not in each.element.values and at not in said
                    if untold and each.value is not None:
                        self.assumed[at] = Presumed(relation, at[0], each.fact, each.value)
                        self._set(each.element, each.fact.name, each.value)
        self.settle({name for _, name in self.assumed} or set())

    def look_again(self, relations: Iterable[Relation]) -> None:
        """Remark what may both be, and seldom is."""
        for relation in relations:
            if relation.force != "look again":
                continue
            for element in self._elements(relation):
                if self._is_remarkable(relation, element):
                    self.remarks.append((relation, element.key))

    def _is_remarkable(self, relation: Relation, element: Entity) -> bool:
        known, bound = index_of(relation).remarkable, self._bound(element)
        at = values_read(relation, bound)
        so = known.get(at) if at is not None else None
        if so is None:
            so = all(verdict(each, bound).truth is TRUE for each in (relation.when, relation.then))
            if at is not None:
                remember(known, at, so)
        return so

    # --- one relation at one element ------------------------------------------------------------------------

    def _elements(self, relation: Relation) -> Iterator[Entity]:
        """The elements of which the relation may have something to say, in order; of a group it is asked once.

        What is told of an element changes its own group alone; once something was told of another, each is asked.
        """
        if is_silent_at(relation, self._anywhere):
            return  # of no element enough is known
        grouped = self._groups.of(relation.per)
        if grouped is None:
            every = self.work.of_kind(relation.per)
            yield from (each for each in every if may_speak_at(relation, each, self._bound(each)))
            return
        says = {group: says_at(relation, each, self._bound(each)) for group, each in grouped.firsts.items()}
        if not any(each is not False for each in says.values()):
            return
        before, known = self._elsewhere, known_of(relation)
        for element, group in zip(grouped.elements, grouped.which, strict=True):
            if self._elsewhere != before:
                if may_speak_at(relation, element, self._bound(element)):
                    yield element
            elif (said := says[group]) is not False:
                yield element
                if said is not True:  # it was asked by now, so what it says of the others of the group may be known
                    says[group] = bool(known.get(said, True))

    def _bound(self, element: Entity) -> Bound:
        at = (element.kind.name, element.key)
        if at not in self._bounds:
            bound: Bound = bind({}, self.work.entity)
            for each in [element] if element.kind is PARTY else self.work.above[at]:
                bound = bind(bound, each)
            self._bounds[at] = bound
        return self._bounds[at]

    def _keep(self, relation: Relation, element: Entity, told: Narrowing | Because) -> set[str]:
        """Keep what was told; the names of the facts that are narrower for it."""
        if self._events is not None:
            self._events.append(event_of(element, told))
        if isinstance(told, frozenset):
            self._contradicted(relation, element, told)
            return set()
        at = (told.element.key, told.fact.name)
        if at[1].startswith("legal."):
            return set()  # how a text is to be understood never follows from facts
        if told.value is None:
            self._contradicted(relation, element, told.because | {at})
            return set()
        its = self.derived.get(at, [])
        if len([each for each in its if each.relation is relation]) >= MOST_STEPS:
            return set()
        self.said.setdefault(at, told.fact.name in told.element.values)
        self.derived[at] = [*its, Derived(relation, at[0], told.fact, told.value, self._roots(told.because))]
        self._set(told.element, told.fact.name, told.value)
        if told.element.kind is not element.kind or told.element.key != element.key:
            self._elsewhere += 1
        return {told.fact.name}

    def _set(self, element: Entity, name: str, value: Value) -> None:
        self.work.set(element, name, value)
        self._anywhere[element.kind].values[name] = value  # type: ignore[index]  # a table of its own
        self._groups.forget()

    def _contradicted(self, relation: Relation, element: Entity, because: Because) -> None:
        roots = self._roots(because)
        members = frozenset(each for each in roots if _may_be_doubted(each) and each not in self.assumed)
        found = Contradiction(relation, element.key, members, roots)
        if not any(each.relation is relation and each.key == element.key for each in self.contradictions):
            self.contradictions.append(found)

    def _roots(self, because: Because) -> Because:
        """The facts that somebody said, or that were presumed, behind some facts."""
        found: set[Said] = set()
        for at in because:
            its = self.derived.get(at)
            if not its or self.said.get(at):
                found.add(at)
            for each in its or ():
                found |= each.because
        return frozenset(found)


def _may_be_doubted(said: Said) -> bool:
    return said[1] not in NEVER_DOUBTED and not said[1].startswith("legal.")
