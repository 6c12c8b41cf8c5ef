"""Statements of law and fact that a text makes, recognised by topic.

Rule: a claim is a topic of `data/topics.toml` and what the text says of it in the topic's own words; the reader
judges nothing here. `LawStatement` is what a law book answers, in the same words, dated and cited.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from pratique.figures.reader.found.reading import TopicClaim
from pratique.figures.reader.text.asserted import unasserted_at
from pratique.figures.reader.text.fold import Sentence
from pratique.files.shipped import shipped_toml
from pratique.value_class import dataclass

_WORDS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "four": "4", "five": "5", "six": "6",
    "seven": "7", "四": "4", "五": "5", "六": "6", "七": "7",
}  # fmt: skip


_WORTH = re.compile(
    r"[Ll]evel|[Cc]ategor|[Ll]ift|[Ss]tandard|[Ll]icen[cs]e|[Cc]ity|[Rr]ule|[Cc]ontrols|jurisdiction|"
    r"always be|cap\b|自动驾驶|级|接管|外资"
)
"""A sentence without any of these is on no topic: a cheap test before the patterns."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that a text may answer: its id, the question, the answer's form, the words it is known by."""

    topic: str
    asks: str
    says: str
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class LawStatement:
    """What the law says on a topic from `date` on, with its cite; a later row of the topic replaces it."""

    topic: str
    date: date
    cite: str
    says: str


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Every topic that the reader recognises."""
    rows = shipped_toml("pratique.figures.reader", "data/topics.toml")["topic"]
    return tuple(Topic(r["topic"], r["asks"], r["says"], tuple(map(re.compile, r["patterns"]))) for r in rows)


@lru_cache(maxsize=1)
def shipped_statements() -> tuple[LawStatement, ...]:
    """The statements that come with the reader, for use until a law book is passed in."""
    rows = shipped_toml("pratique.figures.reader", "data/law_statements.toml")["statement"]
    return tuple(LawStatement(row["topic"], row["date"], row["cite"], row["says"]) for row in rows)


def find_claims(sentence: Sentence, unread: list[tuple[int, int, str]]) -> list[TopicClaim]:
    """The claims of one sentence, one a topic; what it does not assert goes to `unread`."""
    found: list[TopicClaim] = []
    if not _WORTH.search(sentence.text):
        return found
    for topic in topics():
        match = next((m for pattern in topic.patterns if (m := pattern.search(sentence.text))), None)
        doubt = None if match is None else unasserted_at(sentence.text, sentence.language, match.start(), match.end())
        if match is not None and doubt is not None:
            unread.append((sentence.start + match.start(), sentence.start + match.end(), doubt.why))
        elif match is not None:
            caught = {name: _WORDS.get(value.lower(), value) for name, value in match.groupdict().items() if value}
            span = (sentence.start + match.start(), sentence.start + match.end())
            found.append(TopicClaim(topic.topic, topic.says.format(**caught), span))
    return found
