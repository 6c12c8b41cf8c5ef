"""The vocabulary as people look it up."""

from __future__ import annotations

import msgspec

from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY, Definition
from pratique.facts.vocabulary import load_vocabulary, nearest
from pratique.files.plain import AnswerRows, Plain
from pratique.law import book as law_book
from pratique.law.rate import SCHEDULES, define_facts, schedule_of
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.readings.facts_used import facts_used


class FactEntry(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """A fact with all that the vocabulary says of it, and the provisions that ask for it."""

    name: str
    type: str
    kind: str
    unit: str
    may_be_none: bool
    values: tuple[str, ...]
    meaning: str
    known_by: str
    proof: str
    change: str | None
    legal: bool
    usual: str | None
    cautious: str | None
    cite: str | None
    asked_by: tuple[str, ...]


def load_everything() -> None:
    """Define every fact there is: those of the rooms of facts, of every law, and of every row of a duty."""
    load_vocabulary()
    law_book.load()
    for market in SCHEDULES:
        define_facts(schedule_of(market))


def vocabulary(name: str | None = None) -> AnswerRows[FactEntry]:
    """A name, or how names begin (None: all) -> the facts that the law asks for, with meaning, proof and provisions.

    Raises UsageError with the nearest names.

    >>> pratique.vocabulary("part.programmable")[0].known_by
    'part supplier'
    """
    load_everything()
    book = law_book.load()
    asked: dict[str, list[str]] = {}
    for instrument in book:
        rules = [
            *((p.cite, p.when) for p in instrument.provisions),
            *((e.cite, e.when) for e in instrument.every_exception()),
        ]
        for cite, condition in rules:
            for use in facts_used(condition):
                asked.setdefault(use.fact.name, []).append(cite)
    names = sorted(each for each in VOCABULARY if name is None or each == name or each.startswith(f"{name}."))
    if not names and name is not None:
        names = sorted(each for each in VOCABULARY if name in each)
    if not names:
        near = nearest(name or "", 5)
        raise UsageError(f"There is no fact {name!r}" + (f"; nearest: {', '.join(near)}." if near else "."))
    return AnswerRows(_entry(VOCABULARY[each], tuple(dict.fromkeys(asked.get(each, ())))) for each in names)


def _entry(definition: Definition, asked_by: tuple[str, ...]) -> FactEntry:
    fact = definition.fact
    names = {TruthFact: "truth", NumberFact: "number", DateFact: "date", ChoiceFact: "choice", SetFact: "set"}
    values = tuple(sorted(fact.values)) if isinstance(fact, ChoiceFact | SetFact) else ()
    return FactEntry(
        name=fact.name,
        type=names[type(fact)],
        kind=fact.kind.name,
        unit=fact.unit if isinstance(fact, NumberFact) else "",
        may_be_none=isinstance(fact, NumberFact | DateFact) and fact.may_be_none,
        values=values,
        meaning=definition.meaning,
        known_by=definition.known_by,
        proof=definition.proof,
        change=definition.change,
        legal=definition.is_legal,
        usual=definition.usual,
        cautious=definition.cautious,
        cite=definition.cite,
        asked_by=asked_by,
    )
