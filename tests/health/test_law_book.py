"""The whole law book: cited, summarised, dated, covered, read by a case, and free of what the lints know."""

from __future__ import annotations

import re
from pathlib import Path

from tests.gathered import each_of

from pratique.facts.definition import VOCABULARY
from pratique.law import book
from pratique.law.export import export_book
from pratique.law.instrument import Instrument, conditions_of, in_time
from pratique.law.provision import Provision
from pratique.law.rate import SCHEDULES, memory_fact, schedule_of, undone_fact
from pratique.law.us.cfr15_791d.control import dominant_minority
from pratique.logic.lint import bound_twice, repeated_clock
from pratique.readings.facts_used import facts_used

ROOT = Path(__file__).parents[2]
BOOK = book.load()
RULES = [(instrument, provision) for instrument in BOOK for provision in instrument.provisions]
TESTS = "\n".join(
    each.read_text(encoding="utf-8")
    for folder in ("cases", "law", "timeline", "usecases", "markets")
    for each in sorted((ROOT / "tests" / folder).rglob("*"))
    if each.suffix in (".toml", ".py", ".csv")
)
CLASS = re.compile(r"[0-9][A-E][0-9]{3}(?:\.[a-z](?:\.[0-9])?)?")
UNDATED = {"GB 48001-2026": "whether and from when it binds is a legal fact"}
OWN_CLOCK = {("United Arab Emirates", "15 CFR 740.8 (NAC)"), ("United Arab Emirates", "15 CFR 740.8 (ACA)")}
"""The country groups that these exceptions read change on the very day on which the duty on the Emirates begins."""
IDLE = {
    "legal.unverified.gbt40429_2021_no_oedr",
    "legal.us.ear.china_volume_measure",
    "legal.us.ear.review_outside_d_groups_2023",
}
"""Legal facts that no provision reads: the first is read by the classification of automation, the others by the
review policies of an export answer, which stand beside the provisions."""


def name_of(pair: tuple[Instrument, Provision]) -> str:
    return f"{pair[0].id}: {pair[1].cite}"


@each_of(RULES, name_of)
def test_a_provision_is_cited_summarised_and_dated(rule: tuple[Instrument, Provision]) -> None:
    instrument, provision = rule
    assert provision.cite.strip() == provision.cite != ""
    assert provision.summary.rstrip().endswith((".", ")"))
    assert len(provision.summary) >= 20
    clocks = provision.clocks
    days = [clocks.proposed, clocks.published, clocks.in_force, clocks.compliance_due, clocks.enforced, clocks.lapses]
    assert any(days) or provision.cite in UNDATED, "no date at all"
    assert clocks.in_force is None or clocks.lapses is None or clocks.in_force < clocks.lapses
    assert clocks.published is None or clocks.in_force is None or clocks.published <= clocks.in_force
    assert not clocks.edges or instrument.checked_on is not None


@each_of(BOOK, lambda each: each.id)
def test_an_instrument_says_what_it_covers_and_where_it_comes_from(instrument: Instrument) -> None:
    assert instrument.coverage
    assert all(each.note.strip() for each in instrument.coverage if each.status != "encoded")
    assert instrument.sources
    assert any(each.url for each in instrument.sources), "no address to read it at"
    assert instrument.issuer
    cites = [each.cite for each in instrument.provisions]
    assert len(cites) == len(set(cites)), "two provisions with one citation"


@each_of(RULES, name_of)
def test_the_lints_find_nothing(rule: tuple[Instrument, Provision]) -> None:
    _, provision = rule
    assert bound_twice(provision.when, frozenset({provision.per})) == []
    for mode in ("by_text", "as_enforced"):
        clock = in_time(provision, mode)  # type: ignore[arg-type]
        repeated = [each.cite for each in provision.lifted_by if repeated_clock(each.when, clock)]
        assert [each for each in repeated if not any(p in provision.cite and each == e for p, e in OWN_CLOCK)] == []
    for each in provision.lifted_by:
        assert bound_twice(each.when, frozenset({provision.per})) == []


def test_every_fact_that_the_law_reads_is_defined_and_every_legal_fact_is_read() -> None:
    read = {use.fact.name for each in BOOK for _, condition in conditions_of(each) for use in facts_used(condition)}
    assert read <= VOCABULARY.keys()
    exported = export_book(BOOK).decode()
    idle = {name for name in VOCABULARY if name.startswith("legal.") and f'"{name}"' not in exported}
    assert idle - read_by_duty() - {dominant_minority.name, "legal.law_pack.after_its_last_day"} <= IDLE


def read_by_duty() -> set[str]:
    """Legal facts that only the sum of a duty reads: a remembered rate, what undid one, what was only reported."""
    rows = [row for market in SCHEDULES for layer in schedule_of(market).layers for row in layer.rows]
    read = {memory_fact(row) for row in rows if row.is_known} | {undone_fact(row) for row in rows}
    layers = [layer for market in SCHEDULES for layer in schedule_of(market).layers]
    return {f"legal.{name}" for name in read} | {
        each.if_adopted.name for each in layers if each.if_adopted is not None
    }


NAMED = [pair for pair in RULES if not pair[0].id.startswith("cn.") and pair[1].kind != "rate"]
"""A rate is named by its row: see the stacks of the timeline."""


@each_of(NAMED, name_of)
def test_a_provision_is_named_by_a_case(rule: tuple[Instrument, Provision]) -> None:
    provision = rule[1]
    # A class is named by its entry (3A090.a), without the word ECCN and the version of the text.
    names = CLASS.findall(provision.cite) if provision.kind == "classification" else [provision.cite]
    named = any(name in TESTS for name in names)
    assert named, "no case names it"
