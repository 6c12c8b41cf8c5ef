"""A function takes what its command takes: a bill of materials or a chip with an act beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import pratique
from pratique.errors import UsageError

DAY = date(2026, 11, 22)
HOW = {"on": DAY, "known_on": DAY}
SAID = {"into": "US", "act": "import", "role": "importer"}


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "board.csv"
    path.write_text("Reference,Value,Footprint,Qty\nU5,EC25,RF_GSM:EC25,1\n")
    return path


@pytest.mark.usefixtures("short_proofs")
@pytest.mark.parametrize("name", ["check", "needs", "what_if", "explain"])
def test_a_bill_is_asked_of_as_what_question_makes_of_it(name: str, board: Path) -> None:
    ask = getattr(pratique, name)
    facts = {"act.knowledge": "actual"}
    made = pratique.question(board, on=DAY, facts=facts, **SAID)
    assert ask(board, **SAID, **HOW, facts=facts) == ask(made, **HOW)


def test_a_chip_is_asked_of_by_its_name() -> None:
    said = {"out_of": "US", "into": "CN", "act": "export"}
    made = pratique.question(chip="NVIDIA H20 SXM", on=DAY, **said)
    assert pratique.check(chip="NVIDIA H20 SXM", **said, **HOW) == pratique.check(made, **HOW)


@pytest.mark.parametrize("said", [{"into": "US"}, {"columns": "c.toml"}, {"facts": {"act.purpose": "display"}}])
def test_a_dossier_says_these_itself(said: dict[str, object], board: Path) -> None:
    made = pratique.question(board, on=DAY, **SAID)
    with pytest.raises(UsageError, match="go with a bill of materials"):
        pratique.check(made, **said)


def test_nothing_is_asked_of_nothing() -> None:
    with pytest.raises(UsageError, match="Give a dossier"):
        pratique.check()


def test_questionnaires_of_a_bill_are_kept_beside_it_as_by_the_command(board: Path) -> None:
    home = board.with_name("board.dossier.toml")
    made = pratique.questionnaire(board, **SAID, **HOW)
    assert made
    assert home.is_file()
    again = pratique.questionnaire(home, **HOW)
    assert [each.identifier for each in again] == [each.identifier for each in made]
    with pytest.raises(UsageError, match="holds this question already"):
        pratique.questionnaire(board, **SAID, **HOW)


def test_questionnaires_that_nothing_could_keep_are_refused_and_leave_nothing(board: Path) -> None:
    made = pratique.question(board, on=DAY, **SAID)
    with pytest.raises(UsageError, match="read into a file"):
        pratique.questionnaire(made, **HOW)
    assert sorted(board.parent.iterdir()) == [board]


def test_the_days_of_a_bill_are_those_of_its_question(board: Path) -> None:
    made = pratique.question(board, on=DAY, **SAID)
    span = date(2026, 11, 1), date(2027, 2, 1)
    assert (
        pratique.when(board, *span, **SAID, known_on=DAY).intervals
        == pratique.when(made, *span, known_on=DAY).intervals
    )
    assert pratique.compare(board, board, **SAID, **HOW) == pratique.compare(made, made, **HOW)
    assert pratique.ask(board, **SAID, **HOW) == pratique.ask(made, **HOW)
