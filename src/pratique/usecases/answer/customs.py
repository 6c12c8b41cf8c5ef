"""What a dossier's import owes under duties that are no instrument of the book: those of the United States.

Rule: rates are asked of goods, so they are listed where the subheading of the goods is told and nowhere else; they
add to what must be done and never to the outcome, since a duty alone bars nothing. The sum with its open facts is the
answer of `pratique duty`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pratique.deciding.duty_stack import Charge, ways_of
from pratique.deciding.rates import rate_text, shown
from pratique.dossier.case import Case
from pratique.facts import act
from pratique.facts.unions import countries_of
from pratique.law import book
from pratique.law.rate import SCHEDULES, Operator, schedule_of
from pratique.logic.entities import value_of
from pratique.logic.values import Choice, Span
from pratique.usecases.answer.answer import DutyOut


def customs_of(case: Case) -> Iterator[DutyOut]:
    """The layers due, or perhaps due, at the entry of a case; nothing where the day or the market is open."""
    day, market = _day(case), _market(case)
    if day is None or market is None:
        return
    ways = ways_of(schedule_of(market), case.entity, day)
    due: dict[str, list[Charge]] = {}
    for way in ways.ways:
        for charge in way.stack.charges:
            if charge.row.operator is Operator.AMOUNT or charge.adds.high > 0:
                due.setdefault(charge.layer.id, []).append(charge)
    for charges in due.values():
        first = charges[0]
        rates = sorted({each.adds for each in charges}, key=lambda each: (each.low, each.high))
        yield DutyOut(
            name=f"pay: {first.layer.title} ({rate_text(shown(rates))})",
            cite=first.row.cite,
            summary=f"{first.layer.summary} `pratique duty` gives the sum.",
            transaction=case.id,
            certain=len(charges) == len(ways.ways),
            status="standing",
        )
    for layer, row in {layer.id: (layer, row) for layer, row in ways.possible}.values():  # too much is open to add up
        yield DutyOut(
            name=f"pay: {layer.title} (unknown)",
            cite=row.cite,
            summary=f"{layer.summary} `pratique duty` gives the sum.",
            transaction=case.id,
            certain=False,
            status="standing",
        )


def _market(case: Case) -> str | None:
    """The market entered, where its duties are no instrument of the book."""
    into = value_of(case.entity, act.into)
    assert isinstance(into, Choice)
    for market in SCHEDULES:
        if into.possible <= frozenset(countries_of(market)):
            names = {layer.instrument for layer in schedule_of(market).layers}
            return None if names & set(book.INSTRUMENTS) else market
    return None


def _day(case: Case) -> date | None:
    value = value_of(case.entity, act.date)
    if isinstance(value, Span) and value.is_known:
        return date.fromordinal(int(value.interval.low))
    return None
