"""The carmaker's table in the docs says what the program says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.running import run

from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.parties.readers.any import read_registry
from pratique.parties.readers.stakes_columns import COLUMNS, KINDS
from pratique.usecases.ownership.own import OwnQuestion, own

FOLDER = Path(__file__).parents[2] / "docs" / "ownership"
IDS = {
    "Volvo Car AB": "volvo-cars",
    "Polestar": "polestar",
    "smart Europe": "smart-europe",
    "Lotus Technology": "lotus",
    "Pirelli": "pirelli",
    "Nexperia, November 2025": "nexperia",
    "Leapmotor International": "leapmotor-international",
    "Proton": "proton",
    "Renault Korea": "renault-korea",
    "Horse Powertrain": "horse",
    "Rolling Wireless": "rolling-wireless",
    "Fibocom, Quectel": "quectel",
    "Mercedes-Benz Group": "mercedes",
    "Joyson": "joyson",
    "Yanfeng US": "yanfeng-us",
    "NXP": "nxp",
    "Marelli, until 2025": "marelli",
}
ROWS = re.findall(
    r"^\| ([^|]+) \| (yes|no|unknown) \| (yes|no|unknown) \|", (FOLDER / "README.md").read_text("utf-8"), re.M
)
WORDS = {TRUE: "yes", FALSE: "no", UNKNOWN: "unknown"}


def test_the_file_is_read_without_a_finding() -> None:
    assert not read_registry(FOLDER / "stakes.csv").findings
    assert {row[0] for row in ROWS} == set(IDS)


@pytest.mark.parametrize(("name", "linked", "controlled"), ROWS)
def test_the_table_says_what_own_says(name: str, linked: str, controlled: str) -> None:
    question = OwnQuestion((FOLDER / "stakes.csv",), date(2026, 11, 28), countries=("CN=CN,HK,MO",))
    facts = own(IDS[name], question).facts["CN"]
    assert (WORDS[facts.linked], WORDS[facts.controlled_by_linked]) == (linked, controlled)


def test_the_docs_the_help_and_the_refusal_name_every_column_and_kind() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    refused = run("own", "s", "--registry", FOLDER / "README.md").err
    helped = run("own", "--help").out
    for word in {*COLUMNS, *KINDS}:
        assert f"`{word}`" in text, word
        assert word in " ".join(refused.split()), word
    assert all(
        word in helped for word in ("float", "same_as", "widely_held", "held_for", "identifiers", "asserted_on")
    )
