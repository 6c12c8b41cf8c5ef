"""Every question is asked of what a person has: a table, a bill, a model, a chip, a file or standard input."""

from __future__ import annotations

import io
import json
import re
import tomllib

import pytest

from ..running import EXAMPLES, KNOWN, SMALL, inside, run

pytestmark = pytest.mark.usefixtures("short_proofs")
TABLE = '"Reference","Value","Footprint","Qty","Manufacturer","MPN"\n"U1","EG915U","RF:EG915","1","Quectel","EG915"\n'
CDX = json.dumps(
    {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "components": [{"type": "device", "bom-ref": "u1", "name": "EG915U"}],
    }
)
SPDX = (
    "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: board\n\nPackageName: modem\nSPDXID: SPDXRef-m\n"
)
PART = '<component type="device"><name>m</name></component>'
XML = f'<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components>{PART}</components></bom>'
CHIP = ("--chip", "NVIDIA H20 SXM", "--act", "export", "--out-of", "US", "--into", "CN", "--on", "2026-02-01", *KNOWN)
ASKED = ("--into", "US", "--act", "import", "--role", "importer", "--on", "2027-06-01", *KNOWN)
ONE = ("needs", "what-if", "when", "explain")


@pytest.mark.parametrize("text", [TABLE, CDX, SPDX, XML], ids=["table", "cyclonedx", "spdx", "xml"])
@pytest.mark.parametrize("command", ["check", *ONE])
def test_standard_input_is_read_as_the_file_would_be(text, command, tmp_path, monkeypatch):
    (tmp_path / "standard input").write_text(text)
    asked = [each for each in ASKED if command != "when" or each not in ("--on", "2027-06-01")]
    if command == "needs":  # to prove what one part needs in America takes seconds
        asked[asked.index("US")] = "EU"
    if command == "when":
        asked += ["--from", "2027-01-01", "--to", "2027-12-31"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    piped = run(command, "-", *asked, "--format", "json")
    with inside(tmp_path):
        named = run(command, "standard input", *asked, "--format", "json")
    # A file can be named in the command that is the next step; what was piped cannot.
    assert (piped.status, piped.out) == (named.status, re.sub(r"`pratique ask [^`]*`", "`pratique ask`", named.out))


def test_a_model_and_a_dossier_come_from_standard_input(monkeypatch):
    model = (EXAMPLES / "model-bev" / "model.toml").read_bytes()
    for data, asked in ((model, ("--into", "EU")), (SMALL.encode(), ())):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = run("check", "-", *asked, "--on", "2026-11-22", *KNOWN)
        assert found.status in (0, 3), found.err


@pytest.mark.parametrize("command", ONE)
def test_every_question_is_asked_of_a_chip(command):
    asked = [each for each in CHIP if command != "when" or each not in ("--on", "2026-02-01")]
    found = run(command, *asked)
    assert found.status in (0, 1, 3), found.err
    assert "licence required" in found.out


def test_ask_keeps_the_question_with_its_first_answer_and_goes_on_from_there(tmp_path, monkeypatch):
    (tmp_path / "board.csv").write_text(TABLE)
    with inside(tmp_path):
        monkeypatch.setattr("sys.stdin", io.StringIO("yes\nentry papers\n"))
        first = run("ask", "board.csv", "--by", "me", *ASKED)
        assert "Kept in board.dossier.toml" in first.err
        (answer,) = tomllib.loads((tmp_path / "board.dossier.answers.toml").read_text())["answers"]
        before, after = (
            {(each["name"], each["entity"]) for each in json.loads(run("check", *asked, *KNOWN).raw)["open_facts"]}
            for asked in (
                ("board.csv", *ASKED, "--format", "json"),
                ("board.dossier.toml", "--format", "json"),
            )
        )
        assert (answer["fact"], answer["entity"]) in before - after
        again = run("ask", "board.csv", "--by", "me", *ASKED)
        assert again.status == 2
        assert "goes on with it" in again.err


def test_ask_without_an_answer_writes_nothing(tmp_path, monkeypatch):
    (tmp_path / "board.csv").write_text(TABLE)
    with inside(tmp_path):
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        run("ask", "board.csv", "--by", "me", *ASKED)
    assert [each.name for each in tmp_path.iterdir()] == ["board.csv"]


def test_ask_of_lots_keeps_the_bill_of_each(tmp_path, monkeypatch):
    (tmp_path / "lots.csv").write_text("Lot,Part,Arrival date\nL1,Modem,2027-03-01\nL2,Modem,2029-03-01\n")
    with inside(tmp_path):
        monkeypatch.setattr("sys.stdin", io.StringIO("yes\nme\n"))
        run("ask", "lots.csv", "--by", "me", "--into", "US", "--act", "import")
        after = json.loads(run("check", "lots.dossier.toml", "--format", "json", *KNOWN).raw)
    assert [each["id"] for each in after["transactions"]] == ["lot L1", "lot L2"]


@pytest.mark.parametrize("name", ["a b.csv", 'q"uote.csv', "部品表.csv", "bill.xlsx.csv"])
def test_the_dossier_that_ask_makes_reads_back_whatever_the_bill_is_called(name, tmp_path, monkeypatch):
    (tmp_path / name).write_text(TABLE)
    with inside(tmp_path):
        monkeypatch.setattr("sys.stdin", io.StringIO("yes\nme\n"))
        run("ask", name, "--by", "me", *ASKED)
        (made,) = tmp_path.glob("*.dossier.toml")
        assert run("check", made.name, *KNOWN).status == 3


def test_a_questionnaire_of_a_bill_keeps_the_question_and_its_replies_are_read_into_it(tmp_path):
    (tmp_path / "board.csv").write_text(TABLE)
    with inside(tmp_path):
        found = run("questionnaire", "board.csv", *ASKED, "-o", "q")
        assert (found.status, "Kept in board.dossier.toml" in found.err) == (0, True)
        again = run("questionnaire", "board.csv", *ASKED, "-o", "q2")
        assert (again.status, "goes on with it" in again.err, (tmp_path / "q2").exists()) == (2, True, False)
        kept = run("questionnaire", "board.dossier.toml", *KNOWN, "-o", "q3")
        assert kept.status == 0
        names = [sorted(each.name for each in (tmp_path / folder).iterdir()) for folder in ("q", "q3")]
        assert names[0] == names[1]
        assert json.loads((tmp_path / "q" / "questionnaires.json").read_text())["dossier"] == "../board.dossier.toml"
        replies = [str(each) for each in sorted((tmp_path / "q").glob("*.xlsx"))]
        assert "board.dossier.answers.toml" in run("answers", *replies).out


def test_a_questionnaire_that_cannot_be_written_keeps_no_question(tmp_path):
    (tmp_path / "board.csv").write_text(TABLE)
    with inside(tmp_path):
        assert run("questionnaire", "board.csv", *ASKED, "-o", "board.csv/q").status in (2, 4)
        assert [each.name for each in tmp_path.iterdir() if each.suffix != ".key"] == ["board.csv"]
        assert run("questionnaire", "board.csv", *ASKED, "-o", "q").status == 0


@pytest.mark.parametrize(
    "command",
    [
        ("questionnaire", "board.csv", "-o", "q"),
        ("declare", "board.csv", "-o", "q"),
        ("duty", "board.csv", "--into", "EU"),
        ("calendar", "board.csv"),
    ],
    ids=lambda each: each[0],
)
def test_a_bill_in_the_place_of_a_dossier_is_told_what_to_do_with_it(command, tmp_path):
    (tmp_path / "board.csv").write_text(TABLE)
    with inside(tmp_path):
        found = run(*command)
    assert found.status in (2, 4)
    assert "--into" in found.err
    assert "TOML: " not in found.err
