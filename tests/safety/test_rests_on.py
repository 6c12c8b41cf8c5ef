"""Every exit says what it rests on, in every format: conflicts, what was not read, what is not examined."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pratique.cli.check import page
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.running import EXAMPLES
from tests.safety.inputs import BRACKET, KNOWN_ON, MODEM, answers, cyclonedx, dossier, lay

FORMS = ("text", "md", "html", "json", "sarif", "junit")


def told(answer: Answer, form: str) -> str:
    found = page([answer], form)
    text = found.decode() if isinstance(found, bytes) else found
    return " ".join(text.replace("&#39;", "'").replace("\\_", "_").split())


@pytest.mark.parametrize("form", FORMS)
def test_what_conflicts_and_what_was_not_read_stand_in_every_format(form: str, tmp_path: Path) -> None:
    said = {**MODEM, "facts": {**MODEM["facts"], "vehicle.model_year": "2029", "act.into": "CA"}}
    bill = json.dumps(cyclonedx([said], services=[{"name": "cloud", "provider": {"name": "P Ltd"}}])).encode()
    data = dossier("bom.json", answers=answers("m"))
    found = check(lay(tmp_path, data, {"bom.json": bill}), known_on=KNOWN_ON)
    assert len([each for each in found.not_read if "no effect" not in each.note]) == 2
    text = told(found, form)
    for words in ("car vehicle.model_year", "2029", "P Ltd", "act.into is not read"):
        assert words in text, words


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_may_cross_says_on_one_screen_what_it_leaves_open(form: str, tmp_path: Path) -> None:
    own = "urn:uuid:aaaaaaaa-395b-41f5-a30f-a58921a69b70"
    complete = [{"aggregate": "complete", "assemblies": [f"urn:cdx:{own[9:]}/1"]}]
    bill = json.dumps(cyclonedx([BRACKET], serialNumber=own, compositions=complete)).encode()
    path = lay(tmp_path, dossier("bom.json", answers=answers("b")), {"bom.json": bill})
    found = check(path, known_on=KNOWN_ON)
    assert found.exit_status == 0
    assert "Rests on" in told(found, form)
    assert "not examined" in told(found, form)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_it_says_which_state_of_the_law_and_which_readings_were_asked_for(form: str) -> None:
    """An act that is asked of under the law of another day, or of one reading alone, says so under the outcome."""
    path = EXAMPLES / "shanghai-app" / "dossier.toml"
    early = check(path, known_on=KNOWN_ON, law_on=date(2024, 1, 1))
    assert early.exit_status == 0
    assert "the law as it stood on 2024-01-01, not on the day of the act" in told(early, form)
    assert "as it stood" not in told(check(path, known_on=KNOWN_ON), form)
    fixed = check(path, known_on=KNOWN_ON, construe={"us.cfr15_791d.proprietary_forks": "stay_outside"})
    assert "1 text construed as asked" in told(fixed, form)
