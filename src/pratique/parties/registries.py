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
from pratique.parties.stored import is_stored

if TYPE_CHECKING:
    from pratique.parties.stored.graph import StoredGraph


def _opened(path: str | Path) -> StoredGraph:
    from pratique.parties.stored.graph import StoredGraph  # few questions read one

    return StoredGraph(path)


class Registries:
    """Registries opened for questions. Raises `InvalidInput` with the findings of every file that cannot be read."""

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self.stored = [_opened(path) for path in paths if is_stored(path)]
        plain = [path for path in paths if not is_stored(path)]
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
        registry = self._upward(parties)
        return merge_registries([registry, *(graph.namesakes(registry.claims) for graph in self.stored)])

    def _upward(self, parties: Iterable[str]) -> Registry:
        """The claims about the parties and everybody above them."""
        wanted = {name for claim in self.plain.claims for name in party_ids(claim)} | set(parties)
        while True:
            found = [graph.above(wanted) for graph in self.stored]
            reached = frozenset[str]().union(*(names for _, names in found))
            if reached <= wanted or (len(self.stored) == 1 and not self.plain.claims):
                return merge_registries([self.plain, *(registry for registry, _ in found)])
            wanted |= reached
