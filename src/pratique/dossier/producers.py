"""Under which entry of the Union's list the maker of a car falls.

Rule: an entity that the table names falls under its entry, also where a registry knows it by that name and the
invoice by another; a name that merely resembles one, a brand or a group does not, since membership of the list is of
entities: it may be the entity that it resembles, or none. The list is complete, so that an entity which a registry
puts under a listed group and which is not named itself pays the rate of all others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pratique.errors import UsageError
from pratique.facts.trade import PRODUCERS
from pratique.files.clock import today
from pratique.ids.near import near_names
from pratique.law.registered import producers
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.parties.snapshot import Snapshot

LIST = "list of producers, Impl. Reg. (EU) 2024/2754"
_COMMON = frozenset(
    {"company", "limited", "automobile", "auto", "automotive", "motor", "motors", "group", "corporation"}
)
_FORMS = {"co": "company", "ltd": "limited", "corp": "corporation", "inc": "incorporated"}
GROUPS = {"byd": "byd", "geely": "geely", "saic": "saic"}
"""Words that name a group of Article 1: an entity that bears one may be in its list, or in none."""


@cache
def listed() -> dict[str, str]:
    """The entities of the table by folded name, with their entry."""
    return {folded(row["name"]): row["entry"] for row in producers()}


def folded(name: str) -> str:
    """A company's name without punctuation and case, its legal form spelt out."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(_FORMS.get(word, word) for word in words)


def producer_value(name: str, registries: Sequence[str | Path] = (), on: date | None = None) -> Any:
    """The value of `trade.producer` for the entity `name`: its entry, or what it can be.

    `registries` are files of ownership data, read as of `on`, in which the entity and a listed group may be found.
    """
    known = Registered.of(name, registries, on or today()) if registries else None
    for each in (name, *(known.names if known else ())):
        if (entry := listed().get(folded(each))) is not None:
            source = "" if each == name else f"; the registry knows {name!r} as {each!r}"
            return {"value": entry, "source": f"{LIST}{source}", "basis": "registry" if source else "documented"}
    if known is not None and (group := known.group()) is not None:
        return {
            "value": "all_other",
            "source": f"{LIST}: related to {group} and not named itself (recital 1345)",
            "basis": "registry",
        }
    near = resembling(name)
    entries = {listed()[folded(each)] for each in near}
    group = _named_group(name)
    possible = entries | ({group, "other_cooperating"} if group else set())
    if possible:
        like = f"; most like {' or '.join(near)}" if near else ""
        source = f"{name!r} is not named in the {LIST}{like}"
        return {"one_of": [each for each in PRODUCERS if each in possible or each == "all_other"], "source": source}
    return {"one_of": list(PRODUCERS)}


def resembling(name: str, count: int = 3) -> tuple[str, ...]:
    """The named entities most like `name`, none of which it is: a brand or a short form settles nothing."""
    words = set(folded(name).split()) - _COMMON
    names = {folded(row["name"]): row["name"] for row in producers()}
    close = near_names(folded(name), list(names), count, cutoff=0.82)
    holding = [each for each in names if words and words <= set(each.split())]
    return tuple(names[each] for each in dict.fromkeys((*close, *holding[:count])))


def _named_group(name: str) -> str | None:
    """The group whose word the name bears."""
    words = folded(name).split()
    return next((entry for word, entry in GROUPS.items() if word in words), None)


@dataclass(frozen=True, slots=True)
class Registered:
    """An entity as ownership data know it on a day: its names, and whose votes decide in it."""

    id: str
    snapshot: Snapshot

    @classmethod
    def of(cls, name: str, registries: Sequence[str | Path], on: date) -> Registered | None:
        """The entity that the files know by `name`; None where they know none, which says nothing."""
        from pratique.parties.readers.any import read_registries
        from pratique.parties.registry import find_party
        from pratique.parties.snapshot import take_snapshot

        registry = read_registries(registries)
        snapshot = take_snapshot(registry, on)
        try:
            found = find_party(registry, name)
        except UsageError:
            return None
        return cls(snapshot.canonical.get(found, found), snapshot)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the data give the entity."""
        party = self.snapshot.parties.get(self.id)
        return tuple(party.names) if party else ()

    def group(self) -> str | None:
        """The listed group that certainly has a majority of the votes in it; None where none or several do."""
        from pratique.parties.control import MAJORITY, compile_electorate, controls

        electorate = compile_electorate(self.snapshot, MAJORITY)
        heads: dict[str, list[str]] = {}
        for party in self.snapshot.parties.values():
            words = {word for each in party.names for word in folded(each).split()}
            for word, entry in GROUPS.items():
                if word in words:
                    heads.setdefault(entry, []).append(party.id)
        found = [entry for entry, seeds in heads.items() if controls(electorate, seeds, self.id).is_certain]
        return found[0] if len(found) == 1 else None
