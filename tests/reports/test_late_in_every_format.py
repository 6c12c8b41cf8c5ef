"""What is late stands in the headline and in every format, whatever the outcome, and `--fail-on late` fails by it."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from pratique.cli.check import page, status
from pratique.errors import EXIT_BARRED, EXIT_CLEAR
from pratique.reports.text import headline_of
from pratique.usecases.answer.answer import Answer, VerdictOut
from pratique.usecases.check import check
from tests.running import EXAMPLES
from tests.usecases.aurora import KNOWN_ON

WHAT = "declaration of conformity (15 CFR 791.305), due 2026-12-17"
ENDS = {
    "clear": (VerdictOut(best="clear", worst="clear"), 0),
    "open": (VerdictOut(best="clear", worst="prohibited"), 3),
    "barred": (VerdictOut(best="prohibited", worst="prohibited"), 1),
}


@pytest.fixture(scope="module")
def whole() -> Answer:
    return check(EXAMPLES / "shanghai-app" / "dossier.toml", known_on=KNOWN_ON)


@pytest.mark.parametrize("end", ENDS)
def test_late_is_told_whatever_the_outcome(whole: Answer, end: str) -> None:
    verdict, exit_status = ENDS[end]
    on_time = replace(whole, verdict=verdict, exit_status=exit_status, decided_by=())
    late = replace(on_time, late=(WHAT,))
    word, colour = headline_of(late)
    assert word == f"{headline_of(on_time)[0]}, LATE"
    assert colour != "good"
    for form, verbose in (("text", False), ("text", True), ("md", False), ("html", False)):
        told = str(page([late], form, verbose=verbose))
        assert word in told, form
        assert "due 2026-12-17" in " ".join(told.split()), form
        assert ", LATE" not in str(page([on_time], form, verbose=verbose))
    (run,) = json.loads(page([late], "sarif"))["runs"]
    (result,) = [each for each in run["results"] if each["ruleId"] == "pratique.late"]
    assert result["message"]["text"] == f"Late: {WHAT}."
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "pratique.late"
    assert [each["check_name"] for each in json.loads(page([late], "gitlab"))].count("pratique.late") == 1
    assert json.loads(page([late], "json"))["late"] == [WHAT]
    suite = ElementTree.fromstring(page([late], "junit", late_fails=True))
    assert suite.findall(".//failure[@type='late']")
    assert status(late, "late") == (EXIT_BARRED if exit_status == EXIT_CLEAR else exit_status)
    assert status(on_time, "late") == exit_status
