"""Guards of the tables of the book, and of what an exception is an exception from.

- Every table says of what kind it is and until when it was checked; of a moving one, what is read after its last row
  is unknown and never nothing.
- A measure, or a key of one, whose rows all end, ended by its own text, was replaced or undone: the table of endings
  says which, with the text; or a row without a rate says that what came after was not read.
- An exception names the object it is an exception from: it reads a fact that its provision reads, or only facts that
  are its own. One that takes out an act as a whole, whatever it concerns, is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from pratique.files.clock import iso_day
from pratique.files.shipped import shipped_rows
from pratique.law.book import Book
from pratique.law.instrument import Instrument
from pratique.law.provision import LegalException, Provision
from pratique.law.rate import SCHEDULES, Layer, schedule_of
from pratique.law.registered import every_registration
from pratique.logic.nodes import Condition
from pratique.readings.facts_used import facts_used
from pratique.usecases.book.claim import ClaimProof

KINDS = ("standing", "moving", "record")
"""Law with dated rows, of which an open one holds; figures set anew; what was observed, and is never complete."""
WHOLE_ACTS = {
    "15 CFR 791.308(b)": "vehicles of a model year before the rule, for every act that the subpart bars",
    "工信部联通装〔2021〕97号 (test or demonstration)": "a test under a permit of a city is no sale of a type",
    "confirmation of the city": "the confirmation is of the test itself",
    "自然资规〔2022〕1号 (own qualification)": "whoever is qualified may survey, whatever is surveyed",
    "CAC Provisions on cross-border data flow (2024) art. 6": "what a zone's negative list does not name",
}
"""Exceptions that take out an act as a whole."""


def proofs_of_tables(book: Book) -> Iterator[ClaimProof]:
    """Every guard of tables and exceptions, one claim for each thing that it guards."""
    yield from _tables_are_dated()
    yield from _moving_tables_open()
    yield from _measures_end()
    yield from _exceptions_name_objects(book)


def _law_table(name: str) -> list[dict[str, str]]:
    return shipped_rows("pratique.law", name)


def _tables_are_dated() -> Iterator[ClaimProof]:
    told = {row["table"]: row for row in _law_table("tables.csv")}
    for name in sorted({*_tables(files("pratique.law")), *told}):
        row = told.get(name, {})
        yield ClaimProof(
            claim="a table says of what kind it is and until when it was checked",
            cite=name,
            holds=row.get("kind") in KINDS
            and iso_day(row.get("checked_on")) is not None
            and bool(row.get("afterwards")),
            note=f"{row.get('kind', 'nobody said')}, checked on {row.get('checked_on', 'nobody said')}",
        )


def _tables(folder: Traversable, below: str = "") -> Iterator[str]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            yield from _tables(each, f"{below}{each.name}/")
        elif each.name.endswith(".csv"):
            yield f"{below}{each.name}"


def _moving_tables_open() -> Iterator[ClaimProof]:
    afterwards = _afterwards()
    for name in (row["table"] for row in _law_table("tables.csv") if row["kind"] == "moving"):
        reading = afterwards.get(name)
        yield ClaimProof(
            claim="after the last row of a moving table what it would say is unknown, not nothing",
            cite=name,
            holds=reading is not None and reading(),
        )


def _quotas_after() -> bool:
    from pratique.usecases.markets.quotas import quotas_of

    rows = [row for row in _law_table("quotas.csv") if row["until"]]
    ends = {row["of"]: max(each["until"] for each in rows if each["of"] == row["of"]) for row in rows}
    still = {row["of"] for row in _law_table("quotas.csv") if not row["until"]}
    later = {of: date.fromisoformat(day) + timedelta(days=1) for of, day in ends.items() if of not in still}
    market = {row["of"]: row["market"] for row in rows}
    found = {of: quotas_of(market[of], [of, f"{of}/"], day) for of, day in later.items()}
    return all(its and all(each.quantity is None for each in its) for its in found.values())


def _afterwards() -> Mapping[str, Callable[[], bool]]:
    """How each moving table is shown to open after its last row."""
    found: dict[str, Callable[[], bool]] = {"quotas.csv": _quotas_after}
    for each in every_registration():
        found |= each.opens_after
    return found


def _measures_end() -> Iterator[ClaimProof]:
    told = {row["measure"]: row for row in _law_table("endings.csv")}
    for market in SCHEDULES:
        for layer in schedule_of(market).layers:
            for name, last in _ended(layer):
                row = told.get(name, {})
                yield ClaimProof(
                    claim="after its last row a measure ended by a text that is named, or is unknown by a row",
                    cite=name,
                    holds=row.get("ends") == last.isoformat() and bool(row.get("cite")),
                    note=f"last row until {last}; ends {row.get('ends', 'nobody said')}",
                )


def _ended(layer: Layer) -> Iterator[tuple[str, date]]:
    """The layer, if all its rows end, else the keys of which all rows end and no row without a rate goes on."""
    by_key: dict[str, list[date | None]] = {}
    for row in layer.rows_in_force():
        by_key.setdefault(row.key, []).append(row.until)
    ended = {key: max(day for day in days if day) for key, days in by_key.items() if None not in days}
    goes_on = any(row.until is None and not row.is_known for row in layer.rows_in_force())
    if ended and len(ended) == len(by_key):
        yield layer.id, max(ended.values())
    elif not goes_on:
        yield from ((f"{layer.id}/{key}", day) for key, day in ended.items())


def _exceptions_name_objects(book: Book) -> Iterator[ClaimProof]:
    for instrument in book:
        reads = {each.cite: _reads(each.when) for each in instrument.provisions}
        for provision in instrument.provisions:
            for exception in provision.lifted_by:
                yield ClaimProof(
                    claim="an exception names the object it is an exception from",
                    cite=f"{exception.cite}, of {provision.cite}",
                    holds=exception.cite in WHOLE_ACTS or _names(instrument, provision, exception, reads),
                )


def _names(
    instrument: Instrument, provision: Provision, exception: LegalException, reads: dict[str, frozenset[str]]
) -> bool:
    mine = _reads(exception.when)
    if mine & reads[provision.cite]:
        return True
    others = [reads[each.cite] for each in instrument.provisions if each.cite != provision.cite]
    return bool(mine) and mine.isdisjoint(frozenset().union(*others))


def _reads(condition: Condition) -> frozenset[str]:
    """The facts of a condition that say what it is about: not the act, its day, or doubt about the text."""
    names = {use.fact.name for use in facts_used(condition)}
    return frozenset(name for name in names if not name.startswith(("legal.", "act.")))
