"""What a person typed as an answer: its value as an entry holds it, or a refusal where it may say nothing at all.

Rule: an answer that may mean that there is none to give is none: commas alone are no empty list, "NA" is no country
and "no" is none either; what was offered to be chosen is never such a text.
"""

from __future__ import annotations

import re
from typing import Any

from pratique.dossier.question import literal
from pratique.facts.written import DOUBTFUL_COUNTRIES, BadValue, doubtful_country
from pratique.ids.country import country_name
from pratique.logic.nodes import ChoiceFact, Fact, SetFact

_PARTING = re.compile("[,;，；]")


def as_typed(fact: Fact, text: str) -> Any:
    """A typed text -> the value of a fact as an entry holds it. Raises BadValue where it may say nothing."""
    if takes_countries(fact):
        refuse_doubtful(text)
    raw = literal(text)
    return set_of(raw) if isinstance(fact, SetFact) and isinstance(raw, str) else raw


def set_of(text: str) -> list[str] | str:
    """Members with commas or semicolons between them -> the list of them, empty for `none` alone.

    Raises BadValue where nothing stands between the commas.
    """
    if text.strip().casefold() in ("?", "n/a"):
        return text
    members = [each.strip() for each in _PARTING.split(text) if each.strip()]
    if not members:
        raise BadValue(f"{text!r} names nothing; write `none` where there is none")
    return [] if [each.casefold() for each in members] == ["none"] else members


def refuse_doubtful(text: str) -> None:
    """Raise BadValue where one of the countries that a text names may be a word for none."""
    for each in _PARTING.split(text):
        if each.strip().upper() in DOUBTFUL_COUNTRIES:
            raise BadValue(doubtful_country(each.strip()))


def takes_countries(fact: Fact) -> bool:
    """Whether a fact is one or several countries."""
    return isinstance(fact, ChoiceFact | SetFact) and "US" in fact.values


def to_choose(fact: ChoiceFact | SetFact) -> tuple[str, ...]:
    """What a fact can be, to be chosen from, in order; a code that may be a word for none by its country's name."""
    return tuple(chosen(fact, each) for each in sorted(fact.values))


def chosen(fact: Fact, member: str) -> str:
    """One of what a fact can be, as a person reads it and writes it back."""
    return country_name(member) if member in DOUBTFUL_COUNTRIES and takes_countries(fact) else member
