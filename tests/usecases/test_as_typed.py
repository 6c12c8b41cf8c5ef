"""A text that may mean that there is nothing to say is no answer, through every door where a person types one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pratique.errors import InvalidInput, UsageError
from pratique.facts.reading import read_value
from pratique.facts.vocabulary import definition_of
from pratique.facts.written import BadValue
from pratique.logic.nodes import ChoiceFact, SetFact
from pratique.reports.workbook import workbook
from pratique.usecases.missing.as_typed import to_choose
from pratique.usecases.missing.ask import corrected, typed_by_name
from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, key_of
from pratique.usecases.missing.replies import read_replies

DAY = date(2026, 11, 22)
SETS = ("party.citizen_of", "part.software_enables")
NOTHING = (",", ";", " ", " , ; ", "，", "none, CN", "-", "see attached", "yes?", "keine")
COUNTRIES = ("party.organised_in", "party.headquartered_in", "party.citizen_of")
DOUBTFUL = ("NA", "na", "Na", "NO", "no", "No")


def replied(fact: str, said: str, folder: Path) -> object:
    line = AskedLine(key_of("it", fact), "it", fact, "it", "What?", "?", "choice", "", ())
    asked = Questionnaire("Acme", "0" * 64, "1" * 64, (line,), key=b"k" * 32)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(asked)))
    book["Questions"]["E6"] = said
    book.save(folder / "reply.xlsx")
    (entry,) = read_replies([folder / "reply.xlsx"], dossier="0" * 64, law_book="1" * 64, key=b"k" * 32)
    return entry["value"]


def typed(fact: str, said: str, folder: Path) -> object:
    return typed_by_name(fact, said)


def instead(fact: str, said: str, folder: Path) -> object:
    return corrected({"fact": fact, "source": "a letter"}, said, by="J. Rivera", on=DAY)["value"]


def stated(fact: str, said: str, folder: Path) -> object:
    return read_value(definition_of(fact).fact, said.lower())


DOORS: tuple[Callable[[str, str, Path], object], ...] = (replied, typed, instead)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("fact", SETS)
def test_what_names_nothing_is_no_empty_list(
    door: Callable[[str, str, Path], object], fact: str, tmp_path: Path
) -> None:
    for said in NOTHING:
        with pytest.raises((InvalidInput, UsageError)):
            door(fact, said, tmp_path)
    assert door(fact, "none", tmp_path) == door(fact, "None", tmp_path) == []


@pytest.mark.parametrize("door", [*DOORS, stated])
@pytest.mark.parametrize("fact", COUNTRIES)
def test_a_code_that_may_be_a_word_for_none_is_no_country(
    door: Callable[[str, str, Path], object], fact: str, tmp_path: Path
) -> None:
    for said in DOUBTFUL:
        with pytest.raises((InvalidInput, UsageError, BadValue), match="may be N"):
            door(fact, said, tmp_path)
    for said in ("Norway", "Namibia", "SE", "India", "IN", "IS"):
        read_value(definition_of(fact).fact, door(fact, said, tmp_path)) if door is not stated else None


def test_whatever_is_offered_to_be_chosen_is_read(tmp_path: Path) -> None:
    for name in (*COUNTRIES, *SETS, "part.software_class"):
        fact = definition_of(name).fact
        assert isinstance(fact, ChoiceFact | SetFact)
        offered = to_choose(fact)
        assert {"Namibia", "Norway"} <= set(offered) or "US" not in fact.values
        read = [read_value(fact, typed_by_name(name, each)) for each in offered]
        assert len(set(map(str, read))) == len(fact.values)


def test_a_code_in_capitals_is_a_country_in_a_dossier() -> None:
    fact = definition_of("party.organised_in").fact
    assert str(read_value(fact, "NO")) == str(read_value(fact, "Norway"))
