"""The conditions of an instrument: as they are written, and in normal form where that is needed.

Rule: a condition that is settled as it is written is the same in normal form (`logic.simplify`), which only settles
more. So the normal form is made of what stays open, and of all once they are read often: it takes longer to make
than to read a few elements without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from pratique.law.instrument import LEVELS, Instrument, Mode, applies, at_least, levels
from pratique.law.provision import LegalException, Provision
from pratique.logic.author import all_of
from pratique.logic.entities import Entity
from pratique.logic.nodes import Condition, Kind
from pratique.logic.simplify import simplify
from pratique.logic.truth import UNKNOWN
from pratique.readings.decide import Bound, Verdict, there_and, verdict

OFTEN = 12
"""So many times a condition is read as it is written."""


class TwoForms:
    """Some conditions, each as it is written and, once it has to be made, in normal form."""

    __slots__ = ("_normal", "_read", "_written")

    def __init__(self, written: Iterable[Condition]) -> None:
        self._written = tuple(written)
        self._normal: dict[int, Condition] = {}
        self._read = 0

    def __len__(self) -> int:
        return len(self._written)

    def verdict(self, at: int, bound: Bound, element: Entity | None = None) -> Verdict:
        """The verdict of one where `bound` says and, if one is given, that an element is there."""
        if at not in self._normal and self._read <= OFTEN * len(self):
            self._read += 1
            found = _of(self._written[at], bound, element)
            if found.truth is not UNKNOWN:
                return found
        return _of(self.normal(at), bound, element)

    def codes(self, bound: Bound, element: Entity | None = None) -> list[int]:
        """The truth code of each."""
        return [self.verdict(at, bound, element).truth.value for at in range(len(self))]

    def normal(self, at: int) -> Condition:
        """One of them in normal form."""
        found = self._normal.get(at)
        if found is None:
            found = self._normal[at] = simplify(self._written[at])
        return found

    def open(self, codes: Sequence[int]) -> tuple[Condition, ...]:
        """Those that came out open, in normal form."""
        return tuple(self.normal(at) for at, code in enumerate(codes) if code == UNKNOWN.value)

    def all(self) -> tuple[Condition, ...]:
        """All of them in normal form."""
        return tuple(map(self.normal, range(len(self))))


def _of(condition: Condition, bound: Bound, element: Entity | None) -> Verdict:
    found = verdict(condition, bound)
    return found if element is None else there_and(element, found)


# The law does not change while the program runs: what is made of it is made once.


@lru_cache(maxsize=512)
def levels_at(instrument: Instrument, kind: Kind) -> TwoForms:
    """The levels of a kind of node by the text, and after them as enforced where the two part."""
    return TwoForms(each for mode in _modes(instrument) for each in levels(instrument, kind, mode))


@lru_cache(maxsize=512)
def levels_of(instrument: Instrument, kind: Kind, mode: Mode) -> tuple[Condition, ...]:
    """For each level, worst last: when a node of this kind is at it or worse, in normal form."""
    read = _modes(instrument)
    at = read.index(mode) if mode in read else 0
    forms = levels_at(instrument, kind)
    return tuple(map(forms.normal, range(at * len(LEVELS), (at + 1) * len(LEVELS))))


@lru_cache(maxsize=512)
def _modes(instrument: Instrument) -> tuple[Mode, ...]:
    parts = any(provision.clocks.enforcement_differs for provision in instrument.provisions)
    return ("by_text", "as_enforced") if parts else ("by_text",)


@lru_cache(maxsize=512)
def reach_of(instrument: Instrument) -> TwoForms:
    """Whether an instrument concerns a case."""
    return TwoForms((instrument.reach,))


_EXCEPTIONS: dict[int, tuple[object, TwoForms]] = {}
_PROVISIONS: dict[tuple[int, str, str], tuple[Provision, TwoForms]] = {}


def provision_conditions(instrument: Instrument, provision: Provision, mode: Mode) -> TwoForms:
    """That a provision applies, and after it that it brings each level."""
    key = (id(provision), instrument.id, mode)
    if key not in _PROVISIONS:
        written = [all_of(instrument.reach, applies(provision, mode))]
        written += [all_of(instrument.reach, at_least(provision, level, mode)) for level in LEVELS]
        _PROVISIONS[key] = (provision, TwoForms(written))
    return _PROVISIONS[key][1]


def when_of(exception: LegalException) -> TwoForms:
    """When an exception holds."""
    if id(exception) not in _EXCEPTIONS:
        _EXCEPTIONS[id(exception)] = (exception, TwoForms((exception.when,)))
    return _EXCEPTIONS[id(exception)][1]
