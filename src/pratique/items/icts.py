"""The keys `compliance.icts.*` of Catena-X CX-0158-1 and CX-0158-2, wherever an SPDX 3 element carries them.

Rule: the standard gives these keys no JSON shape, so they are looked for as keys of the element, inside its
`extension`, nested by their dots, and as name and value of a property entry. What they say of the law (verdicts,
covered flags, reasons, foreign direction) is a claim with its signer and never a fact: a flag that is false
clears nobody. Only what an agent says of its own seat or citizenship is read as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pratique.items.interpret.record import PartyMention
from pratique.items.interpret.vocabulary import is_meant
from pratique.items.lines import Claim

PREFIX = "compliance.icts."
VERDICTS = (
    "isCompliant",
    "isCoveredEntity",
    "isCoveredArtifact",
    "containsCoveredArtifact",
    "producesCoveredArtifacts",
    "reasoning",
    "underForeignDirection",
    "assessmentUri",
    "countryOfOrigin",
    "legalAddress",
    "signature",
    "signedOffBy",
)
"""Keys kept as claims, in the order of the standard's table; every other key is kept after them, but for FACTS."""
FACTS = frozenset({"version", "jurisdiction", "nationality"})
"""Keys that are read as facts, or that say only which rule is meant."""
ANONYMOUS_NAME = "anonymous node"
ANONYMOUS_ID = "catena-x-sbom-option-"
_DEPTH = 8


def is_anonymous(name: str | None, ref: str | None) -> bool:
    """Whether an element stands for a supplier's part whose identity is withheld (propagation options 1 to 4)."""
    return (name or "").strip().lower() == ANONYMOUS_NAME or ANONYMOUS_ID in (ref or "")


def keys_of(element: object) -> dict[str, str]:
    """Every ICTS key of an element without its prefix, its value as text; a key that repeats keeps the first."""
    found: dict[str, str] = {}
    for name, value in _pairs(element, "", 0):
        if name.startswith(PREFIX) and isinstance(value, str | bool | int | float):
            text = ("true" if value else "false") if isinstance(value, bool) else str(value)
            found.setdefault(name[len(PREFIX) :], text)
    return found


def properties_of(element: object) -> tuple[tuple[str, str], ...]:
    """The `pratique:*` properties of an element, from the extension that SPDX has for CycloneDX properties."""
    return tuple((name, value) for name, value in _pairs(element, "", 0) if is_meant(name) and isinstance(value, str))


def _pairs(node: object, path: str, depth: int) -> Iterator[tuple[str, object]]:
    """Names and scalar values below a node: by key, by dotted path, and by entries of name and value."""
    if depth > _DEPTH:
        return
    if isinstance(node, list):
        for each in node:
            yield from _pairs(each, path, depth + 1)
    elif isinstance(node, dict):
        yield from _entry(node)
        for key, value in node.items():
            name = key if (key.startswith(PREFIX) or is_meant(key)) else f"{path}.{key}" if path else key
            if isinstance(value, dict | list):
                yield from _pairs(value, "" if key == "extension" else name, depth + 1)
            else:
                yield name, value


def _entry(node: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """`{name: ..., value: ...}` under any of the spellings in use."""
    for name, value in (("name", "value"), ("key", "value"), ("cdxPropName", "cdxPropValue")):
        for prefix in ("", "extension_"):
            told = node.get(prefix + name)
            if isinstance(told, str) and (told.startswith(PREFIX) or is_meant(told)) and prefix + value in node:
                yield told, node[prefix + value]


def claims_of(keys: Mapping[str, str], pointer: str) -> tuple[Claim, ...]:
    """The claims among the keys, each with who signed it off."""
    signer = keys.get("signedOffBy") or keys.get("mail")
    order = [*VERDICTS, *sorted(keys.keys() - set(VERDICTS) - FACTS)]
    return tuple(Claim(PREFIX + name, keys[name], pointer, signer) for name in order if name in keys)


def agent(
    role: str, name: str | None, ref: str | None, person: bool | None, element: object, pointer: str
) -> PartyMention:
    """An agent with what its keys say: `jurisdiction` is where an organisation is organised, `nationality` one
    citizenship of a person; `legalAddress` and `countryOfOrigin` are evidence only.
    """
    keys = keys_of(element)
    return PartyMention(
        role,
        None if is_anonymous(name, ref) else name,
        keys.get("legalAddress") or keys.get("countryOfOrigin"),
        ref=ref,
        person=person,
        claims=claims_of(keys, pointer),
        organised=keys.get("jurisdiction") if person is not True else None,
        citizen_of=keys.get("nationality") if person is True else None,
    )
