"""Every fact that a supplier, a maker or a party may be asked has a question of its own, in English and Chinese."""

from __future__ import annotations

import re

from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from pratique.facts.wording import KINDS, answer_kind, text_of, texts
from pratique.law import book
from pratique.usecases.missing.recipients import SUPPLIERS


def test_none_is_missing_and_each_asks():
    book.load()
    load_vocabulary()
    asked = [
        each.name
        for each in VOCABULARY.values()
        if each.known_by in SUPPLIERS and not each.is_legal and not each.is_conclusion
    ]
    assert [name for name in asked if name not in texts()] == []
    for name, (english, chinese) in texts().items():
        assert "?" in english, name
        assert re.search(r"[\u4e00-\u9fff].*？|？", chinese), name


def test_every_fact_that_may_be_asked_has_a_question_and_a_form():
    """Whoever knows it: a supplier, whoever acts, an authority, counsel."""
    book.load()
    load_vocabulary()
    for name, each in VOCABULARY.items():
        english, chinese = text_of(name)
        assert "?" in english, name
        assert re.search(r"[\u4e00-\u9fff].*[？。]", chinese), name
        assert answer_kind(each.fact) in KINDS, name


def test_what_people_can_know_has_a_text_of_its_own():
    book.load()
    load_vocabulary()
    asked = [
        d.name for d in VOCABULARY.values() if not (d.is_legal or d.is_conclusion or d.known_by.startswith("counsel"))
    ]
    assert [name for name in asked if name not in texts()] == []
    said: dict[tuple[str, str], str] = {}
    for name, pair in texts().items():
        assert pair not in said, (name, said.get(pair))
        said[pair] = name
