"""What all cells of a case say: the slow and complete reading that `settled_by_cells` is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pratique.logic.entities import Entity
from pratique.logic.lint import atoms
from pratique.logic.nodes import Condition, DateFact, Exists, Fact, ForAll, InRegion, Kind, NumberFact
from pratique.logic.simplify import simplify
from pratique.logic.traverse import children
from pratique.logic.truth import FALSE, TRUE
from pratique.readings.case_split import alone_with, cells_with, entities_below, splits_of
from pratique.readings.compiled.program import program


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
    return [_sharpened(normal, alone_with(case, each), facts, cap, per) for each in case.listing(per).elements]


def _sharpened(
    conditions: tuple[Condition, ...], case: Entity, facts: frozenset[Fact], cap: int, per: Kind | None
) -> Sharpened:
    splits, whole = splits_of(conditions, case, facts, cap)
    compiled = program(conditions, per)
    grid = {}
    for place, inside in cells_with(case, splits):
        record = compiled.encode(inside)
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
    return any(_is_open(entity, twice) for entity in entities_below(case, {}))


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
