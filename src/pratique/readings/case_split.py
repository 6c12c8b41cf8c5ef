"""Sharper answers where a fact is read both ways: its unknown is split into cells, and each cell is decided.

Rule: three-valued reading loses only on facts that conditions read in more than one direction (`lint.binate`).
Only those that are open are split, at the constants of the conditions, so that within a cell every atom on the
fact is settled; what holds in every cell holds. Splitting never makes an answer wrong: where the cap cuts it
short, or an element that is not listed may matter, the answer is only wider, and `exact` is false.
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
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    NumberFact,
    SetFact,
    SubsetOf,
    TruthFact,
)
from pratique.logic.simplify import simplify
from pratique.logic.traverse import children
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value
from pratique.readings.compiled.program import Result, program
from pratique.value_class import dataclass

Question = tuple[str, str]
"""What is open: the key of an element and the full name of a fact."""
Cell = Mapping[Question, Value]


@dataclass(frozen=True, slots=True)
class Sharpened:
    """The truth code of each condition over all cells, with the names of the facts that keep it open.

    `exact` says that a code of 1 is no artefact: there are completions both ways, the facts being independent.
    """

    codes: tuple[int, ...]
    open: tuple[frozenset[str], ...]
    cells: int
    exact: bool


def sharpen(conditions: Sequence[Condition], case: Entity, binate_facts: Iterable[Fact], cap: int = 256) -> Sharpened:
    """The conditions on `case`, decided in each cell of the open facts among `binate_facts`; at most `cap` cells."""
    return _sharpened(tuple(map(simplify, conditions)), case, frozenset(binate_facts), cap, None)


def sharpen_each(
    conditions: Sequence[Condition], case: Entity, per: Kind, binate_facts: Iterable[Fact], cap: int = 256
) -> list[Sharpened]:
    """The same for each listed element of `per` (a kind that the case lists), read with the case around it."""
    normal, facts = tuple(map(simplify, conditions)), frozenset(binate_facts)
    rows = []
    for element in case.listing(per).elements:
        children = {**case.children, per: Listing([element], closed=True)}
        alone = Entity(case.kind, case.key, case.values, children, case.carried)
        rows.append(_sharpened(normal, alone, facts, cap, per))
    return rows


def _sharpened(
    conditions: tuple[Condition, ...], case: Entity, facts: frozenset[Fact], cap: int, per: Kind | None
) -> Sharpened:
    splits, whole = _splits(conditions, case, facts, cap)
    compiled = program(conditions, per)
    grid: dict[tuple[int, ...], Sequence[Result]] = {}
    for place in product(*(range(len(ways)) for ways in splits.values())):
        cell = {question: ways[at] for at, (question, ways) in zip(place, splits.items(), strict=True)}
        record = compiled.encode(_with(case, cell, {}) if cell else case)
        grid[place] = compiled.run(record) if per is None else compiled.run_each(record)[0].results
    codes, opens = [], []
    for index in range(len(conditions)):
        found = {place: results[index][0] for place, results in grid.items()}
        code = next(iter(found.values())) if len(set(found.values())) == 1 else 1
        codes.append(code)
        if code != 1:
            opens.append(frozenset[str]())
            continue
        names = frozenset[str]().union(*map(compiled.facts, {results[index][1] for results in grid.values()}))
        opens.append(names | _matter(found, [name for _, name in splits]))
    exact = whole and _is_plain(conditions) and not _may_hide(conditions, case, facts)
    return Sharpened(tuple(codes), tuple(opens), len(grid), exact)


def _matter(found: Mapping[tuple[int, ...], int], names: Sequence[str]) -> frozenset[str]:
    """The split facts for which two cells that differ in nothing else differ in their answer."""
    mattering = set()
    for axis, name in enumerate(names):
        seen: dict[tuple[int, ...], int] = {}
        for place, code in found.items():
            if seen.setdefault(place[:axis] + place[axis + 1 :], code) != code:
                mattering.add(name)
                break
    return frozenset(mattering)


def _splits(
    conditions: tuple[Condition, ...], case: Entity, facts: frozenset[Fact], cap: int
) -> tuple[dict[Question, list[Value]], bool]:
    """The open questions with their cells, those of the case first, as many as stay within the cap.

    An element that stands for any number of others is not split: two of them may differ.
    """
    asked = _asked(conditions)
    splits: dict[Question, list[Value]] = {}
    count, whole = 1, not any(entity.many for entity in _entities(case, {}))
    for entity in _entities(case, {}, single=True):
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


def _entities(entity: Entity, seen: dict[str, Entity], single: bool = False) -> Iterator[Entity]:
    """Every listed or carried element, the case first, each key once; with `single` not those below a phantom."""
    if entity.key in seen or (single and entity.many):
        return
    seen[entity.key] = entity
    yield entity
    if entity.carried is not None:
        yield from _entities(entity.carried, seen, single)
    for listing in entity.children.values():
        for element in listing.elements:
            yield from _entities(element, seen, single)


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


# --- whether the cells say all ----------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _is_plain(conditions: tuple[Condition, ...]) -> bool:
    """Whether numbers and dates are read one at a time: arithmetic on spans may be wider than the truth."""
    return all(
        isinstance(atom.number, NumberFact | DateFact) for atom in atoms(*conditions) if isinstance(atom, InRegion)
    )


def _may_hide(conditions: tuple[Condition, ...], case: Entity, facts: frozenset[Fact]) -> bool:
    """Whether an element that is not listed, or may not be there, is read both ways.

    A phantom stands for any number of elements, so its facts cannot be split: two of them may differ.
    """
    ways = _ways(conditions)
    split = {fact.kind for fact in facts}
    twice = {kind for kind in ways if len(ways[kind]) == 2 or kind in split or kind.carries in split}
    return any(_is_open(entity, twice) for entity in _entities(case, {}))


@lru_cache(maxsize=256)
def _ways(conditions: tuple[Condition, ...]) -> Mapping[Kind, set[bool]]:
    """For each kind that is quantified over, whether by `some` (True), by `every` (False), or by both."""
    ways: dict[Kind, set[bool]] = {}
    for condition in conditions:
        _quantified(condition, ways)
    return ways


def _quantified(condition: Condition, ways: dict[Kind, set[bool]]) -> None:
    match condition:
        case Exists(kind, body) | ForAll(kind, body):
            ways.setdefault(kind, set()).add(isinstance(condition, Exists))
            _quantified(body, ways)
        case _:
            for part in children(condition):
                _quantified(part, ways)


def _is_open(entity: Entity, kinds: set[Kind]) -> bool:
    """Whether a list of one of the kinds below the element may hold what is not listed, or an element says little."""
    if entity.kind in kinds and entity.kind.carries is not None and entity.carried is None:
        return True
    for kind in kinds:
        if kind.parent is entity.kind:
            listing = entity.listing(kind)
            sure = all(each.present in (TRUE, FALSE) for each in listing.elements)
            none = not listing.elements and (kind.at_least_one or kind.exactly_one)
            if none or not sure or not (listing.closed or kind.exactly_one):
                return True
    return False
