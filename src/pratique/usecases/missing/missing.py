"""What is missing, as an answer says it: the facts that matter, what answers lead to, the shortest ways to settle.

Rule: this knows how an answer reads, not how it is found; the proof and the cells find it, and both say it with this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from pratique.dossier.case import Case
from pratique.facts.definition import VOCABULARY
from pratique.facts.keys import Key, is_named, lies_in
from pratique.facts.kinds import PART
from pratique.facts.shown import show_value
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.logic.entities import Entity
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import DateFact, Fact
from pratique.logic.truth import Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.usecases.answer.answer import VerdictOut, verdict_out
from pratique.usecases.answer.reasons import label_of
from pratique.value_class import dataclass

Question = tuple[str, str]
"""Whose fact, and its full name."""
Step = tuple[Question, int]
"""An answer: to which question, and which of the answers that it can have."""
MOST_FOLLOWED = 60
"""Of so many questions it is worked out what each answer leads to; the rest is listed without."""
MOST_WAYS = 16
"""More ways than this in which one fact can turn out are not told apart as answers."""
MOST_SHORTCUTS = 6
SHORT = 3
LONGEST_SHORTCUT = 6
"""Where no three answers settle, sets of up to so many are looked for."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a question, in words and as a dossier writes it (`plain`), and the verdict once it is given."""

    value: str
    plain: Any
    verdict: VerdictOut


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that can still change the answer. `entities` are all that share it; an answer about one is about all."""

    fact: str
    entity: str
    label: str
    meaning: str
    known_by: str
    proof: str
    known: str
    legal: bool
    entities: tuple[str, ...]
    parties: tuple[str, ...]
    replies: tuple[Reply, ...] = ()
    settled_by: int = 0
    """How many of its answers settle the whole."""


class ShortcutAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is part of a shortcut; it is about all `entities`, of which the same is said."""

    fact: str
    entity: str
    entities: tuple[str, ...]
    label: str
    value: str
    plain: Any
    known_by: str


class Shortcut(msgspec.Struct, frozen=True, kw_only=True):
    """Answers after which the verdict is settled; `settles` says whether to one outcome or to one side."""

    answers: tuple[ShortcutAnswer, ...]
    verdict: VerdictOut
    settles: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The range of the whole answer, the facts that matter, the shortcuts, and what of it is exact and complete."""

    range: Range
    exact: bool
    matters: tuple[Matter, ...]
    shortcuts: tuple[Shortcut, ...]
    shortcuts_complete: bool


class GivenAnswer(NamedTuple):
    """An answer that can be given: in words, and as a dossier writes it."""

    words: str
    plain: Any


Answered = tuple[Question, GivenAnswer, Sequence[str]]
"""A question with an answer to it and the elements that it is about."""


# --- a question -------------------------------------------------------------------------------------------


def matter_of(
    case: Case, root: Question, value: tuple[Fact, Value] | None, entities: Sequence[str], replies: tuple[Reply, ...]
) -> Matter:
    """One question; `value` is what is known of the fact, None where it is asked what else a list holds."""
    key, name = root
    parties = tuple(sorted({label_of(case, party) for each in entities for party in _parties(case, each, name)}))
    if value is None:
        kind = name.removesuffix(".present")
        meaning = f"Whether there is any {kind} that is not listed, and if so what is known of it."
        knower, proof, known, legal = _who_lists(kind), "a list that says it is complete", "unknown", False
    else:
        definition = VOCABULARY[name]
        meaning, knower, proof = definition.meaning, definition.known_by, definition.proof
        known, legal = show_value(*value), definition.is_legal
    return Matter(
        fact=name,
        entity=key,
        label=label_of(case, key),
        meaning=meaning,
        known_by=knower,
        proof=proof,
        known=known,
        legal=legal,
        entities=tuple(entities),
        parties=parties,
        replies=replies,
        settled_by=sum(each.verdict.best == each.verdict.worst for each in replies),
    )


def _who_lists(kind: str) -> str:
    return "vehicle maker" if kind == "part" else "part supplier" if kind == "source" else "you"


def case_of(cases: Sequence[Case], key: str) -> Case:
    """The first act to which an element belongs, or its vehicle or its part; the first act of all where none is."""
    at = Key.read(key).named.text
    return next((each for each in cases if at in (each.id, each.vehicle_key) or _has_part(each, at)), cases[0])


def _has_part(case: Case, key: str) -> bool:
    return any(part.key == key for part in case.entity.listing(PART).elements)


def _parties(case: Case, key: str, fact: str) -> Iterator[str]:
    """The parties behind the part or source that a question is about, or the party that it is about."""
    for listing in case.entity.children.values():
        for element in listing.elements:
            if lies_in(key, element.key):
                yield from _below(element)
    if fact.startswith("party.") and key in case.labels and is_named(key):
        yield key


def _below(element: Entity) -> Iterator[str]:
    for listing in element.children.values():
        for source in listing.elements:
            if source.carried is not None:
                yield source.carried.key


_KNOWERS = {"you": 0, "counsel or agency": 9}


def place_of(matter: Matter) -> tuple[int, str, str, str]:
    """Where a question stands among others: by who knows it, one's own first and the law last."""
    return (_KNOWERS.get(matter.known_by, 5), matter.known_by, matter.fact, matter.entity)


# --- answers ----------------------------------------------------------------------------------------------


def way_of(fact: Fact, value: Value) -> GivenAnswer:
    """The answer that a fact turns out to be `value`."""
    return GivenAnswer(show_value(fact, value), as_written(fact, value))


def as_written(fact: Fact, value: Value) -> Any:
    """A value as a dossier writes it."""
    match value:
        case Truth():
            return value is Truth.TRUE
        case Choice(possible):
            return next(iter(possible)) if value.is_known else {"one_of": sorted(possible)}
        case Members(must, may):
            return sorted(must) if value.is_known else {"must": sorted(must), "may": sorted(may)}
        case Span(interval, none):
            return "none" if none is Absence.YES else _span_written(fact, interval)


def _span_written(fact: Fact, interval: Interval) -> Any:
    def end(number: End) -> Any:
        if isinstance(fact, DateFact):
            return date.fromordinal(int(number)).isoformat()
        return int(number) if number == int(number) else float(number)

    if interval.is_point:
        return end(interval.low)
    low = "exclusive_min" if interval.low_open else "min"
    high = "exclusive_max" if interval.high_open else "max"
    ends = {low: interval.low, high: interval.high}
    return {name: end(number) for name, number in ends.items() if abs(number) != INFINITY}


# --- the shortest ways ------------------------------------------------------------------------------------

Smallest = Callable[[Range, int, int], tuple[Iterable[frozenset[Step]], bool]]
"""Smallest sets of answers after which the outcome lies in a range: of at most so many answers, at most so many sets;
and whether none is missing."""


def shortest(whole: Range, smallest: Smallest) -> tuple[list[tuple[frozenset[Step], str]], bool]:
    """The smallest favourable sets of answers that settle; any where no favourable outcome is left."""
    goals = [level for level in Outcome if whole.best <= level <= min(whole.worst, Outcome.AUTHORIZED)]
    goals = goals or [level for level in Outcome if whole.best <= level <= whole.worst]
    found: list[tuple[frozenset[Step], str]] = []
    complete = True
    for most, limit in ((SHORT, MOST_SHORTCUTS), (LONGEST_SHORTCUT, 2)):
        for goal in () if found else goals:
            sets, whole_of_it = smallest(Range(goal, goal), most, limit)
            complete &= whole_of_it
            found += [(each, "outcome") for each in sets]
    if not found and whole.is_undetermined:
        sets, whole_of_it = smallest(Range(OUT_OF_SCOPE.best, Outcome.AUTHORIZED), SHORT, MOST_SHORTCUTS)
        return [(each, "side") for each in sets], complete and whole_of_it
    return found, complete


def shortcut_of(
    told: Iterable[tuple[Question, GivenAnswer, Sequence[str]]], case: Case, after: Range, settles: str
) -> Shortcut:
    """Answers with the elements that each is about, and what they lead to together."""
    return Shortcut(
        answers=tuple(
            ShortcutAnswer(
                fact=name,
                entity=key,
                entities=tuple(entities),
                label=label_of(case, key),
                value=way.words,
                plain=way.plain,
                known_by=VOCABULARY[name].known_by if name in VOCABULARY else _who_lists(name.partition(".")[0]),
            )
            for (key, name), way, entities in told
        ),
        verdict=verdict_out(after),
        settles=settles,
    )


def length_of(shortcut: Shortcut) -> tuple[int, str, list[tuple[str, str]]]:
    """Where a shortcut stands among others: the shorter first, then the better."""
    worst = Outcome.named(shortcut.verdict.worst)
    return len(shortcut.answers), str(int(worst)), [(each.fact, each.entity) for each in shortcut.answers]
