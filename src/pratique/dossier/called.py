"""What a part or a vehicle is called against what is denied of it: a modem without communication, a year in the name.

Rule: a name proves nothing, so that nothing is taken from it where nothing was said; but what is said without a
document stands against a name whose own noun is one of the things that the definition names, or that has a model
year, and neither holds. A part *for* such a thing, or a cable, bracket or housing of it, is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pratique.dossier import kinds_called
from pratique.facts import conclusions, vehicle
from pratique.facts.part import (
    LOWEST_RADIO,
    RADIO_TYPES,
    contributes,
    functions,
    model_year,
    named_type,
    programmable,
    radio_frequency_max,
    software_enables,
)
from pratique.facts.proof import Basis, Proof
from pratique.items.doubt.nouns import is_itself, windows
from pratique.items.doubt.types import computes, type_called
from pratique.items.doubt.words import words_in
from pratique.logic.intervals import Interval
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Absence, Choice, Members, Span, Value, point
from pratique.patterns import regex

if TYPE_CHECKING:
    import re

    from pratique.dossier.case import Cases

RADIO = frozenset(RADIO_TYPES)
"""Types that are there to communicate."""
RUNS_NOTHING = "external_antenna"
"""The one type named that runs no software."""
_NO = Choice(frozenset({"no"}))
_NOT_NAMED = Choice(frozenset({"not_named"}))
_OF_A_PART = (
    named_type.name,
    radio_frequency_max.name,
    functions.name,
    contributes.name,
    programmable.name,
    software_enables.name,
    model_year.name,
    conclusions.vcs_hardware.name,
    *kinds_called.OF_A_PART,
)
_DENIED = frozenset(_OF_A_PART)
_OF_A_VEHICLE = (vehicle.model_year.name, *kinds_called.OF_A_VEHICLE)
MAY_BE_LOW = ("other_wireless_microcontroller_or_module", RUNS_NOTHING)
"""Radios that may be those of a sensor, at any frequency."""
_NETWORK = 50_000_000
_LOWEST = {
    **dict.fromkeys(RADIO_TYPES, _NETWORK),
    **dict.fromkeys(MAY_BE_LOW, LOWEST_RADIO),
    **dict.fromkeys(("cellular_modem_or_module", "networking_or_telematics_unit"), 400_000_000),
}
"""A frequency (Hz) below every band of a type: the relations of the law say the same of what is known to be of it."""
_YEAR = regex(
    r"(?<![^\W_])(?:my|model[- ]?year|modelljahr|mj)[ .:'-]{0,2}(20\d\d|\d\d)(?!\d)"
    r"|(?<!\d)(20\d\d)[ -]?(?:my(?![^\W_])|年?款|年型)"
)
"""A model year in a name; a bare year may be that of anything."""


def may_be_denied(values: Mapping[str, Value]) -> bool:
    """Whether something is said of a part that what it is called may stand against."""
    return not _DENIED.isdisjoint(values)


def says_more(values: Mapping[str, Value], name: str) -> bool:
    """Whether a part is called something that what is said of it denies."""
    return may_be_denied(values) and any(True for _ in _against(values, name))


def year_called(name: str) -> int | None:
    """The one model year that a name has; None where it has none or several."""
    found = {int(a or b) for window in windows(name) for a, b in _YEAR.findall(window)}
    return next(iter(found)) % 100 + 2000 if len(found) == 1 else None


def held_against_its_name(made: Cases, key: str, name: str) -> None:
    """Add what the name of a part or a vehicle says where the opposite was said of it without a document."""
    said = {fact: made.evidence.value(key, fact) for fact in (*_OF_A_PART, *_OF_A_VEHICLE)}
    known = {fact: value for fact, value in said.items() if value is not None}
    for fact, told in _against(known, name) if known else ():
        given = made.evidence.given.get((key, fact), [])
        if all(one.proof.basis < Basis.DOCUMENTED for one in given):
            made.evidence.add(key, made.evidence.facts[fact], told, Proof(f"its name, {name!r}", Basis.ASSERTED))


def _against(values: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """What a name says of each fact of which it says otherwise."""
    yield from kinds_called.kinds_against(values, name)
    for fact in (model_year.name, vehicle.model_year.name):
        said = values.get(fact)
        if (
            isinstance(said, Span)
            and (year := year_called(name)) is not None
            and said.interval != point(year).interval
        ):
            yield fact, point(year)
    if isinstance(said := values.get(software_enables.name), Members):
        enabled = {
            each for each in ("VCS", "ADS") if each not in said.may and is_itself(name, _pattern("enables", each))
        }
        if enabled:
            yield software_enables.name, Members(frozenset(enabled), frozenset(("VCS", "ADS")))
    if values.get(conclusions.vcs_hardware.name) == _NO and type_called(name) in RADIO - {RUNS_NOTHING}:
        yield conclusions.vcs_hardware.name, Choice(frozenset({"yes"}))
    yield from _of_its_radio(values, name)
    denied = [
        values.get(named_type.name) == _NOT_NAMED,
        values.get(contributes.name) is FALSE,
        values.get(programmable.name) is FALSE,
    ]
    if not any(denied):
        return
    called = type_called(name)
    if denied[2] and ((called is not None and called != RUNS_NOTHING) or computes(name)):
        yield programmable.name, TRUE
    if called is None:
        return
    if denied[0]:
        yield named_type.name, Choice(frozenset({called}))
    if denied[1] and called in RADIO:
        yield contributes.name, TRUE


def _of_its_radio(values: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """What the name of a radio says where none is said to be in it, or one below its bands, or one that is silent."""
    frequency, served = values.get(radio_frequency_max.name), values.get(functions.name)
    is_silent = isinstance(served, Members) and "communication" not in served.may
    is_low = isinstance(frequency, Span) and (
        frequency.none is Absence.YES or frequency.interval.high < max(_LOWEST.values())
    )
    if not (is_low or is_silent) or (called := type_called(name)) not in RADIO:
        return
    lowest = _LOWEST[called or ""]
    if isinstance(frequency, Span) and (frequency.none is Absence.YES or frequency.interval.high < lowest):
        yield radio_frequency_max.name, Span(Interval(lowest))
    if is_silent and called not in MAY_BE_LOW:
        yield functions.name, Members(frozenset({"communication"}), functions.values)


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    return regex(words_in(section)[name])
