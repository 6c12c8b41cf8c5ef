"""What is not known only widens a rate: with any facts left out, the range still holds the rate of the full facts.

The proof enumerates every subset of the facts that a stack's own rates read, for every stack of every market on every
one of its days. It walks the search towards the full facts: the search splits an open fact into cells, and of these
only the one that holds the known value is followed, so that a subset costs one path and not two thousand. Two subsets
between which the walk met no difference are one: what no condition left open on the way cannot have moved it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pratique.deciding import duty_stack
from pratique.deciding.duty_stack import Search, Stack
from pratique.deciding.rates import Rate
from pratique.dossier.headings import headings_for
from pratique.dossier.model import VehicleModel, entry_cases, model_of
from pratique.errors import InvalidInput
from pratique.facts.kinds import CASE
from pratique.facts.powertrain import POWERTRAINS
from pratique.facts.trade import CATEGORIES, GOODS_VEHICLES, HEADINGS
from pratique.facts.vocabulary import VOCABULARY
from pratique.law.outcome import Outcome
from pratique.law.rate import SCHEDULES, Schedule, schedule_of
from pratique.logic.entities import Entity, value_of
from pratique.logic.intervals import Interval
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition
from pratique.logic.truth import FALSE, UNKNOWN
from pratique.logic.values import Choice, Span, Value
from pratique.readings.decide import Bound, Verdict, bind, verdict
from pratique.usecases.markets.duty import duty, load_law
from pratique.usecases.markets.markets import MarketOut, markets
from tests.timeline.stacks import ELECTRIC_TRUCK, STACKS
from tests.timeline.test_markets_timeline import KNOWN_ON, shipped_that_day

SETTLED = [each for each in STACKS if each[3].replace(".", "").isdigit()]
ASKED = frozenset({"act.date", "act.into", "act.kind"})
"""What the question itself says: no answer without it."""


def holds(rate: Rate, known: Decimal) -> bool:
    if not isinstance(rate, dict):
        return rate == known
    if "one_of" in rate:
        return known in rate["one_of"]
    return bool(rate["min"] <= known <= rate.get("max", known))


def without(model: VehicleModel, dropped: set[str]) -> VehicleModel:
    def kept(table: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in table.items() if key not in dropped}

    data = {**model.data, "vehicle": kept(model.data["vehicle"]), "trade": kept(model.data["trade"])}
    return VehicleModel(model.title, model.file, data, "")


# --- the rates, from the facts of an entry ------------------------------------------------------------------


class Towards(Search):
    """The search that follows only the cells in which the full facts can lie, and keeps what it split."""

    def __init__(self, schedule: Schedule, entry: Entity, full: Entity) -> None:
        super().__init__(schedule, entry, KNOWN_ON)
        self.entry, self.full = entry, full

    def stacks(self) -> tuple[Stack, ...]:
        return tuple(way.stack for way in self.grow(self.entry, self.conditions, ()))

    def followed(self, name: str, cells: Sequence[Value]) -> Sequence[Value]:
        if name not in self.full.values:
            return cells
        return [cell for cell in cells if share(cell, self.full.values[name])]


def share(one: Value, other: Value) -> bool:
    """Whether two values of a fact can be the same one."""
    if isinstance(one, Choice) and isinstance(other, Choice):
        return not one.possible.isdisjoint(other.possible)
    if isinstance(one, Span) and isinstance(other, Span):
        return not one.interval.meet(other.interval).is_empty
    return one is other or UNKNOWN in (one, other)


def read_that_day(schedule: Schedule, entry: Entity) -> frozenset[str]:
    """The facts given that a row which can hold on the day reads."""
    bound = bind({}, structs.replace(entry, values={name: entry.values[name] for name in ASKED}))
    amounts = [fact for layer in schedule.layers for fact in (*layer.shares.values(), layer.value)]
    shares = {fact.name for fact in amounts if fact is not None}
    conditions = [condition for _, condition in Search(schedule, entry, KNOWN_ON).conditions]
    possible = [each for each in conditions if verdict(each, bound).truth is not FALSE]
    read = {fact.name for each in possible for atom in atoms(each) for fact in facts_of(atom)}
    return frozenset((read | shares) & entry.values.keys() - ASKED)


def figures(stack: Stack) -> tuple[Interval, Interval, Interval]:
    return stack.paid, stack.security, stack.owed


def money(stack: Stack) -> frozenset[object]:
    return frozenset((each.row.amount, each.row.currency) for each in stack.money)


def is_held(stack: Stack, wider: Sequence[Stack]) -> bool:
    """Whether one of the wider stacks is this one, with rates that hold its rates."""
    return any(
        money(each) == money(stack)
        and all(
            known.low >= its.low and known.high <= its.high
            for known, its in zip(figures(stack), figures(each), strict=True)
        )
        for each in wider
    )


def lost(schedule: Schedule, full: Entity) -> Iterator[frozenset[str]]:
    """The subsets of the facts without which a stack of the full facts is no longer among those that remain."""
    known = Towards(schedule, full, full).stacks()
    assert known
    seen: set[frozenset[str]] = set()
    waiting = [read_that_day(schedule, full)]
    while waiting:
        dropped = waiting.pop()
        if dropped in seen:
            continue
        seen.add(dropped)
        values = {name: value for name, value in full.values.items() if name not in dropped}
        search = Towards(schedule, structs.replace(full, values=values), full)
        remain = search.stacks()
        if not all(is_held(each, remain) for each in known):
            yield dropped
        waiting += [dropped - {name} for name in dropped & (search.tried | search.mattering)]


@pytest.fixture(scope="module")
def remembering() -> Callable[[Condition, Bound], Verdict]:
    """Each condition is read once for the same values of the facts that it reads: stacks of a market share most."""
    names: dict[int, tuple[tuple[str, ...], Condition]] = {}
    found: dict[tuple[object, ...], Verdict] = {}

    def read(condition: Condition, bound: Bound) -> Verdict:
        if id(condition) not in names:  # the condition is kept, so that its id stays its own
            its = {fact.name: None for atom in atoms(condition) for fact in facts_of(atom)}
            names[id(condition)] = tuple(its), condition
        at, values = names[id(condition)][0], bound[CASE].values
        key = (id(condition), *map(values.get, at))
        if key not in found:
            found[key] = verdict(condition, bound)
        return found[key]

    return read


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch, remembering: Callable[[Condition, Bound], Verdict]) -> None:
    monkeypatch.setattr(duty_stack, "verdict", remembering)


def fees() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Russian fees stand beside the stacks: by power, age and importer, on both sides of their day."""
    for power, age, importer in product((80, 130, 281), (0, 4), ("legal_entity", "individual_own_use")):
        for on in ("2025-11-30", "2025-12-01", "2026-01-01"):
            yield "RU", {"power_30min_hp": power, "age_years": age, "importer": importer}, on


def enumerated() -> dict[str, tuple[str, dict[str, Any], list[str]]]:
    """The days of each stack, by a name for the test: market, and what differs from the car."""
    found: dict[str, tuple[str, dict[str, Any], list[str]]] = {}
    for market, changes, on in (*((market, changes, on) for market, changes, on, _ in STACKS), *fees()):
        name = f"{market} {', '.join(f'{key} {value}' for key, value in changes.items()) or 'the car'}"
        found.setdefault(name, (market, changes, []))[2].append(on)
    return found


ENUMERATED = enumerated()


@pytest.mark.parametrize("name", ENUMERATED)
@pytest.mark.usefixtures("remembered")
def test_no_subset_of_the_facts_loses_the_rate(name: str) -> None:
    market, changes, days = ENUMERATED[name]
    load_law(market)
    for on in dict.fromkeys(days):
        full = entry_cases(shipped_that_day(changes, on), market, date.fromisoformat(on), KNOWN_ON).cases[0].entity
        assert not list(lost(schedule_of(market), full)), on


def test_every_market_is_enumerated() -> None:
    assert {market for market, _, _ in ENUMERATED.values()} == set(SCHEDULES)


# --- the facts, from what a model says ----------------------------------------------------------------------


JOINED = ("hs_code", "powertrain", "category")
"""What a model reads together; every other key is a fact of its own."""
CHANGED = {name: changes for name, (_, changes, _) in ENUMERATED.items()}


def subsets(keys: Sequence[str]) -> Iterator[set[str]]:
    return map(set, chain.from_iterable(combinations(keys, count) for count in range(1, len(keys) + 1)))


def widens(wide: Value, known: Value) -> bool:
    match wide, known:
        case Choice(), Choice():
            return known.possible <= wide.possible
        case Span(), Span():
            return known.interval.within(wide.interval)
        case _:
            return wide is UNKNOWN or wide == known


@pytest.mark.parametrize("name", CHANGED)
def test_a_key_left_out_widens_every_fact(name: str) -> None:
    def facts(model: VehicleModel) -> Entity:
        return entry_cases(model, "BR", date(2026, 3, 1), KNOWN_ON).cases[0].entity

    model = shipped_that_day(CHANGED[name], "2026-03-01")
    full = facts(model)
    others = ({key} for key in (*model.data["vehicle"], *model.data["trade"]) if key not in JOINED)
    for dropped in (*subsets(JOINED), *others):
        less = facts(without(model, dropped))
        for fact, value in full.values.items():
            assert widens(value_of(less, VOCABULARY[fact].fact), value), (dropped, fact)


@pytest.mark.parametrize("drive", POWERTRAINS)
def test_a_heading_left_out_is_every_heading_that_would_be_taken(drive: str) -> None:
    def is_taken(heading: str, category: str) -> bool:
        code = "8471 30" if heading == "other" else heading
        try:
            model_of({"vehicle": {"powertrain": drive}, "trade": {"hs_code": code, "category": category}})
        except InvalidInput:
            return False
        return True

    for category in CATEGORIES:
        assert {each for each in HEADINGS if is_taken(each, category)} == set(headings_for(drive))
    assert "850760" in headings_for(drive)
    assert not set(headings_for(drive)).isdisjoint(GOODS_VEHICLES), "a truck and a battery are no car"


def test_an_electric_truck_is_not_read_as_a_car() -> None:
    model = shipped_that_day(ELECTRIC_TRUCK, "2024-01-01")
    on = date(2024, 1, 1)
    assert duty(model, "BR", on=on, known_on=KNOWN_ON).rate_at_entry == Decimal(20)
    for dropped in subsets(("hs_code", "category")):
        found = duty(without(model, dropped), "BR", on=on, known_on=KNOWN_ON)
        assert holds(found.rate_at_entry, Decimal(20))
        assert found.settled == (dropped == {"category"})
    assert "trade.hs6" in {each.name for each in found.open_facts}


@pytest.mark.parametrize("origin", ["CN", "?", "one-of(CN|DE)", "not(DE)", None])
def test_an_origin_that_may_be_china_keeps_the_law_of_the_way_out(origin: str | None) -> None:
    def asked(origin: str | None) -> MarketOut:
        model = shipped_that_day({"origin": origin}, "2026-03-01")
        model = VehicleModel(model.title, model.file, {**model.data, "markets": ["GB"]}, "")
        (found,) = markets(model, on=date(2026, 3, 1), known_on=KNOWN_ON)
        return found

    full, less = asked("CN"), asked(origin)
    assert "cn.export" in {each.instrument for each in full.conditions}, "nothing stands against it: no proof"
    assert Outcome.named(less.best) <= Outcome.named(full.best)
    assert Outcome.named(less.worst) >= Outcome.named(full.worst)
    assert Outcome.named(asked("DE").worst) < Outcome.named(full.worst)


def test_where_too_much_is_open_any_rate_is_possible_and_no_sum_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    full = shipped_that_day({}, "2026-01-01")
    (fee,) = duty(full, "RU", on=date(2026, 1, 1), known_on=KNOWN_ON).amounts
    monkeypatch.setattr(duty_stack, "MOST_WAYS", 1)
    found = duty(without(full, {"age_years", "importer"}), "RU", on=date(2026, 1, 1), known_on=KNOWN_ON)
    assert (found.rate_at_entry, found.finally_owed) == ({"min": Decimal(0)}, {"min": Decimal(0)})
    assert not found.settled
    assert not found.covered
    assert (fee["amount"], False) in {(each["amount"], each["certain"]) for each in found.amounts}
    assert found.changes_on


# --- both, as asked -----------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_less_known_never_loses_the_rate(data: st.DataObject) -> None:
    market, changes, on, known = data.draw(st.sampled_from(SETTLED))
    model = shipped_that_day(changes, on)
    facts = sorted({*model.data["vehicle"], *model.data["trade"]})
    dropped = set(data.draw(st.lists(st.sampled_from(facts), unique=True, min_size=1, max_size=4)))
    found = duty(without(model, dropped), market, on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert holds(found.rate_at_entry, Decimal(known)), (market, on, dropped, found.rate_at_entry)
    if isinstance(found.rate_at_entry, dict):
        assert found.open_facts, "an open rate names what is missing"
