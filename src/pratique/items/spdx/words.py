"""Words that both generations of SPDX use: purposes, and what stands where a party should.

Rule: NOASSERTION says nothing and NONE says that there is none; the two are never merged. `originator` is who
made the package and is read before `supplier`, who handed it on.
"""

from __future__ import annotations

import re

from pratique.items.interpret.record import PartyMention

TYPES = {
    "application": "application", "framework": "framework", "library": "library", "container": "container",
    "operatingsystem": "operating-system", "device": "device", "firmware": "firmware", "file": "file",
    "devicedriver": "device-driver", "model": "machine-learning-model", "data": "data", "platform": "platform",
}  # fmt: skip
"""The CycloneDX word for a purpose, by its name in small letters without hyphens."""

NO_ASSERTION = re.compile(r"(?:.*/)?no[-_ ]?assertion(?:element|[-_ ][-_ a-z]*)?", re.IGNORECASE)
NO_ONE = re.compile(r"(?:.*/)?none(?:element)?", re.IGNORECASE)
_ACTOR = re.compile(r"(Organization|Person|Tool)\s*:\s*(.*)", re.DOTALL)
_MAIL = re.compile(r"\s*\([^()]*\)\s*$")


def type_of(purpose: str | None) -> str:
    """The type of a line for an SPDX purpose; a purpose that CycloneDX does not know stands as it is."""
    if not purpose:
        return ""
    return TYPES.get(purpose.lower().replace("-", "").replace("_", ""), purpose.lower())


def maker_role(kind: str) -> str:
    """Who originated hardware manufactured it; who originated software developed it."""
    return "manufacturer" if kind == "device" else "developer"


def naming_of(role: str, text: str) -> PartyMention | None:
    """The party that a 2.x actor field names; None where it says nothing or that there is none."""
    if NO_ASSERTION.fullmatch(text.strip()) or NO_ONE.fullmatch(text.strip()):
        return None
    found = _ACTOR.fullmatch(text.strip())
    kind, name = (found[1], found[2]) if found else (None, text)
    person = {"Person": True, "Organization": False}.get(kind or "")
    return PartyMention(role, _MAIL.sub("", name).strip(), person=person)


def note_of(role: str, text: str | None) -> tuple[tuple[str, str], ...]:
    """What is kept of an actor field that names nobody."""
    return () if text is None else ((role, "none" if NO_ONE.fullmatch(text.strip()) else "?"),)
