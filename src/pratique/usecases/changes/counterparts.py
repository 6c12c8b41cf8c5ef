"""Two decided questions -> which element of the second is which of the first, where their keys are not alike.

Rule: an act that was asked on the command line is called after its file, a part after its document, its record and
often its version, so two releases of one bill share no key. Two that bear no common key are one where, both ways,
only they are alike: acts by what a sheet calls them or by their kind; parts by name, version, maker and identifier,
then by reference and name, by name and maker, by name alone. What is alike to several stays apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from pratique.deciding.decision import Decided
from pratique.dossier.case import Case, Cases
from pratique.dossier.prints import Known
from pratique.facts.keys import Key
from pratique.patterns import regex
from pratique.value_class import dataclass

_ROW = regex(r"^row [0-9]+: ")
_Item = TypeVar("_Item", Case, Known)
_Alike = Callable[[_Item], Hashable | None]


@dataclass(frozen=True, slots=True)
class Counterparts:
    """For the name of an element of the second question that of the first, where the two differ."""

    names: Mapping[str, str]
    parts: tuple[tuple[str, str], ...]
    """The parts among them that are called otherwise: the label of the first, that of the second."""

    def key(self, text: str) -> str:
        """The key of an element of the second, as the first would write it."""
        at = Key.read(text)
        name = self.names.get(at.name)
        return text if name is None else Key(name, at.steps).text

    def case(self, name: str) -> str:
        """The name of an act of the second, as the first calls it."""
        return self.names.get(name, name)


def counterparts(first: Decided, second: Decided) -> Counterparts:
    """Two decided questions -> the elements of the second that are some of the first under another key."""
    ours, theirs = first.cases, second.cases
    names = {
        b.id: a.id
        for a, b in _pairs(ours.cases, theirs.cases, lambda each: each.id, (_called, lambda each: each.act))
    }
    parts = []
    for a, b in _pairs(list(_parts(ours)), list(_parts(theirs)), lambda each: each.key, _PARTS):
        names[Key.read(b.key).name] = Key.read(a.key).name
        before, after = (cases.labels.get(each.key, each.key) for cases, each in ((ours, a), (theirs, b)))
        if before != after:
            parts.append((before, after))
    return Counterparts(names, tuple(parts))


def _parts(cases: Cases) -> Iterable[Known]:
    yield from cases.prints.listed.values()
    for bill in cases.prints.bills:
        for line in bill.lines:
            yield from cases.prints.named(line.key)[:1]


def _called(case: Case) -> str | None:
    return _ROW.sub("", case.id) if _ROW.match(case.id) else None


def _name(each: Known) -> str:
    return " ".join(each.told.get("name", "").casefold().split())


def _by_reference(each: Known) -> Hashable | None:
    return (each.ref, _name(each)) if each.ref and _name(each) else None


def _by_maker(each: Known) -> Hashable | None:
    return (_name(each), each.told.get("maker")) if _name(each) and each.told.get("maker") else None


_PARTS: tuple[_Alike[Known], ...] = (
    lambda each: tuple(sorted(each.told.items())) or None,
    _by_reference,
    _by_maker,
    lambda each: _name(each) or None,
)


def _pairs(
    ours: Sequence[_Item], theirs: Sequence[_Item], key: Callable[[_Item], str], ways: Sequence[_Alike[_Item]]
) -> Iterable[tuple[_Item, _Item]]:
    """The pairs that only are alike, in the first way that finds them, of those whose keys one side alone has."""
    a, b = {key(each): each for each in ours}, {key(each): each for each in theirs}
    left, right = ({name: one[name] for name in one if name not in other} for one, other in ((a, b), (b, a)))
    for alike in ways:
        here, there = _alone(left.values(), alike), _alone(right.values(), alike)
        for same in [each for each in here if each in there]:
            mine, other = here[same], there[same]
            del left[key(mine)], right[key(other)]
            yield mine, other


def _alone(items: Iterable[_Item], alike: _Alike[_Item]) -> dict[Hashable, _Item]:
    """What is alike to no other, by that in which it is."""
    found: dict[Hashable, list[_Item]] = {}
    for each in items:
        if (same := alike(each)) is not None:
            found.setdefault(same, []).append(each)
    return {same: each[0] for same, each in found.items() if len(each) == 1}
