"""A graph of records that are found by keys: what a question about some parties needs of it.

Rule: what a question needs is the records about its parties, about everybody above them, about whoever shares an
identifier with one of these, and every statement that replaces one of these. Nothing else is read. It is found
breadth first: all that one round leads to is looked up together, so that a round is one pass or one join.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.ids import normal_form
from pratique.parties.holdings import Claim, Direction, PartyClaim, SameAs
from pratique.parties.join import Wanted
from pratique.parties.namesakes import is_organisation
from pratique.parties.registers import ids_of_number, number_of_id, register_of
from pratique.parties.registry import Registry, party_ids
from pratique.parties.stored.claims import about
from pratique.parties.stored.keys import (
    ANY_NUMBER,
    about_key,
    key_of,
    may_be_name,
    number_keys,
    record_key,
    text_keys,
)

MOST_RECORDS = 2_000_000
"""Records that one question may need; beyond, the file is no ownership graph that a person could read."""


class IndexedGraph(ABC):
    """Records of registries under keys, wherever they are kept."""

    path: Path
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]

    @abstractmethod
    def _found(self, keys: Iterable[int]) -> set[int]:
        """The records under some keys."""

    @abstractmethod
    def _anybody(self) -> Iterable[int]:
        """The records that may be about anybody."""

    @abstractmethod
    def _read(self, records: set[int], findings: Findings) -> Iterator[Claim]:
        """The claims of records, in the order of the files."""

    @abstractmethod
    def _whole(self) -> AbstractContextManager[None]:
        """Whatever a file that was changed since it was written leads to is a refusal."""

    def candidates(self, wanted: Wanted, text: str = "") -> Registry:
        """The parties that may be meant, by id, identifier or name, as claims."""
        with self._whole():
            keys = [about_key(wanted.id)] if wanted.id else []
            for pair in wanted.identifiers:
                keys += number_keys(*pair)
                keys += [about_key(name) for name in ids_of_number(*register_of(*pair))]
            for name in wanted.names:
                keys += [*text_keys(name), about_key(name)]
            if text:
                keys.append(key_of(ANY_NUMBER, normal_form(text)))
            findings = Findings()
            claims = tuple(self._read(self._found(keys), findings))
            return Registry(claims, tuple(findings), self.sources)

    def above(self, parties: Iterable[str]) -> tuple[Registry, frozenset[str]]:
        """Every claim that a question about the parties needs, and the ids that it led to."""
        with self._whole():
            findings = Findings()
            claims: list[Claim] = []
            read: set[int] = set()
            seen: set[str] = set()
            wanted, fresh = set(parties), set(self._anybody())
            while wanted or fresh:
                fresh |= self._found(about_key(name) for name in wanted)
                seen |= wanted
                fresh -= read
                read |= fresh
                if len(read) > MOST_RECORDS:
                    message = f"More than {MOST_RECORDS} records stand above these parties."
                    step = "Ask about one party at a time, or leave out records of funds and listed companies."
                    raise InvalidInput([Finding("graph.size", message, Place(self.path.name), step)])
                found = list(self._read(fresh, findings))
                claims += found
                wanted = {name for claim in found for name in self._leads_to(claim, seen)} - seen
                fresh = self._found(key for claim in found for key in self._bound(claim)) - read
            kept = (*self.findings, *findings)
            return Registry(tuple(dict.fromkeys(claims)), tuple(dict.fromkeys(kept)), self.sources), frozenset(seen)

    def namesakes(self, claims: Iterable[Claim]) -> Registry:
        """What is said of organisations that bear the name of one of these claims: some of them may be one."""
        with self._whole():
            findings = Findings()
            known = {name for claim in claims for name in party_ids(claim)}
            described = {claim.party.id for claim in claims if isinstance(claim, PartyClaim)}
            names = {
                text
                for claim in claims
                if isinstance(claim, PartyClaim) and is_organisation(claim.party)
                for text in claim.party.names
            }
            called = (known - described) | {name for name in known if may_be_name(name)}
            keys = {key for text in names | called for key in text_keys(text)}
            found = list(self._read(self._found(keys), findings))
            others = {name for claim in found for name in party_ids(claim)} | names
            bound = {key for claim in found for key in self._bound(claim)}
            keys = {about_key(name) for name in others - known} | bound
            found += self._read(self._found(keys), findings)
            return Registry(tuple(dict.fromkeys(found)), tuple(findings), ())

    @staticmethod
    def _leads_to(claim: Claim, seen: set[str]) -> Iterator[str]:
        """Whom a claim puts above somebody, or makes one with somebody."""
        if isinstance(claim, PartyClaim | SameAs | Direction) or seen.intersection(about(claim)):
            yield from party_ids(claim)
        if isinstance(claim, PartyClaim):
            for pair in claim.party.identifiers:
                yield from ids_of_number(*pair)

    @staticmethod
    def _bound(claim: Claim) -> Iterator[int]:
        """The keys of what has to be read with a claim: the same record, and whoever has the same identifier."""
        if claim.provenance.record:
            yield record_key(claim.provenance.source, claim.provenance.record)
        if isinstance(claim, PartyClaim):
            for pair in claim.party.identifiers:
                yield number_keys(*pair)[0]
        for name in party_ids(claim):
            if (numbered := number_of_id(name)) is not None:
                yield number_keys(*numbered)[0]
