"""What turns for a rule of the book on a day that it names itself, in words: a limb begins or ends, a rate changes.

Rule: the day is that of the act; what stands beside it in the condition says what it is about. A day that only bounds
another number or date is told by the look-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pratique.facts import act
from pratique.law.provision import LegalException, Provision
from pratique.law.rate import SCHEDULES, Layer, Operator, Row, schedule_of
from pratique.logic.nodes import AllOf, AnyOf, Condition, InRegion, Not, Term
from pratique.logic.traverse import children
from pratique.readings.prose import prose
from pratique.value_class import dataclass

Turn = tuple[str, date, str]
"""The citation that the day stands under, the day, and what turns."""
LONGEST = 220
"""Letters of what stands beside a day, above which the rest is left to `pratique law CITE`."""


@dataclass(frozen=True, slots=True)
class _Limb:
    """Where in a condition a day stands: under which citation, said of what, negated or not, joined how with what."""

    cite: str
    verb: str
    negated: bool = False
    joined: str = "alone"
    others: tuple[Condition, ...] = ()


def turns(rule: Provision | LegalException) -> Iterator[Turn]:
    """Every day on which a limb of the rule begins or ends, or a rate of its layer changes, with what turns.

    A day that stands in a defined term is told of the term, under its citation, so that many rules tell it once.
    """
    layer = _layer_of(rule)
    if layer is not None:
        yield from ((rule.cite, day, what) for day, what in _rates(layer))
        return
    verb = "lifts" if isinstance(rule, LegalException) else "applies"
    yield from _days(rule.when, _Limb(rule.cite, verb))


def _days(condition: Condition, limb: _Limb) -> Iterator[Turn]:
    match condition:
        case InRegion(number, where) if number == act.date:
            for interval in where.intervals:
                if isinstance(interval.low, int):
                    yield limb.cite, _day(interval.low + interval.low_open), _said(limb, not limb.negated)
                if isinstance(interval.high, int):
                    yield limb.cite, _day(interval.high + (not interval.high_open)), _said(limb, limb.negated)
        case AllOf(parts) | AnyOf(parts):
            joined = "all" if isinstance(condition, AllOf) else "any"
            for index, part in enumerate(parts):
                others = tuple(each for place, each in enumerate(parts) if place != index and not _is_day(each))
                yield from _days(part, replace(limb, joined=joined, others=others))
        case Not(part):
            yield from _days(part, replace(limb, negated=not limb.negated))
        case Term(name, cite, _, body):
            yield from _days(body, _Limb(cite, f"is a case of “{name}”"))
        case _:
            for part in children(condition):
                yield from _days(part, limb)


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _is_day(condition: Condition) -> bool:
    return isinstance(condition, InRegion) and condition.number == act.date


def _said(limb: _Limb, begins: bool) -> str:
    if limb.joined == "all" and limb.others:
        where = _words(limb.others, " and ")
        return f"from here it {limb.verb} where {where}" if begins else f"no longer: it {limb.verb} where {where}"
    if limb.joined == "any" and limb.others and limb.negated != begins:
        where = _words(limb.others, " or ")
        return f"from here it {limb.verb} whether or not {where}"
    if limb.joined == "any" and limb.others:
        where = _words(limb.others, " or ")
        return f"from here it {limb.verb} {'unless' if limb.negated else 'only where'} {where}"
    return f"from here it {limb.verb}" if begins else f"no longer: it {limb.verb}"


def _words(conditions: tuple[Condition, ...], joint: str) -> str:
    whole = joint.join(f"“{each.name}”" if isinstance(each, Term) else _line(each) for each in conditions)
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rsplit(' ', 1)[0]} ..."


def _line(condition: Condition) -> str:
    """The prose of a condition on one line, without the list of the terms below it."""
    return " ".join(prose(condition, width=10_000).split("\n\n")[0].split())


def _layer_of(rule: Provision | LegalException) -> Layer | None:
    if isinstance(rule, LegalException) or rule.kind != "rate":
        return None
    layers = (layer for market in SCHEDULES for layer in schedule_of(market).layers)
    return next((layer for layer in layers if rule.cite.endswith(f"({layer.id})")), None)


def _rates(layer: Layer) -> Iterator[tuple[date, str]]:
    rows = list(layer.rows_in_force())
    for day in sorted({each for row in rows for each in (row.start, row.until) if each is not None}):
        before = {row.key: row for row in rows if row.until == day}
        after = {row.key: row for row in rows if row.start == day}
        said = [
            f"{key.replace('_', ' ')}: {_rate(before.get(key))} -> {_rate(after.get(key))}"
            for key in dict.fromkeys((*before, *after))
            if _rate(before.get(key)) != _rate(after.get(key))
        ]
        if said:
            yield day, "; ".join(said)


def _rate(row: Row | None) -> str:
    if row is None:
        return "nothing of its own"
    if row.operator is Operator.AMOUNT and row.amount is not None:
        return f"{float(row.amount):g} {row.currency}"
    return " or ".join(f"{float(each):g}" for each in row.rates) + " percent" if row.rates else "not read"
