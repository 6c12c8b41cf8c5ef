"""What a part is called against what is denied of it: a modem of no named type, or without communication.

Rule: a name proves nothing, so that nothing is taken from it where nothing was said; but a denial that rests on no
document stands against a name whose own noun is one of the types that the definition of the hardware names, and
neither holds. A part *for* such a thing, or a cable, bracket or housing of it, is none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pratique.facts.part import contributes, named_type, programmable
from pratique.facts.proof import Basis, Proof
from pratique.items.doubt.texts import words_in
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Value
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
_DENIED = ((named_type.name, Choice(frozenset({"not_named"}))), (contributes.name, FALSE), (programmable.name, FALSE))
MOST_READ = 200
"""So much of a name is read (characters)."""


def denies(values: Mapping[str, Value]) -> bool:
    """Whether what is said of a part denies anything that its name could say."""
    return any(values.get(fact) == denied for fact, denied in _DENIED)


def type_called(name: str) -> str | None:
    """The type of the definition that a name is of; None where it is of none, or of what merely belongs to one."""
    plain = unicodedata.normalize("NFKC", name[:MOST_READ]).casefold()
    if _pattern("apart").search(plain):
        return None
    return next((each for each in _types() if _pattern(each).search(plain)), None)


def held_against_its_type(made: Cases, key: str, name: str) -> None:
    """Add what the name of a part says where the opposite was said of it without a document."""
    said = {fact: made.evidence.value(key, fact) for fact, _ in _DENIED}
    if not denies({fact: value for fact, value in said.items() if value is not None}):
        return
    if (called := type_called(name)) is None:
        return
    for fact, told in _told(called):
        given = made.evidence.given.get((key, fact), [])
        if said[fact] in dict(_DENIED).values() and all(one.proof.basis < Basis.DOCUMENTED for one in given):
            made.evidence.add(key, made.evidence.facts[fact], told, Proof(f"its name, {name!r}", Basis.ASSERTED))


def _told(called: str) -> Iterator[tuple[str, Value]]:
    """What a type says of each of the facts that may deny it."""
    yield named_type.name, Choice(frozenset({called}))
    if called in RADIO:
        yield contributes.name, TRUE
    if called != RUNS_NOTHING:
        yield programmable.name, TRUE


@cache
def _types() -> tuple[str, ...]:
    return tuple(name for name in words_in("types") if name != "apart")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return regex(words_in("types")[name])
