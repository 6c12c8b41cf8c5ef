"""The instrument as a whole: well formed, cited once, exported and read again, its two modes apart where said."""

from __future__ import annotations

from pathlib import Path

from pratique.law.book import load
from pratique.law.export import export_book, read_book
from pratique.law.instrument import conditions_of
from pratique.law.us.ear import INSTRUMENT
from pratique.law.us.ear.classification import ENTRIES
from pratique.law.us.ear.tables import approved_companies, chips, models
from pratique.logic.lint import bound_twice


def test_no_kind_is_bound_twice() -> None:
    assert [(cite, bound_twice(when)) for cite, when in conditions_of(INSTRUMENT) if bound_twice(when)] == []


def test_every_provision_and_entry_is_cited_once() -> None:
    cites = [provision.cite for provision in INSTRUMENT.provisions]
    assert len(cites) == len(set(cites))
    assert len({(e.eccn, e.clocks.in_force) for e in ENTRIES}) == len(ENTRIES)


def test_the_book_read_again_is_the_same_book(tmp_path: Path) -> None:
    book = load(["us.ear"])
    file = tmp_path / "book.json"
    file.write_bytes(export_book(book))
    assert read_book(file).hash == book.hash


def test_only_the_framework_of_2025_is_not_enforced() -> None:
    apart = {p.cite for p in INSTRUMENT.provisions if p.kind == "licence" and p.clocks.enforcement_differs}
    assert apart == {"15 CFR 742.6(a)(6)(iii)(A), every destination", "15 CFR 742.6(a)(13)"}


def test_the_tables_ship_with_source_and_confidence() -> None:
    assert len(chips()) == 67
    assert len([model for model in models() if model.developer != "-"]) == 28
    assert all(chip.source and chip.rate_confidence for chip in chips())
    assert all(company.confidence == "memory, unverified" for company in approved_companies())


def test_what_a_class_says_nothing_about_is_listed() -> None:
    names = " ".join(neighbour.name for neighbour in INSTRUMENT.not_examined)
    for entry in ("5A002", "5A992", "3A991", "744.21"):
        assert entry in names
