"""Rates of duty: dated rows of a table, joined to conditions, stacked layer by layer.

Rule: a layer is one measure of one market; of its rows at most one holds for an entry on a day, and a row that is not
in force (proposed, announced, suspended) never counts. A row's percentage is of the market's own customs value. What
is demanded at entry, what is only secured, and what is owed in the end are three things: a row that a court undid is
collected on its day and refundable from the day it was undone. A percentage that nobody could read is unknown, not
zero; one that is known only from memory is certain only where counsel says so, and until then what holds without
it stands beside it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Literal

from pratique.facts.definition import legal, remembered
from pratique.law.clocks import Clocks, day_in, during
from pratique.law.data import EXPIRED, table_text
from pratique.law.outcome import Outcome
from pratique.law.provision import Confidence, Duty, Provision
from pratique.logic.author import ALWAYS, all_of, any_of, none_of
from pratique.logic.nodes import ChoiceFact, Condition, NumberFact
from pratique.value_class import dataclass

SCHEDULES: dict[str, str] = {
    "AU": "pratique.law.others",
    "BR": "pratique.law.br",
    "CA": "pratique.law.ca",
    "CH": "pratique.law.others",
    "EU": "pratique.law.eu",
    "GB": "pratique.law.gb",
    "GCC": "pratique.law.others",
    "ID": "pratique.law.others",
    "IL": "pratique.law.others",
    "IN": "pratique.law.others",
    "JP": "pratique.law.others",
    "MX": "pratique.law.mx",
    "MY": "pratique.law.others",
    "NO": "pratique.law.others",
    "NZ": "pratique.law.others",
    "RU": "pratique.law.ru",
    "TH": "pratique.law.others",
    "TR": "pratique.law.tr",
    "US": "pratique.law.us.duties",
    "VN": "pratique.law.others",
    "ZA": "pratique.law.others",
}
"""Market -> module that holds its schedule (`SCHEDULES`, by market)."""
BEFORE_THE_BOOK = date(1995, 1, 1)
"""The first day of what has no known beginning: the day the World Trade Organization was founded."""


class Operator(StrEnum):
    """What a rate does to the sum of the layers before it."""

    ADD = "add"
    REPLACE = "replace"
    FLOOR = "floor including base"
    GREATER = "greater of"
    AMOUNT = "amount"


Status = Literal["in force", "proposed", "announced", "suspended", "expired"]
Collected = Literal["paid", "security"]


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row. `rates` holds the candidates where sources differ, none where the rate is unknown.

    `rates` are percent; `amount` is a sum of money in `currency`: a minimum, or with the operator `amount` the charge
    itself. From `start` to `sure_from` it is not established that the row holds. `undone_on` is the day from which what
    was collected is not owed in the end, by `undone_by`. `otherwise` is what holds if a row known only from memory is
    wrong; where nothing is given that is anything.
    """

    layer: str
    key: str
    operator: Operator
    rates: tuple[Fraction, ...]
    amount: Fraction | None
    currency: str
    start: date | None
    sure_from: date | None
    until: date | None
    status: Status
    confidence: Confidence
    cite: str
    undone_on: date | None
    undone_by: str
    undone_confidence: Confidence
    checked: date
    note: str
    otherwise: tuple[Fraction, ...] = ()

    @property
    def id(self) -> str:
        """A name of its own: layer, key and first day."""
        return f"{self.layer}.{self.key}.{self.start.isoformat() if self.start else 'always'}"

    @property
    def is_known(self) -> bool:
        return bool(self.rates) or self.operator is Operator.AMOUNT


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One measure: its rows, and under which condition each key of the table applies.

    `displaced_by` names layers that, where they are due, leave nothing of this one. `value` is the fact that holds the
    customs value in the currency of a minimum; `shares` says for a key of which share of the value its rate is taken.
    `if_adopted` is the legal fact that a measure known only from the press opens; no condition reads it. `turns_on`
    are days on which `when` changes though no row begins or ends.
    """

    id: str
    instrument: str
    title: str
    summary: str
    when: Condition
    keys: dict[str, Condition]
    rows: tuple[Row, ...]
    displaced_by: tuple[str, ...] = ()
    collected: Collected = "paid"
    is_base: bool = False
    value: NumberFact | None = None
    shares: dict[str, NumberFact] = field(default_factory=dict)
    if_adopted: ChoiceFact | None = None
    turns_on: tuple[date, ...] = ()

    def holding(self, row: Row) -> Condition:
        """When `row` is due, if it is in force at all."""
        parts = [self.when, self.keys[row.key], during(row.start, row.until)]
        if row.sure_from is not None:
            parts.append(any_of(during(row.sure_from), _begun(row)))
        return all_of(*parts)

    def rows_in_force(self) -> Iterator[Row]:
        return (row for row in self.rows if row.status == "in force")

    def rows_that_cost(self) -> list[Row]:
        """The rows in force under which something is, or may be, due."""
        return [row for row in self.rows_in_force() if _may_cost(row)]

    @property
    def edges(self) -> tuple[date, ...]:
        """Every day on which a row begins or ends, in force ones only, and on which the layer itself does."""
        days = {day for row in self.rows_in_force() for day in (row.start, row.sure_from, row.until)} | {
            *self.turns_on
        }
        return tuple(sorted(day for day in days if day is not None))


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """All layers of one market in the order in which they are stacked."""

    market: str
    title: str
    layers: tuple[Layer, ...]
    notes: tuple[str, ...] = ()

    def pending(self) -> Iterator[tuple[Layer, Row]]:
        """Rows that are not in force: proposed, announced, suspended."""
        for layer in self.layers:
            for row in layer.rows:
                if row.status != "in force":
                    yield layer, row

    @property
    def edges(self) -> tuple[date, ...]:
        return tuple(sorted({day for layer in self.layers for day in layer.edges}))


@cache
def schedule_of(market: str) -> Schedule:
    """The schedule of a market. Raises KeyError for a market without one."""
    found: dict[str, Schedule] = import_module(SCHEDULES[market]).SCHEDULES
    return found[market]


def table(package: str, seen_until: str) -> tuple[Row, ...]:
    """The rows of `rates.csv` beside a module. Raises ValueError for a row that makes no sense.

    `seen_until` is the day of the last source of the market, for rows that do not give one of their own.
    """
    text = table_text(package, "rates.csv")
    return tuple(_row(raw, date.fromisoformat(seen_until)) for raw in csv.DictReader(text.splitlines()))


def rows_of(rows: tuple[Row, ...], layer: str) -> tuple[Row, ...]:
    """The rows of one layer. Raises ValueError where there are none."""
    mine = tuple(row for row in rows if row.layer == layer)
    if not mine:
        raise ValueError(f"the table has no row of the layer {layer!r}")
    for row in mine:  # the legal facts that the rows open are part of the vocabulary from here on
        as_remembered(row)
        as_undone(row)
    return mine


def provision_of(layer: Layer) -> Provision:
    """The layer as law reads it: where it is due the entry is clear with the duty to pay; some row must cost."""
    rows = [row for row in layer.rows_in_force() if _may_cost(row)]
    when: list[Condition] = [all_of(layer.keys[row.key], _window(row), _costs(row)) for row in rows]
    starts = [row.start or BEFORE_THE_BOOK for row in rows]
    if layer.is_base:
        unread = tuple(_before_its_first_row(layer))
        when += unread
        starts += [BEFORE_THE_BOOK] * bool(unread)
    ends = [row.until for row in rows]
    lapses = None if None in ends else max((day for day in ends if day is not None), default=None)
    return Provision(
        cite=f"{_speaking(layer, rows).cite} ({layer.id})",
        kind="rate",
        summary=layer.summary,
        severity=Outcome.CLEAR_WITH_DUTIES,
        when=all_of(layer.when, any_of(*when)),
        clocks=Clocks(min(starts, default=BEFORE_THE_BOOK), lapses),
        duties=(
            Duty(
                f"pay: {layer.title}", f"{layer.summary} `pratique duty` gives the rate.", _speaking(layer, rows).cite
            ),
        ),
        confidence=max((row.confidence for row in rows), key=list(Confidence).index),
        text_verified=False,
    )


def _before_its_first_row(layer: Layer) -> Iterator[Condition]:
    """Where an ordinary duty has no row yet: due or free, nobody looked. A measure that began has a day, this has none."""
    first: dict[str, date | None] = {}
    for row in layer.rows_in_force():
        start, known = row.start, first.get(row.key, row.start)
        first[row.key] = None if start is None or known is None else min(start, known)
    for key, day in first.items():
        if day is not None:
            yield all_of(layer.keys[key], during(None, day), _due_before(layer.id))


@cache
def _due_before(layer: str) -> Condition:
    why = f"Whether the {layer} duty was due before its first row in the book: that time was not read."
    return _due_or_free(f"rate_before.{layer}", why, "tables of rates")


@cache
def _due_after_its_pack(layer: str) -> Condition:
    why = (
        f"Whether the {layer} duty is still due: the pack that held its rows is past its last day, and nobody looked."
    )
    return _due_or_free(f"rate_expired.{layer}", why, "the manifest of the pack")


def _due_or_free(name: str, why: str, cite: str) -> Condition:
    return legal(name, ("due", "free"), why, usual="due", cautious="due", cite=cite).is_("due")


def _speaking(layer: Layer, rows: list[Row]) -> Row:
    """The row whose citation the layer bears: the latest of its first key that costs, never that of a preference."""
    key = next(key for key in layer.keys if any(row.key == key for row in rows))
    return [row for row in rows if row.key == key][-1]


def _is_free(row: Row) -> bool:
    return row.is_known and not any(row.rates) and not row.amount


def _may_cost(row: Row) -> bool:
    """Whether something may be due: a free row known only from memory may be otherwise."""
    return not _is_free(row) or row.confidence is Confidence.MEMORY


def _costs(row: Row) -> Condition:
    """That something is due under the row: a free one costs if memory is wrong, another may then be free."""
    if row.note == EXPIRED:
        return _due_after_its_pack(row.layer)
    if _is_free(row):
        return none_of(as_remembered(row))
    return as_remembered(row) if Fraction(0) in row.otherwise else ALWAYS


def _window(row: Row) -> Condition:
    if row.sure_from is None:
        return during(row.start, row.until)
    return any_of(all_of(during(row.start, row.sure_from), _begun(row)), during(row.sure_from, row.until))


def define_facts(schedule: Schedule) -> None:
    """Define every legal fact that a row of the schedule may open, whichever row is read first."""
    for layer in schedule.layers:
        for row in layer.rows:
            as_remembered(row)
            as_undone(row)
            _window(row)
        if layer.is_base:
            tuple(_before_its_first_row(layer))


def begun_fact(row: Row) -> str:
    """The name of the legal fact on when a row began."""
    return f"rate_began.{row.id}"


def memory_fact(row: Row) -> str:
    """The name of the legal fact on a row known only from memory."""
    return f"unverified.rate.{row.id}"


def undone_fact(row: Row) -> str:
    """The name of the legal fact on an undoing known only from memory."""
    return f"unverified.undone.{row.id}"


@cache
def _begun(row: Row) -> Condition:
    assert row.start is not None
    assert row.sure_from is not None
    fact = legal(
        begun_fact(row),
        ("yes", "no"),
        f"Whether the {row.layer} duty applied already between {row.start} and {row.sure_from}: the day is not "
        "established.",
        usual="yes",
        cautious="yes",
        cite=row.cite,
    )
    return fact.is_("yes")


@cache
def as_remembered(row: Row) -> Condition:
    """That a row known only from memory is right; always true of any other, and of one that holds no rate."""
    if row.confidence is not Confidence.MEMORY or not row.is_known:
        return ALWAYS
    rate = " or ".join(f"{float(each):g}" for each in row.rates)
    market, of = row.layer.partition(".")[0].upper(), row.key.replace("_", " ")
    meaning = f"Whether the duty into {market} is {rate} percent ({of}; {row.cite}), as remembered."
    return remembered(f"rate.{row.id}", meaning, row.cite)


@cache
def as_undone(row: Row) -> Condition:
    """That what a row collected is not owed in the end, where that is known only from memory."""
    if row.undone_confidence is not Confidence.MEMORY:
        return ALWAYS
    return remembered(f"undone.{row.id}", f"Whether {row.undone_by} undid what {row.layer} collected.", row.undone_by)


_CONFIDENCE = {"C": Confidence.CONFIRMED, "S": Confidence.SINGLE_SOURCE, "M": Confidence.MEMORY}
_STATUS: tuple[Status, ...] = ("in force", "proposed", "announced", "suspended", "expired")


def _row(raw: dict[str, str], seen_until: date) -> Row:
    try:
        if None in raw:
            raise ValueError("it has more columns than the head")
        status: Status = next(each for each in _STATUS if each == (raw["status"] or "in force"))
        return Row(
            layer=raw["layer"],
            key=raw["key"],
            operator=Operator(raw["operator"] or "add"),
            rates=_rates(raw["rate"]),
            amount=Fraction(raw["amount"]) if raw["amount"] else None,
            currency=raw["currency"],
            start=day_in(raw["from"]),
            sure_from=day_in(raw["sure_from"]),
            until=day_in(raw["until"]),
            status=status,
            confidence=_CONFIDENCE[raw["confidence"]],
            cite=raw["cite"],
            undone_on=day_in(raw["undone_on"]),
            undone_by=raw["undone_by"],
            undone_confidence=_CONFIDENCE[raw["undone_confidence"] or "C"],
            checked=day_in(raw["checked"]) or seen_until,
            note=raw["note"] or "",
            otherwise=_rates(raw.get("otherwise") or ""),
        )
    except (ValueError, KeyError, StopIteration, TypeError) as error:
        raise ValueError(f"this row of rates makes no sense: {raw}: {error}") from error


def _rates(text: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(each) for each in text.split("|")) if text else ()
