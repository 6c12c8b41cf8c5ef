"""A reason is a sentence: no numbered list of a law book stands in one line of an answer, whatever the law."""

from __future__ import annotations

import re

import pytest

from pratique.facts.kinds import CASE
from pratique.law import book
from pratique.law.instrument import conditions_of
from pratique.logic.author import all_of, any_of, none_of, truth_fact
from pratique.logic.nodes import AllOf
from pratique.readings.prose import sentence
from pratique.usecases.answer.reasons import said

A, B, C = (truth_fact(f"a.{each}", CASE) for each in "bcd")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (all_of(A, B), "a.b and a.c"),
        (any_of(A, all_of(B, C)), "a.b or (a.c and a.d)"),
        (all_of(A, any_of(B, none_of(C))), "a.b and (a.c or not: a.d)"),
        (none_of(all_of(A, B)), "not all of these hold: a.b; a.c"),
    ],
)
def test_groups_are_told_apart(condition, words):
    assert sentence(condition) == words


def test_every_element_of_the_book_is_said_in_one_line_without_numbers_of_a_list():
    found = 0
    for instrument in book.load().instruments:
        for _, condition in conditions_of(instrument):
            for part in condition.parts if isinstance(condition, AllOf) else (condition,):
                words = said(part)
                found += 1
                assert "\n" not in words
                assert not re.search(r"these holds?:? 1\. ", words), words
    assert found > 500
