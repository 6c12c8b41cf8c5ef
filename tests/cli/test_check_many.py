"""One check of many: files, folders, standard input, a chip by name; and the calendar of dossiers."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from pratique.reports.calendar import ics
from pratique.usecases.changes.calendar import Calendar, DatedEntry, calendar

from ..running import EXAMPLES, KNOWN, SMALL, run

AURORA, HOLDING = EXAMPLES / "aurora" / "dossier.toml", EXAMPLES / "holding" / "dossier.toml"


def test_several_files_are_answered_in_order_and_the_worst_decides():
    found = run("check", HOLDING, AURORA, "--format", "json", *KNOWN)
    alone = [json.loads(run("check", each, "--format", "json", *KNOWN).raw) for each in (HOLDING, AURORA)]
    assert json.loads(found.raw) == [
        {**each, "file": str(path)} for path, each in zip((HOLDING, AURORA), alone, strict=True)
    ]
    assert found.status == 3
    assert run("check", HOLDING, HOLDING, *KNOWN).status == run("check", HOLDING, *KNOWN).status


def test_a_folder_is_its_dossiers_and_not_what_stands_beside_them(tmp_path):
    for name in ("b.toml", "a.toml"):
        (tmp_path / name).write_text(SMALL.replace("small", name))
    (tmp_path / "a.answers.toml").write_text('[[answers]]\nfact = "act.purpose"\nvalue = "other"\nsource = "me"\n')
    (tmp_path / "columns.toml").write_text("[columns]\n")
    found = json.loads(run("check", tmp_path, "--format", "json", *KNOWN).raw)
    assert [each["title"] for each in found] == ["a.toml", "b.toml"]
    (tmp_path / "empty").mkdir()
    assert run("check", tmp_path / "empty").status == 4


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_dossier_comes_from_standard_input(form, monkeypatch):
    data = (
        SMALL.encode() if form == "toml" else json.dumps({"transactions": [{"act": "sale", "into": "US"}]}).encode()
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = run("check", "-", "--on", "2026-11-22", *KNOWN)
    assert (found.status, found.err) == (3, "")


def test_sarif_of_several_is_one_log_with_a_run_each():
    log = json.loads(run("check", HOLDING, AURORA, "--format", "sarif", *KNOWN).raw)
    assert len(log["runs"]) == 2


def test_one_line_asks_of_a_chip():
    asked = ("--act", "export", "--out-of", "US", "--into", "CN", "--on", "2026-02-01")
    found = run("check", "--chip", "NVIDIA H20 SXM", *asked, *KNOWN)
    assert found.status in (1, 3)
    assert "Licence" in found.out
    assert "NVIDIA H20 SXM" in found.out
    unknown = run("check", "--chip", "NVIDIA H2O SXM", *asked)
    assert unknown.status == 4
    assert "Nearest" in unknown.err


@pytest.mark.parametrize(
    "arguments",
    [(), ("--chip", "NVIDIA H20 SXM"), (AURORA, "--chip", "x"), (AURORA, HOLDING, "--format", "html")],
    ids=["nothing", "a chip and no act", "both", "several as one page"],
)
def test_what_asks_nothing_is_a_usage_error(arguments):
    assert run("check", *arguments).status == 2


def test_the_calendar_has_what_is_due_and_the_days_that_turn_an_answer():
    found = calendar([AURORA], known_on=date(2026, 11, 22))
    assert ("2026-12-17", "due") in {(each.day, each.kind) for each in found.entries}
    assert [each.day for each in found.entries] == sorted(each.day for each in found.entries)
    assert all(found.start <= each.day <= found.end for each in found.entries)


def test_a_calendar_file_is_the_same_twice_and_keeps_to_the_standard(tmp_path):
    for name in ("a.ics", "b.ics"):
        assert run("calendar", AURORA, HOLDING, "-o", tmp_path / name, *KNOWN).status == 0
    data = (tmp_path / "a.ics").read_bytes()
    assert data == (tmp_path / "b.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_what_an_input_says_cannot_end_a_line_of_a_calendar():
    entry = DatedEntry(day="2027-01-01", kind="due", what="a\r\nEND:VCALENDAR;x, \\y" + "限" * 60, of="of", cite="c")
    data = ics(Calendar(start="2027-01-01", end="2027-12-31", entries=(entry,)))
    assert data.count(b"\r\nEND:VCALENDAR") == 1
    assert "限" * 60 in data.replace(b"\r\n ", b"").decode()


def test_when_has_a_span_of_its_own():
    found = json.loads(run("when", AURORA, "--format", "json", *KNOWN).raw)
    assert (found["intervals"][0]["from"], found["intervals"][-1]["to"]) == ("2026-11-22", "2031-12-31")


def test_each_of_several_answers_says_of_which_file_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for place in (tmp_path / "a.toml", folder / "b.toml"):
        copy(EXAMPLES / "mapping" / "dossier.toml", place)
    many = run("check", tmp_path / "a.toml", folder, *KNOWN)
    alone = run("check", tmp_path / "a.toml", *KNOWN)
    assert [line for line in many.out.splitlines() if line.endswith(".toml") and not line.startswith(" ")] == [
        str(tmp_path / "a.toml"),
        str(folder / "b.toml"),
    ]
    assert many.out.splitlines()[1:4] == alone.out.splitlines()[:3]
    assert many.status == alone.status
    listed = json.loads(run("check", tmp_path / "a.toml", folder, "--format", "json", *KNOWN).raw)
    assert [each.pop("file") for each in listed] == [str(tmp_path / "a.toml"), str(folder / "b.toml")]
    assert listed[0] == json.loads(run("check", tmp_path / "a.toml", "--format", "json", *KNOWN).raw)


def test_a_column_that_may_mean_two_things_is_told_with_how_to_say_it(tmp_path: Path) -> None:
    bill = tmp_path / "bill.csv"
    bill.write_text("位号,名称,数量,品牌\nU1,4G模块,1,移远\n")
    ran = run("check", bill, "--into", "US", "--act", "import", "--on", "2027-06-01", *KNOWN)
    told = " ".join(ran.out.split())
    assert "Not read: " in told
    step = "Say which under [columns] of a column mapping (--columns FILE), for instance '品牌' = 'manufacturer'."
    assert step.replace(" ", "") in told.replace(" ", ""), "a Chinese word may end a line between its characters"


def test_all_unsure_columns_of_a_file_are_told_in_one_note_with_one_way_out(tmp_path):
    bill = tmp_path / "bill.csv"
    bill.write_text("Part No.,Brand,Vendor,Country,Description\nA1,Quectel,Mouser,CN,LTE module\n", encoding="utf-8")
    ran = run("check", bill, "--into", "US", "--act", "import", "--on", "2027-06-01", *KNOWN)
    told = " ".join(ran.out.split())
    assert told.count("Not read: ") == 1
    assert all(f"'{each}' may mean" in told for each in ("Part No.", "Brand", "Vendor", "Country"))
    assert told.count("Say which under [columns]") == 1


def test_what_is_written_is_told_with_its_outcome_on_one_line(tmp_path):
    asked = ("needs", EXAMPLES / "aurora" / "dossier.toml", *KNOWN)
    ran = run(*asked, "-o", tmp_path / "needs.html", "--format", "html")
    said = ran.err.strip().splitlines()[-1]
    assert said.startswith(f"Wrote {tmp_path / 'needs.html'}: Aurora 5")
    assert said.endswith("clear with duties .. prohibited")
