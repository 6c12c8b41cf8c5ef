"""Sharper answers where a fact is read both ways: its unknown is split into cells, and each cell is decided.

Rule: three-valued reading loses only on facts that conditions read in more than one direction (`lint.binate`).
Only those that are open are split, at the constants of the conditions, so that within a cell every atom on the
fact is settled; what holds in every cell holds. Splitting never makes an answer wrong: where the cap cuts it
short, or an element that is not listed may matter, the answer is only wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from msgspec import structs

from pratique.logic.entities import Entity, Listing, is_known, value_of
from pratique.logic.intervals import End, Interval
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import (
    ChoiceFact,
    Condition,
    DateFact,
    Fact,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    NumberFact,
    SetFact,
    SubsetOf,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value
from pratique.readings.decide import Remembered, bind, verdict

Question = tuple[str, str]
"""What is open: the key of an element and the full name of a fact."""
Cell = Mapping[Question, Value]
FEW = 4
"""So many cells are read as they stand: mostly two show both outcomes, and a program takes longer to write."""


def settled_by_cells(
    normal: tuple[Condition, ...],
    plain: Sequence[int],
    case: Entity,
    binate_facts: Iterable[Fact],
    cap: int,
    element: Entity | None = None,
) -> list[int]:
    """The truth codes of conditions read as they stand -> those over all cells, of the case or of one `element`.

    `normal` are those that are open, in their order and in normal form. What is settled stays so, and no further cell
    is read once what is open has come out both ways; at most `cap`.
    """
    case, per = (case, None) if element is None else (alone_with(case, element), element.kind)
    splits, _ = splits_of(normal, case, frozenset(binate_facts), cap)
    seen: dict[int, int] = {}
    asked = [index for index, code in enumerate(plain) if code == 1]
    for number, (_, inside) in enumerate(cells_with(case, splits)):
        read = _codes_compiled if number >= FEW else _codes
        for index, code in zip(asked, read(normal, inside, per), strict=True):
            if seen.setdefault(index, code) != code:
                seen[index] = 1
        if all(code == 1 for code in seen.values()):
            break
    return [seen.get(index, code) for index, code in enumerate(plain)]


def _codes(conditions: tuple[Condition, ...], case: Entity, per: Kind | None) -> list[int]:
    """The truth codes of conditions on a case, or on its one element of `per`, read as they stand."""
    around = bind({}, case)
    bound = Remembered(around if per is None else bind(around, case.listing(per).elements[0]))
    return [verdict(each, bound).truth.value for each in conditions]


def _codes_compiled(conditions: tuple[Condition, ...], case: Entity, per: Kind | None) -> list[int]:
    """The same, by a program: an order of magnitude sooner once it is there."""
    from pratique.readings.compiled.program import program

    compiled = program(conditions, per)
    record = compiled.encode(case)
    return [code for code, _ in (compiled.run(record) if per is None else compiled.run_each(record)[0].results)]


def alone_with(case: Entity, element: Entity) -> Entity:
    """The case with one element of its kind and no other."""
    children = {**case.children, element.kind: Listing([element], closed=True)}
    return Entity(case.kind, case.key, case.values, children, case.carried)


def cells_with(case: Entity, splits: Mapping[Question, list[Value]]) -> Iterator[tuple[tuple[int, ...], Entity]]:
    """The case in each cell, with the place of the cell among the ways of each question."""
    for place in product(*(range(len(ways)) for ways in splits.values())):
        cell = {question: ways[at] for at, (question, ways) in zip(place, splits.items(), strict=True)}
        yield place, _with(case, cell, {}) if cell else case


def splits_of(
    conditions: tuple[Condition, ...], case: Entity, facts: frozenset[Fact], cap: int
) -> tuple[dict[Question, list[Value]], bool]:
    """The open questions with their cells, those of the case first, as many as stay within the cap.

    An element that stands for any number of others is not split: two of them may differ.
    """
    asked = _asked(conditions)
    splits: dict[Question, list[Value]] = {}
    count, whole = 1, not any(entity.many for entity in entities_below(case, {}))
    for entity in entities_below(case, {}, single=True):
        for fact in sorted(facts, key=lambda each: each.name):
            if fact.kind is not entity.kind or (entity.key, fact.name) in splits:
                continue
            ways = cells_of(fact, value_of(entity, fact), asked.get(fact, []))
            if len(ways) < 2:
                continue
            if count * len(ways) > cap:
                whole = False
                continue
            splits[entity.key, fact.name] = ways
            count *= len(ways)
    return splits, whole


@lru_cache(maxsize=256)
def _asked(conditions: tuple[Condition, ...]) -> dict[Fact, list[Condition]]:
    asked: dict[Fact, list[Condition]] = {}
    for atom in dict.fromkeys(atoms(*conditions)):
        for fact in dict.fromkeys(facts_of(atom)):
            asked.setdefault(fact, []).append(atom)
    return asked


def entities_below(entity: Entity, seen: dict[str, Entity], single: bool = False) -> Iterator[Entity]:
    """Every listed or carried element, the case first, each key once; with `single` not those below a phantom."""
    if entity.key in seen or (single and entity.many):
        return
    seen[entity.key] = entity
    yield entity
    if entity.carried is not None:
        yield from entities_below(entity.carried, seen, single)
    for listing in entity.children.values():
        for element in listing.elements:
            yield from entities_below(element, seen, single)


def _with(entity: Entity, cell: Cell, done: dict[int, Entity]) -> Entity:
    """The same element with the values of a cell in place of what was open."""
    if id(entity) not in done:
        told = {name: value for (key, name), value in cell.items() if key == entity.key}
        carried = None if entity.carried is None else _with(entity.carried, cell, done)
        children = {
            kind: Listing([_with(each, cell, done) for each in listing.elements], listing.closed)
            for kind, listing in entity.children.items()
        }
        done[id(entity)] = structs.replace(
            entity, values={**entity.values, **told}, children=children, carried=carried
        )
    return done[id(entity)]


# --- cells of one fact ------------------------------------------------------------------------------------


def cells_of(fact: Fact, value: Value, asked: Sequence[Condition]) -> list[Value]:
    """The ways an open value can turn out, as far as the atoms `asked` of the fact can tell them apart."""
    if is_known(value):
        return [value]
    match fact, value:
        case TruthFact(), _:
            return [TRUE, FALSE]
        case ChoiceFact(), Choice(possible):
            return [*_choice_cells(possible, tuple([atom.values for atom in asked if isinstance(atom, IsOneOf)]))]
        case SetFact(), Members(must, may):
            return list(_set_cells(must, may, asked))
        case ((NumberFact() | DateFact()), Span()):
            return _span_cells(fact, value, asked)
        case _:
            raise TypeError(f"{fact.name} cannot have the value {value!r}")


@lru_cache(maxsize=4096)
def _choice_cells(possible: frozenset[str], tested: tuple[frozenset[str], ...]) -> tuple[Choice, ...]:
    """One choice for all values that the atoms treat alike."""
    classes: dict[tuple[bool, ...], set[str]] = {}
    for one in sorted(possible):
        classes.setdefault(tuple([one in values for values in tested]), set()).add(one)
    return tuple(Choice(frozenset(its)) for its in classes.values())


def _set_cells(must: frozenset[str], may: frozenset[str], asked: Sequence[Condition]) -> Iterator[Value]:
    """One member stands for all that the atoms treat alike."""
    told = {
        one: tuple(one in atom.values for atom in asked if isinstance(atom, Intersects | SubsetOf))
        for one in sorted(may - must)
    }
    several = list({signature: one for one, signature in told.items()}.values())
    for chosen in product((False, True), repeat=len(several)):
        inside = must | {one for one, is_in in zip(several, chosen, strict=True) if is_in}
        yield Members(inside, inside)


def _span_cells(fact: NumberFact | DateFact, value: Span, asked: Sequence[Condition]) -> list[Value]:
    tests = [atom for atom in asked if isinstance(atom, InRegion) and atom.number is fact]
    whole = isinstance(fact, DateFact) or fact.whole
    cells: dict[tuple[Truth, ...], list[Span]] = {}
    for piece in _pieces(value.interval, sorted({end for atom in tests for end in atom.where.constants})):
        span = Span(piece.whole() if whole else piece)
        if span.interval.is_empty:
            continue
        same = cells.setdefault(tuple(span.lies_in(atom.where, atom.none_ok) for atom in tests), [])
        if same and _neighbours(same[-1].interval, span.interval, whole):
            span = Span(same.pop().interval.hull(span.interval))
        same.append(span)
    found = [span for same in cells.values() for span in same]
    return [*found, NONE] if value.none is Absence.MAYBE else [*found]


def _pieces(interval: Interval, constants: Sequence[End]) -> Iterator[Interval]:
    """The interval cut before and after each constant."""
    low, low_open = interval.low, interval.low_open
    for constant in constants:
        if not interval.holds(constant):
            continue
        yield Interval(low, constant, low_open, True)
        yield Interval(constant, constant)
        low, low_open = constant, True
    yield Interval(low, interval.high, low_open, interval.high_open)


def _neighbours(left: Interval, right: Interval, whole: bool) -> bool:
    """Whether nothing lies between the two, so that pieces that answer alike are one cell."""
    if whole:
        return right.low - left.high <= 1
    return left.high == right.low and not (left.high_open and right.low_open)
