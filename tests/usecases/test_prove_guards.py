"""The guards of the book hold, and each of them fails where its fault is put back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pratique.facts.definition import VOCABULARY
from pratique.law import book
from pratique.law.book import Book
from pratique.usecases.book import prove_guards
from pratique.usecases.book.prove_guards import proofs_of_guards

SERVICE = "legal.us.cfr15_791d.service_counts_as_supply"


def failing(read: Book | None = None) -> set[str]:
    return {each.cite for each in proofs_of_guards(read or book.load()) if not each.holds}


def test_every_guard_holds() -> None:
    assert failing() == set()


def test_a_usual_construction_lighter_than_the_agency_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VOCABULARY, SERVICE, replace(VOCABULARY[SERVICE], usual="does_not_widen"))
    assert failing() == {SERVICE}


def test_a_declared_end_use_that_nothing_reads_is_found() -> None:
    whole = book.load()
    without = tuple(
        replace(each, provisions=tuple(p for p in each.provisions if "744.2 to 744.4" not in p.cite))
        for each in whole
    )
    assert {"export.end_uses nuclear", "export.end_uses missile"} <= failing(Book(without))


def test_a_measure_that_nobody_says_began_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "beginnings.csv").write_text("layer,begins,cite\n")
    monkeypatch.setattr(prove_guards, "files", lambda _: tmp_path)
    found = {each.cite for each in prove_guards._measures_begin() if not each.holds}
    assert {"us.s122", "ru.fee", "ca.surtax"} <= found
