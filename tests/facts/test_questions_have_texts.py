"""Every fact that a supplier, a maker or a party may be asked has a question of its own, in English and Chinese."""

from __future__ import annotations

import re

from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from pratique.law import book
from pratique.usecases.missing.questionnaire import SUPPLIERS, texts


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
