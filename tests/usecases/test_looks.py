"""Of many parts of a board that decide alike the one that may connect or compute is shown, wherever it stands."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pratique.cli.check import page
from pratique.dossier.question import question_about
from pratique.usecases.answer.looks import prominence
from pratique.usecases.check import check

from ..running import KNOWN, run

ASKED = ("--into", "US", "--act", "import", "--role", "importer", "--on", "2027-06-01", *KNOWN)
HEAD = "Reference,Value,Footprint,Manufacturer,MPN"
PLAIN = [f"R{at},10k,0402,Maker {at % 7},P{at}" for at in range(1, 70)] + [
    "H1,MountingHole,M3,,",
    "C1-C9,100n,C,M,C9",
]


def board(tmp_path, telling: str, at: int, length: int):
    rows = PLAIN[:length]
    rows.insert(at, telling)
    path = tmp_path / "board.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return path


TELLING = (
    "U7,LTE modem,QFN,Quectel,EG915",
    "U7,蓝牙模块,QFN,某公司,B1",
    "U7,Funkmodul,Q,Firma,F1",
    "U7,MCU,QFN,ST,G0",
)
PLACES = (0, 3, -1)


# What tells is looked for line by line: a short board has each at each place, on a long one each stands last.
@pytest.mark.parametrize(
    ("telling", "at", "length"),
    [
        *((telling, at, 5) for telling in TELLING for at in PLACES),
        *((telling, -1, 71) for telling in TELLING),
        *((TELLING[0], at, 71) for at in PLACES[:2]),
    ],
)
def test_what_may_connect_or_compute_is_shown_first_in_every_format(tmp_path, telling, at, length):
    path = board(tmp_path, telling, at, length)
    day = date(2027, 6, 1)
    asked = question_about(str(path), {"into": "US", "act": "import", "role": "importer"}, (), day)
    answer = check(asked, on=day, known_on=date(2026, 11, 22))
    assert answer.decided_by[0].label.startswith("U7")
    if length == 5:  # the command says what the function says
        told, same = json.loads(run("check", path, *ASKED, "--format", "json").raw), answer.to_dict()
        assert told.pop("next_step").startswith(same.pop("next_step").partition("`")[0])  # its command as it is typed
        assert told == same
    for form in ("text", "md", "html"):
        shown = str(page([answer], form))
        why = shown[shown.index("791.302") :]
        assert 0 < why.index("U7") < 1_500
        assert not any(f"R{each} P" in why[: why.index("U7")] for each in range(1, 70))
    explained = json.loads(run("explain", path, *ASKED, "--format", "json").raw)
    assert explained["nodes"][0]["label"].startswith("U7")


def test_a_look_turns_no_verdict(tmp_path):
    found = set()
    for telling in ("U7,LTE modem,QFN,Quectel,EG915", "U7,widget,QFN,Quectel,EG915", "R9,10k,R_0402,Quectel,EG915"):
        answer = json.loads(run("check", board(tmp_path, telling, 2, 5), *ASKED, "--format", "json").raw)
        found.add(json.dumps(answer["verdict"]))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("said", "made_by", "rank"),
    [
        ("U1\nGNSS receiver", "", 1),
        ("U1\nX7\nRF_GSM:X7", "", 1),
        ("U9\nwidget", "", 2),
        ("R1-R3\n10k", "", 3),
        ("Schraube M4", "", 3),
        ("U5\nA\nCapacitor_SMD:C_0402", "", 3),
        ("", "", 2),
        ("U2\nEG915", "Quectel", 0),
        ("U2\nEG915", "上海移远通信技术股份有限公司", 0),
        ("U2\nEC25-E\nRF_GSM:Quectel_EC25", "", 0),
        ("R1\n10k", "Luxshare", 3),
        ("U2\nEG915", "Quectelle", 2),
    ],
)
def test_ranks(said, made_by, rank):
    assert prominence(said, made_by) == rank


@pytest.mark.parametrize("maker", ["Quectel", "移远通信", "Fibocom Wireless Inc."])
def test_of_parts_that_look_alike_that_of_a_maker_of_concern_is_shown_first(tmp_path, maker):
    path = tmp_path / "board.csv"
    rows = ["U1,STM32H743,LQFP-100,STMicroelectronics,STM32H743VIT6", f"U2,X25,RF_GSM:X25,{maker},X25-E"]
    rows += ["U3,LTE modem,LGA,Norden AB,N7"]
    path.write_text("\n".join((HEAD, *rows, *PLAIN[:3])), encoding="utf-8")
    answer = json.loads(run("check", path, *ASKED, "--format", "json").raw)
    assert answer["decided_by"][0]["label"].startswith("U2")
    explained = json.loads(run("explain", path, *ASKED, "--format", "json").raw)
    assert [each["label"][:2] for each in explained["nodes"][:3]] == ["U2", "U3", "U1"]
