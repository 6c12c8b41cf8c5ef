"""The Python source that a compiled program runs: one function for each quantifier, shared result and fold.

Rule: the source says what `decide` says, on records (closure_records): a conjunction is the `|` of its parts
with 0 for true and -1 for false, a disjunction the same with the two swapped, so an expression is turned from
one to the other only where a connective changes. What is cheap is joined at once; the rest waits behind
`if ... >= 0`, and a loop ends at the first element that decides. A result that several places need and that one
record settles is kept in that record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import assert_never

from pratique.logic.intervals import Region
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Constant,
    DateFact,
    DateShift,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Max,
    MaxOver,
    Min,
    Minus,
    Not,
    NumberFact,
    Numeric,
    Plus,
    Quotient,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.simplify import free_kinds
from pratique.readings.compiled.records import CARRIED, ORIGIN, PRESENT
from pratique.readings.compiled.slots import SlotPlan, is_atomic, size
from pratique.value_class import dataclass

CHEAP = 6
"""Up to so many atoms are joined without a look at whether the first ones decide."""
OPERATIONS = {Plus: "plus", Minus: "minus", Times: "times", Quotient: "over", Min: "lowest", Max: "highest"}


@dataclass(frozen=True, slots=True)
class Value:
    """An expression for a truth: `both` says that it is in the form that conjunctions join.

    `other` is the same truth in the other form, where that is at hand.
    """

    text: str
    both: bool
    other: str = ""

    def as_form(self, both: bool, scope: Scope) -> str:
        """The same truth in the wanted form."""
        if self.both is both:
            return self.text
        if self.other:
            return self.other
        if self.text.isidentifier():
            return f"({self.text} if {self.text} > 0 else ~{self.text})"
        name = scope.name("t")
        return f"({name} if ({name} := {self.text}) > 0 else ~{name})"


@dataclass(slots=True)
class Scope:
    """One function while it is written: its lines, and which kind leads to each carried kind in it."""

    records: tuple[Kind, ...]
    leads: dict[Kind, Kind]
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    names: int = 0

    def name(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def write(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)


class Writer(SlotPlan):
    """Writes the functions of one program."""

    def __init__(
        self, conditions: tuple[Condition, ...], path: tuple[Kind, ...], whole: tuple[Condition, ...] = ()
    ) -> None:
        super().__init__((*whole, *conditions), path)
        self.constants: dict[str, object] = {}
        self.functions: dict[str, list[str]] = {}
        self.shared: dict[tuple[Condition, Kind], tuple[str, int]] = {}
        self.quantifiers: dict[tuple[object, tuple[Kind, ...]], str] = {}
        if whole:
            self._write_row("decide_whole", whole, path[:1])
        self._write_row("decide", conditions, path)

    # --- functions ------------------------------------------------------------------------------------

    def _write_row(self, name: str, conditions: tuple[Condition, ...], path: tuple[Kind, ...]) -> None:
        scope = self._scope(path)
        for kind in path:
            self._lead(kind, scope)
        results = [self.value(condition, scope).as_form(True, scope) for condition in conditions]
        scope.write(f"return ({''.join(f'{each}, ' for each in results)})")
        self._keep(name, path, scope)

    def _scope(self, records: tuple[Kind, ...], leads: Mapping[Kind, Kind] | None = None) -> Scope:
        return Scope(records, dict(leads or {}))

    def _keep(self, name: str, records: tuple[Kind, ...], scope: Scope) -> None:
        arguments = ", ".join(self.layout(kind).name for kind in records)
        self.functions[name] = [f"def {name}({arguments}):", *scope.lines]

    def _lead(self, kind: Kind, scope: Scope) -> None:
        """From here on the kind that `kind` carries is read from there."""
        if kind.carries is not None:
            scope.leads[kind.carries] = kind
            scope.write(f"{self.layout(kind.carries).name} = {self.layout(kind).name}[{CARRIED}]")

    def _call(self, name: str, records: tuple[Kind, ...]) -> str:
        return f"{name}({', '.join(self.layout(kind).name for kind in records)})"

    # --- conditions -----------------------------------------------------------------------------------

    def value(self, condition: Condition, scope: Scope) -> Value:
        """The truth of a condition; may write lines that prepare it."""
        match condition:
            case Const(value):
                return Value("0", value, other="-1")
            case TruthFact():
                return self._atom(condition, condition)
            case Not(TruthFact() as fact):
                asked = self._atom(fact, fact)
                return Value(asked.other, True, other=asked.text)
            case InRegion((NumberFact() | DateFact()) as fact):
                return self._atom(condition, fact)
            case IsOneOf(fact) | Intersects(fact) | SubsetOf(fact):
                return self._atom(condition, fact)
            case InRegion() | AllOf() | AnyOf() | Exists() | ForAll():
                return self._kept(condition, scope)
            case Not() | Term():
                raise TypeError(f"not in normal form: {condition!r}")
            case _:
                assert_never(condition)

    def _atom(self, atom: Condition, fact: Fact) -> Value:
        layout = self.layout(fact.kind)
        slots = layout.facts[fact]
        at = slots.start + 2 * slots.atoms.index(atom)
        return Value(f"{layout.name}[{at}]", True, other=f"{layout.name}[{at + 1}]")

    def _kept(self, node: Condition, scope: Scope) -> Value:
        """The value of a compound: from the record that keeps it, if it is shared and one record settles it."""
        owner = self._owner(node, scope)
        if owner not in scope.records and owner not in scope.leads:
            owner = None
        both = not isinstance(node, AnyOf | Exists)
        if owner is None or not self._worth_keeping(node, owner, scope):
            return Value(self._compound(node, scope), both)
        if (node, owner) not in self.shared:
            self._write_shared(node, owner, scope)
        name, slot = self.shared[node, owner]
        arguments = self.needs({owner} | (free_kinds(node) - {owner.carries}))

        call, record = self._call(name, arguments), self.layout(owner).name
        one, two = scope.name("s"), scope.name("s")
        turned = f"{two} if ({two} := {call}) > 0 else ~{two}"
        return Value(
            f"({one} if ({one} := {record}[{slot}]) is not None else {call})",
            both,
            other=f"({one} if ({one} := {record}[{slot + 1}]) is not None else {turned})",
        )

    def _owner(self, node: Condition, scope: Scope) -> Kind | None:
        """The kind whose record settles the node (together with the case, of which there is one)."""
        kinds = {kind for kind in free_kinds(node) if kind is not self.path[0]}
        led = {scope.leads[kind] for kind in kinds if kind in scope.leads} - kinds
        if not kinds:
            return self.path[0]
        if len(kinds) == 1:
            return next(iter(kinds))
        carriers = {kind for kind in kinds if kind.carries in kinds and scope.leads.get(kind.carries) is kind}
        return next(iter(carriers)) if len(kinds) == 2 and len(carriers) == 1 and not led else None

    def _worth_keeping(self, node: Condition, owner: Kind, scope: Scope) -> bool:
        """Whether it costs less to keep the result than to work it out again; always where a loop repeats it."""
        if owner not in (scope.records[-1], scope.records[-1].carries):
            return size(node) > 1
        return self.is_costly(node)

    def _write_shared(self, node: Condition, owner: Kind, scope: Scope) -> None:
        name, layout = f"shared_{len(self.shared)}", self.layout(owner)
        slot = layout.take(2)
        self.shared[node, owner] = name, slot
        records = self.needs({owner} | (free_kinds(node) - {owner.carries}))
        inner = self._scope((*(kind for kind in records if kind is not owner), owner))
        self._lead(owner, inner)
        inner.write(f"{layout.name}[{slot}] = value = {self._compound(node, inner)}")
        inner.write(f"{layout.name}[{slot + 1}] = value if value > 0 else ~value")
        inner.write("return value")
        self._keep(name, records, inner)

    def _compound(self, node: Condition, scope: Scope) -> str:
        """An expression in the node's own form: that of conjunctions for all, every and lies."""
        match node:
            case AllOf(parts):
                return self._joined(parts, True, scope)
            case AnyOf(parts):
                return self._joined(parts, False, scope)
            case Exists(kind, body):
                return self._quantified(node, kind, body, scope)
            case ForAll(kind, body):
                return self._quantified(node, kind, body, scope)
            case InRegion(number, where, none_ok):
                quantity, opens = self.quantity(number, scope)
                return f"lies({quantity}, {opens}, {self._constant('REGION', where)}, {none_ok})"
            case Const() | TruthFact() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
                raise TypeError(f"not a compound: {node!r}")
            case _:
                assert_never(node)

    def _joined(self, parts: tuple[Condition, ...], both: bool, scope: Scope, extra: str = "") -> str:
        """Cheap parts at once, the others each behind a look at whether the ones before decide."""
        ranked = sorted(self._grouped(parts, both, scope), key=size)
        cheap = [part for part in ranked if is_atomic(part)]
        heavy = ranked[len(cheap) :]
        texts = [extra] * bool(extra) + [self.value(part, scope).as_form(both, scope) for part in cheap]
        if not heavy or sum(map(size, parts)) <= CHEAP:
            texts += [self.value(part, scope).as_form(both, scope) for part in heavy]
            return _parenthesised(texts)
        name = scope.name("v")
        if texts:
            scope.write(f"{name} = {' | '.join(texts)}")
        else:
            scope.write(f"{name} = {self.value(heavy.pop(0), scope).as_form(both, scope)}")
        for part in heavy:
            scope.write(f"if {name} >= 0:")
            scope.depth += 1
            scope.write(f"{name} |= {self.value(part, scope).as_form(both, scope)}")
            scope.depth -= 1
        return name

    def _grouped(self, parts: tuple[Condition, ...], both: bool, scope: Scope) -> Iterator[Condition]:
        """Parts that read the case alone, and not the element at hand, are one part: worked out once a case."""
        outer = [part for part in parts if free_kinds(part) == {self.path[0]}]
        if scope.records[-1] is self.path[0] or sum(map(size, outer)) <= 2:
            yield from parts
            return
        yield AllOf(tuple(outer)) if both else AnyOf(tuple(outer))
        yield from (part for part in parts if part not in outer)

    def _quantified(self, node: Condition, kind: Kind, body: Condition, scope: Scope) -> str:
        records = self.needs(free_kinds(node))
        leads = tuple(scope.leads.get(record, record) for record in records)
        name = self.quantifiers.get((node, leads))
        if name is None:
            existential = isinstance(node, Exists)
            name = f"{'some' if existential else 'every'}_{self.layout(kind).name}_{len(self.quantifiers)}"
            self.quantifiers[node, leads] = name
            self._write_quantifier(name, records, kind, body, existential, scope)
        return self._call(name, records)

    def _write_quantifier(
        self, name: str, records: tuple[Kind, ...], kind: Kind, body: Condition, existential: bool, outer: Scope
    ) -> None:
        """An element decides `some` where it is there and the body holds, `every` where the body does not."""
        scope = self._scope((*records, kind), outer.leads)
        scope.write("opens = 0")
        self._open_loop(kind, scope, distinct=True)
        own = self.layout(kind).name
        parts = body.parts if isinstance(body, AllOf if existential else AnyOf) else (body,)
        found = self._joined(parts, existential, scope, extra=f"{own}[{PRESENT}]")
        scope.write(f"found = {found}")
        scope.write("if found == 0:")
        scope.write("    return -1")
        scope.write("if found > 0:")
        scope.write("    opens |= found")
        scope.depth -= 1
        scope.write("return opens")
        self._keep(name, records, scope)

    def _open_loop(self, kind: Kind, scope: Scope, distinct: bool) -> None:
        assert kind.parent is not None, f"nothing lists elements of kind {kind.name}"
        self.layout(kind)
        above = self.layout(kind.parent)
        scope.write(f"for {self.layout(kind).name} in {above.name}[{above.lists[kind][0] + (not distinct)}]:")
        scope.depth += 1
        self._lead(kind, scope)

    # --- numbers and dates ----------------------------------------------------------------------------

    def quantity(self, number: Numeric, scope: Scope) -> tuple[str, str]:
        """What the expression can be, and the mask of the open facts that it reads."""
        match number:
            case Constant(value):
                return (str(value) if isinstance(value, int) else self._constant("AMOUNT", value)), "0"
            case NumberFact() | DateFact():
                layout = self.layout(number.kind)
                slot = layout.facts[number].quantity
                assert slot is not None
                return f"{layout.name}[{slot}]", f"{layout.name}[{slot + 1}]"
            case Plus(left, right) | Minus(left, right) | Times(left, right) | Quotient(left, right):
                return self._combined(OPERATIONS[type(number)], (left, right), scope)
            case Min(parts) | Max(parts):
                return self._combined(OPERATIONS[type(number)], parts, scope)
            case DateShift(day, years, months, days):
                quantity, opens = self.quantity(day, scope)
                return f"shift({quantity}, {years}, {months}, {days})", opens
            case SumOver(kind, body, where) | MaxOver(kind, body, where):
                return self._folded(number, kind, body, where, scope)
            case _:
                assert_never(number)

    def _combined(self, operation: str, parts: tuple[Numeric, ...], scope: Scope) -> tuple[str, str]:
        read = [self.quantity(part, scope) for part in parts]
        opens = [mask for _, mask in read if mask != "0"]
        return f"{operation}({', '.join(text for text, _ in read)})", _parenthesised(opens)

    def _folded(
        self, number: SumOver | MaxOver, kind: Kind, body: Numeric, where: Condition, scope: Scope
    ) -> tuple[str, str]:
        records = self.needs(free_kinds(InRegion(number, Region(()))))
        leads = tuple(scope.leads.get(record, record) for record in records)
        name = self.quantifiers.get((number, leads))
        if name is None:
            name = f"{type(number).__name__.lower()}_{self.layout(kind).name}_{len(self.quantifiers)}"
            self.quantifiers[number, leads] = name
            inner = self._scope((*records, kind), scope.leads)
            self._write_fold(name, records, number, inner)
        total, opens = scope.name("n"), scope.name("o")
        scope.write(f"{total}, {opens} = {self._call(name, records)}")
        return total, opens

    def _write_fold(self, name: str, records: tuple[Kind, ...], number: SumOver | MaxOver, scope: Scope) -> None:
        """Every row counts for itself in a sum, even where two are the same."""
        summing = isinstance(number, SumOver)
        scope.write(f"total, opens = {0 if summing else None}, 0")
        self._open_loop(number.kind, scope, distinct=not summing)
        element = self.layout(number.kind)
        scope.write(f"counts = {element.name}[{PRESENT}]")
        scope.write(f"counts |= {self.value(number.where, scope).as_form(True, scope)}")
        scope.write("if counts < 0:")
        scope.write("    continue")
        quantity, mask = self.quantity(number.body, scope)
        if summing:
            scope.write(f"many = {element.name}[{ORIGIN}] == 2")
            scope.write(f"opens |= counts | {mask} | ({element.present_bit} if many else 0)")
            scope.write(f"total = summed(total, {quantity}, counts > 0, many)")
        else:
            scope.write(f"opens |= counts | {mask}")
            scope.write(f"total = raised(total, {quantity}, counts > 0)")
        scope.depth -= 1
        scope.write("return total, opens")
        self._keep(name, records, scope)

    def _constant(self, prefix: str, value: object) -> str:
        for name, known in self.constants.items():
            if known == value and type(known) is type(value):
                return name
        name = f"{prefix}_{len(self.constants)}"
        self.constants[name] = value
        return name


def _parenthesised(texts: list[str]) -> str:
    if len(texts) > 1:
        return f"({' | '.join(texts)})"
    return texts[0] if texts else "0"
