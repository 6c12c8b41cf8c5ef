"""Applications: refused for each condition and each blank, whole where nothing is missing, marked as drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pratique.cli import commands
from pratique.errors import UsageError
from pratique.records.manifest import verify
from pratique.reports.declaration import pack
from pratique.usecases.papers.apply import FILINGS, apply, keys_of_blanks
from pratique.usecases.papers.form import WITHHELD, form_file
from tests.running import invoked
from tests.usecases.aurora import KNOWN_ON, SETTLING, aurora

OPTIONS: dict[str, Any] = {"known_on": KNOWN_ON}
FORM = (
    "address", "contact", "identifiers", "owners", "make", "model", "assembly", "functions", "access_limits",
    "security_standards", "controls", "description", "system", "intended_vehicles", "interest", "sites",
)  # fmt: skip
BARRED = SETTLING[2] | {"value": True}
"""Acme is controlled from China."""
SECRET = {
    "entity": "acme-telematik", "fact": "party.headquartered_in", "value": "DE", "source": "HUSH",
    "confidential": True,
}  # fmt: skip


def changed(path: Path, *pairs: tuple[str, str]) -> Path:
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return path


def formed(path: Path, *without: str) -> Path:
    form_file(path).write_text("".join(f'{key} = "our {key}"\n' for key in FORM if key not in without))
    return path


def test_a_specific_authorization_is_applied_for_with_all_eight_contents(tmp_path: Path) -> None:
    made = apply(formed(aurora(tmp_path, BARRED)), "specific", **OPTIONS)
    assert made.refused == ()
    sections = list(dict.fromkeys(each.section for each in made.fields))
    assert [each[:3] for each in sections if each.startswith("(")] == [f"({number})" for number in range(1, 9)]
    shown = {(each.section[:3], each.name): each.shown for each in made.fields}
    assert "by Acme Telematik GmbH (organised in DE)" in shown["(2)", "modem operating system 4.2"]
    assert ("(2)", "tyre pressure") not in shown
    assert shown["(3)", "model"] == "our model"


@pytest.mark.parametrize("key", ["address", "owners", "assembly", "functions", "access_limits", "controls"])
def test_each_blank_is_a_gap(tmp_path: Path, key: str) -> None:
    made = apply(formed(aurora(tmp_path, BARRED), key), "specific", **OPTIONS)
    assert len(made.refused) == 1
    assert made.refused[0].startswith("Blank: ")
    assert keys_of_blanks(made) == [key]


def test_no_authorization_is_applied_for_where_none_is_needed(tmp_path: Path) -> None:
    made = apply(formed(aurora(tmp_path, *SETTLING)), "specific", construe="usual", **OPTIONS)
    assert made.refused == ("The outcome under the rule is clear with duties: no authorization is needed.",)


@pytest.mark.parametrize(
    ("kind", "role"), [("specific", "supplier"), ("opinion", "operator"), ("supplier", "importer")]
)
def test_who_may_not_ask_is_refused(tmp_path: Path, kind: str, role: str) -> None:
    path = changed(formed(aurora(tmp_path, BARRED)), ('role = "manufacturer"', f'role = "{role}"'))
    assert any(f"the dossier's role is {role}" in each for each in apply(path, kind, **OPTIONS).refused)


def test_an_opinion_is_asked_with_what_the_law_leaves_open(tmp_path: Path) -> None:
    made = apply(formed(aurora(tmp_path)), "opinion", **OPTIONS)
    assert made.refused == ()
    asked = [each for each in made.fields if each.section == "What is asked" and each.name != "question"]
    assert any("legal.us.cfr15_791d.us_residents" in each.shown for each in asked)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("date = 2027-02-15\ninto", "date = 2026-11-01\ninto", "does not lie ahead"),
        ('actor = "northwind-us"\n', "", "named parties"),
    ],
)
def test_an_opinion_is_of_an_act_ahead_between_named_parties(tmp_path: Path, old: str, new: str, why: str) -> None:
    made = apply(changed(formed(aurora(tmp_path)), (old, new)), "opinion", **OPTIONS)
    assert any(why in each for each in made.refused)


def test_an_opinion_without_a_doubt_says_what_is_asked(tmp_path: Path) -> None:
    path = formed(aurora(tmp_path, *SETTLING))
    why = "No doubt about the law is open"
    assert any(why in each for each in apply(path, "opinion", construe="usual", **OPTIONS).refused)
    with form_file(path).open("a") as form:
        form.write('question = "Is it caught?"\n')
    assert apply(path, "opinion", construe="usual", **OPTIONS).refused == ()


def test_the_supplier_list_says_that_its_fields_are_ours(tmp_path: Path) -> None:
    path = changed(formed(aurora(tmp_path)), ('role = "manufacturer"', 'role = "supplier"'))
    made = apply(path, "supplier", **OPTIONS)
    assert made.refused == ()
    assert {each.sure for each in made.fields if each.section in ("What is supplied", "Sites")} == {"ours"}
    path = changed(path, ("date = 2027-02-15\ninto", "date = 2026-05-01\ninto"))
    assert any("no list of approved suppliers before" in each for each in apply(path, "supplier", **OPTIONS).refused)


@pytest.mark.parametrize("kind", FILINGS)
def test_nothing_told_in_confidence_is_in_any_file(tmp_path: Path, kind: str) -> None:
    seat = 'headquartered_in = "DE"\nprincipal_place_of_business = "DE"'
    files = pack(apply(changed(formed(aurora(tmp_path, SECRET)), (seat, "")), kind, draft=True, **OPTIONS))
    assert not any(b"HUSH" in data for data in files.values())
    assert WITHHELD in files["report.md"].decode().replace("\\", "")


@pytest.mark.parametrize("kind", FILINGS)
def test_the_command_refuses_with_every_gap_and_drafts_when_told_to(tmp_path: Path, kind: str) -> None:
    path, out = aurora(tmp_path), tmp_path / "pack"
    words = ["apply", "--kind", kind, str(path), "-o", str(out), "--known-on", "2026-11-22"]
    refused = invoked(commands, words, standalone_mode=False)
    assert refused.return_value == 3
    assert not out.exists()
    gaps = apply(path, kind, **OPTIONS).refused
    assert all(each in refused.stderr for each in gaps)
    assert invoked(commands, [*words, "--draft"], standalone_mode=False).return_value == 0
    assert not list(verify(out))
    form = json.loads((out / "form.json").read_text())
    assert form["form"] == FILINGS[kind].cite
    assert form["open"] == list(gaps)
    for name in ("report.html", "report.md"):
        assert f"DRAFT - not {FILINGS[kind].word}" in (out / name).read_text()


def test_another_kind_is_a_wrong_command(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="specific, opinion, supplier"):
        apply(aurora(tmp_path), "general", **OPTIONS)
