"""The registries of a question, plain files or stored graphs: who is meant, and what stands above them.

Rule: plain files are read whole, a stored graph only where the question leads; both give the same claims to the same
code. What cannot be read leaves its parties open and is said; the rest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pratique.errors import Finding
from pratique.parties.holdings import Claim, PartyClaim
from pratique.parties.join import FoundParty, PartyIndex, Wanted
from pratique.parties.registry import Registry, find_party, merge_registries, party_ids
from pratique.parties.stored import is_large, is_stored
from pratique.parties.stored.claims import about

if TYPE_CHECKING:
    from pratique.parties.stored.indexed import IndexedGraph
    from pratique.parties.stored.large import LookUp


def _opened(path: str | Path, look_up: LookUp | None) -> IndexedGraph:  # few questions read one
    if is_large(path):
        from pratique.parties.stored.large import LargeGraph

        return LargeGraph(path, look_up)
    from pratique.parties.stored.graph import StoredGraph

    return StoredGraph(path)


class Registries:
    """Registries opened for questions. Raises `InvalidInput` with the findings of every file that cannot be read.

    `look_up` reads the rows of graphs that were stored for many machines (else Polars does).
    """

    def __init__(self, paths: Sequence[str | Path], look_up: LookUp | None = None) -> None:
        kept = [path for path in paths if is_large(path) or is_stored(path)]
        self.stored = [_opened(path, look_up) for path in kept]
        plain = [path for path in paths if path not in kept]
        self.plain = Registry()
        if plain:
            from pratique.parties.readers.any import read_registries

            self.plain = read_registries(plain)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the files."""
        return (*self.plain.findings, *(finding for graph in self.stored for finding in graph.findings))

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the files."""
        return (*self.plain.sources, *(source for graph in self.stored for source in graph.sources))

    @cached_property
    def _index(self) -> PartyIndex:
        return PartyIndex(self.plain)

    @cached_property
    def _records(self) -> dict[str, list[Claim]]:
        """What the plain files say of each party itself."""
        found: dict[str, list[Claim]] = {}
        for claim in self.plain.claims:
            if isinstance(claim, PartyClaim):
                found.setdefault(claim.party.id, []).append(claim)
        return found

    def find(self, wanted: Wanted) -> FoundParty:
        """The party that is meant, by evidence of all files together."""
        found = self._index.find(wanted)
        near = [graph.candidates(wanted) for graph in self.stored]
        if not any(each.claims for each in near):
            return found
        if found.party is None and "stands for" in found.by:
            return found
        plain = Registry(tuple(self._records.get(found.party or "", ())))
        joined = PartyIndex(merge_registries([plain, *near])).find(wanted)
        if joined.party is not None or "stands for" in joined.by:
            return joined
        told = found if found.party is not None or found.alike else joined
        return replace(told, alike=tuple(sorted({*found.alike, *joined.alike})))

    def named(self, text: str) -> str:
        """The id of the one party that a text names. Raises `UsageError` where none or several answer to it."""
        if not self.stored:
            return find_party(self.plain, text)
        near = [graph.candidates(Wanted(text, (text,)), text) for graph in self.stored]
        return find_party(merge_registries([self.plain, *near]), text)

    def above(self, parties: Iterable[str]) -> Registry:
        """Every claim that a question about these parties may need."""
        if not self.stored:
            return self.plain
        wanted = set(parties)
        while True:
            registry, seen = self._upward(wanted)
            beside = [graph.namesakes(registry.claims) for graph in self.stored]
            # A namesake may be the same: whoever is above it may be above what was asked, and has namesakes too.
            news = {name for each in beside for claim in each.claims for name in about(claim)} - seen - wanted
            if not news:
                return merge_registries([registry, *beside])
            wanted |= news

    def _upward(self, parties: Iterable[str]) -> tuple[Registry, frozenset[str]]:
        """The claims about the parties and everybody above them, and who these are."""
        wanted = {name for claim in self.plain.claims for name in party_ids(claim)} | set(parties)
        while True:
            found = [graph.above(wanted) for graph in self.stored]
            reached = frozenset[str]().union(*(names for _, names in found))
            if reached <= wanted or (len(self.stored) == 1 and not self.plain.claims):
                return merge_registries([self.plain, *(registry for registry, _ in found)]), reached
            wanted |= reached
