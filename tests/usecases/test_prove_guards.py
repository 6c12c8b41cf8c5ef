"""The guards of the book hold, and each of them fails where its fault is put back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pratique.facts.definition import VOCABULARY
from pratique.law import book
from pratique.law.book import Book
from pratique.law.clocks import during
from pratique.law.cn.access import credits
from pratique.law.cn.conflict import statutes
from pratique.law.cn.data import routes
from pratique.law.provision import LegalException, Provision
from pratique.law.rate import Layer, provision_of
from pratique.logic.author import all_of
from pratique.usecases.book import prove_guards, prove_tables
from pratique.usecases.book.prove_guards import proofs_of_guards
from pratique.usecases.markets import quotas

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


def _read_below(folder: Path) -> Callable[[str, str], list[dict[str, str]]]:
    """The tables that the program brings along, read from a folder of the test instead."""
    return lambda package, name: list(csv.DictReader((folder / name).read_text("utf-8").splitlines()))


def test_a_measure_that_nobody_says_began_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "beginnings.csv").write_text("layer,begins,cite\n")
    monkeypatch.setattr(prove_guards, "shipped_rows", _read_below(tmp_path))
    found = {each.cite for each in prove_guards._measures_begin() if not each.holds}
    assert {"us.s122", "ru.fee", "ca.surtax"} <= found


def test_a_measure_that_ends_without_a_text_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "endings.csv").write_text("measure,ends,how,cite\n")
    monkeypatch.setattr(prove_tables, "shipped_rows", _read_below(tmp_path))
    found = {each.cite for each in prove_tables._measures_end() if not each.holds}
    assert {"us.s122", "us.ieepa_china", "eu.cvd/vw_anhui", "ca.surtax/car"} <= found


def test_a_measure_that_goes_on_by_a_row_without_a_rate_needs_no_ending() -> None:
    assert not any(each.cite.startswith("ru.fee/new") for each in prove_tables._measures_end())


def test_a_table_that_nobody_dated_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "firms.csv").write_text("name\nAcme\n")
    (tmp_path / "undated.csv").write_text("name\nAcme\n")
    (tmp_path / "tables.csv").write_text(
        "table,kind,checked_on,afterwards\nundated.csv,moving,2026-02-30,unknown\ntables.csv,record,2026-11-28,this\n"
    )
    monkeypatch.setattr(prove_tables, "files", lambda _: tmp_path)
    monkeypatch.setattr(prove_tables, "shipped_rows", _read_below(tmp_path))
    found = {each.cite for each in prove_tables._tables_are_dated() if not each.holds}
    assert found == {"lists/firms.csv", "undated.csv"}
    assert {each.cite for each in prove_tables._moving_tables_open() if not each.holds} == {"undated.csv"}


def test_a_moving_table_that_reads_as_nothing_after_its_last_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credits, "PROVISIONS", credits.PROVISIONS[:-1])
    monkeypatch.setattr(quotas, "_afterwards", lambda mine, day: iter(()))
    found = {each.cite for each in prove_tables._moving_tables_open() if not each.holds}
    assert found == {"quotas.csv", "cn/access/data/credits.csv"}


def _with_lift(instrument: str, cite: str, lift: LegalException) -> Book:
    whole = book.load()
    return Book(
        tuple(
            replace(
                each,
                provisions=tuple(
                    replace(p, lifted_by=(*p.lifted_by, lift)) if p.cite == cite else p for p in each.provisions
                ),
            )
            if each.id == instrument
            else each
            for each in whole
        )
    )


def test_an_exception_hung_on_the_wrong_object_is_found() -> None:
    """The fault of the third reading: what is exempt for important data lifts the route for personal data."""
    assert routes.assessment.cite in {each.cite for each in book.load().instrument("cn.data").provisions}
    unnamed = replace(routes.guidelines_important, when=routes._guide_purpose)
    broken = _with_lift("cn.data", routes.assessment.cite, unnamed)
    found = {each.cite for each in prove_tables._exceptions_name_objects(broken) if not each.holds}
    assert found == {f"{unnamed.cite}, of {routes.assessment.cite}"}


@pytest.mark.parametrize("place", range(len(statutes.EXPOSED)))
def test_a_statute_that_asks_the_addressee_of_another_is_found(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    """The fault of the third reading: one gate, that of the Blocking Rules, for statutes with other addressees."""
    its = statutes.EXPOSED[place]
    in_china_only = all_of(statutes.for_foreign_law, statutes.breaks_off)
    anybody = all_of(statutes.of_foreign_law, statutes.breaks_off)
    reaches_out = its.cite.startswith(("Foreign Trade Law", "Anti-Foreign"))
    shared = replace(its, when=in_china_only if reaches_out else anybody)
    monkeypatch.setattr(statutes, "EXPOSED", (*statutes.EXPOSED[:place], shared, *statutes.EXPOSED[place + 1 :]))
    found = {each.cite for each in prove_guards._guards_of_laws() if not each.holds}
    assert shared.cite in found


def test_a_rate_that_cites_a_preference_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_the_preference(layer: Layer) -> Provision:
        cites = [row.cite for row in layer.rows if row.key.startswith("agreement")]
        right = provision_of(layer)
        return replace(right, cite=cites[0]) if cites else right

    monkeypatch.setattr(prove_guards, "provision_of", of_the_preference)
    found = {each.cite for each in prove_guards._rates_cite_what_speaks() if not each.holds}
    assert {"gb.mfn", "ca.mfn", "za.duty"} <= found


def test_a_legal_fact_that_is_not_in_the_vocabulary_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = book.load()
    monkeypatch.delitem(VOCABULARY, SERVICE)
    found = {each.cite for each in prove_guards._legal_facts_are_defined(whole) if not each.holds}
    assert found == {"us.cfr15_791d"}


def test_an_instrument_whose_beginning_nobody_said_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "beginnings.csv").write_text("layer,begins,cite\n")
    whole = book.load()
    monkeypatch.setattr(prove_guards, "shipped_rows", _read_below(tmp_path))
    found = {each.cite for each in prove_guards._instruments_begin(whole) if not each.holds}
    assert {"us.cfr28_202", "jp.type_approval"} <= found
    assert not {"cn.export", "eu.type_approval"} & found


@pytest.mark.parametrize(
    "name", ["us.ear", "eu.type_approval", "ru.recycling_fee", "mx.import_tariff", "br.ev_import_duty"]
)
def test_an_instrument_that_its_own_publication_hides_is_found(name: str) -> None:
    """What stood before a later text of the same name was read as nothing, and so as free."""
    whole = book.load()
    later = Book(tuple(replace(each, published=date(2026, 1, 1)) if each.id == name else each for each in whole))
    assert {each.cite for each in prove_guards._nothing_hides_a_first_day(later) if not each.holds} == {name}


def test_an_instrument_whose_reach_begins_after_what_it_asks_is_found() -> None:
    whole = book.load()
    later = Book(
        tuple(
            replace(each, reach=all_of(each.reach, during("2022-10-07"))) if each.id == "us.ear" else each
            for each in whole
        )
    )
    assert {each.cite for each in prove_guards._nothing_hides_a_first_day(later) if not each.holds} == {"us.ear"}
