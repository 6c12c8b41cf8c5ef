"""What stands in columns that are not read is told once a company, and a holder's country is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import pratique
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.usecases.ownership.owned import Owned
from pratique.usecases.ownership.store import store_registries

WIDE = "Company,Shareholder,{country}Shareholding %,Rating,Cluster\n"


def owned(tmp_path: Path, text: str, stored: bool = False) -> Owned:
    table = tmp_path / "stakes.csv"
    table.write_text(text, encoding="utf-8")
    if stored:
        store_registries([table], tmp_path / "graph.db")
        table = tmp_path / "graph.db"
    return pratique.own("Alpha GmbH", pratique.OwnQuestion(registries=[table], countries=["CN"]))


@pytest.mark.parametrize("rows", [1, 40])
def test_unread_columns_are_told_once_a_company(tmp_path: Path, rows: int) -> None:
    text = WIDE.format(country="") + "".join(f"Alpha GmbH,Holder {n},{90 / rows},high,7\n" for n in range(rows))
    facts = owned(tmp_path, text).first
    told = [each for each in facts.holes if "'rating'" in each]
    assert len(told) == 1
    assert "'cluster'" in told[0]
    assert (f"and {rows - 1} more" in told[0]) == (rows > 1)
    assert facts.controlled_by_linked is UNKNOWN


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("title", ["Country of shareholder", "Shareholder's country", "股东国别", "holder_country"])
def test_the_country_of_a_holder_is_read(tmp_path: Path, title: str, stored: bool) -> None:
    head = f"Company,Shareholder,{title},Shareholding %\n"
    linked = owned(tmp_path, f"{head}Alpha GmbH,Beta Ltd,China,60\nAlpha GmbH,Gamma AG,Germany,40\n", stored)
    assert linked.first.controlled_by_linked is TRUE


@pytest.mark.parametrize("country", ["Germany", "", "?", "Asia"])
def test_another_country_or_none_rules_nothing_out(tmp_path: Path, country: str) -> None:
    head = "Company,Shareholder,Country of shareholder,Shareholding %\n"
    facts = owned(tmp_path, f"{head}Alpha GmbH,Beta Ltd,{country},100\n").first
    assert facts.controlled_by_linked is UNKNOWN
    assert facts.controlled_by_linked is not FALSE


HEAD = ["Company", "Shareholder", "Voting rights %"]
ROW = ["Alpha GmbH", "Beta AG", 100]
SIDE = (
    "kind,subject,holder,share,organised,headquarters,principal_place\nparty,Alpha GmbH,,,DE,DE,DE\n"
    "party,Beta AG,,,DE,DE,DE\ncomplete,Alpha GmbH\ncomplete,Beta AG\n"
)
BESIDE = {
    "below": [HEAD, ROW, [], ["Note: Gamma Ltd holds a golden share"]],
    "footnote": [HEAD, ROW, ["* of which 60 are held for Gamma Ltd"]],
    "above": [["Shareholders; Gamma Ltd has a veto"], HEAD, ROW],
    "further sheet": [HEAD, ROW],
    "foot of the page": [HEAD, ROW],
    "struck cell": [HEAD, ROW],
    "struck row": [HEAD, ROW],
}


def of_workbook(tmp_path: Path, where: str, said: str = "Gamma Ltd appoints the board") -> Owned:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in BESIDE.get(where, [HEAD, ROW]):
        book.active.append(row)
    if where == "further sheet":
        book.create_sheet("notes").append([said])
    if where == "foot of the page":
        book.active.oddFooter.center.text = said
    if where.startswith("struck"):
        for cell in book.active[2][: 1 if where == "struck cell" else 3]:
            cell.font = openpyxl.styles.Font(strike=True)
    book.save(tmp_path / "stakes.xlsx")
    (tmp_path / "side.csv").write_text(SIDE, encoding="utf-8")
    files = [tmp_path / "stakes.xlsx", tmp_path / "side.csv"]
    return pratique.own("Alpha GmbH", pratique.OwnQuestion(registries=files, countries=["CN"]))


@pytest.mark.parametrize("where", BESIDE)
def test_what_stands_beside_a_table_may_say_who_decides(tmp_path: Path, where: str) -> None:
    assert of_workbook(tmp_path, where).first.controlled_by_linked is UNKNOWN


@pytest.mark.parametrize("where", ["further sheet", "foot of the page"])
def test_what_says_nothing_of_it_opens_nothing(tmp_path: Path, where: str) -> None:
    assert of_workbook(tmp_path, where, "Source: annual report 2025").first.controlled_by_linked is FALSE
