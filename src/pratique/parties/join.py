"""A party that somebody else names, found in a registry by evidence.

Rule: an identifier that somebody issued joins (LEI, number in a register); else a full name, with the country where
both state one; a private id joins only where the registry has no other name for it, and where it is itself a name it
is read as one. A likeness never joins. What joined is said, and so is what did not: a name that differs from the
record of an id is a contradiction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from pratique.parties.holdings import PartyClaim
from pratique.parties.names.scripts import is_east_asian
from pratique.parties.names.tables import legal_forms
from pratique.parties.party import Party, join_parties
from pratique.parties.registers import number_of_id, register_of
from pratique.parties.registry import Registry, party_ids
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for: a private id, names, pairs of scheme and number, countries (ISO 3166-1 alpha-2)."""

    id: str = ""
    names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundParty:
    """The registry's id of the party, or None; `by` says what joined, or why nothing did; `against` what speaks
    against it."""

    party: str | None
    by: str
    against: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    """The ids of those that may be meant where nothing joined: one of the two names has no legal form."""


class PartyIndex:
    """The parties of a registry by identifier, name and id. Building takes one pass."""

    def __init__(self, registry: Registry) -> None:
        records: dict[str, list[Party]] = {}
        self.ids: set[str] = set()
        for claim in registry.claims:
            self.ids.update(party_ids(claim))
            if isinstance(claim, PartyClaim):
                records.setdefault(claim.party.id, []).append(claim.party)
        self.parties = {name: join_parties(rows, name) for name, rows in records.items()}
        for name in self.ids:
            if pair := number_of_id(name):
                known = self.parties.get(name, Party(name, "unknown"))
                self.parties[name] = replace(known, identifiers=tuple(dict.fromkeys((*known.identifiers, pair))))
        self._numbers: dict[tuple[str, str], set[str]] = {}
        self._names: dict[tuple[str, ...], set[str]] = {}
        self._words: dict[tuple[str, ...], set[str]] = {}
        for name, party in self.parties.items():
            for pair in party.identifiers:
                self._numbers.setdefault(register_of(*pair), set()).add(name)
            for text in party.names:
                for key in name_keys(text):
                    self._names.setdefault(key, set()).add(name)
                    if _has_form_apart(key):
                        self._words.setdefault(key[:-1], set()).add(name)
        for name in self.ids:
            self._called_by_id(name)

    def _called_by_id(self, name: str) -> None:
        """Know a party of which a registry states no name by its id, where that is a name and no code."""
        if self._named(name) or any(each.isdigit() for each in name):
            return
        self.parties.setdefault(name, Party(name, "unknown"))
        for key in name_keys(name):
            self._names.setdefault(key, set()).add(name)
            if _has_form_apart(key):
                self._words.setdefault(key[:-1], set()).add(name)

    def find(self, wanted: Wanted) -> FoundParty:
        """The party that is meant, by the strongest evidence there is."""
        for pair in wanted.identifiers:
            found = self._numbers.get(register_of(*pair), set())
            if found:
                joined = self._one(found, f"{pair[0]} {pair[1]}", wanted)
                return replace(joined, against=(*joined.against, *self._other_numbers(found, wanted)))
        against = self._contradicted(wanted)
        named = self._by_name(wanted)
        if named:
            joined = self._one(named, f"the name {wanted.names[0]!r}", wanted)
            elsewhere = self._elsewhere(joined.party, wanted)
            return FoundParty(joined.party, joined.by, (*joined.against, *against, *elsewhere))
        if wanted.id in self.ids and not against and not self._named(wanted.id):
            return FoundParty(wanted.id, f"the id {wanted.id!r}, for which the registry states no name")
        alike = self._alike(wanted)
        told = [f"{(self.parties[each].names or (each,))[0]!r} may be meant" for each in alike]
        return FoundParty(
            None, "; ".join(["no identifier and no full name of it stands in the registry", *told]), against, alike
        )

    def _elsewhere(self, found: str | None, wanted: Wanted) -> Iterator[str]:
        """That the party of this name sits in other countries than it is said to."""
        if found is not None and not self._fits(self.parties[found], wanted):
            said = ", ".join(sorted(wanted.countries))
            yield f"the registry has {self.parties[found].name!r} elsewhere than in {said}"

    def _other_numbers(self, found: set[str], wanted: Wanted) -> Iterator[str]:
        """What other numbers that are given say against the party that one of them found."""
        theirs: dict[str, set[str]] = {}
        for name in found:
            for pair in self.parties[name].identifiers:
                scheme, number = register_of(*pair)
                theirs.setdefault(scheme, set()).add(number)
        for given in wanted.identifiers:
            scheme, number = register_of(*given)
            others = self._numbers.get((scheme, number), set()) - found
            if others and not found & self._numbers[scheme, number]:
                yield f"{given[0]} {given[1]} is that of {self.parties[min(others)].name!r}"
            elif number not in theirs.get(scheme, {number}):
                yield f"the registry has {scheme} {', '.join(sorted(theirs[scheme]))}, not {number}"

    def _alike(self, wanted: Wanted) -> tuple[str, ...]:
        """Parties of the same words where one side has no legal form, and no number and no country differs."""
        mine = {key for text in wanted.names for key in name_keys(text) if _has_form_apart(key)}
        found = set[str]()
        for key in mine:
            found |= self._words.get(key[:-1], set()) if key[-1] == "/" else self._names.get((*key[:-1], "/"), set())
        return tuple(
            sorted(
                each
                for each in found
                if self._may_be(self.parties[each], wanted) and self._fits(self.parties[each], wanted)
            )
        )

    def _named(self, name: str) -> bool:
        return name in self.parties and bool(self.parties[name].names)

    def _one(self, found: set[str], by: str, wanted: Wanted) -> FoundParty:
        """The one party found. Records that share an identifier are one party, whatever they are called."""
        parties = [self.parties[name] for name in sorted(found)]
        shared = set.intersection(*({register_of(*pair) for pair in party.identifiers} for party in parties))
        if len(parties) > 1 and not shared:
            return FoundParty(None, f"{by} stands for {len(parties)} parties: {', '.join(sorted(found))}")
        against: tuple[str, ...] = ()
        stated = {key for party in parties for text in party.names for key in name_keys(text)}
        mine = {key for text in wanted.names for key in name_keys(text)}
        if mine and stated and not mine & stated:
            against = (f"the registry calls it {parties[0].name!r}, not {wanted.names[0]!r}",)
        return FoundParty(parties[0].id, by, against)

    def _by_name(self, wanted: Wanted) -> set[str]:
        found = {name for text in wanted.names for key in name_keys(text) for name in self._names.get(key, ())}
        possible = {name for name in found if self._may_be(self.parties[name], wanted)}
        near = {name for name in possible if self._fits(self.parties[name], wanted)}
        # One party of that name that sits elsewhere is taken for it: what both say then contradicts itself, openly.
        return near or (possible if len(possible) == 1 else set())

    @staticmethod
    def _may_be(party: Party, wanted: Wanted) -> bool:
        """Whether no number of one kind speaks against it."""
        theirs = dict(register_of(*pair) for pair in party.identifiers)
        mine = (register_of(*pair) for pair in wanted.identifiers)
        return all(theirs.get(scheme, number) == number for scheme, number in mine)

    @staticmethod
    def _fits(party: Party, wanted: Wanted) -> bool:
        """Whether no country speaks against it."""
        seats = (party.organised, party.headquarters, party.principal_place, party.citizenship, party.residence)
        known = frozenset().union(*(seat.must for seat in seats))
        return not (known and wanted.countries) or bool(known & wanted.countries)

    def _contradicted(self, wanted: Wanted) -> tuple[str, ...]:
        """The record that bears the private id, where it is called something else."""
        if wanted.id not in self.parties or not wanted.names:
            return ()
        record = self.parties[wanted.id]
        stated = {key for text in record.names for key in name_keys(text)}
        mine = {key for text in wanted.names for key in name_keys(text)}
        if not stated or stated & mine:
            return ()
        return (f"the registry has another party under the id {wanted.id!r}: {record.name!r}",)


def _has_form_apart(key: tuple[str, ...]) -> bool:
    """Whether a key of a name holds its words and, last, the class of its legal form."""
    return len(key) > 1 and key[-1].startswith("/")


def name_keys(text: str) -> set[tuple[str, ...]]:
    """What ways to write one full name have in common: its text, and its words with the class of its legal form."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)|['’]", "", plain))
    table, longest = legal_forms().words, legal_forms().longest
    kind, words = _without_unspaced_form(words)
    size = min(longest, len(words) - 1)
    while size > 0:
        if found := table.get(tuple(_bare(word) for word in words[-size:])):
            kind = kind if kind and kind != "company" else found
            words = words[:-size]
            size = min(longest, len(words) - 1)
        else:
            size -= 1
    if not kind and len(words) > 1 and words[0] in _IN_FRONT and (found := table.get((words[0],))):
        kind, words = found, words[1:]
    return {(" ".join(plain.split()),), (*words, f"/{kind}")} if words else {(" ".join(plain.split()),)}


_IN_FRONT = frozenset(
    (
        "ооо",
        "оао",
        "зао",
        "пао",
        "ао",
        "нао",
        "тоо",
        "ooo",
        "oao",
        "zao",
        "pao",
        "pjsc",
        "jsc",
        "pt",
    )
)
"""Legal forms that are written before a name."""


def _bare(word: str) -> str:
    """A word without accents, as the table of legal forms has it."""
    if word.isascii() or is_east_asian(word[-1]):
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _without_unspaced_form(words: list[str]) -> tuple[str, list[str]]:
    """The class of a legal form in East Asian letters at the end of a name, else at its beginning, and the rest."""
    if not words or not is_east_asian(words[-1][-1]):
        return "", words
    for form, kind in legal_forms().unspaced:
        if words[-1].endswith(form) and (rest := [*words[:-1], words[-1].removesuffix(form)]) != [""]:
            return kind, [word for word in rest if word]
        if words[0].startswith(form) and (rest := [words[0].removeprefix(form), *words[1:]]) != [""]:
            return kind, [word for word in rest if word]
    return "", words
