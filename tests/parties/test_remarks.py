"""A remark and a cell that its row has no place for are not passed over: they may say who decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import run

from pratique.parties.readers.remarks import decides, has_ended
from pratique.parties.readers.stakes_words import meant

HEAD = (
    "kind",
    "subject",
    "holder",
    "share",
    "votes_share",
    "capital_share",
    "decisive",
    "concert",
    "organised",
    "note",
)
USUAL = ["--country", "CN=CN,HK,MO", "--on", "2026-11-30", "--format", "json"]


def table(*rows: str) -> str:
    """Rows as `votes S B share=100`; underscores of a value stand for blanks."""
    lines = [",".join((*HEAD, "headquarters", "principal_place"))]
    for row in ("party S", "party B", "complete B", "acts_for CN S decisive=no", *rows):
        kind, subject, *rest = row.split()
        cells = dict.fromkeys((*HEAD, "headquarters", "principal_place"), "")
        cells |= {"kind": kind, "subject": subject}
        if kind == "party":
            cells |= dict.fromkeys(("organised", "headquarters", "principal_place"), "DE")
        for cell in rest:
            title, sign, text = cell.partition("=")
            cells |= {title: text.replace("_", " ")} if sign else {"holder": title}
        lines.append(",".join(cells.values()))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (("votes S B share=100", "complete S"), "no"),
        (("votes S B share=100 note=shares_pledged_to_A", "complete S"), "unknown"),
        (("votes S B share=100", "complete S note=except_for_A_with_60_%"), "unknown"),
        (("votes S B share=100", "complete S", "party S note=VIE_of_a_Chinese_group"), "unknown"),
        (("votes S B share=100 note=表决权委托给甲公司", "complete S"), "unknown"),
        (("votes S B share=100 note=Stimmrechte_werden_von_A_ausgeübt", "complete S"), "unknown"),
        (("votes S B share=100 note=no_voting_agreement;_annual_report_2025", "complete S"), "no"),
        (("votes S B share=97 note=excluding_treasury_shares", "votes S S share=3", "complete S"), "no"),
        (("votes S B share=95", "votes S A share=5 decisive=yes", "complete S"), "unknown"),
        (("votes S B share=95", "votes S A share=5 decisive=no", "complete S"), "no"),
        (("votes S B share=100 capital_share=10", "complete S"), "unknown"),
        (("votes S B share=100 organised=CN", "complete S"), "unknown"),
        (("votes S B share=100", "complete S A"), "unknown"),
        # Somebody who holds what nobody states, where others have all of it, and whoever acts for a Chinese company.
        (("votes S B share=100", "votes S A", "complete S"), "unknown"),
        (("capital S B share=60", "capital S S share=40", "capital S A share=?", "complete S"), "unknown"),
        (("votes S B", "complete S"), "no"),
        (("votes S B share=100", "complete S", "party C organised=CN", "acts_for C S"), "unknown"),
        (("votes S B share=100", "complete S", "party C organised=CN", "acts_for C S decisive=no"), "no"),
        (("votes S B share=100", "complete S", "party C", "acts_for C S"), "no"),
    ],
)
def test_what_is_said_beside_a_row_is_not_passed_over(tmp_path: Path, rows: tuple[str, ...], outcome: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(table(*rows), encoding="utf-8")
    said = json.loads(run("own", "S", "--registry", path, *USUAL).out)
    assert said["linked"] == {"CN": outcome}


@pytest.mark.parametrize(
    "text",
    [
        "no voting agreement",
        "free of pledges and options",
        "keine Stimmbindungsverträge",
        "无一致行动关系",
        "sans pacte d'actionnaires",
        "controlling shareholder",
        "Gesellschafterliste vom 1.2.2024",
        "family vie",
        "wholly owned subsidiary",
    ],
)
def test_words_that_deny_or_tell_the_source_open_nothing(text: str) -> None:
    assert not decides(text)


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("% des droits de vote", "votes_share"),
        ("Part du capital (en %)", "capital_share"),
        ("Stimmrechtsanteil in %", "votes_share"),
        ("Name des Gesellschafters", "holder"),
        ("Nom de l'actionnaire", "holder"),
        ("Доля в уставном капитале, %", "capital_share"),
        ("认缴比例", "capital_share"),
    ],
)
def test_fillers_of_a_title_change_nothing(title: str, column: str) -> None:
    assert meant("columns", title) == column


def test_a_citizen_in_a_table_of_shareholders_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("公司名称;股东名称;持股比例;国籍\nSensorik GmbH;Li Wei;60 %;中国\n", encoding="utf-8")
    said = json.loads(run("own", "Sensorik GmbH", "--registry", path, *USUAL).out)
    assert said["nexus"]["CN"]["controlled"] == "unknown"
    assert any("Li Wei" in each["question"] for each in said["open_holdings"])


def test_a_batch_says_what_a_no_rests_on(tmp_path: Path) -> None:
    path, suppliers = tmp_path / "x.csv", tmp_path / "suppliers.csv"
    path.write_text(table("complete S").replace("party,S", "party,Sensor Works"), encoding="utf-8")
    path.write_text(path.read_text("utf-8").replace(",S,", ",Sensor Works,"), encoding="utf-8")
    suppliers.write_text("name\nSensor Works\n", encoding="utf-8")
    row = json.loads(run("own", suppliers, "--registry", path, *USUAL).out)[0]
    assert (row["linked_CN"], "rests on" in row["read_with"]) == ("no", True)
    assert "rests on" in run("own", suppliers, "--registry", path, *USUAL[:-1], "text").out


@pytest.mark.parametrize(
    ("note", "over"),
    [
        ("former shareholder", True),
        ("sold, no longer a holder", True),
        ("shareholder until 2021", True),
        ("has been sold", True),
        ("ehemaliger Gesellschafter", True),
        ("历史股东", True),
        ("бывший участник", True),
        ("formerly known as Alpha AG", False),
        ("not terminated", False),
        ("annual report 2025, sold products in Asia", False),
        ("since 2020", False),
    ],
)
def test_words_that_a_holding_is_over_prove_nothing_of_it(tmp_path: Path, note: str, over: bool) -> None:
    assert has_ended(note) == over
    path = tmp_path / "t.csv"
    rows = ("party A", "votes S A share=60", "votes S B share=40")
    text = table(*rows).replace("votes,S,A,60,,,,,,,", f'votes,S,A,60,,,,,,"{note}",')
    path.write_text(text.replace("party,A,,,,,,,DE,,DE,DE", "party,A,,,,,,,CN,,CN,CN"), encoding="utf-8")
    assert json.loads(run("own", "S", "--registry", path, *USUAL).out)["linked"]["CN"] == (
        "unknown" if over else "yes"
    )
