"""The keys in an act, by the place at which each first stands: how what was read of one act is told of another.

Rule: two acts that say the same have their keys at the same places. What stands below an element follows its key; a
key that neither is one of an element nor stands below one is the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pratique.facts.keys import upward
from pratique.logic.truth import Truth
from pratique.readings.decide import Open
from pratique.readings.explain import Seen
from pratique.value_class import dataclass


class Places:
    """The keys of the elements of an act, each with its place; what stands below one is found once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._places = {key: place for place, key in enumerate(keys)}
        self._known: dict[str, tuple[int | None, str]] = {}
        self._split: dict[frozenset[Open], tuple[frozenset[Open], tuple[tuple[int, str, str], ...]]] = {}

    def are(self, keys: tuple[str, ...]) -> bool:
        """Whether these are its keys, in their order."""
        return tuple(self._places) == keys

    def of(self, key: str) -> tuple[int | None, str]:
        """The place of the element that a key is of or lies in, and what follows it; None where there is none."""
        found = self._known.get(key)
        if found is None:
            its = next((each for each in upward(key) if each in self._places), None)
            found = (None, "") if its is None else (self._places[its], key[len(its) :])
            self._known[key] = found
        return found

    def split(self, opens: frozenset[Open]) -> tuple[frozenset[Open], tuple[tuple[int, str, str], ...]]:
        """What is open elsewhere, and what is open at its elements: the place, what follows it, and the fact."""
        found = self._split.get(opens)
        if found is None:
            at = {one: self.of(one.key) for one in opens}
            kept = frozenset(one for one, (place, _) in at.items() if place is None)
            placed = ((place, below, one.fact) for one, (place, below) in at.items() if place is not None)
            found = self._split[opens] = kept, tuple(placed)
        return found


@dataclass(frozen=True)
class Keys:
    """The keys in an act that was decided, as those of another that says the same (`own`, by the place of each)."""

    own: tuple[str, ...]
    first: Places

    def of(self, key: str) -> str:
        """The key that an element has here."""
        place, below = self.first.of(key)
        return key if place is None else self.own[place] + below

    def facts(self, facts: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """The same facts by key and name, as they are here."""
        return frozenset([(self.of(key), name) for key, name in facts])

    def opens(self, opens: frozenset[Open]) -> frozenset[Open]:
        """What is open there, as it is open here."""
        own, (kept, placed) = self.own, self.first.split(opens)
        return kept.union([Open(own[place] + below, fact) for place, below, fact in placed])


class ReadElement(NamedTuple):
    """One element of a condition as it reads at a node: its words, its truth, and the facts that make it so."""

    text: str
    truth: Truth
    seen: tuple[Seen, ...]
    left_out: int = 0

    def of(self, keys: Keys) -> ReadElement:
        """The same at another node."""
        return self._replace(seen=tuple([Seen(keys.of(each.key), each.fact, each.value) for each in self.seen]))
