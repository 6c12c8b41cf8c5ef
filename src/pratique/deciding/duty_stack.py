"""The duty layers of one entry, added up in every way in which the open facts can turn out.

Rule: an open fact is split into the cells that the conditions tell apart, and only where a layer still waits for
it; in each way every row either holds or does not, so that the sums are those of real entries and not of mixtures.
What was not read stays an interval. If there are more ways than `MOST_WAYS`, nothing is claimed but that a duty may
be due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import product

from msgspec import structs

from pratique.facts.definition import VOCABULARY
from pratique.law.rate import Layer, Operator, Row, Schedule, as_remembered, as_undone
from pratique.logic.entities import Entity, value_of
from pratique.logic.intervals import INFINITY, Interval, exact
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition, NumberFact
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Span, Value, point
from pratique.readings.case_split import cells_of
from pratique.readings.decide import Bound, bind, verdict
from pratique.value_class import dataclass

MOST_WAYS = 2_000
"""Most ways in which open facts are tried."""
FIRST_ASKED = (
    "act.date",
    "trade.hs6",
    "vehicle.powertrain",
    "trade.origin",
    "vehicle.new",
    "trade.preference",
    "trade.producer",
)
"""Facts that are split first, because most others wait for them."""
NOTHING = Interval(0, 0)
ANYTHING = Interval(0, INFINITY)


@dataclass(frozen=True, slots=True)
class Charge:
    """What one layer adds in one way: percent of the value, or a sum of money where `currency` is given.

    `rate` is the rate as the text states it; `adds` what it comes to on top of the layers before it.
    """

    layer: Layer
    row: Row
    rate: Interval
    adds: Interval
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """The layers due in one way, in order; `set_aside` those that others displaced."""

    charges: tuple[Charge, ...]
    set_aside: tuple[tuple[Layer, Row, str], ...] = ()
    is_covered: bool = True
    """Whether the book holds an ordinary duty for the goods on the day; where it does not, the rate is unknown."""

    @property
    def paid(self) -> Interval:
        """Percent paid at entry."""
        return self._base() + _total(
            each.adds for each in self.charges if each.layer.collected == "paid" and not _is_money(each)
        )

    @property
    def security(self) -> Interval:
        """Percent secured and not paid at entry."""
        return _total(each.adds for each in self.charges if each.layer.collected == "security")

    @property
    def owed(self) -> Interval:
        """Percent owed in the end, by what is known now."""
        return self._base() + _total(each.adds for each in self.charges if not each.is_undone and not _is_money(each))

    def _base(self) -> Interval:
        return NOTHING if self.is_covered else ANYTHING

    @property
    def money(self) -> tuple[Charge, ...]:
        """Charges that are sums of money."""
        return tuple(each for each in self.charges if _is_money(each))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way the open facts can turn out, and the stack it gives."""

    facts: tuple[tuple[str, Value], ...]
    stack: Stack


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Every way, with the facts that make a difference; `is_whole` is false where there were too many to try."""

    ways: tuple[Scenario, ...]
    mattering: frozenset[str]
    is_whole: bool = True
    possible: tuple[tuple[Layer, Row], ...] = ()
    """Where they were not all tried: every row that may hold, so that no layer and no sum of money is lost."""

    def range(self, of: Callable[[Stack], Interval]) -> tuple[Interval, ...]:
        """The distinct values over all ways in rising order; anything where they were not all tried."""
        if not self.is_whole:
            return (ANYTHING,)
        found = {of(way.stack) for way in self.ways}
        return tuple(sorted(found, key=lambda each: (each.low, each.high)))


def changes_of(schedule: Schedule, entry: Entity, known_on: date, days: Iterable[date]) -> Iterator[date]:
    """Those of `days`, in order, on which what is due for this entry is not what it was, all else being equal."""
    before = _looks(schedule, entry, known_on)
    for day in days:
        after = _looks(schedule, structs.replace(entry, values={**entry.values, "act.date": point(day)}), known_on)
        if after != before:
            yield day
        before = after


def _looks(schedule: Schedule, entry: Entity, known_on: date) -> frozenset[object]:
    found = ways_of(schedule, entry, known_on)
    return frozenset(_look(way.stack) for way in found.ways) | frozenset(row.id for _, row in found.possible)


class TooMany(Exception):
    """More ways than are tried."""


def ways_of(schedule: Schedule, entry: Entity, known_on: date) -> Scenarios:
    """Every way the layers of `schedule` can stack up for `entry`, by what is known on `known_on`."""
    search = Search(schedule, entry, known_on)
    try:
        return Scenarios(tuple(search.grow(entry, search.conditions, ())), frozenset(search.mattering))
    except TooMany:
        return Scenarios((), frozenset(search.tried), False, tuple(search.possible(entry)))


class Search:
    """The depth-first search over what is open; keeps which facts made a difference."""

    def __init__(self, schedule: Schedule, entry: Entity, known_on: date) -> None:
        self.schedule = schedule
        self.known_on = known_on
        conditions, self.asked = _conditions(schedule)
        reported = _only_reported(schedule, entry)
        self.conditions = tuple(each for each in conditions if each[0] not in reported)
        self.mattering: set[str] = set()
        self.tried: set[str] = set()
        self.count = 0

    def possible(self, entry: Entity) -> Iterator[tuple[Layer, Row]]:
        """The rows that may hold for the entry, in the order of the schedule."""
        bound, rows = bind({}, entry), list(_rows(self.schedule))
        for index, condition in self.conditions:
            if verdict(condition, bound).truth is not FALSE:
                yield rows[index]

    def grow(
        self,
        entry: Entity,
        waiting: tuple[tuple[int, Condition], ...],
        told: tuple[tuple[str, Value], ...],
        holding: frozenset[int] = frozenset(),
    ) -> Iterator[Scenario]:
        """The ways below a partly settled entry: rows that still wait, rows that hold."""
        bound = bind({}, entry)
        rest: list[tuple[int, Condition]] = []
        opens: set[str] = set()
        held = set(holding)
        for index, condition in waiting:
            found = verdict(condition, bound)
            if found.truth is TRUE:
                held.add(index)
            elif found.truth is not FALSE:
                rest.append((index, condition))
                opens |= {one.fact for one in found.open}
        if not rest and (opens := self._doubts(held, bound)):
            yield from self._split(entry, (), told, frozenset(held), opens)
            return
        if not rest:
            self.count += 1
            if self.count > MOST_WAYS:
                raise TooMany
            yield from (Scenario(told, stack) for stack in self._stacks(entry, frozenset(held)))
            return
        yield from self._split(entry, tuple(rest), told, frozenset(held), opens)

    def _doubts(self, held: set[int], bound: Bound) -> set[str]:
        """The open legal facts on rows that hold: known only from memory, or undone by what was not read."""
        asked = []
        for index, (_, row) in enumerate(_rows(self.schedule)):
            if index in held:
                asked.append(as_remembered(row))
                asked += [as_undone(row)] if row.undone_on is not None and row.undone_on <= self.known_on else []
        return {one.fact for each in asked for one in verdict(simplify(each), bound).open}

    def _split(
        self,
        entry: Entity,
        rest: tuple[tuple[int, Condition], ...],
        told: tuple[tuple[str, Value], ...],
        held: frozenset[int],
        opens: set[str],
    ) -> Iterator[Scenario]:
        for name in sorted(opens, key=_rank):
            self.tried.add(name)
            fact = VOCABULARY[name].fact
            cells = cells_of(fact, value_of(entry, fact), self.asked.get(name, ()))
            if len(cells) < 2:
                continue
            branches = []
            for cell in self.followed(name, cells):
                split = structs.replace(entry, values={**entry.values, name: cell})
                branches.append(list(self.grow(split, rest, (*told, (name, cell)), held)))
            if len({frozenset(_look(way.stack) for way in branch) for branch in branches}) > 1:
                self.mattering.add(name)
            for branch in branches:
                yield from branch
            return
        raise TooMany  # nothing left to split, and still not settled

    def followed(self, name: str, cells: Sequence[Value]) -> Sequence[Value]:
        """Which of the cells of an open fact are grown: all of them."""
        return cells

    def _stacks(self, entry: Entity, held: frozenset[int]) -> Iterator[Stack]:
        rows = [(layer, row) for index, (layer, row) in enumerate(_rows(self.schedule)) if index in held]
        for candidates in product(*(self._candidates(entry, row) for _, row in rows)):
            yield self._stacked(entry, [(*pair, *each) for pair, each in zip(rows, candidates, strict=True)])

    def _candidates(self, entry: Entity, row: Row) -> list[tuple[Interval, bool]]:
        """The rates a row can have, each with whether it is undone in the end."""
        return list(product(self._rates(entry, row), self._undone(entry, row)))

    def _rates(self, entry: Entity, row: Row) -> list[Interval]:
        """One rate, several where sources differ, anything where it was not read.

        Where counsel says that the memory is wrong, and while that is open, what holds without it is a candidate too.
        """
        sure = verdict(simplify(as_remembered(row)), bind({}, entry)).truth
        known = [NOTHING] if row.operator is Operator.AMOUNT else _points(row.rates)
        if not known:
            return [ANYTHING]
        without = _points(row.otherwise) or [ANYTHING]
        if sure is FALSE:
            return without
        return known if sure is TRUE else list(dict.fromkeys((*known, *without)))

    def _stacked(self, entry: Entity, due: list[tuple[Layer, Row, Interval, bool]]) -> Stack:
        charges: list[Charge] = []
        aside: list[tuple[Layer, Row, str]] = []
        names = {layer.id for layer, _, _, _ in due}
        for layer, row, rate, is_undone in due:
            by = next((each for each in layer.displaced_by if each in names), None)
            if by is not None:
                aside.append((layer, row, by))
                continue
            adds = self._adds(entry, layer, row, rate, charges)
            if row.operator is Operator.REPLACE:
                charges = []
            charges.append(Charge(layer, row, rate, adds, is_undone))
        return Stack(tuple(charges), tuple(aside), any(layer.is_base for layer, _, _, _ in due))

    def _adds(self, entry: Entity, layer: Layer, row: Row, rate: Interval, before: list[Charge]) -> Interval:
        share = layer.shares.get(row.key)
        if share is not None:
            rate = rate * self._span(entry, share) * Interval(exact(Fraction(1, 100)), exact(Fraction(1, 100)))
        match row.operator:
            case Operator.FLOOR:
                base = _total(each.adds for each in before if each.layer.is_base)
                return _above(rate, base)
            case Operator.GREATER:
                return self._greater(entry, layer, row, rate)
            case _:
                return rate

    def _greater(self, entry: Entity, layer: Layer, row: Row, rate: Interval) -> Interval:
        """The rate, or the minimum in percent of the value where that is more."""
        assert layer.value is not None
        assert row.amount is not None
        value = self._span(entry, layer.value)
        hundred = Interval(exact(row.amount * 100), exact(row.amount * 100))
        if value.low <= 0:
            return Interval(rate.low, INFINITY)
        least = hundred / value
        return Interval(max(rate.low, least.low), max(rate.high, least.high), False, least.high_open)

    def _span(self, entry: Entity, fact: NumberFact) -> Interval:
        span = value_of(entry, fact)
        assert isinstance(span, Span)
        if not span.is_known:
            self.mattering.add(fact.name)
        return span.interval

    def _undone(self, entry: Entity, row: Row) -> list[bool]:
        if row.undone_on is None or self.known_on < row.undone_on:
            return [False]
        truth = verdict(simplify(as_undone(row)), bind({}, entry)).truth
        if truth in (TRUE, FALSE):
            return [truth is TRUE]
        return [True, False]


def _points(rates: tuple[Fraction, ...]) -> list[Interval]:
    return [Interval(exact(rate), exact(rate)) for rate in rates]


def _above(floor: Interval, base: Interval) -> Interval:
    """What lifts the base to the floor; nothing where it lies above."""
    low = max(0, floor.low - base.high) if base.high != INFINITY else 0
    return Interval(low, max(0, floor.high - base.low))


def _total(parts: Iterator[Interval]) -> Interval:
    whole = NOTHING
    for each in parts:
        whole = whole + each
    return whole


def _is_money(charge: Charge) -> bool:
    return charge.row.operator is Operator.AMOUNT


def _look(stack: Stack) -> object:
    return (
        stack.is_covered,
        stack.paid,
        stack.security,
        stack.owed,
        tuple((c.row.amount, c.row.currency) for c in stack.money),
    )


def _rank(name: str) -> tuple[int, str]:
    return (FIRST_ASKED.index(name) if name in FIRST_ASKED else len(FIRST_ASKED), name)


def _rows(schedule: Schedule) -> Iterator[tuple[Layer, Row]]:
    """The rows in force, and those that count once counsel says that they were adopted."""
    for layer in schedule.layers:
        for row in layer.rows:
            if row.status == "in force" or layer.if_adopted is not None:
                yield layer, row


def _only_reported(schedule: Schedule, entry: Entity) -> frozenset[int]:
    """The rows that do not count: reported only, and nobody has said that they were adopted."""
    bound = bind({}, entry)
    return frozenset(
        index
        for index, (layer, row) in enumerate(_rows(schedule))
        if row.status != "in force"
        and (layer.if_adopted is None or verdict(layer.if_adopted.is_("adopted"), bound).truth is not TRUE)
    )


@lru_cache(maxsize=64)
def _conditions(
    schedule: Schedule,
) -> tuple[tuple[tuple[int, Condition], ...], Mapping[str, tuple[Condition, ...]]]:
    """Every row's condition in normal form, and for each fact the atoms that read it."""
    rows = tuple((index, simplify(layer.holding(row))) for index, (layer, row) in enumerate(_rows(schedule)))
    asked: dict[str, dict[Condition, None]] = {}
    for layer, row in _rows(schedule):
        for condition in (layer.holding(row), as_remembered(row), as_undone(row)):
            for atom in atoms(simplify(condition)):
                for fact in facts_of(atom):
                    asked.setdefault(fact.name, {})[atom] = None
    return rows, {name: tuple(its) for name, its in asked.items()}
