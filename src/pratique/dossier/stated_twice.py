"""What a table states in two places, by a word of its own and by the name of the fact.

Rule: what both leave possible stands; where they have nothing in common it is either of the two; what one place says
is not known stays so.
"""

from __future__ import annotations

from collections.abc import Mapping

from pratique.facts.reading import BadValue, read_value
from pratique.facts.vocabulary import definition_of
from pratique.logic.nodes import ChoiceFact
from pratique.logic.values import Choice


def choice_stated(name: str, found: object, stated: object) -> object:
    """A choice by its word and by its fact (None: not stated), as they are written -> what to read."""
    if stated is None:
        return found
    fact = definition_of(name).fact
    assert isinstance(fact, ChoiceFact)
    try:
        said, meant = read_value(fact, stated), read_value(fact, found)
    except BadValue:
        return stated  # a finding where the fact itself is read
    assert isinstance(said, Choice)
    assert isinstance(meant, Choice)
    both = said.possible & meant.possible or said.possible | meant.possible
    if both == said.possible or said.possible == fact.values:
        return stated
    if both == meant.possible:
        return found
    return {"one_of": sorted(both), "source": f"{_source(stated)}; {_source(found)}"}


def amount_stated(name: str, found: str, stated: object) -> object:
    """The same of an amount: it, where both say the same; not known, where they do not."""
    if stated is None:
        return found
    fact = definition_of(name).fact
    try:
        return stated if read_value(fact, stated) == read_value(fact, found) else "?"
    except BadValue:
        return stated


def _source(raw: object) -> str:
    return str(raw.get("source") or "stated") if isinstance(raw, Mapping) else f"stated as {raw}"
