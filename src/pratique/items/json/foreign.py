"""JSON documents that are no bill of materials, by the fields that they have: each with the way to one.

Rule: what a document is follows from its own fields and never from its name; one that nobody here knows is named as
such, and its first fields are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

_OF_CYCLONEDX = frozenset({"bomFormat", "specVersion", "components", "serialNumber"})
_KNOWN: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"artifacts", "source", "descriptor"}), "syft's own JSON", "Export it with `-o cyclonedx-json`."),
    (frozenset({"matches", "source"}), "a report of weaknesses by grype", "Give the bill that it was made from."),
    (frozenset({"SchemaVersion", "ArtifactName"}), "a report of trivy", "Export it with `--format cyclonedx`."),
    (frozenset({"document", "product_tree"}), "a CSAF advisory", "It lists products and no parts: ask for the bill."),
    (frozenset({"document", "vulnerabilities"}), "a CSAF advisory", "It lists no parts: ask for the bill."),
    (frozenset({"catenaXId", "childItems"}), "a Catena-X single-level bill", "Export CX-0158-1 or CycloneDX."),
    (frozenset({"catenaXId"}), "an aspect of Catena-X", "Export the bill as CX-0158-1 or CycloneDX."),
    (frozenset({"@context", "statements"}), "an OpenVEX document", "It lists no parts: ask for the bill."),
    (frozenset({"lockfileVersion"}), "a lock file of npm", "Make a bill of it, for instance with `npm sbom`."),
    (frozenset({"dataType", "containers"}), "a CVE record", "Ask for the bill."),
    (frozenset({"affected", "id"}), "an OSV record", "Ask for the bill."),
    (frozenset({"transactions"}), "a dossier", "Ask about it with `pratique check`."),
)
_REGISTRY = frozenset({"statementID", "statementId", "recordId"})


def foreign(data: bytes) -> tuple[str, str] | None:
    """What a JSON document is that no reader here knows, and the next step; None where it may be CycloneDX."""
    try:
        top: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if isinstance(top, list):
        first = next((each for each in top if isinstance(each, dict)), {})
        if _REGISTRY & first.keys():
            return "a file of ownership statements (BODS)", "Name it under `registries`."
        return "a list", "Give the document that holds it."
    if not isinstance(top, Mapping) or _OF_CYCLONEDX & top.keys():
        return None
    for fields, name, step in _KNOWN:
        if fields <= top.keys():
            return name, step
    some = ", ".join(repr(each)[:40] for each in list(top)[:4])
    return f"an object with {some or 'no field'}", "See what it is, and ask for the bill itself."
