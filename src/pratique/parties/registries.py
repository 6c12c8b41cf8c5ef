"""The registries of a question: who is meant, and what stands above them.

Rule: what cannot be read of a registry leaves its parties open and is said; the rest of it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from pratique.errors import Finding
from pratique.parties.join import FoundParty, PartyIndex, Wanted
from pratique.parties.readers.any import read_registries
from pratique.parties.registry import Registry, find_party


class Registries:
    """Registries opened for questions. Raises `InvalidInput` with the findings of every file that cannot be read."""

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self.plain = read_registries(paths)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the files."""
        return self.plain.findings

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the files."""
        return self.plain.sources

    @cached_property
    def _index(self) -> PartyIndex:
        return PartyIndex(self.plain)

    def find(self, wanted: Wanted) -> FoundParty:
        """The party that is meant, by evidence."""
        return self._index.find(wanted)

    def named(self, text: str) -> str:
        """The id of the one party that a text names. Raises `UsageError` where none or several answer to it."""
        return find_party(self.plain, text)

    def above(self, parties: Iterable[str]) -> Registry:
        """Every claim that a question about these parties may need."""
        del parties
        return self.plain
