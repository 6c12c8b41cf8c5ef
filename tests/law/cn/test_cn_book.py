"""The Chinese books as books: tables that hold together, coverage, force and confidence."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pratique.facts.cn.access import STANDARDS
from pratique.facts.definition import VOCABULARY
from pratique.law import book
from pratique.law.cn.access.standards import standards
from pratique.law.cn.conflict.statutes import conflict_of
from pratique.law.cn.dates import dated
from pratique.law.cn.ownership.caps import ForeignHolding, caps, holdings
from pratique.law.export import export_book, read_book
from pratique.law.instrument import Instrument, conditions_of
from pratique.law.outcome import Outcome, Range
from pratique.law.provision import Confidence, Force
from pratique.logic.lint import atoms, bound_twice, repeated_clock
from pratique.logic.nodes import IsOneOf
from pratique.usecases.check import check

NAMES = [name for name in book.INSTRUMENTS if name.startswith("cn.")]
BOOKS = [book.load([name]).instruments[0] for name in NAMES]


@pytest.mark.parametrize("instrument", BOOKS, ids=lambda each: each.id)
def test_a_book_says_what_it_leaves_out(instrument: Instrument) -> None:
    assert instrument.coverage
    assert instrument.sources
    assert len({each.cite for each in instrument.coverage}) == len(instrument.coverage)
    assert len({each.cite for each in instrument.provisions}) == len(instrument.provisions)


READ = {
    "Foreign Trade Law, Art. 40(2) and 76 (helpers)",
    "Data Security Law, Art. 36; Personal Information Protection Law, Art. 41",
    "approval under Data Security Law, Art. 36",
}
"""Statutes that the third reading found in a statute database."""


@pytest.mark.parametrize("instrument", BOOKS, ids=lambda each: each.id)
def test_no_other_official_text_was_read(instrument: Instrument) -> None:
    assert {each.cite for each in instrument.provisions if each.text_verified} <= READ
    assert {each.cite for each in instrument.exceptions() if each.text_verified} <= READ


@pytest.mark.parametrize("instrument", BOOKS, ids=lambda each: each.id)
def test_what_the_press_or_memory_says_stays_behind_a_legal_fact(instrument: Instrument) -> None:
    soft = [p for p in instrument.provisions if p.force is Force.PRESS or p.confidence is Confidence.MEMORY]
    for provision in soft:
        if provision.severity < Outcome.LICENCE_REQUIRED or provision.clocks.in_force is None:
            continue  # a duty decides no outcome that bars; a planned text binds nobody
        asked = {a.fact.name for a in atoms(provision.when) if isinstance(a, IsOneOf)}
        assert any(VOCABULARY[name].is_legal for name in asked), provision.cite


def test_every_condition_asks_facts_of_the_vocabulary() -> None:
    for instrument in BOOKS:
        for _, condition in conditions_of(instrument):
            for atom in atoms(condition):
                if isinstance(atom, IsOneOf):
                    assert atom.fact.name in VOCABULARY


def test_standards_are_planned_or_published() -> None:
    rows = {row.id: row for row in standards()}
    assert set(STANDARDS) == {key for key, row in rows.items() if not row.is_planned}
    assert all(row.published is None or row.published < row.in_force for row in rows.values())
    late = [row.number for row in rows.values() if row.applies in ("level2", "level34") and row.published]
    assert all(rows[key].published.year == 2026 for key in ("gb47955", "gb44721"))  # type: ignore[union-attr]
    assert len(late) == 2


def test_three_dates_are_kept_apart() -> None:
    texts = {text.id: text for text in dated("conflict")}
    decree = texts["834"]
    assert (str(decree.signed), str(decree.published), str(decree.effective)) == (
        "2026-03-31",
        "2026-04-07",
        "2026-04-07",
    )
    assert all(t.signed is None or t.published is None or t.signed <= t.published for t in texts.values())
    assert any(event.what.endswith("signed.") for event in decree.events())


@pytest.mark.parametrize("kind", ["nev", "special_purpose", "commercial", "passenger"])
def test_caps_of_a_kind_leave_no_day_out_and_none_twice(kind: str) -> None:
    rows = [row for row in caps() if row.kind == kind]
    assert rows[0].start is None
    assert rows[-1].until is None
    assert all(one.until == other.start for one, other in pairwise(rows))


@pytest.mark.parametrize("holding", holdings(), ids=lambda each: each.company)
def test_the_shipped_companies_were_lawful_on_their_day(holding: ForeignHolding) -> None:
    found = check(
        {
            "transactions": [{"act": "acquire_holding", "into": "CN", "date": holding.on.isoformat()}],
            "facts": {
                "holding.vehicle_kind": holding.kind,
                "holding.foreign_share_percent": float(holding.share),
                "holding.existing_joint_ventures": 0,
            },
        }
    )
    assert Outcome.named(found.verdict.worst) <= Outcome.CLEAR_WITH_DUTIES


def test_the_layer_of_conflict_has_three_answers() -> None:
    assert conflict_of(Range(Outcome.CLEAR, Outcome.CLEAR)) == ("no conflict",)
    assert conflict_of(Range(Outcome.CLEAR_WITH_DUTIES, Outcome.PROHIBITED)) == ("exposed", "prohibited in China")


@pytest.mark.parametrize("instrument", BOOKS, ids=lambda each: each.id)
def test_the_conditions_are_well_made(instrument: Instrument) -> None:
    assert [cite for cite, when in conditions_of(instrument) if bound_twice(when)] == []
    for provision in instrument.provisions:
        clock = provision.clocks.by_text()
        assert [each.cite for each in provision.lifted_by if repeated_clock(each.when, clock)] == []


def test_an_exported_book_is_the_same_book(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    loaded = book.load(NAMES)
    path.write_bytes(export_book(loaded))
    assert read_book(path).hash == loaded.hash
