"""A row about several companies, or about one with a mark for a footnote, is passed over for none of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.parties.test_no_over_a_hole_formats import HEAD, asked

from pratique.logic.truth import FALSE, UNKNOWN, Truth
from pratique.parties.nexus import party_facts
from pratique.parties.stored import build
from pratique.parties.stored.build import build_graph
from pratique.parties.stored.graph import StoredGraph

ALPHA = "party,a,,,CN,CN,CN\n"
CELLS = ["s;x", "s; x", "s/x", "s, x", "s and x", "s und x", "x、s", "s*", "s †", "s¹", "s[1]", "s (2)"]


@pytest.mark.parametrize("cell", CELLS)
def test_each_is_open(tmp_path: Path, cell: str) -> None:
    assert asked(tmp_path, f'{HEAD}{ALPHA}votes,"{cell}",a,60\n') is UNKNOWN


@pytest.mark.parametrize("cell", ["x", "sx", "s-x", "Siemens, Inc.", "Novo Nordisk A/S", "x;y", "x*"])
def test_a_row_about_others_opens_nobody_else(tmp_path: Path, cell: str) -> None:
    assert asked(tmp_path, f'{HEAD}{ALPHA}votes,"{cell}",a,60\n') is FALSE


@pytest.mark.parametrize("cell", CELLS)
def test_a_large_table_that_is_stored_says_the_same(
    tmp_path: Path, cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "WHOLE", 0)
    rows = f'{HEAD}{ALPHA}party,s,,,DE,DE,DE\ndispersed,s,,5,,,,no\nvotes,"{cell}",a,60\n'
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    build_graph([tmp_path / "t.csv"], tmp_path / "g.db")
    registry, _ = StoredGraph(tmp_path / "g.db").above(["s"])
    assert party_facts(registry, "s", date(2026, 6, 1), None, {"CN"}).controlled_by_linked is UNKNOWN


@pytest.mark.parametrize(
    ("end", "truth"),
    [
        ("2026-06-01", FALSE),
        ("2026-06-01T00:00:00Z", FALSE),
        ("2026-06-01T18:30:00Z", UNKNOWN),
        ("2026-06-01 23:59:59", UNKNOWN),
        ("2026-05-31T18:30:00+08:00", FALSE),
    ],
)
def test_what_ends_at_an_hour_of_a_day_was_there_on_it(tmp_path: Path, end: str, truth: Truth) -> None:
    text = f"kind,subject,holder,share,end\nvotes,s,a,60,{end}\n"
    assert asked(tmp_path, text, more=ALPHA) is truth


@pytest.mark.parametrize(
    ("share", "truth"),
    [
        ("0.6 of the votes", UNKNOWN),
        ("0,6 der Stimmen", UNKNOWN),
        ("0.6 % of the votes", FALSE),
        ("5 of 100", FALSE),
    ],
)
def test_a_part_of_the_votes_without_a_unit_may_be_a_part_of_one(tmp_path: Path, share: str, truth: Truth) -> None:
    assert asked(tmp_path, f'{HEAD}{ALPHA}votes,s,a,"{share}"\n') is truth
