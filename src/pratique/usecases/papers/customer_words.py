"""What the headers of a customer's own sheet say where they are not our words: columns of questions, and hints.

Rule: a column of questions and one of answers are known by their titles in many languages; a title or a question
that is only like one of ours is never filled in, but named with the facts that it is most like, so that somebody
confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache

from pratique.dossier.toml import toml_value
from pratique.facts.wording import texts
from pratique.facts.written import UNITS
from pratique.items.tables.guess import plain
from pratique.logic.intervals import show_number
from pratique.logic.nodes import Fact, NumberFact
from pratique.logic.values import Absence, Span, Value
from pratique.patterns import regex


def _words_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split(", "))


QUESTIONS = _words_of(
    "question, questions, question text, requirement, request, frage, fragen, fragestellung, pregunta, "
    "问题, 提问, 問題, 質問, 設問"
)
ANSWERS = _words_of(
    "answer, answers, your answer, supplier answer, supplier response, response, reply, antwort, antworten, "
    "réponse, respuesta, 答复, 回答, 答案, 供应商答复, 回答欄"
)
_LIKE = {True: 62, False: 50}
"""How like (percent) a text must be to a question of ours for a hint: plain letters by words, others by signs."""
_WITHIN = 70
"""How like a piece of a question a text must be that is like no whole one (`频率`, `Frequenz`)."""
_MOST = 300
"""Longest text (characters) that is compared."""


def said_in_unit(fact: Fact, value: Value, words: str) -> str | int | None:
    """A known number as the words that ask for it want it: in the unit that they name, else with its own unit.

    None for what has no unit, of which a plain value is said.
    """
    if not (isinstance(fact, NumberFact) and isinstance(value, Span)) or value.none is Absence.YES:
        return None
    known = UNITS.get(fact.unit, {})
    end = value.interval.low
    if not fact.unit or isinstance(end, float):
        return None
    named = [each for each in known if regex(rf"(?<![^\W_]){each}(?![^\W_])", re.IGNORECASE).search(words)]
    if len(named) == 1:
        amount = Fraction(end) / known[named[0]]
        return int(amount) if amount.denominator == 1 else show_number(amount)
    return show_number(end) if not known and fact.unit in words else f"{show_number(end)} {fact.unit}"


def question_columns(titles: Iterable[str]) -> tuple[str, str] | None:
    """The titles of the column of questions and that of answers; None where there are not one of each."""
    every = [each for each in titles if each]
    asked = [each for each in every if plain(each) in QUESTIONS]
    answered = [each for each in every if plain(each) in ANSWERS]
    return (asked[0], answered[0]) if len(asked) == len(answered) == 1 else None


def likely(text: str) -> list[str]:
    """The facts whose questions a text is most like, the best first; none where it is like none."""
    from rapidfuzz import fuzz, process

    word = plain(text)[:_MOST]
    scorer, least = (fuzz.token_set_ratio if word.isascii() else fuzz.ratio), _LIKE[word.isascii()]
    found = process.extract(word, _words(), scorer=scorer, score_cutoff=least, limit=6)
    found = found or process.extract(word, _words(), scorer=fuzz.partial_ratio, score_cutoff=_WITHIN, limit=6)
    return list(dict.fromkeys(each[2].partition("|")[0] for each in found))[:2]


def hint_for(text: str) -> str:
    """The same in brackets, with what to do."""
    facts = likely(text)
    return f" (perhaps {' or '.join(facts)}: say so in --columns)" if facts else ""


def mapping_lines(columns: Mapping[str, str | None], table: str, titles: Iterable[str]) -> Iterator[str]:
    """A mapping for `--columns` to correct and confirm: what columns are, and what strange titles may ask.

    `table` is `questions` or `fill`. What is like no question stands there as a comment.
    """
    yield from (f"{key} = {toml_value(title)}" for key, title in columns.items() if title)
    yield f"[{table}]"
    for title in dict.fromkeys(titles):
        key, facts = toml_value(title), likely(title)
        role = "manufacturer " if facts and facts[0].startswith("party.") else ""
        if len(facts) == 1:
            yield f"{key} = {toml_value(role + facts[0])}"
        else:
            which = f"   # or {facts[1]}: which?" if facts else ""
            yield f"# {key} = {toml_value(role + facts[0] if facts else 'part.FACT')}{which}"


@cache
def _words() -> dict[str, str]:
    """The questions that a supplier may be asked, and the words of the names of their facts, by fact and language."""
    return {
        f"{fact}|{at}": plain(asked)
        for fact, pair in texts().items()
        if fact.startswith(("part.", "party.", "source."))
        for at, asked in enumerate((*pair, fact.partition(".")[2].replace("_", " ")))
    }
