"""What duty is due: layer by layer, at entry, secured, and owed in the end.

Rule: every rate is exact, in percent of the market's own customs value; what is open gives all rates that remain,
with the facts to ask. An announcement or a press report never changes a rate: it stands beside the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from pratique.deciding.constructions import constructions
from pratique.deciding.duty_stack import Charge, Scenarios, Stack, changes_of, ways_of
from pratique.deciding.rates import decimal_of, shown
from pratique.deciding.relations import relate
from pratique.dossier.accepted import ACCEPTED_NOTHING
from pratique.dossier.case import Cases
from pratique.dossier.model import AskedModel, entry_cases, model_from
from pratique.dossier.model_markets import refuse_market
from pratique.dossier.question import COMMAND_LINE
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.facts.relations import TRADE_RELATIONS
from pratique.facts.shown import show_value
from pratique.facts.vocabulary import definition_of
from pratique.facts.wording import text_of
from pratique.files.clock import today
from pratique.law import book
from pratique.law.book import Book
from pratique.law.rate import Layer, Operator, Row, Schedule, memory_fact, schedule_of
from pratique.logic.entities import Entity, value_of
from pratique.logic.intervals import Interval, exact
from pratique.logic.nodes import ChoiceFact
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE
from pratique.logic.values import Choice
from pratique.readings.decide import bind, verdict
from pratique.usecases.answer.no_effect import facts_in
from pratique.usecases.answer.notes import conflicts
from pratique.usecases.markets.duty_answer import AskedOut, DutyAnswer, LayerOut, SumOut, WayOut
from pratique.usecases.markets.gates import gates_of, law_of
from pratique.usecases.markets.quotas import quotas_of
from pratique.usecases.markets.responses import responses_to
from pratique.usecases.markets.sources_seen import NoteOut, seen_up_to, staleness

MOST_WAYS_SHOWN = 12


def duty(
    model: AskedModel,
    into: str,
    *,
    on: date | None = None,
    known_on: date | None = None,
    construe: str | dict[str, str] | None = None,
) -> DutyAnswer:
    """A model, a market and a day (today) -> the duty layer by layer: at entry, secured, owed in the end.

    A model is a file, or what the file would say. What is owed in the end is as known on `known_on`
    (the model's, or today).

    Raises InvalidInput with every finding: in the file, and for a market without a book.

    >>> duty = pratique.duty("model-bev/model.toml", "EU", on=day, known_on=day)
    >>> duty.rate_at_entry, duty.finally_owed
    (Decimal('27'), Decimal('27'))
    """
    read = model_from(model, into)
    market = refuse_market(into)
    schedule = schedule_of(market)
    load_law(market)
    known = known_on or read.said.day or today()
    chosen = constructions(construe if construe is not None else read.said.construe)
    day = on or today()
    cases = entry_cases(read, market, day, known, chosen)
    case = cases.cases[0]
    relate(case, Book(()), day, ACCEPTED_NOTHING, TRADE_RELATIONS)
    found = with_contradictions(duty_of(schedule, case.entity, day, known, read.title, chosen), cases)
    unread = _unread_of_line(cases, schedule, *law_of(market, day), *TRADE_RELATIONS)
    return msgspec.structs.replace(found, gates=gates_of(cases, market, day), notes=(*unread, *found.notes))


def _unread_of_line(cases: Cases, *asked: object) -> Iterator[str]:
    """That a fact of the command line has no effect, where nothing that is asked of the entry reads it."""
    read = frozenset[str]().union(*map(facts_in, asked))
    for each in cases.answers:
        if each.source == COMMAND_LINE and each.fact not in read and not each.fact.startswith("legal."):
            yield f"Not read: {each.fact} has no effect here: no duty and no gate of this market reads it."


def with_contradictions(found: DutyAnswer, cases: Cases) -> DutyAnswer:
    """The same with what cannot be so of the goods said first, whose facts were read as unknown; then on what sources
    differ, and what was not read of the model and its bills.
    """
    case, *others = cases.cases
    told = [
        f"Contradiction: {each.relation.says} Read as unknown until one is put right: "
        f"{', '.join(sorted(name for _, name in each.members))}."
        for each in (case.related.contradictions if case.related else ())
    ]
    told += [f"Look again: {relation.says}" for relation, _ in (case.related.remarks if case.related else ())]
    elsewhere = tuple(f"{each.id} " for each in others)
    told += [f"{each.about}: {each.note}" for each in conflicts(cases) if not each.about.startswith(elsewhere)]
    told += [
        f"Not read: {each.message} ({each.place})" for each in cases.dossier.findings if each.severity == "warning"
    ]
    return msgspec.structs.replace(found, notes=(*dict.fromkeys(told), *found.notes)) if told else found


def load_law(market: str) -> None:
    """Load the instruments of a market, so that its legal facts are defined."""
    book.load([name for name in book.INSTRUMENTS if name.startswith(f"{market.lower()}.")])
    schedule_of(market)


def duty_of(
    schedule: Schedule, entry: Entity, on: date, known_on: date, title: str, chosen: dict[str, str]
) -> DutyAnswer:
    """The duty of one entry that is already a case."""
    ways = ways_of(schedule, entry, known_on)
    layers = tuple(_layers(ways))
    entry_rate, owed = ways.range(lambda stack: stack.paid), ways.range(lambda stack: stack.owed)
    return DutyAnswer(
        title=title,
        market=schedule.market,
        on=on.isoformat(),
        known_on=known_on.isoformat(),
        layers=layers,
        covered=all(way.stack.is_covered for way in ways.ways) and ways.is_whole,
        rate_at_entry=shown(entry_rate),
        security=shown(ways.range(lambda stack: stack.security)),
        finally_owed=shown(owed),
        amounts=tuple(amounts_of(ways)),
        sums=tuple(_sums(ways)),
        displaced=tuple(_displaced(ways)),
        settled=ways.is_whole and len({_told(way.stack) for way in ways.ways}) == 1 and _is_point(entry_rate, owed),
        ways=tuple(_ways(ways)),
        open_facts=tuple(_asked(schedule, ways, entry)),
        watch=tuple(_watch(schedule, entry, on)),
        answered_by=responses_to(_measures(ways), on),
        quotas=quotas_of(schedule.market, {*_rows_due(ways), *_concerned(schedule, entry)}, on),
        notes=(*_uncovered(ways), *schedule.notes),
        unverified=tuple(_unverified(schedule, ways)),
        seen_up_to=seen_up_to(schedule, entry, on),
        staleness=tuple(staleness(ways, on, known_on)),
        changes_on=tuple(each.isoformat() for each in changes_of(schedule, entry, known_on, _ahead(schedule, on))),
        constructions={name: value for name, value in chosen.items() if name.startswith("legal.")},
    )


def _ahead(schedule: Schedule, on: date) -> Iterator[date]:
    return (day for day in schedule.edges if day > on)


def _uncovered(ways: Scenarios) -> Iterator[str]:
    if not ways.is_whole:
        yield "Too much is open to try every way: say what the goods are and whence. Any duty is possible."
    elif not all(way.stack.is_covered for way in ways.ways):
        yield "For goods that are still possible the book holds no ordinary duty on this day: the rate is unknown."


def _measures(ways: Scenarios) -> set[str]:
    """The layers and instruments that are due in some way."""
    layers = [each.layer for way in ways.ways for each in way.stack.charges]
    return {layer.id for layer in layers} | {layer.instrument for layer in layers}


def _rows_due(ways: Scenarios) -> set[str]:
    """The rows that are due, or set aside, in some way, as `layer/key`."""
    return {f"{each.layer.id}/{each.row.key}" for way in ways.ways for each in way.stack.charges}


def _concerned(schedule: Schedule, entry: Entity) -> Iterator[str]:
    """The laws of the market whose scope the goods may be in."""
    bound = bind({}, entry)
    for each in book.load([name for name in book.INSTRUMENTS if name.startswith(f"{schedule.market.lower()}.")]):
        scope = each.scope.get(CASE)
        if scope is not None and verdict(simplify(scope), bound).truth is not FALSE:
            yield each.id


def _is_point(*ranges: tuple[Interval, ...]) -> bool:
    return all(len(each) == 1 and each[0].is_point for each in ranges)


def _told(stack: Stack) -> object:
    return tuple((c.layer.id, c.row.cite, c.adds, c.is_undone) for c in stack.charges)


def _layers(ways: Scenarios) -> Iterator[LayerOut]:
    """Every layer that is due in some way, in stacking order; the same row once."""
    its: dict[tuple[int, str, str], list[Charge]] = {}
    for way in ways.ways:
        for place, charge in enumerate(way.stack.charges):
            its.setdefault((place, charge.layer.id, charge.row.id), []).append(charge)
    merged: dict[tuple[str, str], list[Charge]] = {}
    for (_, layer, row), charges in sorted(its.items(), key=lambda item: item[0][0]):
        merged.setdefault((layer, row), []).extend(charges)
    for charges in merged.values():
        yield _layer(charges, len(charges) == len(ways.ways))


def _layer(charges: list[Charge], certain: bool) -> LayerOut:
    layer, row = charges[0].layer, charges[0].row
    money = row.operator is Operator.AMOUNT
    undone = {each.is_undone for each in charges}
    owed = "yes" if undone == {False} else "no" if undone == {True} else "unknown"
    return LayerOut(
        id=layer.id,
        title=layer.title,
        cite=row.cite,
        operator=row.operator.value,
        rate=None if money else shown(_sorted(each.rate for each in charges)),
        adds=None if money else shown(_sorted(each.adds for each in charges)),
        certain=certain,
        collected=layer.collected,
        owed_in_the_end=owed if owed == "yes" else f"{owed}: {row.undone_by}",
        amount=None if row.amount is None else decimal_of(exact(row.amount)),
        currency=row.currency or None,
        since=row.start.isoformat() if row.start else None,
        until=row.until.isoformat() if row.until else None,
        confidence=row.confidence.value,
        instrument=layer.instrument,
        note=row.note,
    )


def _sorted(found: Iterable[Interval]) -> list[Interval]:
    return sorted(set(found), key=lambda each: (each.low, each.high))


def amounts_of(ways: Scenarios) -> Iterator[dict[str, Any]]:
    """Sums of money that are due, each once."""
    seen: dict[tuple[str, str], list[bool]] = {}
    for way in ways.ways:
        for charge in way.stack.money:
            seen.setdefault((str(charge.row.amount), charge.row.id), []).append(True)
    rows = {charge.row.id: charge.row for way in ways.ways for charge in way.stack.money}
    for (_, name), hits in seen.items():
        row = rows[name]
        assert row.amount is not None
        yield {
            "amount": decimal_of(exact(row.amount)),
            "currency": row.currency,
            "cite": row.cite,
            "certain": len(hits) == len(ways.ways),
        }
    for _, row in ways.possible:
        if row.operator is Operator.AMOUNT and row.amount is not None:
            yield {
                "amount": decimal_of(exact(row.amount)),
                "currency": row.currency,
                "cite": row.cite,
                "certain": False,
            }


def _sums(ways: Scenarios) -> Iterator[SumOut]:
    """What is due in money over all ways, by currency; where not all were tried, all that may be due together."""
    perhaps = [(str(row.currency), row.amount) for _, row in ways.possible if row.operator is Operator.AMOUNT]
    told = [[(charge.row.currency, charge.row.amount) for charge in way.stack.money] for way in ways.ways] or [[]]
    for currency in sorted({each for way in (*told, perhaps) for each, _ in way}):
        totals = [sum((amount or 0 for each, amount in way if each == currency), Fraction(0)) for way in told]
        more = sum((amount or 0 for each, amount in perhaps if each == currency), Fraction(0))
        yield SumOut(
            currency=currency,
            min=decimal_of(exact(min(totals))),
            max=decimal_of(exact(max(totals) + more)),
        )


def _displaced(ways: Scenarios) -> Iterator[LayerOut]:
    seen: set[tuple[str, str]] = set()
    for way in ways.ways:
        for layer, row, by in way.stack.set_aside:
            if (layer.id, by) in seen:
                continue
            seen.add((layer.id, by))
            rate = [Interval(exact(r), exact(r)) for r in row.rates]
            yield LayerOut(
                id=layer.id,
                title=layer.title,
                cite=row.cite,
                rate=shown(rate) if rate else None,
                adds=Decimal(0),
                operator="displaced by",
                certain=False,
                collected=layer.collected,
                owed_in_the_end="no",
                instrument=layer.instrument,
                displaced_by=by,
                confidence=row.confidence.value,
                note=row.note,
            )


def _ways(ways: Scenarios) -> Iterator[WayOut]:
    """One way for each distinct rate, with the facts that make the difference."""
    if len(ways.ways) < 2:
        return
    seen: set[tuple[Interval, Interval]] = set()
    for way in ways.ways:
        rate = (way.stack.paid, way.stack.owed)
        if rate in seen or len(seen) == MOST_WAYS_SHOWN:
            continue
        seen.add(rate)
        facts = {
            name: show_value(VOCABULARY[name].fact, value) for name, value in way.facts if name in ways.mattering
        }
        yield WayOut(facts=facts, rate_at_entry=shown([rate[0]]), finally_owed=shown([rate[1]]))


def _asked(schedule: Schedule, ways: Scenarios, entry: Entity) -> Iterator[AskedOut]:
    for name in sorted(ways.mattering, key=lambda each: (each.startswith("legal."), each)):
        definition = definition_of(name)
        yield AskedOut(
            name=name,
            meaning=definition.meaning,
            question=text_of(definition.name)[0],
            known_by=definition.known_by,
            known=show_value(definition.fact, value_of(entry, definition.fact)),
            legal=definition.is_legal,
        )
    for layer, _ in _pending(schedule, entry):
        if layer.if_adopted is None:
            continue
        definition = definition_of(layer.if_adopted.name)
        yield AskedOut(
            name=definition.name,
            meaning=definition.meaning,
            question=text_of(definition.name)[0],
            known_by=definition.known_by,
            known="unknown",
            legal=True,
            decides=False,
        )


def _pending(schedule: Schedule, entry: Entity) -> Iterator[tuple[Layer, Row]]:
    """What is proposed or announced on the day for goods such as these, unless it is known to be law or not to be."""
    bound = bind({}, entry)
    for layer, row in schedule.pending():
        settled = layer.if_adopted is not None and len(_possible(entry, layer.if_adopted)) == 1
        if not settled and verdict(simplify(layer.holding(row)), bound).truth is not FALSE:
            yield layer, row


def _possible(entry: Entity, fact: ChoiceFact) -> frozenset[str]:
    """What a choice can still be."""
    value = value_of(entry, fact)
    assert isinstance(value, Choice)
    return value.possible


def _watch(schedule: Schedule, entry: Entity, on: date) -> Iterator[NoteOut]:
    """What is proposed or announced: it changes no rate."""
    for layer, row in _pending(schedule, entry):
        if row.start is None or row.start <= on:
            yield NoteOut(
                about=layer.id,
                note=f"{row.status}, not law: {row.cite}. {row.note}".strip(),
                checked_on=row.checked.isoformat(),
            )


def _unverified(schedule: Schedule, ways: Scenarios) -> Iterator[NoteOut]:
    """The rates from memory on which the sum depends."""
    for layer in schedule.layers:
        for row in layer.rows_in_force():
            if f"legal.{memory_fact(row)}" in ways.mattering:
                without = " or ".join(f"{decimal_of(exact(each)):f}" for each in row.otherwise)
                said = f"{without} % if that is wrong" if without else "any rate if that is wrong"
                yield NoteOut(about=layer.id, note=f"From memory only: {row.cite}; {said}.")
