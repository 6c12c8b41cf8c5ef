"""What is asked of many cases under one instrument: its levels, and which provision brings each.

Rule: the conditions are those that `check` reads, each once for the case or, line by line, for the part; the deciding
provision is the first that is not certainly less than the worst outcome.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from pratique.errors import UsageError
from pratique.facts.kinds import CASE, PART
from pratique.law import book as law_book
from pratique.law.instrument import LEVELS, Instrument, Mode, at_least, levels
from pratique.law.outcome import Outcome
from pratique.logic.author import all_of, any_of, some
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.simplify import simplify
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Bringing:
    """A condition, by its name among those asked, that a provision brings a level."""

    name: str
    level: Outcome
    cite: str


@dataclass(frozen=True, slots=True)
class AskedOfMany:
    """The conditions of an instrument by name: each level's own, then those of `bringing`, the worst level first."""

    instrument: Instrument
    conditions: dict[str, Condition]
    bringing: tuple[Bringing, ...]
    per: Kind | None


def asked_of(
    instrument: str, law_on: date | None = None, *, per_line: bool = False, mode: Mode = "by_text"
) -> AskedOfMany:
    """What is asked under an instrument. Raises UsageError for one that there is not, or not yet."""
    found = law_book.load([instrument], law_on).instruments
    if not found:
        raise UsageError(f"{instrument} was not published by {law_on}.")
    (one,) = found
    if per_line and PART not in one.kinds:
        raise UsageError(f"{instrument} says nothing of parts: leave --per-line out.")
    conditions = level_conditions(one, mode, per_line=per_line)
    bringing = []
    for level in sorted((each for each in LEVELS if each > Outcome.CLEAR), reverse=True):
        for number, condition, cite in _brought(one, level, mode, per_line):
            name = f"{level.name.lower()}_by_{number}"
            conditions[name] = condition
            bringing.append(Bringing(name, level, cite))
    return AskedOfMany(one, conditions, tuple(bringing), PART if per_line else None)


def level_conditions(found: Instrument, mode: Mode, *, per_line: bool) -> dict[str, Condition]:
    """An instrument -> by the name of each level, that a part, or a case with any of its parts, is at least at it."""
    of_part = dict(zip((level.name for level in LEVELS), levels(found, PART, mode), strict=True))
    if per_line:
        return of_part
    of_case = zip(of_part.items(), levels(found, CASE, mode), strict=True)
    return {name: any_of(case, some(PART, part)) for (name, part), case in of_case}


def _brought(found: Instrument, level: Outcome, mode: Mode, per_line: bool) -> Iterator[tuple[int, Condition, str]]:
    """For each provision that can bring a level: its number in the book, when it does, its citation."""
    for number, provision in enumerate(found.provisions):
        if provision.severity < level or (per_line and provision.per is not PART):
            continue
        condition = all_of(found.reach, at_least(provision, level, mode))
        whole = condition if per_line or provision.per is CASE else some(provision.per, condition)
        yield number, whole, provision.cite


def terms_of(asked: AskedOfMany) -> dict[Condition, str]:
    """The defined terms of the conditions, in normal form, with a name each that a column can have."""
    found: dict[Condition, str] = {}
    for condition in asked.conditions.values():
        for term in _terms(condition):
            name = "_".join("".join(c if c.isalnum() else " " for c in term.name.lower()).split())
            found.setdefault(simplify(term.body), name[:48])
    return found


def _terms(condition: Condition) -> Iterator[Term]:
    """The defined terms inside a condition in their order; a node that many paths lead to is entered once."""
    entered, ahead = set[int](), [condition]
    while ahead:
        here = ahead.pop()
        if id(here) in entered:
            continue
        entered.add(id(here))
        match here:
            case Term(body=body):
                yield here
                ahead.append(body)
            case AllOf(parts) | AnyOf(parts):
                ahead += reversed(parts)
            case Not(part) | Exists(_, part) | ForAll(_, part):
                ahead.append(part)
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                pass
            case _:
                assert_never(here)
