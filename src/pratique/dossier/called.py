"""What a part or a vehicle is called against what is denied of it: a modem without communication, a year in the name.

Rule: a name proves nothing, so that nothing is taken from it where nothing was said; but what is said without a
document stands against a name whose own noun is one of the things that the definition names, or that has a model
year, and neither holds. A part *for* such a thing, or a cable, bracket or housing of it, is none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pratique.facts import conclusions, vehicle
from pratique.facts.part import contributes, model_year, named_type, programmable, software_enables
from pratique.facts.proof import Basis, Proof
from pratique.items.doubt.texts import words_in
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Members, Span, Value, point
from pratique.patterns import regex

if TYPE_CHECKING:
    import re

    from pratique.dossier.case import Cases

RADIO = frozenset(
    (
        "networking_or_telematics_unit",
        "cellular_modem_or_module",
        "wifi_microcontroller_or_module",
        "bluetooth_microcontroller_or_module",
        "satellite_communication_system",
        "other_wireless_microcontroller_or_module",
        "external_antenna",
    )
)
"""Types that are there to communicate."""
RUNS_NOTHING = "external_antenna"
"""The one type named that runs no software."""
_NO = Choice(frozenset({"no"}))
_NOT_NAMED = Choice(frozenset({"not_named"}))
_OF_A_PART = (
    named_type.name,
    contributes.name,
    programmable.name,
    software_enables.name,
    model_year.name,
    conclusions.vcs_hardware.name,
)
_OF_A_VEHICLE = (vehicle.model_year.name,)
MOST_READ = 200
"""So much of a name is read (characters)."""
_YEAR = regex(
    r"(?<![^\W_])(?:my|model[- ]?year|modelljahr|mj)[ .:'-]{0,2}(20\d\d|\d\d)(?!\d)"
    r"|(?<!\d)(20\d\d)[ -]?(?:my(?![^\W_])|年?款|年型)"
)
"""A model year in a name; a bare year may be that of anything."""


def says_more(values: Mapping[str, Value], name: str) -> bool:
    """Whether a part is called something that what is said of it denies."""
    return any(fact in values for fact in _OF_A_PART) and any(True for _ in _against(values, name))


def type_called(name: str) -> str | None:
    """The type of the definition that a name is of; None where it is of none, or of what merely belongs to one."""
    plain = _plain(name)
    if _pattern("types", "apart").search(plain):
        return None
    return next((each for each in _types() if _pattern("types", each).search(plain)), None)


def year_called(name: str) -> int | None:
    """The one model year that a name has; None where it has none or several."""
    found = {int(a or b) for a, b in _YEAR.findall(_plain(name))}
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
    for fact in (model_year.name, *_OF_A_VEHICLE):
        said = values.get(fact)
        if (
            isinstance(said, Span)
            and (year := year_called(name)) is not None
            and said.interval != point(year).interval
        ):
            yield fact, point(year)
    if isinstance(said := values.get(software_enables.name), Members):
        enabled = {
            each for each in ("VCS", "ADS") if each not in said.may and _pattern("enables", each).search(_plain(name))
        }
        if enabled and not _pattern("types", "apart").search(_plain(name)):
            yield software_enables.name, Members(frozenset(enabled), frozenset(("VCS", "ADS")))
    if values.get(conclusions.vcs_hardware.name) == _NO and type_called(name) in RADIO - {RUNS_NOTHING}:
        yield conclusions.vcs_hardware.name, Choice(frozenset({"yes"}))
    denied = [
        values.get(named_type.name) == _NOT_NAMED,
        values.get(contributes.name) is FALSE,
        values.get(programmable.name) is FALSE,
    ]
    if not any(denied) or (called := type_called(name)) is None:
        return
    if denied[0]:
        yield named_type.name, Choice(frozenset({called}))
    if denied[1] and called in RADIO:
        yield contributes.name, TRUE
    if denied[2] and called != RUNS_NOTHING:
        yield programmable.name, TRUE


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name[:MOST_READ]).casefold()


@cache
def _types() -> tuple[str, ...]:
    return tuple(name for name in words_in("types") if name != "apart")


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    return regex(words_in(section)[name])
