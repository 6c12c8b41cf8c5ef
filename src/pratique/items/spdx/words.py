"""Words that both generations of SPDX use: purposes, and what stands where a party should.

Rule: NOASSERTION says nothing and NONE says that there is none; the two are never merged. `originator` is who
made the package and is read before `supplier`, who handed it on.
"""

from __future__ import annotations

import re

from pratique.items.interpret.record import PartyMention, is_packaged

TYPES = {
    "application": "application",
    "framework": "framework",
    "library": "library",
    "container": "container",
    "operatingsystem": "operating-system",
    "device": "device",
    "firmware": "firmware",
    "file": "file",
    "devicedriver": "device-driver",
    "model": "machine-learning-model",
    "data": "data",
    "platform": "platform",
}
"""The CycloneDX word for a purpose, by its name in small letters without hyphens."""

PURPOSES = frozenset(
    {
        "source",
        "install",
        "archive",
        "executable",
        "module",
        "patch",
        "diskimage",
        "filesystemimage",
    }
)
"""Purposes that SPDX alone has, under which nothing but software stands (as `type_of` writes them)."""

NO_ASSERTION = re.compile(r"(?:.*/)?no[-_ ]?assertion(?:element|[-_ ][-_ a-z]*)?", re.IGNORECASE)
NO_ONE = re.compile(r"(?:.*/)?none(?:element)?", re.IGNORECASE)
_ACTOR = re.compile(r"(organi[sz]ation|person|tool)\s*:\s*(.*)", re.DOTALL | re.IGNORECASE)
_MAIL = re.compile(r"\s*\([^()]*\)\s*$")


def type_of(purpose: str | None) -> str:
    """The type of a line for an SPDX purpose; a purpose that CycloneDX does not know stands as it is."""
    if not purpose:
        return ""
    return TYPES.get(purpose.lower().replace("-", "").replace("_", ""), purpose.lower())


def is_software(kind: str, addresses: bytes) -> bool:
    """Whether a purpose that SPDX alone has, or else the addresses of packages in a piece of JSON, say software."""
    return kind.replace("_", "") in PURPOSES or is_packaged(kind, addresses)


def maker_role(kind: str) -> str:
    """Who originated hardware manufactured it; who originated software developed it."""
    return "manufacturer" if kind == "device" else "developer"


def naming_of(role: str, text: str) -> PartyMention | None:
    """The party that a 2.x actor field names; None where it says nothing or that there is none."""
    if NO_ASSERTION.fullmatch(text.strip()) or NO_ONE.fullmatch(text.strip()):
        return None
    found = _ACTOR.fullmatch(text.strip())
    kind, name = (found[1], found[2]) if found else (None, text)
    if NO_ASSERTION.fullmatch(name.strip()) or NO_ONE.fullmatch(name.strip()):
        return None
    person = {"p": True, "o": False}.get((kind or "")[:1].lower())
    return PartyMention(role, _MAIL.sub("", name).strip(), person=person)


def note_of(role: str, text: str | None) -> tuple[tuple[str, str], ...]:
    """What is kept of an actor field that names nobody."""
    return () if text is None else ((role, "none" if NO_ONE.fullmatch(text.strip()) else "?"),)
