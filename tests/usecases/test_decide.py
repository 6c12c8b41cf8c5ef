"""A dossier decided once says what the functions of the same names say of it, and of it with its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import pratique
from pratique.dossier.read import read_dossier

EXAMPLES = Path(__file__).parents[2] / "examples"
KNOWN_ON = date(2026, 11, 22)
DAYS = date(2026, 1, 1), date(2028, 1, 1)


def path_of(name: str) -> Path:
    return EXAMPLES / name / "dossier.toml"


@pytest.mark.parametrize("name", ["tyre-sensor", "shanghai-app", "holding"])
def test_it_says_what_the_functions_say(name: str) -> None:
    path = path_of(name)
    decided = pratique.decide(path, known_on=KNOWN_ON)
    assert decided.check() == pratique.check(path, known_on=KNOWN_ON)
    assert decided.needs() == pratique.needs(path, known_on=KNOWN_ON)
    assert decided.what_if() == pratique.what_if(path, known_on=KNOWN_ON)
    assert decided.when(*DAYS) == pratique.when(path, *DAYS, known_on=KNOWN_ON)
    assert decided.ask() == pratique.ask(path, known_on=KNOWN_ON)
    assert decided.check() == pratique.check(path, known_on=KNOWN_ON), "asking leaves no trace"


def test_an_answer_is_one_of_the_dossier() -> None:
    path = path_of("tyre-sensor")
    first = pratique.decide(path, known_on=KNOWN_ON)
    before, question = first.check(), first.ask()
    assert question is not None
    then = first.answer(question, False, source="a letter", by="Ada Example", on=KNOWN_ON)
    read = read_dossier(path)
    again = replace(read, data={**read.data, "answers": [*read.entries("answers"), *map(dict, then.given)]})
    assert len(then.given) == 1
    assert then.check() == pratique.check(again, known_on=KNOWN_ON)
    assert then.check() != before == first.check()
    assert then.when(*DAYS).verdict == then.check().verdict
    following = then.ask()
    assert following is None or (following.fact, following.entity) != (question.fact, question.entity)


def test_what_nobody_knows_is_not_asked_again() -> None:
    decided = pratique.decide(path_of("tyre-sensor"), known_on=KNOWN_ON)
    question = decided.ask()
    assert question is not None
    aside = decided.set_aside(question)
    other = aside.ask()
    assert other is None or (other.fact, other.entity) != (question.fact, question.entity)
    assert aside.check() == decided.check()


def test_an_answer_that_is_none_is_refused() -> None:
    decided = pratique.decide(path_of("tyre-sensor"), known_on=KNOWN_ON)
    question = decided.ask()
    assert question is not None
    with pytest.raises(pratique.UsageError, match="does not fit"):
        decided.answer(question, "perhaps, perhaps not", source="a letter")
    with pytest.raises(pratique.UsageError):
        decided.when(date(2027, 1, 1), date(2026, 1, 1))
