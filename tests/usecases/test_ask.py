"""Asking: one thing at a time, only what matters, and what is answered decides as the dossier with it does."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from pratique.cli import commands
from pratique.deciding.decision import decided
from pratique.dossier.answers import answers_file, append_answers
from pratique.dossier.read import read_dossier
from pratique.dossier.toml import toml_value, written
from pratique.errors import InvalidInput
from pratique.facts.granted import is_granted
from pratique.facts.reading import BadValue
from pratique.usecases.check import answer_of, check
from pratique.usecases.missing.ask import (
    Asking,
    Question,
    answered,
    begin,
    entry_of,
    passed_over,
    read_answer,
)
from pratique.usecases.missing.next_question import (
    Chooser,
    in_document_order,
    next_question,
    question_left,
    settles_most,
)
from pratique.usecases.questions import question as question_of
from tests.running import invoked
from tests.usecases.aurora import KNOWN_ON, SETTLING, aurora

CLEAN = {
    "part.software_class": "firmware",
    "party.organised_in": "DE",
    "party.headquartered_in": "DE",
    "party.principal_place_of_business": "DE",
    "party.citizen_of": ["DE"],
    "party.resident_in": ["DE"],
    "source.roles": ["supplied"],
}
"""What somebody answers who has nothing to hide; no to everything else."""


def reply(question: Question) -> object:
    return CLEAN.get(question.fact, False)


def test_asks_until_settled_and_no_longer(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    asking = begin(path, known_on=KNOWN_ON, construe="usual")
    asked = []
    while (question := next_question(asking)) is not None:
        assert not asking.is_settled
        asked.append((question.fact, question.entity))
        asking = answered(asking, question, entry_of(question, reply(question), source="test"))
    assert asking.is_settled
    assert len(asked) == len(set(asked)) <= 12
    append_answers(answers_file(path), asking.given)
    again = check(path, known_on=KNOWN_ON, construe="usual")
    assert again.verdict.best == again.verdict.worst == str(asking.found.range)


def test_one_answer_that_bars_ends_it(tmp_path: Path) -> None:
    asking = begin(aurora(tmp_path), known_on=KNOWN_ON, construe="usual")
    question = next_question(asking)
    assert question is not None
    assert (question.fact, question.entity) == ("party.controlled_from_prc_or_russia", "acme-telematik")
    asking = answered(asking, question, entry_of(question, True, source="register"))
    assert str(asking.found.range) == "prohibited"
    assert next_question(asking) is None


def test_a_party_under_two_names_of_a_bill_is_one_question(tmp_path: Path) -> None:
    asking = begin(aurora(tmp_path), known_on=KNOWN_ON)
    acme = [q for q in asking.questions() if "Acme" in q.label]
    assert [q.entity for q in acme] == ["acme-telematik"]


def test_of_what_is_not_listed_only_whether_it_is_there(tmp_path: Path) -> None:
    asking = begin(aurora(tmp_path), known_on=KNOWN_ON)
    others = [q for q in asking.questions() if q.entity and "/other " in q.entity]
    assert others
    assert {q.fact for q in others} == {"source.present"}


def test_that_there_is_another_source_opens_its_details(tmp_path: Path) -> None:
    other = SETTLING[0] | {"value": True}
    path = aurora(tmp_path, other, *SETTLING[1:])
    asking = begin(path, known_on=KNOWN_ON, construe="usual")
    details = {q.fact for q in asking.questions() if q.entity and q.entity.startswith(other["entity"])}
    assert "source.roles" in details
    assert "party.controlled_from_prc_or_russia" in details
    entity = f"{other['entity']}/party"
    append_answers(
        answers_file(path), [{"entity": entity, "fact": "party.controlled_from_prc_or_russia", "value": True}]
    )
    opens = {(f.name, f.entity) for f in check(path, known_on=KNOWN_ON, construe="usual").open_facts}
    assert ("party.controlled_from_prc_or_russia", entity) not in opens


def test_passed_over_and_not_known_are_not_asked_again(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    asking = begin(path, known_on=KNOWN_ON)
    first = next_question(asking)
    assert first is not None
    assert first not in passed_over(asking, first).questions()
    append_answers(answers_file(path), [entry_of(first, {"unknown": "refused"}, source="mail")])
    assert first.entity not in [q.entity for q in begin(path, known_on=KNOWN_ON).questions() if q.fact == first.fact]


def test_choosing_leaves_no_trace(tmp_path: Path) -> None:
    """Supposing answers changes elements in place; all is as before when the choice is made."""
    asking = begin(aurora(tmp_path), known_on=KNOWN_ON)
    before = answer_of(asking.found)
    settles_most(asking, asking.questions())
    assert answer_of(asking.found) == before
    assert answer_of(decided(read_dossier(asking.dossier.file), known_on=KNOWN_ON)) == before


def test_document_order_is_the_order_of_the_bill(tmp_path: Path) -> None:
    asking = begin(aurora(tmp_path), known_on=KNOWN_ON)
    first = in_document_order(asking, asking.questions())
    order = list(asking.found.cases.labels)
    places = [order.index(q.entity) for q in asking.questions() if q.entity in order]
    assert first.entity in order
    assert order.index(first.entity) == min(places)


def test_a_value_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    asking = begin(aurora(tmp_path), known_on=KNOWN_ON)
    question = next(q for q in asking.questions() if q.fact == "part.software_class")
    read_answer(question, "firmware")
    with pytest.raises(BadValue):
        read_answer(question, "cake")
    with pytest.raises(InvalidInput):
        answered(asking, question, entry_of(question, "cake", source="test"))


def test_two_answers_that_differ_leave_it_unknown_with_both(tmp_path: Path) -> None:
    acme = SETTLING[2]
    path = aurora(tmp_path, *SETTLING, acme | {"value": True, "source": "register"})
    answer = check(path, known_on=KNOWN_ON, construe="usual")
    assert answer.verdict.best != answer.verdict.worst
    assert any("mail 2" in note.note and "register" in note.note for note in answer.conflicts)


def test_an_expired_answer_is_unknown_again(tmp_path: Path) -> None:
    path = aurora(tmp_path, *(each | {"expires_on": "2026-12-01"} for each in SETTLING))
    assert check(path, known_on=KNOWN_ON, construe="usual").verdict.worst == "clear with duties"
    assert check(path, known_on=KNOWN_ON.replace(year=2027), construe="usual").verdict.worst == "prohibited"


def test_findings_of_an_answers_file_name_it(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    answers_file(path).write_text('[[answers]]\nfact = "part.kind"\n\n[[answers]]\nentity = "x"\nvalue = 1\n')
    with pytest.raises(InvalidInput) as caught:
        check(path)
    assert {finding.place.file for finding in caught.value.findings} == {str(answers_file(path))}
    assert len(caught.value.findings) == 2
    answers_file(path).write_text(
        '[[answers]]\nentity = "wifi-driver"\nfact = "part.software_class"\nvalue = "cake"\n'
    )
    with pytest.raises(InvalidInput) as caught:
        check(path)
    assert str(caught.value.findings[0].place).startswith(f"{answers_file(path)}:")


@pytest.mark.parametrize("value", [True, 3, 2.5, 'a"b\\c\n\x7fü', ["x", "y"], {"one_of": ["DE", "FR"]}, {"min": 1}])
def test_what_is_written_is_read_again(value: object) -> None:
    entry = {"fact": "part.kind", "value": value, "odd key": "x"}
    assert tomllib.loads(written(entry)) == {"answers": [entry]}
    assert tomllib.loads(f"v = {toml_value(value)}") == {"v": value}


def test_answers_are_appended_and_never_twice(tmp_path: Path) -> None:
    path = tmp_path / "d.answers.toml"
    assert append_answers(path, SETTLING[:2]) == 2
    first = path.read_text()
    assert append_answers(path, SETTLING) == 2
    assert path.read_text().startswith(first)
    assert append_answers(path, SETTLING) == 0


def test_at_the_terminal(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    typed = "maybe\nyes\nregister extract\n"
    ran = invoked(
        commands, ["ask", str(path), "--by", "R", "--construe", "usual", "--known-on", "2026-11-22"], input=typed
    )
    assert "prohibited after 1 question." in ran.output
    assert "does not fit" in ran.output
    kept = tomllib.loads(answers_file(path).read_text())["answers"]
    assert [(e["fact"], e["value"], e["source"], e["by"]) for e in kept] == [
        ("party.controlled_from_prc_or_russia", True, "register extract", "R")
    ]


def test_ending_early_keeps_what_was_said(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    arguments = ["ask", str(path), "--by", "R", "--construe", "usual", "--known-on", "2026-11-22"]
    ran = invoked(commands, arguments, input="no\nmail 2\n\n?\nrefused\n", standalone_mode=False)
    assert ran.return_value == 3
    assert "after 3 questions." in ran.output
    kept = tomllib.loads(answers_file(path).read_text())["answers"]
    assert [each["value"] for each in kept] == [False, {"unknown": "refused"}]


def settled_after(start: Asking, says: Mapping[tuple[str, str], object], choose: Chooser | None = None) -> list[str]:
    """The facts asked until it is settled; whoever answers says no to what is not in `says`."""
    asking, asked = start, []
    while (question := next_question(asking, choose)) is not None:
        entity = (question.entity or "").rpartition("#")[2]
        raw = says.get((question.fact, entity), CLEAN.get(question.fact, False))
        asked.append(f"{question.fact} {entity}")
        asking = answered(asking, question, entry_of(question, raw, source="test"))
    assert asking.is_settled
    return asked


def test_the_way_out_is_asked_and_nothing_beside_it(tmp_path: Path) -> None:
    start = begin(aurora(tmp_path), known_on=KNOWN_ON)
    assert sorted(settled_after(start, {})) == [
        "part.altered_by_linked_person_since_cutoff modem-fw",
        "part.software_class wifi-driver",
        "party.controlled_from_prc_or_russia acme-telematik",
        "source.present telematics-app/other source",
    ]


def test_a_closed_way_out_leads_to_the_next_shortest(tmp_path: Path) -> None:
    """The driver is no firmware, but nobody has touched it since the day that matters."""
    start = begin(aurora(tmp_path), known_on=KNOWN_ON)
    says = {
        ("part.software_class", "wifi-driver"): "application",
        ("part.last_designed_or_supplied", "wifi-driver"): "2026-01-01",
    }
    best = settled_after(start, says)
    assert {
        "part.last_designed_or_supplied wifi-driver",
        "part.altered_by_linked_person_since_cutoff wifi-driver",
    } <= set(best[best.index("part.software_class wifi-driver") + 1 :])
    # The way out is counted in facts: the day of each verb counts as four, though it is asked as one.
    assert len(best) <= len(settled_after(start, says, in_document_order)) + 1


def test_the_reference_of_a_part_names_its_unlisted_sources_too(tmp_path: Path) -> None:
    short = [each | {"entity": each["entity"].rpartition("#")[2]} for each in SETTLING]
    assert short[0]["entity"] == "modem-fw/other source"
    assert check(aurora(tmp_path, *short), known_on=KNOWN_ON).verdict.worst == "clear with duties"


def test_in_a_large_bill_too(tmp_path: Path) -> None:
    """The lines of a large bill are read only when they are asked for."""
    path = aurora(tmp_path)
    file = path.parent / "aurora.cdx.json"
    bill = json.loads(file.read_text())
    bill["components"] += [{"type": "device", "bom-ref": f"bolt{n}", "name": f"bolt {n}"} for n in range(300)]
    file.write_text(json.dumps(bill))
    before = check(path, known_on=KNOWN_ON)
    append_answers(answers_file(path), SETTLING)
    after = check(path, known_on=KNOWN_ON)
    asked = {(each.name, each.entity) for each in after.open_facts}
    assert (SETTLING[0]["fact"], SETTLING[0]["entity"]) in {(each.name, each.entity) for each in before.open_facts}
    assert not asked & {(each["fact"], each["entity"]) for each in SETTLING}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"entity": "modem-fw/other source", "fact": "source.present", "value": "cake"}, "dossier.fact.value"),
        (SETTLING[0] | {"basis": "documented", "expires_on": "soon"}, "dossier.fact.value"),
        (SETTLING[0] | {"value": "?", "reason": "because"}, "dossier.fact.value"),
        ({"entity": "modem-fw", "fact": "source.present", "value": False}, "dossier.answer.entity"),
        ({"entity": "modem-fw/other source", "fact": "part.present", "value": False}, "dossier.answer.entity"),
        ({"entity": "modem-fw/other part", "fact": "part.present", "value": False}, "dossier.answer.entity"),
        ({"entity": "bolt/other source", "fact": "source.present", "value": False}, "dossier.answer.entity"),
    ],
)
def test_an_answer_about_what_is_not_listed_that_cannot_be_is_a_finding(
    tmp_path: Path, answer: dict[str, object], code: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        check(aurora(tmp_path, answer), known_on=KNOWN_ON)
    assert [each.code for each in caught.value.findings] == [code]


def test_ctrl_c_loses_nothing_and_asking_goes_on_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interrupt comes while the first answer is being worked out."""
    from pratique.usecases.missing import ask

    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    path = aurora(tmp_path)
    arguments = ["ask", str(path), "--by", "R", "--known-on", "2026-11-22"]
    with monkeypatch.context() as patch:
        patch.setattr(ask, "answered", interrupted)
        ran = invoked(commands, arguments, input="no\nmail 2\n", standalone_mode=False)
    assert ran.return_value == 3
    kept = tomllib.loads(answers_file(path).read_text())["answers"]
    assert [(each["entity"], each["value"]) for each in kept] == [("acme-telematik", False)]
    again = invoked(commands, arguments, input="yes\nno\n\n", standalone_mode=False)
    assert "Acme Telematik GmbH: A person linked" not in again.output


def test_the_day_of_each_verb_is_asked_as_one(tmp_path: Path) -> None:
    start = begin(aurora(tmp_path), known_on=KNOWN_ON)
    days = [each.fact for each in start.questions() if each.fact.startswith("part.last_")]
    assert days
    assert set(days) == {"part.last_designed_or_supplied"}
    question = next(each for each in start.questions() if each.fact in days)
    after = answered(start, question, entry_of(question, "2026-01-01", source="test"))
    asked = {(each.fact, each.entity) for each in after.questions()}
    assert not {name for name, entity in asked if name.startswith("part.last_") and entity == question.entity}


def test_no_agency_s_word_is_asked_before_what_can_be_found_out(tmp_path):
    """A car that leaves China may need an American licence: whether it is held is not what to ask first."""
    sheet = tmp_path / "cars.csv"
    sheet.write_text("VIN,First registration date,Export licence\nLSV0001,2026-01-05,yes\nLSV0002,none,no\n")
    asked = question_of(sheet, act="export", out_of="CN", into="DE", on=date(2026, 3, 1))
    first = question_left(asked, known_on=date(2026, 11, 22))
    assert first is not None
    assert not is_granted(first.fact)
