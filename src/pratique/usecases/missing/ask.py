"""What may be asked of a dossier, and what an answer leads to.

Rule: only what can still change the outcome is asked, one thing of one element at a time (`choosing` says in which
order). What is answered goes through `check` as any other evidence, so that asking can never decide otherwise than
the dossier with its answers does.
Invariant: of a list that may hold more than it names only that is asked, whether it does, until the answer is yes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, Unpack

from pratique.deciding.asked import Options
from pratique.deciding.decision import Decided, decided
from pratique.dossier.document import Dossier
from pratique.dossier.read import read_dossier
from pratique.errors import Findings, UsageError
from pratique.facts import party as party_facts
from pratique.facts.keys import Key, presence_of
from pratique.facts.part import ONE_DAY_FOR_ALL
from pratique.facts.reading import BadValue, read_value
from pratique.facts.vocabulary import definition_of
from pratique.files.plain import Plain
from pratique.files.shared import Readings, sharing
from pratique.logic.entities import OTHER
from pratique.logic.nodes import ChoiceFact, Fact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE
from pratique.usecases.answer.answer import Note, OpenFact
from pratique.usecases.answer.open_facts import open_facts
from pratique.usecases.missing.as_typed import as_typed, to_choose
from pratique.usecases.missing.first import waiting
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Question(Plain):
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
    part: Mapping[str, str] | None = None
    """The print of the part that it is about, with where it stands; None where it is about no part."""
    provenance: tuple[Note, ...] = ()
    """Whose word it is asked on beside the program's own, where one question alone is handed out."""

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is answered by yes or no."""
        return isinstance(self.typed, TruthFact)

    @property
    def typed(self) -> Fact:
        """The fact that an answer is read as."""
        return typed(self.fact)


class Unasked(NamedTuple):
    """What may be asked, not yet put in words: of which fact, whose answer it is, and the open fact behind it."""

    fact: str
    entity: str | None
    one: OpenFact


_Asked: TypeAlias = Mapping[str, Mapping[str | None, Unasked]]
"""By fact, then by element: a large bill asks few facts of many elements."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A dossier being asked about: `given` holds the answers so far, `set_aside` what nobody knows or says."""

    dossier: Dossier
    found: Decided
    options: Mapping[str, Any] = field(default_factory=dict)
    given: tuple[Mapping[str, Any], ...] = ()
    set_aside: frozenset[tuple[str, str | None]] = frozenset()
    kept: Readings = field(default_factory=dict, compare=False, repr=False)
    """The bills as they were read, for as long as their files are as they were."""

    @property
    def is_settled(self) -> bool:
        return self.found.range.is_settled

    @property
    def told(self) -> Dossier:
        """The dossier with the answers so far, its findings its own."""
        return _copied(self.dossier, self.given)

    def questions(self) -> tuple[Question, ...]:
        """What can still matter and may be asked, in the order of `open_facts`."""
        return tuple(with_part(each, self.found) for each in self.left())

    def left(self, opens: Iterable[OpenFact] | None = None) -> tuple[Question, ...]:
        """The same, to choose from: of which part each is, is told of those that are shown (`with_part`).

        `opens` are the open facts, where they are worked out already.
        """
        return tuple(map(question_of, self.unasked(opens)))

    def unasked(self, opens: Iterable[OpenFact] | None = None) -> list[Unasked]:
        """The same before they are put in words: a large bill leaves many, of which one is asked."""
        left = _unasked(self.found, self.set_aside, opens)
        return [each for each in left if (each.fact, each.entity) not in self.set_aside] if self.set_aside else left


def begin(dossier: str | Path | Dossier, **options: Unpack[Options]) -> Asking:
    """Start asking; `options` are those of `check`. Raises InvalidInput, UsageError."""
    read = dossier if isinstance(dossier, Dossier) else read_dossier(dossier)
    kept: Readings = {}
    with sharing(kept):
        found = decided(_copied(read, ()), **options)
    return Asking(read, found, options, set_aside=not_known_of(read), kept=kept)


def not_known_of(read: Dossier) -> frozenset[tuple[str, str | None]]:
    """The facts, each with its element, of which somebody was asked and does not know."""
    return frozenset(
        (each.fact, each.entity) for each in read.answers if each.is_not_known and each.at not in read.withdrawn
    )


def typed(name: str) -> Fact:
    """The fact of a full name, one that asks for the presence of an element included. Raises KeyError."""
    presence = presence_of(name)
    return definition_of(name).fact if presence is None else presence


def told(asking: Asking, entries: Sequence[Mapping[str, Any]]) -> Asking:
    """What is known after further answers. Raises InvalidInput where one does not fit."""
    given = (*asking.given, *entries)
    with sharing(asking.kept):
        found = decided(_copied(asking.dossier, given), **asking.options)
    return replace(asking, found=found, given=given)


def answered(asking: Asking, question: Question, entry: Mapping[str, Any]) -> Asking:
    """What is known after one more answer, which is not asked again. Raises InvalidInput where it does not fit."""
    return passed_over(told(asking, [entry]), question)


def passed_over(asking: Asking, question: Question) -> Asking:
    """The same, the question not to be asked again."""
    return replace(asking, set_aside=asking.set_aside | {(question.fact, question.entity)})


def read_answer(question: Question, raw: Any) -> None:
    """Raise BadValue unless `raw` is a value of the question's fact."""
    if question.legal and isinstance(raw, str) and raw not in question.values:
        raise BadValue(f"{raw!r} is none of {', '.join(question.values)}")
    read_value(question.typed, raw)


def typed_answer(question: Question, text: str) -> Any:
    """What was typed at a terminal as a value of the question's fact. Raises UsageError where it is none."""
    try:
        raw = as_typed(question.typed, text)
        read_answer(question, raw)
    except BadValue as error:
        raise UsageError(f"That does not fit: {error}.") from error
    return raw


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
    entry |= {"part": dict(question.part)} if question.part else {}
    entry |= {"fact": question.fact, "value": raw, "source": source, "basis": basis}
    entry |= {"by": by} if by else {}
    return entry | ({"asserted_on": on.isoformat()} if on else {})


def corrected(entry: Mapping[str, Any], raw: Any, *, by: str, on: date, source: str | None = None) -> dict[str, Any]:
    """An answer in the place of one that is taken back: the new value, what showed it unless said otherwise, and who.

    Raises UsageError for a value that does not fit.
    """
    fact = typed(entry["fact"])
    try:
        raw = as_typed(fact, raw) if isinstance(raw, str) else raw
        read_value(fact, raw)
    except BadValue as error:
        raise UsageError(f"{entry['fact']} cannot be that: {error}. See `pratique facts {entry['fact']}`.") from error
    kept = {name: value for name, value in entry.items() if name not in ("value", "source", "by", "asserted_on")}
    said = source or entry.get("source") or f"{by}, correcting"
    return kept | {"value": raw, "source": said, "by": by, "asserted_on": on.isoformat()}


def questions_of(found: Decided, aside: Collection[tuple[str, str | None]] = ()) -> tuple[Question, ...]:
    """The open facts as questions: a party is asked once under every name a bill gives it.

    What hangs on a question that rules its part out waits for it (`first`), unless it is of those set `aside`.
    """
    return tuple(with_part(question_of(each), found) for each in _unasked(found, aside))


def with_part(question: Question, found: Decided) -> Question:
    """A question with the print of the part that it is about."""
    if question.entity is None:
        return question
    return replace(question, part=found.cases.prints.of_answer(question.entity, question.fact))


def _unasked(
    found: Decided, aside: Collection[tuple[str, str | None]], opens: Iterable[OpenFact] | None = None
) -> list[Unasked]:
    asked: dict[str, dict[str | None, Unasked]] = {}
    held, called = waiting(found, aside), _called(found)
    for one in open_facts(found.outcomes) if opens is None else opens:
        name, entity = one.name, one.entity
        if (held and (entity, name) in held) or (OTHER in entity and not may_be_asked(one, found)):
            continue
        its, subject = asked.get(name), _subject(one, called) if called or one.legal else entity
        if its is None:
            its = asked[name] = {}
        if subject not in its:
            its[subject] = Unasked(name, subject, one)
    return [each for each in _folded(asked) if each.fact not in PERSONAL or not _waits(each, asked, found)]


def stands_for(name: str) -> tuple[str, ...]:
    """The facts that an answer to a question settles: itself, or the day of each verb where one day is asked for."""
    return ONE_DAY_FOR_ALL.get(name, (name,))


def _folded(asked: _Asked) -> Iterator[Unasked]:
    """What is left, the day of each verb of one element as one: a person knows one day, seldom four."""
    for name, its in asked.items():
        whole = _ONE_DAY.get(name)
        if whole is None:
            yield from its.values()
            continue
        verbs = ONE_DAY_FOR_ALL[whole]
        days = [asked.get(verb, {}) for verb in verbs]
        for entity, each in its.items():
            if any(entity not in day for day in days):
                yield each
            elif name == verbs[0]:
                yield each._replace(fact=whole)


_ONE_DAY = {name: whole for whole, each in ONE_DAY_FOR_ALL.items() for name in each}

PERSONAL = frozenset({"party.citizen_of", "party.resident_in", "party.us_citizen_or_permanent_resident"})
"""What can be asked of a human being alone."""


def _waits(question: Unasked, asked: _Asked, found: Decided) -> bool:
    """Whether, about a human being, it is asked whether the party is one, or the party is known to be none.

    A company has no citizenship: nobody is asked for it before that is known.
    """
    if question.entity is None:
        return False
    human = party_facts.natural_person.name
    return question.entity in asked.get(human, ()) or found.cases.evidence.value(question.entity, human) is FALSE


def may_be_asked(one: OpenFact, found: Decided) -> bool:
    """Whether it is no detail of something that may not exist: of that, only whether it does can be asked."""
    besides = Key.read(one.entity).besides if OTHER in one.entity else ()
    if not besides or presence_of(one.name) is not None:
        return True
    key, kind = besides[-1]
    return found.cases.evidence.value(key.text, f"{kind.name}.present") is TRUE


def question_of(unasked: Unasked) -> Question:
    """What may be asked, in words."""
    one = unasked.one
    values, unit = _to_choose(typed(one.name))
    told = one if unasked.fact == one.name else definition_of(unasked.fact)
    return Question(
        fact=unasked.fact,
        entity=unasked.entity,
        label=one.label,
        meaning=told.meaning,
        known_by=one.known_by,
        proof=told.proof,
        known=one.known,
        legal=one.legal,
        count=one.count,
        values=values,
        unit=unit,
    )


@lru_cache(maxsize=4096)
def _to_choose(fact: Fact) -> tuple[tuple[str, ...], str]:
    """What may be chosen as the value of a fact, and its unit; empty where there is none."""
    values = to_choose(fact) if isinstance(fact, ChoiceFact | SetFact) else ()
    return values, fact.unit if isinstance(fact, NumberFact) else ""


def _called(found: Decided) -> dict[str, str]:
    """The key of each party of the dossier by its name, the first where two share one."""
    return {party.label.casefold(): party.key for party in reversed(found.cases.dossier.parties)}


def _subject(one: OpenFact, called: Mapping[str, str]) -> str | None:
    """Whose answer it is: the party of the dossier that a bill's party is, else the element itself."""
    if one.legal:
        return None
    if called and one.name.startswith("party."):
        return called.get(one.label.casefold(), one.entity)
    return one.entity


def _copied(dossier: Dossier, given: Sequence[Mapping[str, Any]]) -> Dossier:
    """The dossier with further answers, its findings its own."""
    data = {**dossier.data, "answers": [*dossier.entries("answers"), *given]}
    findings, elsewhere = Findings(list(dossier.findings)), list(dossier.elsewhere)
    return replace(dossier, data=data, findings=findings, elsewhere=elsewhere, withdrawn={})


def typed_by_name(fact: str, text: str) -> object:
    """What was written as a value of a fact, by its full name. Raises UsageError where it is none."""
    meant = typed(fact)
    try:
        raw: object = as_typed(meant, text)
        read_value(meant, raw)
    except BadValue as error:
        raise UsageError(f"That does not fit: {error}.") from error
    return raw
