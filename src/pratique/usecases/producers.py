"""Under which entry of the Union's list the maker of a car falls.

Rule: an entity that the table names falls under its entry; a name that merely resembles one, a brand or a group does
not, since membership of the list is of entities. What is not named may be any entry, so that the rate is a range;
where a registry says which group controls it, it is in that group's entry, in the annex, or in none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pratique.errors import UsageError
from pratique.facts.trade import PRODUCERS

_FORMS = {"co": "company", "ltd": "limited", "corp": "corporation", "inc": "incorporated"}
GROUPS = {"byd": "byd", "geely": "geely", "saic": "saic"}
"""Words that name a group of Article 1: an entity that bears one may be in its list, or in none."""


@cache
def listed() -> dict[str, str]:
    """The entities of the table by folded name, with their entry."""
    text = files("pratique.law.eu").joinpath("producers.csv").read_text("utf-8")
    return {folded(row["name"]): row["entry"] for row in csv.DictReader(text.splitlines())}


def folded(name: str) -> str:
    """A company's name without punctuation and case, its legal form spelt out."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(_FORMS.get(word, word) for word in words)


def producer_value(name: str, registries: Sequence[str | Path] = (), on: date | None = None) -> Any:
    """The value of `trade.producer` for the entity `name`: its entry, or what it can be.

    `registries` are files of ownership data, read as of `on`, in which the entity and a listed group may be found.
    """
    found = listed().get(folded(name))
    if found is not None:
        return {"value": found, "source": "list of producers, Impl. Reg. (EU) 2024/2754", "basis": "documented"}
    group = next((entry for word, entry in GROUPS.items() if word in folded(name).split()), None)
    if group is None and registries:
        group = controlling_group(name, registries, on or date.today())
    if group is not None:
        return {"one_of": [group, "other_cooperating", "all_other"]}
    return {"one_of": list(PRODUCERS)}


def controlling_group(name: str, registries: Sequence[str | Path], on: date) -> str | None:
    """The listed group that certainly controls the entity by a majority of votes; None where none certainly does."""
    from pratique.parties.control import MAJORITY, compile_electorate, controls
    from pratique.parties.readers.any import read_registries
    from pratique.parties.registry import find_party
    from pratique.parties.snapshot import take_snapshot

    registry = read_registries(registries)
    snapshot = take_snapshot(registry, on)
    try:
        entity = snapshot.canonical.get(found := find_party(registry, name), found)
    except UsageError:
        return None  # a name that no registry knows says nothing
    electorate = compile_electorate(snapshot, MAJORITY)
    heads: dict[str, list[str]] = {}
    for party in snapshot.parties.values():
        words = {word for each in party.names for word in folded(each).split()}
        for word, entry in GROUPS.items():
            if word in words:
                heads.setdefault(entry, []).append(party.id)
    found_groups = [entry for entry, seeds in heads.items() if controls(electorate, seeds, entity) is True]
    return found_groups[0] if len(found_groups) == 1 else None
