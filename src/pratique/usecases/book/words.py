"""The words that a shell can finish: facts, values of facts, citations, countries, constructions.

Rule: nothing is decided here and nothing slow is loaded but the vocabulary and the book.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.facts.definition import VOCABULARY
from pratique.facts.unions import UNIONS
from pratique.ids import countries
from pratique.law import book as law_book
from pratique.logic.nodes import ChoiceFact, SetFact, TruthFact
from pratique.usecases.book.vocabulary import load_everything

Word = tuple[str, str]
"""What completes, and what it means."""


def fact_words(start: str) -> list[Word]:
    """The beginning of a fact's name -> every fact that begins so, with its meaning."""
    load_everything()
    return [(name, each.meaning) for name, each in sorted(VOCABULARY.items()) if name.startswith(start)]


def stated_words(start: str) -> list[Word]:
    """The beginning of `NAME=VALUE` -> the facts, and behind the sign the values that the fact can have."""
    name, sign, value = start.partition("=")
    if not sign:
        return [(f"{fact}=", meaning) for fact, meaning in fact_words(name)]
    load_everything()
    return [(f"{name}={each}", "") for each in _values(name) if each.startswith(value)]


def construed_words(start: str) -> list[Word]:
    """The beginning of `usual`, `cautious` or a legal fact with its construction -> all that begin so."""
    load_everything()
    if "=" in start:
        return stated_words(start)
    legal = [(f"{name}=", each.meaning) for name, each in sorted(VOCABULARY.items()) if each.is_legal]
    return [each for each in [("usual", ""), ("cautious", ""), *legal] if each[0].startswith(start)]


def country_words(start: str) -> list[Word]:
    """The beginning of a code or of a country's name -> the codes, with the names; unions too."""
    folded = start.casefold()
    found = [(code, each.name) for code, each in sorted(countries().items())]
    found += [(name, f"{len(members)} members") for name, members in sorted(UNIONS.items())]
    return [each for each in found if any(text.casefold().startswith(folded) for text in each)]


def cite_words(start: str) -> list[Word]:
    """The beginning of a citation or of an instrument's id -> all that begin so, with their summaries."""
    folded = start.casefold()
    return [each for each in dict.fromkeys(_cites()) if each[0].casefold().startswith(folded)]


def instrument_words(start: str) -> list[Word]:
    """The beginning of an instrument's id -> the ids, with the titles."""
    return [(each.id, each.title) for each in law_book.load() if each.id.startswith(start)]


def _cites() -> Iterator[Word]:
    for instrument in law_book.load():
        yield instrument.id, instrument.title
        yield from ((each.cite, each.summary) for each in instrument.provisions)
        yield from ((each.cite, each.summary) for each in instrument.exceptions())


def _values(name: str) -> list[str]:
    fact = VOCABULARY[name].fact if name in VOCABULARY else None
    match fact:
        case TruthFact():
            return ["true", "false", "?"]
        case ChoiceFact() | SetFact():
            return [*sorted(fact.values), "?"]
        case _:
            return []
