"""Where a model may go: every market of the book, on which terms, at what duty, and when that changes.

Rule: a market is open where nothing examined stands against the entry, gated where a permit or approval does, closed
where a paragraph bars it, undetermined where an open fact decides. A duty alone closes nothing. Every market asks
that the type of a new car is approved: where that was not examined it is a status of its own and never "open". "Open"
is never more than clear under the instruments named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import inf

import msgspec

from pratique.deciding.constructions import constructions
from pratique.deciding.outcomes import InstrumentOutcome, outcome_of
from pratique.deciding.rates import Rate
from pratique.deciding.relations import relate
from pratique.deciding.variation import whole_range
from pratique.dossier.accepted import ACCEPTED_NOTHING
from pratique.dossier.case import Case, Cases
from pratique.dossier.model import AskedModel, VehicleModel, entry_cases, model_from
from pratique.dossier.model_markets import market_code
from pratique.facts.kinds import CASE
from pratique.facts.relations import TRADE_RELATIONS
from pratique.facts.wording import text_of
from pratique.files.clock import today
from pratique.files.plain import AnswerRows, Plain
from pratique.law import book
from pratique.law.outcome import Outcome, Range
from pratique.law.rate import schedule_of
from pratique.usecases.answer.open_facts import open_facts
from pratique.usecases.markets.duty import duty_of, load_law, with_contradictions
from pratique.usecases.markets.duty_answer import AskedOut, DutyAnswer
from pratique.usecases.markets.gates import (
    Condition,
    conditions_of,
    examines_approval,
    law_of,
    outcomes_there,
)
from pratique.usecases.markets.turns import Turn, turns_of

STATUSES = ("open", "approval not examined", "gated", "undetermined", "closed")
"""In the order in which a table shows them."""


class MarketOut(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """One market: status, conditions, duty, and the days on which the market changes.

    `status` counts the law of the country that the model leaves; `status_there` is of the market's own law alone.
    """

    market: str
    title: str
    status: str
    status_there: str
    best: str
    worst: str
    conditions: tuple[Condition, ...]
    duty: DutyAnswer
    asks: tuple[AskedOut, ...] = ()
    changes_on: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    """Those days, each with what changes."""
    instruments: tuple[str, ...] = ()
    approval_examined: bool = False
    """Whether the book holds what the market asks of the approval of a type."""


def markets(
    model: AskedModel,
    *,
    on: date | None = None,
    known_on: date | None = None,
    construe: str | dict[str, str] | None = None,
    into: Iterable[str] = (),
) -> AnswerRows[MarketOut]:
    """A model -> where it may go, on which terms, at what duty: open markets first, then by duty.

    Markets are those of `into`, else those that the model names, else all with a book.

    Raises InvalidInput with every finding of the file.

    >>> found = pratique.markets("model-bev/model.toml", on=day, known_on=day)
    >>> {"EU", "US", "GB"} <= {each.market for each in found}
    True
    """
    read = model_from(model)
    day, known = on or today(), known_on or read.said.day or today()
    wanted = dict.fromkeys(market_code(each) or each for each in tuple(into) or read.asked_markets())
    for market in wanted:
        load_law(market)
    book.load(["cn.export"])
    chosen = constructions(construe if construe is not None else read.said.construe)
    found = [_market(read, market, day, known, chosen) for market in wanted]
    return AnswerRows(sorted(found, key=_order))


def _order(one: MarketOut) -> tuple[int, float, str]:
    return STATUSES.index(one.status), lowest(one.duty.rate_at_entry), one.market


def lowest(rate: Rate) -> float:
    """The lowest a rate can be, for ordering."""
    if not isinstance(rate, dict):
        return float(rate)
    known = rate.get("one_of") or rate.get("known")
    if known:
        return float(min(known))
    return float(rate["min"]) if "max" in rate else inf


def _market(model: VehicleModel, market: str, day: date, known: date, chosen: dict[str, str]) -> MarketOut:
    cases = entry_cases(model, market, day, known, chosen)
    law = law_of(market, day)
    gate = book.load(["cn.export"], day)
    for case in cases.cases:
        relate(case, gate if case.act == "export" else law, day, ACCEPTED_NOTHING, TRADE_RELATIONS)
    there = list(outcomes_there(cases, law))
    outcomes = [*there, *_gate_of_origin(cases, day)]
    whole, approved = whole_range(outcomes), any(map(examines_approval, law))
    schedule = schedule_of(market)
    due = duty_of(schedule, cases.cases[0].entity, day, known, model.title, chosen)
    due = with_contradictions(due, cases)
    turns = tuple(turns_of(cases, law, schedule, known, day, due.changes_on))
    return MarketOut(
        market=market,
        title=schedule.title,
        status=status_of(whole, approval_examined=approved),
        status_there=status_of(whole_range(there), approval_examined=approved),
        best=whole.best.words,
        worst=whole.worst.words,
        conditions=tuple(conditions_of(outcomes)),
        duty=due,
        asks=tuple(_asks(outcomes, due)),
        changes_on=tuple(each.day for each in turns),
        turns=turns,
        instruments=tuple(each.id for each in law),
        approval_examined=approved,
    )


def _gate_of_origin(cases: Cases, day: date) -> Iterator[tuple[Case, InstrumentOutcome]]:
    """What China says of the car that leaves it; its parts are a question of their own."""
    for case in cases.cases:
        if case.act == "export":
            yield case, outcome_of(book.load(["cn.export"], day).instrument("cn.export"), case.entity, kinds=(CASE,))


def status_of(whole: Range, *, approval_examined: bool) -> str:
    """What a range of outcomes makes of a market."""
    if whole.worst <= Outcome.AUTHORIZED:
        return "open" if approval_examined else "approval not examined"
    if whole.best is Outcome.PROHIBITED:
        return "closed"
    return "gated" if whole.best is Outcome.LICENCE_REQUIRED else "undetermined"


def _asks(outcomes: list[tuple[Case, InstrumentOutcome]], due: DutyAnswer) -> Iterator[AskedOut]:
    """The open facts of the law of entry, then those of the duty, each once."""
    seen: set[str] = set()
    for one in open_facts(outcomes):
        if one.name not in seen:
            seen.add(one.name)
            yield AskedOut(
                name=one.name,
                meaning=one.meaning,
                question=text_of(one.name)[0],
                known_by=one.known_by,
                known=one.known,
                legal=one.legal,
                instruments=one.instruments,
            )
    yield from (each for each in due.open_facts if each.name not in seen)
