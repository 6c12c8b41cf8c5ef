"""Guards of the book: kinds of fault that a reading found once, shown over every table and instrument.

- A usual construction is never lighter than the issuing agency's own published words.
- Every declared end use is read by a provision or capped by a known gap.
- A statute that shares its provisions' words with others has an addressee of its own.
- A measure begins where its first row does, or its rows say that what was before is unknown; an instrument likewise.
- No instrument is hidden, by the day of its own publication or by its reach, on the first day of what it asks.
- A citation of a rate is that of a row that speaks, never of a preference beside it.
- A legal fact that an instrument reads is in the vocabulary once that instrument is loaded, and every module of the
  law is loaded with the book.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files

from pratique.facts import act, export
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.files.shipped import shipped_rows
from pratique.law.book import BESIDE_THE_BOOK, Book
from pratique.law.instrument import conditions_of
from pratique.law.rate import BEFORE_THE_BOOK, SCHEDULES, Layer, provision_of, schedule_of
from pratique.law.registered import every_registration
from pratique.logic.entities import Entity
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Intersects
from pratique.logic.truth import FALSE
from pratique.logic.values import point
from pratique.readings.decide import decide
from pratique.readings.facts_used import facts_used
from pratique.usecases.book.claim import ClaimProof

THEIR_LAW = "us.ear"
"""The law whose end uses the vocabulary lists."""


def proofs_of_guards(book: Book) -> Iterator[ClaimProof]:
    """Every guard, one claim for each thing that it guards."""
    yield from _usual_is_no_lighter()
    yield from _end_uses_are_read(book)
    yield from _guards_of_laws()
    yield from _measures_begin()
    yield from _instruments_begin(book)
    yield from _nothing_hides_a_first_day(book)
    yield from _rates_cite_what_speaks()
    yield from _legal_facts_are_defined(book)


def _usual_is_no_lighter() -> Iterator[ClaimProof]:
    for definition in VOCABULARY.values():
        if definition.agency is not None:
            yield ClaimProof(
                claim="the usual construction is no lighter than the agency's own words",
                cite=definition.name,
                holds=definition.usual in (definition.agency, definition.cautious),
                note=f"the agency: {definition.agency}; usual: {definition.usual}",
            )


def _end_uses_are_read(book: Book) -> Iterator[ClaimProof]:
    read: set[str] = set()
    for instrument in (each for each in book if each.id == THEIR_LAW):  # what another state reads lifts no duty here
        for _, condition in conditions_of(instrument):
            for atom in atoms(condition):
                if isinstance(atom, Intersects) and export.end_uses in facts_of(atom):
                    read |= atom.values
    for use in export.END_USES:
        yield ClaimProof(
            claim="a declared end use is read, or capped by a known gap",
            cite=f"{export.end_uses.name} {use}",
            holds=use in read,
        )


def _guards_of_laws() -> Iterator[ClaimProof]:
    """The claims that laws register on themselves."""
    for each in every_registration():
        for one in each.guards():
            yield ClaimProof(claim=one.claim, cite=one.cite, holds=one.holds, note=one.note)


def _measures_begin() -> Iterator[ClaimProof]:
    known = {row["layer"]: row["begins"] for row in shipped_rows("pratique.law", "beginnings.csv")}
    for layer in _layers():
        starts = [row.start for row in layer.rows_in_force()]
        if layer.is_base or not starts or any(start is None for start in starts):
            continue  # without a row the ordinary duty is unknown; an undated row holds on every day
        first = min(start for start in starts if start is not None).isoformat()
        yield ClaimProof(
            claim="before its first row the measure did not exist, or is unknown by a row",
            cite=layer.id,
            holds=known.get(layer.id) == first,
            note=f"first row {first}; begins {known.get(layer.id, 'nobody said')}",
        )


def _instruments_begin(book: Book) -> Iterator[ClaimProof]:
    """What an instrument asks has a first day: before it there was nothing, as a text says, or what was is open."""
    known = {row["layer"]: row["begins"] for row in shipped_rows("pratique.law", "beginnings.csv")}
    for instrument in book:
        days = [
            each.clocks.compliance_due or each.clocks.in_force
            for each in instrument.provisions
            if each.kind != "rate"
        ]
        first = min((day for day in days if day is not None), default=None)
        if first is None:
            continue
        yield ClaimProof(
            claim="before its first provision there was nothing to ask, as a text says, or it is open",
            cite=instrument.id,
            holds=first <= BEFORE_THE_BOOK or known.get(instrument.id) == first.isoformat(),
            note=f"first provision {first}; begins {known.get(instrument.id, 'nobody said')}",
        )


def _nothing_hides_a_first_day(book: Book) -> Iterator[ClaimProof]:
    """What an instrument asks first is asked on that day, whoever published what later under the same name."""
    for instrument in book:
        days = [each.clocks.compliance_due or each.clocks.in_force for each in instrument.provisions]
        first = min((day for day in days if day is not None), default=None)
        if first is None:
            continue
        act_of_that_day = Entity(CASE, "act", {act.date.name: point(first)})
        published = instrument.published or first
        yield ClaimProof(
            claim="on the first day of what it asks the instrument is known and reaches",
            cite=instrument.id,
            holds=published <= first and decide(instrument.reach, act_of_that_day).truth is not FALSE,
            note=f"first day {first}; published {published}",
        )


def _rates_cite_what_speaks() -> Iterator[ClaimProof]:
    for layer in _layers():
        if not layer.rows_that_cost():
            continue
        cite = provision_of(layer).cite
        speaking = {row.cite for row in layer.rows_in_force() if not row.key.startswith(("agreement", "preference"))}
        alone = not speaking  # a layer of preferences alone cites them
        yield ClaimProof(
            claim="a rate cites a row that speaks, not a preference",
            cite=layer.id,
            holds=alone or any(cite.startswith(each) for each in speaking),
            note=cite,
        )


def _layers() -> Iterator[Layer]:
    for market in SCHEDULES:
        yield from schedule_of(market).layers


def _legal_facts_are_defined(book: Book) -> Iterator[ClaimProof]:
    for instrument in book:
        read = {use.fact.name for _, condition in conditions_of(instrument) for use in facts_used(condition)}
        missing = sorted(read - VOCABULARY.keys())
        yield ClaimProof(
            claim="every fact it reads is in the vocabulary",
            cite=instrument.id,
            holds=not missing,
            note=", ".join(missing),
        )
    rooms = pkgutil.walk_packages(import_module("pratique.law").__path__, "pratique.law.")
    late = sorted(
        each.name for each in rooms if each.name not in sys.modules and not each.name.startswith(BESIDE_THE_BOOK)
    )
    late = [name for name in late if _defines_legal_facts(name)]
    yield ClaimProof(
        claim="every module that defines a legal fact is loaded with the book",
        cite="pratique.law",
        holds=not late,
        note=", ".join(late),
    )


def _defines_legal_facts(module: str) -> bool:
    package, _, name = module.rpartition(".")
    source = files(package).joinpath(f"{name}.py")
    if not source.is_file():
        source = files(module).joinpath("__init__.py")
    text = source.read_text("utf-8")
    return "= legal(" in text or "= remembered(" in text
