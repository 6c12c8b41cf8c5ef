"""Under which entry of the Union's list the maker of a car falls.

Rule: an entity that the table names falls under its entry; a name that merely resembles one, a brand or a group does
not, since membership of the list is of entities. What is not named may be any entry, so that the rate is a range.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

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


def producer_value(name: str) -> Any:
    """The value of `trade.producer` for the entity `name`: its entry, or what it can be."""
    found = listed().get(folded(name))
    if found is not None:
        return {"value": found, "source": "list of producers, Impl. Reg. (EU) 2024/2754", "basis": "documented"}
    group = next((entry for word, entry in GROUPS.items() if word in folded(name).split()), None)
    if group is not None:
        return {"one_of": [group, "other_cooperating", "all_other"]}
    return {"one_of": list(PRODUCERS)}
