"""The tutorial is run as it stands: every command in its order, from a bare table to workbooks and a calendar."""

from __future__ import annotations

import shlex

from ..running import ROOT, inside, run

BILL = (
    '"Reference","Value","Footprint","Datasheet","Qty","DNP","Manufacturer","PartNumber"\n'
    '"C1,C2","10u","C_0603","~","2","","Murata","GRM188"\n"U5","ESP32-C3","QFN","","1","","Espressif","ESP32-C3-N4"\n'
    '"R7","10k","R_0603","","1","DNP","Yageo","RC0603"\n'
)


def test_every_command_of_the_tutorial_does_what_it_says(tmp_path):
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    commands = [line.strip() for line in page.splitlines() if line.startswith("    pratique ")]
    assert len(commands) == 6
    (tmp_path / "bms.csv").write_text(BILL)
    with inside(tmp_path):
        ran = [run(*shlex.split(command)[1:]) for command in commands]
    assert [each.status for each in ran] == [3, 0, 3, 0, 0, 0], [each.err for each in ran]
    first, _, verdict, why, _, _ = ran
    assert first.out.startswith("UNDETERMINED")
    assert "'Reference' = designators" in " ".join(first.out.split())
    assert "U5 ESP32-C3-N4 (Espressif)" in verdict.out
    assert "U5 ESP32-C3-N4 (Espressif)" in why.out
    assert list((tmp_path / "questions").glob("*.xlsx"))
    assert (tmp_path / "dates.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
