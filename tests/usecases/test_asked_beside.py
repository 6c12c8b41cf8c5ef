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
