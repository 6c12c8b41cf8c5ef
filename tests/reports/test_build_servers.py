"""What build servers and code hosts read of an answer: nothing passes there that is not clear."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from pratique.reports.gitlab import gitlab
from pratique.reports.junit import junit
from pratique.reports.marks import BAD, WHOLE, marks_of
from pratique.reports.sarif import sarif
from pratique.usecases.check import check
from tests.running import DOSSIERS, KNOWN, run

OWN = [each for each in DOSSIERS if each.parent.name in ("aurora", "shanghai-app", "export-chips", "tyre-sensor")]


@pytest.mark.parametrize("dossier", OWN, ids=lambda path: path.parent.name)
def test_the_formats_count_alike_and_agree_with_the_exit_status(dossier: Path) -> None:
    ran = run("check", dossier, "--format", "junit", *KNOWN)
    suites = ElementTree.fromstring(ran.raw)
    (suite,) = suites
    bad = int(suites.attrib["failures"]) + int(suites.attrib["errors"])
    assert (bad > 0) == (ran.status != 0)
    assert int(suites.attrib["tests"]) == len(suite.findall("testcase"))
    answer = json.loads(run("check", dossier, "--format", "json", *KNOWN).raw)
    verdicts = [v for act in answer["transactions"] for v in (act, *act["instruments"])]
    shown = [each["verdict"]["worst"] in BAD for each in verdicts]
    tests = suite.findall("testcase")
    assert [each.find("failure") is not None or each.find("error") is not None for each in tests] == shown
    issues = json.loads(run("check", dossier, "--format", "gitlab", *KNOWN).raw)
    log = json.loads(run("check", dossier, "--format", "sarif", *KNOWN).raw)
    results = log["runs"][0]["results"]
    whose = {each["description"] for each in issues if each["check_name"] == "provenance"}
    assert len(whose) == len(answer["provenance"])  # answers by whom, too: a report that leaves it out hides it
    assert [each["fingerprint"] for each in issues if each["check_name"] != "provenance"] == [
        each["partialFingerprints"]["pratique/v1"] for each in results
    ]
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    assert {each["severity"] for each in issues if each["check_name"] != "provenance"} <= {"blocker", "major"}


def test_several_answers_are_one_document() -> None:
    ran = run("check", *OWN, "--format", "junit", *KNOWN)
    suites = ElementTree.fromstring(ran.raw)
    assert [each.attrib["name"] for each in suites] == [check(each, known_on=None).title for each in OWN]
    assert ran.status == 1
    assert json.loads(run("check", *OWN, "--format", "gitlab", *KNOWN).raw)


@pytest.mark.parametrize("late", [(), ("the declaration was due",), ("one", "two")])
def test_what_is_late_fails_where_it_was_asked_for(late: tuple[str, ...]) -> None:
    answer = msgspec.structs.replace(check(OWN[0]), late=late)
    plain, strict = (ElementTree.fromstring(junit([answer], late_fails=each)) for each in (False, True))
    assert int(strict.attrib["failures"]) == int(plain.attrib["failures"]) + len(late)
    assert int(strict.attrib["tests"]) == len(strict.findall("testsuite/testcase"))
    assert [each.text for each in strict.iter("failure") if each.get("type") == "late"] == list(late)


@pytest.mark.parametrize("status", [1, 3])
def test_an_answer_with_nothing_to_show_is_marked_as_a_whole(status: int) -> None:
    bare = msgspec.structs.replace(check(OWN[0]), decided_by=(), provenance=(), exit_status=status)
    (mark,) = marks_of(bare)
    assert (mark.rule, mark.barred) == (WHOLE, status == 1)
    assert len(json.loads(sarif(bare))["runs"][0]["results"]) == 1
    assert [each["severity"] for each in json.loads(gitlab([bare]))] == ["blocker" if status == 1 else "major"]
    clear = msgspec.structs.replace(bare, exit_status=0)
    assert marks_of(clear) == ()
    assert json.loads(gitlab([clear])) == []


def test_another_author_s_reader_counts_the_same(tmp_path: Path) -> None:
    reader = pytest.importorskip("junitparser")
    (tmp_path / "j.xml").write_bytes(junit([check(each) for each in OWN]))
    suites = reader.JUnitXml.fromfile(str(tmp_path / "j.xml"))
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases)
    assert suites.failures == sum(isinstance(each, reader.Failure) for case in cases for each in case.result)
    assert suites.errors == sum(isinstance(each, reader.Error) for case in cases for each in case.result)


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.parent.name)
def test_a_reader_of_sarif_by_another_author_counts_the_same(dossier: Path) -> None:
    reader = pytest.importorskip("sarif_pydantic")
    answer = check(dossier)
    (read,) = reader.Sarif.model_validate_json(sarif(answer)).runs
    assert [each.rule_id for each in read.results] == [each.rule for each in marks_of(answer)]
    assert [str(each.level.value) for each in read.results] == [
        "error" if each.barred else "warning" for each in marks_of(answer)
    ]


def test_a_row_of_a_table_is_marked_at_its_line_though_a_cell_before_it_holds_breaks(tmp_path: Path) -> None:
    bill = tmp_path / "board.csv"
    bill.write_text('Reference,Value,Description\nU1,MCU,"two\nlines"\nU5,LTE,LTE module\n')
    asked = ("check", bill, "--into", "US", "--act", "import", "--role", "importer", "--on", "2027-06-01", *KNOWN)
    results = json.loads(run(*asked, "--format", "sarif").raw)["runs"][0]["results"]
    places = {each["message"]["text"].split(":")[1].split()[0]: each["locations"][0] for each in results}
    assert places["U1"]["physicalLocation"]["region"] == {"startLine": 2}
    assert places["U5"]["physicalLocation"]["region"] == {"startLine": 4}
