"""Conditions compiled to Python functions: the same answers as `decide`, an order of magnitude sooner.

Rule: `run` and `run_each` say of each condition what `decide` says of its normal form, and name the same open
facts (by name; `decide` also says of which element). A case is laid out once as records (closure_records) and
read by generated functions (closure_source) that can be looked at in `Program.source`. Elements that say the
same are decided once. Programs are cached; nothing is compiled before the first case.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from pratique.logic.arithmetic import add, divide, largest, move, multiply, smallest, subtract
from pratique.logic.entities import Entity
from pratique.logic.intervals import Region
from pratique.logic.nodes import Condition, Kind
from pratique.logic.simplify import free_kinds, simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import NONE, Absence, Span, point
from pratique.readings.compiled.factors import factored
from pratique.readings.compiled.records import (
    CARRIED,
    LISTED,
    ORIGIN,
    PRESENT,
    Encoder,
    Layout,
    Quantity,
    Record,
    quantity_of,
)
from pratique.readings.compiled.source import Writer
from pratique.readings.decide import present_or_zero, repeated

Result = tuple[int, int]
"""A truth code (0 false, 1 unknown, 3 true) and, where it is 1, the mask of the facts that keep it open."""
CERTAIN: dict[int, Result] = {0: (3, 0), -1: (0, 0)}


class CompiledRow(NamedTuple):
    """What the conditions say of one element if it is there; `phantom` marks one that stands for others unlisted."""

    results: tuple[Result, ...]
    phantom: bool
    present: Truth


class Program:
    """Conditions that are read together, on a case or on each element of the kind `per`.

    `whole` are conditions on the case itself that are read beside those on its elements, from the same layout.
    """

    def __init__(
        self, conditions: tuple[Condition, ...], per: Kind | None = None, whole: tuple[Condition, ...] = ()
    ) -> None:
        self.conditions = tuple(simplify(condition) for condition in conditions)
        self.whole = tuple(simplify(condition) for condition in whole)
        self.per = per
        self.path = _path(self.conditions, per)

    @cached_property
    def _writer(self) -> Writer:
        every = factored((*self.whole, *self.conditions))
        count = len(self.whole)
        writer = Writer(every[count:], self.path, every[:count])
        for layout in writer.layouts.values():
            layout.freeze()
        return writer

    @property
    def source(self) -> str:
        """The generated functions, and before them what stands in which slot."""
        legend = [line for layout in self._writer.layouts.values() for line in _legend(layout)]
        functions = ["\n".join(lines) for lines in self._writer.functions.values()]
        return "\n".join(legend) + "\n\n\n" + "\n\n\n".join(functions) + "\n"

    @cached_property
    def _functions(self) -> dict[str, Any]:
        name = f"<conditions {id(self):x}>"
        source = self.source
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        names: dict[str, Any] = {**OPERATIONS, **self._writer.constants}
        exec(compile(source, name, "exec"), names)
        return names

    def encode(self, case: Entity) -> Record:
        """The case laid out for `run` and `run_each`; what it costs grows with what is known."""
        return Encoder().encode(case, self._writer.layouts[self.path[0]])

    def run(self, record: Record) -> list[Result]:
        """What each condition says of the case: those of `whole` where the others are read element by element.

        Raises TypeError where there are only such others.
        """
        if self.per is not None and not self.whole:
            raise TypeError(f"these conditions are read per {self.per.name}: use run_each")
        decide = self._functions["decide" if self.per is None else "decide_whole"]
        return [CERTAIN.get(value) or (1, value) for value in decide(record)]

    def run_each(self, record: Record) -> list[CompiledRow]:
        """One row for each element of the kind `per`, in the order of `elements_of`, the phantom last.

        Elements of which the same is said share one row's results.
        """
        decide, known = self._functions["decide"], dict[int, CompiledRow]()
        said: dict[tuple[int, ...], tuple[Result, ...]] = {}
        rows = []
        for above, elements in self._lists((record,), 1):
            known.clear()
            for element in elements:
                row = known.get(id(element))
                if row is None:
                    values = decide(*above, element)
                    results = said.get(values)
                    if results is None:
                        results = said[values] = tuple([CERTAIN.get(value) or (1, value) for value in values])
                    row = known[id(element)] = CompiledRow(results, element[ORIGIN] != LISTED, _present(element))
                rows.append(row)
        return rows

    def _lists(self, path: tuple[Record, ...], depth: int) -> Iterator[tuple[tuple[Record, ...], tuple[Record, ...]]]:
        """Each list of elements of `per`, with the records that lead to it."""
        start, _ = self._writer.layouts[self.path[depth - 1]].lists[self.path[depth]]
        elements = path[-1][start + 1]
        if depth == len(self.path) - 1:
            yield path, elements
            return
        for element in elements:
            yield from self._lists((*path, element), depth + 1)

    def facts(self, mask: int) -> frozenset[str]:
        """The names of the facts in a mask; a list that may hold more is named `part.present`."""
        return frozenset(name for name, bit in self._writer.bits.items() if mask & bit)


@lru_cache(maxsize=512)
def program(conditions: tuple[Condition, ...], per: Kind | None = None, whole: tuple[Condition, ...] = ()) -> Program:
    """The program that reads `conditions` together; the same object for the same conditions."""
    return Program(conditions, per, whole)


def _present(element: Record) -> Truth:
    there = element[PRESENT]
    return TRUE if there == 0 else FALSE if there < 0 else UNKNOWN


def _path(conditions: Iterable[Condition], per: Kind | None) -> tuple[Kind, ...]:
    """The kinds from the case down to `per`."""
    path = [per] if per is not None else []
    while path and path[0].parent is not None:
        path.insert(0, path[0].parent)
    if path:
        return tuple(path)
    read = {kind for condition in conditions for kind in free_kinds(condition)}
    return (*read,) if len(read) == 1 else _no_case(read)


def _no_case(read: set[Kind]) -> tuple[Kind, ...]:
    if read:
        raise TypeError(f"no quantifier binds {', '.join(sorted(kind.name for kind in read))}: say which with per=")
    return (Kind("case"),)


def _legend(layout: Layout) -> Iterator[str]:
    if layout.carries is not None:
        yield f"# {layout.name}[{CARRIED}]: its {layout.carries.kind.name}"
    for kind, (start, _) in layout.lists.items():
        yield f"# {layout.name}[{start}], [{start + 1}]: each {kind.name}, without repeats and with"
    for fact, slots in layout.facts.items():
        for index, atom in enumerate(slots.atoms):
            yield f"# {layout.name}[{slots.start + 2 * index}]: {_question(atom, fact.name)}"
        if slots.quantity is not None:
            yield f"# {layout.name}[{slots.quantity}]: {fact.name}"


def _question(atom: Condition, name: str) -> str:
    where = getattr(atom, "where", None)
    if where is not None:
        return f"{name} in {where}"
    values = getattr(atom, "values", None)
    return name if values is None else f"{name} {type(atom).__name__.lower()} {', '.join(sorted(values))}"


# --- arithmetic: plain where the numbers are known, else as `decide` does it ------------------------------


def _span(quantity: Quantity) -> Span:
    if isinstance(quantity, Span):
        return quantity
    return NONE if quantity is None else point(quantity)


def _plus(left: Quantity, right: Quantity) -> Quantity:
    if isinstance(left, Span) or isinstance(right, Span):
        return quantity_of(add(_span(left), _span(right)))
    return None if left is None or right is None else left + right


def _minus(left: Quantity, right: Quantity) -> Quantity:
    if isinstance(left, Span) or isinstance(right, Span):
        return quantity_of(subtract(_span(left), _span(right)))
    return None if left is None or right is None else left - right


def _times(left: Quantity, right: Quantity) -> Quantity:
    if isinstance(left, Span) or isinstance(right, Span):
        return quantity_of(multiply(_span(left), _span(right)))
    return None if left is None or right is None else left * right


def _over(left: Quantity, right: Quantity) -> Quantity:
    if isinstance(left, Span) or isinstance(right, Span):
        return quantity_of(divide(_span(left), _span(right)))
    return None if left is None or right is None or right == 0 else Fraction(left) / right


def _lowest(*quantities: Quantity) -> Quantity:
    return quantity_of(smallest(*map(_span, quantities)))


def _highest(*quantities: Quantity) -> Quantity:
    return quantity_of(largest(*map(_span, quantities)))


def _shift(day: Quantity, years: int, months: int, days: int) -> Quantity:
    return quantity_of(move(_span(day), years, months, days))


def _summed(total: Quantity, quantity: Quantity, doubtful: bool, many: bool) -> Quantity:
    if not (doubtful or many or isinstance(quantity, Span)):
        return total if quantity is None else _plus(total, quantity)
    span = present_or_zero(_perhaps(quantity) if doubtful else _span(quantity))
    return _plus(total, quantity_of(repeated(span) if many else span))


def _raised(total: Quantity, quantity: Quantity, doubtful: bool) -> Quantity:
    return _highest(total, _perhaps(quantity) if doubtful else quantity)


def _perhaps(quantity: Quantity) -> Span:
    span = _span(quantity)
    return span if span.none is Absence.YES else Span(span.interval, Absence.MAYBE)


def _lies(quantity: Quantity, opens: int, where: Region, none_ok: bool) -> int:
    if isinstance(quantity, Span):
        answer = quantity.lies_in(where, none_ok)
        return 0 if answer is TRUE else -1 if answer is FALSE else opens
    inside = none_ok if quantity is None else where.holds(quantity)
    return 0 if inside else -1


OPERATIONS: dict[str, Callable[..., object]] = {
    "plus": _plus,
    "minus": _minus,
    "times": _times,
    "over": _over,
    "lowest": _lowest,
    "highest": _highest,
    "shift": _shift,
    "summed": _summed,
    "raised": _raised,
    "lies": _lies,
}
