"""How our own BODS export says what the standard has no word for, so that it is read back as it was.

Rule: each such text begins with `OURS`; what does not follow the form is no text of ours and says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal

from pratique.parties.holdings import Claim, Concert, Direction, Hole, Provenance, Remainder, Stake
from pratique.parties.party import Countries, Party
from pratique.parties.shares import between
from pratique.patterns import regex

HEADQUARTERS = "headquarters"
"""The text of an `alternative` address that is the seat of the head office."""
OURS = "pratique: "
"""Begins a description or details that are read back."""
COMPUTED_AS = "Computed: "
"""Begins the details of a control that was worked out and is no statement of a register."""
_ANSWERS = {True: "yes", False: "no", None: "unknown"}
_SAID = {text: value for value, text in _ANSWERS.items()}
_PLACES = ("organised", "headquarters", "principal_place", "citizenship", "residence")
_REST = regex(
    OURS + r"(undisclosed|dispersed|complete) remainder(?: below ([\d.]+(?:/\d+)?) %)?"
    r"(?:, together ([\d.]+(?:/\d+)?) to ([\d.]+(?:/\d+)?) %)?(?:, concert (yes|no))?: (\w+)"
)
_CONCERT = regex(OURS + r"concert (yes|no|unknown): (\S+)")
_DIRECTION = regex(OURS + r"acts for (\S+): (yes|no|unknown)")
_UNREAD = regex(OURS + r"(not read|who holds it is open): (.+)", re.DOTALL)
_SUSPENDED = regex(OURS + r"suspended (yes|unknown)")
_REMAINDERS: dict[str, Literal["undisclosed", "dispersed", "complete"]] = {
    "undisclosed": "undisclosed",
    "dispersed": "dispersed",
    "complete": "complete",
}


def own_claim(text: str, subject: str, provenance: Provenance) -> Claim | None:
    """The claim that the description of a party says in place of a name; None for a text that is not ours."""
    if rest := _REST.match(text):
        limit = Fraction(rest[2]) / 100 if rest[2] else None
        lies = between(rest[3], rest[4]) if rest[3] else None
        return Remainder(subject, _REMAINDERS[rest[1]], provenance, limit, _SAID.get(rest[5] or ""), rest[6], lies)
    if concert := _CONCERT.match(text):
        return Concert(subject, frozenset(concert[2].split(";")), provenance, _SAID[concert[1]])
    if direction := _DIRECTION.match(text):
        return Direction(subject, direction[1], provenance, _SAID[direction[2]])
    if unread := _UNREAD.match(text):
        return Hole(subject, unread[2], provenance, of_holders=unread[1] != "not read")
    return None


def claim_text(claim: Remainder | Concert | Direction | Hole) -> str:
    """The description that `own_claim` reads back; parties in it are named by their records."""
    match claim:
        case Remainder(kind=kind, threshold=threshold, concert=together, reason=reason, lies=lies):
            limit = "" if threshold is None else f" below {threshold * 100} %"
            concert = "" if together is None else f", concert {_ANSWERS[together]}"
            much = "" if lies is None else f", together {lies.low * 100} to {lies.high * 100} %"
            return f"{OURS}{kind} remainder{limit}{much}{concert}: {reason}"
        case Concert(members=members, agreed=agreed):
            return f"{OURS}concert {_ANSWERS[agreed]}: {';'.join(sorted(members))}"
        case Direction(principal=principal, holds=holds):
            return f"{OURS}acts for {principal}: {_ANSWERS[holds]}"
        case Hole(why=why, of_holders=of_holders):
            return f"{OURS}{'who holds it is open' if of_holders else 'not read'}: {why}"


def suspended_text(suspended: bool | None) -> str:
    """What the details of an interest say where its votes are, or may be, suspended."""
    return "" if suspended is False else f"{OURS}suspended {_ANSWERS[suspended]}"


def with_suspension(stake: Stake, details: str) -> Stake:
    """A stake with what `suspended_text` said of it."""
    found = _SUSPENDED.search(details)
    return replace(stake, suspended=_SAID[found[1]]) if found else stake


def places_text(party: Party) -> str:
    """What the standard cannot say of a party: places that are perhaps among several, and what follows from them.

    Empty where everything is settled or unknown.
    """
    parts = []
    for name in _PLACES:
        places: Countries = getattr(party, name)
        if places.is_unknown or (places.must == places.may and (name != "organised" or len(places.must) == 1)):
            continue
        may = "any" if places.may is None else "+".join(sorted(places.may))
        parts.append(f"{name} {'+'.join(sorted(places.must)) or 'none'} of {may}")
    if party.us_permanent_resident is not None:
        parts.append(f"us_permanent_resident {_ANSWERS[party.us_permanent_resident]}")
    return f"{OURS}places: {'; '.join(parts)}" if parts else ""


def with_places(party: Party, texts: Iterable[str]) -> Party:
    """A party with what `places_text` said of it, among the texts of its addresses."""
    for text in texts:
        for part in text.removeprefix(f"{OURS}places: ").split("; ") if text.startswith(f"{OURS}places: ") else ():
            if found := re.fullmatch(rf"({'|'.join(_PLACES)}) ([A-Z+]+|none) of ([A-Z+]+|any|)", part):
                must = frozenset() if found[2] == "none" else frozenset(found[2].split("+"))
                may = None if found[3] == "any" else frozenset(found[3].split("+")) - {""}
                changed: dict[str, Any] = {found[1]: Countries(must, may)}
                party = replace(party, **changed)
            elif part in ("us_permanent_resident yes", "us_permanent_resident no"):
                party = replace(party, us_permanent_resident=part.endswith("yes"))
    return party
