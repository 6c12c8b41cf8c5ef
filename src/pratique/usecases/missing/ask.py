"""What may be asked of a dossier, and what an answer leads to.

Rule: only what can still change the outcome is asked, one thing of one element at a time (`choosing` says in which
order). What is answered goes through `check` as any other evidence, so that asking can never decide otherwise than
the dossier with its answers does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Unpack

from pratique.deciding.asked import Options
from pratique.deciding.decision import Decided, decided
from pratique.dossier.document import Dossier
from pratique.dossier.read import read_dossier
from pratique.errors import Findings, UsageError
from pratique.facts.keys import presence_of
from pratique.facts.reading import BadValue, read_value
from pratique.facts.vocabulary import definition_of
from pratique.files.plain import Plain
from pratique.files.shared import Readings, sharing
from pratique.logic.nodes import ChoiceFact, Fact, NumberFact, SetFact, TruthFact
from pratique.usecases.answer.answer import Note
from pratique.usecases.answer.open_facts import OpenFacts
from pratique.usecases.missing.as_typed import as_typed, to_choose
from pratique.usecases.missing.left import LeftToAsk, Unasked, left_to_ask
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

    def left(self) -> tuple[Question, ...]:
        """The same, to choose from: of which part each is, is told of those that are shown (`with_part`)."""
        return tuple(map(question_of, self.unasked()))

    def unasked(self, opens: OpenFacts | None = None) -> LeftToAsk:
        """The same before they are put in words; `opens` are the open facts, where they are worked out already."""
        return left_to_ask(self.found, self.set_aside, opens)


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
    return tuple(with_part(question_of(each), found) for each in left_to_ask(found, aside))


def with_part(question: Question, found: Decided) -> Question:
    """A question with the print of the part that it is about."""
    if question.entity is None:
        return question
    return replace(question, part=found.cases.prints.of_answer(question.entity, question.fact))


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
