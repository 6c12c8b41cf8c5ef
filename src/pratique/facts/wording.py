"""What a question says, in English and Chinese, and in what form it is answered: of every fact that may be asked.

Rule: what a supplier, a maker or whoever acts can know has a text of its own. A doubt about the law has one text for
all, with the doubt in words, since it is put to counsel, who chooses among the readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pratique.facts.keys import presence_of
from pratique.facts.vocabulary import definition_of
from pratique.files.shipped import shipped_rows
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact

AnswerKind = Literal["yes/no", "choice", "set", "date", "number"]
KINDS: tuple[AnswerKind, ...] = ("yes/no", "choice", "set", "date", "number")


@cache
def texts() -> Mapping[str, tuple[str, str]]:
    """The questions that have a text of their own, in English and Chinese, by fact."""
    return {
        row["fact"]: (row["english"], row["chinese"]) for row in shipped_rows("pratique.facts", "questions_zh.csv")
    }


@cache
def _documents() -> Mapping[str, str]:
    rows = shipped_rows("pratique.facts", "documents_zh.csv")
    return {row["document"]: row["chinese"] for row in rows}


def document_text(name: str) -> tuple[str, str]:
    """A document that may show something -> its name in English and Chinese."""
    return name, _documents().get(name, name)


def text_of(name: str) -> tuple[str, str]:
    """The question of a fact in English and Chinese. Raises KeyError for a name that is no fact."""
    if (own := texts().get(name)) is not None:
        return own
    if presence_of(name) is not None:
        kind = name.partition(".")[0]
        return f"Is there any other {kind}, beside those listed?", f"除所列者外，是否还有其他（{kind}）？"
    meaning = definition_of(name).meaning
    if definition_of(name).is_legal:
        return f"How is the law to be read? {meaning}", f"法律应如何理解？请由律师选择。原文：{meaning}"
    if definition_of(name).is_conclusion:
        return f"Is it concluded, and by whom? {meaning}", f"是否已有结论，由谁作出？原文：{meaning}"
    return f"What does counsel or the agency say? {meaning}", f"律师或主管机关的意见如何？原文：{meaning}"


def answer_kind(fact: Fact) -> AnswerKind:
    """In what form a fact is answered."""
    match fact:
        case TruthFact():
            return "yes/no"
        case ChoiceFact():
            return "choice"
        case SetFact():
            return "set"
        case DateFact():
            return "date"
        case NumberFact():
            return "number"


def plural(number: int, noun: str) -> str:
    """A number and a noun -> both, as one says them.

    >>> plural(1, "question"), plural(2, "question")
    ('1 question', '2 questions')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
