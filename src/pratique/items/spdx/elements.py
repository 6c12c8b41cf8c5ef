"""The elements of an SPDX 3 document, what they refer to, and the agents that they tie to packages.

Rule: an agent is tied to a package by a field or by a relationship; where the relationship is none that says what the
agent did, it may have done anything.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from msgspec import Raw, Struct

from pratique.files import decoded
from pratique.items import icts
from pratique.items.interpret.record import PartyMention
from pratique.items.json.records import ABSENT

AGENTS = {"Agent": None, "Person": True, "Organization": False, "SoftwareAgent": False}
RELATIONSHIPS = frozenset({"Relationship", "LifecycleScopedRelationship"})
OF_PEOPLE = ("foundBy", "reportedBy", "coordinatedBy", "exploitCreatedBy", "hasAssessmentFor", "invokedBy")
"""Relationships to people who did something about a weakness or ran a tool, and made nothing."""


class Element(Struct, rename={"from_": "from", "import_": "import", "id": "@id", "at_type": "@type"}, gc=False):
    """The fields of any element that are read; both spellings of those of the software profile."""

    type: str = ""
    at_type: str = ""
    spdxId: str | None = None
    id: str | None = None
    name: str | None = None
    software_packageVersion: str | None = None
    packageVersion: str | None = None
    software_primaryPurpose: str | None = None
    primaryPurpose: str | None = None
    software_packageUrl: Raw = ABSENT
    packageUrl: Raw = ABSENT
    externalIdentifier: Raw = ABSENT
    suppliedBy: Raw = ABSENT
    originatedBy: Raw = ABSENT
    relationshipType: str | None = None
    from_: Raw = ABSENT
    to: Raw = ABSENT
    completeness: str | None = None
    rootElement: Raw = ABSENT
    element: Raw = ABSENT
    import_: Raw = ABSENT
    externalSpdxId: str | None = None
    specVersion: str | None = None
    created: str | None = None

    @property
    def kind(self) -> str:
        """The type without its profile."""
        return re.split(r"[_:/#]", self.type or self.at_type)[-1]

    @property
    def ref(self) -> str | None:
        return self.spdxId or self.id


Met = tuple[Element, Raw, str, int]
"""An element with its text, pointer and offset."""
People = tuple[dict[str, PartyMention], dict[str, list[str]], dict[str, list[str]]]
"""Every agent by its id, and by package who modified it and whom else it is tied to."""


def agents_of(graph: list[Met]) -> dict[str, PartyMention]:
    """Every agent by its id, with what its extension keys say."""
    found: dict[str, PartyMention] = {}
    for element, raw, pointer, _ in graph:
        if element.kind in AGENTS and element.ref:
            extended = decoded(raw) if b"compliance" in bytes(raw) else {}
            person = AGENTS[element.kind]
            found[element.ref] = icts.agent("", element.name, element.ref, person, extended, pointer)
    return found


def targets(raw: Raw) -> list[Any]:
    """One or several references, or elements written in place."""
    if raw is ABSENT:
        return []
    try:
        told = decoded(raw)
    except msgspec.DecodeError:
        return []
    return told if isinstance(told, list) else [told]


def refs_of(raw: Raw) -> list[str]:
    told = (each if isinstance(each, str) else id_of(each) for each in targets(raw))
    return [each for each in told if each]


def unread_ends(element: Element) -> list[str]:
    """What of the two ends of a relationship is no reference and no element with one, as JSON."""
    ends = (each for raw in (element.from_, element.to) for each in targets(raw))
    return [json.dumps(each)[:80] for each in ends if not (each if isinstance(each, str) else id_of(each))]


def id_of(node: Any) -> str | None:
    ref = (node.get("spdxId") or node.get("@id")) if isinstance(node, dict) else None
    return ref if isinstance(ref, str) else None


def modifiers_of(graph: list[Met]) -> dict[str, list[str]]:
    """Who modified a package, by the relationship of CX-0158-1."""
    found: dict[str, list[str]] = {}
    for element, *_ in graph:
        if element.kind in RELATIONSHIPS and element.relationshipType == "modifiedBy":
            for ref in refs_of(element.from_):
                found.setdefault(ref, []).extend(refs_of(element.to))
    return found


def others_of(graph: list[Met], agents: dict[str, PartyMention]) -> dict[str, list[str]]:
    """Whom any other relationship ties to a package: what such an agent does for it is not said."""
    found: dict[str, list[str]] = {}
    for element, *_ in graph:
        if element.kind in RELATIONSHIPS and element.relationshipType not in ("modifiedBy", *OF_PEOPLE):
            ends = (refs_of(element.from_), refs_of(element.to))
            for these, those in (ends, ends[::-1]):
                for ref in these:
                    found.setdefault(ref, []).extend(each for each in those if each in agents)
    return found
