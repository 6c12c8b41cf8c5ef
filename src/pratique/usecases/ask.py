"""Which question to ask next, and what an answer to it leads to.

Rule: only what can still change the outcome is asked, one thing of one element at a time; of several questions the
one whose answers, on the average, leave the least open. What is answered goes through `check` as any other evidence,
so that asking can never decide otherwise than the dossier with its answers does.
Invariant: of a list that may hold more than it names only that is asked, whether it does, until the answer is yes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pratique.errors import Findings
from pratique.facts.definition import VOCABULARY, definition_of
from pratique.facts.reading import BadValue, read_value
from pratique.law.instrument import conditions_of
from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import INFINITY
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, Kind, NumberFact, SetFact
from pratique.logic.truth import FALSE
from pratique.logic.values import Value
from pratique.readings.decide import Open
from pratique.readings.facts_used import facts_used
from pratique.usecases.answer import OpenFact
from pratique.usecases.answered import OTHER, presence_of
from pratique.usecases.asked import open_facts
from pratique.usecases.decided import Decided, decided
from pratique.usecases.dossier import Dossier, read_dossier
from pratique.usecases.outcomes import NodeOutcome, reread

MOST_TRIED = 24
"""How many questions are tried before one is chosen; beyond, those that most lines ask."""
MOST_ANSWERS = 3
"""How many answers to one question are tried."""
LARGE = 400
"""From more parts than this nothing is tried: the question that most lines ask comes first."""


@dataclass(frozen=True, slots=True)
class Question:
    """One fact of one element. `entity` is the key that an answer names, None for the law or the act itself."""

    fact: str
    entity: str | None
    label: str
    meaning: str
    known_by: str
    proof: str
    known: str
    legal: bool
    count: int
    values: tuple[str, ...] = ()
    unit: str = ""

    @property
    def typed(self) -> Fact:
        """The fact that an answer is read as."""
        return typed(self.fact)


@dataclass(frozen=True, slots=True)
class Asking:
    """A dossier being asked about: `given` holds the answers so far, `set_aside` what nobody knows or says."""

    dossier: Dossier
    found: Decided
    options: Mapping[str, Any] = field(default_factory=dict)
    given: tuple[Mapping[str, Any], ...] = ()
    set_aside: frozenset[tuple[str, str | None]] = frozenset()

    @property
    def is_settled(self) -> bool:
        return self.found.range.is_settled

    def questions(self) -> tuple[Question, ...]:
        """What can still matter and may be asked, in the order of `open_facts`."""
        return tuple(q for q in questions_of(self.found) if (q.fact, q.entity) not in self.set_aside)


Chooser = Callable[[Asking, Sequence[Question]], Question]
"""Picks one of several questions."""


def begin(dossier: str | Path | Dossier, **options: Any) -> Asking:
    """Start asking; `options` are those of `check`. Raises InvalidInput, UsageError."""
    read = dossier if isinstance(dossier, Dossier) else read_dossier(dossier)
    aside = frozenset(
        (each["fact"], each.get("entity")) for each in read.entries("answers") if is_not_known(each["value"])
    )
    return Asking(read, decided(_copied(read, ()), **options), options, set_aside=aside)


def typed(name: str) -> Fact:
    """The fact of a full name, one that asks for the presence of an element included. Raises KeyError."""
    presence = presence_of(name)
    return definition_of(name).fact if presence is None else presence


def is_not_known(raw: Any) -> bool:
    """Whether a written value says that somebody was asked and does not know."""
    return raw == "?" or (isinstance(raw, Mapping) and "unknown" in raw)


def answered(asking: Asking, question: Question, entry: Mapping[str, Any]) -> Asking:
    """What is known after one more answer. Raises InvalidInput where it does not fit."""
    given = (*asking.given, entry)
    found = decided(_copied(asking.dossier, given), **asking.options)
    return Asking(asking.dossier, found, asking.options, given, asking.set_aside | {(question.fact, question.entity)})


def passed_over(asking: Asking, question: Question) -> Asking:
    """The same, the question not to be asked again."""
    return replace(asking, set_aside=asking.set_aside | {(question.fact, question.entity)})


def next_question(asking: Asking, choose: Chooser | None = None) -> Question | None:
    """The question to ask now; None once the verdict is settled or nothing is left to ask."""
    left = () if asking.is_settled else asking.questions()
    return (choose or settles_most)(asking, left) if left else None


def read_answer(question: Question, raw: Any) -> None:
    """Raise BadValue unless `raw` is a value of the question's fact."""
    if question.legal and isinstance(raw, str) and raw not in question.values:
        raise BadValue(f"{raw!r} is none of {', '.join(question.values)}")
    read_value(question.typed, raw)


def entry_of(
    question: Question,
    raw: Any,
    *,
    source: str,
    by: str | None = None,
    on: date | None = None,
    basis: str = "asserted",
) -> dict[str, Any]:
    """An answer as it is kept: the value as it was written, with source, basis and day."""
    entry: dict[str, Any] = {} if question.entity is None else {"entity": question.entity}
    entry |= {"fact": question.fact, "value": raw, "source": source, "basis": basis}
    entry |= {"by": by} if by else {}
    return entry | ({"asserted_on": on.isoformat()} if on else {})


def questions_of(found: Decided) -> tuple[Question, ...]:
    """The open facts as questions: a party is asked once under every name a bill gives it."""
    asked: dict[tuple[str, str | None], Question] = {}
    for one in open_facts(found.outcomes):
        if not _is_phantom(one, found):
            question = _question(one, found)
            asked.setdefault((question.fact, question.entity), question)
    return tuple(asked.values())


def _is_phantom(one: OpenFact, found: Decided) -> bool:
    """Whether it is a detail of something that may not exist."""
    if OTHER not in one.entity or presence_of(one.name) is not None:
        return False
    key = one.entity.removesuffix("/party")
    kind = key.rpartition(OTHER)[2]
    return found.cases.evidence.value(key, f"{kind}.present") is None


def _question(one: OpenFact, found: Decided) -> Question:
    fact = typed(one.name)
    values = tuple(sorted(fact.values)) if isinstance(fact, ChoiceFact | SetFact) else ()
    return Question(
        one.name,
        _subject(one, found),
        one.label,
        one.meaning,
        one.known_by,
        one.proof,
        one.known,
        one.legal,
        one.count,
        values,
        fact.unit if isinstance(fact, NumberFact) else "",
    )


def _subject(one: OpenFact, found: Decided) -> str | None:
    """Whose answer it is: the party of the dossier that a bill's party is, else the element itself."""
    if one.legal:
        return None
    if one.name.startswith("party."):
        for party in found.cases.dossier.entries("parties"):
            if party.get("name", party["id"]).casefold() == one.label.casefold():
                return str(party["id"])
    return one.entity


# --- choosing -----------------------------------------------------------------------------------------------


def in_document_order(asking: Asking, left: Sequence[Question]) -> Question:
    """The question about the element that the dossier and its bills name first."""
    order = {key: index for index, key in enumerate(asking.found.cases.labels)}
    names = {name: index for index, name in enumerate(VOCABULARY)}

    def place(question: Question) -> tuple[int, int]:
        key = question.entity or ""
        while key and key not in order:
            key = key.rpartition("/")[0]
        return order.get(key, len(order)), names.get(question.fact, -1)

    return min(left, key=place)


def settles_most(asking: Asking, left: Sequence[Question]) -> Question:
    """The question whose answers leave the least open on the average; the law is asked last."""
    facts = [question for question in left if not question.legal] or list(left)
    if _parts(asking.found) > LARGE:
        return max(facts, key=lambda question: question.count)
    tried = sorted(facts, key=lambda question: -question.count)[:MOST_TRIED]
    return min(tried, key=lambda question: _left_open(asking, question))


def _parts(found: Decided) -> int:
    return sum(len(listing.elements) for case in found.cases.cases for listing in case.entity.children.values())


def _left_open(asking: Asking, question: Question) -> float:
    """How much stays open after an answer, on the average over the answers that make a difference.

    Only the nodes that the question is open at are read again: at the others nothing can change.
    """
    nodes = [node for _, outcome in asking.found.outcomes for node in outcome.mattering()]
    asked = [node for node in nodes if any(_asks(question, one, asking.found) for one in node.open)]
    others = sum(len(node.open) for node in nodes) - sum(len(node.open) for node in asked)
    answers = answers_of(question, asking.found)
    return others + sum(_open_with(asking.found, question, raw, asked) for raw in answers) / len(answers)


def _open_with(found: Decided, question: Question, raw: Any, nodes: Sequence[NodeOutcome]) -> int:
    """The facts still open at `nodes` with one more answer; 0 where it settles the whole."""
    with _supposing(found, question, read_value(question.typed, raw)):
        read = [reread(node) for node in nodes]
    if any(one.best is found.range.worst for one, _ in read):
        return 0
    return sum(len(opens) for one, opens in read if one.worst > found.range.best)


@contextmanager
def _supposing(found: Decided, question: Question, value: Value) -> Iterator[None]:
    """The elements that a question is about have `value` for as long as this lasts."""
    undo: list[tuple[Entity, Mapping[str, Value], dict[Kind, Listing]]] = []
    bounds = (node.bound for _, outcome in found.outcomes for node in outcome.nodes)
    cases = {id(element): element for bound in bounds for element in bound.values()}
    for element in _below(cases.values()):
        closes = value is FALSE and question.entity == f"{element.key}{OTHER}{question.fact.partition('.')[0]}"
        if closes or _asks(question, Open(element.key, question.fact), found):
            undo.append((element, element.values, element.children))
            element.values = element.values if closes else {**element.values, question.fact: value}
            if closes:
                kind = question.typed.kind
                element.children = {**element.children, kind: Listing(element.listing(kind).elements, True)}
    try:
        yield
    finally:
        for element, values, children in reversed(undo):
            element.values, element.children = values, children


def _below(roots: Iterable[Entity]) -> Iterator[Entity]:
    """Elements with all that they list and lead to, each once."""
    seen: set[int] = set()
    left = list(roots)
    while left:
        element = left.pop()
        if id(element) not in seen:
            seen.add(id(element))
            yield element
            left += [each for listing in element.children.values() for each in listing.elements]
            left += [element.carried] if element.carried is not None else []


def _asks(question: Question, one: Open, found: Decided) -> bool:
    """Whether an open fact of an element is what the question asks."""
    if one.fact != question.fact:
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
    marks = (_named(instrument).get(name, ()) for instrument in found.instruments)
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


def _copied(dossier: Dossier, given: Sequence[Mapping[str, Any]]) -> Dossier:
    """The dossier with further answers, its findings its own."""
    data = {**dossier.data, "answers": [*dossier.entries("answers"), *given]}
    return Dossier(data, dossier.file, dossier.text, Findings(list(dossier.findings)), list(dossier.elsewhere))
