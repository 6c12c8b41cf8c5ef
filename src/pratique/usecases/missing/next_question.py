"""Which of the open questions comes next.

Rule: a question on the shortest way to the best outcome that is left (`readings.certificate`), worked out anew after
each answer. What is listed is asked about before what may be there beside it, a thing before its exception or a paper
that lifts a bar, what one knows oneself before what others know, a part that may connect or compute before one that
looks plain; of several the one after which, averaged over the answers that the law tells apart, the fewest nodes are
left open, then the fewest facts; an answer that settles the whole leaves nothing. The law is asked last. Answers are
supposed on elements of their own, so that choosing leaves no trace in what was decided.
Invariant: there is no other rule: `check` names this question as its next step, `needs` as what to ask next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Unpack

from msgspec import structs

from pratique.deciding.decision import Decided
from pratique.deciding.levels import levels_of
from pratique.deciding.outcomes import NodeOutcome, reread
from pratique.dossier.document import Dossier
from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.granted import is_granted
from pratique.facts.keys import is_unnamed, lies_beside, presence_of, upward
from pratique.facts.kinds import KINDS
from pratique.facts.reading import read_value
from pratique.files.collector import collector_paused
from pratique.law.instrument import LEVELS, conditions_of
from pratique.logic.entities import Entity, Listing, other_key
from pratique.logic.intervals import INFINITY
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact
from pratique.logic.truth import FALSE
from pratique.logic.values import Value
from pratique.readings.certificate import plans
from pratique.readings.decide import Bound, Open, Remembered, bind
from pratique.readings.facts_used import facts_used
from pratique.usecases.answer.looks import looks_plain
from pratique.usecases.answer.open_facts import OpenFacts
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.missing.ask import (
    Asking,
    Question,
    begin,
    not_known_of,
    question_of,
    with_part,
)
from pratique.usecases.missing.kin import Kin
from pratique.usecases.missing.left import LeftToAsk, Unasked, stands_for
from pratique.usecases.questions import SaidBeside, asked_beside

MOST_TRIED = 24
"""How many questions are tried before one is chosen; beyond, those that most lines ask."""
MOST_ANSWERS = 3
"""How many answers to one question are tried."""
LARGE = 400
"""From more parts than this nothing is tried."""
PERMIT = "permit."
"""Facts of a permit of a city, which `is_granted` does not name."""
_EXCEPTIONAL = frozenset(
    {
        "source.only_by_citizenship",
        "part.supplier_on_approved_list",
        "actor.informed_by_bis",
        "actor.told_ineligible_by_bis",
    }
)
"""Facts that only take out what the others bring in, or close such a way out; an agency told few people so."""
_ORDER = {"you": 0, "vehicle maker": 1, "part supplier": 2, "software supplier": 3}
"""Who is asked first."""
MOST_ACTS = 24
"""From more acts than this neither."""

Chooser = Callable[[Asking, Sequence[Question]], Question]
"""Picks one of several questions."""
Left = tuple[float, float]
"""How many nodes and how many facts an answer leaves open."""


def question_left(
    dossier: str | Path | Dossier, *, order: str = "best", **options: Unpack[SaidBeside]
) -> Question | None:
    """A dossier -> the question to ask now, the one that settles most first; None once nothing is left to ask.

    `order` "document" takes them as the dossier and its bills name the elements; `options` are those of `check`.
    `pratique.answer` keeps what is said to it. Raises InvalidInput, UsageError.

    >>> pratique.ask("shanghai-app/dossier.toml", known_on=day) is None
    True
    """
    if order not in ("best", "document"):
        raise UsageError(f"There is no order {order!r}; there are best and document.")
    asked, how = asked_beside(dossier, options)
    asking = begin(asked, **how)
    left = next_question(asking, None if order == "best" else in_document_order)
    return None if left is None else replace(left, provenance=whose_word(asking.found))


def next_question(asking: Asking, choose: Chooser | None = None) -> Question | None:
    """The question to ask now; None once the verdict is settled or nothing is left to ask."""
    with collector_paused():
        left = None if asking.is_settled else asking.unasked()
        return with_part(_chosen(asking, left, choose), asking.found) if left else None


def _chosen(asking: Asking, left: LeftToAsk, choose: Chooser | None) -> Question:
    """One of what may be asked; of a large dossier only that one is put in words."""
    if choose is None and _is_large(asking.found):
        return question_of(left.foremost(_place))
    return (choose or settles_most)(asking, list(map(question_of, left)))


def first_question(found: Decided, opens: OpenFacts | None = None) -> tuple[Question | None, int]:
    """What was decided -> the question to ask first, and how many there are in all; `opens` are its open facts."""
    dossier = found.cases.dossier
    asking = Asking(dossier, found, set_aside=not_known_of(dossier))
    left = None if asking.is_settled else asking.unasked(opens)
    if not left:
        return None, 0
    return with_part(_chosen(asking, left, None), found), len(left)


def in_document_order(asking: Asking, left: Sequence[Question]) -> Question:
    """The question about the element that the dossier and its bills name first."""
    order = {key: index for index, key in enumerate(asking.found.cases.labels)}
    names = {name: index for index, name in enumerate(VOCABULARY)}

    def place(question: Question) -> tuple[int, int]:
        places = (order[key] for key in upward(question.entity or "") if key in order)
        return next(places, len(order)), names.get(question.fact, -1)

    return min(left, key=place)


def settles_most(asking: Asking, left: Sequence[Question]) -> Question:
    """The question on the shortest way out whose answers leave the fewest nodes open, then the fewest facts."""
    facts = [question for question in left if not question.legal] or list(left)
    if len(facts) == 1:
        return facts[0]
    if _is_large(asking.found):
        return min(facts, key=_place)
    still = _Open(asking.found)
    needed = still.way_out()
    planned = [each for each in facts if any(_asks(each, one, asking.found) for one in needed)]
    tried = sorted(planned or facts, key=lambda question: -question.count)[:MOST_TRIED]
    turns = [(still.asks_beside_alone(each), *_turn(each, asking.found)) for each in tried]
    tried = [each for each, turn in zip(tried, turns, strict=True) if turn == min(turns)]
    return tried[0] if len(tried) == 1 else min(tried, key=lambda each: (_left_open(still, each), _place(each)))


def _turn(question: Question, found: Decided) -> tuple[tuple[bool, bool, bool], bool, bool]:
    """What comes in turn before anything is tried: what is not rare, of that what one knows oneself, of what others
    know that of parts which may connect or compute before that of resistors."""
    prints = found.cases.prints
    plain = any(looks_plain(prints.described(key)) for key in upward(question.entity or ""))
    return _rarity(question), question.known_by != "you", plain


def _rarity(question: Question | Unasked) -> tuple[bool, bool, bool]:
    """What is seldom so comes later: a detail of what may not exist, an exception, what may stand beside a list."""
    entity = question.entity or ""
    beside = lies_beside(entity) or is_unnamed(entity)
    is_detail, is_rare = _turn_of(question.fact)
    return beside and is_detail, is_rare, beside


@lru_cache(maxsize=1024)
def _turn_of(fact: str) -> tuple[bool, bool]:
    """Whether a fact is a detail of what may not exist, and whether it is an exception or a paper."""
    return presence_of(fact) is None, fact in _EXCEPTIONAL or is_granted(fact) or fact.startswith(PERMIT)


def _place(question: Question | Unasked) -> tuple[tuple[bool, bool, bool], int, int, str, str]:
    """Where a question stands without being tried: by who knows it, then by how many lines ask it."""
    one = question.one if isinstance(question, Unasked) else question
    order = _ORDER.get(one.known_by, len(_ORDER))
    return _rarity(question), order, -one.count, question.fact, question.entity or ""


class _Open:
    """The nodes that can still turn the verdict, found by the facts that they are open at.

    Nodes that are open at the same facts are alike: one of them is planned for and read again, and counts for all.
    """

    def __init__(self, found: Decided) -> None:
        self.found = found
        kin = {id(case): Kin(case) for case, _ in found.outcomes}
        self._like = {id(case.entity): kin[id(case)].like for case, _ in found.outcomes}
        self.nodes = [node for case, outcome in found.outcomes for node in kin[id(case)].nodes(outcome.mattering())]
        self.likes = [_likeness(node) for node in self.nodes]
        self._at: dict[str, list[tuple[int, Open]]] = {}
        for place, node in enumerate(self.nodes):
            for one in node.open:
                self._at.setdefault(one.fact, []).append((place, one))

    def way_out(self) -> frozenset[Open]:
        """The fewest facts by which one node of each likeness could come to its best, as far as `plans` sees."""
        first = dict(zip(reversed(self.likes), reversed(self.nodes), strict=True))
        known: dict[int, frozenset[Open]] = {}
        return frozenset().union(*(self._way_out(node, known) for node in first.values()))

    def _way_out(self, node: NodeOutcome, known: dict[int, frozenset[Open]]) -> frozenset[Open]:
        """What to learn for a node to come to its best; of nodes that say the same worked out once (`known`)."""
        if node.moved is not None:
            first, keys = node.moved
            return keys.opens(self._way_out(first, known))
        if id(node) not in known:
            beyond = LEVELS.index(node.range.best) + 1 if node.range.best in LEVELS else 0
            conditions = levels_of(node.instrument, node.kind, "by_text")[beyond:]
            once = node.family.once if node.family is not None else None
            few = None if once is None else Remembered(bind({}, once.case))
            ways = plans(conditions, node.bound, self._like.get(id(node.element)), few)
            known[id(node)] = frozenset().union(*(each.fails or () for each in ways))
        return known[id(node)]

    def asked_at(self, question: Question) -> list[tuple[NodeOutcome, int]]:
        """The nodes open at what a question asks, one of each likeness, with how many there are."""
        its = [each for fact in stands_for(question.fact) for each in self._at.get(fact, ())]
        places = sorted({place for place, one in its if _asks(question, one, self.found)})
        alike: dict[object, list[NodeOutcome]] = {}
        for place in places:
            alike.setdefault(self.likes[place], []).append(self.nodes[place])
        return [(nodes[0], len(nodes)) for nodes in alike.values()]

    def asks_beside_alone(self, question: Question) -> bool:
        """Whether only what may stand beside a list asks it: a chip that a car may hold, not the car."""
        its = [each for fact in stands_for(question.fact) for each in self._at.get(fact, ())]
        nodes = [self.nodes[place] for place, one in its if _asks(question, one, self.found)]
        return all(lies_beside(node.key) for node in nodes)

    @cached_property
    def count(self) -> int:
        """How many facts are open, at every node."""
        return sum(len(node.open) for node in self.nodes)


def _likeness(node: NodeOutcome) -> object:
    """What nodes have in common that are open alike: their instrument, range and facts, of whatever element."""
    own = node.key
    facts = sorted((one.fact, one.key.removeprefix(own) if one.key.startswith(own) else "") for one in node.open)
    return node.instrument.id, node.kind, node.range, tuple(facts)


def _is_large(found: Decided) -> bool:
    """Whether there is too much to try what answers would do."""
    acts = found.cases.cases
    parts = sum(len(listing.elements) for case in acts for listing in case.entity.children.values())
    return parts > LARGE or len(acts) > MOST_ACTS


def _left_open(still: _Open, question: Question) -> Left:
    """The nodes and facts left open after an answer, on the average over the answers that make a difference.

    Only the nodes that the question is open at are read again: at the others nothing can change.
    """
    asked = still.asked_at(question)
    others = (
        len(still.nodes) - sum(number for _, number in asked),
        still.count - sum(number * len(node.open) for node, number in asked),
    )
    left = [_open_with(still.found, question, raw, asked, others) for raw in answers_of(question, still.found)]
    return sum(each for each, _ in left) / len(left), sum(each for _, each in left) / len(left)


def _open_with(
    found: Decided, question: Question, raw: Any, asked: Sequence[tuple[NodeOutcome, int]], others: tuple[int, int]
) -> tuple[int, int]:
    """What one more answer leaves open, with what is open at `others`; nothing where it settles the whole."""
    supposed = _Supposed(found, question, read_value(question.typed, raw))
    read = [(*reread(node, supposed.bound(node.bound)), number) for node, number in asked]
    if any(one.best is found.range.worst for one, _, _ in read):
        return 0, 0
    left = [(len(opens), number) for one, opens, number in read if one.worst > found.range.best]
    return others[0] + sum(number for _, number in left), others[1] + sum(each * number for each, number in left)


class _Supposed:
    """The elements that nodes read, as they would be with one more answer; what it leaves alone is shared."""

    def __init__(self, found: Decided, question: Question, value: Value) -> None:
        self._found, self._question = found, question
        self._told = dict.fromkeys(stands_for(question.fact), value)
        self._closes = KINDS.get(question.fact.partition(".")[0]) if value is FALSE else None
        self._made: dict[int, tuple[Entity, Entity]] = {}

    def bound(self, bound: Bound) -> Remembered:
        """The same binding to elements that were answered about."""
        return Remembered({kind: self._element(element) for kind, element in bound.items()})

    def _element(self, element: Entity) -> Entity:
        if id(element) not in self._made:
            self._made[id(element)] = element, self._otherwise(element)
        return self._made[id(element)][1]

    def _otherwise(self, element: Entity) -> Entity:
        carried = None if element.carried is None else self._element(element.carried)
        children = {kind: self._listing(listing) for kind, listing in element.children.items()}
        values = element.values
        if self._closes and self._question.entity == other_key(self._closes, element.key):
            kind = self._question.typed.kind
            children[kind] = Listing(children[kind].elements if kind in children else [], True)
        elif any(_asks(self._question, Open(element.key, each), self._found) for each in self._told):
            values = {**values, **self._told}
        same = all(children[kind] is element.children.get(kind) for kind in children)
        if same and carried is element.carried and values is element.values:
            return element
        return structs.replace(element, values=values, children=children, carried=carried)

    def _listing(self, listing: Listing) -> Listing:
        elements = [self._element(each) for each in listing.elements]
        same = all(made is given for made, given in zip(elements, listing.elements, strict=True))
        return listing if same else Listing(elements, listing.closed)


def _asks(question: Question, one: Open, found: Decided) -> bool:
    """Whether an open fact of an element is what the question asks."""
    if one.fact not in stands_for(question.fact):
        return False
    if one.key == question.entity or question.entity is None:
        return True
    if one.fact.startswith("party."):
        return found.cases.labels.get(one.key, "").casefold() == question.label.casefold()
    return any(case.id == one.key and case.vehicle_key == question.entity for case in found.cases.cases)


def answers_of(question: Question, found: Decided) -> Sequence[Any]:
    """A few answers to a question that the law treats differently, as they would be written."""
    fact = question.typed
    named = _constants(fact.name, found)
    match fact:
        case ChoiceFact():
            return _choices(fact, named)
        case SetFact():
            return [[], sorted(named or fact.values)]
        case NumberFact() | DateFact():
            return _numbers(fact, named)
        case _:
            return [True, False]


def _choices(fact: ChoiceFact, named: Sequence[Any]) -> list[str]:
    within = [str(value) for value in named if value in fact.values]
    other = [value for value in sorted(fact.values) if value not in within]
    return [*within[: MOST_ANSWERS - 1], *other[:1]]


def _numbers(fact: NumberFact | DateFact, named: Sequence[Any]) -> list[Any]:
    """One value on either side of the constants that the law names, and none where there may be none."""
    marks = sorted(value for value in named if not isinstance(value, str | bool) and abs(value) != INFINITY)
    low, high = (marks[0] - 1, marks[-1] + 1) if marks else (1, 1)
    written: list[Any] = [] if not fact.may_be_none else ["none"]
    if isinstance(fact, DateFact):
        days = [int(min(max(end, 1), date.max.toordinal())) for end in (low, high)]
        return [*written, *(date.fromordinal(day).isoformat() for day in dict.fromkeys(days))]
    inside = [end for end in (low, high) if fact.domain.low <= end <= fact.domain.high]
    return [*written, *(int(end) if end == int(end) else float(end) for end in dict.fromkeys(inside))] or [{"min": 0}]


def _constants(name: str, found: Decided) -> Sequence[Any]:
    names = stands_for(name)
    marks = (_named(instrument).get(each, ()) for instrument in found.instruments for each in names)
    return sorted({mark for each in marks for mark in each}, key=lambda mark: (str(type(mark)), mark))


@lru_cache(maxsize=64)
def _named(instrument: Any) -> dict[str, tuple[Any, ...]]:
    """For each fact the constants that the conditions of an instrument name."""
    marks: dict[str, set[Any]] = {}
    for _, condition in conditions_of(instrument):
        for use in facts_used(condition):
            marks.setdefault(use.fact.name, set()).update(_flat(use.constants))
    return {name: tuple(its) for name, its in marks.items()}


def _flat(constants: Any) -> Iterator[Any]:
    for each in constants:
        if isinstance(each, frozenset | set | tuple | list):
            yield from _flat(each)
        else:
            yield each
