"""The ledger only grows, all rows or none; and looks figures up, never through a contradicted one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made import figure

from pratique.errors import InvalidInput
from pratique.figures.ledger import Ledger, add, load, shipped
from pratique.figures.period import Period

ROW = figure("exports:nev:ZZ", "2031-01", 41_000, yoy="43.9")


def test_adds_to_a_new_and_to_an_old_ledger(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    other = figure("exports:nev:ZZ", "2031-02", 52_000)
    assert add(file, [ROW]) == 1
    before = file.read_bytes()
    assert add(file, [other]) == 1
    assert file.read_bytes().startswith(before)
    assert [replace(entry, line=None) for entry in load(file)] == [ROW, other]


def test_adds_all_or_nothing_and_says_every_reason(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    add(file, [ROW])
    before = file.read_bytes()
    bad = [
        ROW,
        figure("exports:nev:ZZ", "2031-03", 1, publisher="", source="", line=7),
        figure("exports:nev:ZZ", "2031-04", 2),
    ]
    with pytest.raises(InvalidInput) as caught:
        add(file, bad)
    assert [finding.code for finding in caught.value.findings] == [
        "figures.duplicate",
        "figures.publisher",
        "figures.source",
    ]
    assert caught.value.findings[1].place.line == 7
    assert file.read_bytes() == before


def test_the_same_row_twice_in_one_go_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="already in the ledger"):
        add(tmp_path / "mine.csv", [ROW, ROW])
    assert not (tmp_path / "mine.csv").exists()


def test_a_new_printing_of_an_old_figure_is_kept_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    add(file, [ROW])
    add(file, [replace(ROW, value=42_000, published_on=date(2032, 2, 12))])
    assert [entry.value for entry in load(file)] == [41_000, 42_000]


def test_does_not_append_under_a_foreign_header(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("period,value,indicator,product,geography\n2031,1,exports,nev,ZZ\n")
    before = file.read_bytes()
    with pytest.raises(InvalidInput, match="columns"):
        add(file, [ROW])
    assert file.read_bytes() == before


def test_a_file_without_a_last_newline_is_appended_to_cleanly(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    add(file, [ROW])
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    add(file, [figure("exports:nev:ZZ", "2031-02", 52_000)])
    assert len(load(file)) == 2


@pytest.mark.parametrize("data", [b"\x00\xff\xfe\x01", b"\x89PNG\r\n\x1a\n", "période".encode("latin-1")])
def test_binary_and_wrong_encodings_are_findings(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(data)
    with pytest.raises(InvalidInput):
        load(file)


def test_the_best_figure_is_trusted_and_not_contradicted() -> None:
    wrong = replace(ROW, value=1, confidence="contradicted")
    sure = replace(ROW, value=42_000, confidence="confirmed")
    ledger = Ledger((wrong, ROW, sure))
    assert ledger.best(ROW.key, Period.parse("2031-01")) is sure
    assert Ledger((wrong,)).best(ROW.key, ROW.period) is None


def test_selects_by_parts_of_the_series() -> None:
    ledger = shipped()
    assert {entry.geography for entry in ledger.select("exports:passenger_car:")} >= {"CN", "CN->RU"}
    assert ledger.select("exports:nev:CN") == ledger.select("exports:nev:CN:")
    assert len(ledger.select("")) == len(ledger)


def test_the_shipped_ledger_has_sources_that_are_addresses_or_names() -> None:
    for entry in shipped():
        assert "://" not in entry.source or entry.source.startswith(("http://", "https://"))
        assert ".txt" not in entry.source
        assert entry.source or entry.confidence != "confirmed" or entry.publisher
