"""The search for the smallest sets of changes after which the answer lies on the other side.

Rule: a set is right if the answer as it is worked out everywhere else says so once its changes are made. Sets are
grown by the steps that `readings.counterfactuals` names for one node that still lacks: any set that holds this one
and is right takes one of them. So nothing smaller is missed, and the search follows reasons, not combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from itertools import product

from pratique.deciding.applicable import instruments_for
from pratique.deciding.decision import Decided
from pratique.deciding.levels import levels_of
from pratique.deciding.outcomes import adds_up
from pratique.deciding.variation import Question, otherwise, outcomes_of, varied, whole_range
from pratique.dossier.case import Case
from pratique.dossier.evidence import refines
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, PART
from pratique.law.instrument import LEVELS, Instrument
from pratique.law.outcome import Outcome, Range
from pratique.logic.alike import Twins, representatives
from pratique.logic.entities import Entity, elements_of, is_known, unknown_value, value_of
from pratique.logic.lint import atoms, binate, facts_of
from pratique.logic.nodes import Condition, DateFact, Fact, Kind
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import Absence, Members, Span, Value, between
from pratique.readings.case_split import cells_of
from pratique.readings.counterfactuals import HOPELESS, THERE, ChangeSearch, ChangesNeeded, Step
from pratique.readings.decide import answer_of, bind
from pratique.readings.facts_used import facts_used
from pratique.value_class import dataclass

BARRED = LEVELS.index(Outcome.LICENCE_REQUIRED)
MOST_CHANGES = 3
MOST_FLIPS = 12
"""With so many sets nothing larger is looked for."""
MOST_WAYS = 16
"""Of more sets than this that one fact can be, only those with one member more or less are changes."""
MOST_TRIED = 500
"""So many sets are looked at; where more would have to be, the search is not complete."""
CELLS = 48
"""Into at most so many cells the open facts of one node are split."""
NEVER = frozenset({"act.knowledge", "act.kind", "act.into", "act.out_of", "service.city", "service.district"})
"""Never a change: what is known, and what the question itself is about."""


LABELS = frozenset(
    {
        "act.purpose",
        "part.import_purpose",
        "part.software_class",
        "part.foreign_interest",
        "export.end_uses",
        "export.for_development_or_production",
        "trade.chip_use",
        "data.purpose",
        "bulk.transaction",
        "bulk.government_related",
        "conflict.act",
        "holding.vehicle_kind",
        "technology.kind",
        "goods.control_notices",
        "party.us_person",
    }
)
"""What a thing is for or counts as: to call it otherwise is no change, so it is never proposed.

What it is made of, what it holds, who makes it and who gets it can be made otherwise: these stay changes.
"""


def can_be_changed(name: str) -> bool:
    """Whether an owner can act on a fact."""
    definition = VOCABULARY.get(name)
    if definition is None or definition.change is None or definition.is_legal:
        return False
    return name not in NEVER and name not in LABELS


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """The levels of one node, and the condition under which it is barred; there is one value of each."""

    case: int
    kind: Kind
    key: str
    levels: tuple[Condition, ...]

    @property
    def condition(self) -> Condition:
        return self.levels[BARRED]

    def reads(self, question: Question) -> bool:
        """Whether a fact can be read here: one of the condition, and not of another node of the kind."""
        key, name = question
        return (
            key == self.key or VOCABULARY[name].fact.kind is not self.kind or self.kind is CASE
        ) and name in names_of(self.condition)


Asked = tuple[Node, int, frozenset[Step]]
"""A node, how many changes may still come, and the steps taken that it reads."""


@dataclass(slots=True)
class Look:
    """One set of changes that is looked at: its search, and the cases once it is made, if they were needed yet."""

    search: ChangeSearch
    cases: list[Case] = field(default_factory=list)
    _found: dict[tuple[int, Kind], dict[str, Entity]] = field(default_factory=dict)

    def element(self, node: Node) -> Entity:
        """The element that a node is of."""
        at = (node.case, node.kind)
        if at not in self._found:
            self._found[at] = _elements(self.cases[node.case].entity, node.kind)
        return self._found[at][node.key]


@dataclass(slots=True)
class Flips:
    """The search over what was decided; `goal` is what the barred conditions are to become.

    `complete` turns false once something was left out: a fact with too many ways, or too many sets.
    """

    found: Decided
    goal: Truth
    twins: Twins = field(default_factory=Twins)
    cases: list[Case] = field(default_factory=list)
    now: dict[Question, tuple[Fact, Value]] = field(default_factory=dict)
    complete: bool = True
    _ways: dict[Question, list[Value]] = field(default_factory=dict)
    _asked: dict[str, list[Condition]] = field(default_factory=dict)
    _steps: dict[object, frozenset[Step]] = field(default_factory=dict)
    _owners: dict[Question, str] = field(default_factory=dict)
    _seen: dict[Asked, ChangesNeeded] = field(default_factory=dict)
    _made: dict[object, Node] = field(default_factory=dict)
    _nodes: list[Node] = field(default_factory=list)
    _news: frozenset[Step] = frozenset()

    def __post_init__(self) -> None:
        self.cases = self.found.cases.cases
        if not any(adds_up(instrument) for case in self.cases for instrument in self._instruments(case)):
            self.cases = [self._merged(each) for each in self.cases]
        facts: dict[Kind, list[Fact]] = {}
        for name, definition in VOCABULARY.items():
            if can_be_changed(name):
                facts.setdefault(definition.fact.kind, []).append(definition.fact)
        for case in self.cases:
            for entity in _below(case.entity, {}):
                for fact in facts.get(entity.kind, ()):
                    owner = case.owner(case.id, fact.name) if entity.kind is CASE else entity.key
                    self.now[owner, fact.name] = fact, value_of(entity, fact)
                    self._owners[entity.key, fact.name] = owner
        self._asked = asked(tuple(dict.fromkeys(each for case in self.cases for each in self._instruments(case))))
        self._nodes = list(self._nodes_of(self.cases))
        self._news = frozenset(step for case in self.cases for step in self._of_news(case))

    def smallest(self) -> list[frozenset[Step]]:
        """Every smallest set of at most three steps; none that is larger than the first dozen."""
        right: list[frozenset[Step]] = []
        frontier: dict[frozenset[Step], None] = {frozenset(): None}
        tried = 0
        for size in range(MOST_CHANGES + 1):
            further: dict[frozenset[Step], None] = {}
            for chosen in frontier:
                if any(each <= chosen for each in right):
                    continue
                tried += 1
                if tried > MOST_TRIED:
                    self.complete = False
                    return right
                levers = self._look(chosen, MOST_CHANGES - size)
                if levers.need == 0:
                    right.append(chosen)
                taken = {question for question, _ in chosen}
                further |= {chosen | {step}: None for step in sorted(levers.steps) if step[0] not in taken}
            frontier = further
            if len(right) >= MOST_FLIPS and frontier:
                self.complete = False
                break
        return right

    def made(self, chosen: Iterable[Step]) -> dict[Question, Value]:
        """The changes of a set, to all twins."""
        return {
            (each, name): self.ways((key, name))[way] for (key, name), way in chosen for each in self.twins.of(key)
        }

    def after(self, chosen: Iterable[Step]) -> Range:
        """The answer once a set of changes is made, worked out as everywhere else."""
        return whole_range(outcomes_of(self.found, self._after(chosen)))

    # --- one set --------------------------------------------------------------------------------------------

    def _look(self, chosen: frozenset[Step], budget: int) -> ChangesNeeded:
        """What is still needed after some steps; a node that reads none of them needs what it needed before."""
        search = ChangeSearch(self._means, budget)
        nodes, look = self._nodes, Look(search)
        if any(name == "act.date" for (_, name), _ in chosen):  # on another day other law may be known
            look.cases = self._after(chosen)
            nodes = list(self._nodes_of(look.cases))
        together, sure = (search.all_of, HOPELESS) if self.goal is FALSE else (search.one_of, THERE)
        asked = [(each, budget, frozenset(step for step in chosen if each.reads(step[0]))) for each in nodes]
        if together(self._seen[each] for each in asked if each in self._seen) is sure:
            return sure  # whatever the other nodes need: no case has to be made for them
        levers = together(self._node(each, chosen, look) for each in asked)
        if levers.need and not chosen and self._news:  # what is not yet known on its day names no step
            levers = ChangesNeeded(1, levers.steps | self._news)
        return levers

    def _after(self, chosen: Iterable[Step]) -> list[Case]:
        changes = self.made(chosen)
        return [otherwise(case, changes) for case in self.cases] if changes else self.cases

    def _merged(self, case: Case) -> Case:
        told = None if case.told is None else representatives(case.told, Twins())
        return replace(case, entity=representatives(case.entity, self.twins), told=told)

    def _nodes_of(self, cases: list[Case]) -> Iterator[Node]:
        for index, case in enumerate(cases):
            for instrument in self._instruments(case):
                for kind in instrument.kinds:
                    levels = levels_of(instrument, kind, "by_text")
                    elements = [case.entity] if kind is CASE else elements_of(case.entity, kind)
                    yield from (self._one(index, kind, each.key, levels) for each in elements)

    def _one(self, case: int, kind: Kind, key: str, levels: tuple[Condition, ...]) -> Node:
        at = (case, kind, key, levels)
        if at not in self._made:
            self._made[at] = Node(*at)
        return self._made[at]

    def _instruments(self, case: Case) -> Iterator[Instrument]:
        yield from instruments_for(case, self.found.asked.book, self.found.asked.law_on)
        yield from self.found.beside(case)

    def _node(self, asked: Asked, chosen: frozenset[Step], look: Look) -> ChangesNeeded:
        if asked not in self._seen:
            look.cases = look.cases or self._after(chosen)
            self._seen[asked] = self._needed(asked[0], look)
        return self._seen[asked]

    def _needed(self, node: Node, look: Look) -> ChangesNeeded:
        case, search = look.cases[node.case], look.search
        levers = _levers(search, case.entity, look.element(node), node, self.goal)
        cells = list(_cells(case, node, self._asked)) if levers.need else []
        for cell in cells if len(cells) > 1 else ():  # what is open may be settled in every cell
            entity = varied(case, cell).entity
            alone = ChangeSearch(self._means, search.budget)
            levers = _levers(alone, entity, _elements(entity, node.kind)[node.key], node, self.goal)
            if levers.need:
                break
        return levers

    def _of_news(self, case: Case) -> Iterator[Step]:
        """The days to which the act can be put, where other law is known then."""
        question = (case.id, "act.date")
        later = varied(case, {question: unknown_value(VOCABULARY["act.date"].fact)})
        if list(self._instruments(later)) != list(self._instruments(case)):
            yield from ((question, index) for index in range(len(self.ways(question))))

    # --- steps ----------------------------------------------------------------------------------------------

    def _means(self, element: Entity, fact: Fact, atom: Condition | None, goal: Truth) -> frozenset[Step]:
        question = (self._owners.get((element.key, fact.name), element.key), fact.name)
        at = (question, atom, goal)
        if at not in self._steps:
            ways = enumerate(self.ways(question))
            self._steps[at] = frozenset(
                (question, index) for index, way in ways if atom is None or answer_of(atom, way) is goal
            )
        return self._steps[at]

    def ways(self, question: Question) -> list[Value]:
        """The ways in which a fact can be made otherwise that the conditions can tell apart."""
        if question not in self._ways:
            self._ways[question] = list(self._otherwise(question)) if question in self.now else []
        return self._ways[question]

    def _otherwise(self, question: Question) -> Iterator[Value]:
        fact, now = self.now[question]
        today = self.found.asked.known_on.toordinal()
        ways = cells_of(fact, _loosened(fact, now, today), self._asked.get(fact.name, []))
        if len(ways) > MOST_WAYS and isinstance(now, Members):
            self.complete = False
            ways = [way for way in ways if _is_near(way, now)]
        yield from (way for way in ways if not refines(now, way))


def _is_near(way: Value, now: Members) -> bool:
    """Whether a set is made otherwise by one member more or less."""
    assert isinstance(way, Members)
    return len(way.must ^ (now.must if now.is_known else frozenset())) <= 1


def _loosened(fact: Fact, now: Value, today: int) -> Value:
    """All that a fact can be made: no day is put into the past, nothing called of a model year before its own.

    Nor is what has no model year given one: either would be the same thing under another label.
    """
    if VOCABULARY[fact.name].change == "date":
        if isinstance(fact, DateFact):
            return between(today, None)
        if fact.name.endswith("model_year") and isinstance(now, Span):
            if now.none is Absence.YES:
                return now
            return between(max(date.fromordinal(today).year, now.interval.low), None)
    return unknown_value(fact)


def _levers(search: ChangeSearch, case: Entity, element: Entity, node: Node, goal: Truth) -> ChangesNeeded:
    """What one node needs."""
    if element.present is not TRUE and goal is TRUE:
        return HOPELESS
    bound = bind({}, case)
    return search.levers(node.condition, bound if node.kind is CASE else bind(bound, element), goal)


def _elements(case: Entity, kind: Kind) -> dict[str, Entity]:
    """The elements of a kind by their keys, the first of each."""
    return {each.key: each for each in reversed([case] if kind is CASE else [*elements_of(case, kind)])}


@lru_cache(maxsize=4096)
def _open_ways(fact: Fact, value: Value, asked: tuple[Condition, ...]) -> list[Value]:
    return cells_of(fact, value, asked)


@lru_cache(maxsize=512)
def names_of(condition: Condition) -> frozenset[str]:
    """The facts that a condition reads."""
    return frozenset(use.fact.name for use in facts_used(condition))


def _cells(case: Case, node: Node, asked: dict[str, list[Condition]]) -> Iterator[dict[Question, Value]]:
    """What the open facts that are read both ways can be, as `outcomes` splits them."""
    near = [
        case.entity,
        *(each for each in case.entity.listing(PART).elements if node.kind is CASE or each.key == node.key),
    ]
    splits: dict[Question, list[Value]] = {}
    count = 1
    for element in near:
        for fact in sorted(split_worthy(node.levels), key=lambda each: each.name):
            if fact.kind is element.kind and not is_known(value_of(element, fact)):
                ways = _open_ways(fact, value_of(element, fact), tuple(asked.get(fact.name, ())))
                if len(ways) > 1 and count * len(ways) <= CELLS:
                    owner = case.owner(case.id, fact.name) if element.kind is CASE else element.key
                    splits[owner, fact.name] = ways
                    count *= len(ways)
    for chosen in product(*splits.values()):
        yield dict(zip(splits, chosen, strict=True))


@lru_cache(maxsize=512)
def split_worthy(conditions: tuple[Condition, ...]) -> frozenset[Fact]:
    """The facts read both ways that belong to the case or a part; doubt about the law is read exactly already."""
    facts = binate(*conditions)
    return frozenset(each for each in facts if each.kind in (CASE, PART) and not each.name.startswith("legal."))


@lru_cache(maxsize=64)
def asked(instruments: tuple[Instrument, ...]) -> dict[str, list[Condition]]:
    """The questions that the levels of instruments ask, by the fact that they read."""
    found: dict[str, dict[Condition, None]] = {}
    for instrument in instruments:
        for kind in instrument.kinds:
            for condition in levels_of(instrument, kind, "by_text"):
                for atom in atoms(condition):
                    for fact in facts_of(atom):
                        found.setdefault(fact.name, {})[atom] = None
    return {name: list(its) for name, its in found.items()}


def _below(entity: Entity, seen: dict[tuple[str, str], Entity]) -> Iterator[Entity]:
    """The element, what it lists and what it leads to, each once."""
    at = (entity.kind.name, entity.key)  # a source and its party may share a key
    if at not in seen:
        seen[at] = entity
        yield entity
        if entity.carried is not None:
            yield from _below(entity.carried, seen)
        for listing in entity.children.values():
            for element in listing.elements:
                yield from _below(element, seen)
