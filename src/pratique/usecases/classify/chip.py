"""Which entries of the control list a circuit can be in, and which missing figure would settle it.

Rule: the limits of the law cut performance and density into cells; in each cell that the figures leave possible the
law is asked at one point, so that the set of classes is exact although performance and density share a rate. A class
`none` says only that the item is in none of the entries examined. A figure from memory never decides alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from msgspec import structs

from pratique.dossier.datasheet import Sheet
from pratique.errors import Finding
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, PART
from pratique.law.control_list import Entry
from pratique.law.instrument import Mode, in_time
from pratique.logic.entities import Entity, Listing, value_of
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import ChoiceFact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import NONE as ABSENT
from pratique.logic.values import Absence, Choice, Span, Value, one_of, point
from pratique.readings.decide import amount, bind, decide, verdict
from pratique.usecases.classify.plain import LIST, Classification, EntryHeld
from pratique.usecases.classify.together import read_together

NOBODY_SPECIAL = (
    "Exported by somebody other than its fabricator or packager, to whom Note 1 to 3A090.a does not speak."
)
_CIRCUITS = LIST.circuits
_DENSITIES: tuple[End, ...] = tuple(reversed(_CIRCUITS.density_limits))
_BOARD = _CIRCUITS.board
_MOST_CIRCUITS = 4
"""Up to this many circuits of an open number are tried one by one, and then one very large number."""


def classify_chip(
    sheet: Sheet,
    on: date,
    *,
    construe: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    as_remembered: Sheet | None = None,
) -> Classification:
    """The classification of the circuit of `sheet` on the day `on`; `as_remembered` holds figures from memory too."""
    case, part, contradictions = read_together(_elements(sheet, on, construe or {})[0])
    classes, enforced = possible_classes(case, part, "by_text"), possible_classes(case, part, "as_enforced")
    bound = bind(bind({}, case), part)
    performance, dense = figures_of(sheet)
    remembered = classify_chip(as_remembered, on, construe=construe).classes if as_remembered else None
    return Classification(
        name=sheet.name,
        on=on,
        classes=classes,
        enforced=enforced,
        performance=performance,
        performance_density=dense,
        open_facts=open_facts(case, part) if len(classes) > 1 or len(enforced) > 1 else (),
        held=tuple(_held(case, part, classes)),
        eligible_740_8=verdict(_CIRCUITS.excused, bound).truth,
        presumption=_presumption(case, part, on),
        limbs=tuple((limb, verdict(limb, bound).truth) for limb in _CIRCUITS.limbs),
        assumed=(*sheet.assumed, NOBODY_SPECIAL),
        findings=(*findings, *contradictions),
        remembered_figures=sheet.remembered,
        remembered=remembered if remembered != classes else None,
    )


def _elements(sheet: Sheet, on: date, construe: Mapping[str, str]) -> tuple[Entity, Entity]:
    part = Entity(PART, sheet.name or "item", sheet.values)
    values: dict[str, Value] = {
        "act.date": point(on),
        "export.exporter_role": one_of("neither"),
        **{name: one_of(value) for name, value in construe.items()},
    }
    return Entity(CASE, "case", values, {PART: Listing([part], closed=True)}), part


def _shown_density(span: Span, performance: Span, part: Entity) -> Span:
    """The density as far as it is known; a density that may lack a divisor is still at least zero."""
    area = part.values.get("chip.nonplanar_area_mm2")
    if span.none is Absence.YES or not isinstance(area, Span):
        return Span(Interval(0, INFINITY), Absence.MAYBE) if not isinstance(area, Span) else span
    if area.interval.low == 0 and performance.interval.low > 0 and area.interval.high != INFINITY:
        low = Fraction(performance.interval.low) / Fraction(area.interval.high)
        return Span(Interval(low, INFINITY), area.none)
    return Span(span.interval.meet(Interval(0, INFINITY)), span.none)


# --- the exact set of classes ------------------------------------------------------------------------------


def possible_classes(case: Entity, part: Entity, mode: Mode) -> tuple[str, ...]:
    """Every class that some completion of what is known puts the item into, in the order of the list."""
    found: set[str] = set()
    entries = tuple(_in_time(case, mode))
    for completion in completions(case, part):
        found |= _classes_at(completion, entries)
    order = [entry.eccn for entry in LIST.entries]
    return tuple(sorted(found, key=lambda eccn: order.index(eccn) if eccn in order else len(order)))


def _in_time(case: Entity, mode: Mode) -> Iterator[Entry]:
    for entry, provision in LIST.dated:
        if decide(in_time(provision, mode), case).truth is not FALSE:
            yield entry


def _classes_at(completion: tuple[Entity, Entity], entries: tuple[Entry, ...]) -> set[str]:
    bound = bind(bind({}, completion[0]), completion[1])
    truths = {entry.eccn: verdict(entry.when, bound).truth for entry in entries}
    found = {eccn for eccn, truth in truths.items() if truth is not FALSE}
    return found if any(truth is TRUE for truth in truths.values()) else found | {LIST.none}


def completions(case: Entity, part: Entity) -> Iterator[tuple[Entity, Entity]]:
    """One completion for each cell that is possible: performance, density, data centre, construction, number."""
    choices = [_choices(part, name) for name in ("item.kind", "item.host_entry")]
    for kind, host in product(*choices):
        centre = _truths(part.values.get("chip.data_center"))
        boards = _constructions(case) if kind == "computer" else ("each_circuit",)
        for is_centre, board, count in product(centre, boards, _counts(part) if kind == "computer" else (1,)):
            for performance, dense in cells(case, part, count):
                values = dict(part.values) | {
                    "item.kind": one_of(kind),
                    "item.host_entry": one_of(host),
                    "chip.data_center": is_centre,
                    "item.circuits_on_board": point(count),
                }
                values |= _figures(performance, dense)
                construed = {**case.values, _BOARD: one_of(board)}
                yield structs.replace(case, values=construed), structs.replace(part, values=values)


def _choices(part: Entity, name: str) -> tuple[str, ...]:
    fact = VOCABULARY[name].fact
    assert isinstance(fact, ChoiceFact)
    value = value_of(part, fact)
    assert isinstance(value, Choice)
    return tuple(sorted(value.possible))


def _constructions(case: Entity) -> tuple[str, ...]:
    return _choices(case, _BOARD)


def _truths(value: Value | None) -> tuple[Truth, ...]:
    return (value,) if isinstance(value, Truth) and value is not UNKNOWN else (FALSE, TRUE)


def _counts(part: Entity) -> tuple[int, ...]:
    value = part.values.get("item.circuits_on_board")
    interval = value.interval if isinstance(value, Span) else Interval(1, INFINITY)
    tried = [n for n in range(1, _MOST_CIRCUITS + 1) if interval.holds(n)]
    large = interval.low if interval.high == INFINITY else interval.high
    return tuple(dict.fromkeys([*tried, int(max(large, 10**6 if interval.high == INFINITY else 1))]))


def cells(case: Entity, part: Entity, count: int = 1) -> Iterator[tuple[Fraction, Fraction | None]]:
    """A point of performance and density in each cell that the law's limits cut and the figures leave possible.

    Density None stands for an item without a die made in a non-planar process.
    """
    bound = bind(bind({}, case), part)
    performance, area = amount(_CIRCUITS.performance, bound)[0], part.values.get("chip.nonplanar_area_mm2")
    if performance.none is Absence.YES:
        yield Fraction(0), None
        return
    divisor = area if isinstance(area, Span) else Span(Interval(0, INFINITY, low_open=True), Absence.MAYBE)
    limits: list[End] = sorted({Fraction(limit, factor) for limit in _CIRCUITS.limits for factor in (1, count)})
    for cell in _cells(performance.interval, limits):
        if divisor.none is not Absence.NO:
            yield _inside(cell), None
        if divisor.none is not Absence.YES:
            for dense in _cells(_quotient(cell, divisor.interval), list(_DENSITIES)):
                yield _inside(cell), _inside(dense)


def _quotient(cell: Interval, area: Interval) -> Interval:
    """What a density can be; the area is positive, so an area that can be as small as one likes has no upper end."""
    positive = Interval(0, area.high, True, area.high_open) if area.low == 0 else area
    if cell.high == 0:
        return Interval(0, 0)
    return (cell / positive).meet(Interval(0, INFINITY))


def _cells(interval: Interval, limits: list[End]) -> Iterator[Interval]:
    """`interval` cut at each limit; a limit belongs to the cell above it."""
    ends: list[End] = [-INFINITY, *limits, INFINITY]
    for low, high in pairwise(ends):
        cell = interval.meet(Interval(low, high, high_open=True))
        if not cell.is_empty:
            yield cell


def _inside(cell: Interval) -> Fraction:
    """Some number of a cell."""
    if not cell.low_open:
        return Fraction(cell.low)
    low = Fraction(cell.low) if cell.low != -INFINITY else Fraction(0)
    return low + 1 if cell.high == INFINITY else (low + Fraction(cell.high)) / 2


def _figures(performance: Fraction, dense: Fraction | None) -> dict[str, Value]:
    """The figures of a circuit with just this performance and density."""
    rates: dict[str, Value] = {f"chip.rate_{bits}b": ABSENT for bits in (4, 16, 32, 64)}
    area = ABSENT if dense is None else point(performance / dense) if dense > 0 else _huge_area(performance)
    return rates | {
        "chip.rate_8b": point(performance / 8),
        "chip.tpp_other_lengths": ABSENT,
        "chip.tpp_other_units": point(0),
        "chip.nonplanar_area_mm2": area,
    }


def _huge_area(performance: Fraction) -> Span:
    return point(performance * 1000 + 1)


# --- what would settle it ----------------------------------------------------------------------------------

_ABOUT = {
    "performance": (
        "chip.rate_4b",
        "chip.rate_8b",
        "chip.rate_16b",
        "chip.rate_32b",
        "chip.rate_64b",
        "chip.tpp_other_lengths",
        "chip.tpp_other_units",
    ),
    "density": ("chip.nonplanar_area_mm2",),
    "chip.data_center": ("chip.data_center",),
    "item.kind": ("item.kind",),
    "item.host_entry": ("item.host_entry",),
    "item.circuits_on_board": ("item.circuits_on_board",),
    _BOARD: (_BOARD,),
}


def open_facts(case: Entity, part: Entity) -> tuple[str, ...]:
    """The facts that are open and whose turning out alone can change the class, by text."""
    seen: dict[tuple[Any, ...], set[str]] = {}
    entries = tuple(_in_time(case, "by_text"))
    for completion in completions(case, part):
        seen.setdefault(_coordinates(completion), set()).update(_classes_at(completion, entries))
    matter = [
        fact
        for name, facts in _ABOUT.items()
        if _differs(seen, _MOVED_BY.get(name, (list(_ABOUT).index(name),)))
        for fact in facts
        if not _is_settled(case, part, fact)
    ]
    return tuple(dict.fromkeys([*matter, *_undecided(case, part, entries)]))


_MOVED_BY = {"performance": (0, 1)}
"""Coordinates that move together: other rates also give another density."""


def _differs(seen: Mapping[tuple[Any, ...], set[str]], moved: tuple[int, ...]) -> bool:
    """Whether moving these coordinates alone leads to another class somewhere."""
    rest: dict[tuple[Any, ...], set[frozenset[str]]] = {}
    for at, classes in seen.items():
        still = tuple(value for index, value in enumerate(at) if index not in moved)
        rest.setdefault(still, set()).add(frozenset(classes))
    return any(len(ways) > 1 for ways in rest.values())


def _coordinates(completion: tuple[Entity, Entity]) -> tuple[Any, ...]:
    case, part = completion
    bound = bind(bind({}, case), part)
    performance = amount(_CIRCUITS.performance, bound)[0].interval.low
    dense = amount(_CIRCUITS.density, bound)[0]
    return (
        performance,
        None if dense.none is Absence.YES else sum(limit <= dense.interval.low for limit in _DENSITIES),
        *(str(part.values.get(name)) for name in ("chip.data_center", "item.kind", "item.host_entry")),
        str(part.values.get("item.circuits_on_board")),
        str(case.values.get(_BOARD)),
    )


def _undecided(case: Entity, part: Entity, entries: tuple[Entry, ...]) -> Iterator[str]:
    """Open facts outside the cells: whatever keeps an entry open at a completed point."""
    for completion in completions(case, part):
        bound = bind(bind({}, completion[0]), completion[1])
        for entry in entries:
            yield from sorted(each.fact for each in verdict(entry.when, bound).open)


def _is_settled(case: Entity, part: Entity, name: str) -> bool:
    fact = VOCABULARY[name].fact
    value = value_of(case if fact.kind is CASE else part, fact)
    return value is not UNKNOWN if isinstance(value, Truth) else value.is_known


def _held(case: Entity, part: Entity, classes: tuple[str, ...]) -> Iterator[EntryHeld]:
    bound = bind(bind({}, case), part)
    for entry, provision in LIST.dated:
        if entry.eccn in classes and decide(in_time(provision, "by_text"), case).truth is not FALSE:
            yield EntryHeld(entry, provision, TRUE if len(classes) == 1 else verdict(entry.when, bound).truth)


def _presumption(case: Entity, part: Entity, on: date) -> Truth:
    """Whether its fabricator or packager must presume it to be a .a item unless shown otherwise."""
    if on < _CIRCUITS.presumed_from:
        return FALSE
    return verdict(_CIRCUITS.presumed, bind(bind({}, case), part)).truth


def constructions_of(construe: str | Mapping[str, str] | None) -> dict[str, str]:
    """Legal facts of this instrument by full name. Raises UsageError for what is no construction."""
    from pratique.deciding.constructions import constructions

    return {name: value for name, value in constructions(construe).items() if name.startswith(LIST.constructions)}


def figures_of(sheet: Sheet) -> tuple[Span, Span]:
    """Performance and density of a sheet, as far as they are known."""
    case, part = _elements(sheet, date.min, {})
    bound = bind(bind({}, case), part)
    performance = amount(_CIRCUITS.performance, bound)[0]
    return performance, _shown_density(amount(_CIRCUITS.density, bound)[0], performance, part)
